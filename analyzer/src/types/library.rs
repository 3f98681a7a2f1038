//! What libraries declare, read from stubs: signatures without bodies in the libraries' own language.
//!
//! A stub says what a type and a call *are*; what a call *does* to channels and tasks is said by the tables. A library's
//! items are known by canonical path, whatever path code names them by.

mod reading;
mod stubs;

use std::sync::{Arc, LazyLock, Mutex, PoisonError};

use rustc_hash::{FxHashMap, FxHashSet};

use super::lower::{OutsideAlias, Params};
use super::signatures::{Held, Impl, Signature, Trait, Variants};
use super::ty::{TraitKey, Ty};
use crate::facts::{Name, intern, interned};
use crate::knowledge::Knowledge;
use crate::workspace::Workspace;
use stubs::Stub;

/// A type of a library.
#[derive(Clone, Debug, Default)]
pub struct LibraryType {
    /// Its generic parameters.
    pub(super) params: Params,
    /// Its fields, or its variants with theirs.
    pub variants: Variants,
    /// Whether it is an enum.
    pub is_enum: bool,
    /// The fields that it embeds, by name.
    pub(super) embedded: Vec<Name>,
}

impl LibraryType {
    /// Whether it is made by a call of its name.
    pub(super) fn is_tuple(&self) -> bool {
        let first = self.variants.first().and_then(|(_, fields)| fields.first());
        !self.is_enum && first.is_some_and(|(name, _)| name == "0")
    }
}

/// What is known of libraries.
#[derive(Debug, Default)]
pub struct Library {
    /// Types by path.
    pub types: FxHashMap<Name, LibraryType>,
    /// Traits by path.
    pub traits: FxHashMap<Name, Trait>,
    /// Functions by path; those of a type or trait behind its path.
    pub functions: FxHashMap<Name, Signature>,
    /// Statics and constants by path.
    pub(super) statics: FxHashMap<Name, Ty>,
    /// `impl` blocks.
    pub impls: Vec<Impl>,
    /// Type aliases by path.
    pub(super) aliases: FxHashMap<Name, OutsideAlias>,
    /// Where a path leads that is a re-export.
    renamed: FxHashMap<Name, Name>,
    /// Where the path of a module leads that is a re-export.
    moved: FxHashMap<Name, Name>,
    /// The crates that have such modules.
    moving: FxHashSet<String>,
}

/// Libraries that were read before, by their crates with the major versions that were asked for, and by what tables say of
/// re-exports: editors and tests analyse many workspaces in one process.
static READ: LazyLock<Mutex<FxHashMap<Key, Arc<Library>>>> = LazyLock::new(Mutex::default);

type Key = (Vec<(&'static str, Option<u64>)>, Vec<(String, String)>);

impl Library {
    /// What is known of the crates that a workspace can name, in the versions that it has.
    ///
    /// # Panics
    ///
    /// When a stub cannot be read: stubs are part of the program, and a test reads all of them.
    pub fn of_workspace(workspace: &Workspace, knowledge: &Knowledge) -> Arc<Self> {
        let stubs = stubs::of_workspace(workspace, knowledge);
        let key = (stubs::key(&stubs), knowledge.aliases().to_vec());
        let read = || READ.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = read().get(&key) {
            return known.clone();
        }
        let library = Arc::new(Self::read(&stubs, knowledge));
        read().insert(key, library.clone());
        library
    }

    /// All that is known, of the newest versions.
    ///
    /// # Panics
    ///
    /// As [`Self::of_workspace`].
    pub fn builtin(knowledge: &Knowledge) -> Self {
        Self::read(&stubs::newest(knowledge.language), knowledge)
    }

    fn read(stubs: &[Stub], knowledge: &Knowledge) -> Self {
        stubs::linked(stubs, knowledge.language, |input| reading::library(input, knowledge))
    }

    /// The canonical path of an item that a path names.
    pub fn defined(&self, path: Name) -> Name {
        if let Some(&to) = self.renamed.get(&path) {
            return to;
        }
        let krate = path.as_str().split("::").next().unwrap_or_default();
        if self.moving.contains(krate) { self.moved(path) } else { path }
    }

    /// The path behind the modules that lead somewhere else.
    fn moved(&self, path: Name) -> Name {
        let to = path.as_str().rmatch_indices("::").find_map(|(end, _)| {
            let module = interned(&path[..end])?;
            let to = self.moved.get(&module)?;
            Some(intern(&format!("{to}{}", &path[end..])))
        });
        to.map_or(path, |to| self.defined(to))
    }

    /// Whether every type is taken to have a trait: nothing is known of it, or nothing depends on it.
    pub(super) fn holds_for_all(&self, of: TraitKey) -> bool {
        match of {
            TraitKey::Own(_) => false,
            TraitKey::Outside(path) => {
                self.traits.get(&path).is_none_or(|known| known.held == Held::Assumed)
            }
        }
    }

    /// Whether nothing follows for a type from its having a trait: all have it, or nothing is known of it.
    pub(super) fn says_nothing(&self, of: TraitKey) -> bool {
        match of {
            TraitKey::Own(_) => false,
            TraitKey::Outside(path) => {
                self.traits.get(&path).is_none_or(|known| known.held != Held::Said)
            }
        }
    }

    /// Whether something of a type is known besides its path.
    pub(super) fn is_in_sight(&self, path: Name) -> bool {
        self.types.contains_key(&path)
    }

    /// Whether a path's function belongs to a type or trait.
    pub(super) fn is_member(&self, path: Name) -> bool {
        path.as_str().rsplit_once("::").is_some_and(|(owner, _)| {
            let owner = intern(owner);
            self.types.contains_key(&owner) || self.traits.contains_key(&owner)
        })
    }

    /// Whether a path names something.
    pub(super) fn knows(&self, path: Name) -> bool {
        self.renamed.contains_key(&path)
            || self.types.contains_key(&path)
            || self.traits.contains_key(&path)
            || self.functions.contains_key(&path)
            || self.aliases.contains_key(&path)
            || self.statics.contains_key(&path)
    }

    /// The variant of an enum that a path names: the enum's path and the variant's position.
    pub fn variant(&self, path: Name) -> Option<(Name, usize)> {
        let (of, name) = path.as_str().rsplit_once("::")?;
        let of = self.defined(intern(of));
        let ty = self.types.get(&of).filter(|ty| ty.is_enum)?;
        let position = ty.variants.iter().position(|(known, _)| known == name)?;
        Some((of, position))
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::intern;

    use super::*;
    use crate::knowledge::{Effect, builtin_tables};
    use crate::language::Language;

    /// Rows that are looked up by what the types say are never met when no stub declares the function.
    #[test]
    fn what_tables_name_by_its_canonical_path_is_declared() {
        let library = Library::builtin(&Knowledge::of(Language::Rust));
        let tables = builtin_tables().expect("they can be read");
        let conversions = tables.iter().flat_map(|table| &table.conversion);
        let mut paths: Vec<&String> = conversions.flat_map(|row| [&row.call, &row.runs]).collect();
        let calls = tables.iter().flat_map(|table| &table.call);
        let of_state = calls.filter(|row| row.effect == Effect::State);
        paths.extend(of_state.flat_map(|row| &row.paths));
        paths.retain(|path| !library.functions.contains_key(&intern(path)));
        assert_eq!(paths, Vec::<&String>::new());
    }
}
