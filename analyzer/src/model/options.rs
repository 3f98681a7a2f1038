//! What the options of an operation say, however they were set: a field, a builder's method, a position, a local or a constant.

use super::Model;
use crate::knowledge::{Meaning, OptionRule};
use crate::trace::access::{AccessId, Argument, Constant, Part};
use crate::trace::outcome::ResultUse;

/// What is known of an option.
#[derive(Clone, Debug, PartialEq)]
pub enum Setting {
    /// Nothing is known.
    Unknown,
    /// Nobody set it.
    Default,
    /// It was set to this.
    Set(Constant),
}

impl Model<'_, '_> {
    /// What an operation's options say about a meaning, such as `auto_ack`.
    pub fn setting(&self, id: AccessId, meaning: Meaning) -> Setting {
        let info = self.operation(id);
        let rules = self.knowledge.client(info.client).options.iter();
        let fitting = rules
            .filter(|rule| rule.meaning == meaning && rule.is_of(&info.name, info.operation.on));
        let said = fitting.map(|rule| self.said(id, rule));
        // Several rows of a table are several ways to write one option: what is written in one counts over silence in the
        // others.
        said.reduce(|one, other| if other == Setting::Default { one } else { other })
            .unwrap_or(Setting::Unknown)
    }

    /// Whether an operation has an option of this meaning at all.
    pub fn takes(&self, id: AccessId, meaning: Meaning) -> bool {
        let info = self.operation(id);
        let mut rules = self.knowledge.client(info.client).options.iter();
        rules.any(|rule| rule.meaning == meaning && rule.is_of(&info.name, info.operation.on))
    }

    fn said(&self, id: AccessId, rule: &OptionRule) -> Setting {
        let there = |argument: &&Argument| rule.argument.is_none_or(|at| argument.position == at);
        if rule.always {
            return Setting::Set(Constant::Bool(true));
        }
        let mut unknown = false;
        let mut found = Setting::Default;
        for argument in self.access(id).arguments.iter().filter(there) {
            let says = |names: &[String], name| names.iter().any(|known| name == known.as_str());
            match argument.part {
                Part::Whole if rule.names.is_empty() => found = set(argument.value.clone()),
                Part::Option(name) if says(&rule.names, name) => {
                    found = set(argument.value.clone());
                }
                Part::Option(name) if says(&rule.inverted, name) => {
                    found = set(opposite(&argument.value));
                }
                Part::Whole | Part::Rest if argument.value == Constant::Other => {
                    // Where an option may stand in any argument, every argument that is not understood would make it
                    // unknown.
                    unknown |= rule.argument.is_some();
                }
                _ => {}
            }
        }
        if unknown && found == Setting::Default { Setting::Unknown } else { found }
    }

    /// Whether an operation asks whether something exists, and the code goes on when it does not.
    pub fn is_probe(&self, id: AccessId) -> bool {
        use ResultUse::{Checked, Discarded, Left};
        let asks = matches!(self.access(id).result_use, Checked | Left | Discarded);
        asks && self.is_on(id, Meaning::Passive) == Some(true)
    }

    /// The text that an option was given, when it was seen.
    pub fn said_text(&self, id: AccessId, meaning: Meaning) -> Option<String> {
        match self.setting(id, meaning) {
            Setting::Set(Constant::Str(text)) if !text.is_empty() => Some(text.to_string()),
            _ => None,
        }
    }

    /// Whether an option is on; `None` when nothing is known. Nobody's word means off.
    pub fn is_on(&self, id: AccessId, meaning: Meaning) -> Option<bool> {
        match self.setting(id, meaning) {
            Setting::Default => Some(false),
            Setting::Set(Constant::Bool(on)) => Some(on),
            _ => None,
        }
    }
}

fn set(value: Constant) -> Setting {
    if value == Constant::Other { Setting::Unknown } else { Setting::Set(value) }
}

fn opposite(value: &Constant) -> Constant {
    match value {
        Constant::Bool(truth) => Constant::Bool(!truth),
        _ => Constant::Other,
    }
}
