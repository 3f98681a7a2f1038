//! Loops: what they iterate over, and what one iteration leaves for the next.

use super::branch::merge;
use crate::facts::{Arm, ExprId, ExprKind, Lit, LoopKind, Name, Pat, Span};
use crate::flow::heap::object::MAX_REACH;
use crate::flow::heap::value::{ObjId, Value};
use crate::flow::observe::step;
use crate::flow::{Evaluator, Frame, MAX_UNROLLED};
use crate::trace::handle::OriginId;
use crate::trace::node::{LoopInfo, NodeId, NodeKind};

impl<'f> Evaluator<'_, 'f> {
    pub(crate) fn loop_expr(
        &mut self,
        frame: &mut Frame<'f>,
        kind: &'f LoopKind,
        body: ExprId,
        span: Span,
    ) -> Value<'f> {
        let iterated = match kind {
            LoopKind::For { iter, .. } => {
                let value = self.eval(frame, *iter);
                Some((value, is_range(frame, *iter)))
            }
            _ => None,
        };
        let at = frame.location(span);
        let (node, before) = self.trace.tree.enter(NodeKind::Loop, Some(at));
        self.iterations.push(node);
        let label = Self::label_of(frame, body);
        frame.loops.push((label, node));
        self.trace.tree.node_mut(node).repeats = Self::loop_info(frame, kind);
        let scope = frame.vars.len();
        let vars = frame.vars.clone();
        let held = self.held.clone();
        let first = self.heap.next_id();
        let continued = std::mem::replace(&mut frame.continued, false);
        let stored = self.maybe_storing(|evaluator| {
            evaluator.iteration(frame, kind, body, node, iterated.as_ref());
        });
        let stays =
            stored.iter().any(|&object| !self.is_of_element(object, iterated.as_ref(), node));
        if stays && self.unrolled < MAX_UNROLLED {
            // What one iteration left in an object, the next one finds there.
            self.unrolled += 1;
            let second = Some(self.trace.tree.next());
            self.trace.tree.node_mut(node).repeats.second = second;
            frame.ended = false;
            frame.vars.truncate(scope);
            self.maybe(|evaluator| evaluator.iteration(frame, kind, body, node, iterated.as_ref()));
            self.unrolled -= 1;
        }
        self.made_in.insert(node, first..self.heap.next_id());
        if frame.ended && !frame.continued {
            // Every way through the body leaves the loop: it runs once.
            self.trace.tree.node_mut(node).kind = NodeKind::Closure;
        }
        frame.continued = continued;
        frame.ended = false;
        frame.loops.pop();
        frame.vars.truncate(scope);
        let after = std::mem::take(&mut frame.vars);
        frame.vars = merge(vars, &after);
        self.held = held;
        self.iterations.pop();
        self.trace.tree.move_to(before);
        std::mem::replace(&mut frame.broken, Value::Unknown)
    }

    pub(crate) fn iteration(
        &mut self,
        frame: &mut Frame<'f>,
        kind: &'f LoopKind,
        body: ExprId,
        node: NodeId,
        iterated: Option<&(Value<'f>, bool)>,
    ) {
        match kind {
            LoopKind::Loop => {}
            LoopKind::While(cond) => {
                self.eval(frame, *cond);
            }
            LoopKind::For { pat, .. } => {
                let element = match iterated {
                    Some((_, true)) => Value::Index(node),
                    Some((value, false)) => self.element_in(value, node),
                    None => Value::Unknown,
                };
                self.bind(frame, pat, &element);
            }
        }
        let turn = self.enter_scope();
        let value = self.eval(frame, body);
        self.leave_turn(&turn, frame);
        self.discard(&value, body, frame);
    }

    /// Whether an object is part of what each iteration has another one of: an element that an earlier loop made.
    fn is_of_element(
        &self,
        object: ObjId,
        iterated: Option<&(Value<'f>, bool)>,
        node: NodeId,
    ) -> bool {
        let Some(entries) = iterated.and_then(|(value, _)| self.entries(value)) else {
            return false;
        };
        entries.iter().any(|entry| {
            let made = entry
                .iteration
                .filter(|made| !self.trace.tree.ancestors(node).any(|at| at == *made));
            let range = made.and_then(|made| self.made_in.get(&made));
            range.is_some_and(|range| range.contains(&object))
                && self.reaches(&entry.value, object, MAX_REACH)
        })
    }

    pub(crate) fn label_of(frame: &Frame<'f>, body: ExprId) -> Option<Name> {
        match &frame.place.body.exprs[body].kind {
            ExprKind::Block(block) => block.label,
            _ => None,
        }
    }

    pub(crate) fn loop_info(frame: &Frame<'f>, kind: &LoopKind) -> LoopInfo {
        let expr = |id: ExprId| &frame.place.body.exprs[id].kind;
        match kind {
            LoopKind::Loop => LoopInfo { endless: true, ..LoopInfo::default() },
            LoopKind::While(cond) => {
                let ends_on_error =
                    matches!(expr(*cond), ExprKind::Let { pat, .. } if step::refuses_error(pat));
                let endless = matches!(expr(*cond), ExprKind::Lit(Lit::Bool(true)));
                LoopInfo { ends_on_error, endless, ..LoopInfo::default() }
            }
            LoopKind::For { iter, .. } => {
                let written = matches!(expr(*iter), ExprKind::Array(_)) || is_range(frame, *iter);
                LoopInfo { bounded: written, ..LoopInfo::default() }
            }
        }
    }

    /// The deliveries that are not there where a pattern is met.
    pub(crate) fn lacked_by(&self, pat: &Pat, arms: &[Arm], value: &Value<'f>) -> Vec<OriginId> {
        if !step::is_negative(pat) {
            return Vec::new();
        }
        let asks = arms.iter().map(|arm| &arm.pat).find(|pat| step::is_of_result(pat));
        self.asked_of(asks, value)
    }
}

/// Whether an expression is a range of numbers with an end.
fn is_range(frame: &Frame<'_>, iter: ExprId) -> bool {
    matches!(frame.place.body.exprs[iter].kind, ExprKind::Range(_, Some(_)))
}
