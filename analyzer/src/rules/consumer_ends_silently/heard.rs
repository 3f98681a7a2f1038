//! Who hears that a consumer is over: who waits for its task, what comes after it there, and what is done on the way out.

use crate::knowledge::{HandleKind, Kind};
use crate::model::Model;
use crate::model::turn::DeliveryLoop;
use crate::trace::handle::OriginId;
use crate::trace::node::{GoesOn, Leave, NodeId, NodeKind, Step};

/// Who hears of something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Told {
    /// Nobody.
    Nobody,
    /// Whoever reads the log.
    Log,
    /// Somebody who may act.
    Somebody,
}

/// When a task is waited for that somebody waits for too late.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Late {
    /// When other consumers are over.
    BehindOthers,
    /// When the program ends.
    AtTheEnd,
}

/// Who hears that a loop is over, whatever ends it: by what comes after it, from the client, or as the end of its task.
pub(super) fn told_around(model: &Model<'_, '_>, of: &DeliveryLoop, context: NodeId) -> Told {
    let after = told_after(model, of.node, context).max(told_by_client(model, of.origin));
    if after == Told::Somebody { after } else { after.max(told_of_end(model, context)) }
}

/// Who learns of a task's end when it comes. What a loop's turn starts may be waited for in the next one, and of several turns
/// only the first two were looked at.
fn told_of_end(model: &Model<'_, '_>, context: NodeId) -> Told {
    let first = first_turn_of(model, context).map(|first| told_of_own_end(model, first));
    told_of_own_end(model, context).max(first.unwrap_or(Told::Nobody))
}

/// The same task as the loop's first turn started it, of one that the second started.
fn first_turn_of(model: &Model<'_, '_>, context: NodeId) -> Option<NodeId> {
    let mut around = model.tree().ancestors(context).skip(1);
    let repeat =
        around.find(|&at| model.loop_info(at).second.is_some_and(|second| second <= context))?;
    let (second, at) = (model.loop_info(repeat).second?, model.tree().node(context).at);
    let mut first = None;
    model.visit_inside(repeat, &mut |node| {
        let is_spawn = matches!(model.tree().node(node).kind, NodeKind::Spawn { .. });
        if is_spawn && node < second && model.tree().node(node).at == at {
            first = Some(node);
        }
    });
    first
}

fn told_of_own_end(model: &Model<'_, '_>, context: NodeId) -> Told {
    let has_join = model.joins_of(context).next().is_some();
    if model.trace.join_handle_stored.contains(context)
        || model.trace.ends_heard.contains(context)
        || is_first_heard(model, context)
        || (!has_join
            && model.trace.join_handle_collected.contains(context)
            && !model.is_only_stopped(context))
    {
        return Told::Somebody;
    }
    if is_one_of_many(model, context) || waited_for_late(model, context).is_some() {
        return Told::Nobody;
    }
    let told = model.joins_of(context).map(|join| told_by_waiter(model, context, join));
    told.max().unwrap_or(Told::Nobody)
}

/// Who learns of a task's end from the code that waits for it: a task that nobody waits for has to tell somebody.
fn told_by_waiter(model: &Model<'_, '_>, context: NodeId, join: NodeId) -> Told {
    let repeat = model.loop_around(join);
    let starts_again = repeat.is_some_and(|repeat| model.is_inside(context, repeat));
    let mut around = model.tree().ancestors(join);
    let waiter = around.find(|&at| matches!(model.tree().node(at).kind, NodeKind::Spawn { .. }));
    let Some(waiter) = waiter.filter(|_| !starts_again) else { return Told::Somebody };
    if model.joins_of(waiter).next().is_some() {
        return Told::Somebody;
    }
    let mut told = Told::Nobody;
    model.visit_inside(waiter, &mut |at| {
        if at > join {
            told = told.max(told_by(model, at));
        }
    });
    told
}

/// Whether a context is waited for, or polled, together with others, and the first that ends is heard.
fn is_first_heard(model: &Model<'_, '_>, context: NodeId) -> bool {
    let around = |at: NodeId| model.tree().node(at).parent;
    let is_first =
        |lane: NodeId| around(lane).is_some_and(|at| model.trace.first_ends.contains(at));
    is_first(context) || model.joins_of(context).filter_map(around).any(is_first)
}

/// Whether a context is waited for together with others only: who does that learns of the last one's end.
pub(super) fn is_one_of_many(model: &Model<'_, '_>, context: NodeId) -> bool {
    let is_lane_of_many = |at| model.tree().node(at).kind == NodeKind::Lane { many: true };
    // Who takes the next of them out of a set again and again hears of each.
    let is_taken_out = |join| {
        let repeat = model.loop_around(join);
        repeat.is_some_and(|repeat| repeat > context && !model.is_inside(context, repeat))
    };
    let waits_for_all =
        |join| model.tree().node(join).parent.is_some_and(is_lane_of_many) && !is_taken_out(join);
    let mut joins = model.joins_of(context).peekable();
    is_lane_of_many(context) || (joins.peek().is_some() && joins.all(waits_for_all))
}

