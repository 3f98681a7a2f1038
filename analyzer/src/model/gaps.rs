//! What of a program's channels is not understood, so that nobody takes silence for a finding of nothing.

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use super::Model;
use crate::gaps::{Gap, GapKind};
use crate::program::{FnId, ImplId, Owner};
use crate::trace::access::Access;
use crate::trace::node::NodeKind;

impl Model<'_, '_> {
    /// What is not understood in the reported packages; `is_given` tells whether a function stands somewhere as a value.
    pub fn gaps(&self, is_given: &dyn Fn(FnId) -> bool) -> BTreeSet<Gap> {
        let accesses = || self.trace.accesses().iter();
        // An operation whose opening was not seen may share its channel with code that was not seen either.
        let openings = accesses().filter(|one| self.origin(one.origin).provenance.is_some());
        let openings = openings.map(|one| Gap {
            at: one.name_at,
            kind: GapKind::UnseenOpening,
            name: self.operation_name(one.operation).to_string(),
        });
        let entries: BTreeSet<FnId> = accesses().filter_map(|one| self.entry_of(one)).collect();
        let of_own = self.program.impls_of_trait.values().flatten().copied().collect();
        let functions = entries.into_iter().filter_map(|id| {
            let kind = self.why_entered(id, &of_own, is_given)?;
            let data = self.program.function(id);
            Some(Gap { at: data.at, kind, name: self.program.display(id) })
        });
        openings.chain(functions).filter(|gap| self.is_reported(gap.at)).collect()
    }

    /// The function that evaluation began in.
    fn entry_of(&self, access: &Access) -> Option<FnId> {
        self.tree().ancestors(access.node).find_map(|at| match self.tree().node(at).kind {
            NodeKind::Entry(id) => Some(id),
            _ => None,
        })
    }

    /// Why evaluation began in a function; nothing when something is known to call it. `of_own` are the blocks of the
    /// program's own traits.
    fn why_entered(
        &self,
        id: FnId,
        of_own: &FxHashSet<ImplId>,
        is_given: &dyn Fn(FnId) -> bool,
    ) -> Option<GapKind> {
        let data = self.program.function(id);
        // What the system or a test runner calls needs no caller.
        if self.program.is_main(id) || data.is_test() {
            return None;
        }
        let is_outside = match data.owner {
            Owner::Impl(of) => {
                // A library's trait is implemented for the library to call.
                self.program.impls[of].def.of_trait.is_some() && !of_own.contains(&of)
            }
            Owner::Free | Owner::Trait(_) => false,
        };
        Some(if is_outside || is_given(id) { GapKind::UnknownCaller } else { GapKind::Uncalled })
    }
}
