//! Consumers that end without anybody hearing of it.

use super::heard::{Told, told_around, told_by_client, told_of_errors, told_on_ways};
use crate::knowledge::{Reads, Times};
use crate::model::Model;
use crate::model::turn::DeliveryLoop;
use crate::sources::Location;
use crate::trace::Drain;
use crate::trace::node::{Leave, NodeId, NodeKind, Step};

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
    let after = told_around(model, &of, context);
    if after == Told::Somebody {
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
    silent_stream(model, of, ending(drain), model.tree().node(node).at)
}

fn ending(drain: &Drain) -> Ending {
    if drain.ends_on_error { Ending::FirstError } else { Ending::EndOfStream }
}

/// What a combinator makes of a consumer, in a task that was given it: a loop over a stream, or a future.
fn silent_reader(model: &Model<'_, '_>, of: DeliveryLoop, drain: &Drain) -> Option<Silence> {
    let made_in = task_of(model, drain.node);
    // Where it is made in the task itself, it is a loop over the consumer.
    if made_in.is_some() && made_in == task_of(model, of.node) {
        return None;
    }
    if drain.reads == Reads::ToItsEnd {
        return silent_stream(model, of, ending(drain), model.tree().node(drain.node).at);
    }
    if let Some(asks) = model.loop_info(of.node).asks_for_value {
        return silent_stream(model, of, Ending::EndOfStream, Some(asks));
    }
    // `loop { let Some(x) = stream.next().await else { break }; .. }`
    let breaks = |&(_, step): &(NodeId, Step)| step == Step::Leave(Leave::Break, of.node);
    let steps = model.steps_in(of.node);
    let left: Vec<NodeId> = steps.into_iter().filter(breaks).map(|(at, _)| at).collect();
    let told = told_on_ways(model, left.iter().copied());
    let at = model.tree().node(*left.first()?).at;
    silent_stream(model, of, Ending::EndOfStream, at)
        .filter(|_| told != Told::Somebody)
        .map(|silence| Silence { told: silence.told.max(told), ..silence })
}

fn silent_stream(
    model: &Model<'_, '_>,
    of: DeliveryLoop,
    ending: Ending,
    leave: Option<Location>,
) -> Option<Silence> {
    let context = task_of(model, of.node)?;
    let told = told_around(model, &of, context);
    (told != Told::Somebody).then_some(Silence { of, context, ending, leave, told })
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
    let told = told_of_errors(model, &of).max(told_by_client(model, of.origin));
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
