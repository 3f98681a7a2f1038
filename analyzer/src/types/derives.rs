//! The `impl` blocks that `#[derive(..)]` stands for: that a type has a trait, and nothing more.

use super::signatures::Impl;
use super::ty::{TraitKey, TraitRef, Ty};
use crate::facts::{Attr, Name};

/// The paths that attributes derive, also those behind a `cfg`.
pub(super) fn paths(attrs: &[Attr]) -> impl Iterator<Item = Vec<Name>> {
    attrs.iter().filter_map(list).flat_map(|list| list.split(',').filter_map(path))
}

/// What stands between the brackets of a `derive`. Macros that derive with conditions of their own are read the same way.
fn list(attr: &Attr) -> Option<&str> {
    let tokens = attr.tokens.trim();
    match attr.path.as_str() {
        "derive" | "derivative" | "educe" | "derive_where" => inside(tokens),
        "cfg_attr" => tokens.split_once("derive").and_then(|(_, rest)| inside(rest.trim_start())),
        _ => None,
    }
}

fn inside(tokens: &str) -> Option<&str> {
    let rest = tokens.strip_prefix('(')?;
    Some(rest.split(')').next().unwrap_or(rest))
}

fn path(text: &str) -> Option<Vec<Name>> {
    // `Clone(bound = "..")` and `Clone; T` begin with the trait.
    let text = text.split(['(', ';', '=']).next()?;
    let names: Vec<Name> = text.split("::").map(str::trim).map(Name::from).collect();
    let is_name = |name: &Name| {
        !name.is_empty() && name.chars().all(|letter| letter.is_alphanumeric() || letter == '_')
    };
    names.iter().all(is_name).then_some(names)
}

/// The block that gives a trait to a type with these parameters.
pub(super) fn block(of: TraitKey, params: &[Name], ty: Ty) -> Impl {
    Impl {
        own: None,
        params: params.to_vec(),
        bounds: Vec::new(),
        telling: 0,
        self_ty: ty,
        of: Some(TraitRef::bare(of)),
        types: Vec::new(),
        consts: Vec::new(),
        functions: Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::facts::Span;

    #[test]
    fn what_is_derived_is_read_from_the_attributes() {
        let attr = |path: &str, tokens: &str| Attr {
            path: path.into(),
            tokens: tokens.to_owned(),
            span: Span::default(),
        };
        let attrs = [
            attr("derive", "(Clone , clap :: Parser ,)"),
            attr("cfg_attr", "(feature = \"serde\" , derive (Serialize))"),
            attr("serde", "(default)"),
            attr("derive_where", "(Clone ; T)"),
        ];
        let read: Vec<String> = paths(&attrs)
            .map(|path| path.iter().map(Name::as_str).collect::<Vec<_>>().join("::"))
            .collect();
        assert_eq!(read, ["Clone", "clap::Parser", "Serialize", "Clone"]);
    }
}
