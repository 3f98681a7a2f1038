//! Names that a table may only take from a list: a mistyped one would silently say nothing.
//!
//! The errors are worded as serde's own, so that who reports them can tell what was meant.

use serde::de::{Deserialize, Deserializer, Error};

use crate::rules::RULES;

/// What an operation can be.
const KINDS: &[&str] = &[
    "ack",
    "confirm_select",
    "confirm_wait",
    "consume",
    "delivery_ack",
    "get",
    "lifecycle",
    "publish",
    "qos",
    "receive",
    "recover",
    "register",
    "rpc",
    "state",
    "tx",
];
/// What an option can mean.
const MEANINGS: &[&str] = &[
    "auto_ack",
    "global",
    "mandatory",
    "multiple",
    "no_reply",
    "nowait",
    "passive",
    "prefetch",
    "queue",
    "requeue",
];
/// The modes that a channel can be put into.
const MODES: &[&str] = &["confirm", "tx"];
/// The pattern of a hazard that every operation fits.
const ANY: &str = "any";

/// A rule's name.
pub(super) fn rule<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    let rules: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    known("rule", String::deserialize(from)?, &rules)
}

/// What an option means.
pub(super) fn meaning<'de, D: Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    known("meaning", String::deserialize(from)?, MEANINGS)
}

/// The mode that an operation puts its channel into.
pub(super) fn mode<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    known("mode", String::deserialize(from)?, MODES).map(Some)
}

/// What operations are.
pub(super) fn kinds<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<String>, D::Error> {
    Ok(Vec::<Kind>::deserialize(from)?.into_iter().map(|Kind(name)| name).collect())
}

/// The two patterns of a hazard.
pub(super) fn between<'de, D: Deserializer<'de>>(from: D) -> Result<[String; 2], D::Error> {
    Ok(<[Pattern; 2]>::deserialize(from)?.map(|Pattern(text)| text))
}

/// An element of its own, so that an error points at it.
struct Kind(String);

impl<'de> Deserialize<'de> for Kind {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        known("kind of operation", String::deserialize(from)?, KINDS).map(Self)
    }
}

/// `any`, a kind, or a kind with `:same` or `:method`.
struct Pattern(String);

impl<'de> Deserialize<'de> for Pattern {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        let text = String::deserialize(from)?;
        let kind = text.split_once(':').map_or(text.as_str(), |(kind, _)| kind);
        known("kind of operation", kind.to_owned(), &[&[ANY], KINDS].concat())?;
        Ok(Self(text))
    }
}

fn known<E: Error>(what: &str, name: String, names: &[&str]) -> Result<String, E> {
    if names.contains(&name.as_str()) {
        return Ok(name);
    }
    let names: Vec<String> = names.iter().map(|name| format!("`{name}`")).collect();
    Err(E::custom(format_args!("unknown {what} `{name}`, expected one of {}", names.join(", "))))
}
