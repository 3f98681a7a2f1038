//! What has to hold of types and is not decided yet: each thing waits for the variable that it depends on.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Infer;
use crate::limits::Limit;
use crate::types::limited;
use crate::types::ty::{Args, Bindings, Holds, Projection, TraitRef, Ty, VarId};

/// Something that has to hold and is not decided yet.
#[derive(Clone, Debug)]
pub(super) enum Pending {
    /// A type has a trait.
    Bound(Ty, TraitRef),
    /// A type is an associated type.
    Is(Ty, Projection),
}

/// All that is not decided yet.
#[derive(Debug, Default)]
pub(super) struct Waiting {
    /// What was not looked at yet, or may be decided now.
    ready: Vec<Pending>,
    on: FxHashMap<VarId, Vec<Pending>>,
    /// How much was looked at.
    looked: usize,
    /// What was asked of types in which nothing is open: to ask it again says nothing more.
    asked: FxHashSet<(Ty, TraitRef)>,
}

impl Waiting {
    pub(super) fn add(&mut self, pending: Pending) {
        self.ready.push(pending);
    }

    /// A type has to have a trait.
    pub(super) fn demand(&mut self, ty: Ty, bound: TraitRef) {
        let is_open = ty.holds().any(Holds::VAR) || bound.holds().any(Holds::VAR);
        if is_open || self.asked.insert((ty.clone(), bound.clone())) {
            self.add(Pending::Bound(ty, bound));
        }
    }

    /// What is asked of a type that is not known.
    fn of(&self, id: VarId) -> impl Iterator<Item = &Pending> {
        self.on.get(&id).into_iter().flatten().chain(&self.ready)
    }
}

/// What became of something that has to hold.
pub(super) enum Settled {
    /// All that follows from it is known.
    Done,
    /// It depends on this.
    WaitsFor(VarId),
}

impl Infer<'_, '_> {
    /// Looks at what has to hold, until nothing more follows from it.
    pub(super) fn solve(&mut self) {
        loop {
            while let Some(id) = self.table.news() {
                if let Some(pending) = self.waiting.on.remove(&id) {
                    self.waiting.ready.extend(pending);
                }
            }
            if self.waiting.ready.is_empty() {
                return;
            }
            self.waiting.looked += self.waiting.ready.len();
            if self.waiting.looked > Limit::Consequences.most() as usize * (self.exprs.len() + 32) {
                limited::meet(Limit::Consequences);
                self.waiting.ready.clear();
            }
            for pending in std::mem::take(&mut self.waiting.ready) {
                if let Settled::WaitsFor(id) = self.settle(&pending) {
                    self.waiting.on.entry(id).or_default().push(pending);
                }
            }
        }
    }

    /// The parameters and the result that bounds ask of a type that is not known.
    pub(super) fn code_asked_of(&self, id: VarId) -> Option<(Args, Ty)> {
        self.waiting.of(id).find_map(|pending| match pending {
            Pending::Bound(subject, bound) if *self.table.shallow_ref(subject) == Ty::Var(id) => {
                bound.code()
            }
            _ => None,
        })
    }

    fn settle(&mut self, pending: &Pending) -> Settled {
        match pending {
            Pending::Is(ty, projection) => self.settle_projection(ty, projection),
            Pending::Bound(ty, bound) => self.settle_bound(ty, bound),
        }
    }

    fn settle_projection(&mut self, ty: &Ty, projection: &Projection) -> Settled {
        if let Some(found) = self.associated(projection) {
            self.unify(ty, &found);
            return Settled::Done;
        }
        if let Some(id) = self.open_in(projection) {
            return Settled::WaitsFor(id);
        }
        self.table.forget(ty);
        Settled::Done
    }

    fn settle_bound(&mut self, ty: &Ty, bound: &TraitRef) -> Settled {
        let ty = self.table.shallow(ty);
        if let Ty::Var(id) = ty {
            return Settled::WaitsFor(id);
        }
        if let Some((asked, gives)) = bound.code() {
            self.settle_code(&ty, &asked, &gives);
            return Settled::Done;
        }
        let mut waits = None;
        for (name, asked) in bound.bindings.iter() {
            let of = Some(TraitRef { bindings: Bindings::default(), ..bound.clone() });
            let projection = Projection { base: ty.clone(), of, name: *name };
            match self.associated(&projection) {
                Some(found) => drop(self.unify(asked, &found)),
                None => waits = waits.or_else(|| self.open_in(&projection)),
            }
        }
        if !bound.args.is_empty() && !self.world.library.says_nothing(bound.of) {
            waits = waits.or_else(|| self.settle_args(&ty, bound));
        }
        waits.map_or(Settled::Done, Settled::WaitsFor)
    }

    /// Code of which it is asked what it takes and gives.
    fn settle_code(&mut self, ty: &Ty, asked: &Args, gives: &Ty) {
        let mut way = self.way(ty);
        loop {
            if let Some((inputs, output)) = self.code_of(&way.at) {
                for (input, asked) in inputs.iter().zip(asked.iter()) {
                    self.unify(input, asked);
                }
                self.unify(gives, &output);
                return;
            }
            if !self.go_on(&mut way) {
                return;
            }
        }
    }

    /// What the arguments of a trait are that a type has. Waits while several blocks are possible.
    fn settle_args(&mut self, ty: &Ty, bound: &TraitRef) -> Option<VarId> {
        let Some((block, subst)) = self.only_block_for(ty, bound) else {
            let open = bound.args.iter().find_map(|arg| self.table.first_open(arg));
            return open.or_else(|| self.table.first_open(ty));
        };
        let data = self.world.impls.block(block);
        self.demand(&data.bounds[..data.telling], &subst);
        None
    }

    /// A variable that a projection depends on.
    fn open_in(&self, projection: &Projection) -> Option<VarId> {
        let of = projection.of.iter().flat_map(|of| of.args.iter());
        std::iter::once(&projection.base).chain(of).find_map(|part| self.table.first_open(part))
    }
}
