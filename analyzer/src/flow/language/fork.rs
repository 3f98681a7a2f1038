//! Code that may or may not run before what follows, and the join of branches.

use crate::flow::Evaluator;
use crate::flow::heap::object::ObjId;
use crate::flow::heap::write::Outcome;
use crate::trace::handle::Handle;

impl<'f> Evaluator<'_, 'f> {
    /// The join of branches: a slot holds what any of them left there.
    pub(crate) fn join(&mut self, branches: &[Outcome<'f>]) {
        for (slot, content) in self.heap.joined(branches) {
            self.write(slot, content);
        }
    }

    /// Code that may not run before what follows: what it writes may or may not be there. Says whether it left a handle
    /// somewhere.
    pub(crate) fn may(&mut self, run: impl FnOnce(&mut Self)) -> bool {
        !self.may_store(run).is_empty()
    }

    /// As [`Self::may`]; gives the objects in which it left a handle.
    pub(crate) fn may_store(&mut self, run: impl FnOnce(&mut Self)) -> Vec<ObjId> {
        // One branch runs the code, the other does not; both are joined behind it.
        self.heap.begin_branch();
        run(self);
        let branch = self.heap.end_branch();
        let holders = self.heap.holders_after(&branch);
        self.join(&[Outcome::default(), branch]);
        holders
    }

    /// As [`Self::may`], in a context of its own: what it puts in the place of something, it may put there at any time.
    pub(crate) fn may_beside(&mut self, run: impl FnOnce(&mut Self)) {
        self.heap.begin_branch();
        run(self);
        let branch = self.heap.end_branch();
        let replaced = self.heap.replaced_by(&branch);
        self.recorder.note_replaced(replaced);
        self.join(&[Outcome::default(), branch]);
    }

    /// Code that others may run at any time and any number of times: what it writes may be there.
    pub(crate) fn may_often(&mut self, run: impl FnOnce(&mut Self)) {
        self.heap.begin_branch();
        run(self);
        let branch = self.heap.end_branch();
        let trace = self.recorder.trace();
        let is_opened = |handle: &Handle| trace.origin(handle.origin).provenance.is_none();
        for (slot, content) in self.heap.widened(&branch, is_opened) {
            self.write(slot, content);
        }
    }
}
