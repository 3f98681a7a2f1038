//! A delivery that some ways through a consumer's loop neither ack nor reject.

mod ways;

use self::ways::{Unsettled, unsettled_ways};
use super::finding::{Said, confidence, finding};
use super::{Repair, Rule};
use crate::findings::{Finding, Group, Place, Role};
use crate::knowledge::Meaning;
use crate::model::Model;
use crate::model::turn::DeliveryLoop;
use crate::trace::access::AccessId;
use crate::trace::node::Leave;

pub(super) static RULE: Rule = Rule {
    name: "delivery_left_unsettled",
    group: Group::Suspicious,
    repair: Repair::None,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for repeat in model.delivery_loops() {
        let acks = repeat.consume.and_then(|consume| model.is_on(consume, Meaning::AutoAck));
        if repeat.consume.is_some() && acks != Some(false) {
            // Automatic acks, or both ways: then the program decides when to answer.
            continue;
        }
        if model.is_opened_in(repeat.origin, repeat.node)
            && !model.trace.is_published(repeat.origin)
        {
            // The channel ends with the turn, and the broker takes the delivery back.
            continue;
        }
        let settling: Vec<AccessId> = model
            .accesses_in(repeat.node)
            .into_iter()
            .filter(|&id| model.answers(id, repeat.origin))
            .collect();
        if settling.iter().any(|&id| {
            model.takes(id, Meaning::Multiple) && model.is_on(id, Meaning::Multiple) != Some(false)
        }) {
            continue;
        }
        match settling.first() {
            Some(&settle) => findings.extend(some_ways(model, &repeat, settle)),
            None if model.is_never_answered(&repeat) => findings.extend(no_way(model, &repeat)),
            None => {}
        }
    }
}

fn some_ways(model: &Model<'_, '_>, repeat: &DeliveryLoop, settle: AccessId) -> Option<Finding> {
    let ways: Vec<Unsettled> =
        unsettled_ways(model, repeat).into_iter().filter(|way| way.at.is_some()).collect();
    let mut ways = ways;
    ways.dedup_by(|later, earlier| {
        later.at.zip(earlier.at).is_some_and(|(later, earlier)| model.is_same_line(later, earlier))
    });
    let first = ways.first()?;
    let place = |way: &Unsettled| {
        let label = match way.how {
            Some(Leave::Try) => "an error leaves here, and the delivery stays unacked",
            Some(Leave::Continue) => "the next turn begins, and this delivery stays unacked",
            Some(_) => "leaves here, and the delivery stays unacked",
            None => "one way from here leaves the delivery unacked",
        };
        way.at.map(|at| Place {
            at: model.first_line(at),
            label: label.to_owned(),
            role: Role::Used,
        })
    };
    let mut related: Vec<Place> = ways[1..].iter().filter_map(place).collect();
    related.push(model.used(settle));
    let name = model.operation(settle).name;
    report(
        model,
        repeat,
        format!("a delivery can leave {} without `{name}` or any other answer", repeat.turn()),
        place(first)?,
        related,
    )
}

fn no_way(model: &Model<'_, '_>, repeat: &DeliveryLoop) -> Option<Finding> {
    let place = match (repeat.receive, repeat.consume) {
        (Some(id), _) | (None, Some(id)) => model.used(id),
        (None, None) => return None,
    };
    let primary = Place { label: "every delivery stays unacked".to_owned(), ..place };
    let related = repeat.consume.map(|consume| model.used(consume)).into_iter().collect();
    report(
        model,
        repeat,
        "these deliveries are never acked, and the consumer has to".to_owned(),
        primary,
        related,
    )
}

fn report(
    model: &Model<'_, '_>,
    repeat: &DeliveryLoop,
    message: String,
    primary: Place,
    related: Vec<Place>,
) -> Option<Finding> {
    let said = Said {
        message,
        primary,
        related,
        it: "delivery".to_owned(),
        origin: repeat.origin,
        within: model.function_of(repeat.node),
        method: None,
        confidence: confidence(model, repeat.origin),
    };
    finding(model, &RULE, said)
}
