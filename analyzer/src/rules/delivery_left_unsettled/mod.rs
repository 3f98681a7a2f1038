//! A delivery that some ways through a consumer's loop neither ack nor reject.

mod asked;
mod state;
mod ways;

use self::state::{How, Unsettled};
use self::ways::unsettled_ways;
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
    let loops = model.delivery_loops().iter().copied().map(|repeat| (repeat, repeat.turn()));
    let closures = model.drained_loops().into_iter().map(|(repeat, _)| (repeat, "this closure"));
    for (repeat, turn) in loops.chain(closures) {
        let acks = repeat.consume.and_then(|consume| model.is_on(consume, Meaning::AutoAck));
        if repeat.consume.is_some() && acks != Some(false) {
            // Automatic acks, or both ways: then the program decides when to answer.
            continue;
        }
        if model.is_cut_short(repeat.node) {
            continue;
        }
        if repeat.consume.is_some_and(|consume| model.is_for_one_answer(consume)) {
            // The queue is gone with its consumer, and all that is left in it was for nobody else.
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
            Some(&settle) => findings.extend(some_ways(model, (&repeat, turn), Some(settle))),
            None if model.is_never_answered(&repeat) => findings.extend(no_way(model, &repeat)),
            // Others answer, if they get it.
            None => findings.extend(some_ways(model, (&repeat, turn), None)),
        }
    }
}

fn some_ways(
    model: &Model<'_, '_>,
    (repeat, turn): (&DeliveryLoop, &str),
    settle: Option<AccessId>,
) -> Option<Finding> {
    let mut ways: Vec<Unsettled> =
        unsettled_ways(model, repeat).into_iter().filter(|way| way.at.is_some()).collect();
    let is_given_back = |how| matches!(how, Some(How::GivenBack | How::Forgotten));
    ways.retain(|way| settle.is_some() || is_given_back(way.how));
    ways.dedup_by(|later, earlier| {
        later.at.zip(earlier.at).is_some_and(|(later, earlier)| model.is_same_line(later, earlier))
    });
    let first = ways.first()?;
    let place = |way: &Unsettled| {
        let label = match way.how {
            Some(How::Left(Leave::Try)) => "an error leaves here, and the delivery stays unacked",
            Some(How::Left(Leave::Continue)) => {
                "the next turn begins, and this delivery stays unacked"
            }
            Some(How::Left(_)) => "leaves here, and the delivery stays unacked",
            Some(How::AtTheLimit) => {
                "at the time limit the work is dropped here, and the delivery stays unacked"
            }
            Some(How::GivenBack) => "a full queue gives it back here, and it stays unacked",
            Some(How::Forgotten) => {
                "dropped here when the reader of the queue has stopped, and it stays unacked"
            }
            None => "one way from here leaves the delivery unacked",
        };
        way.at.map(|at| Place {
            at: model.first_line(at),
            label: label.to_owned(),
            role: Role::Used,
        })
    };
    let mut related: Vec<Place> = ways[1..].iter().filter_map(place).collect();
    related.extend(settle.map(|settle| model.used(settle)));
    let primary = place(first)?;
    related.extend(taken_elsewhere(model, repeat, &primary));
    let answer = match settle {
        Some(settle) => format!("`{}` or any other answer", model.operation(settle).name),
        None => "any answer".to_owned(),
    };
    let message = format!("a delivery can leave {turn} without {answer}");
    let mut found = report(model, repeat, message, primary, related)?;
    if let Some(way_out) = first.how.and_then(way_out) {
        found.help = vec![way_out.to_owned()];
    }
    Some(found)
}

/// What is to be done about a way on which nothing can be answered any more.
fn way_out(how: How) -> Option<&'static str> {
    match how {
        How::Left(_) => None,
        How::AtTheLimit => {
            Some("put the time limit around the work alone, and answer where it is over")
        }
        How::GivenBack => {
            Some("take it out of the error and answer it, or wait until there is room")
        }
        How::Forgotten => Some("end the consumer when the queue does not take it"),
    }
}

/// Where the deliveries are taken, when that stands in another file.
fn taken_elsewhere(model: &Model<'_, '_>, repeat: &DeliveryLoop, left: &Place) -> Option<Place> {
    let at = model.tree().node(repeat.node).at?;
    let label = "the deliveries are taken here".to_owned();
    let role = Role::Used;
    (at.file != left.at.file).then(|| Place { at: model.first_line(at), label, role })
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
