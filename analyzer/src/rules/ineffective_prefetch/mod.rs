//! A prefetch limit that holds no consumer back.

mod vain;

use rustc_hash::FxHashSet;

use self::vain::{Vain, in_vain};
use super::finding::{Said, confidence, finding};
use super::{Repair, Rule, tongue};
use crate::facts::intern;
use crate::findings::{Finding, Fix, Group, Place};
use crate::knowledge::{Kind, Meaning};
use crate::model::{Channel, Model};
use crate::sources::Location;
use crate::trace::access::AccessId;

pub(super) static RULE: Rule = Rule {
    name: "ineffective_prefetch",
    group: Group::Suspicious,
    repair: Repair::Unsafe,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    let all = model.channels.iter().flat_map(|channel| {
        let limits = channel.accesses.iter().copied().filter(|&id| model.is_kind(id, Kind::Qos));
        limits.map(move |limit| (channel, limit, in_vain(model, channel, limit)))
    });
    let all: Vec<(&Channel, AccessId, Option<Vain>)> = all.collect();
    // One call may set the limits of several channels: what holds one of them back is not in vain.
    let useful = all.iter().filter(|(.., vain)| vain.is_none());
    let useful: FxHashSet<Location> = useful.map(|&(_, limit, _)| model.access(limit).at).collect();
    findings.extend(all.into_iter().filter_map(|(channel, limit, vain)| {
        let vain = vain.filter(|_| !useful.contains(&model.access(limit).at))?;
        told(model, channel, limit, vain)
    }));
}

fn told(model: &Model<'_, '_>, channel: &Channel, limit: AccessId, vain: Vain) -> Option<Finding> {
    let name = model.operation(limit).name;
    let consume = vain.consume();
    let started = model.operation(consume).name;
    let queue = model.said_text(consume, Meaning::Queue);
    let consumer = queue
        .map_or_else(|| "the consumer".to_owned(), |queue| format!("the consumer of `{queue}`"));
    let (message, label, how) = match vain {
        Vain::Automatic(_) => (
            format!("{consumer} acks automatically, and the limit of `{name}` has no effect on it"),
            "this limit counts messages that wait for an ack",
            "automatic",
        ),
        Vain::Late(_) => (
            format!("`{name}` comes after {consumer}, and has no effect on it"),
            "this limit is for consumers that start later",
            "late",
        ),
    };
    let said = Said {
        message,
        primary: Place { label: label.to_owned(), ..model.used(limit) },
        related: vec![Place {
            label: "the consumer starts here".to_owned(),
            ..model.used(consume)
        }],
        it: model.receiver_text(limit).to_owned(),
        origin: channel.origin,
        within: model.function_of(model.access(limit).node),
        method: Some(intern(how)),
        confidence: confidence(model, channel.origin),
    };
    let found = finding(model, &RULE, said)?;
    let help = match vain {
        Vain::Automatic(_) => {
            let option = model.word_of(consume, Meaning::AutoAck);
            vec![
                format!(
                    "let `{started}` wait for acks, {}, and ack each message when its work is done",
                    tongue::without(model, option)
                ),
                format!(
                    "or leave `{name}` out, where the work keeps up and a crash may lose messages"
                ),
            ]
        }
        Vain::Late(_) => vec![format!("call `{name}` before `{started}`")],
    };
    Some(Finding { help, fix: moved_up(model, limit, vain), ..found })
}

fn moved_up(model: &Model<'_, '_>, limit: AccessId, vain: Vain) -> Option<Fix> {
    let Vain::Late(consume) = vain else { return None };
    let edits = model.moved_before(limit, consume)?;
    model.fix("set the limit before the consumer starts", false, edits)
}
