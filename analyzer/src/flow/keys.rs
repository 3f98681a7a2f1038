//! How code refers to functions when types are not known: by name.

use crate::facts::{Body, ExprKind, Name, Path, TypeRef};
use crate::program::{FnId, Owner, Program};

/// How code refers to a function when types are not known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Key {
    /// `name(..)` or `module::name(..)`
    Free(Name),
    /// `Type::name(..)`
    Assoc(Name, Name),
    /// `x.name(..)`
    Method(Name),
}

/// The ways in which code can refer to a function.
pub(crate) fn own_keys(program: &Program<'_>, id: FnId) -> Vec<Key> {
    let data = program.function(id);
    let name = data.function.name;
    match owner_name(program, data.owner) {
        None => vec![Key::Free(name)],
        Some(owner) => {
            let of = |ty: Name| program.names_behind(ty).map(move |ty| Key::Assoc(ty, name));
            let mut keys: Vec<Key> = of(owner).collect();
            if let Owner::Impl(id) = data.owner
                && let Some(path) = &program.impls[id].def.of_trait
                && let Some(last) = path.segments.last()
            {
                keys.extend(of(last.name));
            }
            if data.function.receiver.is_some() {
                keys.push(Key::Method(name));
            }
            keys
        }
    }
}

pub(crate) fn owner_name(program: &Program<'_>, owner: Owner) -> Option<Name> {
    match owner {
        Owner::Free => None,
        Owner::Impl(id) => type_name(&program.impls[id].def.self_ty).or(Some(ustr::ustr("?"))),
        Owner::Trait(id) => Some(program.traits[id].def.name),
    }
}

pub(crate) fn type_name(ty: &TypeRef) -> Option<Name> {
    match ty {
        TypeRef::Path(path) => path.segments.last().map(|segment| segment.name),
        TypeRef::Ref { inner, .. } => type_name(inner),
        _ => None,
    }
}

/// Every function that a body may refer to.
pub(crate) fn keys_of(program: &Program<'_>, body: &Body, owner: Option<Name>) -> Vec<Key> {
    let mut keys: Vec<Key> = Vec::new();
    for expr in &body.exprs {
        match &expr.kind {
            ExprKind::MethodCall { name, .. } | ExprKind::QualifiedPath { name, .. } => {
                keys.push(Key::Method(*name));
            }
            ExprKind::Path(path) => match path_key(path, owner) {
                Key::Free(name) => keys.extend(program.names_behind(name).map(Key::Free)),
                Key::Assoc(ty, name) => {
                    keys.extend(program.names_behind(ty).map(|ty| Key::Assoc(ty, name)));
                }
                key @ Key::Method(_) => keys.push(key),
            },
            _ => {}
        }
    }
    keys.sort_unstable_by_key(|key| match *key {
        Key::Free(name) => (0, name, name),
        Key::Assoc(ty, name) => (1, ty, name),
        Key::Method(name) => (2, name, name),
    });
    keys.dedup();
    keys
}

pub(crate) fn path_key(path: &Path, owner: Option<Name>) -> Key {
    match &path.segments[..] {
        [] => Key::Free(ustr::ustr("")),
        [one] => Key::Free(one.name),
        [.., ty, name] if ty.name == "Self" => Key::Assoc(owner.unwrap_or(ty.name), name.name),
        // Types begin with an upper-case letter, modules do not.
        [.., ty, name] if ty.name.as_str().starts_with(char::is_uppercase) => {
            Key::Assoc(ty.name, name.name)
        }
        [.., name] => Key::Free(name.name),
    }
}
