//! A program in Go under construction: its choices, its declarations and the names that are taken.

use std::collections::BTreeSet;

use super::client::Client;
use crate::op::Op;
use crate::rng::Rng;
use crate::text::{MARK, code};

/// Which file or package a declaration stands in; higher ones name lower ones.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Layer {
    /// Types that hold channels, and functions on channels. Their names are exported, and written `@Name` where they are used.
    Bus,
    /// What uses them.
    App,
}

/// A declaration.
#[derive(Clone, Debug)]
pub(super) struct Item {
    pub(super) layer: Layer,
    pub(super) code: String,
}

/// How an error leaves a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fails {
    /// The body gives an error.
    Returns,
    /// It gives nothing.
    Here,
}

/// A program under construction.
#[derive(Debug)]
pub(super) struct Build {
    pub(super) rng: Rng,
    pub(super) client: Client,
    pub(super) items: Vec<Item>,
    /// The choices, by dimension.
    pub(super) dims: Vec<(&'static str, String)>,
    /// Whether what is written now has to be found.
    pub(super) marking: bool,
    taken: BTreeSet<String>,
}

impl Build {
    pub(super) fn new(rng: Rng, client: Client) -> Self {
        let (items, dims, taken) = Default::default();
        Self { rng, client, items, dims, marking: false, taken }
    }

    pub(super) fn dim(&mut self, dimension: &'static str, value: impl std::fmt::Debug) {
        let value = format!("{value:?}").trim_matches('"').to_owned();
        if !self.dims.iter().any(|(known, other)| *known == dimension && *other == value) {
            self.dims.push((dimension, value));
        }
    }

    /// A name that nothing else has.
    pub(super) fn name(&mut self, wishes: &[&str]) -> String {
        let wish = self.rng.pick(wishes);
        let mut name = wish.to_owned();
        let mut number = 2;
        while !self.taken.insert(name.clone()) {
            name = format!("{wish}{number}");
            number += 1;
        }
        name
    }

    pub(super) fn item(&mut self, layer: Layer, code: String) {
        self.items.push(Item { layer, code });
    }

    /// Puts a mark before code when it has to be found.
    pub(super) fn mark(&self) -> &'static str {
        if self.marking { MARK } else { "" }
    }

    /// A statement that does something that gives an error, and `more` values before it.
    pub(super) fn done(&mut self, call: &str, more: usize, fails: Fails) -> String {
        let blanks = "_, ".repeat(more);
        let template = match fails {
            Fails::Returns => self.rng.weighted(&[
                (6, "if $berr := $c; err != nil { return err }\n"),
                (1, "$b_ = $c\n"),
                (1, "if $berr := $c; err != nil { return fmt.Errorf(\"broker: %w\", err) }\n"),
            ]),
            Fails::Here => self.rng.weighted(&[
                (3, "if $berr := $c; err != nil { log.Println(err) }\n"),
                (1, "if $berr := $c; err != nil { panic(err) }\n"),
                (1, "$b_ = $c\n"),
            ]),
        };
        code!(template.replace("$b", &blanks).as_str(), c = call)
    }

    /// What follows a call whose error is in `err`.
    pub(super) fn checked(&mut self, fails: Fails) -> &'static str {
        match fails {
            Fails::Returns => "if err != nil { return err }\n",
            Fails::Here => self.rng.pick(&[
                "if err != nil { log.Println(err); return }\n",
                "if err != nil { panic(err) }\n",
            ]),
        }
    }

    pub(super) fn queue(&mut self) -> &'static str {
        self.rng.pick(&["orders", "emails", "events", "invoices", "jobs.fast", "audit"])
    }

    /// Statements that do operations on a channel.
    pub(super) fn operations(&mut self, ops: &[Op], channel: &str, fails: Fails) -> String {
        ops.iter().map(|&op| self.operation(op, channel, fails)).collect()
    }

    fn operation(&mut self, op: Op, channel: &str, fails: Fails) -> String {
        let queue = self.queue();
        let call = format!("{}{}", self.mark(), self.client.call(op, channel, queue));
        match op {
            Op::Declare | Op::Purge => self.done(&call, 1, fails),
            Op::Confirmed if self.client == Client::Amqp091 => {
                let confirm = self.name(&["confirm", "pending"]);
                let check = self.checked(fails);
                let wait = self.rng.pick(&["$n.Wait()\n", "<-$n.Done()\n"]);
                code!(
                    "$n, err := $c\n$k$w",
                    n = confirm,
                    c = call,
                    k = check,
                    w = code!(wait, n = confirm)
                )
            }
            Op::GetAck => {
                let (message, mark) = (self.name(&["msg", "message"]), self.mark());
                code!(
                    "if $m, ok, err := $c; err == nil && ok { $k$m.Ack(false) }\n",
                    m = message,
                    c = call,
                    k = mark
                )
            }
            Op::Consume => {
                let (deliveries, delivery) =
                    (self.name(&["deliveries", "msgs"]), self.name(&["d", "msg"]));
                let check = self.checked(fails);
                code!(
                    "$n, err := $c\n$k for $d := range $n { log.Printf(\"%s\", $d.Body)\n$m$d.Ack(false) }\n",
                    n = deliveries,
                    c = call,
                    k = check,
                    d = delivery,
                    m = self.mark()
                )
            }
            Op::Tx => {
                let mut step = |what: &str| {
                    let call = format!("{}{channel}.{what}()", self.mark());
                    self.done(&call, 0, fails)
                };
                let (begin, commit) = (step("Tx"), step("TxCommit"));
                let publish = self.done(&call, 0, fails);
                format!("{begin}{publish}{commit}")
            }
            _ => self.done(&call, 0, fails),
        }
    }
}
