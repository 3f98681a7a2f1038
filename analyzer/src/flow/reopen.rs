//! Clones of channels, and whether the expression that opened the channel could stand in the clone's place.
//!
//! It can where it means the same there: in the same code, as the `?` and `.await` in it ask for, with the connection
//! still there. Everything that is not plain is left out.

use super::bindings::{
    Binding, bindings, code_around, is_name, is_repeated, is_shadowed, is_still_there, mentions,
    parent, root_name,
};
use super::tree::OriginId;
use super::value::Value;
use super::{Evaluator, Frame};
use crate::facts::{Body, ExprId, ExprKind, Lit, Span};
use crate::knowledge::HandleKind;
use crate::sources::Location;

/// A clone of a channel's handle.
#[derive(Clone, Debug)]
pub struct CloneSite {
    /// The channel.
    pub origin: OriginId,
    /// `channel.clone()`
    pub at: Location,
    /// Where the variable is named that it is given to, as often as it is made.
    pub named: Vec<Location>,
    /// The opening that could stand here instead.
    pub opening: Option<Opening>,
}

/// How a channel was opened: `let channel = connection.create_channel().await?;`
#[derive(Clone, Copy, Debug)]
pub struct Opening {
    /// The expression.
    pub at: Location,
    /// The statement.
    pub statement: Location,
    /// The variable, where the clone names it.
    pub name: Location,
    /// Where the variable's name may stand, when nothing but clones is made of the variable, and how often it does: where
    /// the text has it more often, it is used in a way that was not read.
    pub only_cloned: Option<(Location, usize)>,
}

impl<'f> Evaluator<'_, 'f> {
    /// Keeps a `clone()` of a channel.
    pub(super) fn note_clone(
        &mut self,
        frame: &Frame<'f>,
        receiver: ExprId,
        value: &Value<'f>,
        at: Location,
    ) {
        let Some((_, handle)) = self.handle_in(value) else { return };
        let origin = handle.origin;
        let is_known = |site: &CloneSite| site.origin == origin && site.at == at;
        if handle.kind != HandleKind::Channel || self.trace.clones.iter().any(is_known) {
            return;
        }
        let body = frame.place.body;
        let made =
            bindings(body).find(|binding| body.exprs[binding.init.0 as usize].span == at.span);
        let named = made.map(|binding| named(body, binding)).unwrap_or_default();
        let site = CloneSite {
            origin,
            at,
            named: named.into_iter().map(|span| frame.location(span)).collect(),
            opening: self.opening(frame, receiver, origin, at.span),
        };
        self.trace.clones.push(site);
    }

    fn opening(
        &self,
        frame: &Frame<'f>,
        receiver: ExprId,
        origin: OriginId,
        place: Span,
    ) -> Option<Opening> {
        let body = frame.place.body;
        let opened = self.trace.origins[origin.0 as usize].at;
        let (name, named_at) = is_name(body, receiver)?;
        if opened.file != frame.place.file {
            return None;
        }
        let (variable, connection) = bindings(body)
            .filter(|binding| binding.name == name && binding.reaches(place))
            .find_map(|binding| Some((binding, opened_on(body, binding.init, opened.span)?)))?;
        let whole = body.exprs[variable.init.0 as usize].span;
        let root = root_name(body, connection)?;
        let usable = code_around(body, whole) == code_around(body, place)
            && !is_shadowed(body, name, variable.statement, place)
            && is_still_there(body, root, variable.statement, place);
        usable.then(|| Opening {
            at: frame.location(whole),
            statement: frame.location(variable.statement),
            name: frame.location(named_at),
            only_cloned: only_cloned(body, variable)
                .map(|(scope, times)| (frame.location(scope), times)),
        })
    }
}

/// The connection of an opening that is awaited and has its error passed on or unwrapped.
fn opened_on(body: &Body, init: ExprId, opened: Span) -> Option<ExprId> {
    let expr = &body.exprs[init.0 as usize];
    match &expr.kind {
        ExprKind::Await(inner) | ExprKind::Try(inner) => opened_on(body, *inner, opened),
        ExprKind::MethodCall { receiver, args, .. } if expr.span == opened => {
            args.iter().all(|&arg| is_none(body, arg)).then_some(*receiver)
        }
        ExprKind::MethodCall { receiver, name, args, .. } => {
            let is_literal = |arg: &ExprId| {
                matches!(body.exprs[arg.0 as usize].kind, ExprKind::Lit(Lit::Str(_)))
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

/// Where a variable is named, those of its name that come later aside.
fn named(body: &Body, variable: Binding) -> Vec<Span> {
    let all = mentions(body, variable.name).map(|(_, span)| span);
    all.filter(|&span| variable.reaches(span) && !is_repeated(body, variable.statement, span))
        .collect()
}

/// The rest of a variable's block and how often its name stands there, when nothing but clones is made of it.
fn only_cloned(body: &Body, variable: Binding) -> Option<(Span, usize)> {
    let is_own = |span: Span| {
        variable.reaches(span) && !is_shadowed(body, variable.name, variable.statement, span)
    };
    let is_cloned = |(id, _): (ExprId, Span)| {
        parent(body, id).is_some_and(|around| {
            matches!(&body.exprs[around.0 as usize].kind,
                ExprKind::MethodCall { receiver, name, .. } if *receiver == id && *name == "clone")
        })
    };
    let scope = Span { start: variable.statement.end, end: variable.end };
    let named = mentions(body, variable.name).filter(|&(_, span)| variable.reaches(span));
    let bound = bindings(body)
        .filter(|other| other.name == variable.name && variable.reaches(other.statement));
    let times = named.count() + bound.count();
    let mut own = mentions(body, variable.name).filter(|&(_, span)| is_own(span));
    own.all(is_cloned).then_some((scope, times))
}
