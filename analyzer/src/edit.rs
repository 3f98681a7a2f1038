//! Puts edits into a text.

use crate::findings::Edit;

/// The text with every edit made. The edits speak of this text and do not overlap; those at one place are made in their order.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    let mut sorted: Vec<&Edit> = edits.iter().collect();
    sorted.sort_by_key(|edit| edit.at.span);
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    for edit in sorted {
        let (start, end) = (edit.at.span.start as usize, edit.at.span.end as usize);
        out.push_str(&text[at..start]);
        out.push_str(&edit.text);
        at = end;
    }
    out.push_str(&text[at..]);
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Span;
    use crate::sources::{FileId, Location};

    #[test]
    fn edits_are_made_at_their_places_in_any_order() {
        let edit = |start, end, text: &str| Edit {
            at: Location { file: FileId(0), span: Span { start, end } },
            text: text.to_owned(),
        };
        let edits = [edit(6, 6, "!"), edit(0, 1, "c"), edit(6, 6, "?")];
        assert_eq!(apply("a = é;", &edits), "c = é!?;");
        assert_eq!(apply("a", &[]), "a");
    }
}
