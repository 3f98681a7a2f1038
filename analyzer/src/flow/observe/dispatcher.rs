//! Records what the code waits for that a client calls on the task which reads its frames, who waits for the program's end, and
//! where requests are served.

use crate::facts::{ExprId, ExprKind, intern};
use crate::flow::heap::object::ObjId;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{Callback, WaitsFor};
use crate::program::{FnId, Owner};
use crate::resolve::types::Ty;
use crate::sources::Location;
use crate::trace::node::{Hold, Step};
use crate::types::infer::Callee;

impl<'f> Evaluator<'_, 'f> {
    /// Whether a client calls a function by itself, on the task that reads its frames.
    pub(crate) fn is_called_on_dispatcher(&self, id: FnId) -> bool {
        let data = self.program.function(id);
        let Owner::Impl(of) = data.owner else { return false };
        let is_of = |callback: &Callback| {
            let impls = self.program.impls_of_external.get(&intern(&callback.of_trait));
            callback.on_dispatcher
                && impls.is_some_and(|impls| impls.contains(&of))
                && callback.methods.iter().any(|method| data.function.name == method.as_str())
        };
        let present = self.context.present.iter();
        present.flat_map(|&client| &self.knowledge.client(client).callbacks).any(is_of)
    }

    /// A lock is waited for.
    pub(crate) fn note_locked(&mut self, lock: ObjId, exclusive: bool, at: Location) {
        if self.recorder.is_on_dispatcher()
            && let Some(lock) = self.locks.known(lock)
        {
            let hold = if exclusive { Hold::Alone } else { Hold::Shared };
            self.recorder.step(Step::Lock(lock, hold), at);
        }
    }

    /// What a call gives is awaited.
    pub(crate) fn note_awaited(&mut self, frame: &Frame<'f>, awaited: ExprId) {
        let matters = |what: &WaitsFor| what.is_for_good() || self.recorder.is_on_dispatcher();
        if let Some(what) = self.waits_for(frame, awaited).filter(matters) {
            let at = frame.location(frame.place.body.exprs[awaited].span);
            self.recorder.step(Step::Delay(what), at);
        }
    }

    /// A call is made that serves requests until the program ends, where no word says that it waits.
    pub(crate) fn note_served(&mut self, frame: &Frame<'f>, call: ExprId) {
        if self.knowledge.language.waits_without_a_word()
            && self.waits_for(frame, call) == Some(WaitsFor::Requests)
        {
            let at = frame.location(frame.place.body.exprs[call].span);
            self.recorder.step(Step::Delay(WaitsFor::Requests), at);
        }
    }

    fn waits_for(&self, frame: &Frame<'f>, call: ExprId) -> Option<WaitsFor> {
        let meant = frame.place.types.target(call).and_then(|target| match target.callee {
            Callee::Outside(path) => self.knowledge.waits_for(path),
            _ => None,
        });
        let ExprKind::MethodCall { receiver, name, .. } = frame.place.body.exprs[call].kind else {
            return meant;
        };
        let of_type = || match self.bare(self.inferred(frame, receiver)) {
            Ty::External(path, _) => self.knowledge.waits_for_on(path, name),
            _ => None,
        };
        // `serve(..).with_graceful_shutdown(..)` waits for what `serve(..)` does.
        let of_what_is_built = || {
            let is_call = matches!(
                frame.place.body.exprs[receiver].kind,
                ExprKind::MethodCall { .. } | ExprKind::Call { .. }
            );
            let begun = is_call.then(|| self.waits_for(frame, receiver)).flatten();
            begun.filter(|what| what.is_for_good())
        };
        meant.or_else(of_type).or_else(of_what_is_built)
    }
}
