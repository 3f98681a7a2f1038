//! Messages that are fetched one by one in a loop.

mod polling;

use self::polling::polling_loop;
use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group, Place, Role};
use crate::knowledge::Kind;
use crate::model::Model;
use crate::trace::access::AccessId;
use crate::trace::node::NodeId;

pub(super) static RULE: Rule = Rule {
    name: "basic_get_polling",
    group: Group::Perf,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        let gets = channel.accesses.iter().copied().filter(|&id| model.is_kind(id, Kind::Get));
        for id in gets {
            if let Some(repeat) = polling_loop(model, id) {
                findings.extend(polled(model, id, repeat));
            }
        }
    }
}

fn polled(model: &Model<'_, '_>, id: AccessId, repeat: NodeId) -> Option<Finding> {
    let origin = model.access(id).origin;
    let mut primary = model.used(id);
    "one round trip for each message, and for each answer that there is none"
        .clone_into(&mut primary.label);
    let at = model.tree().node(repeat).at?;
    let related = vec![Place {
        at: model.first_line(at),
        label: "in this loop".to_owned(),
        role: Role::Context,
    }];
    let said = Said {
        message: format!("`{}` polls the queue in a loop", model.operation(id).name),
        primary,
        related,
        it: model.receiver_text(id).to_owned(),
        origin,
        within: model.function_of(model.access(id).node),
        method: None,
        confidence: confidence(model, origin),
    };
    finding(model, &RULE, said)
}
