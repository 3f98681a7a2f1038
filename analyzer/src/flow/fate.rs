//! What becomes of an operation's result: asked, passed on or dropped.

use ustr::ustr;

use super::tree::UseId;
use super::value::{Obj, Value};
use super::{Evaluator, Frame};
use crate::facts::{ExprId, ExprKind, Name};
use crate::knowledge::HandleKind;

/// What becomes of an operation's result.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub enum Fate {
    /// Nobody knows.
    #[default]
    Unseen,
    /// An error goes on to the caller, or ends the program.
    Propagated,
    /// The code asks whether it went well.
    Tested,
    /// It is dropped where it stands.
    Dropped,
}

/// The path of the broker's verdict on a message.
const VERDICT: &str = "a confirm's verdict";

impl<'f> Evaluator<'_, 'f> {
    /// What becomes of the operations that an expression ends in, of those since `first`.
    pub(super) fn note_fate(&mut self, frame: &Frame<'f>, expr: ExprId, first: usize, fate: Fate) {
        if self.trace.uses.len() == first {
            return;
        }
        let exprs = &frame.place.body.exprs;
        let mut at = expr;
        loop {
            let location = frame.location(exprs[at].span);
            let mut fitting = self.trace.uses[first..].iter_mut().filter(|one| one.at == location);
            if let Some(one) = fitting.next() {
                if one.fate == Fate::Unseen {
                    one.fate = fate;
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

    /// The fate that a method gives to the operation in its receiver.
    pub(super) fn fate_of_method(name: Name) -> Option<Fate> {
        match name.as_str() {
            "unwrap" | "expect" => Some(Fate::Propagated),
            "is_ok" | "is_err" | "ok" | "err" | "is_ok_and" | "is_err_and" | "unwrap_or"
            | "map_or" | "unwrap_or_default" | "unwrap_or_else" | "map_or_else" | "or_else" => {
                Some(Fate::Tested)
            }
            _ => None,
        }
    }

    /// The result of an operation or of its confirm that a statement drops.
    pub(super) fn note_dropped(&mut self, value: &Value<'f>) {
        let Value::Obj(id) = value else { return };
        let dropped: Option<UseId> = match self.obj(*id) {
            Obj::Handle(handle) if handle.kind == HandleKind::Confirm => handle.by,
            Obj::External { path, held } if *path == VERDICT => match held.first() {
                Some(Value::Int(id)) => u32::try_from(*id).ok().map(UseId),
                _ => None,
            },
            _ => None,
        };
        if let Some(id) = dropped {
            self.trace.uses[id.0 as usize].fate = Fate::Dropped;
        }
    }

    /// What the broker says about a message.
    pub(super) fn verdict(&mut self, wait: Option<UseId>) -> Value<'f> {
        let Some(wait) = wait else { return Value::Unknown };
        let id = Value::Int(u128::from(wait.0));
        self.value_of(Obj::External { path: ustr(VERDICT), held: vec![id] })
    }
}
