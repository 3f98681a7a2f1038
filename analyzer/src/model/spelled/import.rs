//! Imports as text: where a name can be put beside another one.

/// The place in the text of an import where a name stands: alone, or in braces.
pub(super) struct Import<'t> {
    /// What stands there.
    names: &'t str,
    /// Where that begins.
    start: usize,
    /// How many bytes of it another name replaces; none in braces, where it is put between the others.
    pub(super) replaced: usize,
}

impl<'t> Import<'t> {
    /// Around a name that begins at an offset, where nothing but names stands there.
    pub(super) fn around(text: &'t str, leaf: usize) -> Option<Self> {
        let before = text.get(..leaf)?;
        let keyword = before.rfind("use ")?;
        // What an attribute says of it would hold for the new name, too.
        if text[..keyword].trim_end().ends_with(']') || before[keyword..].contains(';') {
            return None;
        }
        if before.trim_end().ends_with("::") {
            let end = text[leaf..].find(';')?;
            let names = &text[leaf..leaf + end];
            return is_plain(names).then_some(Self { names, start: leaf, replaced: end });
        }
        let start = opening(before)? + 1;
        let end = start + closing(&text[start..])?;
        let names = &text[start..end];
        is_plain(names).then_some(Self { names, start, replaced: 0 })
    }

    /// Where to put text that adds a name, and the text. Types are in the order of the alphabet, behind modules where those come last.
    pub(super) fn with(&self, name: &str) -> Option<(usize, String)> {
        if self.replaced > 0 {
            let mut both = [self.names.trim_end(), name];
            both.sort_unstable();
            return Some((self.start, format!("{{{}}}", both.join(", "))));
        }
        let items = items(self.names);
        let between = self.between(&items);
        let is_type = |item: &&(usize, &str)| item.1.starts_with(char::is_uppercase);
        if let Some((at, _)) = items.iter().filter(is_type).find(|(_, item)| *item > name) {
            return Some((self.start + at, format!("{name},{between}")));
        }
        let (at, item) = items.iter().rfind(is_type).or(items.last())?;
        Some((self.start + at + item.len(), format!(",{between}{name}")))
    }

    /// What stands between two names: the end of a line where each has its own.
    fn between(&self, items: &[(usize, &str)]) -> String {
        let lead = |&(at, _): &(usize, &str)| {
            let before = &self.names[..at];
            let line = &before[before.rfind('\n').map_or(at, |end| end)..];
            (!line.is_empty() && line.trim().is_empty()).then(|| line.to_owned())
        };
        let leads: Option<Vec<String>> = items.iter().map(lead).collect();
        leads.and_then(|leads| leads.into_iter().next()).unwrap_or_else(|| " ".to_owned())
    }
}

/// Text that is nothing but names.
fn is_plain(names: &str) -> bool {
    !names.contains(['/', '#'])
}

/// The brace that is open at the end of a text.
fn opening(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices().rev() {
        match c {
            '}' => depth += 1,
            '{' if depth == 0 => return Some(at),
            '{' => depth -= 1,
            ';' => return None,
            _ => {}
        }
    }
    None
}

/// The brace that closes what is open at the start of a text.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => return Some(at),
            '}' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The items of a list, each with where it begins.
fn items(names: &str) -> Vec<(usize, &str)> {
    let (mut depth, mut start) = (0, 0);
    let mut items = Vec::new();
    for (at, c) in names.char_indices().chain([(names.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let item = &names[start..at];
                let lead = item.len() - item.trim_start().len();
                items.push((start + lead, item.trim()));
                start = at + 1;
            }
            _ => {}
        }
    }
    items.retain(|(_, item)| !item.is_empty());
    items
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The text with a name beside another one, where that is done.
    fn beside(text: &str, known: &str, name: &str) -> Option<String> {
        let import = Import::around(text, text.rfind(known)?)?;
        let (at, new) = import.with(name)?;
        let (before, rest) = text.split_at(at);
        Some([before, &new, &rest[import.replaced..]].concat())
    }

    #[test]
    fn a_name_joins_others_where_it_belongs() {
        for (text, known, expected) in [
            ("use a::B;", "B", "use a::{B, M};"),
            ("use a::Z;", "Z", "use a::{M, Z};"),
            ("use a::B as C;", "B", "use a::{B as C, M};"),
            ("use a::{B, Z};", "B", "use a::{B, M, Z};"),
            ("use a::{B, C};", "C", "use a::{B, C, M};"),
            ("use a::{\n    B,\n    C,\n};", "B", "use a::{\n    B,\n    C,\n    M,\n};"),
            ("use a::{\n    B,\n    Z,\n};", "B", "use a::{\n    B,\n    M,\n    Z,\n};"),
            ("use a::{\n    B, C,\n    Z,\n};", "B", "use a::{\n    B, C,\n    M, Z,\n};"),
            ("use a::{b::{C, Z}, D};", "Z", "use a::{b::{C, M, Z}, D};"),
            ("use a::{b::{C, Z}, D};", "D", "use a::{b::{C, Z}, D, M};"),
            ("use a::{self, b};", "b", "use a::{self, b, M};"),
            ("use x::Y;\npub use a::B;\n", "B", "use x::Y;\npub use a::{B, M};\n"),
        ] {
            assert_eq!(beside(text, known, "M").as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn imports_that_say_more_are_left_alone() {
        for text in [
            "#[cfg(test)]\nuse a::B;",
            "use a::{B /* for x */, C};",
            "use a::{\n    // for x\n    B,\n};",
            "fn f() { B }",
        ] {
            assert_eq!(beside(text, "B", "M"), None, "{text}");
        }
    }
}
