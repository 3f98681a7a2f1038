//! Functions that are offered to others: which of them expect others beside them, and what a call leaves for the next.
//!
//! A lock that lies beside what functions work on is needed by nobody who is alone. That is how code says that several contexts
//! may call it where its types say nothing of it.

use crate::flow::Evaluator;
use crate::flow::heap::reach::MAX_REACH;
use crate::program::{FnId, TypeId};
use crate::resolve::types::{Subst, Ty, TypeScope};
use crate::trace::handle::ProvenanceKind;

/// How deep a lock may lie in embedded structs.
const DEPTH: u8 = 3;

impl Evaluator<'_, '_> {
    /// Notes whether a lock lies beside what a function works on: in the value that it is called on, or in its package.
    pub(crate) fn note_company(&mut self, function: FnId) {
        let expects = match self.outside_self(function) {
            Some(Ty::Adt(ty, _)) => {
                self.has_lock(ty, DEPTH)
                    || !self.relevance.is_carrier(ty) && self.has_lock_beside(function)
            }
            _ => self.has_lock_beside(function),
        };
        if expects {
            self.recorder.note_expects_company(function);
        }
    }

    /// Notes the channels that a call leaves where the next one finds them: in what it is called on, or in the package.
    pub(crate) fn note_left_over(&mut self, function: FnId) {
        let receiver = self.outside_self(function);
        let receiver = receiver.and_then(|ty| self.constructed(&ty, ProvenanceKind::Parameter));
        let mut left = receiver.map_or_else(Vec::new, |it| self.heap.origins_in(&it, MAX_REACH));
        left.extend(self.heap.origins_in_statics(MAX_REACH));
        left.into_iter().for_each(|origin| self.recorder.note_left_over(origin));
    }

    fn has_lock(&self, ty: TypeId, depth: u8) -> bool {
        let shapes = &self.program.ty(ty).def.variants;
        shapes.iter().flat_map(|shape| &shape.fields).any(|field| {
            match self.type_in(ty, &[], &field.ty) {
                Ty::External(path, _) => self.knowledge.is_lock(path),
                // What is held in a field is locked for those who use that.
                Ty::Adt(inner, _) => field.embedded && depth > 1 && self.has_lock(inner, depth - 1),
                _ => false,
            }
        })
    }

    /// Whether a package keeps a lock beside its state.
    fn has_lock_beside(&self, function: FnId) -> bool {
        let home = self.program.module(self.program.function(function).module).krate;
        let subst = Subst::default();
        self.program.statics.iter().any(|data| {
            let scope = TypeScope::of_item(data.module, [None, None], &subst);
            self.program.module(data.module).krate == home
                && matches!(
                    self.resolver.ty(self.program, scope, data.ty),
                    Ty::External(path, _) if self.knowledge.is_lock(path)
                )
        })
    }
}
