//! Futures that nobody polls.

use crate::facts::ExprKind;
use crate::flow::Evaluator;
use crate::flow::effects::awaiting::whole_of;
use crate::flow::heap::code::Future;
use crate::flow::heap::value::Value;
use crate::knowledge::HandleKind;
use crate::sources::Location;
use crate::trace::Origin;
use crate::trace::handle::OriginId;
use crate::trace::outcome::{Unpolled, Unpolling};

impl<'f> Evaluator<'_, 'f> {
    /// A future that a statement drops.
    pub(crate) fn note_unpolled(&mut self, value: &Value<'f>, at: Location, by: Unpolling) {
        let Value::Future(future) = value else { return };
        let (function, operation) = match &**future {
            Future::Call { function, .. } => (Some(*function), None),
            Future::Operation(pending) => (None, Some(pending.operation)),
            Future::Block { place, body, .. } if whole_of(place, *body).is_some() => {
                (whole_of(place, *body), None)
            }
            // The compiler warns of a block that a statement drops.
            Future::Block { .. } if by != Unpolling::Statement => (None, None),
            _ => return,
        };
        let mut origin = self.heap.handles_in(value).next().map(|handle| handle.origin);
        let body = match &**future {
            Future::Block { place, .. } => Some(place.body),
            Future::Call { function, .. } => {
                self.program.function(*function).function.body.as_ref()
            }
            _ => None,
        };
        // No handle goes in: code that opens one of its own is of no less account.
        if let (None, Some(body)) = (origin, body) {
            origin = self.client_in(body, at);
        }
        let within = self.calls.innermost();
        self.recorder.add_unpolled(Unpolled { at, within, function, operation, origin, by });
    }

    /// A channel that a body would open: of the client whose methods it calls.
    fn client_in(&mut self, body: &crate::facts::Body, at: Location) -> Option<OriginId> {
        let called = body.exprs.iter().find_map(|expr| match &expr.kind {
            ExprKind::MethodCall { name, .. } => {
                let mut known = self.knowledge.operations_by_method(*name);
                known.find(|(_, info)| {
                    !info.operation.common_name && self.context.present.contains(&info.client)
                })
            }
            _ => None,
        });
        let client = called?.1.client;
        let kind = HandleKind::Channel;
        Some(self.recorder.add_origin(Origin {
            client,
            kind,
            at,
            provenance: None,
            node: None,
            connection: None,
        }))
    }
}
