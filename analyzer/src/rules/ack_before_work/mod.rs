//! A delivery that is acked before the work on it is done.

mod work;

use self::work::{turns, work_after_ack};
use super::finding::{Said, confidence, finding};
use super::{Repair, Rule, tongue};
use crate::findings::{Finding, Group, Place, Role};
use crate::model::Model;
use crate::model::turn::DeliveryLoop;
use crate::trace::access::AccessId;
use crate::trace::node::NodeId;

pub(super) static RULE: Rule = Rule {
    name: "ack_before_work",
    group: Group::Suspicious,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for repeat in turns(model) {
        if let Some((ack, work)) = work_after_ack(model, &repeat) {
            findings.extend(early(model, &repeat, ack, work));
        }
    }
}

fn early(
    model: &Model<'_, '_>,
    repeat: &DeliveryLoop,
    ack: AccessId,
    work: NodeId,
) -> Option<Finding> {
    let mut primary = model.used(ack);
    "the broker forgets the message here".clone_into(&mut primary.label);
    let at = model.tree().node(work).at?;
    let spawned = model.spawned_inside(work, repeat.node).is_some();
    let label = if spawned {
        format!("and a {} still works on it here", tongue::task(model))
    } else {
        "and the work on it is here".to_owned()
    };
    let related = vec![Place { at: model.first_line(at), label, role: Role::Used }];
    let said = Said {
        message: format!("`{}` before the work on the message is done", model.operation(ack).name),
        primary,
        related,
        it: model.receiver_text(ack).to_owned(),
        origin: repeat.origin,
        within: model.function_of(model.access(ack).node),
        method: None,
        confidence: confidence(model, repeat.origin),
    };
    finding(model, &RULE, said)
}
