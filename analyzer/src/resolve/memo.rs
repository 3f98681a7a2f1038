//! Names of modules that were looked for.
//!
//! Imports may lead back to where they come from. What is found on such a way rests on the open questions that it came back
//! to, which were taken to find nothing: it stays when they found nothing, or the same, and is forgotten otherwise, so that
//! no answer depends on what was asked before it.

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
    /// Answers that rest on a question around them.
    passing: Vec<Passing>,
}

/// An answer that rests on an open question.
struct Passing {
    key: Key,
    found: Option<Def>,
    /// Whether a question that it may rest on found something else than it was taken to find.
    is_doubtful: bool,
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

    /// Whether a question is open.
    pub(super) fn is_asked(&self) -> bool {
        self.depth > 0
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
        if found.is_some() {
            // What found the same would have found it by this question as well.
            let others = self.passing[open.passing..].iter_mut();
            others.for_each(|other| other.is_doubtful |= other.found != found);
        }
        if depends_on < self.depth {
            self.passing.push(Passing { key: open.key, found, is_doubtful: false });
        } else {
            depends_on = NOTHING;
            for Passing { key, found, is_doubtful } in self.passing.drain(open.passing..) {
                if is_doubtful {
                    self.answers.remove(&key);
                } else {
                    self.answers.insert(key, Answer { found, depends_on });
                }
            }
        }
        self.answers.insert(open.key, Answer { found, depends_on });
        self.depends_on = open.around.min(depends_on);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id as _;
    use crate::program::TypeId;

    fn key(module: usize) -> Key {
        (ModuleId::from_index(module), "T".into(), Namespace::Types)
    }

    fn ty(index: usize) -> Def {
        Def::Type(TypeId::from_index(index))
    }

    /// What is known of the second of two questions that lead to each other, once both have these answers: all that was found.
    fn inner_after(outer: Option<Def>, inner: Option<Def>) -> Option<Vec<Def>> {
        let mut memo = Memo::default();
        let first = memo.open(key(1));
        let second = memo.open(key(2));
        assert!(memo.known(key(1)).is_some_and(|answer| answer.found.is_none()));
        memo.close(&second, inner);
        memo.close(&first, outer);
        memo.known(key(2)).map(|answer| answer.found.into_iter().collect())
    }

    #[test]
    fn what_was_found_on_the_way_of_a_question_stays_when_it_would_be_found_again() {
        assert_eq!(inner_after(None, None), Some(Vec::new()), "a ring of imports without the name");
        let both = inner_after(Some(ty(1)), Some(ty(1)));
        assert_eq!(both, Some(vec![ty(1)]), "what the question found, too");
    }

    #[test]
    fn what_rests_on_an_answer_that_came_out_otherwise_is_forgotten() {
        assert_eq!(inner_after(Some(ty(1)), None), None, "it may be found by the question");
        assert_eq!(inner_after(Some(ty(1)), Some(ty(2))), None, "the question may come first");
    }

    #[test]
    fn what_passes_inside_a_question_that_finds_something_is_forgotten_with_it() {
        let mut memo = Memo::default();
        let (outer, middle) = (memo.open(key(1)), memo.open(key(2)));
        let inner = memo.open(key(3));
        memo.known(key(1));
        memo.known(key(2));
        memo.close(&inner, None);
        memo.close(&middle, Some(ty(1)));
        memo.close(&outer, Some(ty(1)));
        assert!(memo.known(key(3)).is_none() && memo.known(key(2)).is_some());
    }
}
