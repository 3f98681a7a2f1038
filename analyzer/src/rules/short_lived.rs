//! Channels and connections that live for one message.

use super::Rule;
use super::again::Again;
use super::finding::{Said, finding};
use crate::facts::intern;
use crate::findings::{Confidence, Finding, Place};
use crate::knowledge::{HandleKind, Kind, Times};
use crate::model::Model;
use crate::program::FnId;
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::node::{Leave, LoopInfo, NodeId, NodeKind, Step};

/// A handle that is opened, used for one message and dropped, again and again.
#[derive(Clone, Debug)]
pub(super) struct ShortLived {
    /// The handle.
    pub(super) origin: OriginId,
    /// Where it is opened.
    pub(super) open: NodeId,
    /// The message's operation.
    pub(super) message: AccessId,
    /// What repeats it.
    pub(super) again: Again,
}

/// Every handle of a kind that lives for one message.
pub(super) fn short_lived(model: &Model<'_, '_>, kind: HandleKind) -> Vec<ShortLived> {
    let all = model.trace.origins().entries();
    let origins = all.filter(|(_, origin)| origin.kind == kind).map(|(id, _)| id);
    origins.filter_map(|origin| life_of(model, origin)).collect()
}

fn life_of(model: &Model<'_, '_>, origin: OriginId) -> Option<ShortLived> {
    let data = model.origin(origin);
    if data.provenance.is_some() || lives_elsewhere(model, origin) {
        return None;
    }
    let open = data.node?;
    let accesses = accesses_of(model, origin);
    if accesses.iter().any(|&id| outlives(model, id, open)) || is_kept_for_later(model, origin) {
        return None;
    }
    let message = accesses.into_iter().find(|&id| is_message(model, id))?;
    let again = repeated(model, open, message)?;
    Some(ShortLived { origin, open, message, again })
}

/// Whether a handle, or a channel that keeps its connection open, is stored, given away or a pool's.
fn lives_elsewhere(model: &Model<'_, '_>, origin: OriginId) -> bool {
    let is_out = |id: OriginId| {
        model.trace.is_published(id)
            || model.trace.given_away.contains(id)
            || model.trace.pooled.contains(id)
    };
    is_out(origin) || model.opened_on(origin).iter().any(|&id| is_out(id))
}

/// Where the code that sends the message gets the handle: the opening, or the call that leads to it.
pub(super) fn opening(model: &Model<'_, '_>, life: &ShortLived) -> Place {
    let opened = model.opened_at(life.origin);
    let around = model.nearest_around(life.open, model.access(life.message).node);
    let inside = around.into_iter().flat_map(|around| model.between(life.open, around));
    let calls = inside.filter(|&at| matches!(model.tree().node(at).kind, NodeKind::Call(_)));
    let outermost = calls.filter_map(|at| model.tree().node(at).at).last();
    match outermost.filter(|&at| model.is_reported(at)) {
        Some(at) => Place { at: model.first_line(at), ..opened },
        None => opened,
    }
}

/// Other channels that the same call opens and that live no longer, for something that could go over one of them.
pub(super) fn opened_beside(model: &Model<'_, '_>, life: &ShortLived) -> Vec<Place> {
    if model.origin(life.origin).kind != HandleKind::Channel {
        return Vec::new();
    }
    let message = model.access(life.message).node;
    let mut around = model.tree().ancestors(life.open);
    let call = around.find(|&at| {
        let is_call = matches!(model.tree().node(at).kind, NodeKind::Call(_));
        is_call && model.is_inside(message, at)
    });
    let Some(call) = call else { return Vec::new() };
    let mut places = Vec::new();
    model.visit_inside(call, &mut |at| {
        let NodeKind::Open(origin) = model.tree().node(at).kind else { return };
        let other = model.origin(origin).kind == HandleKind::Channel && origin != life.origin;
        let opened = model.opened_at(origin);
        let is_known = places.iter().any(|known: &Place| known.at == opened.at);
        if other && !is_known && !model.trace.is_published(origin) {
            places.push(Place { label: "and another one here".to_owned(), ..opened });
        }
    });
    places
}

/// The operations on a channel, or on the channels of a connection.
fn accesses_of(model: &Model<'_, '_>, origin: OriginId) -> Vec<AccessId> {
    let opened = model.opened_on(origin).iter().flat_map(|&id| model.accesses_on(id));
    let mut all: Vec<AccessId> = model.accesses_on(origin).iter().chain(opened).copied().collect();
    all.sort_unstable();
    all
}

/// Whether an operation is one of many, one of a later turn than the opening's, or one of a context that lives on.
fn outlives(model: &Model<'_, '_>, id: AccessId, open: NodeId) -> bool {
    let node = model.access(id).node;
    let Some(around) = model.nearest_around(open, node) else { return true };
    if model.is_next_turn(around, open, node) {
        return true;
    }
    model.between(node, around).any(|at| match model.tree().node(at).kind {
        NodeKind::Spawn { .. } | NodeKind::Lane { many: true } => true,
        // Messages one after the other; a wait for one answer ends with it.
        NodeKind::Loop => is_message(model, id) || !is_left_after(model, at, node),
        _ => false,
    })
}

