//! A program under construction: its choices, its items and the names that are taken.

use std::collections::BTreeSet;

use super::client::Client;
use super::op::Op;
use super::rng::Rng;
use super::text::{MARK, code};

/// Where an item may stand; higher layers name lower ones, never the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Layer {
    /// Errors, wrappers around spawners.
    Support,
    /// Functions on channels.
    Helper,
    /// Types that hold channels.
    Holder,
    /// What uses them.
    App,
    /// The program's start.
    Main,
}

/// A top-level item.
#[derive(Clone, Debug)]
pub(crate) struct Item {
    pub(crate) layer: Layer,
    /// What other files may name.
    pub(crate) names: Vec<String>,
    pub(crate) code: String,
}

/// A program under construction.
#[derive(Debug)]
pub(crate) struct Build {
    pub(crate) rng: Rng,
    pub(crate) client: Client,
    /// Whether calls block, as with lapin 1 in threads.
    pub(crate) blocking: bool,
    pub(crate) anyhow: bool,
    pub(crate) items: Vec<Item>,
    /// The choices, by dimension.
    pub(crate) dims: Vec<(&'static str, String)>,
    /// The layer that code is written for now.
    pub(crate) layer: Layer,
    /// Whether what is written now has to be found.
    pub(crate) marking: bool,
    taken: BTreeSet<String>,
}

/// How an error leaves a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fails {
    /// The body gives a `Result`.
    Question,
    /// It does not.
    Here,
}

impl Build {
    pub(crate) fn new(rng: Rng, client: Client) -> Self {
        let mut build = Self {
            rng,
            client,
            blocking: false,
            anyhow: false,
            items: Vec::new(),
            dims: Vec::new(),
            layer: Layer::App,
            marking: false,
            taken: BTreeSet::new(),
        };
        build.anyhow = build.rng.chance(60);
        build
    }

    pub(crate) fn dim(&mut self, dimension: &'static str, value: impl std::fmt::Debug) {
        let value = format!("{value:?}").trim_matches('"').to_owned();
        if !self.dims.iter().any(|(known, other)| *known == dimension && *other == value) {
            self.dims.push((dimension, value));
        }
    }

    /// A name that nothing else has.
    pub(crate) fn name(&mut self, wishes: &[&str]) -> String {
        let wish = self.rng.pick(wishes);
        let free = |taken: &BTreeSet<String>, name: &String| !taken.contains(name);
        let mut name = wish.to_owned();
        let mut number = 2;
        while !free(&self.taken, &name) {
            name = if wish.starts_with(char::is_uppercase) {
                format!("{wish}{number}")
            } else {
                format!("{wish}_{number}")
            };
            number += 1;
        }
        self.taken.insert(name.clone());
        name
    }

    pub(crate) fn item(&mut self, layer: Layer, names: &[&str], code: String) {
        let names = names.iter().map(|&name| name.to_owned()).collect();
        self.items.push(Item { layer, names, code });
    }

    pub(crate) fn has_item(&self, name: &str) -> bool {
        self.items.iter().any(|item| item.names.iter().any(|known| known == name))
    }

