//! What known functions and methods do.

use super::{CallRule, Conversion, Effect, Knowledge, last_segment};
use crate::facts::Name;

impl Knowledge {
    /// What a known function does.
    pub fn call_by_path(&self, path: Name) -> Option<&CallRule> {
        self.calls_by_path.get(&path)
    }

    /// What makes a queue of a type.
    pub fn queue_maker(&self, queue: Name) -> Option<&CallRule> {
        self.makes_queue.get(&queue)
    }

    /// What a function does that is called like this.
    pub fn call_named(&self, path: Name) -> Option<&CallRule> {
        let name = last_segment(path);
        let fits = |begins: &str, ends: &str| {
            name.len() > begins.len() + ends.len()
                && name.starts_with(begins)
                && name.ends_with(ends)
        };
        let mut rules = self.calls_by_name.iter();
        rules.find(|(begins, ends, _)| fits(begins, ends)).map(|(.., rule)| rule)
    }

    /// What a known method does on a receiver of this external type; rules for any receiver come last.
    pub fn call_by_method(&self, receiver: Option<Name>, method: Name) -> Option<&CallRule> {
        let rules = self.calls_by_method.get(&method)?;
        let exact = receiver
            .and_then(|ty| rules.iter().find(|rule| rule.on.iter().any(|on| on == ty.as_str())));
        exact.or_else(|| rules.iter().find(|rule| rule.on.is_empty()))
    }

    /// Whether some rule speaks of this external type's own methods.
    pub fn has_methods(&self, path: Name) -> bool {
        self.receivers.contains(&path)
    }

    /// What methods of a name do, whatever type they are of.
    pub fn calls_of_method(&self, method: Name) -> &[CallRule] {
        self.calls_by_method.get(&method).map_or(&[], Vec::as_slice)
    }

    /// Whether a type lets in one holder at a time, when it was made for one.
    pub fn gives_turns(&self, path: Name) -> bool {
        self.turns.contains(&path)
    }

    /// Whether a method of this name takes something out of a queue of some type.
    pub fn may_receive(&self, method: Name) -> bool {
        self.calls_of_method(method).iter().any(|rule| rule.effect == Effect::Receive)
    }

    /// The rule for a method on exactly this external type.
    pub fn call_on_type(&self, receiver: Name, method: Name) -> Option<&CallRule> {
        let rules = self.calls_by_method.get(&method)?;
        rules.iter().find(|rule| rule.on.iter().any(|on| on == receiver.as_str()))
    }

    /// What a function runs of the type that is asked for.
    pub fn conversion(&self, path: Name) -> Option<&Conversion> {
        self.conversions.get(&path)
    }
}
