//! The words that a table may only take from a list: a mistyped one would silently say nothing.
//!
//! The errors are worded as serde's own, so that who reports them can tell what was meant.

use std::fmt;

use serde::de::{Deserialize, Deserializer, Error};

use crate::facts::{Name, intern};

/// Enums that a table writes as a word each, and what an error calls such a word.
macro_rules! words {
    ($(
        $(#[$about:meta])*
        pub enum $name:ident: $what:literal {
            $($(#[$doc:meta])* $variant:ident = $word:literal,)+
        }
    )+) => {$(
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$doc])* $variant,)+
        }

        impl $name {
            const WHAT: &str = $what;
            const WORDS: &[&str] = &[$($word,)+];

            /// Its word in a table.
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)+
                }
            }

            fn of(word: &str) -> Option<Self> {
                match word {
                    $($word => Some(Self::$variant),)+
                    _ => None,
                }
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                let word = String::deserialize(from)?;
                Self::of(&word).ok_or_else(|| unknown(Self::WHAT, &word, Self::WORDS))
            }
        }

        #[cfg(test)]
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "type": "string", "enum": Self::WORDS })
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(self.word())
            }
        }
    )+};
}

words! {
    /// What an operation can be.
    pub enum Kind: "kind of operation" {
        /// Settles deliveries by their tags, on the channel.
        Ack = "ack",
        /// Ends a consumer.
        Cancel = "cancel",
        /// Puts the channel into confirm mode.
        ConfirmSelect = "confirm_select",
        /// Waits for the broker's confirms.
        ConfirmWait = "confirm_wait",
        /// Starts a consumer.
        Consume = "consume",
        /// Settles a delivery through the delivery itself.
        DeliveryAck = "delivery_ack",
        /// Asks for one delivery.
        Get = "get",
        /// Closes the channel or the connection.
        Lifecycle = "lifecycle",
        /// Sends a message.
        Publish = "publish",
        /// Limits how many deliveries come before they are settled.
        Qos = "qos",
        /// Takes a delivery from a consumer.
        Receive = "receive",
        /// Has the broker send again all that is not acked.
        Recover = "recover",
        /// Registers code that the client calls.
        Register = "register",
        /// Waits for a reply of the broker.
        Rpc = "rpc",
        /// Changes how the whole channel behaves.
        State = "state",
        /// Belongs to a transaction.
        Tx = "tx",
        /// Puts the channel into transaction mode.
        TxSelect = "tx_select",
    }

    /// What an option can mean.
    pub enum Meaning: "meaning" {
        /// Deliveries count as settled when they are sent.
        AutoAck = "auto_ack",
        /// The exchange that a queue is bound to.
        BoundExchange = "bound_exchange",
        /// What a consumer is called on its channel.
        ConsumerTag = "consumer_tag",
        /// Deliveries go on.
        Flow = "flow",
        /// Nobody else uses the queue.
        Exclusive = "exclusive",
        /// The exchange's name.
        Exchange = "exchange",
        /// It is for all consumers of the channel together.
        Global = "global",
        /// A message that no consumer takes at once comes back.
        Immediate = "immediate",
        /// A message that no queue takes comes back.
        Mandatory = "mandatory",
        /// All deliveries up to this one are settled.
        Multiple = "multiple",
        /// The call sends its frame and waits for nothing.
        NoReply = "no_reply",
        /// The broker sends no reply.
        Nowait = "nowait",
        /// It only asks whether something is there.
        Passive = "passive",
        /// How many deliveries may be unsettled.
        Prefetch = "prefetch",
        /// How many bytes of deliveries may be unsettled.
        PrefetchSize = "prefetch_size",
        /// The queue's name.
        Queue = "queue",
        /// What is recovered goes back to its queue.
        Recover = "recover",
        /// Where the answer to a message goes.
        ReplyTo = "reply_to",
        /// A refused delivery goes back to its queue.
        Requeue = "requeue",
        /// What the broker chooses queues by.
        RoutingKey = "routing_key",
        /// The tag of the delivery that is settled.
        Tag = "tag",
    }

    /// What a client tells of by itself.
    pub enum Notice: "notice" {
        /// The connection or channel is over.
        Close = "close",
        /// The broker took a message, or did not.
        Confirm = "confirm",
        /// A message came back.
        Return = "return",
    }

    /// A mode that a channel can be put into.
    pub enum Mode: "mode" {
        /// The broker confirms what is published.
        Confirm = "confirm",
        /// Transactions.
        Tx = "tx",
    }
}

/// Which operations a hazard speaks of: `any`, a kind, a kind with `:same` or with `:method`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pattern {
    /// Every one.
    Any,
    /// Those of a kind.
    Kind(Kind),
    /// Those of a kind that are the same method as the other operation.
    Same(Kind),
    /// Those of a kind that are this method.
    Method(Kind, Name),
}

/// The pattern that every operation fits.
const ANY: &str = "any";

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let (kind, method) = match text.split_once(':') {
            Some((kind, method)) => (kind, Some(method)),
            None => (text.as_str(), None),
        };
        if kind == ANY {
            return Ok(Self::Any);
        }
        let words = || [&[ANY], Kind::WORDS].concat();
        let kind = Kind::of(kind).ok_or_else(|| unknown(Kind::WHAT, kind, &words()))?;
        Ok(match method {
            None => Self::Kind(kind),
            Some("same") => Self::Same(kind),
            Some(method) => Self::Method(kind, intern(method)),
        })
    }
}

#[cfg(test)]
impl schemars::JsonSchema for Pattern {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Pattern".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let kinds = [&[ANY], Kind::WORDS].concat().join("|");
        schemars::json_schema!({ "type": "string", "pattern": format!("^({kinds})(:.*)?$") })
    }
}

fn unknown<E: Error>(what: &str, word: &str, words: &[&str]) -> E {
    let words: Vec<String> = words.iter().map(|word| format!("`{word}`")).collect();
    E::custom(format_args!("unknown {what} `{word}`, expected one of {}", words.join(", ")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, serde::Deserialize)]
    struct Hazard {
        between: [Pattern; 2],
    }

    fn between(text: &str) -> Result<[Pattern; 2], String> {
        let hazard = toml::from_str::<Hazard>(&format!("between = {text}"));
        hazard.map(|hazard| hazard.between).map_err(|error| error.message().to_owned())
    }

    #[test]
    fn patterns_are_any_kind_or_method() {
        assert_eq!(between("['any', 'rpc']"), Ok([Pattern::Any, Pattern::Kind(Kind::Rpc)]));
        assert_eq!(
            between("['rpc:same', 'state:close']"),
            Ok([Pattern::Same(Kind::Rpc), Pattern::Method(Kind::State, intern("close"))])
        );
    }

    #[test]
    fn a_word_that_there_is_not_is_told_with_those_that_there_are() {
        let error = between("['rpc', 'publsh:same']").expect_err("there is no such kind");
        let expected = "unknown kind of operation `publsh`, expected one of `any`, `ack`, ";
        assert!(error.starts_with(expected), "{error}");
    }
}
