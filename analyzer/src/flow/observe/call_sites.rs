//! How the call of an operation is written: literals that could be others, and the delivery that it names.
//!
//! A fix changes text, so what it needs to know stands here beside the values: it is read from the facts of the call alone,
//! and from a `let` whose only reader the call is.

use crate::facts::{Body, ExprId, ExprKind, Lit, Name, Span, intern};
use crate::flow::bodies::bindings::Bindings;
use crate::flow::bodies::names::{is_name, root_name};
use crate::flow::bodies::wholes::Whole;
use crate::flow::heap::object::{Obj, Options};
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{HandleKind, Redelivered};
use crate::sources::Location;
use crate::trace::access::Constant;
use crate::trace::sites::{Alone, CallSite, Ending, Flag, WholeStatement};

impl<'f> Evaluator<'_, 'f> {
    /// Keeps how an operation's call is written.
    pub(crate) fn note_call_site(
        &mut self,
        frame: &Frame<'f>,
        receiver: ExprId,
        args: &[ExprId],
        at: Location,
    ) {
        // The text is the same in every setting.
        if self.recorder.trace().call_sites.contains_key(&at) {
            return;
        }
        let body = frame.place.body;
        let bindings = self.bodies.bindings(body);
        let mut flags = Vec::new();
        for (position, &arg) in args.iter().enumerate() {
            let options = options_of(body, &bindings, arg);
            let delivery = self.delivery_named(frame, &bindings, options);
            let first = flags.len();
            add_flags(frame, &bindings, position, options, &mut flags);
            flags[first..].iter_mut().for_each(|flag| flag.delivery = delivery);
        }
        let mut parts = std::iter::once(receiver).chain(args.iter().copied());
        let delivery = self
            .whole_delivery(frame, receiver)
            .or_else(|| parts.find_map(|part| self.delivery_named(frame, &bindings, part)));
        let ending = ending(frame, &bindings, receiver, at.span);
        let statement = bindings
            .statement_around(at.span)
            // What a fix puts before the statement names the receiver there.
            .filter(|&span| is_same_before(body, &bindings, receiver, span))
            .map(|span| frame.location(span));
        let whole = self.whole_statement(frame, &bindings, at);
        self.recorder.add_call_site(at, CallSite { flags, delivery, ending, statement, whole });
    }

    /// The statement around a call with what looks at its error.
    fn whole_statement(
        &self,
        frame: &Frame<'f>,
        bindings: &Bindings,
        call: Location,
    ) -> Option<WholeStatement> {
        if !self.knowledge.language.gives_errors_last() {
            return None;
        }
        let whole = Whole::around(frame.place.body, bindings, call.span)?;
        let at = |span: Span| frame.location(span);
        let places = |spans: Vec<Span>| spans.into_iter().map(at).collect();
        Some(WholeStatement {
            at: at(whole.span),
            check: whole.check.map(|(check, error)| (at(check), error)),
            needs: places(whole.needs),
            needs_one: whole.needs_one.into_iter().map(places).collect(),
        })
    }

    /// A variable that holds a delivery, not a part of one.
    fn whole_delivery(&self, frame: &Frame<'f>, id: ExprId) -> Option<Location> {
        let (name, span) = is_name(frame.place.body, id)?;
        let Value::Obj(object) = frame.lookup(name)? else { return None };
        match self.heap.obj(*object) {
            Obj::Handle(handle) if handle.kind == HandleKind::Delivery && !handle.part => {
                Some(frame.location(span))
            }
            _ => None,
        }
    }

    /// The variable of which an expression takes what only a delivery has, such as its tag.
    fn delivery_named(
        &self,
        frame: &Frame<'f>,
        bindings: &Bindings,
        id: ExprId,
    ) -> Option<Location> {
        let named = |id| self.delivery_named(frame, bindings, id);
        let exprs = &frame.place.body.exprs;
        match &exprs[id].kind {
            ExprKind::Field { base, name } | ExprKind::MethodCall { receiver: base, name, .. }
                if self.settles_through(frame, *base, *name) =>
            {
                is_name(frame.place.body, *base).map(|(_, span)| frame.location(span))
            }
            ExprKind::Field { base, .. } => named(*base),
            ExprKind::MethodCall { receiver, args, .. } => {
                let parts = std::iter::once(receiver).chain(args);
                parts.copied().find_map(named)
            }
            ExprKind::Call { args, .. } => args.iter().copied().find_map(named),
            ExprKind::Ref { expr, .. } => named(*expr),
            ExprKind::Path(_) => self.delivery_of_part(frame, bindings, id),
            _ => None,
        }
    }

    /// The delivery behind `let tag = delivery.delivery_tag();`, when it is still there where `tag` is named.
    fn delivery_of_part(
        &self,
        frame: &Frame<'f>,
        bindings: &Bindings,
        id: ExprId,
    ) -> Option<Location> {
        let body = frame.place.body;
        let (name, place) = is_name(body, id)?;
        let part = bindings.variable(name, place)?;
        let (ExprKind::Field { base, name: through }
        | ExprKind::MethodCall { receiver: base, name: through, .. }) = &body.exprs[part.init].kind
        else {
            return None;
        };
        let (whole, at) = is_name(body, *base)?;
        let is_there = self.settles_through(frame, *base, *through)
            && !bindings.is_shadowed(name, part.statement, place)
            && bindings.is_still_there(whole, part.statement, place);
        is_there.then(|| frame.location(at))
    }

    /// Whether a variable is a delivery, and a field or method of it a way to settle it.
    fn settles_through(&self, frame: &Frame<'f>, base: ExprId, through: Name) -> bool {
        let value = is_name(frame.place.body, base).and_then(|(name, _)| frame.lookup(name));
        // One of several things may be a delivery that has none of this.
        let Some(Value::Obj(object)) = value else { return false };
        let settles = |known: &Redelivered| known.through.iter().any(|one| through == one.as_str());
        match self.heap.obj(*object) {
            Obj::Handle(handle) => {
                let known = self.knowledge.client(handle.client).redelivered.as_ref();
                handle.kind == HandleKind::Delivery && known.is_some_and(settles)
            }
            Obj::External { path, .. } | Obj::Options(Options { path, .. }) => {
                let all = self.knowledge.clients.iter();
                let mut known = all.filter_map(|client| client.redelivered.as_ref());
                known.any(|known| {
                    settles(known) && known.types.iter().any(|ty| *path == ty.as_str())
                })
            }
            _ => false,
        }
    }
}

