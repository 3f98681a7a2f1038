//! Functions that are offered to others: which of them expect others beside them, and what a call leaves for the next.
//!
//! A lock that lies beside what functions work on is needed by nobody who is alone. That is how code says that several contexts
//! may call it where its types say nothing of it.

use rustc_hash::FxHashSet;

use crate::flow::Evaluator;
use crate::program::{FnId, TypeId};
use crate::resolve::types::{Subst, Ty, TypeScope};
use crate::trace::handle::ProvenanceKind;

impl Evaluator<'_, '_> {
    /// Notes whether a lock lies beside what a function works on: in the value that it is called on, or in its package.
    pub(crate) fn note_company(&mut self, function: FnId) {
        let expects = match self.outside_self(function) {
            Some(Ty::Adt(ty, _)) => {
                self.has_lock(ty)
                    // A value without channels works on those of its package.
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
        let mut left = receiver.map_or_else(Vec::new, |it| self.heap.origins_in(&it));
        left.extend(self.heap.origins_in_statics());
        left.into_iter().for_each(|origin| self.recorder.note_left_over(origin));
    }

    /// Whether a lock is a field of a type, or of what it embeds. What another field holds is locked for those who use that.
    fn has_lock(&self, ty: TypeId) -> bool {
        let (mut open, mut seen) = (vec![ty], FxHashSet::default());
        while let Some(ty) = open.pop() {
            if !seen.insert(ty) {
                continue;
            }
            let shapes = &self.program.ty(ty).def.variants;
            for field in shapes.iter().flat_map(|shape| &shape.fields) {
                match self.type_in(ty, &[], &field.ty) {
                    Ty::External(path, _) if self.knowledge.is_lock(path) => return true,
                    // An embedded lock is called as if it were the outer value's own.
                    Ty::Adt(inner, _) if field.embedded => open.push(inner),
                    _ => {}
                }
            }
        }
        false
    }

    /// Whether a package keeps a lock beside its state.
    fn has_lock_beside(&self, function: FnId) -> bool {
        let home = self.program.module(self.program.function(function).module).krate;
        let subst = Subst::default();
        self.program.statics.iter().any(|data| {
            let scope = TypeScope::of_item(data.module, [None, None], &subst);
            // A lock of another package guards that package's state.
            self.program.module(data.module).krate == home
                && matches!(
                    self.resolver.ty(self.program, scope, data.ty),
                    Ty::External(path, _) if self.knowledge.is_lock(path)
                )
        })
    }
}
