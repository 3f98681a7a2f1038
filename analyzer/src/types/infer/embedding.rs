//! What a struct has because a field of it lends it: fields and methods of embedded fields, the nearest first.

use std::collections::VecDeque;

use super::Infer;
use super::member::paired;
use super::method::Found;
use crate::facts::{ExprId, Name};
use crate::limits::Limit;
use crate::program::TypeId;
use crate::types::limited;
use crate::types::signatures::embedded;
use crate::types::ty::Ty;

impl Infer<'_, '_> {
    /// The functions of a name that what a type embeds lends it.
    pub(super) fn lent_methods(&mut self, ty: &Ty, name: Name) -> Vec<Found> {
        for lender in self.lenders(ty) {
            let found = self.on_type(&lender, name);
            if !found.is_empty() {
                return found;
            }
        }
        Vec::new()
    }

    /// A method as a value: it takes what is left when its receiver is there.
    pub(super) fn method_value(&mut self, id: ExprId, base: &Ty, name: Name) -> Ty {
        let Some(found) = self.probe(base, name).into_iter().next() else { return Ty::Unknown };
        let (target, signature) = self.chosen(found, &[]);
        self.calls.insert(id, target);
        Ty::Fn(signature.inputs.into(), signature.output.into())
    }

    /// Code that a field holds and that is called as a method is.
    pub(super) fn call_of_field(&mut self, base: &Ty, name: Name, args: &[ExprId]) -> Ty {
        let field = self.field(base, name);
        self.call_value(&field, args, &Ty::Unknown)
    }

    /// The field of a name that what a type embeds lends it.
    pub(super) fn lent_field(&mut self, ty: &Ty, name: Name) -> Option<Ty> {
        self.lenders(ty).iter().find_map(|lender| self.own_field(lender, name))
    }

    /// The types of embedded fields, those that they embed behind them.
    fn lenders(&mut self, ty: &Ty) -> Vec<Ty> {
        let mut open = VecDeque::from([self.table.shallow(ty)]);
        let mut lenders = Vec::new();
        while let Some(at) = open.pop_front() {
            for name in self.embedded_in(&at) {
                if lenders.len() >= Limit::Embedded.most() as usize {
                    limited::meet(Limit::Embedded);
                    return lenders;
                }
                if let Some(inner) = self.own_field(&at, name).filter(|it| !lenders.contains(it)) {
                    lenders.push(inner.clone());
                    open.push_back(inner);
                }
            }
        }
        lenders
    }

    /// The fields that a type embeds.
    fn embedded_in(&self, ty: &Ty) -> Vec<Name> {
        match ty {
            Ty::Adt(id, _) => embedded(self.world.program.ty(*id).def).collect(),
            Ty::External(path, _) => {
                let known = self.world.library.types.get(path);
                known.map(|known| known.embedded.clone()).unwrap_or_default()
            }
            _ => Vec::new(),
        }
    }

    /// What a new name of another type stands for.
    pub(super) fn underlying(&mut self, ty: &Ty) -> Option<Ty> {
        let Ty::Adt(id, args) = ty else { return None };
        if !self.is_new_name(*id) {
            return None;
        }
        let (_, fields) = self.world.fields(*id).first()?;
        let params = &self.world.program.ty(*id).def.generics.params;
        let subst = paired(params.iter().map(|param| param.name), args);
        let (_, under) = fields.first()?;
        Some(self.normal(&under.subst(&subst)))
    }

    fn is_new_name(&self, id: TypeId) -> bool {
        let def = self.world.program.ty(id).def;
        let fields = def.variants.first().map_or(&[][..], |variant| &variant.fields);
        matches!(fields, [only] if only.embedded && only.name == "0")
    }
}
