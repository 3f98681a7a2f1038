//! Which types and traits of the program can hold a handle: each is looked at once, when something that it holds turns out to.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::intern;
use crate::knowledge::{HandleKind, Knowledge};
use crate::program::{Head, ImplId, Program, TraitId, TypeId};
use crate::resolve::paths::Resolver;
use crate::resolve::types::{Subst, Ty, TypeScope};

/// The types and traits whose values can hold a handle.
#[derive(Debug, Default)]
pub(super) struct Carriers {
    pub(super) types: FxHashSet<TypeId>,
    pub(super) traits: FxHashSet<TraitId>,
}

/// What can hold a handle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Carrier {
    Type(TypeId),
    Trait(TraitId),
}

impl Carriers {
    pub(super) fn new(
        program: &Program<'_>,
        knowledge: &Knowledge,
        resolver: &Resolver<'_, '_>,
    ) -> Self {
        let mut holders: FxHashMap<Carrier, Vec<TypeId>> = FxHashMap::default();
        let mut work: Vec<Carrier> = Vec::new();
        for id in program.types.ids() {
            for ty in fields(program, resolver, id) {
                each_part(&ty, &mut |part| match part {
                    // Type arguments count as fields do: `Holder<Channel>` holds what it is given.
                    Part::Outside(path) if knowledge.handle(path).is_some() => {
                        work.push(Carrier::Type(id));
                    }
                    Part::Outside(_) => {}
                    Part::Own(own) => holders.entry(own).or_default().push(id),
                });
            }
        }
        let implemented = Implemented::new(program, knowledge);
        work.extend(called_by_clients(program, knowledge).into_iter().map(Carrier::Type));
        work.extend(implemented.by_handles.iter().map(|&id| Carrier::Trait(id)));
        let mut carriers = Self::default();
        while let Some(carrier) = work.pop() {
            let is_new = match carrier {
                Carrier::Type(id) => carriers.types.insert(id),
                Carrier::Trait(id) => carriers.traits.insert(id),
            };
            // Each type is looked at once, so that types that hold each other end.
            if !is_new {
                continue;
            }
            work.extend(holders.get(&carrier).into_iter().flatten().map(|&id| Carrier::Type(id)));
            if let Carrier::Type(id) = carrier {
                let traits = implemented.by_types.get(&id).into_iter().flatten();
                work.extend(traits.map(|&id| Carrier::Trait(id)));
            }
        }
        carriers
    }
}

/// The traits of the program that something is known to have.
#[derive(Default)]
struct Implemented {
    by_types: FxHashMap<TypeId, Vec<TraitId>>,
    /// Those of channels and connections.
    by_handles: Vec<TraitId>,
}

impl Implemented {
    fn new(program: &Program<'_>, knowledge: &Knowledge) -> Self {
        let of = program.impls_of_trait.iter();
        let of = of.flat_map(|(id, impls)| impls.iter().map(|&block| (block, *id)));
        let of: FxHashMap<ImplId, TraitId> = of.collect();
        let is_handle = |path| {
            let kind = knowledge.handle(path).map(|(_, kind)| kind);
            matches!(kind, Some(HandleKind::Channel | HandleKind::Connection))
        };
        let mut implemented = Self::default();
        program.impls_of_head.iter().for_each(|(head, blocks)| {
            let traits = blocks.iter().filter_map(|block| of.get(block)).copied();
            match head {
                Head::Type(id) => implemented.by_types.entry(*id).or_default().extend(traits),
                // A trait that a channel itself has can stand for a channel.
                Head::External(path) if is_handle(*path) => implemented.by_handles.extend(traits),
                Head::External(_) | Head::Any => {}
            }
        });
        implemented
    }
}

/// Something that a type is made of.
enum Part {
    Own(Carrier),
    Outside(crate::facts::Name),
}

fn each_part(ty: &Ty, f: &mut impl FnMut(Part)) {
    match ty {
        Ty::Unknown => {}
        Ty::Adt(id, args) => {
            f(Part::Own(Carrier::Type(*id)));
            args.iter().for_each(|arg| each_part(arg, f));
        }
        Ty::External(path, args) => {
            f(Part::Outside(*path));
            args.iter().for_each(|arg| each_part(arg, f));
        }
        Ty::Tuple(items) => items.iter().for_each(|item| each_part(item, f)),
        Ty::Slice(inner) => each_part(inner, f),
        Ty::Traits(bounds) => {
            for bound in bounds.iter() {
                bound.id.into_iter().for_each(|id| f(Part::Own(Carrier::Trait(id))));
                bound.output.iter().for_each(|output| each_part(output, f));
            }
        }
    }
}

/// The types of a type's fields.
fn fields(program: &Program<'_>, resolver: &Resolver<'_, '_>, id: TypeId) -> Vec<Ty> {
    let data = program.ty(id);
    let subst = Subst::default();
    let scope = TypeScope::of_item(data.module, [Some(&data.def.generics), None], &subst);
    let fields = data.def.variants.iter().flat_map(|variant| &variant.fields);
    fields.map(|field| resolver.ty(program, scope, &field.ty)).collect()
}

/// Types whose methods a client calls with a channel: a consumer is followed from its making to where it is registered.
fn called_by_clients(program: &Program<'_>, knowledge: &Knowledge) -> Vec<TypeId> {
    let callbacks = knowledge.clients.iter().flat_map(|client| &client.callbacks);
    let impls: FxHashSet<ImplId> = callbacks
        .filter_map(|callback| program.impls_of_external.get(&intern(&callback.of_trait)))
        .flatten()
        .copied()
        .collect();
    let of = |(head, all): (&Head, &Vec<ImplId>)| match head {
        Head::Type(id) if all.iter().any(|one| impls.contains(one)) => Some(*id),
        _ => None,
    };
    program.impls_of_head.iter().filter_map(of).collect()
}
