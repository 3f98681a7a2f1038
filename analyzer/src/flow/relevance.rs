//! Which types can hold a handle and which functions can matter, found by name before anything is evaluated.
//!
//! It errs on the side of too much: what it leaves out is never entered.

use super::keys::{Key, keys_of, own_keys, owner_name};
use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Name, Path, TypeRef};
use crate::knowledge::{HandleKind, Knowledge};
use crate::limits::Limit;
use crate::program::{FnId, Head, Owner, Program, TraitId, TypeId};
use crate::resolve::paths::Resolver;
use crate::resolve::types::{Subst, Ty, TypeScope};

/// The answer, computed once.
#[derive(Debug, Default)]
pub(crate) struct Relevance {
    carriers: FxHashSet<TypeId>,
    carrying_traits: FxHashSet<TraitId>,
    functions: FxHashSet<FnId>,
    /// What each relevant function refers to.
    references: FxHashMap<FnId, Vec<Key>>,
    /// Functions that matter, whose callers are not told from those of others with the same name.
    unheard: Vec<FnId>,
}

impl Relevance {
    pub(crate) fn new(
        program: &Program<'_>,
        knowledge: &Knowledge,
        resolver: &Resolver<'_, '_>,
    ) -> Self {
        let mut relevance = Self::default();
        relevance.find_carriers(program, knowledge, resolver);
        relevance.find_functions(program, knowledge, resolver);
        relevance
    }

    /// Whether a function can lead to an operation or handle.
    pub(crate) fn matters(&self, id: FnId) -> bool {
        self.functions.contains(&id)
    }

    /// Methods that matter and share their name with so many others that some callers were not believed to mean them: the
    /// first of each name, with those callers that do not matter for another reason.
    pub(crate) fn unheard(&self, program: &Program<'_>) -> Vec<(FnId, usize)> {
        let mut by_name: BTreeMap<Name, FnId> = BTreeMap::new();
        for &id in &self.unheard {
            let first = by_name.entry(program.function(id).function.name).or_insert(id);
            *first = id.min(*first);
        }
        let callers = |name: Name| {
            let calls = |keys: &Vec<Key>| keys.contains(&Key::Method(name));
            let all = self.references.iter().filter(|(_, keys)| calls(keys));
            all.filter(|(id, _)| !self.matters(**id)).count()
        };
        let counted = by_name.into_iter().map(|(name, id)| (id, callers(name)));
        counted.filter(|&(_, callers)| callers > 0).collect()
    }

    /// Whether a type's values can hold a handle.
    pub(crate) fn is_carrier(&self, id: TypeId) -> bool {
        self.carriers.contains(&id)
    }

    /// What a relevant function refers to.
    pub(crate) fn references(&self, id: FnId) -> &[Key] {
        self.references.get(&id).map_or(&[], Vec::as_slice)
    }

    /// Whether values of a type can hold a handle.
    pub(crate) fn carries(&self, ty: &Ty, knowledge: &Knowledge) -> bool {
        match ty {
            Ty::Unknown => false,
            Ty::Adt(id, args) => {
                self.is_carrier(*id) || args.iter().any(|arg| self.carries(arg, knowledge))
            }
            Ty::External(path, args) => {
                knowledge.handle(*path).is_some()
                    || args.iter().any(|arg| self.carries(arg, knowledge))
            }
            Ty::Tuple(items) => items.iter().any(|item| self.carries(item, knowledge)),
            Ty::Slice(inner) => self.carries(inner, knowledge),
            Ty::Traits(bounds) => bounds.iter().any(|bound| {
                bound.id.is_some_and(|id| self.carrying_traits.contains(&id))
                    || bound.output.as_ref().is_some_and(|output| self.carries(output, knowledge))
            }),
        }
    }

