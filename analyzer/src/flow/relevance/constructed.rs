//! Types of which every value with handles comes from their own functions: the handles stand in private fields that nothing sets
//! again, and no other code writes such a value down. What a method finds in one is what a constructor put there.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Relevance;
use crate::facts::{Body, ExprId, ExprKind, Name};
use crate::knowledge::Knowledge;
use crate::program::{Head, Owner, Program, TypeId};
use crate::resolve::paths::Resolver;
use crate::resolve::types::{self, Subst, TypeScope};
use crate::types::Types;
use crate::types::infer::BodyTypes;
use crate::types::ty::Ty;

/// What code does with types and their fields elsewhere.
#[derive(Default)]
struct Elsewhere {
    /// Types that other code than their own writes down, and that others see.
    made: FxHashSet<TypeId>,
    /// Fields that are set again.
    set: FxHashSet<(TypeId, Name)>,
    /// Fields that are set again, of a type that is not known.
    set_of_some: FxHashSet<Name>,
}

/// What is asked about types.
struct Question<'q, 'p> {
    program: &'q Program<'p>,
    knowledge: &'q Knowledge,
    resolver: &'q Resolver<'q, 'p>,
    relevance: &'q Relevance,
    elsewhere: Elsewhere,
}

/// The types of which that is true.
pub(super) fn constructed(
    program: &Program<'_>,
    types: &Types<'_, '_>,
    knowledge: &Knowledge,
    resolver: &Resolver<'_, '_>,
    relevance: &Relevance,
) -> FxHashSet<TypeId> {
    let elsewhere = elsewhere(program, types);
    let question = Question { program, knowledge, resolver, relevance, elsewhere };
    let carriers = program.types.ids().filter(|&id| relevance.is_carrier(id));
    let needs = carriers.filter_map(|id| Some((id, question.needs(id)?)));
    all_that_hold(needs.collect())
}

/// The types of which all holds that they need of others, and which need nothing of themselves.
fn all_that_hold(needs: Vec<(TypeId, Vec<TypeId>)>) -> FxHashSet<TypeId> {
    let (mut holds, mut ready) = (FxHashSet::default(), Vec::new());
    let mut missing: FxHashMap<TypeId, usize> = FxHashMap::default();
    let mut needed_by: FxHashMap<TypeId, Vec<TypeId>> = FxHashMap::default();
    for (id, needs) in needs {
        missing.insert(id, needs.len());
        ready.extend(needs.is_empty().then_some(id));
        needs.into_iter().for_each(|of| needed_by.entry(of).or_default().push(id));
    }
    while let Some(id) = ready.pop() {
        holds.insert(id);
        for user in needed_by.remove(&id).into_iter().flatten() {
            let left = missing.entry(user).or_default();
            *left -= 1;
            ready.extend((*left == 0).then_some(user));
        }
    }
    holds
}

fn elsewhere(program: &Program<'_>, types: &Types<'_, '_>) -> Elsewhere {
    let mut elsewhere = Elsewhere::default();
    for data in &program.functions {
        let Some(body) = &data.function.body else { continue };
        let Some(known) = types.of(data.module, body) else { continue };
        let is_own = |ty: TypeId| match data.owner {
            Owner::Impl(of) => {
                let own = program.impls_of_head.get(&Head::Type(ty));
                own.is_some_and(|impls| impls.contains(&of))
            }
            _ => false,
        };
        // A type that nobody else sees is made by whom it was made for.
        elsewhere.read(body, known, &|ty| is_own(ty) || !program.ty(ty).public);
    }
    elsewhere
}

impl Elsewhere {
    fn read(&mut self, body: &Body, known: &BodyTypes, is_own: &dyn Fn(TypeId) -> bool) {
        for (id, expr) in body.exprs.entries() {
            match &expr.kind {
                ExprKind::Struct { .. } => {
                    if let Ty::Adt(ty, _) = &known.exprs[id]
                        && !is_own(*ty)
                    {
                        self.made.insert(*ty);
                    }
                }
                ExprKind::Assign { place, .. } => self.note_set(body, known, *place),
                _ => {}
            }
        }
    }

    fn note_set(&mut self, body: &Body, known: &BodyTypes, place: ExprId) {
        let ExprKind::Field { base, name } = &body.exprs[place].kind else { return };
        match &known.exprs[*base] {
            Ty::Adt(ty, _) => drop(self.set.insert((*ty, *name))),
            // Any type with such a field may be meant.
            _ => drop(self.set_of_some.insert(*name)),
        }
    }

    fn is_set(&self, ty: TypeId, field: Name) -> bool {
        self.set.contains(&(ty, field)) || self.set_of_some.contains(&field)
    }
}

impl Question<'_, '_> {
    /// The types of which it must be true for it to be true of one; nothing where it is not, whatever they are.
    fn needs(&self, id: TypeId) -> Option<Vec<TypeId>> {
        let data = self.program.ty(id);
        // Of an enum it is not known which variant a method meets.
        let [shape] = &data.def.variants[..] else { return None };
        if data.def.is_enum || self.elsewhere.made.contains(&id) {
            return None;
        }
        let subst = Subst::default();
        let scope = TypeScope::of_item(data.module, [Some(&data.def.generics), None], &subst);
        let mut needs = Vec::new();
        let all = shape.fields.iter().all(|field| {
            let ty = self.resolver.ty(self.program, scope, &field.ty);
            !self.relevance.carries(&ty, self.knowledge)
                || !field.public
                    && !self.elsewhere.is_set(id, field.name)
                    && self.may_be_fixed(&ty, &mut needs)
        });
        all.then_some(needs)
    }

    /// Whether a type's values can hold the same handles for as long as they live, which needs something of other types.
    fn may_be_fixed(&self, ty: &types::Ty, needs: &mut Vec<TypeId>) -> bool {
        match ty {
            types::Ty::Adt(id, _) => {
                needs.push(*id);
                true
            }
            types::Ty::External(path, args) => {
                self.knowledge.handle(*path).is_some()
                    // A cell or a lock is no pointer: another handle can be put into it.
                    || self.knowledge.is_pointer(*path)
                        && args.iter().all(|arg| self.may_be_fixed(arg, needs))
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id as _;

    fn ty(index: usize) -> TypeId {
        TypeId::from_index(index)
    }

    #[test]
    fn it_holds_however_many_others_lie_between() {
        let chain = (0..100).map(|at| (ty(at), if at == 0 { vec![] } else { vec![ty(at - 1)] }));
        assert_eq!(all_that_hold(chain.collect()).len(), 100);
    }

    #[test]
    fn what_needs_itself_or_something_that_is_not_so_does_not_hold() {
        let ring = vec![(ty(0), vec![ty(1)]), (ty(1), vec![ty(0)]), (ty(2), vec![ty(9)])];
        assert!(all_that_hold(ring).is_empty());
    }
}
