//! The way out of a shared channel, by who shares it: none that another rule reports in turn.

use super::attribute;
use crate::knowledge::{Kind, Times};
use crate::model::{Conflict, Model, Within};
use crate::trace::node::NodeKind;

/// What to do instead.
pub(super) fn help(model: &Model<'_, '_>, conflicts: &[Conflict<'_>]) -> Vec<String> {
    if conflicts.iter().all(|conflict| conflict.overlap.within == Within::Task) {
        return vec![
            "await one after the other, or give each future a channel of its own".to_owned(),
        ];
    }
    if conflicts.iter().any(|conflict| is_per_message(model, conflict)) {
        return vec![
            "keep the channel in one task, and send it what is to be done through a queue, with a `oneshot` for the answer"
                .to_owned(),
            "or lend channels from a pool: to open one for each message costs round trips each time"
                .to_owned(),
        ];
    }
    let mut help = vec![
        "open a channel for each task: channels are cheap, the connection is what is shared"
            .to_owned(),
        "or keep the channel in one task that the others send messages to".to_owned(),
    ];
    help.extend(attribute::offer(model, conflicts));
    help
}

/// Whether what shares the channel runs for each request or message: as many channels would be opened.
fn is_per_message(model: &Model<'_, '_>, conflict: &Conflict<'_>) -> bool {
    let overlap = &conflict.overlap;
    let contexts = [Some(overlap.context), overlap.other_context];
    contexts.into_iter().flatten().any(|at| {
        let (kind, consumes) = (&model.tree().node(at).kind, consumes(model, conflict));
        match kind {
            NodeKind::Spawn { times: Times::Many, .. } => true,
            NodeKind::Spawn { .. } => overlap.many && !consumes,
            _ => false,
        }
    })
}

fn consumes(model: &Model<'_, '_>, conflict: &Conflict<'_>) -> bool {
    let ids = [conflict.overlap.first, conflict.overlap.second];
    ids.into_iter().any(|id| model.is_kind(id, Kind::Consume))
}
