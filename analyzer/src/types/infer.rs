//! A body -> the type of each of its expressions, and what each of its calls means.
//!
//! One body at a time, from declarations alone: types flow down as expectations and up as results, and meet in the
//! variables of a [`Table`]. What does not fit together is left as it is; nothing is reported from here.

mod body;
mod call;
mod closure;
mod expr;
mod known_macros;
mod member;
mod method;
mod path;
mod pattern;
mod project;

use rustc_hash::FxHashMap;

use super::lower::{Hole, Lowering, Scope};
use super::signatures::{Function, Signature, generics_of};
use super::table::Table;
use super::ty::{Args, Projection, Subst, TraitRef, Ty};
use super::world::{Own, World};
use crate::facts::{Body, ExprId, Name, Span, TypeRef};
use crate::ids::IdVec;
use crate::program::{FnId, ModuleId, Owner, Program, TypeId};
use crate::resolve::paths::Resolver;

/// The types of a body.
#[derive(Debug, Default)]
pub struct BodyTypes {
    /// The type of each expression.
    pub exprs: IdVec<ExprId, Ty>,
    /// The type of each name that a pattern binds, by where it stands.
    pub bindings: Vec<(Span, Ty)>,
    /// What calls mean, method calls and function values included, where that is known.
    pub calls: FxHashMap<ExprId, Target>,
}

/// What a call means.
#[derive(Clone, Debug, PartialEq)]
pub struct Target {
    /// What is called.
    pub callee: Callee,
    /// What its generic parameters are here, in their order; `Self` of a trait among them.
    pub args: Vec<(Name, Ty)>,
    /// The program's own `deref` functions that lead from the receiver to the type with the method.
    pub derefs: Vec<FnId>,
}

/// What is called.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Callee {
    /// A function of the analysed sources.
    Own(FnId),
    /// A function that a trait of the analysed sources declares, of a type that is known by its traits only.
    Trait(FnId),
    /// A function outside, by its canonical path.
    Outside(Name),
    /// A tuple struct, or a variant by its index.
    Constructor(TypeId, Option<u32>),
    /// A variant of an enum outside, by its path.
    OutsideConstructor(Name),
}

impl Callee {
    fn of(function: Function) -> Self {
        match function {
            Function::Own(id) => Self::Own(id),
            Function::Outside(path) => Self::Outside(path),
        }
    }

    /// A readable path of what is called.
    pub fn display(self, program: &Program<'_>) -> String {
        match self {
            Self::Own(id) | Self::Trait(id) => program.display(id),
            Self::Outside(path) | Self::OutsideConstructor(path) => path.to_string(),
            Self::Constructor(id, variant) => {
                let def = program.ty(id).def;
                match variant {
                    Some(at) => format!("{}::{}", def.name, def.variants[at as usize].name),
                    None => def.name.to_string(),
                }
            }
        }
    }
}

/// Where a body stands.
#[derive(Clone, Copy, Debug)]
pub struct Place {
    /// The module.
    pub module: ModuleId,
    /// The function, when it is one's.
    pub function: Option<FnId>,
}

/// Something that has to hold and is not decided yet.
#[derive(Clone, Debug)]
enum Pending {
    /// A type has a trait.
    Bound(Ty, TraitRef),
    /// A type is an associated type.
    Is(Ty, Projection),
}

/// The inference of one body.
struct Infer<'w, 'f> {
    world: &'w World<'w, 'f>,
    resolver: &'w Resolver<'w, 'f>,
    naming: Own<'w>,
    body: &'f Body,
    place: Place,
    /// What `Self` is.
    self_ty: Option<Ty>,
    /// Blocks with items around, outermost first.
    blocks: Vec<ModuleId>,
    table: Table,
    /// Variables in sight, innermost last.
    variables: Vec<(Name, Ty)>,
    /// What the function, closures and async blocks around give, innermost last.
    returns: Vec<Ty>,
    /// What loops around give by `break`, innermost last.
    loops: Vec<(Option<Name>, Ty)>,
    pending: Vec<Pending>,
    exprs: IdVec<ExprId, Ty>,
    bindings: Vec<(Span, Ty)>,
    calls: FxHashMap<ExprId, Target>,
    /// How many blocks are being asked whether they fit, one for the sake of the other.
    asking: u8,
}

/// Infers the types of a body. `gives` is the written type of what it gives.
pub(super) fn infer<'w, 'f>(
    world: &'w World<'w, 'f>,
    resolver: &'w Resolver<'w, 'f>,
    body: &'f Body,
    place: Place,
    gives: &Ty,
) -> BodyTypes {
    let mut infer = Infer {
        world,
        resolver,
        naming: Own { library: world.library },
        body,
        place,
        self_ty: None,
        blocks: Vec::new(),
        table: Table::default(),
        variables: Vec::new(),
        returns: Vec::new(),
        loops: Vec::new(),
        pending: Vec::new(),
        exprs: body.exprs.iter().map(|_| Ty::Unknown).collect(),
        bindings: Vec::new(),
        calls: FxHashMap::default(),
        asking: 0,
    };
    infer.whole(gives);
    infer.finish()
}

