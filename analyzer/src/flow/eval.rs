//! Evaluates expressions and statements: order, branches, loops and what is bound where.

use std::rc::Rc;

use super::step::{self, Fate, LoopInfo, Unpolling};
use super::tree::{Leave, NodeId, NodeKind, OriginId, Step};
use super::value::{Closure, Entry, Future, LaneValue, Obj, Value};
use super::{Evaluator, Frame, HeldGuard, MAX_DEPTH, MAX_UNROLLED};
use crate::facts::{
    Block, ExprId, ExprKind, Lit, LoopKind, Name, Pat, Path, SelectArm, Span, Stmt,
};
use crate::sources::Location;

impl<'f> Evaluator<'_, 'f> {
    /// Evaluates an expression.
    pub(super) fn eval(&mut self, frame: &mut Frame<'f>, id: ExprId) -> Value<'f> {
        if frame.ended || self.fuel == 0 || self.depth >= MAX_DEPTH {
            return Value::Unknown;
        }
        self.fuel -= 1;
        self.depth += 1;
        let value = self.eval_kind(frame, id);
        self.depth -= 1;
        value
    }

    fn eval_kind(&mut self, frame: &mut Frame<'f>, id: ExprId) -> Value<'f> {
        let body = frame.place.body;
        let expr = &body.exprs[id.0 as usize];
        let span = expr.span;
        match &expr.kind {
            ExprKind::Lit(lit) => literal(lit),
            ExprKind::Path(path) => self.path(frame, path, span),
            ExprKind::QualifiedPath { base, of_trait, name } => {
                self.qualified(frame, base, of_trait.as_ref(), *name)
            }
            ExprKind::Block(block) => self.block(frame, block),
            ExprKind::Async { body, stream, .. } => self.async_block(frame, *body, *stream, span),
            ExprKind::Closure { params, body, .. } => {
                let captured = frame.vars.clone();
                let at = frame.location(span);
                let place = frame.place.clone();
                Value::Closure(Rc::new(Closure { place, params, body: *body, captured, at }))
            }
            ExprKind::Call { callee, args } => self.call_expr(frame, *callee, args, span),
            ExprKind::MethodCall { receiver, name, name_span, args, .. } => {
                self.method_expr(frame, *receiver, (*name, *name_span), args, span)
            }
            ExprKind::Macro { name, args } => {
                self.macro_expr(frame, *name, args, frame.location(span))
            }
            ExprKind::Field { base, name } => {
                let base = self.eval(frame, *base);
                self.field(&base, *name, frame.location(span))
            }
            ExprKind::Index { base, index } => {
                let base = self.eval(frame, *base);
                let index = self.eval(frame, *index);
                self.index(&base, &index)
            }
            ExprKind::Struct { path, fields, rest } => self.struct_expr(frame, path, fields, *rest),
            ExprKind::Tuple(items) => {
                let items: Vec<_> = items.iter().map(|&item| self.eval(frame, item)).collect();
                Value::Tuple(items.into())
            }
            ExprKind::Array(items) => {
                let values: Vec<_> = items.iter().map(|&item| self.eval(frame, item)).collect();
                self.collection(values)
            }
            ExprKind::Repeat { elem, len } => {
                let value = self.eval(frame, *elem);
                self.eval(frame, *len);
                self.value_of(Obj::Collection(vec![Entry { value, iteration: None, copies: true }]))
            }
            ExprKind::Ref { expr, .. } | ExprKind::Cast { expr, .. } | ExprKind::Deref(expr) => {
                self.eval(frame, *expr)
            }
            ExprKind::Unary { op, expr } => match (op.as_str(), self.eval(frame, *expr)) {
                ("!", Value::Bool(truth)) => Value::Bool(!truth),
                _ => Value::Unknown,
            },
            ExprKind::Binary { left, right, .. } => {
                self.eval(frame, *left);
                self.eval(frame, *right);
                Value::Unknown
            }
            ExprKind::Assign { place, value, compound } => {
                let value = self.eval(frame, *value);
                if *compound {
                    self.eval(frame, *place);
                } else {
                    self.assign(frame, *place, value);
                }
                Value::Unknown
            }
            ExprKind::If { cond, then, otherwise } => self.if_expr(frame, *cond, *then, *otherwise),
            ExprKind::Let { pat, expr } => {
                let first = self.trace.uses.len();
                let value = self.eval(frame, *expr);
                self.note_fate(frame, *expr, first, Fate::Tested);
                let asked = self.asked_of(&value);
                frame.asked.extend(asked);
                self.bind(frame, pat, &value);
                Value::Unknown
            }
            ExprKind::Match { scrutinee, arms } => {
                let first = self.trace.uses.len();
                let value = self.eval(frame, *scrutinee);
                let scope = frame.vars.len();
                let ways: Vec<Way<'_>> = arms
                    .iter()
                    .map(|arm| Way {
                        pat: Some((&arm.pat, value.clone())),
                        guard: arm.guard,
                        body: Some(arm.body),
                        lacks: self.lacked_by(&arm.pat, &value),
                    })
                    .collect();
                self.note_fate(frame, *scrutinee, first, Fate::Tested);
                let asks = frame.location(self.expr_span_of(frame, *scrutinee));
                let result = self.branch(frame, &ways, Some(asks));
                frame.vars.truncate(scope);
                result
            }
            ExprKind::Loop { kind, body } => self.loop_expr(frame, kind, *body, span),
            ExprKind::Select { arms, otherwise } => self.select(frame, arms, *otherwise, span),
            ExprKind::Join(branches) => self.join_macro(frame, branches, span),
            ExprKind::Await(inner) => {
                let value = self.eval(frame, *inner);
                self.note_work(&value, frame.location(span));
                self.poll(&value, frame.location(span))
            }
            ExprKind::Try(inner) => {
                let first = self.trace.uses.len();
                let value = self.eval(frame, *inner);
                self.note_fate(frame, *inner, first, Fate::Propagated);
                self.question(frame, &value, frame.location(span));
                value
            }
            ExprKind::Range(from, to) => {
                for &end in from.iter().chain(to) {
                    self.eval(frame, end);
                }
                self.value_of(Obj::Collection(vec![Entry {
                    value: Value::Unknown,
                    iteration: None,
                    copies: false,
                }]))
            }
            ExprKind::Return(value) => {
                let value = value.map_or(Value::Unknown, |value| self.eval(frame, value));
                frame.returned = std::mem::replace(&mut frame.returned, Value::Unknown).or(value);
                self.leave(frame, Leave::Return, None, frame.location(span));
                frame.ended = true;
                Value::Unknown
            }
            ExprKind::Break { label, value } => {
                let value = value.map_or(Value::Unknown, |value| self.eval(frame, value));
                frame.broken = std::mem::replace(&mut frame.broken, Value::Unknown).or(value);
                self.leave(frame, Leave::Break, *label, frame.location(span));
                frame.ended = true;
                Value::Unknown
            }
            ExprKind::Continue { label } => {
                self.leave(frame, Leave::Continue, *label, frame.location(span));
                frame.ended = true;
                Value::Unknown
            }
            ExprKind::Yield(value) => {
                let value = value.map_or(Value::Unknown, |value| self.eval(frame, value));
                self.hand_over(&value, frame.location(span));
                frame.yielded = std::mem::replace(&mut frame.yielded, Value::Unknown).or(value);
                Value::Unknown
            }
            ExprKind::Unknown(parts) => {
                for &part in parts {
                    self.eval(frame, part);
                }
                Value::Unknown
            }
        }
    }

    fn block(&mut self, frame: &mut Frame<'f>, block: &'f Block) -> Value<'f> {
        let scope = frame.vars.len();
        let module =
            block.scope.and_then(|scope| self.program.block_module(frame.place.body, scope));
        frame.place.blocks.extend(module);
        for stmt in &block.stmts {
            if frame.ended {
                break;
            }
            let guards = self.held.len();
            self.statement(frame, stmt);
            self.release_temporaries(frame, guards, scope);
        }
        let value = block.tail.map_or(Value::Unknown, |tail| self.eval(frame, tail));
        if module.is_some() {
            frame.place.blocks.pop();
        }
        self.end_scope(frame, scope, &value);
        if block.label.is_some() {
            frame.ended = false;
            return value.or(std::mem::replace(&mut frame.broken, Value::Unknown));
        }
        value
    }

    fn statement(&mut self, frame: &mut Frame<'f>, stmt: &'f Stmt) {
        match stmt {
            Stmt::Let { pat, ty, init, otherwise, .. } => {
                let mut value = init.map_or(Value::Unknown, |init| self.eval(frame, init));
                if let (Value::Unknown, Some(ty)) = (&value, ty)
                    && init.is_some()
                {
                    value = self.declared(frame, ty);
                }
                if let Some(otherwise) = otherwise {
                    let lacks = self.asked_of(&value);
                    let ways = [Way { body: Some(*otherwise), lacks, ..Way::skip() }, Way::skip()];
                    let asks = init.map(|init| frame.location(self.expr_span_of(frame, init)));
                    self.branch(frame, &ways, asks);
                }
                if matches!(pat, Pat::Wild) {
                    self.note_dropped(&value);
                    self.note_unpolled_statement(frame, *init, &value);
                }
                self.bind(frame, pat, &value);
            }
            Stmt::Expr(expr) => {
                let value = self.eval(frame, *expr);
                self.discard(&value, *expr, frame);
            }
        }
    }

    fn async_block(
        &mut self,
        frame: &mut Frame<'f>,
        body: ExprId,
        stream: bool,
        span: Span,
    ) -> Value<'f> {
        let captured = frame.vars.clone();
        let at = frame.location(span);
        let future = Value::Future(Rc::new(Future::Block {
            place: frame.place.clone(),
            body,
            captured,
            at,
        }));
        if stream { self.collection(vec![future]) } else { future }
    }

    /// Runs one of several ways; what follows belongs to those that go on.
    pub(super) fn branch(
        &mut self,
        frame: &mut Frame<'f>,
        ways: &[Way<'f>],
        asks: Option<Location>,
    ) -> Value<'f> {
        let mark = self.trace.tree.mark();
        let (branch, before) = self.trace.tree.enter(NodeKind::Branch, None);
        self.trace.conditions.extend(asks.map(|asks| (branch, asks)));
        let place = |frame: &Frame<'f>, way: &Way<'f>| {
            way.body.map(|body| frame.location(frame.place.body.exprs[body.0 as usize].span))
        };
        let vars = frame.vars.clone();
        let held = self.held.clone();
        let mut merged: Option<Vec<(Name, Value<'f>)>> = None;
        let mut going_on = Vec::new();
        let mut ended = 0;
        let mut result = Value::Unknown;
        let mut outcomes = Vec::new();
        let mut still_held: Vec<HeldGuard> = Vec::new();
        for way in ways {
            self.trace.tree.move_to(branch);
            let (alternative, _) = self.trace.tree.enter(NodeKind::Alternative, None);
            self.trace.conditions.extend(place(frame, way).map(|place| (alternative, place)));
            frame.vars.clone_from(&vars);
            self.held.clone_from(&held);
            self.begin_way();
            let value = self.way(frame, way);
            let outcome = self.end_way();
            frame.vars.truncate(vars.len());
            if frame.ended {
                frame.ended = false;
                ended += 1;
                continue;
            }
            going_on.push(alternative);
            outcomes.push(outcome);
            self.keep_guards(&mut still_held, &held, &value);
            result = result.or(value);
            merged = Some(match merged {
                None => frame.vars.clone(),
                Some(others) => merge(others, &frame.vars),
            });
        }
        self.held = still_held;
        self.meet_ways(&outcomes);
        frame.vars = merged.unwrap_or(vars);
        frame.ended = !ways.is_empty() && ended == ways.len();
        self.trace.tree.move_to(before);
        if self.trace.tree.forget_if_bare(mark) {
            return result;
        }
        if ended > 0 && !going_on.is_empty() {
            self.trace.tree.continue_in(branch, &going_on);
        }
        result
    }

    /// After a way: a guard is still held when this way did not drop it, or gives it as its value.
    fn keep_guards(&self, still: &mut Vec<HeldGuard>, before: &[HeldGuard], value: &Value<'f>) {
        for held in &self.held {
            let old = before.iter().any(|known| known.guard == held.guard);
            let known = still.iter().any(|known| known.guard == held.guard);
            if !known && (old || self.reaches(value, held.guard, 4)) {
                still.push(*held);
            }
        }
    }

    fn way(&mut self, frame: &mut Frame<'f>, way: &Way<'f>) -> Value<'f> {
        for &origin in &way.lacks {
            let at = self.trace.origins[origin.0 as usize].at;
            self.step(Step::Without(origin), at);
        }
        if let Some((pat, value)) = &way.pat {
            self.bind(frame, pat, value);
        }
        if let Some(guard) = way.guard {
            self.eval(frame, guard);
        }
        way.body.map_or(Value::Unknown, |body| self.eval(frame, body))
    }

    fn if_expr(
        &mut self,
        frame: &mut Frame<'f>,
        cond: ExprId,
        then: ExprId,
        otherwise: Option<ExprId>,
    ) -> Value<'f> {
        let scope = frame.vars.len();
        let guards = self.held.len();
        let outer = std::mem::take(&mut frame.asked);
        let truth = self.eval(frame, cond);
        let lacks = std::mem::replace(&mut frame.asked, outer);
        let asks = Some(frame.location(self.expr_span_of(frame, cond)));
        let ways = [
            Way { body: Some(then), ..Way::skip() },
            Way { body: otherwise, lacks, ..Way::skip() },
        ];
        let value = match truth {
            Value::Bool(true) => self.eval(frame, then),
            Value::Bool(false) => {
                otherwise.map_or(Value::Unknown, |otherwise| self.eval(frame, otherwise))
            }
            _ => self.branch(frame, &ways, asks),
        };
        frame.vars.truncate(scope);
        // A guard in the condition of a plain `if` is gone before the branches; one in `if let` lives on: keep the longer.
        self.held.truncate(guards.max(self.held.len()));
        value
    }

    fn loop_expr(
        &mut self,
        frame: &mut Frame<'f>,
        kind: &'f LoopKind,
        body: ExprId,
        span: Span,
    ) -> Value<'f> {
        let iterated = match kind {
            LoopKind::For { iter, .. } => {
                let value = self.eval(frame, *iter);
                Some((value, self.is_range(frame, *iter)))
            }
            _ => None,
        };
        let at = frame.location(span);
        let (node, before) = self.trace.tree.enter(NodeKind::Loop, Some(at));
        self.iterations.push(node);
        let label = self.label_of(frame, body);
        frame.loops.push((label, node));
        let info = self.loop_info(frame, kind);
        self.trace.loops.insert(node, info);
        let scope = frame.vars.len();
        let vars = frame.vars.clone();
        let held = self.held.clone();
        let stored = self.maybe(|evaluator| evaluator.iteration(frame, kind, body, node, iterated.as_ref()));
        if stored && self.unrolled < MAX_UNROLLED {
            // What one iteration left in an object, the next one finds there.
            self.unrolled += 1;
            frame.ended = false;
            frame.vars.truncate(scope);
            self.maybe(|evaluator| evaluator.iteration(frame, kind, body, node, iterated.as_ref()));
            self.unrolled -= 1;
        }
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

    fn iteration(
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
        let value = self.eval(frame, body);
        self.discard(&value, body, frame);
    }

    fn label_of(&self, frame: &Frame<'f>, body: ExprId) -> Option<Name> {
        let _ = self;
        match &frame.place.body.exprs[body.0 as usize].kind {
            ExprKind::Block(block) => block.label,
            _ => None,
        }
    }

    fn loop_info(&self, frame: &Frame<'f>, kind: &LoopKind) -> LoopInfo {
        let expr = |id: ExprId| &frame.place.body.exprs[id.0 as usize].kind;
        match kind {
            LoopKind::Loop => LoopInfo { endless: true, ..LoopInfo::default() },
            LoopKind::While(cond) => {
                let ends_on_error =
                    matches!(expr(*cond), ExprKind::Let { pat, .. } if step::refuses_error(pat));
                let endless = matches!(expr(*cond), ExprKind::Lit(Lit::Bool(true)));
                LoopInfo { ends_on_error, endless, bounded: false }
            }
            LoopKind::For { iter, .. } => {
                let written =
                    matches!(expr(*iter), ExprKind::Array(_)) || self.is_range(frame, *iter);
                LoopInfo { bounded: written, ..LoopInfo::default() }
            }
        }
    }

    /// The deliveries that are not there where a pattern is met.
    fn lacked_by(&self, pat: &Pat, value: &Value<'f>) -> Vec<OriginId> {
        if step::is_negative(pat) { self.asked_of(value) } else { Vec::new() }
    }

    pub(super) fn expr_span_of(&self, frame: &Frame<'f>, id: ExprId) -> Span {
        let _ = self;
        frame.place.body.exprs[id.0 as usize].span
    }

    /// `let _ = future;`
    fn note_unpolled_statement(
        &mut self,
        frame: &Frame<'f>,
        init: Option<ExprId>,
        value: &Value<'f>,
    ) {
        if let Some(init) = init {
            let at = frame.location(self.expr_span_of(frame, init));
            self.note_unpolled(value, at, Unpolling::Statement);
        }
    }

    fn is_range(&self, frame: &Frame<'f>, iter: ExprId) -> bool {
        matches!(frame.place.body.exprs[iter.0 as usize].kind, ExprKind::Range(..))
    }

    fn select(
        &mut self,
        frame: &mut Frame<'f>,
        arms: &'f [SelectArm],
        otherwise: Option<ExprId>,
        span: Span,
    ) -> Value<'f> {
        let at = frame.location(span);
        let futures: Vec<Value<'f>> = arms
            .iter()
            .map(|arm| {
                if let Some(guard) = arm.guard {
                    self.eval(frame, guard);
                }
                let future = self.eval(frame, arm.future);
                self.dropped_by_select(frame, arm.future, future, at)
            })
            .collect();
        let lanes = futures.into_iter().map(|value| LaneValue { value, many: None }).collect();
        let results = self.poll_together(lanes, at);
        let received: Vec<Vec<OriginId>> = results.iter().map(|value| self.asked_of(value)).collect();
        let lacks = |own: &[OriginId]| {
            received.iter().flatten().copied().filter(|other| !own.contains(other)).collect()
        };
        let mut ways: Vec<Way<'f>> = arms
            .iter()
            .zip(results)
            .zip(&received)
            .map(|((arm, value), own)| Way {
                pat: Some((&arm.pat, value)),
                guard: None,
                body: Some(arm.handler),
                lacks: lacks(own),
            })
            .collect();
        let rest =
            otherwise.map(|body| Way { body: Some(body), lacks: lacks(&[]), ..Way::skip() });
        ways.extend(rest);
        self.branch(frame, &ways, None)
    }

    /// A branch of `select!` that loses is dropped, unless it is only borrowed there.
    fn dropped_by_select(
        &self,
        frame: &Frame<'f>,
        branch: ExprId,
        future: Value<'f>,
        at: Location,
    ) -> Value<'f> {
        let _ = self;
        let borrowed = matches!(
            frame.place.body.exprs[branch.0 as usize].kind,
            ExprKind::Ref { .. } | ExprKind::Path(_)
        );
        if borrowed || !matches!(future, Value::Future(_)) {
            return future;
        }
        Value::Future(Rc::new(Future::Cancellable { inner: future, at }))
    }

    fn join_macro(&mut self, frame: &mut Frame<'f>, branches: &[ExprId], span: Span) -> Value<'f> {
        let at = frame.location(span);
        let lanes: Vec<_> = branches
            .iter()
            .map(|&branch| LaneValue { value: self.eval(frame, branch), many: None })
            .collect();
        let results = self.poll_together(lanes, at);
        Value::Tuple(results.into())
    }

    fn macro_expr(
        &mut self,
        frame: &mut Frame<'f>,
        name: Name,
        args: &'f [ExprId],
        at: Location,
    ) -> Value<'f> {
        let values: Vec<_> = args.iter().map(|&arg| self.eval(frame, arg)).collect();
        self.note_macro(name, at);
        match name.as_str() {
            "pin" | "dbg" | "ready" | "black_box" => {
                values.into_iter().next().unwrap_or(Value::Unknown)
            }
            "panic" | "unreachable" | "todo" | "unimplemented" | "bail" => {
                let how = if name == "bail" { Leave::Return } else { Leave::End };
                self.leave(frame, how, None, at);
                frame.ended = true;
                Value::Unknown
            }
            "routes" | "catchers" => {
                for value in values {
                    self.register_handler(&value, "request handler");
                }
                Value::Unknown
            }
            "format" | "concat" => Value::Unknown,
            _ => self.hold(ustr::ustr(""), values),
        }
    }

    /// A collection of values that are there once each.
    pub(super) fn collection(&mut self, values: Vec<Value<'f>>) -> Value<'f> {
        let iteration = None;
        let entries =
            values.into_iter().map(|value| Entry { value, iteration, copies: false }).collect();
        self.value_of(Obj::Collection(entries))
    }

    /// The value of a path: a variable, a function, a static, a unit struct.
    fn path(&mut self, frame: &mut Frame<'f>, path: &'f Path, span: Span) -> Value<'f> {
        if path.segments.len() == 1
            && let Some(value) = frame.lookup(path.segments[0].name)
        {
            let value = value.clone();
            self.note_carried(&value);
            return value;
        }
        self.item_value(frame, path, span)
    }

    /// Stores a value at the place that an expression names.
    pub(super) fn assign(&mut self, frame: &mut Frame<'f>, place: ExprId, value: Value<'f>) {
        let body = frame.place.body;
        match &body.exprs[place.0 as usize].kind {
            ExprKind::Path(path) if path.segments.len() == 1 => {
                let name = path.segments[0].name;
                let released = frame.lookup(name).cloned();
                if let Some(old) = released {
                    self.release(&old);
                }
                frame.assign(name, value);
            }
            ExprKind::Field { base, name } => {
                let owner = self.eval(frame, *base);
                self.hand_over(&value, frame.location(self.expr_span_of(frame, *base)));
                if self.is_options(&owner) {
                    let changed = self.with_named(&owner, *name, value);
                    self.assign_variable(frame, *base, changed);
                } else {
                    self.set_field(&owner, *name, value);
                }
            }
            ExprKind::Index { base, index } => {
                let base = self.eval(frame, *base);
                self.eval(frame, *index);
                self.insert(&base, value);
            }
            ExprKind::Deref(inner) | ExprKind::Ref { expr: inner, .. } => {
                self.assign_through(frame, *inner, value)
            }
            ExprKind::Tuple(items) => {
                for (position, &item) in items.iter().enumerate() {
                    let part = self.field(
                        &value,
                        ustr::ustr(&position.to_string()),
                        frame.location(Span::default()),
                    );
                    self.assign(frame, item, part);
                }
            }
            _ => {
                let target = self.eval(frame, place);
                self.store(&target, value);
            }
        }
    }

    /// `*x = value`: into what a guard protects, or into the variable that the reference stands for.
    fn assign_through(&mut self, frame: &mut Frame<'f>, inner: ExprId, value: Value<'f>) {
        let target = self.eval(frame, inner);
        if self.store(&target, value.clone()) {
            return;
        }
        self.assign(frame, inner, value);
    }
}

