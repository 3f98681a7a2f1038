//! A delivery that is acked before the work on it is done.

mod work;

use self::work::{turns, work_after_ack};
use super::finding::{Said, confidence, finding};
use super::{Repair, Rule, tongue};
use crate::findings::{Finding, Group, Place, Role};
use crate::model::Model;
use crate::model::turn::DeliveryLoop;
use crate::trace::access::AccessId;
use crate::trace::node::{NodeId, NodeKind, Step};

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
    let context = |node: NodeId| model.spawned_inside(node, repeat.node);
    let spawned = context(work).is_some() && context(work) != context(model.access(ack).node);
    let is_resent = matches!(model.tree().node(work).kind, NodeKind::Step(Step::Resend(_)));
    let (before, label) = if is_resent {
        ("the message is published again", "and it is published here".to_owned())
    } else if spawned {
        let task = tongue::task(model);
        ("the work on the message is done", format!("and a {task} still works on it here"))
    } else {
        ("the work on the message is done", "and the work on it is here".to_owned())
    };
    let related = vec![Place { at: model.first_line(at), label, role: Role::Used }];
    let said = Said {
        message: format!("`{}` before {before}", model.operation(ack).name),
        primary,
        related,
        it: model.receiver_text(ack).to_owned(),
        origin: repeat.origin,
        within: model.function_of(model.access(ack).node),
        method: None,
        confidence: confidence(model, repeat.origin),
    };
    let mut found = finding(model, &RULE, said)?;
    if is_resent {
        found.help =
            vec!["publish it first, wait for the broker's confirm, and ack then".to_owned()];
    }
    Some(found)
}
