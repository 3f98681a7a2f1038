//! A call that asks the broker for what it does not have.

mod wish;

use self::wish::{Wish, wish};
use super::misuse::{Misuse, finding, handle};
use super::{Repair, Rule, tongue};
use crate::findings::{Edit, Finding, Fix, Group};
use crate::knowledge::{Kind, Meaning};
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;

pub(super) static RULE: Rule = Rule {
    name: "unsupported_by_broker",
    group: Group::Correctness,
    repair: Repair::Unsafe,
    since: "0.1.0",
    docs: include_str!("page.md"),
    check,
};

fn check(model: &Model<'_, '_>, findings: &mut Vec<Finding>) {
    for channel in &model.channels {
        findings.extend(channel.accesses.iter().filter_map(|&id| {
            let wish = wish(model, id)?;
            told(model, channel, id, wish)
        }));
    }
}

fn told(model: &Model<'_, '_>, channel: &Channel, call: AccessId, wish: Wish) -> Option<Finding> {
    let name = model.operation(call).name;
    let with = match wish {
        Wish::Immediate => "with `immediate`".to_owned(),
        Wish::Recovery => "without `requeue`".to_owned(),
        Wish::Stop => "that stops the flow".to_owned(),
        Wish::Size { size, .. } => format!("with a prefetch size of {size}"),
    };
    let misuse = Misuse {
        channel,
        operation: call,
        message: format!("`{name}` {with} is refused by RabbitMQ, and the connection is closed"),
        label: format!("{with} here"),
        related: vec![model.opened(channel)],
        help: vec![way_out(model, call, wish)],
    };
    Some(Finding { fix: fix(model, call, wish), ..finding(model, &RULE, misuse)? })
}

fn way_out(model: &Model<'_, '_>, call: AccessId, wish: Wish) -> String {
    let (name, channel) = (model.operation(call).name, handle(model, call, "the channel"));
    match wish {
        Wish::Immediate => {
            let left_out = tongue::left_out(model, "immediate", None);
            format!(
                "{left_out}: a message that is to go if no consumer takes it at once gets the `expiration` 0"
            )
        }
        Wish::Recovery => {
            let on = tongue::switched_on(model, "requeue");
            let refuse = model.method_of(call, Kind::Ack, &[Meaning::Requeue, Meaning::Multiple]);
            format!("say `{on}`, or refuse single deliveries with `{channel}.{refuse}`")
        }
        Wish::Stop => {
            let (limit, end) =
                (model.method_of(call, Kind::Qos, &[]), model.method_of(call, Kind::Cancel, &[]));
            format!(
                "leave `{name}` out: `{channel}.{limit}` limits what is sent, and `{channel}.{end}` ends it"
            )
        }
        Wish::Size { is_swapped: true, .. } => {
            let mut places = ["the number of messages", "a size in bytes"];
            if model.stands_before(call, Meaning::PrefetchSize, Meaning::Prefetch) {
                places.reverse();
            }
            format!("the first argument is {} and the second {}: swap them", places[0], places[1])
        }
        Wish::Size { .. } => {
            "say 0 for the size, which means no limit of bytes, and limit the number of messages"
                .to_owned()
        }
    }
}

fn fix(model: &Model<'_, '_>, call: AccessId, wish: Wish) -> Option<Fix> {
    let one = |edit: Edit| vec![edit];
    let (title, edits) = match wish {
        Wish::Immediate => {
            ("publish without `immediate`", model.unset(call, Meaning::Immediate).map(one))
        }
        Wish::Recovery => (
            "put what is unacked back into its queue",
            model.unset(call, Meaning::Recover).map(one),
        ),
        Wish::Size { is_swapped: true, .. } => (
            "limit the number of messages",
            model.swapped(call, Meaning::PrefetchSize, Meaning::Prefetch),
        ),
        Wish::Stop | Wish::Size { .. } => return None,
    };
    model.fix(title, false, edits?)
}
