//! Patterns: what they ask of a type, and the names that they bind.

use super::Infer;
use crate::facts::{Lit, Name, Pat, Path};
use crate::program::Def;
use crate::resolve::paths::Namespace;
use crate::types::ty::{Args, Ty};
use crate::types::words::bool;

impl<'f> Infer<'_, 'f> {
    /// Binds the names of a pattern that a value of a type is matched with.
    pub(super) fn bind(&mut self, pat: &'f Pat, ty: &Ty) {
        match pat {
            Pat::Bind { name, span, sub } => {
                if sub.is_none() && self.is_constant(*name) {
                    return;
                }
                if let Some(sub) = sub {
                    self.bind(sub, ty);
                }
                let ty = if ty.is_unknown() { self.doubtful() } else { ty.clone() };
                self.bindings.push((*span, ty.clone()));
                self.variables.push((*name, ty));
            }
            Pat::Ref(inner) => self.bind(inner, ty),
            Pat::Tuple(parts) | Pat::Results(parts) => self.bind_tuple(parts, ty),
            Pat::Slice(parts) => self.bind_slice(parts, ty),
            Pat::TupleStruct(path, parts) => {
                // The fields of a tuple struct are those by their positions.
                let fields = self.pattern_fields(path, ty);
                for (at, part) in placed(parts, fields.len()) {
                    self.bind(part, &fields.get(at).map_or(Ty::Unknown, |(_, ty)| ty.clone()));
                }
            }
            Pat::Struct(path, parts) => {
                let fields = self.pattern_fields(path, ty);
                for (name, part) in parts {
                    let field = fields.iter().find(|(known, _)| known == name);
                    self.bind(part, &field.map_or(Ty::Unknown, |(_, ty)| ty.clone()));
                }
            }
            Pat::Or(all) => self.bind_either(all, ty),
            Pat::Lit(Some(Lit::Bool(_))) => drop(self.unify(ty, &bool())),
            Pat::Path(path) => drop(self.pattern_fields(path, ty)),
            Pat::Lit(_) | Pat::Wild | Pat::Rest | Pat::Unknown => {}
        }
    }

    /// Every side binds the same names: those of the first are in sight, and the others say what they are, too.
    fn bind_either(&mut self, all: &'f [Pat], ty: &Ty) {
        let Some((first, others)) = all.split_first() else { return };
        let start = self.variables.len();
        self.bind(first, ty);
        let end = self.variables.len();
        for other in others {
            self.bind(other, ty);
            for (name, theirs) in self.variables.split_off(end) {
                let known = self.variables[start..].iter().find(|(known, _)| *known == name);
                if let Some((_, mine)) = known.cloned() {
                    self.unify(&mine, &theirs);
                }
            }
        }
    }

    fn bind_slice(&mut self, parts: &'f [Pat], ty: &Ty) {
        let element = self.index(ty, &Ty::Unknown);
        let whole = match self.table.shallow(ty) {
            Ty::Slice(_) => ty.clone(),
            _ => Ty::Slice(element.clone().into()),
        };
        for part in parts {
            // `[first, rest @ ..]`
            let is_rest = matches!(part, Pat::Bind { sub: Some(sub), .. } if **sub == Pat::Rest);
            self.bind(part, if is_rest { &whole } else { &element });
        }
    }

    fn bind_tuple(&mut self, parts: &'f [Pat], ty: &Ty) {
        let items: Args = match self.table.shallow(ty) {
            Ty::Tuple(items) => items,
            Ty::Var(_) if !parts.contains(&Pat::Rest) && !self.table.is_doubtful(ty) => {
                let items = self.fresh_args(parts.len());
                self.unify(ty, &Ty::Tuple(items.clone()));
                items
            }
            _ => Args::default(),
        };
        for (at, part) in placed(parts, items.len()) {
            self.bind(part, &items.get(at).cloned().unwrap_or_default());
        }
    }

    /// Whether a lone name is a constant or a variant without fields.
    fn is_constant(&self, name: Name) -> bool {
        let names = [name];
        let found =
            self.resolver.names(self.place.module, &self.blocks, &names, false, Namespace::Values);
        match found.map(|found| found.def) {
            Some(Def::Static(_) | Def::Variant(..)) => true,
            Some(Def::Type(id)) => {
                self.world.program.ty(id).def.variants.iter().all(|it| it.fields.is_empty())
            }
            Some(Def::External(path)) => self.world.library.variant(path).is_some(),
            _ => false,
        }
    }

    /// The fields of what a pattern names, with the type's arguments as the matched value has them.
    fn pattern_fields(&mut self, path: &'f Path, ty: &Ty) -> Vec<(Name, Ty)> {
        let Some(shape) = self.shape(path) else { return Vec::new() };
        if self.table.is_doubtful(ty) {
            return shape.fields.into_iter().map(|(name, _)| (name, Ty::Unknown)).collect();
        }
        if self.unify(&shape.ty, ty) {
            return shape.fields;
        }
        // What is matched may point to what the pattern names.
        match self.deref_target(ty) {
            Some((target, _)) if self.unify(&shape.ty, &target) => shape.fields,
            // What is known of either is not of the other: the parts are not known.
            _ => shape.fields.into_iter().map(|(name, _)| (name, Ty::Unknown)).collect(),
        }
    }
}

/// The parts of a pattern with the positions that they are for; `..` stands for as many as are left.
fn placed(parts: &[Pat], count: usize) -> impl Iterator<Item = (usize, &Pat)> {
    let rest = parts.iter().position(|part| *part == Pat::Rest).unwrap_or(parts.len());
    let left_out = (count + 1).saturating_sub(parts.len()).saturating_sub(1);
    parts
        .iter()
        .enumerate()
        .filter(|(_, part)| **part != Pat::Rest)
        .map(move |(at, part)| (if at > rest { at + left_out } else { at }, part))
}
