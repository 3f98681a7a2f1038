//! Which types can hold a handle and which functions can matter, found before anything is evaluated.
//!
//! It errs on the side of too much: what it leaves out is never entered.

mod carriers;
mod constructed;
mod settings;
mod turns;
mod work;

use rustc_hash::FxHashSet;

use crate::callgraph::CallGraph;
use crate::facts::{Body, ExprId, ExprKind, Name, Path, TypeRef, intern};
use crate::knowledge::Knowledge;
use crate::program::{FnId, Head, Owner, Program, TraitId, TypeId};
use crate::resolve::paths::Resolver;
use crate::resolve::types::{Subst, Ty, TypeScope};
use crate::types::Types;
use crate::types::infer::{Callee, Target};
use carriers::Carriers;
use settings::Settings;
use work::Work;
pub(crate) use work::{Site, Works};

/// The answer, computed once.
#[derive(Debug)]
pub(crate) struct Relevance {
    carriers: FxHashSet<TypeId>,
    carrying_traits: FxHashSet<TraitId>,
    functions: FxHashSet<FnId>,
    settings: Settings,
    constructed: FxHashSet<TypeId>,
    /// Functions that can lead to an opening, and those that give what can hold a handle: asked where no type says who owns
    /// a value.
    opening: FxHashSet<FnId>,
    giving: FxHashSet<FnId>,
    work: Work,
    /// Functions that begin or end something for their callers, where no value says so.
    turns: FxHashSet<FnId>,
}

impl Relevance {
    pub(crate) fn new(
        program: &Program<'_>,
        (types, calls): (&Types<'_, '_>, &CallGraph),
        knowledge: &Knowledge,
        resolver: &Resolver<'_, '_>,
    ) -> Self {
        let Carriers { types: carriers, traits: carrying_traits } =
            Carriers::new(program, knowledge, resolver);
        let mut relevance = Self {
            carriers,
            carrying_traits,
            functions: FxHashSet::default(),
            settings: Settings::new(program, types, knowledge, resolver),
            constructed: FxHashSet::default(),
            opening: FxHashSet::default(),
            giving: FxHashSet::default(),
            work: Work::new(program, (types, calls), knowledge, resolver),
            turns: FxHashSet::default(),
        };
        // Elsewhere a type says who owns a value, and nobody asks.
        if knowledge.language.shares_without_a_word() {
            relevance.opening = calls.leading_to(opens_handles(program, types, knowledge));
            let ids = program.functions.ids();
            relevance.giving = ids
                .filter(|&id| relevance.result_carries(program, knowledge, resolver, id))
                .collect();
            relevance.turns = turns::turns(program, (types, calls), knowledge, resolver);
        }
        // Carriers are known by now: signatures are asked for them.
        let telling = relevance.telling(program, knowledge, resolver);
        let uses = uses_handles(program, types, knowledge);
        relevance.constructed =
            constructed::constructed(program, types, knowledge, resolver, &relevance);
        relevance.functions = calls.leading_to(telling.into_iter().chain(uses));
        relevance
    }

    /// Whether a function can lead to an operation or handle.
    pub(crate) fn matters(&self, id: FnId) -> bool {
        self.functions.contains(&id)
    }

    /// Whether a function waits for something outside of the program, where no word says so.
    pub(crate) fn is_working(&self, id: FnId) -> bool {
        self.work.of_function(id) == Works::Surely
    }

    /// Whether a call waits for something outside of the program, where no word says so.
    pub(crate) fn works(
        &self,
        site: Site<'_>,
        call: ExprId,
        knowledge: &Knowledge,
        resolver: &Resolver<'_, '_>,
    ) -> Works {
        self.work.of(site, call, knowledge, resolver)
    }

    /// Whether a function can lead to the opening of a handle.
    pub(crate) fn opens(&self, id: FnId) -> bool {
        self.opening.contains(&id)
    }

    /// Whether what a function gives can hold a handle.
    pub(crate) fn gives(&self, id: FnId) -> bool {
        self.giving.contains(&id)
    }

