//! Consumers that end without anybody hearing of it.

use crate::knowledge::{Kind, Reads, Times, WaitsFor};
use crate::model::Model;
use crate::model::turn::DeliveryLoop;
use crate::sources::Location;
use crate::trace::Drain;
use crate::trace::handle::OriginId;
use crate::trace::node::{GoesOn, Leave, NodeId, NodeKind, Step};

/// A consumer in a task of its own that ends, and nobody who could act hears of it.
#[derive(Clone, Debug)]
pub(super) struct Silence {
    /// The loop.
    pub(super) of: DeliveryLoop,
    /// The task.
    pub(super) context: NodeId,
    /// How it ends.
    pub(super) ending: Ending,
    /// Where it leaves, when it does so inside the loop, or what ends it there.
    pub(super) leave: Option<Location>,
    /// Who hears of it.
    pub(super) told: Told,
}

/// How a consumer ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ending {
    /// The loop's pattern takes no error.
    FirstError,
    /// An error leaves the loop.
    ErrorLeaves,
    /// The stream is over.
    EndOfStream,
    /// A callback that runs for one delivery after the other panics.
    Panic,
    /// The stream is over, and a callback for deliveries looks away.
    Unheard,
}

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

/// Every consumer that ends silently.
pub(super) fn silent_ends(model: &Model<'_, '_>) -> Vec<Silence> {
    let loops = model.delivery_loops().iter().copied();
    let ends = loops.filter_map(|repeat| match repeat.receive {
        Some(_) => silent_end(model, repeat),
        None => silent_callback(model, repeat),
    });
    let drained = model.trace.drains.iter().filter_map(|drain| silent_drain(model, drain));
    let asked = model.drained_loops().into_iter();
    let asked = asked.filter_map(|(repeat, drain)| silent_reader(model, repeat, drain));
    ends.chain(drained).chain(asked).collect()
}

fn silent_end(model: &Model<'_, '_>, of: DeliveryLoop) -> Option<Silence> {
    let context = task_of(model, of.node)?;
    let after = told_after(model, of.node, context).max(told_by_client(model, of.origin));
    if is_heard(model, context) || after == Told::Somebody {
        return None;
    }
    if model.loop_info(of.node).ends_on_error {
        return Some(Silence { of, context, ending: Ending::FirstError, leave: None, told: after });
    }
    let told = after.max(told_of_errors(model, &of));
    if told == Told::Somebody {
        return None;
    }
    let leave = model.error_leaves(&of);
    if gives_error_on(model, of.node) {
        return None;
    }
    if leave.is_none() && !model.is_over_with_stream(&of) {
        return None;
    }
    let ending = if leave.is_some() { Ending::ErrorLeaves } else { Ending::EndOfStream };
    Some(Silence { of, context, ending, leave, told })
}

/// Whether a loop makes the elements of a stream that another loop reads, and `?` gives an error to that.
fn gives_error_on(model: &Model<'_, '_>, repeat: NodeId) -> bool {
    let is_tried = |&(_, step): &(NodeId, Step)| matches!(step, Step::Leave(Leave::TryReceive, _));
    model.steps_in(repeat).iter().any(is_tried)
        && model.tree().iter().any(|(_, node)| node.zips_with().contains(&repeat))
}

/// A consumer that a combinator reads to its end.
fn silent_drain(model: &Model<'_, '_>, drain: &Drain) -> Option<Silence> {
    // Whoever asks for more of a stream learns that there is none.
    if drain.reads != Reads::ToItsEnd {
        return None;
    }
    let (node, origin) = (drain.node, drain.origin);
    let of = DeliveryLoop { node, origin, receive: None, consume: drain.by };
    let ending = if drain.ends_on_error { Ending::FirstError } else { Ending::EndOfStream };
    silent_stream(model, of, ending, model.tree().node(node).at)
}

/// A loop over a stream that a combinator makes of a consumer, in a task that was given that stream.
fn silent_reader(model: &Model<'_, '_>, of: DeliveryLoop, drain: &Drain) -> Option<Silence> {
    let made_in = task_of(model, drain.node);
    // Where it is made in the task itself, it is a loop over the consumer.
    if drain.reads != Reads::AsAsked || made_in.is_some() && made_in == task_of(model, of.node) {
        return None;
    }
    let asks = model.loop_info(of.node).asks_for_value?;
    silent_stream(model, of, Ending::EndOfStream, Some(asks))
}

