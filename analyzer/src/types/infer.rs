//! A body -> the type of each of its expressions, and what each of its calls means.
//!
//! One body at a time, from declarations alone: types flow down as expectations and up as results, and meet in the
//! variables of a [`Table`]. What does not fit together is left as it is; nothing is reported from here.

mod ask;
mod body;
mod call;
mod choice;
mod closure;
mod construct;
mod control;
mod embedding;
mod expr;
mod known_macros;
mod member;
mod method;
mod operator;
mod path;
mod pattern;
mod project;
mod ranged;
mod solve;

use rustc_hash::FxHashMap;

use super::lower::{Hole, Lowering};
use super::scope::Scope;
use super::signatures::{Function, Signature, generics_of};
use super::table::Table;
use super::ty::{Args, Subst, TraitRef, Ty};
use super::words::WORDS;
use super::world::{Own, World};
use crate::facts::{Body, ExprId, Name, Span, TypeRef};
use crate::ids::IdVec;
use crate::program::{FnId, ModuleId, Owner, Program, TypeId};
use crate::resolve::paths::Resolver;
use ask::Asking;
use solve::Waiting;

/// The types of a body.
#[derive(Debug, Default)]
pub struct BodyTypes {
    /// The type of each expression, by its index.
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
pub(super) struct Place {
    /// The module.
    pub(super) module: ModuleId,
    /// Whose it is: a function's owner, or that of an associated constant.
    pub(super) owner: Owner,
    /// The function, when it is one's.
    pub(super) function: Option<FnId>,
}

/// Code that is run as a whole: a function, a closure, an async block.
struct Level {
    /// What it gives.
    gives: Ty,
    /// Whether there is a `?` in it.
    tried: bool,
}

impl Level {
    fn of(gives: Ty) -> Self {
        Self { gives, tried: false }
    }
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
    /// The function, closures and async blocks around, innermost last.
    returns: Vec<Level>,
    /// What loops around give by `break`, innermost last.
    loops: Vec<(Option<Name>, Ty)>,
    waiting: Waiting,
    exprs: IdVec<ExprId, Ty>,
    bindings: Vec<(Span, Ty)>,
    calls: FxHashMap<ExprId, Target>,
    asking: Asking,
    /// How many expressions are around.
    nested: u32,
}

/// Infers the types of a body. `gives` is the written type of what it gives.
pub(super) fn infer<'w, 'f>(
    world: &'w World<'w, 'f>,
    resolver: &'w Resolver<'w, 'f>,
    body: &'f Body,
    place: Place,
    gives: &Ty,
) -> BodyTypes {
    let self_ty = match place.owner {
        Owner::Free => None,
        Owner::Trait(_) => Some(Ty::Param(WORDS.own_type)),
        Owner::Impl(id) => Some(world.self_type(id).clone()),
    };
    let mut infer = Infer {
        world,
        resolver,
        naming: Own { library: world.library },
        body,
        place,
        self_ty,
        blocks: Vec::new(),
        table: Table::default(),
        variables: Vec::new(),
        returns: Vec::new(),
        loops: Vec::new(),
        waiting: Waiting::default(),
        exprs: body.exprs.iter().map(|_| Ty::Unknown).collect(),
        bindings: Vec::new(),
        calls: FxHashMap::default(),
        asking: Asking::default(),
        nested: 0,
    };
    infer.whole(gives);
    infer.finish()
}

impl<'f> Infer<'_, 'f> {
    /// Walks through the whole body.
    fn whole(&mut self, gives: &Ty) {
        let mut gives = gives.clone();
        if let Some(id) = self.place.function {
            gives = self.parameters(id);
        }
        let gives = self.normal(&gives);
        self.returns.push(Level::of(gives.clone()));
        self.expr(self.body.root, &gives);
        self.solve();
    }

    /// Binds a function's parameters; gives what its body has to give.
    fn parameters(&mut self, id: FnId) -> Ty {
        let (world, function) = (self.world, self.world.program.functions[id].function);
        let signature = world.signature(id);
        if let Some(receiver) = &signature.receiver {
            let name = function.receiver.as_ref().map_or(WORDS.itself, |receiver| receiver.name);
            self.variables.push((name, receiver.clone()));
        }
        for (param, ty) in function.params.iter().zip(&signature.inputs) {
            let ty = self.normal(ty);
            self.bind(&param.pat, &ty);
        }
        match &signature.output {
            Ty::Future(output) if function.is_async => (**output).clone(),
            output => output.clone(),
        }
    }

    /// What was found; what was not is unknown.
    fn finish(self) -> BodyTypes {
        let table = &self.table;
        let known = |ty: &Ty| table.resolve_finally(ty);
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
        let function = place.function.map(|id| world.program.functions[id].function);
        let types = match place.owner {
            Owner::Impl(id) => &world.program.impls[id].def.types[..],
            _ => &[],
        };
        let scope = Scope {
            module: place.module,
            blocks,
            self_ty: self_ty.as_ref(),
            generics: [
                function.map(|function| &function.generics),
                generics_of(world.program, place.owner),
            ],
            types,
            of_trait: match place.owner {
                Owner::Trait(id) => Some(id),
                _ => None,
            },
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

    /// Something that comes from code which is not understood.
    fn doubtful(&mut self) -> Ty {
        let ty = self.table.fresh();
        self.table.doubt(&ty);
        ty
    }

    /// As many types of which nothing is known.
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
        self.demand(&signature.bounds[..signature.telling], subst);
        let receiver = signature.receiver.as_ref().map(|ty| self.normal(&ty.subst(subst)));
        let inputs = signature.inputs.iter().map(|ty| self.normal(&ty.subst(subst))).collect();
        let output = self.normal(&signature.output.subst(subst));
        Signature { receiver, inputs, output, ..Signature::default() }
    }

    /// Notes what has to hold of types.
    fn demand(&mut self, bounds: &[(Ty, TraitRef)], subst: &Subst) {
        for (ty, bound) in bounds {
            let ty = self.normal(&ty.subst(subst));
            let bound = bound.subst(subst).with_parts(&mut |part| self.normal(part));
            self.waiting.demand(ty, bound);
        }
    }
}