/// The literals in an expression that makes options.
fn add_flags(
    frame: &Frame<'_>,
    bindings: &Bindings,
    position: usize,
    id: ExprId,
    out: &mut Vec<Flag>,
) {
    let body = frame.place.body;
    let expr = &body.exprs[id];
    let mut flag = |name: Name, value: ExprId, alone| {
        let expr = &body.exprs[value];
        // What is computed may be anything: only a literal can be another one.
        let value = match expr.kind {
            ExprKind::Lit(Lit::Bool(value)) => Constant::Bool(value),
            ExprKind::Lit(Lit::Int(value)) => Constant::Int(u128::from(value)),
            _ => return,
        };
        let at = frame.location(expr.span);
        out.push(Flag { position, name, value, at, alone, delivery: None });
    };
    match &expr.kind {
        ExprKind::Lit(_) => flag(Name::from(""), id, None),
        ExprKind::Struct { path, fields, rest } => {
            let has_base =
                rest.is_some_and(|rest| !crate::flow::language::construct::is_default(frame, rest));
            let alone = Alone { at: frame.location(expr.span), path: frame.location(path.span) };
            // The only field may go with its braces, as what is left says nothing.
            let alone = (fields.len() == 1 && !has_base).then_some(alone);
            fields.iter().for_each(|&(name, value)| flag(name, value, alone));
        }
        ExprKind::Call { args, .. } => {
            for (index, &arg) in args.iter().enumerate() {
                flag(intern(&index.to_string()), arg, None);
            }
        }
        ExprKind::MethodCall { receiver, name, args, .. } => {
            if let [only] = args[..] {
                flag(*name, only, None);
            }
            add_flags(frame, bindings, position, options_of(body, bindings, *receiver), out);
        }
        ExprKind::Ref { expr, .. } => add_flags(frame, bindings, position, *expr, out),
        _ => {}
    }
}

/// Whether a receiver means the same before the statement that it stands in.
fn is_same_before(body: &Body, bindings: &Bindings, receiver: ExprId, statement: Span) -> bool {
    let place = body.exprs[receiver].span;
    let start = Span { start: statement.start, end: statement.start };
    root_name(body, receiver).is_some_and(|name| !bindings.is_shadowed(name, start, place))
}

/// How the result of a call is taken, when it is awaited at once.
fn ending(frame: &Frame<'_>, bindings: &Bindings, receiver: ExprId, call: Span) -> Option<Ending> {
    let body = frame.place.body;
    // The call is around the receiver, and what awaits it around the call.
    let awaited = bindings.parent(bindings.parent(receiver)?)?;
    if !matches!(body.exprs[awaited].kind, ExprKind::Await(_)) {
        return None;
    }
    if let ExprKind::Block(block) = &body.exprs[body.root].kind
        // What a function gives as it came goes to its caller: before it stands `.await?`.
        && block.tail == Some(awaited)
    {
        return frame.place.function.map(|_| Ending::Returned);
    }
    let taken = &body.exprs[bindings.parent(awaited)?];
    let is_taken = match &taken.kind {
        ExprKind::Try(_) => true,
        ExprKind::MethodCall { receiver, name, .. } => {
            *receiver == awaited && (*name == "unwrap" || *name == "expect")
        }
        _ => false,
    };
    let rest = Span { start: call.end, end: taken.span.end };
    is_taken.then(|| Ending::Here(frame.location(rest)))
}

/// The expression that makes an argument: itself, or what the variable was given that only this call reads.
fn options_of(body: &Body, bindings: &Bindings, id: ExprId) -> ExprId {
    let bound = is_name(body, id).and_then(|(name, span)| bindings.bound_once(name, span));
    bound.unwrap_or(id)
}
