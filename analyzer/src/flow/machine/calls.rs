//! The calls around the point of evaluation, and what is known of calls.

use rustc_hash::FxHashSet;

use super::effect_free::{EffectFree, Key};
use crate::limits::Limit;
use crate::program::FnId;
use crate::trace::tree::Mark;

/// What has been done so far: the state of the trace's tree, and the version of the heap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Progress {
    /// The state of the tree.
    pub(crate) mark: Mark,
    /// The version of the heap.
    pub(crate) version: u32,
}

/// Functions that are evaluated or were.
#[derive(Debug, Default)]
pub(crate) struct Calls {
    /// Functions being evaluated, innermost last.
    stack: Vec<FnId>,
    /// Functions that were entered at least once.
    entered: FxHashSet<FnId>,
    effect_free: EffectFree,
    /// Of how many functions each of the calls around of which it is not known may mean one.
    fans: Vec<usize>,
    /// For each call around that counts as effect-free or not: what had been done when it began.
    began: Vec<Progress>,
}

impl Calls {
    /// Whether no more calls are entered.
    pub(crate) fn is_too_deep(&self) -> bool {
        self.stack.len() >= Limit::Calls.most() as usize
    }

    /// Whether one more call of which it is not known what it means is followed into all that it may mean.
    pub(crate) fn may_fan_out(&self) -> bool {
        // Each choice is followed inside each of the choices around it.
        self.fans.iter().product::<usize>() < Limit::Choices.most() as usize
    }

    /// Such a call begins.
    pub(crate) fn begin_fan(&mut self, of: usize) {
        self.fans.push(of);
    }

    /// It ends.
    pub(crate) fn end_fan(&mut self) {
        self.fans.pop();
    }

    /// How often a function is being evaluated.
    pub(crate) fn times_inside(&self, function: FnId) -> usize {
        self.stack.iter().filter(|&&known| known == function).count()
    }

    /// How often any of some functions is being evaluated.
    pub(crate) fn times_inside_any(&self, some: &[FnId]) -> usize {
        let times = |known: &FnId| some.iter().filter(|&one| one == known).count();
        self.stack.iter().map(times).sum()
    }

    /// The function that is evaluated.
    pub(crate) fn innermost(&self) -> Option<FnId> {
        self.stack.last().copied()
    }

    /// Whether a function was entered, or will be by whoever calls it.
    pub(crate) fn is_entered(&self, function: FnId) -> bool {
        self.entered.contains(&function)
    }

    /// A function is entered, or will be; says whether it is the first time.
    pub(crate) fn note_entered(&mut self, function: FnId) -> bool {
        self.entered.insert(function)
    }

    /// Code of a function begins that is no call of it: a closure or an async block, of whose function there is one.
    pub(crate) fn enter_part(&mut self, of: Option<FnId>) {
        self.stack.extend(of);
    }

    /// Such code ends.
    pub(crate) fn leave_part(&mut self, of: Option<FnId>) {
        self.stack.truncate(self.stack.len() - usize::from(of.is_some()));
    }

    /// A call begins.
    pub(crate) fn begin(&mut self, function: FnId, key: Option<Key>, progress: Progress) {
        self.stack.push(function);
        self.begin_choice(key, progress);
    }

    /// A call ends; `nothing` says that all of it was evaluated and did nothing.
    pub(crate) fn end(&mut self, nothing: bool) {
        self.stack.pop();
        self.end_choice(nothing);
    }

    /// The call of all that a trait's function can be begins.
    pub(crate) fn begin_choice(&mut self, key: Option<Key>, progress: Progress) {
        self.effect_free.begin(key);
        self.began.push(progress);
    }

    /// That call ends.
    pub(crate) fn end_choice(&mut self, nothing: bool) {
        self.began.pop();
        self.effect_free.end(nothing);
    }

    /// Whether a call is known to do nothing, or is inside itself without that anything has been done since.
    pub(crate) fn does_nothing(
        &mut self,
        key: &Key,
        is_quiet_since: impl Fn(Progress) -> bool,
    ) -> bool {
        // It was evaluated before, with the same arguments, and nothing has changed that it read.
        if self.effect_free.does_nothing(key) {
            return true;
        }
        let Some(depth) = self.effect_free.around(key) else { return false };
        // A call inside itself with the same arguments does what the outer one does: nothing, if that has done nothing so far.
        let is_quiet = is_quiet_since(self.began[depth]);
        if is_quiet {
            self.effect_free.assume(depth);
        }
        is_quiet
    }

    /// What the calls around do depends on more than what they are given.
    pub(crate) fn depend_on_more(&mut self) {
        self.effect_free.depends_on_more();
    }

    /// A call of a function is not followed: what is around rests on its doing nothing.
    pub(crate) fn pass_by(&mut self, function: FnId) {
        self.effect_free.assume_of(function);
    }
}