fn silent_stream(
    model: &Model<'_, '_>,
    of: DeliveryLoop,
    ending: Ending,
    leave: Option<Location>,
) -> Option<Silence> {
    let context = task_of(model, of.node)?;
    let told = told_after(model, of.node, context).max(told_by_client(model, of.origin));
    if is_heard(model, context) || told == Told::Somebody {
        return None;
    }
    Some(Silence { of, context, ending, leave, told })
}

/// A callback that is called for one delivery after the other and can panic, or that is told of the end and does nothing.
fn silent_callback(model: &Model<'_, '_>, of: DeliveryLoop) -> Option<Silence> {
    let context = model.tree().node(of.node).parent?;
    let NodeKind::Spawn { times, .. } = model.tree().node(context).kind else { return None };
    let steps = model.steps_in(of.node);
    if times == Times::Serial {
        let (at, _) = steps.into_iter().find(|(_, step)| *step == Step::Unwrap(of.origin))?;
        let leave = model.tree().node(at).at;
        return Some(Silence { of, context, ending: Ending::Panic, leave, told: Told::Nobody });
    }
    let lacks = steps.iter().any(|(_, step)| *step == Step::Without(of.origin));
    let told = told_of_errors(model, &of);
    (lacks && told != Told::Somebody).then_some(Silence {
        of,
        context,
        ending: Ending::Unheard,
        leave: model.tree().node(context).at,
        told,
    })
}

/// The task around a loop that is in no other loop of the task.
fn task_of(model: &Model<'_, '_>, repeat: NodeId) -> Option<NodeId> {
    let mut around = model.tree().ancestors(repeat).skip(1);
    let at = around.find(|&at| {
        matches!(
            model.tree().node(at).kind,
            NodeKind::Loop | NodeKind::Spawn { .. } | NodeKind::Lane { many: true }
        )
    })?;
    match &model.tree().node(at).kind {
        // What a framework calls is none of ours; it stands directly below the program.
        NodeKind::Spawn { .. } => {
            (model.tree().node(at).parent != Some(NodeId::PROGRAM)).then_some(at)
        }
        // One of many consumers that are polled together: the others go on.
        NodeKind::Lane { many: true } => Some(at),
        _ => None,
    }
}

/// Whether somebody learns of a task's end when it comes. What a loop's turn starts may be waited for in the next one, and of
/// several turns only the first two were looked at.
fn is_heard(model: &Model<'_, '_>, context: NodeId) -> bool {
    ends_heard(model, context)
        || first_turn_of(model, context).is_some_and(|first| ends_heard(model, first))
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

fn ends_heard(model: &Model<'_, '_>, context: NodeId) -> bool {
    let has_join = model.joins_of(context).next().is_some();
    model.trace.join_handle_stored.contains(context)
        || model.trace.ends_heard.contains(context)
        || is_first_heard(model, context)
        || (has_join
            && !is_one_of_many(model, context)
            && waited_for_late(model, context).is_none())
        || (!has_join
            && model.trace.join_handle_collected.contains(context)
            && !model.is_only_stopped(context))
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
        node.kind == NodeKind::Step(Step::Delay(WaitsFor::End))
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
fn told_by_client(model: &Model<'_, '_>, channel: OriginId) -> Told {
    let connection = model.origin(channel).connection;
    let of_it = model.trace.watches.iter().filter(|watch| {
        let of = model.access(watch.register).origin;
        of == channel || connection == Some(of)
    });
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
fn told_of_errors(model: &Model<'_, '_>, of: &DeliveryLoop) -> Told {
    let steps = model.steps_in(of.node);
    let without = steps.iter().filter(|(_, step)| *step == Step::Without(of.origin));
    let ways = without.filter_map(|&(at, _)| model.tree().node(at).parent);
    let told = ways.map(|way| {
        let mut told = Told::Nobody;
        model.visit_inside(way, &mut |at| told = told.max(told_by(model, at)));
        told
    });
    told.max().unwrap_or(Told::Nobody)
}
