//! How code that a table gives is written at a place: with the names that stand there already, or that an import of the file can
//! take in.

use super::Model;
use crate::facts::{Name, Span, UseBinding, UseLeaf};
use crate::findings::Edit;
use crate::program::{Module, ModuleId};
use crate::sources::Location;
use crate::trace::handle::OriginId;

/// What stands for the client's name in code.
const CRATE: &str = "{crate}::";

impl Model<'_, '_> {
    /// A client's code as the code around a place writes it, and what has to be imported for it.
    pub(super) fn spelled(
        &self,
        code: &str,
        origin: OriginId,
        at: Location,
    ) -> Option<(String, Vec<Edit>)> {
        let client = self.client_of(origin);
        let mut dependencies = self.package(at)?.dependencies.iter();
        let krate = dependencies.find(|known| client.packages.contains(&known.package))?;
        let module = self.module_at(at);
        let (mut text, mut edits) = (String::new(), Vec::new());
        let mut rest = code;
        while let Some((before, from)) = rest.split_once(CRATE) {
            let (path, after) = type_path(from);
            let path: Vec<Name> =
                [krate.name.as_str()].into_iter().chain(path.split("::")).map(Name::from).collect();
            let (name, edit) = self.named(&path, module, at);
            text += before;
            text += &name;
            edits.extend(edit);
            rest = after;
        }
        edits.dedup();
        Some((text + rest, edits))
    }

    /// A path, or the name that means the same in a module, with the change of an import that it takes.
    fn named(
        &self,
        path: &[Name],
        module: Option<ModuleId>,
        at: Location,
    ) -> (String, Option<Edit>) {
        let written = || path.iter().map(Name::as_str).collect::<Vec<_>>().join("::");
        let known = module.map(|module| self.program.module(module));
        let (Some(module), Some((last, parent))) = (known, path.split_last()) else {
            return (written(), None);
        };
        if let Some(name) = imported(module, path) {
            return (name.to_string(), None);
        }
        let is_taken = module.types.contains_key(last)
            || module.values.contains_key(last)
            || module.uses.contains_key(last);
        if is_taken {
            return (written(), None);
        }
        if module.globs.iter().any(|glob| glob.path == parent && !glob.global) {
            return (last.to_string(), None);
        }
        match self.beside(module, parent, *last, at) {
            Some(edit) => (last.to_string(), Some(edit)),
            None => (written(), None),
        }
    }

    /// The change that takes a name into an import of the same module.
    fn beside(
        &self,
        module: &Module<'_>,
        parent: &[Name],
        name: Name,
        at: Location,
    ) -> Option<Edit> {
        if module.file != at.file {
            return None;
        }
        let is_near = |leaf: &&&UseLeaf| {
            let path = leaf.path.split_last();
            let is_sibling = path.is_some_and(|(_, of)| of == parent) && !leaf.global;
            is_sibling && matches!(leaf.binding, UseBinding::Named(_))
        };
        let mut near: Vec<&UseLeaf> =
            module.uses.values().flatten().filter(is_near).copied().collect();
        near.sort_by_key(|leaf| leaf.at);
        near.into_iter().find_map(|leaf| self.taken_in(leaf, name, at))
    }

    fn taken_in(&self, leaf: &UseLeaf, name: Name, at: Location) -> Option<Edit> {
        let text = &*self.sources.get(at.file).text;
        let written = text.get(leaf.at.start as usize..leaf.at.end as usize)?;
        let is_as_read = leaf.path.last().is_some_and(|last| *last == written);
        let import = Import::around(text, leaf.at.start as usize).filter(|_| is_as_read)?;
        let (place, new) = import.with(name.as_str())?;
        let offset = |at: usize| u32::try_from(at).ok();
        let span = Span { start: offset(place)?, end: offset(place + import.replaced)? };
        Some(Edit { at: Location { span, ..at }, text: new })
    }

    /// The module whose names count at a place.
    fn module_at(&self, at: Location) -> Option<ModuleId> {
        let around = self.program.functions.iter().filter(|data| {
            let body = data.function.body.as_ref();
            let root = body.map(|body| body.exprs[body.root].span);
            root.is_some_and(|span| Location { span, ..data.at }.holds(at))
        });
        // The innermost begins last.
        around.max_by_key(|data| data.at.span.start).map(|data| data.module)
    }
}

/// The name that a module's imports give to a path.
fn imported(module: &Module<'_>, path: &[Name]) -> Option<Name> {
    let is_it = |leaf: &&UseLeaf| leaf.path == path && !leaf.global;
    let mut names: Vec<Name> = module
        .uses
        .iter()
        .filter(|(name, leaves)| **name != "_" && leaves.iter().any(is_it))
        .map(|(name, _)| *name)
        .collect();
    names.sort_unstable();
    names.first().copied()
}

/// The part of a path up to its type, and what follows: `options::BasicQosOptions` of `options::BasicQosOptions::default()`.
fn type_path(code: &str) -> (&str, &str) {
    let mut end = 0;
    for segment in code.split("::") {
        let word =
            segment.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(segment.len());
        end += word;
        if segment.starts_with(char::is_uppercase) || word < segment.len() {
            break;
        }
        end += 2;
    }
    code.split_at(end.min(code.len()))
}

/// The place in the text of an import where a name stands: alone, or in braces.
struct Import<'t> {
    /// What stands there.
    names: &'t str,
    /// Where that begins.
    start: usize,
    /// How many bytes of it another name replaces; none in braces, where it is put between the others.
    replaced: usize,
}

impl<'t> Import<'t> {
    fn around(text: &'t str, leaf: usize) -> Option<Self> {
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
    fn with(&self, name: &str) -> Option<(usize, String)> {
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

    #[test]
    fn a_path_ends_with_its_type() {
        let parts = type_path("options::BasicQosOptions::default())");
        assert_eq!(parts, ("options::BasicQosOptions", "::default())"));
        assert_eq!(type_path("Error::from(x)"), ("Error", "::from(x)"));
        assert_eq!(type_path("run(x::Y)"), ("run", "(x::Y)"));
    }
}
