//! What becomes of an operation's result: asked, passed on or dropped.

use crate::facts::{ExprId, ExprKind, Name};
use crate::flow::heap::value::{Obj, Value};
use crate::flow::{Evaluator, Frame};
use crate::knowledge::HandleKind;
use crate::trace::access::AccessId;
use crate::trace::outcome::ResultUse;

impl<'f> Evaluator<'_, 'f> {
    /// What becomes of the operations that an expression ends in, of those since `first`.
    pub(crate) fn note_result_use(
        &mut self,
        frame: &Frame<'f>,
        expr: ExprId,
        first: AccessId,
        result_use: ResultUse,
    ) {
        if self.trace.accesses().next_id() == first {
            return;
        }
        let exprs = &frame.place.body.exprs;
        let mut at = expr;
        loop {
            let location = frame.location(exprs[at].span);
            let found = self.trace.accesses().since(first).find(|(_, one)| one.at == location);
            if let Some((id, before)) = found.map(|(id, one)| (id, one.result_use)) {
                if before == ResultUse::Unknown {
                    self.trace.set_result_use(id, result_use);
                }
                return;
            }
            at = match &exprs[at].kind {
                ExprKind::Await(inner) | ExprKind::Try(inner) => *inner,
                ExprKind::MethodCall { receiver, .. } => *receiver,
                _ => return,
            };
        }
    }

    /// What a method does with the result of the operation in its receiver.
    pub(crate) fn result_use_of_method(name: Name) -> Option<ResultUse> {
        match name.as_str() {
            "unwrap" | "expect" => Some(ResultUse::Propagated),
            "is_ok" | "is_err" | "ok" | "err" | "is_ok_and" | "is_err_and" | "unwrap_or"
            | "map_or" | "unwrap_or_default" | "unwrap_or_else" | "map_or_else" | "or_else" => {
                Some(ResultUse::Checked)
            }
            _ => None,
        }
    }

    /// The result of an operation or of its confirm that a statement drops.
    pub(crate) fn note_discarded(&mut self, value: &Value<'f>) {
        let Value::Obj(id) = value else { return };
        let dropped: Option<AccessId> = match self.obj(*id) {
            Obj::Handle(handle) if handle.kind == HandleKind::Confirm => handle.by,
            Obj::Verdict(wait) => Some(*wait),
            _ => None,
        };
        if let Some(id) = dropped {
            self.trace.set_result_use(id, ResultUse::Discarded);
        }
    }

    /// What the broker says about a message.
    pub(crate) fn verdict(&mut self, wait: Option<AccessId>) -> Value<'f> {
        wait.map_or(Value::Unknown, |wait| self.value_of(Obj::Verdict(wait)))
    }
}