    /// Puts a mark before code when it has to be found.
    pub(crate) fn mark(&self) -> &'static str {
        if self.marking { MARK } else { "" }
    }

    /// `.await`, or what blocks.
    pub(crate) fn wait(&self) -> &'static str {
        if self.blocking { ".wait()" } else { ".await" }
    }

    /// `async ` before a function, unless calls block.
    pub(crate) fn asyncness(&self) -> &'static str {
        if self.blocking { "" } else { "async " }
    }

    /// What a project function's call is followed by.
    pub(crate) fn then(&self) -> &'static str {
        if self.blocking { "" } else { ".await" }
    }

    pub(crate) fn error(&self) -> &'static str {
        if self.anyhow { "anyhow::Error" } else { "BoxError" }
    }

    pub(crate) fn ok(&self) -> String {
        format!("Ok::<(), {}>(())", self.error())
    }

    pub(crate) fn queue(&mut self) -> &'static str {
        self.rng.pick(&[
            "orders",
            "emails",
            "events",
            "invoices",
            "jobs.fast",
            "audit",
            "thumbnails",
        ])
    }

    /// A statement that does something fallible and drops what it gives.
    pub(crate) fn finish(&mut self, done: &str, fails: Fails) -> String {
        let template = match fails {
            Fails::Question => self.rng.weighted(&[
                (6, "$e?;"),
                (1, "let _ = $e?;"),
                (1, "if let Err(err) = $e { return Err(err.into()); }"),
                (1, "$e.map_err(|err| { eprintln!(\"failed: {err}\"); err })?;"),
            ]),
            Fails::Here => self.rng.weighted(&[
                (2, "$e.unwrap();"),
                (2, "$e.expect(\"the broker answers\");"),
                (2, "let _ = $e;"),
                (3, "if let Err(err) = $e { eprintln!(\"failed: {err}\"); }"),
                (1, "match $e { Ok(_) => println!(\"done\"), Err(err) => eprintln!(\"failed: {err}\") }"),
                (1, "$e.ok();"),
            ]),
        };
        code!(template, e = done)
    }

    /// A statement that binds what something fallible gives.
    pub(crate) fn bind(&mut self, pattern: &str, done: &str, fails: Fails) -> String {
        let template = match fails {
            Fails::Question => self.rng.weighted(&[
                (8, "let $p = $e?;"),
                (
                    1,
                    "let $p = match $e { Ok(value) => value, Err(err) => return Err(err.into()) };",
                ),
            ]),
            Fails::Here => self.rng.weighted(&[
                (2, "let $p = $e.unwrap();"),
                (2, "let $p = $e.expect(\"the broker answers\");"),
            ]),
        };
        code!(template, p = pattern, e = done)
    }

    /// Statements that do operations on a channel.
    pub(crate) fn operations(&mut self, ops: &[Op], channel: &str, fails: Fails) -> String {
        ops.iter().map(|&op| self.operation(op, channel, fails)).collect::<Vec<_>>().join(" ")
    }

    /// An operation's call, marked, without its await.
    pub(crate) fn call(&mut self, op: Op, channel: &str) -> String {
        let queue = self.queue();
        let exchange = self.rng.pick(&["", "events", "amq.topic", "tasks"]);
        let call = self.client.call(op, channel, queue, exchange);
        let owned = self.client.is_lapin() && self.rng.chance(30);
        let call = if owned {
            call.replace(
                "QueueDeclareOptions::default()",
                "QueueDeclareOptions { durable: true, ..Default::default() }",
            )
        } else {
            call
        };
        format!("{}{call}", self.mark())
    }

    fn operation(&mut self, op: Op, channel: &str, fails: Fails) -> String {
        let call = self.call(op, channel);
        let done = format!("{call}{}", self.wait());
        match op {
            Op::Confirmed if self.client.is_lapin() => self.confirmed(&done, fails),
            Op::GetAck => self.get_and_ack(&done, channel, fails),
            Op::Consume => self.consume(&done, channel, fails),
            Op::Tx => self.transaction(&done, channel, fails),
            _ => self.finish(&done, fails),
        }
    }

    fn confirmed(&mut self, done: &str, fails: Fails) -> String {
        let unwrap = if fails == Fails::Question { "?" } else { ".unwrap()" };
        if self.rng.chance(50) {
            let again = format!("{done}{unwrap}{}", self.wait());
            return self.finish(&again, fails);
        }
        let first = self.bind("confirm", done, fails);
        let second = self.finish(&format!("confirm{}", self.wait()), fails);
        format!("{first} {second}")
    }

    fn get_and_ack(&mut self, done: &str, channel: &str, fails: Fails) -> String {
        let unwrap = if fails == Fails::Question { "?" } else { ".unwrap()" };
        let (message, ack) = if self.client.is_lapin() {
            ("message", "$c.basic_ack(message.delivery_tag, BasicAckOptions::default())")
        } else {
            (
                "(message, _, _)",
                "$c.basic_ack(BasicAckArguments::new(message.delivery_tag(), false))",
            )
        };
        let ack = format!("{}{}{}", self.mark(), code!(ack, c = channel), self.wait());
        let ack = self.finish(&ack, fails);
        code!("if let Some($m) = $d$u { $ack }", m = message, d = done, u = unwrap, ack = ack)
    }

    fn consume(&mut self, done: &str, channel: &str, fails: Fails) -> String {
        if self.client == Client::Amqprs {
            let start = self.bind("(_tag, mut messages)", done, fails);
            let ack = format!(
                "{}{channel}.basic_ack(BasicAckArguments::new(message.deliver.unwrap().delivery_tag(), false)).await",
                self.mark()
            );
            let ack = self.finish(&ack, fails);
            return code!(
                "$start while let Some(message) = messages.recv().await { $ack }",
                start = start,
                ack = ack
            );
        }
        let pattern = if self.client == Client::Lapin1 { "(_, delivery)" } else { "delivery" };
        if self.blocking {
            let start = self.bind("consumer", done, fails);
            let ack = "own.basic_ack(delivery.delivery_tag, BasicAckOptions::default()).wait()";
            let ack = self.finish(ack, fails);
            return code!(
                "$start for next in consumer { if let Ok((own, delivery)) = next { $ack } }",
                start = start,
                ack = ack
            );
        }
        let ack = self.finish("delivery.ack(BasicAckOptions::default()).await", fails);
        let start = self.bind("mut consumer", done, fails);
        let read = self.rng.pick(&[
            "/*+StreamExt*/ $start while let Some(delivery) = consumer.next().await { if let Ok($p) = delivery { $ack } }",
            "/*+StreamExt*/ $start while let Some(Ok($p)) = consumer.next().await { println!(\"{} bytes\", delivery.data.len()); $ack }",
            "/*+StreamExt*/ $start loop { let Some(next) = consumer.next().await else { break; }; if let Ok($p) = next { $ack } }",
        ]);
        code!(read, start = start, p = pattern, ack = ack)
    }

    fn transaction(&mut self, publish: &str, channel: &str, fails: Fails) -> String {
        let mut step = |what: &str| {
            let done = format!("{}{channel}.{what}(){}", self.mark(), self.wait());
            self.finish(&done, fails)
        };
        let (begin, commit) = (step("tx_select"), step("tx_commit"));
        let publish = self.finish(publish, fails);
        format!("{begin} {publish} {commit}")
    }
}
