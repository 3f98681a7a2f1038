//! Types -> who calls whom: which functions a call can mean, and which functions lead to which.
//!
//! A call of a trait's function can mean the function of every `impl` that fits the receiver's type. A call of which the types
//! know nothing can mean every function of its name that takes as many arguments: the graph errs on the side of too much.
//! What a call does is not known here.

mod reading;

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use crate::ids::{IdVec, ids};
use crate::program::{FnId, Program};
use crate::types::Types;
use crate::types::infer::{Callee, Target};
use crate::types::ty::Ty;
use reading::Reader;

ids! {
    /// Several functions that a call may mean. Many calls have the same: a thousand calls of a name that a thousand functions
    /// bear are no million of edges.
    pub(crate) ChoiceId
}

/// What a function calls, each in order.
#[derive(Clone, Debug, Default)]
struct Called {
    functions: BTreeSet<FnId>,
    choices: BTreeSet<ChoiceId>,
}

/// Who calls whom.
#[derive(Debug, Default)]
pub struct CallGraph {
    /// What each function can call; closures and async blocks count as the function that they stand in.
    callees: IdVec<FnId, Called>,
    /// Who can call each function.
    callers: IdVec<FnId, Vec<FnId>>,
    /// The functions of each choice, in order.
    choices: IdVec<ChoiceId, Vec<FnId>>,
    /// Who has each choice.
    choosers: IdVec<ChoiceId, Vec<FnId>>,
    /// The choices that each function is in.
    chosen: IdVec<FnId, Vec<ChoiceId>>,
    /// Functions that stand somewhere as values.
    given: FxHashSet<FnId>,
}

impl CallGraph {
    /// Reads the calls of every body.
    pub fn new(program: &Program<'_>, types: &Types<'_, '_>) -> Self {
        let mut reader = Reader::new(program, types);
        let functions = program.functions.iter();
        let called = functions.map(|data| {
            let body = data.function.body.as_ref();
            body.map(|body| reader.called_in(data.module, body))
        });
        let callees: IdVec<FnId, Called> = called.map(Option::unwrap_or_default).collect();
        let (choices, given) = reader.into_parts();
        let mut graph = Self {
            callers: callees.iter().map(|_| Vec::new()).collect(),
            chosen: callees.iter().map(|_| Vec::new()).collect(),
            choosers: choices.iter().map(|_| Vec::new()).collect(),
            callees,
            choices,
            given,
        };
        graph.turn();
        graph
    }

    /// Writes down for each function and choice who has it.
    fn turn(&mut self) {
        for (caller, called) in self.callees.entries() {
            called.functions.iter().for_each(|&callee| self.callers[callee].push(caller));
            called.choices.iter().for_each(|&choice| self.choosers[choice].push(caller));
        }
        for (choice, functions) in self.choices.entries() {
            functions.iter().for_each(|&function| self.chosen[function].push(choice));
        }
    }

    /// Whether a function stands somewhere as a value: who calls it is not said there.
    pub fn is_given(&self, id: FnId) -> bool {
        self.given.contains(&id)
    }

    /// Whether some code of the program may call a function.
    pub fn is_called(&self, id: FnId) -> bool {
        !self.callers[id].is_empty() || !self.chosen[id].is_empty()
    }

    /// Who can call a function, in order, those of several choices once for each.
    pub fn callers_of(&self, id: FnId) -> impl Iterator<Item = FnId> {
        let choosers = self.chosen[id].iter().flat_map(|&choice| &self.choosers[choice]);
        self.callers[id].iter().chain(choosers).copied()
    }

    /// The functions that can lead to one of some, those included.
    pub fn leading_to(&self, some: impl IntoIterator<Item = FnId>) -> FxHashSet<FnId> {
        let mut work: Vec<FnId> = some.into_iter().collect();
        let mut all = FxHashSet::default();
        let mut choices = FxHashSet::default();
        while let Some(id) = work.pop() {
            if !all.insert(id) {
                continue;
            }
            work.extend(&self.callers[id]);
            for &choice in &self.chosen[id] {
                if choices.insert(choice) {
                    work.extend(&self.choosers[choice]);
                }
            }
        }
        all
    }

