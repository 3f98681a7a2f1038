//! Impls, found by what they are for: the head of their self type, and their trait.

use super::paths::{Namespace, Resolver};
use super::types::{Subst, Ty, TypeScope};
use crate::facts::{Generics, Name, Path, TypeRef, intern};
use crate::knowledge::Knowledge;
use crate::program::{Def, Head, ModuleId, Program, TraitId};

/// Indexes the impls of a program; imports must be linked.
pub(super) fn index(program: &mut Program<'_>, knowledge: &Knowledge) {
    let heads: Vec<(Head, Option<TraitId>, Option<Name>)> = {
        let resolver = Resolver::new(program, knowledge);
        program
            .impls
            .iter()
            .map(|data| {
                let head = impl_head(
                    &resolver,
                    program,
                    data.module,
                    &data.def.self_ty,
                    &data.def.generics,
                );
                let of_trait = data
                    .def
                    .of_trait
                    .as_ref()
                    .and_then(|path| resolver.trait_of(data.module, path));
                (head, of_trait, external_trait(&resolver, data.module, data.def.of_trait.as_ref()))
            })
            .collect()
    };
    for (id, (head, of_trait, external)) in program.impls.ids().zip(heads) {
        program.impls_of_head.entry(head).or_default().push(id);
        for &function in &program.impls[id].functions {
            let name = program.functions[function].function.name;
            program.methods.entry((head, name)).or_default().push(function);
        }
        if let Some(of_trait) = of_trait {
            program.impls_of_trait.entry(of_trait).or_default().push(id);
        } else if let Some(name) = external {
            program.impls_of_external.entry(name).or_default().push(id);
        }
    }
}

/// Indexes the functions of the impls of traits, once it is known which type has which trait.
pub(super) fn index_of_traits(program: &mut Program<'_>) {
    for of in program.traits.ids() {
        let impls = program.impls_of_trait.get(&of).map_or(&[][..], Vec::as_slice);
        for &function in impls.iter().flat_map(|&id| &program.impls[id].functions) {
            let name = program.functions[function].function.name;
            program.implementations.entry((of, name)).or_default().push(function);
        }
    }
}

/// The last segment of a trait outside, under its own name where an import renames it.
fn external_trait(
    resolver: &Resolver<'_, '_>,
    module: ModuleId,
    path: Option<&Path>,
) -> Option<Name> {
    let path = path?;
    match resolver.path(module, &[], path, Namespace::Types).map(|resolved| resolved.def) {
        Some(Def::External(name)) => Some(crate::knowledge::last_segment(name)),
        _ => path.segments.last().map(|segment| segment.name),
    }
}

fn impl_head(
    resolver: &Resolver<'_, '_>,
    program: &Program<'_>,
    module: ModuleId,
    ty: &TypeRef,
    generics: &Generics,
) -> Head {
    match ty {
        TypeRef::Ref { inner, .. } => impl_head(resolver, program, module, inner, generics),
        TypeRef::Path(path) => {
            let single = path.segments.len() == 1;
            if single && generics.params.iter().any(|param| param.name == path.segments[0].name) {
                return Head::Any;
            }
            let subst = Subst::default();
            let scope = TypeScope::of_item(module, [Some(generics), None], &subst);
            match resolver.ty(program, scope, ty) {
                Ty::Adt(id, _) => Head::Type(id),
                Ty::External(path, args) => wrapped_head(path, &args),
                _ => Head::External(intern("?")),
            }
        }
        _ => Head::External(intern("?")),
    }
}

/// `impl Trait for Arc<T>` serves values that are kept as plain `T`.
fn wrapped_head(path: Name, args: &[Ty]) -> Head {
    let wrapper = ["std::sync::Arc", "std::rc::Rc", "std::boxed::Box"].contains(&path.as_str());
    match (wrapper, args.first()) {
        (true, Some(Ty::Adt(id, _))) => Head::Type(*id),
        (true, Some(Ty::External(inner, args))) => wrapped_head(*inner, args),
        (true, Some(Ty::Traits(_))) => Head::Any,
        _ => Head::External(path),
    }
}
