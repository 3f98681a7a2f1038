//! Which types satisfy which interfaces: those that have a method of each name, with as many parameters and results.
//!
//! Methods of embedded fields count as a struct's own.

use std::collections::VecDeque;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Function, Name, TypeRef};
use crate::ids::IdVec;
use crate::knowledge::Knowledge;
use crate::program::{Def, FnId, Head, Owner, Program, Satisfied, TraitId, TypeId};
use crate::resolve::paths::{Namespace, Resolver};
use crate::resolve::types::{Subst, Ty, TypeScope};

/// Finds the types that satisfy an interface, and tells the program.
pub(super) fn find(program: &mut Program<'_>, knowledge: &Knowledge) {
    let embedded = embedded(program, knowledge);
    let asked = asked(program, knowledge);
    let mut found: Vec<Satisfied> = Vec::new();
    for of in program.traits.ids() {
        let functions = &asked[of];
        let Some((first, _)) = functions.split_first() else { continue };
        let name = program.function(*first).function.name;
        for ty in candidates(program, name, &embedded) {
            let methods: Option<Vec<FnId>> =
                functions.iter().map(|&it| method(program, ty, it, &embedded)).collect();
            found.extend(methods.map(|functions| Satisfied { ty, of, functions }));
        }
    }
    for satisfied in &found {
        for &function in &satisfied.functions {
            let Owner::Impl(id) = program.functions[function].owner else { continue };
            let impls = program.impls_of_trait.entry(satisfied.of).or_default();
            if !impls.contains(&id) {
                impls.push(id);
            }
        }
    }
    program.embedded = embedded;
    program.satisfied = found;
}

/// The types that have a method of a name, their own or an embedded field's, in order.
fn candidates(
    program: &Program<'_>,
    name: Name,
    embedded: &FxHashMap<TypeId, Vec<(Name, TypeId)>>,
) -> Vec<TypeId> {
    let has = |id: &TypeId| lends(program, *id, name, embedded).is_some();
    program.types.ids().filter(has).collect()
}

/// The functions that each interface asks for, those of the interfaces that it embeds among them.
fn asked(program: &Program<'_>, knowledge: &Knowledge) -> IdVec<TraitId, Vec<FnId>> {
    let resolver = Resolver::new(program, knowledge);
    let all = program.traits.ids().map(|of| {
        let (mut seen, mut open, mut functions) = (FxHashSet::default(), vec![of], Vec::new());
        let mut is_whole = true;
        while let Some(of) = open.pop() {
            if !seen.insert(of) {
                continue;
            }
            let data = &program.traits[of];
            functions.extend(&data.functions);
            for path in &data.def.supertraits {
                let found = resolver.path(data.module, &[], path, Namespace::Types);
                match found.map(|found| found.def) {
                    Some(Def::Trait(id)) => open.push(id),
                    // What an interface outside asks for is not known; names alone decide then.
                    Some(Def::External(_)) => {}
                    _ => is_whole = false,
                }
            }
        }
        if is_whole { functions } else { Vec::new() }
    });
    all.collect()
}

/// The method of a type that an interface's function stands for.
fn method(
    program: &Program<'_>,
    ty: TypeId,
    asked: FnId,
    embedded: &FxHashMap<TypeId, Vec<(Name, TypeId)>>,
) -> Option<FnId> {
    let wanted = program.function(asked).function;
    let id = lends(program, ty, wanted.name, embedded)?;
    fits(program.function(id).function, wanted).then_some(id)
}

/// The method of a name that a type has or that what it embeds lends it, the nearest one.
fn lends(
    program: &Program<'_>,
    ty: TypeId,
    name: Name,
    embedded: &FxHashMap<TypeId, Vec<(Name, TypeId)>>,
) -> Option<FnId> {
    let (mut seen, mut open) = (FxHashSet::default(), VecDeque::from([ty]));
    while let Some(at) = open.pop_front() {
        if !seen.insert(at) {
            continue;
        }
        if let Some(own) = program.methods.get(&(Head::Type(at), name)) {
            return own.first().copied();
        }
        open.extend(embedded.get(&at).into_iter().flatten().map(|(_, id)| *id));
    }
    None
}

fn fits(function: &Function, wanted: &Function) -> bool {
    let results = |function: &Function| match &function.ret {
        None => 0,
        Some(TypeRef::Tuple(items)) if !items.is_empty() => items.len(),
        Some(_) => 1,
    };
    function.params.len() == wanted.params.len() && results(function) == results(wanted)
}

/// The fields that lend a struct what their types have, with those types, as far as they are the program's own.
fn embedded(
    program: &Program<'_>,
    knowledge: &Knowledge,
) -> FxHashMap<TypeId, Vec<(Name, TypeId)>> {
    let resolver = Resolver::new(program, knowledge);
    let subst = Subst::default();
    let mut all = FxHashMap::default();
    for (id, data) in program.types.entries() {
        let generics = [Some(&data.def.generics), None];
        let scope =
            TypeScope { module: data.module, blocks: &[], self_ty: None, generics, subst: &subst };
        let fields = data.def.variants.iter().flat_map(|variant| &variant.fields);
        let lending = fields.filter(|field| field.embedded && field.name != "0");
        let known = lending.filter_map(|field| match resolver.ty(program, scope, &field.ty) {
            Ty::Adt(inner, _) => Some((field.name, inner)),
            _ => None,
        });
        let known: Vec<(Name, TypeId)> = known.collect();
        if !known.is_empty() {
            all.insert(id, known);
        }
    }
    all
}
