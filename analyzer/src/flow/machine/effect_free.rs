//! Calls that were seen to do nothing: no operation, nothing stored, nothing given. They are not evaluated again.
//!
//! A call inside itself does nothing as long as the call around it does: that is assumed where it is met, and what was found
//! under the assumption counts for as long as it holds. So functions that call each other in every order are entered once
//! each, not once for each path through them.

use rustc_hash::FxHashMap;

use crate::flow::heap::object::ObjId;
use crate::flow::heap::value::Value;
use crate::program::{FnId, TraitId, TypeId};
use crate::resolve::types::{TraitTy, Ty};

/// What is called, with what it is given.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Key(Called, Vec<Given>);

/// What is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Called {
    Function(FnId),
    /// All that a trait's function can be.
    Choice(FnId),
}

/// What makes one argument another than the next.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Given {
    Object(ObjId),
    OfType(TypeId),
    OfTrait(TraitId),
    Plain,
}

impl Key {
    /// The call of a function. Calls that are given code are not compared.
    pub(crate) fn new(function: FnId, args: &[Value<'_>]) -> Option<Self> {
        Self::of(Called::Function(function), args)
    }

    /// The call of all that a trait's function can be.
    pub(crate) fn of_choice(declared: FnId, args: &[Value<'_>]) -> Option<Self> {
        Self::of(Called::Choice(declared), args)
    }

    fn of(called: Called, args: &[Value<'_>]) -> Option<Self> {
        let key = |arg: &Value<'_>| match arg {
            Value::Obj(id) => Some(Given::Object(*id)),
            Value::Of(ty) => match &**ty {
                Ty::Adt(id, _) => Some(Given::OfType(*id)),
                Ty::Traits(bounds) => only_trait(bounds).map(Given::OfTrait),
                _ => None,
            },
            Value::Unknown
            | Value::Nothing
            | Value::Str(_)
            | Value::Int(_)
            | Value::Bool(_)
            | Value::Index(_) => Some(Given::Plain),
            _ => None,
        };
        Some(Self(called, args.iter().map(key).collect::<Option<_>>()?))
    }
}

/// The trait of the program that a type is known by, where nothing else is known of it.
fn only_trait(bounds: &[TraitTy]) -> Option<TraitId> {
    let mut own = bounds.iter().filter_map(|bound| bound.id);
    let only = own.next()?;
    let is_plain = bounds.iter().all(|bound| bound.output.is_none());
    (is_plain && own.next().is_none()).then_some(only)
}

/// A call that is being evaluated.
#[derive(Debug)]
struct Running {
    key: Option<Key>,
    /// The outermost call that what was found so far assumes to do nothing, by its depth.
    assumes: usize,
}

/// What is known of calls.
#[derive(Debug, Default)]
pub(crate) struct EffectFree {
    /// Those that do nothing, with the depth of the outermost call around that this assumes to do nothing, too.
    known: FxHashMap<Key, Option<usize>>,
    /// Those of them that assume something, by that depth.
    assumed: Vec<(usize, Key)>,
    /// The calls around, outermost first.
    running: Vec<Running>,
}

impl EffectFree {
    /// The depth of the same call, when it is being evaluated.
    pub(crate) fn around(&self, key: &Key) -> Option<usize> {
        self.running.iter().position(|call| call.key.as_ref() == Some(key))
    }

    /// Whether a call does nothing; what is evaluated around then rests on that.
    pub(crate) fn does_nothing(&mut self, key: &Key) -> bool {
        let Some(&assumes) = self.known.get(key) else { return false };
        assumes.into_iter().for_each(|depth| self.assume(depth));
        true
    }

    /// The call at a depth is taken to do nothing.
    pub(crate) fn assume(&mut self, depth: usize) {
        if let Some(call) = self.running.last_mut() {
            call.assumes = call.assumes.min(depth);
        }
    }

    /// A call of a function inside itself is not followed: what is around rests on its doing nothing, as far as it goes.
    pub(crate) fn assume_of(&mut self, function: FnId) {
        let is_of = |call: &Running| {
            call.key.as_ref().is_some_and(|key| key.0 == Called::Function(function))
        };
        // A call that is given code has no key: then everything around rests on it.
        self.assume(self.running.iter().position(is_of).unwrap_or(0));
    }

    /// What the calls around do depends on more than what they are given: none of them is known by that.
    pub(crate) fn depends_on_more(&mut self) {
        self.running.iter_mut().for_each(|call| call.key = None);
    }

    /// A call begins.
    pub(crate) fn begin(&mut self, key: Option<Key>) {
        self.running.push(Running { key, assumes: usize::MAX });
    }

    /// A call ends; `nothing` says that all of it was evaluated and did nothing.
    pub(crate) fn end(&mut self, nothing: bool) {
        let Some(call) = self.running.pop() else { return };
        let depth = self.running.len();
        // What it assumed of itself and of calls inside it is decided now; what it assumed of calls around is theirs to
        // show.
        let holds_by_itself = call.assumes >= depth;
        if !holds_by_itself {
            self.assume(call.assumes);
        }
        // What was found inside and rests on this call stands or falls with it.
        let resting = self.assumed.extract_if(.., |(assumes, _)| *assumes >= depth);
        let resting: Vec<Key> = resting.map(|(_, key)| key).collect();
        let keys = resting.into_iter().chain(call.key.filter(|_| nothing));
        match (nothing, holds_by_itself) {
            (false, _) => keys.for_each(|key| {
                self.known.remove(&key);
            }),
            (true, true) => self.known.extend(keys.map(|key| (key, None))),
            (true, false) => {
                for key in keys {
                    self.known.insert(key.clone(), Some(call.assumes));
                    self.assumed.push((call.assumes, key));
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id;

    fn key(function: usize) -> Key {
        Key(Called::Function(FnId::from_index(function)), Vec::new())
    }

    #[test]
    fn what_rests_on_an_assumption_falls_with_it() {
        for holds in [true, false] {
            let mut calls = EffectFree::default();
            calls.begin(Some(key(1)));
            calls.begin(Some(key(2)));
            let around = calls.around(&key(1));
            calls.assume(around.expect("it is being evaluated"));
            calls.end(true);
            assert!(calls.does_nothing(&key(2)), "as long as the assumption stands");
            calls.end(holds);
            assert_eq!([key(1), key(2)].map(|key| calls.does_nothing(&key)), [holds, holds]);
        }
    }

    #[test]
    fn what_depends_on_more_is_not_known() {
        let mut calls = EffectFree::default();
        calls.begin(Some(key(1)));
        calls.begin(Some(key(2)));
        calls.depends_on_more();
        calls.end(true);
        calls.end(true);
        assert!(!calls.does_nothing(&key(1)) && !calls.does_nothing(&key(2)));
    }

    #[test]
    fn what_rests_on_nothing_stays() {
        let mut calls = EffectFree::default();
        calls.begin(Some(key(1)));
        calls.begin(Some(key(2)));
        calls.end(true);
        calls.end(false);
        assert!(calls.does_nothing(&key(2)) && !calls.does_nothing(&key(1)));
    }
}