/// Whether a loop's first turn opens it in the same place and later ones use it: a variable holds it until it is replaced.
fn is_kept_for_later(model: &Model<'_, '_>, origin: OriginId) -> bool {
    let own = model.origin(origin);
    let Some(open) = own.node else { return false };
    let is_second = |at: &NodeId| model.loop_info(*at).second.is_some_and(|second| second <= open);
    let mut loops = model.tree().ancestors(open).filter(is_second);
    loops.any(|repeat| {
        let mut all = model.trace.origins().entries();
        all.any(|(id, one)| {
            let first = one.node.filter(|&node| node < open && model.is_inside(node, repeat));
            let is_same = one.at == own.at && one.kind == own.kind;
            let uses = || accesses_of(model, id).into_iter();
            is_same && first.is_some_and(|first| uses().any(|id| outlives(model, id, first)))
        })
    })
}

/// Whether an operation is about one message.
fn is_message(model: &Model<'_, '_>, id: AccessId) -> bool {
    model.is_kind(id, Kind::Publish) || model.is_kind(id, Kind::Get)
}

/// Whether a loop is left once an operation in it has gone well.
fn is_left_after(model: &Model<'_, '_>, repeat: NodeId, node: NodeId) -> bool {
    model.steps_in(repeat).into_iter().any(|(at, step)| match step {
        Step::Leave(how @ (Leave::Break | Leave::Return), target) => {
            model.ends(how, target, repeat) && model.can_follow(node, at)
        }
        _ => false,
    })
}

/// What opens a handle again and again for a message.
fn repeated(model: &Model<'_, '_>, open: NodeId, message: AccessId) -> Option<Again> {
    let sent = message;
    let message = model.access(sent).node;
    let mut call = None;
    for at in model.tree().ancestors(open).skip(1) {
        match &model.tree().node(at).kind {
            NodeKind::Loop if is_for_messages(model, at, message) => {
                return Some(Again::Loop(at));
            }
            NodeKind::Lane { many: true } => {
                return is_per_delivery(model, at).then_some(Again::Loop(at));
            }
            NodeKind::Spawn { times: Times::Many, .. } => return Some(Again::Handler(at)),
            // A task of its own for each message, or one for good.
            NodeKind::Spawn { .. } => {
                return call.filter(|_| is_repeated(model, at)).map(Again::Call);
            }
            NodeKind::Call(id) if call.is_none() && model.is_inside(message, at) => {
                call = per_call(model, *id, sent);
            }
            NodeKind::Entry(id) => {
                return if model.is_main(*id) { None } else { call.map(Again::Call) };
            }
            _ => {}
        }
    }
    None
}

/// Whether a lane stands for deliveries: it answers one that comes from outside.
fn is_per_delivery(model: &Model<'_, '_>, lane: NodeId) -> bool {
    model.accesses_in(lane).into_iter().any(|id| {
        let access = model.access(id);
        model.settles(id, access.origin) && !model.is_opened_in(access.origin, lane)
    })
}

/// Whether a loop or handler starts a task again and again.
fn is_repeated(model: &Model<'_, '_>, spawn: NodeId) -> bool {
    model.tree().ancestors(spawn).skip(1).any(|at| match &model.tree().node(at).kind {
        NodeKind::Loop => !model.loop_info(at).bounded,
        NodeKind::Spawn { times, .. } => *times == Times::Many,
        _ => false,
    })
}

/// A function that is called for each message: it is given what to send, or fetches one.
fn per_call(model: &Model<'_, '_>, id: FnId, message: AccessId) -> Option<FnId> {
    let is_for_one = model.takes_payload(id) || model.is_kind(message, Kind::Get);
    (!model.is_main(id) && is_for_one).then_some(id)
}

/// Whether a loop goes through messages: no retrying, no set-up of a written list.
fn is_for_messages(model: &Model<'_, '_>, repeat: NodeId, message: NodeId) -> bool {
    let LoopInfo { bounded, .. } = model.loop_info(repeat);
    !bounded && model.is_inside(message, repeat) && !is_left_after(model, repeat, message)
}

/// The finding about a handle that lives for one message.
pub(super) fn report(
    model: &Model<'_, '_>,
    rule: &Rule,
    life: &ShortLived,
    what: &str,
) -> Option<Finding> {
    let operation = model.operation(life.message).name;
    let when = life.again.each_time(model);
    let mut primary = opening(model, life);
    primary.label = format!("a new {what} every time");
    let mut related = vec![model.opened_at(life.origin), model.used(life.message)];
    related.extend(life.again.place(model));
    related.extend(opened_beside(model, life));
    let asks =
        accesses_of(model, life.origin).into_iter().any(|id| model.is_kind(id, Kind::Consume));
    let used_for =
        if asks { "a question and its answer".to_owned() } else { format!("one `{operation}`") };
    let certain = !matches!(life.again, Again::Call(_));
    let said = Said {
        message: format!("{when} opens a {what} for {used_for}"),
        primary,
        related,
        it: model.receiver_text(life.message).to_owned(),
        origin: life.origin,
        within: model.function_of(life.open),
        method: Some(intern(if asks { "answer" } else { "message" })),
        confidence: if certain { Confidence::Certain } else { Confidence::Likely },
    };
    let causes = vec![model.opening(life.origin)];
    Some(Finding { causes, ..finding(model, rule, said)? })
}