    fn find_carriers(
        &mut self,
        program: &Program<'_>,
        knowledge: &Knowledge,
        resolver: &Resolver<'_, '_>,
    ) {
        let subst = Subst::default();
        let fields: Vec<Vec<Ty>> = program
            .types
            .iter()
            .map(|data| {
                let generics = [Some(&data.def.generics), None];
                let scope = TypeScope {
                    module: data.module,
                    blocks: &[],
                    self_ty: None,
                    generics,
                    subst: &subst,
                };
                let fields = data.def.variants.iter().flat_map(|variant| &variant.fields);
                fields.map(|field| resolver.ty(program, scope, &field.ty)).collect()
            })
            .collect();
        self.carriers.extend(called_by_clients(program, knowledge));
        loop {
            let before = (self.carriers.len(), self.carrying_traits.len());
            for (id, fields) in program.types.ids().zip(&fields) {
                if !self.carriers.contains(&id)
                    && fields.iter().any(|ty| self.carries(ty, knowledge))
                {
                    self.carriers.insert(id);
                }
            }
            self.find_carrying_traits(program, knowledge);
            if before == (self.carriers.len(), self.carrying_traits.len()) {
                return;
            }
        }
    }

    fn find_carrying_traits(&mut self, program: &Program<'_>, knowledge: &Knowledge) {
        for (&id, impls) in sorted(&program.impls_of_trait) {
            let carrying = impls.iter().any(|of| {
                program.impls_of_head.iter().any(|(head, heads)| {
                    heads.contains(of)
                        && match head {
                            Head::Type(ty) => self.carriers.contains(ty),
                            Head::External(path) => {
                                matches!(
                                    knowledge.handle(*path),
                                    Some((_, HandleKind::Channel | HandleKind::Connection))
                                )
                            }
                            Head::Any => false,
                        }
                })
            });
            if carrying {
                self.carrying_traits.insert(id);
            }
        }
    }

    /// Names of statics whose type can hold a handle.
    fn carrying_statics(
        &self,
        program: &Program<'_>,
        knowledge: &Knowledge,
        resolver: &Resolver<'_, '_>,
    ) -> FxHashSet<Name> {
        let subst = Subst::default();
        let carrying = program.statics.iter().filter(|data| {
            let generics = [None, None];
            let scope = TypeScope {
                module: data.module,
                blocks: &[],
                self_ty: None,
                generics,
                subst: &subst,
            };
            self.carries(&resolver.ty(program, scope, data.ty), knowledge)
        });
        carrying.map(|data| data.name).collect()
    }

    /// Whether a function takes or gives something that can hold a handle.
    fn signature_carries(
        &self,
        program: &Program<'_>,
        knowledge: &Knowledge,
        resolver: &Resolver<'_, '_>,
        id: FnId,
    ) -> bool {
        let data = program.function(id);
        let subst = Subst::default();
        let owner = match data.owner {
            Owner::Impl(of) => Some(&program.impls[of].def.generics),
            Owner::Trait(of) => Some(&program.traits[of].def.generics),
            Owner::Free => None,
        };
        let generics = [Some(&data.function.generics), owner];
        let scope =
            TypeScope { module: data.module, blocks: &[], self_ty: None, generics, subst: &subst };
        let mut written =
            data.function.params.iter().map(|param| &param.ty).chain(&data.function.ret);
        written.any(|ty| self.carries(&resolver.ty(program, scope, ty), knowledge))
    }

    /// Whether a function gives options of a client: what they say may matter.
    fn gives_options(
        program: &Program<'_>,
        knowledge: &Knowledge,
        resolver: &Resolver<'_, '_>,
        id: FnId,
    ) -> bool {
        let data = program.function(id);
        let Some(ret @ TypeRef::Path(_)) = &data.function.ret else { return false };
        let subst = Subst::default();
        let generics = [Some(&data.function.generics), None];
        let scope =
            TypeScope { module: data.module, blocks: &[], self_ty: None, generics, subst: &subst };
        matches!(resolver.ty(program, scope, ret), Ty::External(path, _) if knowledge.is_client_path(path))
    }

