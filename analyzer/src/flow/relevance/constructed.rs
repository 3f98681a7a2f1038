//! Types of which every value with handles comes from their own functions: the handles stand in private fields that nothing sets
//! again, and no other code writes such a value down. What a method finds in one is what a constructor put there.

use rustc_hash::FxHashSet;

use super::Relevance;
use crate::facts::{Body, ExprId, ExprKind, Name};
use crate::knowledge::Knowledge;
use crate::program::{Head, Owner, Program, TypeId};
use crate::resolve::paths::Resolver;
use crate::resolve::types::{self, Subst, TypeScope};
use crate::types::Types;
use crate::types::infer::BodyTypes;
use crate::types::ty::Ty;

/// How deep a handle may lie in structs.
const DEPTH: u8 = 3;

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
    carriers.filter(|&id| question.is_constructed(id, DEPTH)).collect()
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
    fn is_constructed(&self, id: TypeId, depth: u8) -> bool {
        let data = self.program.ty(id);
        // Of an enum it is not known which variant a method meets.
        let [shape] = &data.def.variants[..] else { return false };
        if data.def.is_enum || depth == 0 || self.elsewhere.made.contains(&id) {
            return false;
        }
        let subst = Subst::default();
        let scope = TypeScope::of_item(data.module, [Some(&data.def.generics), None], &subst);
        shape.fields.iter().all(|field| {
            let ty = self.resolver.ty(self.program, scope, &field.ty);
            !self.relevance.carries(&ty, self.knowledge)
                || !field.public
                    && !self.elsewhere.is_set(id, field.name)
                    && self.is_fixed(&ty, depth - 1)
        })
    }

    /// Whether a type's values hold the same handles for as long as they live.
    fn is_fixed(&self, ty: &types::Ty, depth: u8) -> bool {
        match ty {
            types::Ty::Adt(id, _) => self.is_constructed(*id, depth),
            types::Ty::External(path, args) => {
                self.knowledge.handle(*path).is_some()
                    // A cell or a lock is no pointer: another handle can be put into it.
                    || self.knowledge.is_pointer(*path)
                        && args.iter().all(|arg| self.is_fixed(arg, depth))
            }
            _ => false,
        }
    }
}
