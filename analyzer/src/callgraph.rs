//! Types -> who calls whom: which functions a call can mean, and which functions lead to which.
//!
//! A call of a trait's function can mean the function of every `impl` whose type fits the receiver's and is made somewhere
//! (rapid type analysis). What a call does is not known here.

mod constructed;

use std::collections::BTreeSet;

use rustc_hash::FxHashSet;

use crate::facts::{Body, ExprKind};
use crate::program::{FnId, Owner, Program};
use crate::types::Types;
use crate::types::infer::{Callee, Target};
use crate::types::ty::Ty;
use constructed::Constructed;

/// Who calls whom.
#[derive(Debug, Default)]
pub struct CallGraph {
    /// What each function can call, in order; closures and async blocks count as the function that they stand in.
    callees: Vec<Vec<FnId>>,
    /// Who can call each function, in order.
    callers: Vec<Vec<FnId>>,
    constructed: Constructed,
}

impl CallGraph {
    /// Reads the calls of every body.
    pub fn new(program: &Program<'_>, types: &Types<'_, '_>) -> Self {
        let mut graph = Self {
            callees: vec![Vec::new(); program.functions.len()],
            callers: vec![Vec::new(); program.functions.len()],
            constructed: Constructed::new(program, types),
        };
        for (id, data) in (0..).zip(&program.functions) {
            let Some(body) = &data.function.body else { continue };
            let called = graph.called_in(program, types, body);
            graph.add(FnId(id), called);
        }
        graph
    }

    fn add(&mut self, caller: FnId, callees: BTreeSet<FnId>) {
        for &callee in &callees {
            self.callers[callee.index()].push(caller);
        }
        self.callees[caller.index()] = callees.into_iter().collect();
    }

    fn called_in(
        &self,
        program: &Program<'_>,
        types: &Types<'_, '_>,
        body: &Body,
    ) -> BTreeSet<FnId> {
        let mut called = BTreeSet::new();
        let known = types.of(body);
        for target in known.into_iter().flat_map(|known| known.calls.values()) {
            called.extend(target.derefs.iter().copied());
            called.extend(self.meant(program, types, target));
        }
        let is_open = |at: usize| {
            known.is_none_or(|known| !known.calls.keys().any(|id| id.0 as usize == at))
        };
        for (at, expr) in body.exprs.iter().enumerate() {
            if let ExprKind::MethodCall { receiver, name, args, .. } = &expr.kind
                && known.is_none_or(|known| known.exprs[receiver.0 as usize].is_unknown())
                && is_open(at)
            {
                called.extend(by_name(program, *name, args.len()));
            }
        }
        called
    }

    /// The functions of the program that a call can mean.
    pub fn meant(
        &self,
        program: &Program<'_>,
        types: &Types<'_, '_>,
        target: &Target,
    ) -> Vec<FnId> {
        match target.callee {
            Callee::Own(id) => vec![id],
            Callee::Trait(id) => self.implementations(program, types, id, target.self_type()),
            Callee::Outside(_) | Callee::Constructor(..) | Callee::OutsideConstructor(_) => {
                Vec::new()
            }
        }
    }

    /// The functions that a trait's function can be for a type: of the types that are made somewhere, or, where none is,
    /// of all. The trait's own body is among them where some `impl` leaves it.
    pub fn implementations(
        &self,
        program: &Program<'_>,
        types: &Types<'_, '_>,
        function: FnId,
        self_ty: &Ty,
    ) -> Vec<FnId> {
        let all = types.implementations(program, function, self_ty);
        let is_made = |&(_, ref ty): &(FnId, Ty)| match ty {
            Ty::Adt(id, _) => self.constructed.contains(*id),
            _ => true,
        };
        let any = all.iter().any(is_made);
        let mut meant: Vec<FnId> =
            all.iter().filter(|one| !any || is_made(one)).map(|(id, _)| *id).collect();
        meant.sort_unstable();
        meant.dedup();
        meant
    }

    /// What a function can call.
    pub fn callees(&self, id: FnId) -> &[FnId] {
        &self.callees[id.index()]
    }

    /// Who can call a function.
    pub fn callers(&self, id: FnId) -> &[FnId] {
        &self.callers[id.index()]
    }

    /// The functions that can lead to one of some, those included.
    pub fn leading_to(&self, some: impl IntoIterator<Item = FnId>) -> FxHashSet<FnId> {
        let mut work: Vec<FnId> = some.into_iter().collect();
        let mut all = FxHashSet::default();
        while let Some(id) = work.pop() {
            if all.insert(id) {
                work.extend(self.callers(id).iter().copied().filter(|id| !all.contains(id)));
            }
        }
        all
    }
}

/// Methods of a name that take so many arguments: what a call can mean whose receiver is not known.
fn by_name(
    program: &Program<'_>,
    name: crate::facts::Name,
    args: usize,
) -> impl Iterator<Item = FnId> {
    (0..).zip(&program.functions).filter_map(move |(id, data)| {
        let function = data.function;
        let fits = function.name == name
            && function.receiver.is_some()
            && function.params.len() == args
            && data.owner != Owner::Free;
        fits.then_some(FnId(id))
    })
}
