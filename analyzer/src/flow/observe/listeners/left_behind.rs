//! Queues that are made for a client's notices where they are given to it, and that nothing else knows: when that code is over,
//! nobody takes anything out of them any more.

use rustc_hash::FxHashMap;

use super::names::Mentions;
use super::{Registered, Taking};
use crate::facts::{ExprId, ExprKind, Span};
use crate::flow::Evaluator;
use crate::flow::bodies::bindings::Binding;
use crate::flow::bodies::spans::holds;
use crate::sources::Location;
use crate::trace::node::NodeId;
use crate::trace::outcome::{Unread, Unreading};

impl<'f> Evaluator<'_, 'f> {
    /// A queue that is left behind counts where the same code gives the client another one.
    pub(super) fn note_left_behind(
        &mut self,
        one: &Registered<'f>,
        taken: &FxHashMap<Location, Taking>,
    ) {
        let Some((room, takes)) = self.own_queue(one) else { return };
        let body = one.place.body;
        let at = |take: ExprId| Location { file: one.place.file, span: body.exprs[take].span };
        let nodes = takes.into_iter().filter_map(|take| taken.get(&at(take)));
        let taken_in: Vec<NodeId> =
            nodes.flat_map(|taking| taking.nodes.iter().map(|&(around, _)| around)).collect();
        let (register, room) = (one.access, Some(room));
        self.recorder.add_unread(Unread {
            register,
            room,
            how: Unreading::LeftBehind { taken_in },
        });
    }

    /// The room of a queue that the code makes, gives to the client and has to itself, and where it takes something out.
    fn own_queue(&mut self, one: &Registered<'f>) -> Option<(u128, Vec<ExprId>)> {
        if let Some(take) = self.taken_at_once(one) {
            let ExprKind::MethodCall { args, .. } = &one.place.body.exprs[one.call].kind else {
                return None;
            };
            return Some((self.room(&one.place, *args.first()?)?, vec![take]));
        }
        let kept = self.kept_listener(one)?;
        let room = kept.room?;
        if !kept.is_in_variables(|variable| self.is_of_the_same_round(one, variable)) {
            return None;
        }
        let takes = self.all_taken_from(&kept, &Mentions::default())?;
        Some((room, takes))
    }

    /// `<-ch.NotifyClose(make(..))`
    fn taken_at_once(&mut self, one: &Registered<'f>) -> Option<ExprId> {
        let body = one.place.body;
        let take = self.bodies.bindings(body).parent(one.call)?;
        match &body.exprs[take].kind {
            ExprKind::MethodCall { receiver, name, .. }
                if *receiver == one.call && self.knowledge.may_receive(*name) =>
            {
                Some(take)
            }
            _ => None,
        }
    }

    /// Whether a variable is declared in the code that gives it to the client, and in the same round of its loops.
    fn is_of_the_same_round(&mut self, one: &Registered<'f>, variable: &Binding) -> bool {
        let body = one.place.body;
        let call = body.exprs[one.call].span;
        let bindings = self.bodies.bindings(body);
        let comes_between = |span: Span| holds(span, call) && !holds(span, variable.statement);
        let mut loops = body.exprs.iter().filter(|expr| matches!(expr.kind, ExprKind::Loop { .. }));
        bindings.code_outside(variable.statement) == bindings.code_outside(call)
            && !loops.any(|expr| comes_between(expr.span))
    }
}
