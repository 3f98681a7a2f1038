//! How code that a table gives is written at a place: with the names that stand there already, or that an import of the file can
//! take in.

mod import;

use super::Model;
use crate::facts::{Name, Span, UseBinding, UseLeaf};
use crate::findings::Edit;
use crate::program::{Module, ModuleId};
use crate::sources::Location;
use crate::trace::handle::OriginId;
use import::Import;

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
        // What a glob brings in is known by its path alone: the client's types are not read.
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
        // Uses are kept by name: the first in the file is taken.
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
    // Several names may mean one path: which is taken must not depend on a hash.
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_ends_with_its_type() {
        let parts = type_path("options::BasicQosOptions::default())");
        assert_eq!(parts, ("options::BasicQosOptions", "::default())"));
        assert_eq!(type_path("Error::from(x)"), ("Error", "::from(x)"));
        assert_eq!(type_path("run(x::Y)"), ("run", "(x::Y)"));
    }
}