/// Whether a task is waited for only when other consumers are over, one after the other in the order in which they started, or
/// when the program ends.
pub(super) fn waited_for_late(model: &Model<'_, '_>, context: NodeId) -> Option<Late> {
    let mut late = None;
    for join in model.joins_of(context) {
        late = Some(if is_behind_the_end(model, context, join) {
            Late::AtTheEnd
        } else if is_behind_others(model, context, join) {
            Late::BehindOthers
        } else {
            return None;
        });
    }
    late
}

/// Whether a signal or a server is waited for before a task is.
fn is_behind_the_end(model: &Model<'_, '_>, context: NodeId, join: NodeId) -> bool {
    model.tree().iter().any(|(at, node)| {
        matches!(node.kind, NodeKind::Step(Step::Delay(what)) if what.is_for_good())
            && context < at
            && !model.is_inside(at, context)
            && model.is_done_before(at, join)
    })
}

fn is_behind_others(model: &Model<'_, '_>, context: NodeId, join: NodeId) -> bool {
    let loops_around = |at: NodeId| {
        let around = model.tree().ancestors(at).skip(1);
        around.filter(|&at| model.tree().node(at).kind == NodeKind::Loop)
    };
    // A list of tasks that a loop started, and a loop that waits for each of them.
    let one_by_one = loops_around(join).any(|each| {
        let is_list = model.loop_info(each).goes_on == GoesOn::Elements;
        is_list && each > context && loops_around(context).any(|at| !model.is_inside(each, at))
    });
    let is_consumer = |other: NodeId| {
        let mut inside = model.accesses_in(other).into_iter();
        other != context && inside.any(|id| model.is_kind(id, Kind::Receive))
    };
    let before = model.tree().iter().filter(|&(at, _)| context < at && at < join);
    let mut before = before.filter_map(|(at, node)| match &node.kind {
        NodeKind::Join(contexts) => Some((at, contexts)),
        _ => None,
    });
    one_by_one
        || before.any(|(at, contexts)| {
            let others = !contexts.contains(&context) && contexts.iter().any(|&it| is_consumer(it));
            others && model.is_done_before(at, join)
        })
}

/// Who hears of a loop's end by what comes after it in its task. What was polled beside it is no answer to it.
fn told_after(model: &Model<'_, '_>, repeat: NodeId, context: NodeId) -> Told {
    let mut last = repeat;
    model.visit_inside(repeat, &mut |at| last = last.max(at));
    let together = |at: &NodeId| model.tree().node(*at).kind == NodeKind::Together;
    let beside = model.between(repeat, context).filter(together).last();
    let is_part = |at: NodeId| {
        let mut around = model.tree().ancestors(at).take_while(|&at| at != context);
        around.any(|at| at == repeat || Some(at) == beside || model.goes_with(at, repeat))
    };
    let mut told = Told::Nobody;
    model.visit_inside(context, &mut |at| {
        if at > last && !is_part(at) {
            told = told.max(told_by(model, at));
        }
    });
    told
}

/// Who hears from the client that a channel, or the connection that it belongs to, is lost.
pub(super) fn told_by_client(model: &Model<'_, '_>, channel: OriginId) -> Told {
    let connection = model.origin(channel).connection;
    // Of a channel that came from elsewhere it may be any of its package.
    let is_its = |of: OriginId| match connection {
        Some(connection) => connection == of,
        None => {
            model.origin(of).kind == HandleKind::Connection && model.are_of_one_package(of, channel)
        }
    };
    let of_it = model.trace.watches.iter().filter(|watch| watch.of == channel || is_its(watch.of));
    let told = of_it.map(|watch| if watch.only_said { Told::Log } else { Told::Somebody });
    told.max().unwrap_or(Told::Nobody)
}

/// Who hears of what a node does.
fn told_by(model: &Model<'_, '_>, at: NodeId) -> Told {
    match model.tree().node(at).kind {
        NodeKind::Step(Step::Say) => Told::Log,
        NodeKind::Step(Step::Call | Step::Guard | Step::Leave(Leave::End, _))
        | NodeKind::Open(_)
        | NodeKind::Spawn { .. }
        | NodeKind::Join(_) => Told::Somebody,
        // Closing up tells nobody.
        NodeKind::Access(id)
            if !model.is_kind(id, Kind::Lifecycle) && !model.is_kind(id, Kind::Cancel) =>
        {
            Told::Somebody
        }
        _ => Told::Nobody,
    }
}

/// Who hears of a stream's error or end inside the loop.
pub(super) fn told_of_errors(model: &Model<'_, '_>, of: &DeliveryLoop) -> Told {
    let steps = model.steps_in(of.node);
    let without = steps.iter().filter(|(_, step)| *step == Step::Without(of.origin));
    told_on_ways(model, without.map(|&(at, _)| at))
}

/// Who hears of it on the ways that some steps stand on.
pub(super) fn told_on_ways(model: &Model<'_, '_>, steps: impl Iterator<Item = NodeId>) -> Told {
    let ways = steps.filter_map(|at| model.tree().node(at).parent);
    let told = ways.map(|way| {
        let mut told = Told::Nobody;
        model.visit_inside(way, &mut |at| told = told.max(told_by(model, at)));
        told
    });
    told.max().unwrap_or(Told::Nobody)
}
