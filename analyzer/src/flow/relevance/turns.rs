//! Functions that begin, end or wait for something on behalf of whoever calls them: they take a lock and leave it held, release
//! one that they did not take, send through a queue or receive from one, wait for contexts, serve requests, or make what such
//! functions work on.
//!
//! Such a function leads to no handle, and is entered all the same: what its callers do stands under its locks. One that ends
//! what it began itself changes nothing for its callers, and is left out.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashSet;

use crate::callgraph::CallGraph;
use crate::facts::{Body, ExprId, ExprKind, Name, TypeRef, intern};
use crate::knowledge::{Effect, Knowledge, WaitsFor};
use crate::program::{FnId, Program, TypeId};
use crate::resolve::paths::Resolver;
use crate::resolve::types::{self, Subst, TypeScope};
use crate::types::Types;
use crate::types::infer::{BodyTypes, Callee};
use crate::types::ty::Ty;

/// What a function does for its callers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Deed {
    /// A lock is held from there on.
    Acquires,
    /// A lock is held no more.
    Releases,
    Sends,
    Receives,
    /// Contexts are waited for, or said to be over.
    Joins,
    /// A lock or queue is made and given.
    Makes,
    /// Code is given, which may end what was begun.
    GivesCode,
    /// Requests are served.
    Serves,
}

impl Deed {
    fn of(effect: Effect) -> Option<Self> {
        match effect {
            Effect::Acquire | Effect::AcquireShared | Effect::AcquirePermit => Some(Self::Acquires),
            Effect::Release => Some(Self::Releases),
            Effect::Send => Some(Self::Sends),
            Effect::Receive => Some(Self::Receives),
            Effect::Join | Effect::Done => Some(Self::Joins),
            Effect::Queue => Some(Self::Makes),
            _ => None,
        }
    }
}

/// All that a function does for its callers.
type Does = BTreeSet<Deed>;

/// Whether something of it is left when the function ends.
fn is_left(does: &Does) -> bool {
    let is = |deed| does.contains(&deed);
    let begins = is(Deed::Acquires) || is(Deed::Sends) || is(Deed::Receives);
    is(Deed::Acquires) != is(Deed::Releases)
        || is(Deed::Sends) != is(Deed::Receives)
        || is(Deed::Joins)
        || is(Deed::Makes)
        || is(Deed::Serves)
        || is(Deed::GivesCode) && begins
}

/// What is asked about the bodies of a program.
struct Question<'q, 'p> {
    program: &'q Program<'p>,
    knowledge: &'q Knowledge,
    resolver: &'q Resolver<'q, 'p>,
}

/// The functions of a program that do such a thing.
pub(super) fn turns(
    program: &Program<'_>,
    (types, calls): (&Types<'_, '_>, &CallGraph),
    knowledge: &Knowledge,
    resolver: &Resolver<'_, '_>,
) -> FxHashSet<FnId> {
    let question = Question { program, knowledge, resolver };
    let mut does: BTreeMap<FnId, Does> = BTreeMap::new();
    for (id, data) in program.functions.entries() {
        let Some(body) = &data.function.body else { continue };
        let Some(known) = types.of(data.module, body) else { continue };
        let direct = question.direct(body, known);
        if is_left(&question.for_callers(id, &direct)) {
            does.insert(id, direct);
        }
    }
    let mut found: FxHashSet<FnId> = does.keys().copied().collect();
    let mut open: Vec<FnId> = does.keys().copied().collect();
    while !open.is_empty() {
        open = question.callers_of(calls, &open, &mut does);
        open.retain(|&id| found.insert(id));
    }
    found
}

impl Question<'_, '_> {
    /// Those who call some functions, and leave something of what those do to their own callers.
    fn callers_of(
        &self,
        calls: &CallGraph,
        some: &[FnId],
        does: &mut BTreeMap<FnId, Does>,
    ) -> Vec<FnId> {
        let mut around: BTreeSet<FnId> = BTreeSet::new();
        let left = some.iter().map(|&id| (id, self.for_callers(id, &does[&id])));
        for (id, left) in left.collect::<Vec<_>>() {
            for caller in calls.callers_of(id) {
                does.entry(caller).or_default().extend(&left);
                around.insert(caller);
            }
        }
        around.retain(|id| is_left(&self.for_callers(*id, &does[id])));
        around.into_iter().collect()
    }