/// One way through a branch.
pub(super) struct Way<'f> {
    /// What is bound first.
    pub(super) pat: Option<(&'f Pat, Value<'f>)>,
    /// What is asked then.
    pub(super) guard: Option<ExprId>,
    /// What runs.
    pub(super) body: Option<ExprId>,
    /// Deliveries that are not there on this way.
    pub(super) lacks: Vec<OriginId>,
}

impl Way<'_> {
    /// A way on which nothing happens.
    pub(super) fn skip() -> Self {
        Self { pat: None, guard: None, body: None, lacks: Vec::new() }
    }
}

/// The variables after two ways that met again.
fn merge<'f>(one: Vec<(Name, Value<'f>)>, other: &[(Name, Value<'f>)]) -> Vec<(Name, Value<'f>)> {
    let known = other.len();
    one.into_iter()
        .enumerate()
        .map(|(at, (name, value))| {
            if at < known && other[at].0 == name {
                (name, value.or(other[at].1.clone()))
            } else {
                (name, value)
            }
        })
        .collect()
}

fn literal<'f>(lit: &Lit) -> Value<'f> {
    match lit {
        Lit::Str(text) => Value::Str(Rc::from(text.as_str())),
        Lit::Int(number) => Value::Int(*number),
        Lit::Bool(truth) => Value::Bool(*truth),
        Lit::Other => Value::Unknown,
    }
}
