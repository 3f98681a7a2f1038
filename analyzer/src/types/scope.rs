//! Where a written type stands: which names mean something of their own there.

use super::ty::Ty;
use super::words::WORDS;
use crate::facts::{Generics, Name, TypeRef};
use crate::program::{ModuleId, TraitId};

/// Where a written type stands.
#[derive(Clone, Copy)]
pub(super) struct Scope<'s> {
    /// The module.
    pub(super) module: ModuleId,
    /// Blocks with items around, outermost first.
    pub(super) blocks: &'s [ModuleId],
    /// What `Self` is.
    pub(super) self_ty: Option<&'s Ty>,
    /// Generic parameters in sight.
    pub(super) generics: [Option<&'s Generics>; 2],
    /// The associated types of the `impl` around.
    pub(super) types: &'s [(Name, TypeRef)],
    /// The trait around.
    pub(super) of_trait: Option<TraitId>,
}

impl<'s> Scope<'s> {
    /// A module's items.
    pub(super) fn of_module(module: ModuleId) -> Self {
        Self {
            module,
            blocks: &[],
            self_ty: None,
            generics: [None, None],
            types: &[],
            of_trait: None,
        }
    }

    /// The type that generic code gives a name to: `Self`, a parameter.
    pub(super) fn given(self, name: Name) -> Option<Ty> {
        if name == WORDS.own_type {
            return Some(self.self_ty.cloned().unwrap_or_default());
        }
        let mut params = self.generics.into_iter().flatten().flat_map(|generics| &generics.params);
        params.any(|param| param.name == name).then_some(Ty::Param(name))
    }

    /// With one more list of generic parameters.
    pub(super) fn with(self, generics: &'s Generics) -> Self {
        Self { generics: [Some(generics), self.generics[0]], ..self }
    }
}
