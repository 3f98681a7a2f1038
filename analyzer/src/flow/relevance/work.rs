//! Which calls work: they wait for something outside of the program, such as a database. Asked where no word at a call says
//! that it waits: of every call in a language without such a word, elsewhere of calls that stop the thread.
//!
//! Functions of the program work when they lead to such a call. What is done with what was made of a message is not known here.

use rustc_hash::FxHashSet;

use crate::callgraph::CallGraph;
use crate::facts::{Body, ExprId, ExprKind, Name, intern};
use crate::flow::observe::step::is_saying;
use crate::knowledge::{Knowledge, WaitsFor};
use crate::program::{Def, FnId, ModuleId, Program};
use crate::resolve::paths::{Namespace, Resolver};
use crate::types::Types;
use crate::types::infer::{BodyTypes, Callee};
use crate::types::ty::{TraitKey, Ty};

/// Whether a call waits for something outside of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Works {
    /// It computes something.
    No,
    /// Nobody knows.
    Maybe,
    /// It does.
    Surely,
}

/// A body in which calls stand.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Site<'s> {
    pub(crate) module: ModuleId,
    pub(crate) body: &'s Body,
    pub(crate) types: &'s BodyTypes,
}

/// Functions that work.
#[derive(Debug, Default)]
pub(super) struct Work {
    surely: FxHashSet<FnId>,
    maybe: FxHashSet<FnId>,
}

impl Work {
    pub(super) fn new(
        program: &Program<'_>,
        (types, calls): (&Types<'_, '_>, &CallGraph),
        knowledge: &Knowledge,
        resolver: &Resolver<'_, '_>,
    ) -> Self {
        let says_so = !knowledge.language.waits_without_a_word();
        let (mut surely, mut maybe) = (Vec::new(), Vec::new());
        for id in program.functions.ids() {
            let data = program.function(id);
            let Some(body) = &data.function.body else { continue };
            if says_so && data.function.is_async {
                continue;
            }
            let Some(types) = types.of(data.module, body) else { continue };
            match most(Site { module: data.module, body, types }, knowledge, resolver) {
                Works::No => {}
                Works::Maybe => maybe.push(id),
                Works::Surely => surely.push(id),
            }
        }
        Self { surely: calls.leading_to(surely), maybe: calls.leading_to(maybe) }
    }

    /// Whether a call works.
    pub(super) fn of(
        &self,
        site: Site<'_>,
        call: ExprId,
        knowledge: &Knowledge,
        resolver: &Resolver<'_, '_>,
    ) -> Works {
        let alone = works(site, call, knowledge, resolver);
        match site.callee(call) {
            Some(Callee::Own(id) | Callee::Trait(id)) => alone.max(self.of_function(id)),
            _ => alone,
        }
    }

    pub(super) fn of_function(&self, id: FnId) -> Works {
        if self.surely.contains(&id) {
            Works::Surely
        } else if self.maybe.contains(&id) {
            Works::Maybe
        } else {
            Works::No
        }
    }
}

impl Site<'_> {
    fn callee(&self, call: ExprId) -> Option<Callee> {
        self.types.calls.get(&call).map(|target| target.callee)
    }

    /// The path of a function or method outside, declared or not.
    fn outside(&self, call: ExprId, resolver: &Resolver<'_, '_>) -> Option<Name> {
        if let Some(Callee::Outside(path)) = self.callee(call) {
            return Some(path);
        }
        match &self.body.exprs[call].kind {
            ExprKind::Call { callee, .. } => {
                let ExprKind::Path(path) = &self.body.exprs[*callee].kind else { return None };
                let meant = resolver.path(self.module, &[], path, Namespace::Values)?;
                match (meant.def, meant.rest) {
                    (Def::External(path), 0) => Some(path),
                    _ => None,
                }
            }
            ExprKind::MethodCall { receiver, name, .. } => match &self.types.exprs[*receiver] {
                Ty::External(path, _) => Some(intern(&format!("{path}::{name}"))),
                _ => None,
            },
            _ => None,
        }
    }
}

/// The most that a call in a body does.
fn most(site: Site<'_>, knowledge: &Knowledge, resolver: &Resolver<'_, '_>) -> Works {
    let calls = site.body.exprs.ids().map(|id| works(site, id, knowledge, resolver));
    calls.max().unwrap_or(Works::No)
}

/// What one call does, as far as it is no function of the program.
fn works(
    site: Site<'_>,
    call: ExprId,
    knowledge: &Knowledge,
    resolver: &Resolver<'_, '_>,
) -> Works {
    let Some((name, args)) = called(site.body, call) else { return Works::No };
    if !knowledge.language.waits_without_a_word() {
        let stops =
            knowledge.may_take_time(name) && stops_the_thread(site, call, knowledge, resolver);
        return if stops { Works::Surely } else { Works::No };
    }
    let is_own = matches!(
        site.callee(call),
        Some(Callee::Own(_) | Callee::Constructor(..) | Callee::OutsideConstructor(_))
    );
    if is_own || is_saying(name) {
        return Works::No;
    }
    let outside = site.outside(call, resolver);
    if outside.is_some_and(|path| knowledge.waits_for(path) == Some(WaitsFor::Time)) {
        return Works::Surely;
    }
    let only_computes = outside.is_some_and(|path| {
        knowledge.is_client_path(path) || knowledge.language.is_of_its_library(path.as_str())
    });
    if only_computes {
        return Works::No;
    }
    let is_given = |arg: &ExprId| is_given_to_wait(knowledge, &site.types.exprs[*arg]);
    if args.iter().any(is_given) { Works::Surely } else { Works::Maybe }
}

/// Whether a call takes time before it is over: it gives no future that takes it later.
fn stops_the_thread(
    site: Site<'_>,
    call: ExprId,
    knowledge: &Knowledge,
    resolver: &Resolver<'_, '_>,
) -> bool {
    let of_path = || knowledge.waits_for(site.outside(call, resolver)?);
    let of_type = || match &site.body.exprs[call].kind {
        ExprKind::MethodCall { receiver, name, .. } => match &site.types.exprs[*receiver] {
            Ty::External(path, _) => knowledge.waits_for_on(*path, *name),
            _ => None,
        },
        _ => None,
    };
    let takes_time = Some(WaitsFor::Time);
    !matches!(site.types.exprs[call], Ty::Future(_))
        && (of_path() == takes_time || of_type() == takes_time)
}

/// The name of what is called, and what it is given.
fn called(body: &Body, call: ExprId) -> Option<(Name, &[ExprId])> {
    match &body.exprs[call].kind {
        ExprKind::Call { callee, args } => match &body.exprs[*callee].kind {
            ExprKind::Path(path) => Some((path.segments.last()?.name, args)),
            _ => None,
        },
        ExprKind::MethodCall { name, args, .. } => Some((*name, args)),
        _ => None,
    }
}

/// Whether a value of a type is given to what may wait.
fn is_given_to_wait(knowledge: &Knowledge, ty: &Ty) -> bool {
    match ty {
        Ty::External(path, _) => knowledge.is_given_to_wait(*path),
        Ty::Bounds(bounds) => bounds.iter().any(|bound| match bound.of {
            TraitKey::Outside(path) => knowledge.is_given_to_wait(path),
            TraitKey::Own(_) => false,
        }),
        _ => false,
    }
}
