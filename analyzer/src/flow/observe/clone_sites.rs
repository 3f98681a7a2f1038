//! Clones of channels, and whether the expression that opened the channel could stand in the clone's place.
//!
//! It can where it means the same there: in the same code, as the `?` and `.await` in it ask for, with the connection
//! still there. Everything that is not plain is left out.

use crate::facts::{Body, ExprId, ExprKind, Lit, Span};
use crate::flow::bodies::bindings::{Binding, Bindings};
use crate::flow::bodies::names::{is_name, root_name};
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::HandleKind;
use crate::sources::Location;
use crate::trace::handle::OriginId;
use crate::trace::sites::{CloneSite, Opening};

impl<'f> Evaluator<'_, 'f> {
    /// Keeps a `clone()` of a channel.
    pub(crate) fn note_clone(
        &mut self,
        frame: &Frame<'f>,
        receiver: ExprId,
        value: &Value<'f>,
        at: Location,
    ) {
        let Some((_, handle)) = self.heap.handle_in(value) else { return };
        let origin = handle.origin;
        if handle.kind != HandleKind::Channel || !self.recorder.note_cloned(origin, at) {
            return;
        }
        let bindings = self.bodies.bindings(frame.place.body);
        // A clone that has a name can be left out only with what names it.
        let named = bindings.given(at.span).map(|variable| named(&bindings, variable));
        let site = CloneSite {
            origin,
            at,
            named: named.into_iter().flatten().map(|span| frame.location(span)).collect(),
            opening: self.opening(frame, &bindings, receiver, origin, at.span),
        };
        self.recorder.add_clone_site(site);
    }

    fn opening(
        &mut self,
        frame: &Frame<'f>,
        bindings: &Bindings,
        receiver: ExprId,
        origin: OriginId,
        place: Span,
    ) -> Option<Opening> {
        let body = frame.place.body;
        let opened = self.recorder.trace().origin(origin).at;
        let (name, named_at) = is_name(body, receiver)?;
        // A macro or a helper in another file opened it: its text means something else here.
        if opened.file != frame.place.file {
            return None;
        }
        let variable = bindings.variable(name, place)?;
        let connection = opened_on(body, variable.init, opened.span)?;
        let whole = body.exprs[variable.init].span;
        let root = root_name(body, connection)?;
        // In a closure or an async block of its own, `?` leaves something else and the connection may be moved.
        let usable = bindings.code_around(whole) == bindings.code_around(place)
            && !bindings.is_shadowed(name, variable.statement, place)
            && bindings.is_still_there(root, variable.statement, place);
        let statement = frame.location(variable.statement);
        usable.then(|| Opening {
            at: frame.location(whole),
            statement,
            name: frame.location(named_at),
            only_cloned: self.bodies.only_cloned(statement, || {
                only_cloned(body, bindings, variable)
                    .map(|(scope, times)| (frame.location(scope), times))
            }),
        })
    }
}

/// The connection of an opening that is awaited and has its error passed on or unwrapped.
fn opened_on(body: &Body, init: ExprId, opened: Span) -> Option<ExprId> {
    let expr = &body.exprs[init];
    match &expr.kind {
        ExprKind::Await(inner) | ExprKind::Try(inner) => opened_on(body, *inner, opened),
        ExprKind::MethodCall { receiver, args, .. } if expr.span == opened => {
            args.iter().all(|&arg| is_none(body, arg)).then_some(*receiver)
        }
        ExprKind::MethodCall { receiver, name, args, .. } => {
            let is_literal = |arg: &ExprId| {
                matches!(body.exprs[*arg].kind, ExprKind::Lit(Lit::Str(_) | Lit::Bytes(_)))
            };
            let plain = *name == "unwrap" || *name == "expect" && args.iter().all(is_literal);
            if plain { opened_on(body, *receiver, opened) } else { None }
        }
        _ => None,
    }
}

/// An argument that asks for nothing, such as a number that the client is to choose.
fn is_none(body: &Body, id: ExprId) -> bool {
    is_name(body, id).is_some_and(|(name, _)| name == "None")
}

/// Where a variable is named, as often as it is made.
fn named(bindings: &Bindings, variable: Binding) -> Vec<Span> {
    let all = bindings.mentions_until_rebound(variable).iter().map(|&(span, _)| span);
    all.filter(|&span| !bindings.is_repeated(variable.statement, span)).collect()
}

/// The rest of a variable's block and how often its name stands there, when nothing but clones is made of it.
fn only_cloned(body: &Body, bindings: &Bindings, variable: Binding) -> Option<(Span, usize)> {
    let is_own = |span| !bindings.is_shadowed(variable.name, variable.statement, span);
    let is_cloned = |id: ExprId| {
        bindings.parent(id).is_some_and(|around| {
            matches!(&body.exprs[around].kind,
                ExprKind::MethodCall { receiver, name, .. } if *receiver == id && *name == "clone")
        })
    };
    let scope = Span { start: variable.statement.end, end: variable.end };
    let mentions = bindings.mentions_while(variable);
    let times = mentions.len() + bindings.bound_while(variable);
    let mut own = mentions.iter().filter(|&&(span, _)| is_own(span));
    own.all(|&(_, id)| is_cloned(id)).then_some((scope, times))
}
