//! What is wrong with a configuration, with the line it speaks of.

use std::path::Path;

use codespan_reporting::diagnostic::{Diagnostic, Label};
use codespan_reporting::term::{Config, emit_to_write_style};

use crate::config::{Labelled, Mistake, Mistakes};
use crate::facts::Span;
use crate::report::human::Palette;
use crate::report::quoted::Quoted;
use crate::report::{Lines, offset, shown_path, visible};
use crate::sources::{FileId, Sources};

/// Every mistake with its place. Paths are shown relative to `root`.
pub fn render(mistakes: &Mistakes, root: &Path, palette: Palette) -> Lines {
    let mut lines = Lines::new();
    for mistake in &mistakes.0 {
        lines.drawn(&drawn(mistake, root, palette));
    }
    lines
}

fn drawn(mistake: &Mistake, root: &Path, palette: Palette) -> String {
    let mut sources = Sources::default();
    let text = mistake.place.as_ref().map_or_else(|| "".into(), |place| place.text.clone());
    let file = sources.add(mistake.path.clone(), text);
    let files = Quoted::new(&sources, root, [file]);
    let notes = mistake.help.iter().map(|help| format!("help: {}", visible(help))).collect();
    let diagnostic = Diagnostic::error().with_notes(notes);
    let diagnostic = if let Some(place) = &mistake.place {
        diagnostic.with_message(visible(&mistake.message)).with_label(label(place, file, &files))
    } else {
        let path = shown_path(&mistake.path, root);
        diagnostic.with_message(visible(&format!("{path}: {}", mistake.message)))
    };
    let mut buffer = palette.buffer();
    emit_to_write_style(&mut buffer, &Config::default(), &files, &diagnostic)
        .expect("spans lie inside their files");
    String::from_utf8_lossy(buffer.as_slice()).into_owned()
}

fn label(place: &Labelled, file: FileId, files: &Quoted<'_>) -> Label<FileId> {
    // An error at the end of a file has nothing to underline.
    let end = place.span.end.min(place.text.len());
    let span = Span { start: offset(place.span.start.min(end)), end: offset(end) };
    Label::primary(file, files.range(file, span)).with_message(visible(&place.label))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Labelled;

    #[test]
    fn a_mistake_shows_its_line_and_one_without_a_place_its_file() {
        let labelled = |text: &str, span| Labelled {
            text: text.into(),
            span,
            label: "did you mean `levels`?".to_owned(),
        };
        let mistake = |message: &str, place| Mistake {
            path: "/w/chanlint.toml".into(),
            message: message.to_owned(),
            place,
            help: Some("fix it".to_owned()),
        };
        let mistakes = Mistakes(vec![
            mistake("unknown key `levls`", Some(labelled("# ours\n[levls]\n", 8..13))),
            mistake("unclosed table", Some(labelled("[levels", 7..8))),
            mistake("cannot be read", None),
        ]);
        insta::assert_snapshot!(render(&mistakes, Path::new("/w"), Palette::Plain).as_str(), @r"
        error: unknown key `levls`
          ┌─ chanlint.toml:2:2
          │
        2 │ [levls]
          │  ^^^^^ did you mean `levels`?
          │
          = help: fix it

        error: unclosed table
          ┌─ chanlint.toml:1:8
          │
        1 │ [levels
          │        ^ did you mean `levels`?
          │
          = help: fix it

        error: chanlint.toml: cannot be read
         = help: fix it
        ");
    }
}
