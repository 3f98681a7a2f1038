//! How code says things to a client and asks it: options, parts of deliveries, verdicts, whether a channel lives.

use serde::Deserialize;

use super::HandleKind;
use crate::knowledge::names::Meaning;

/// What an option of some operations means, however it is set.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct OptionRule {
    /// What it means.
    pub meaning: Meaning,
    /// The operations that take it.
    pub methods: Vec<String>,
    /// What they are called on, where methods of one name take it differently.
    pub on: Option<HandleKind>,
    /// What a report calls it where code sets it by its place.
    pub word: Option<String>,
    /// Which of their arguments holds it: an unknown value there says nothing.
    pub argument: Option<usize>,
    /// Fields and builder methods that set it, and its position in a constructor's arguments; without any, the argument is the
    /// option itself.
    pub names: Vec<String>,
    /// Fields and builder methods that set its opposite.
    #[serde(default)]
    pub inverted: Vec<String>,
    /// Whether the operations mean it by their names, whatever they are given.
    #[serde(default)]
    pub always: bool,
    /// The function of the options' type that leaves it off and everything else as it comes.
    pub unset_by: Option<String>,
}

impl OptionRule {
    /// Whether an operation has it.
    pub fn is_of(&self, name: &str, on: HandleKind) -> bool {
        self.on.is_none_or(|kind| kind == on) && self.methods.iter().any(|method| method == name)
    }
}

/// Methods whose result stands for the handle itself.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// The handle's kind.
    pub on: HandleKind,
    /// The methods.
    pub methods: Vec<String>,
}

/// Fields of a delivery that are what was sent, and not a way to settle it.
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Content {
    /// The fields.
    pub fields: Vec<String>,
}

/// How code asks whether a delivery was sent before.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Redelivered {
    /// What it writes after the delivery.
    pub by: String,
    /// Types that are not followed as deliveries and have it, too.
    #[serde(default)]
    pub types: Vec<String>,
    /// Fields and methods that code settles a delivery through, and that only the delivery itself has.
    pub through: Vec<String>,
}

/// How code looks at what the broker says about a message, and looks away from a message that it returned.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Verdict {
    /// Methods that ask whether it was taken, and for nothing else.
    pub asked_by: Vec<String>,
    /// The variant of what was taken, with the message that came back, if one did.
    pub taken: String,
}

/// How code learns whether a channel or connection lives, or has the client bring lost ones back.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Life {
    /// Methods that ask for it, or wait until it lives again.
    pub asked_by: Vec<String>,
    /// Methods of settings that have the client open lost ones again.
    #[serde(default)]
    pub brought_back_by: Vec<String>,
    /// Methods that are given code which the client runs when one is lost.
    #[serde(default)]
    pub told_by: Vec<String>,
    /// The methods of such code that are called then, where it is no function.
    #[serde(default)]
    pub told_in: Vec<String>,
}

/// What keeps a collection from growing for ever.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Growth {
    /// Methods that take something out, or that are asked for how much there is.
    #[serde(default)]
    pub bounded_by: Vec<String>,
    /// Methods that ask whether there is something for a key: who asks first puts nothing there twice.
    #[serde(default)]
    pub asked_by_key: Vec<String>,
    /// What is in the names of keys that come and go: for each of them, something stays behind all the same.
    #[serde(default)]
    pub fleeting_keys: Vec<String>,
    /// Collections whose elements are not followed.
    #[serde(default)]
    pub types: Vec<String>,
    /// Collections to which `collection[key] = value` adds an element where there is none for the key.
    #[serde(default)]
    pub added_by_key: Vec<String>,
}
