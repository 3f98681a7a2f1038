//! What is done on a channel, in whatever language: how a client calls it is its own matter.

use crate::rng::Rng;

/// What is done on a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Op {
    Publish,
    /// Publish and wait for the broker's confirm, where the client can.
    Confirmed,
    Declare,
    DeclareExchange,
    Bind,
    Purge,
    Qos,
    /// Get a message and ack it.
    GetAck,
    /// A consumer that acks what it gets.
    Consume,
    /// A transaction around a publish.
    Tx,
    ConfirmSelect,
}

/// What is done before, in one context, and in the other.
#[derive(Clone, Debug)]
pub(crate) struct Ops {
    pub(crate) setup: Vec<Op>,
    pub(crate) one: Vec<Op>,
    pub(crate) other: Vec<Op>,
}

/// Operations to choose from, in the order of [`Ops`], with their weight.
pub(crate) type Choice = (usize, (&'static [Op], &'static [Op], &'static [Op]));

impl Ops {
    pub(crate) fn any(rng: &mut Rng, choices: &[Choice]) -> Self {
        let (setup, one, other) = rng.weighted(choices);
        Self { setup: setup.to_vec(), one: one.to_vec(), other: other.to_vec() }
    }

    /// Without consumers, which live on after the code that started them.
    pub(crate) fn bounded(mut self) -> Self {
        for of in [&mut self.one, &mut self.other] {
            if of.contains(&Op::Consume) {
                *of = vec![Op::Publish];
            }
        }
        if self.one.contains(&Op::Tx) {
            self.other.clone_from(&self.one);
        }
        self
    }
}