    /// Functions in an order in which callers come before what they call, circles aside.
    pub fn callers_first(&self, some: &[FnId]) -> Vec<FnId> {
        let mut walk = Walk::new(self, some);
        // Begun with the last one, the first ones stand first in the end.
        for &root in some.iter().rev() {
            if walk.seen.insert(root) {
                walk.finish(root);
            }
        }
        walk.finished.reverse();
        walk.finished
    }
}

/// A walk through what functions call, the last one first.
struct Walk {
    seen: FxHashSet<FnId>,
    /// Functions, each behind those that it calls.
    finished: Vec<FnId>,
    /// What there is still to be seen of each function, and of each choice.
    left: IdVec<FnId, Left>,
    left_of_choices: IdVec<ChoiceId, Vec<FnId>>,
}

#[derive(Default)]
struct Left {
    functions: Vec<FnId>,
    choices: Vec<ChoiceId>,
}

impl Walk {
    fn new(graph: &CallGraph, some: &[FnId]) -> Self {
        let among: FxHashSet<FnId> = some.iter().copied().collect();
        let known = |id: &&FnId| among.contains(id);
        let left = graph.callees.entries().map(|(id, called)| {
            if !among.contains(&id) {
                return Left::default();
            }
            let functions = called.functions.iter().filter(known).copied().collect();
            Left { functions, choices: called.choices.iter().copied().collect() }
        });
        let of_choices = graph.choices.iter().map(|it| it.iter().filter(known).copied().collect());
        Self {
            seen: FxHashSet::default(),
            finished: Vec::with_capacity(some.len()),
            left: left.collect(),
            left_of_choices: of_choices.collect(),
        }
    }

    /// Walks what a function calls, and writes each down once what it calls is written down.
    fn finish(&mut self, root: FnId) {
        let mut path = vec![root];
        while let Some(&id) = path.last() {
            if let Some(callee) = self.next_of(id) {
                self.seen.insert(callee);
                path.push(callee);
            } else {
                self.finished.push(id);
                path.pop();
            }
        }
    }

    /// The last one of what a function calls that was not seen.
    fn next_of(&mut self, id: FnId) -> Option<FnId> {
        let seen = &self.seen;
        let last = |of: &mut Vec<FnId>| {
            while of.pop_if(|id| seen.contains(id)).is_some() {}
            of.last().copied()
        };
        let left = &mut self.left[id];
        let direct = last(&mut left.functions);
        let of_choices = &mut self.left_of_choices;
        // A choice of which all were seen is none any more.
        left.choices.retain(|&choice| last(&mut of_choices[choice]).is_some());
        let chosen = left.choices.iter().filter_map(|&choice| of_choices[choice].last().copied());
        chosen.chain(direct).max()
    }
}

/// The functions of the program that a call can mean.
pub fn meant(types: &Types<'_, '_>, target: &Target) -> Vec<FnId> {
    match target.callee {
        Callee::Own(id) => vec![id],
        Callee::Trait(id) => {
            let meant = implementations(types, target);
            if meant.is_empty() { vec![id] } else { meant }
        }
        // Of a trait outside: what the program's own type makes of it.
        Callee::Outside(_) if matches!(target.self_type(), Some(Ty::Adt(..))) => {
            implementations(types, target)
        }
        Callee::Outside(_) | Callee::Constructor(..) | Callee::OutsideConstructor(_) => Vec::new(),
    }
}

fn implementations(types: &Types<'_, '_>, target: &Target) -> Vec<FnId> {
    let meant: BTreeSet<FnId> =
        types.implementations(target).into_iter().map(|found| found.function).collect();
    meant.into_iter().collect()
}
