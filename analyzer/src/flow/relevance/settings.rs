//! What options of clients are made of: the types whose fields they are read from, and the functions that make those types or give
//! a truth value or a number for an option.
//!
//! Such a function leads to no handle, and is entered all the same: what it gives decides what an operation means. Which options
//! there are is not known here.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{mentions_self, owner_type};
use crate::callgraph;
use crate::facts::{Body, ExprId, ExprKind, Span};
use crate::knowledge::Knowledge;
use crate::program::{FnId, Program, TypeId};
use crate::resolve::paths::Resolver;
use crate::resolve::types::{self, Subst, TypeScope};
use crate::types::Types;
use crate::types::infer::{BodyTypes, Callee};
use crate::types::ty::Ty;

/// What options are made of.
#[derive(Debug, Default)]
pub(super) struct Settings {
    types: FxHashSet<TypeId>,
    functions: FxHashSet<FnId>,
}

impl Settings {
    pub(super) fn new(
        program: &Program<'_>,
        types: &Types<'_, '_>,
        knowledge: &Knowledge,
        resolver: &Resolver<'_, '_>,
    ) -> Self {
        let mut settings = Self::default();
        let mut work = Vec::new();
        for data in &program.functions {
            let Some(body) = &data.function.body else { continue };
            let Some(known) = types.of(data.module, body) else { continue };
            let options = options_in(knowledge, body, known);
            if !options.is_empty() {
                settings.read(types, (body, known), &options, &mut work);
            }
        }
        // What a function gives for an option, it may have from others.
        while let Some(id) = work.pop() {
            let data = program.function(id);
            let Some(body) = data.function.body.as_ref().filter(|_| settings.functions.insert(id))
            else {
                continue;
            };
            if let Some(known) = types.of(data.module, body) {
                settings.read(types, (body, known), &[body.exprs[body.root].span], &mut work);
            }
        }
        // First the types, then what makes them: a maker is known by what it gives.
        settings.add_holders(program, resolver);
        settings.add_makers(program, resolver);
        settings
    }

    /// Whether options are read from a type.
    pub(super) fn is_type(&self, id: TypeId) -> bool {
        self.types.contains(&id)
    }

    /// Whether a function makes such a type, or gives what an option is set to.
    pub(super) fn is_function(&self, id: FnId) -> bool {
        self.functions.contains(&id)
    }

    /// Notes the fields and calls of simple types inside of some spans.
    fn read(
        &mut self,
        types: &Types<'_, '_>,
        (body, known): (&Body, &BodyTypes),
        within: &[Span],
        work: &mut Vec<FnId>,
    ) {
        for (id, expr) in body.exprs.entries() {
            let is_there =
                |around: &Span| around.start <= expr.span.start && expr.span.end <= around.end;
            // Truth values decide modes wherever they stand; numbers only where an option is set.
            let is_read = known.exprs[id].is_truth()
                || known.exprs[id].is_number() && within.iter().any(is_there);
            match &expr.kind {
                ExprKind::Field { base, .. } if is_read => {
                    if let Ty::Adt(ty, _) = &known.exprs[*base] {
                        self.types.insert(*ty);
                    }
                }
                ExprKind::Call { .. } | ExprKind::MethodCall { .. } if is_read => {
                    let meant = known.calls.get(&id);
                    work.extend(meant.into_iter().flat_map(|of| callgraph::meant(types, of)));
                }
                _ => {}
            }
        }
    }

    /// What holds such a type is one, too.
    fn add_holders(&mut self, program: &Program<'_>, resolver: &Resolver<'_, '_>) {
        let subst = Subst::default();
        let mut holders: FxHashMap<TypeId, Vec<TypeId>> = FxHashMap::default();
        for (id, data) in program.types.entries() {
            let generics = [Some(&data.def.generics), None];
            let scope = TypeScope::of_item(data.module, generics, &subst);
            for field in data.def.variants.iter().flat_map(|variant| &variant.fields) {
                for inner in named_in(&resolver.ty(program, scope, &field.ty)) {
                    holders.entry(inner).or_default().push(id);
                }
            }
        }
        let mut work: Vec<TypeId> = self.types.iter().copied().collect();
        while let Some(id) = work.pop() {
            let outer = holders.get(&id).into_iter().flatten();
            work.extend(outer.filter(|&&outer| self.types.insert(outer)));
        }
    }

    fn add_makers(&mut self, program: &Program<'_>, resolver: &Resolver<'_, '_>) {
        let subst = Subst::default();
        for (id, data) in program.functions.entries() {
            let Some(ret) = data.function.ret.as_ref().filter(|_| data.function.body.is_some())
            else {
                continue;
            };
            let of = mentions_self(ret).then(|| owner_type(program, resolver, id)).flatten();
            let generics = [Some(&data.function.generics), None];
            let scope = TypeScope::of_item(data.module, generics, &subst).with_self(of.as_ref());
            let gives = named_in(&resolver.ty(program, scope, ret));
            if gives.iter().any(|ty| self.types.contains(ty)) {
                self.functions.insert(id);
            }
        }
    }
}

/// Where a body makes a client's options or gives an operation its arguments.
fn options_in(knowledge: &Knowledge, body: &Body, known: &BodyTypes) -> Vec<Span> {
    let is_outside = |id: ExprId| {
        let target = known.calls.get(&id).map(|target| target.callee);
        matches!(target, Some(Callee::Outside(path)) if knowledge.is_client_path(path))
    };
    let is_of_client = |id: ExprId| matches!(&known.exprs[id], Ty::External(path, _) if knowledge.is_client_path(*path));
    let sets = |(id, kind): (ExprId, &ExprKind)| match kind {
        ExprKind::Struct { .. } => is_of_client(id),
        ExprKind::Call { .. } | ExprKind::MethodCall { .. } => is_outside(id),
        _ => false,
    };
    let all = body.exprs.entries();
    all.filter(|(id, expr)| sets((*id, &expr.kind))).map(|(_, expr)| expr.span).collect()
}

/// The types of the program that a type names.
fn named_in(ty: &types::Ty) -> Vec<TypeId> {
    match ty {
        types::Ty::Adt(id, args) => args.iter().flat_map(named_in).chain([*id]).collect(),
        types::Ty::External(_, args) | types::Ty::Tuple(args) => {
            args.iter().flat_map(named_in).collect()
        }
        types::Ty::Slice(inner) => named_in(inner),
        types::Ty::Traits(_) | types::Ty::Unknown => Vec::new(),
    }
}