    fn find_functions(
        &mut self,
        program: &Program<'_>,
        knowledge: &Knowledge,
        resolver: &Resolver<'_, '_>,
    ) {
        let distinctive: FxHashSet<Name> = knowledge.distinctive_methods().collect();
        let carrier_names: FxHashSet<Name> =
            self.carriers.iter().map(|id| program.ty(*id).def.name).collect();
        let is_telling = |name: Name| {
            let mut within = program.names_within(name);
            within.any(|name| carrier_names.contains(&name) || knowledge.is_handle_name(name))
        };
        let statics = self.carrying_statics(program, knowledge, resolver);
        let openings = knowledge.opening_functions();
        let mut callers: FxHashMap<Key, Vec<FnId>> = FxHashMap::default();
        let mut bearers: FxHashMap<Name, u32> = FxHashMap::default();
        for data in program.functions.iter().filter(|data| data.function.receiver.is_some()) {
            *bearers.entry(data.function.name).or_default() += 1;
        }
        let mut work: Vec<FnId> = Vec::new();
        for (id, data) in program.functions.entries() {
            let owner = owner_name(program, data.owner);
            let written =
                data.function.params.iter().map(|param| &param.ty).chain(&data.function.ret);
            let gives_self = data.function.ret.as_ref().is_some_and(mentions_self);
            let carrier = owner.is_some_and(|owner| {
                program.names_behind(owner).any(|owner| carrier_names.contains(&owner))
            });
            let mut seed = gives_self && carrier
                || Self::gives_options(program, knowledge, resolver, id)
                || written.clone().any(|ty| mentions(ty, &is_telling))
                    && self.signature_carries(program, knowledge, resolver, id);
            if let Some(body) = &data.function.body {
                let keys = keys_of(program, body, owner);
                seed |= keys.iter().any(|key| match key {
                    Key::Method(name) => distinctive.contains(name),
                    Key::Assoc(ty, name) => {
                        distinctive.contains(name) || openings.contains(&(*ty, *name))
                    }
                    Key::Free(name) => statics.contains(name),
                });
                for &key in &keys {
                    callers.entry(key).or_default().push(id);
                }
                self.references.insert(id, keys);
            }
            if seed {
                work.push(id);
            }
        }
        while let Some(id) = work.pop() {
            if !self.functions.insert(id) {
                continue;
            }
            for key in own_keys(program, id) {
                // `x.run()` says nothing in a program with dozens of `run`s: each is an entry point of its own then.
                if let Key::Method(name) = key
                    && bearers.get(&name).is_some_and(|&count| count > Limit::Bearers.most())
                {
                    self.unheard.push(id);
                    continue;
                }
                work.extend(
                    callers
                        .get(&key)
                        .into_iter()
                        .flatten()
                        .filter(|caller| !self.functions.contains(caller)),
                );
            }
        }
    }
}

/// Types whose methods a client calls with a channel: a consumer is followed from its making to where it is registered.
fn called_by_clients(program: &Program<'_>, knowledge: &Knowledge) -> Vec<TypeId> {
    let callbacks = knowledge.clients.iter().flat_map(|client| &client.callbacks);
    let impls: Vec<_> = callbacks
        .filter_map(|callback| program.impls_of_external.get(&ustr::ustr(&callback.of_trait)))
        .flatten()
        .collect();
    let of = |(head, all): (&Head, &Vec<crate::program::ImplId>)| match head {
        Head::Type(id) if all.iter().any(|one| impls.contains(&one)) => Some(*id),
        _ => None,
    };
    program.impls_of_head.iter().filter_map(of).collect()
}

fn sorted<K: Ord + std::hash::Hash, V>(map: &FxHashMap<K, V>) -> Vec<(&K, &V)> {
    let mut all: Vec<_> = map.iter().collect();
    all.sort_by_key(|(key, _)| *key);
    all
}

/// Whether a written type is or wraps `Self`.
fn mentions_self(ty: &TypeRef) -> bool {
    match ty {
        TypeRef::Path(path) => path
            .segments
            .iter()
            .any(|segment| segment.name == "Self" || segment.args.iter().any(mentions_self)),
        TypeRef::Ref { inner, .. } => mentions_self(inner),
        TypeRef::Tuple(items) => items.iter().any(mentions_self),
        _ => false,
    }
}

/// Whether a written type names something telling, by last segments.
fn mentions(ty: &TypeRef, is_telling: &impl Fn(Name) -> bool) -> bool {
    let in_path = |path: &Path| {
        path.segments.iter().any(|segment| {
            is_telling(segment.name)
                || segment.args.iter().any(|arg| mentions(arg, is_telling))
                || segment.bindings.iter().any(|(_, arg)| mentions(arg, is_telling))
        })
    };
    match ty {
        TypeRef::Path(path) => in_path(path),
        TypeRef::Ref { inner, .. } | TypeRef::Slice(inner) => mentions(inner, is_telling),
        TypeRef::Tuple(items) => items.iter().any(|item| mentions(item, is_telling)),
        TypeRef::Dyn(bounds) | TypeRef::Impl(bounds) => bounds.iter().any(in_path),
        _ => false,
    }
}
