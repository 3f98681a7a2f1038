//! Types -> who calls whom: which functions a call can mean, and which functions lead to which.
//!
//! A call of a trait's function can mean the function of every `impl` that fits the receiver's type. A call of which the types
//! know nothing can mean every function of its name that takes as many arguments: the graph errs on the side of too much.
//! What a call does is not known here.

use std::collections::BTreeSet;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Body, ExprId, ExprKind, Name, Path, TypeRef};
use crate::ids::IdVec;
use crate::program::{FnId, Owner, Program};
use crate::types::Types;
use crate::types::infer::{BodyTypes, Callee, Target};
use crate::types::ty::Ty;

/// Who calls whom.
#[derive(Debug, Default)]
pub struct CallGraph {
    /// What each function can call, in order; closures and async blocks count as the function that they stand in.
    callees: IdVec<FnId, Vec<FnId>>,
    /// Who can call each function, in order.
    callers: IdVec<FnId, Vec<FnId>>,
}

impl CallGraph {
    /// Reads the calls of every body.
    pub fn new(program: &Program<'_>, types: &Types<'_, '_>) -> Self {
        let reader = Reader::new(program, types);
        let none = || program.functions.iter().map(|_| Vec::new()).collect();
        let mut graph = Self { callees: none(), callers: none() };
        for (id, data) in program.functions.entries() {
            let Some(body) = &data.function.body else { continue };
            let callees = reader.called_in(body);
            for &callee in &callees {
                graph.callers[callee].push(id);
            }
            graph.callees[id] = callees.into_iter().collect();
        }
        graph
    }

    /// The functions that can lead to one of some, those included.
    pub fn leading_to(&self, some: impl IntoIterator<Item = FnId>) -> FxHashSet<FnId> {
        let mut work: Vec<FnId> = some.into_iter().collect();
        let mut all = FxHashSet::default();
        while let Some(id) = work.pop() {
            if all.insert(id) {
                work.extend(self.callers[id].iter().filter(|&caller| !all.contains(caller)));
            }
        }
        all
    }

    /// Functions in an order in which callers come before what they call, circles aside.
    pub fn callers_first(&self, some: &[FnId]) -> Vec<FnId> {
        let among: FxHashSet<FnId> = some.iter().copied().collect();
        let mut seen = FxHashSet::default();
        let mut finished = Vec::with_capacity(some.len());
        // Begun with the last one, the first ones stand first in the end.
        for &root in some.iter().rev() {
            if seen.insert(root) {
                self.finish(root, &among, &mut seen, &mut finished);
            }
        }
        finished.reverse();
        finished
    }

    /// Walks what a function calls, and writes each down once what it calls is written down.
    fn finish(
        &self,
        root: FnId,
        among: &FxHashSet<FnId>,
        seen: &mut FxHashSet<FnId>,
        finished: &mut Vec<FnId>,
    ) {
        let mut path = vec![(root, 0)];
        while let Some((id, next)) = path.last_mut() {
            let Some(&callee) = self.callees[*id].iter().rev().nth(*next) else {
                finished.push(*id);
                path.pop();
                continue;
            };
            *next += 1;
            if among.contains(&callee) && seen.insert(callee) {
                path.push((callee, 0));
            }
        }
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

/// Reads the calls of bodies.
struct Reader<'r, 'a, 'f> {
    program: &'r Program<'f>,
    types: &'r Types<'a, 'f>,
    /// Functions of types and traits, by name and by how many arguments they take, the receiver included.
    by_name: FxHashMap<(Name, usize), Vec<FnId>>,
    /// What the initial values of statics call, by the static's name.
    of_statics: FxHashMap<Name, BTreeSet<FnId>>,
}

impl<'r, 'a, 'f> Reader<'r, 'a, 'f> {
    fn new(program: &'r Program<'f>, types: &'r Types<'a, 'f>) -> Self {
        let mut by_name: FxHashMap<_, Vec<FnId>> = FxHashMap::default();
        for (id, data) in program.functions.entries().filter(|(_, data)| data.owner != Owner::Free)
        {
            let taken = data.function.params.len() + usize::from(data.function.receiver.is_some());
            by_name.entry((data.function.name, taken)).or_default().push(id);
        }
        let mut reader = Self { program, types, by_name, of_statics: FxHashMap::default() };
        for data in &program.statics {
            if let Some(init) = data.init {
                let called = reader.called_in(init);
                reader.of_statics.entry(data.name).or_default().extend(called);
            }
        }
        reader
    }

    fn called_in(&self, body: &Body) -> BTreeSet<FnId> {
        let known = self.types.of(body);
        let mut called = BTreeSet::new();
        for target in known.into_iter().flat_map(|known| known.calls.values()) {
            called.extend(target.derefs.iter().copied());
            called.extend(meant(self.types, target));
        }
        for (id, expr) in body.exprs.entries() {
            match &expr.kind {
                ExprKind::MethodCall { receiver, name, args, .. }
                    if is_open(known, id) && !is_typed(known, *receiver) =>
                {
                    called.extend(self.named(*name, args.len() + 1));
                }
                ExprKind::Call { callee, args } if is_open(known, id) => {
                    if let ExprKind::Path(path) = &body.exprs[*callee].kind
                        && is_open(known, *callee)
                        && let [.., owner, last] = &path.segments[..]
                    {
                        let named = self.named(last.name, args.len());
                        called.extend(named.filter(|&id| self.may_belong_to(id, owner.name)));
                    }
                }
                ExprKind::Path(path) => called.extend(self.of_static(path)),
                _ => {}
            }
        }
        called
    }

    fn named(&self, name: Name, taken: usize) -> impl Iterator<Item = FnId> {
        self.by_name.get(&(name, taken)).into_iter().flatten().copied()
    }

    /// Whether a function may be meant by `owner::name`: as far as the name of the type or trait tells.
    fn may_belong_to(&self, id: FnId, owner: Name) -> bool {
        let named = |path: &Path| path.segments.last().map(|last| last.name);
        let names = match self.program.function(id).owner {
            Owner::Free => [None, None],
            Owner::Trait(of) => [Some(self.program.traits[of].def.name), None],
            Owner::Impl(of) => {
                let def = self.program.impls[of].def;
                [type_name(&def.self_ty), def.of_trait.as_ref().and_then(named)]
            }
        };
        let mut behind = self.program.names_behind(owner);
        behind.any(|name| names.contains(&Some(name)))
    }

    fn of_static(&self, path: &Path) -> impl Iterator<Item = FnId> {
        let last = path.segments.last();
        last.and_then(|last| self.of_statics.get(&last.name)).into_iter().flatten().copied()
    }
}

fn type_name(ty: &TypeRef) -> Option<Name> {
    match ty {
        TypeRef::Path(path) => path.segments.last().map(|segment| segment.name),
        TypeRef::Ref { inner, .. } => type_name(inner),
        _ => None,
    }
}

/// Whether nothing is known of what a call or path means.
fn is_open(known: Option<&BodyTypes>, id: ExprId) -> bool {
    known.is_none_or(|known| !known.calls.contains_key(&id))
}

fn is_typed(known: Option<&BodyTypes>, id: ExprId) -> bool {
    known.is_some_and(|known| !known.exprs[id].is_unknown())
}