impl<'f> Infer<'_, 'f> {
    /// Walks through the whole body.
    fn whole(&mut self, gives: &Ty) {
        let mut gives = gives.clone();
        if let Some(id) = self.place.function {
            let data = &self.world.program.functions[id];
            self.self_ty = self.self_type(data.owner);
            if let Some(receiver) = &data.function.receiver
                && let Some(ty) = &self.world.signature(id).receiver
            {
                self.variables.push((receiver.name, ty.clone()));
            }
            let inputs = self.world.signature(id).inputs.clone();
            for (param, ty) in data.function.params.iter().zip(inputs) {
                self.bind(&param.pat, &ty);
            }
            gives = match &self.world.signature(id).output {
                Ty::Future(output) if data.function.is_async => (**output).clone(),
                output => output.clone(),
            };
        }
        let gives = self.normal(&gives);
        self.returns.push(gives.clone());
        self.expr(self.body.root, &gives);
        self.solve();
    }

    fn self_type(&self, owner: Owner) -> Option<Ty> {
        match owner {
            Owner::Free => None,
            Owner::Trait(_) => Some(Ty::Param(ustr::ustr("Self"))),
            Owner::Impl(id) => Some(self.world.self_type(id).clone()),
        }
    }

    /// What was found; what was not is unknown.
    fn finish(self) -> BodyTypes {
        let table = &self.table;
        let known = |ty: &Ty| {
            let resolved = table.resolve(ty);
            if !resolved.any(&mut |part| matches!(part, Ty::Var(_))) {
                return resolved;
            }
            resolved.map(&mut |part| if matches!(part, Ty::Var(_)) { Ty::Unknown } else { part })
        };
        let target = |target: Target| Target {
            args: target.args.iter().map(|(name, ty)| (*name, known(ty))).collect(),
            ..target
        };
        BodyTypes {
            exprs: self.exprs.iter().map(known).collect(),
            bindings: self.bindings.iter().map(|(at, ty)| (*at, known(ty))).collect(),
            calls: self.calls.into_iter().map(|(id, called)| (id, target(called))).collect(),
        }
    }

    /// A type as it is written in the body; what is left out is to be found.
    fn written(&mut self, ty: &TypeRef) -> Ty {
        let lowered = self.lowered(|lowering, scope| lowering.ty(scope, ty));
        self.normal(&lowered)
    }

    /// Lowers something written in the body.
    fn lowered<T>(&mut self, lower: impl FnOnce(&mut Lowering<'_, 'f>, Scope<'_>) -> T) -> T {
        let Self { world, resolver, naming, table, self_ty, blocks, place, .. } = self;
        let data = place.function.map(|id| &world.program.functions[id]);
        let around = data.and_then(|data| generics_of(world.program, data.owner));
        let types = match data.map(|data| data.owner) {
            Some(Owner::Impl(id)) => &world.program.impls[id].def.types[..],
            _ => &[],
        };
        let scope = Scope {
            module: place.module,
            blocks,
            self_ty: self_ty.as_ref(),
            generics: [data.map(|data| &data.function.generics), around],
            types,
        };
        let mut fresh = || table.fresh();
        let mut lowering = Lowering::new(world.program, resolver, naming);
        lowering.hole = Hole::Fresh(&mut fresh);
        lower(&mut lowering, scope)
    }

    /// Something of which nothing is known yet.
    fn fresh(&mut self) -> Ty {
        self.table.fresh()
    }

    /// As many of them.
    fn fresh_args(&mut self, count: usize) -> Args {
        (0..count).map(|_| self.table.fresh()).collect()
    }

    /// Fresh types for generic parameters.
    fn fresh_for(&mut self, params: &[Name]) -> Subst {
        params.iter().map(|&name| (name, self.table.fresh())).collect()
    }

    fn unify(&mut self, one: &Ty, other: &Ty) -> bool {
        self.table.unify(one, other)
    }

    /// A function's signature with its parameters replaced; what they have to be is looked at later.
    fn instantiate(&mut self, signature: &Signature, subst: &Subst) -> Signature {
        for (ty, bound) in &signature.bounds {
            let (ty, bound) = (self.normal(&ty.subst(subst)), bound.subst(subst));
            let args = bound.args.iter().map(|arg| self.normal(arg)).collect();
            let bindings = bound.bindings.iter().map(|(name, ty)| (*name, self.normal(ty)));
            let bound = TraitRef { of: bound.of, bindings: bindings.collect(), args };
            self.pending.push(Pending::Bound(ty, bound));
        }
        let receiver = signature.receiver.as_ref().map(|ty| self.normal(&ty.subst(subst)));
        let inputs = signature.inputs.iter().map(|ty| self.normal(&ty.subst(subst))).collect();
        let output = self.normal(&signature.output.subst(subst));
        Signature { receiver, inputs, output, ..Signature::default() }
    }
}