    /// What callers have of what is done in a function.
    fn for_callers(&self, id: FnId, inside: &Does) -> Does {
        let ret = self.program.function(id).function.ret.as_ref();
        let mut does = inside.clone();
        does.remove(&Deed::GivesCode);
        match ret {
            None => drop(does.remove(&Deed::Makes)),
            Some(ty) if is_code(ty) => drop(does.insert(Deed::GivesCode)),
            Some(_) => {}
        }
        does
    }

    /// What a body does itself.
    fn direct(&self, body: &Body, known: &BodyTypes) -> Does {
        let mut does = Does::default();
        for (id, expr) in body.exprs.entries() {
            let outside = match callee(known, id) {
                Some(Callee::Outside(path)) => self.knowledge.waits_for(path),
                _ => None,
            };
            if outside == Some(WaitsFor::Requests) {
                does.insert(Deed::Serves);
            }
            match &expr.kind {
                ExprKind::MethodCall { name, .. } => {
                    does.extend(effects(self.knowledge, known, id, *name).filter_map(Deed::of));
                }
                ExprKind::Call { .. } => self.add_call(known, id, &mut does),
                // A queue of a type with another name.
                ExprKind::Cast { .. } if self.is_queue(&known.exprs[id]) => {
                    does.insert(Deed::Makes);
                }
                _ => {}
            }
        }
        does
    }

    fn add_call(&self, known: &BodyTypes, id: ExprId, does: &mut Does) {
        let makes = match callee(known, id) {
            Some(Callee::Outside(path)) => {
                let Some(rule) = self.knowledge.call_by_path(path) else { return };
                does.extend(Deed::of(rule.effect));
                let gives = rule.gives.as_deref().map(intern);
                gives.is_some_and(|gives| self.knowledge.gives_turns(gives))
            }
            Some(_) => false,
            None => self.is_queue(&known.exprs[id]),
        };
        if makes {
            does.insert(Deed::Makes);
        }
    }

    fn is_queue(&self, ty: &Ty) -> bool {
        match ty {
            Ty::External(path, _) => self.knowledge.queue_maker(*path).is_some(),
            Ty::Adt(id, _) => self.is_name_of_queue(*id),
            _ => false,
        }
    }

    fn is_name_of_queue(&self, id: TypeId) -> bool {
        let data = self.program.ty(id);
        let [shape] = &data.def.variants[..] else { return false };
        let [under] = &shape.fields[..] else { return false };
        let subst = Subst::default();
        let scope = TypeScope::of_item(data.module, [Some(&data.def.generics), None], &subst);
        let under = self.resolver.ty(self.program, scope, &under.ty);
        matches!(under, types::Ty::External(path, _) if self.knowledge.queue_maker(path).is_some())
    }
}

fn is_code(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::FnPtr { .. } => true,
        TypeRef::Tuple(items) => items.iter().any(is_code),
        _ => false,
    }
}

fn callee(known: &BodyTypes, call: ExprId) -> Option<Callee> {
    known.calls.get(&call).map(|target| target.callee)
}

/// What a method may do by the tables: that of its type, or of any that has one of its name where its type is not known.
fn effects<'k>(
    knowledge: &'k Knowledge,
    known: &BodyTypes,
    call: ExprId,
    name: Name,
) -> impl Iterator<Item = Effect> + 'k {
    let (owner, is_open) = match callee(known, call) {
        Some(Callee::Outside(path)) => (path.as_str().rsplit_once("::"), false),
        Some(_) => (None, false),
        None => (None, true),
    };
    let exact = owner.and_then(|(owner, _)| knowledge.call_on_type(intern(owner), name));
    let any = if is_open { knowledge.calls_of_method(name) } else { &[] };
    exact.into_iter().chain(any).map(|rule| rule.effect)
}
