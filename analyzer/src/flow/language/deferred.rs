//! Code that is put off to the end of the body around, however that ends: the last one first. In the trace, the rest of the body
//! stands like a closure that is called before it, so that `return` goes on with what was put off.

use crate::facts::ExprId;
use crate::flow::machine::frame::Deferred;
use crate::flow::{Evaluator, Frame};
use crate::program::Owner;
use crate::trace::node::NodeKind;
use crate::workspace::TargetKind;

impl<'f> Evaluator<'_, 'f> {
    /// Puts code off. What leaves the body from here on comes to it.
    pub(crate) fn defer(&mut self, frame: &mut Frame<'f>, code: ExprId) {
        let at = frame.location(Self::expr_span_of(frame, code));
        let code = self.eval(frame, code);
        let maybe = self.heap.depth() > frame.depth;
        let is_direct = !maybe && self.recorder.cursor() == frame.node;
        let around = is_direct.then(|| {
            let (rest, around) = self.recorder.enter(NodeKind::Closure, None);
            frame.node = rest;
            around
        });
        frame.deferred.push(Deferred { code, at, maybe, around });
    }

    /// Runs what was put off.
    pub(crate) fn run_deferred(&mut self, frame: &mut Frame<'f>) {
        // The process ends with it: nothing is left that could be disturbed.
        let ends = self.ends_with_program(frame);
        while let Some(deferred) = frame.deferred.pop() {
            if let Some(around) = deferred.around {
                self.recorder.move_to(around);
                frame.node = around;
            }
            if !ends {
                self.run_one_deferred(deferred);
            }
        }
    }

    fn run_one_deferred(&mut self, Deferred { code, at, maybe, .. }: Deferred<'f>) {
        if !maybe {
            self.call_value(&code, Vec::new(), at);
            return;
        }
        let (branch, before) = self.recorder.enter(NodeKind::Branch, Some(at));
        self.recorder.enter(NodeKind::Alternative, None);
        self.may(|evaluator| drop(evaluator.call_value(&code, Vec::new(), at)));
        self.recorder.move_to(branch);
        self.recorder.enter(NodeKind::Alternative, None);
        self.recorder.move_to(before);
    }

    /// Whether a body is that of a program's first function.
    fn ends_with_program(&self, frame: &Frame<'f>) -> bool {
        let Some(id) = frame.place.function.filter(|_| !frame.deferred.is_empty()) else {
            return false;
        };
        let data = self.program.function(id);
        let krate = &self.program.crates[self.program.module(data.module).krate];
        let is_whole =
            data.function.body.as_ref().is_some_and(|body| {
                std::ptr::eq(body, frame.place.body) && frame.root == body.root
            });
        is_whole
            && krate.kind != TargetKind::Lib
            && data.owner == Owner::Free
            && data.function.name == "main"
    }
}
