//! Names that stand for other names: renaming imports and type aliases, wherever they are.
//!
//! For what is looked up by name before paths are resolved. It knows nothing of scopes and errs on the side of too much.

use crate::facts::{Name, Path, TypeRef};
use crate::program::{Def, Module, Program, Renames};

/// Notes the names that each renaming import and alias may stand for, also through others.
pub(super) fn find(program: &mut Program<'_>) {
    program.renamed = renamed(program, head);
    program.written_with = renamed(program, names_in);
}

/// The names behind each name; `of` tells those of an alias's type.
fn renamed(program: &Program<'_>, of: fn(&TypeRef, &mut Vec<Name>)) -> Renames {
    let mut pairs: Vec<(Name, Name)> = program
        .modules
        .iter()
        .flat_map(|module| imported(module).chain(aliased(program, module, of)))
        .filter(|(name, other)| name != other)
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs.into_iter().collect()
}

/// Names that a module's imports bind, with the last names of their paths.
fn imported(module: &Module<'_>) -> impl Iterator<Item = (Name, Name)> {
    let all =
        module.uses.iter().flat_map(|(&name, leaves)| leaves.iter().map(move |leaf| (name, leaf)));
    all.filter_map(|(name, leaf)| Some((name, *leaf.path.last()?)))
}

/// Names of a module's aliases, with the names that they are written with.
fn aliased(
    program: &Program<'_>,
    module: &Module<'_>,
    of: fn(&TypeRef, &mut Vec<Name>),
) -> impl Iterator<Item = (Name, Name)> {
    let aliases = module.types.iter().filter_map(|(&name, def)| match def {
        Def::Alias(id) => Some((name, program.aliases[*id].ty)),
        _ => None,
    });
    aliases.flat_map(move |(name, ty)| {
        let mut names = Vec::new();
        of(ty, &mut names);
        names.into_iter().map(move |other| (name, other))
    })
}

/// The last name of a type's path: what an alias is called by.
fn head(ty: &TypeRef, out: &mut Vec<Name>) {
    if let TypeRef::Path(path) = ty {
        out.extend(path.segments.last().map(|segment| segment.name));
    }
}

/// The last names of the types that a type is written with.
fn names_in(ty: &TypeRef, out: &mut Vec<Name>) {
    match ty {
        TypeRef::Path(path) => names_in_path(path, out),
        TypeRef::Ref { inner, .. } | TypeRef::Slice(inner) => names_in(inner, out),
        TypeRef::Tuple(items) => items.iter().for_each(|item| names_in(item, out)),
        TypeRef::Dyn(bounds) | TypeRef::Impl(bounds) => {
            bounds.iter().for_each(|path| names_in_path(path, out));
        }
        _ => {}
    }
}

fn names_in_path(path: &Path, out: &mut Vec<Name>) {
    out.extend(path.segments.last().map(|segment| segment.name));
    for segment in &path.segments {
        segment.args.iter().for_each(|arg| names_in(arg, out));
        segment.bindings.iter().for_each(|(_, ty)| names_in(ty, out));
    }
}
