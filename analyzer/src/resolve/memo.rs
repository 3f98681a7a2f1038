//! Names of modules that were looked for.
//!
//! Imports may lead back to where they come from. What is found on such a way holds only until the way's first question has
//! its answer, so that no answer depends on what was asked before it.

use rustc_hash::FxHashMap;

use super::paths::Namespace;
use crate::facts::Name;
use crate::program::{Def, ModuleId};

/// A name in a module.
type Key = (ModuleId, Name, Namespace);

/// An answer, and how deep the outermost open question is that it depends on.
#[derive(Clone, Copy)]
pub(super) struct Answer {
    pub(super) found: Option<Def>,
    depends_on: usize,
}

/// Of an answer that depends on no open question.
const NOTHING: usize = usize::MAX;

/// What was looked for.
pub(super) struct Memo {
    answers: FxHashMap<Key, Answer>,
    /// How many questions are open.
    depth: usize,
    /// What the innermost open question depends on so far.
    depends_on: usize,
    /// Answers that hold while a question around them is open.
    passing: Vec<Key>,
}

/// A question that is open.
pub(super) struct Open {
    key: Key,
    /// What the question around it depended on.
    around: usize,
    /// How many answers were passing before.
    passing: usize,
}

impl Default for Memo {
    fn default() -> Self {
        Self { answers: FxHashMap::default(), depth: 0, depends_on: NOTHING, passing: Vec::new() }
    }
}

impl Memo {
    /// The answer, if there is one. A question that is still open finds nothing.
    pub(super) fn known(&mut self, key: Key) -> Option<Answer> {
        let answer = *self.answers.get(&key)?;
        self.depends_on = self.depends_on.min(answer.depends_on);
        Some(answer)
    }

    /// Opens a question.
    pub(super) fn open(&mut self, key: Key) -> Open {
        self.answers.insert(key, Answer { found: None, depends_on: self.depth });
        self.depth += 1;
        let around = std::mem::replace(&mut self.depends_on, NOTHING);
        Open { key, around, passing: self.passing.len() }
    }

    /// Answers the question that was opened last.
    pub(super) fn close(&mut self, open: &Open, found: Option<Def>) {
        self.depth -= 1;
        let mut depends_on = self.depends_on;
        if depends_on < self.depth {
            self.passing.push(open.key);
        } else {
            depends_on = NOTHING;
            for key in self.passing.drain(open.passing..) {
                self.answers.remove(&key);
            }
        }
        self.answers.insert(open.key, Answer { found, depends_on });
        self.depends_on = open.around.min(depends_on);
    }
}