    /// Whether what a function gives may say how an operation is meant.
    pub(crate) fn sets(&self, id: FnId) -> bool {
        self.settings.is_function(id)
    }

    /// Whether a function begins or ends for its callers what orders their operations.
    pub(crate) fn turns(&self, id: FnId) -> bool {
        self.turns.contains(&id)
    }

    /// Whether options of operations are read from values of a type.
    pub(crate) fn is_setting(&self, id: TypeId) -> bool {
        self.settings.is_type(id)
    }

    /// Whether every value of a type with handles comes from the type's own functions.
    pub(crate) fn is_constructed(&self, id: TypeId) -> bool {
        self.constructed.contains(&id)
    }

    /// Whether a type's values can hold a handle.
    pub(crate) fn is_carrier(&self, id: TypeId) -> bool {
        self.carriers.contains(&id)
    }

    /// Whether some type with a trait can hold a handle.
    pub(crate) fn is_carrying_trait(&self, id: TraitId) -> bool {
        self.carrying_traits.contains(&id)
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

    /// Names of statics whose type can hold a handle.
    fn carrying_statics(
        &self,
        program: &Program<'_>,
        knowledge: &Knowledge,
        resolver: &Resolver<'_, '_>,
    ) -> FxHashSet<Name> {
        let subst = Subst::default();
        let carrying = program.statics.iter().filter(|data| {
            let scope = TypeScope::of_item(data.module, [None, None], &subst);
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
        let scope = TypeScope::of_item(data.module, generics, &subst);
        let mut written =
            data.function.params.iter().map(|param| &param.ty).chain(&data.function.ret);
        written.any(|ty| self.carries(&resolver.ty(program, scope, ty), knowledge))
    }

    fn result_carries(
        &self,
        program: &Program<'_>,
        knowledge: &Knowledge,
        resolver: &Resolver<'_, '_>,
        id: FnId,
    ) -> bool {
        let data = program.function(id);
        let subst = Subst::default();
        let scope = TypeScope::of_item(data.module, [Some(&data.function.generics), None], &subst);
        let ret = data.function.ret.as_ref();
        ret.is_some_and(|ret| self.carries(&resolver.ty(program, scope, ret), knowledge))
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
        let of = mentions_self(ret).then(|| owner_type(program, resolver, id)).flatten();
        let scope = TypeScope::of_item(data.module, generics, &subst).with_self(of.as_ref());
        matches!(resolver.ty(program, scope, ret), Ty::External(path, _) if knowledge.is_client_path(path))
    }

    /// Functions that take, give or make what can hold a handle, or do something with one.
    fn telling(
        &self,
        program: &Program<'_>,
        knowledge: &Knowledge,
        resolver: &Resolver<'_, '_>,
    ) -> Vec<FnId> {
        let carriers: FxHashSet<Name> =
            self.carriers.iter().map(|id| program.ty(*id).def.name).collect();
        let is_telling = |name: Name| {
            let mut within = program.names_within(name);
            within.any(|name| carriers.contains(&name) || knowledge.is_handle_name(name))
        };
        let words = Words {
            distinctive: knowledge.distinctive_methods().collect(),
            openings: knowledge.opening_functions().into_iter().collect(),
            statics: self.carrying_statics(program, knowledge, resolver),
        };
        let tells = |id: FnId| {
            let data = program.function(id);
            let mut written =
                data.function.params.iter().map(|param| &param.ty).chain(&data.function.ret);
            self.makes_itself(program, id)
                || Self::gives_options(program, knowledge, resolver, id)
                || written.any(|ty| mentions(ty, &is_telling))
                    && self.signature_carries(program, knowledge, resolver, id)
                || data.function.body.as_ref().is_some_and(|body| words.are_in(program, body))
        };
        program.functions.ids().filter(|&id| tells(id)).collect()
    }

    /// Whether a function of a type that can hold a handle gives one of that type.
    fn makes_itself(&self, program: &Program<'_>, id: FnId) -> bool {
        let data = program.function(id);
        let gives_self = data.function.ret.as_ref().is_some_and(mentions_self);
        let Owner::Impl(of) = data.owner else { return false };
        let impls = |id: &TypeId| program.impls_of_head.get(&Head::Type(*id));
        gives_self && self.carriers.iter().filter_map(impls).any(|impls| impls.contains(&of))
    }
}

/// The type whose `impl` a function stands in.
fn owner_type(program: &Program<'_>, resolver: &Resolver<'_, '_>, id: FnId) -> Option<Ty> {
    let Owner::Impl(of) = program.function(id).owner else { return None };
    let data = &program.impls[of];
    let subst = Subst::default();
    let scope = TypeScope::of_item(data.module, [Some(&data.def.generics), None], &subst);
    Some(resolver.ty(program, scope, &data.def.self_ty))
}

/// Functions that call a method of a handle's type, whatever its name.
fn uses_handles<'p>(
    program: &'p Program<'_>,
    types: &'p Types<'_, '_>,
    knowledge: &'p Knowledge,
) -> impl Iterator<Item = FnId> + 'p {
    let is_of_handle = |target: &Target| {
        let Callee::Outside(path) = target.callee else { return false };
        // The method's own path begins with the type that it is of.
        let owner = path.as_str().rsplit_once("::").map(|(owner, _)| intern(owner));
        owner.is_some_and(|owner| knowledge.handle(owner).is_some())
    };
    let uses = move |id: &FnId| {
        let data = program.function(*id);
        let known = data.function.body.as_ref().and_then(|body| types.of(data.module, body));
        known.is_some_and(|known| known.calls.values().any(is_of_handle))
    };
    program.functions.ids().filter(uses)
}

/// Functions that open a connection or a channel themselves.
fn opens_handles<'p>(
    program: &'p Program<'_>,
    types: &'p Types<'_, '_>,
    knowledge: &'p Knowledge,
) -> impl Iterator<Item = FnId> + 'p {
    let by_method = |path: Name| {
        let (owner, method) = path.as_str().rsplit_once("::")?;
        let (client, kind) = knowledge.handle(intern(owner))?;
        let mut opens = knowledge.opens_by_method(intern(method)).iter();
        Some(opens.any(|(known, open)| *known == client && open.on == Some(kind)))
    };
    let is_opening = move |target: &Target| match target.callee {
        Callee::Outside(path) => {
            knowledge.open_by_path(path).is_some() || by_method(path).unwrap_or(false)
        }
        _ => false,
    };
    let opens = move |id: &FnId| {
        let data = program.function(*id);
        let known = data.function.body.as_ref().and_then(|body| types.of(data.module, body));
        known.is_some_and(|known| known.calls.values().any(is_opening))
    };
    program.functions.ids().filter(opens)
}

/// Names that say by themselves that a body does something with handles, whatever is known of its types.
struct Words {
    distinctive: FxHashSet<Name>,
    openings: FxHashSet<(Name, Name)>,
    statics: FxHashSet<Name>,
}

impl Words {
    fn are_in(&self, program: &Program<'_>, body: &Body) -> bool {
        body.exprs.iter().any(|expr| match &expr.kind {
            ExprKind::MethodCall { name, .. } | ExprKind::QualifiedPath { name, .. } => {
                self.distinctive.contains(name)
            }
            ExprKind::Path(path) => self.are_path(program, path),
            _ => false,
        })
    }

    fn are_path(&self, program: &Program<'_>, path: &Path) -> bool {
        let Some(last) = path.segments.last() else { return false };
        // `use x::CHANNEL as C` is meant, too.
        if program.names_behind(last.name).any(|name| self.statics.contains(&name)) {
            return true;
        }
        let [.., ty, _] = &path.segments[..] else { return false };
        self.distinctive.contains(&last.name)
            || program.names_behind(ty.name).any(|ty| self.openings.contains(&(ty, last.name)))
    }
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
