//! What tables say of functions and options of libraries, beside what they do.

use super::{Knowledge, Meaning, Reads, WaitsFor};
use crate::facts::{Name, intern};

impl Knowledge {
    /// All names of the option for automatic acks that has this name, too.
    pub fn names_of_auto_ack(&self, name: Name) -> Option<&[String]> {
        let mut rules = self.clients.iter().flat_map(|client| &client.options);
        let rule = rules.find(|rule| {
            rule.meaning == Meaning::AutoAck
                && rule.names.iter().any(|known| name == known.as_str())
        })?;
        Some(&rule.names)
    }

    /// How far a method reads a stream whose elements it gives to a closure.
    pub fn reads(&self, method: Name) -> Option<Reads> {
        self.draining.get(&method).copied()
    }

    /// Whether a function writes down what it is given, in some format.
    pub fn writes(&self, path: Name) -> bool {
        self.writing.contains(&path)
    }

    /// What a function waits for, which may take long.
    pub fn waits_for(&self, path: Name) -> Option<WaitsFor> {
        self.waits.get(&path).copied()
    }

    /// The same of a method by the type that it is called on: one of a trait waits where the type does that it is of.
    pub fn waits_for_on(&self, of: Name, method: Name) -> Option<WaitsFor> {
        self.waits_for(intern(&format!("{of}::{method}")))
    }

    /// Whether a function of a name may take time: one of that name does.
    pub fn may_take_time(&self, name: Name) -> bool {
        self.taking_time.contains(&name)
    }

    /// Whether a value of a type is given to whatever may wait.
    pub fn is_given_to_wait(&self, ty: Name) -> bool {
        self.given_to_wait.contains(&ty)
    }
}
