//! The way out of a shared channel, by who shares it: none that another rule reports in turn.

use super::attribute;
use super::tongue;
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
            format!(
                "keep the channel in one {}, and send it what is to be done through {}",
                tongue::task(model),
                tongue::queue(model)
            ),
            "or lend channels from a pool: to open one for each message costs round trips each time"
                .to_owned(),
        ];
    }
    let task = tongue::task(model);
    let opening = tongue::opening(model).map(|code| format!(" (`{code}`)")).unwrap_or_default();
    let mut help = vec![
        format!(
            "open a channel for each {task}{opening}: channels are cheap, the connection is what is shared"
        ),
        format!("or keep the channel in one {task} that the others send messages to"),
    ];
    if tongue::has_attributes(model) {
        help.extend(attribute::offer(model, conflicts));
    }
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
