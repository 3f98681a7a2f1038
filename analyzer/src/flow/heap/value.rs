//! Abstract values: what a variable may hold, as far as handles, their carriers and deferred code go.
//!
//! `Option`, `Result`, `Arc`, `Box` and the like are left out: a wrapped value is the value. What is not understood is
//! `Unknown`, which never leads to a finding.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::facts::{Body, ExprId, Name, Param};
use crate::ids::{IdVec, ids};
use crate::knowledge::{ClientId, HandleKind, OperationId};
use crate::limits::Limit;
use crate::program::{FnId, ModuleId, TypeId};
use crate::resolve::types::{Subst, TraitTy, Ty};
use crate::sources::{FileId, Location};
use crate::trace::access::AccessId;
use crate::trace::handle::{Handle, OriginId, Provenance, ProvenanceKind};
use crate::trace::node::NodeId;

ids! {
    /// Index of an object on the abstract heap.
    pub(crate) ObjId
}

/// An abstract value.
#[derive(Clone, Debug)]
pub(crate) enum Value<'f> {
    /// Nothing is known, or nothing that matters.
    Unknown,
    /// What an empty option holds.
    Nothing,
    /// An object; clones of handles and reference-counted values are the same object.
    Obj(ObjId),
    /// A function of the program.
    Fn(FnId),
    /// A function outside, by its canonical path.
    ExternalFn(Name),
    /// A tuple struct or tuple variant constructor.
    Constructor(TypeId, Option<u32>),
    /// A closure with what it captured.
    Closure(Rc<Closure<'f>>),
    /// Code that runs when it is polled.
    Future(Rc<Future<'f>>),
    /// A tuple.
    Tuple(Rc<[Value<'f>]>),
    /// One of these, nobody knows which.
    Any(Rc<[Value<'f>]>),
    /// Among those: more than are kept.
    More,
    /// The running number of an iteration.
    Index(NodeId),
    /// A string.
    Str(Rc<str>),
    /// A number.
    Int(u128),
    /// A truth value.
    Bool(bool),
}

/// Where code is evaluated: names, types, `self`.
#[derive(Clone, Debug)]
pub(crate) struct Place<'f> {
    /// The body.
    pub body: &'f Body,
    /// Which of its expressions cost nothing.
    pub(crate) costless: Rc<IdVec<ExprId, bool>>,
    /// The file.
    pub file: FileId,
    /// The module.
    pub module: ModuleId,
    /// Blocks with items of their own, outermost first.
    pub blocks: Vec<ModuleId>,
    /// The function, when it is one.
    pub function: Option<FnId>,
    /// What `Self` is.
    pub self_ty: Option<Ty>,
    /// Known generic arguments.
    pub subst: Rc<Subst>,
}

/// A closure.
#[derive(Debug)]
pub(crate) struct Closure<'f> {
    /// Where it was written.
    pub place: Place<'f>,
    /// Its parameters.
    pub params: &'f [Param],
    /// Its body.
    pub body: ExprId,
    /// The variables in sight.
    pub captured: Vec<(Name, Value<'f>)>,
    /// Where it stands.
    pub at: Location,
}

/// Code that runs when it is polled.
#[derive(Debug)]
pub(crate) enum Future<'f> {
    /// An async function that was called.
    Call {
        /// The function.
        function: FnId,
        /// Its receiver and arguments.
        args: Vec<Value<'f>>,
        /// The call.
        at: Location,
    },
    /// An async block.
    Block {
        /// Where it was written.
        place: Place<'f>,
        /// Its body.
        body: ExprId,
        /// The variables in sight.
        captured: Vec<(Name, Value<'f>)>,
        /// Where it stands.
        at: Location,
    },
    /// An operation on a handle.
    Operation(PendingOperation<'f>),
    /// A method that opens a handle.
    Open {
        /// The client.
        client: ClientId,
        /// What is opened.
        gives: HandleKind,
        /// The call.
        at: Location,
        /// The connection, where it is known.
        from: Value<'f>,
    },
    /// Several at the same time.
    Together {
        /// What runs.
        lanes: Vec<LaneValue<'f>>,
        /// The call or macro.
        at: Location,
    },
    /// One after the other: what the first gives is passed to the function.
    Then {
        /// The first.
        first: Value<'f>,
        /// The function.
        then: Value<'f>,
        /// The call.
        at: Location,
    },
    /// May be dropped before it is finished.
    Cancellable {
        /// What may be dropped.
        inner: Value<'f>,
        /// The call.
        at: Location,
    },
}

/// One of several futures that run together.
#[derive(Clone, Debug)]
pub(crate) struct LaneValue<'f> {
    /// The future.
    pub value: Value<'f>,
    /// Whether it stands for many, and the iterations that made them.
    pub many: Option<Vec<NodeId>>,
}

/// An operation that was called and not yet awaited.
#[derive(Clone, Debug)]
pub(crate) struct PendingOperation<'f> {
    /// Which.
    pub operation: OperationId,
    /// The handle.
    pub handle: ObjId,
    /// The arguments.
    pub args: Vec<Value<'f>>,
    /// The call.
    pub at: Location,
    /// Where the method's name stands.
    pub name_at: Location,
}

/// An element of a collection.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'f> {
    /// The element.
    pub value: Value<'f>,
    /// The innermost iteration that put it there.
    pub iteration: Option<NodeId>,
    /// Whether it stands for copies of one value: `vec![x; n]`.
    pub copies: bool,
}

/// An object on the abstract heap.
#[derive(Clone, Debug)]
pub(crate) enum Obj<'f> {
    /// A handle.
    Handle(Handle),
    /// A value of a type of the program.
    Struct(StructValue<'f>),
    /// A value of a type outside, with what it was given.
    External {
        /// The type's or function's canonical path; empty when unknown.
        path: Name,
        /// What it was given.
        held: Vec<Value<'f>>,
    },
    /// Options of an operation, or another value of a client's type.
    Options(Options<'f>),
    /// What was sent in a delivery of this origin, as it came.
    Content(OriginId),
    /// What the broker said about a message: the wait for it.
    Verdict(AccessId),
    /// Many values.
    Collection(Vec<Entry<'f>>),
    /// An element of a collection whose making was not seen: another one each time it is looked at.
    Unseen {
        /// The element's type.
        ty: Ty,
        /// How the collection came into view.
        outside: Outside,
    },
    /// A lock's guard.
    Guard {
        /// The lock.
        lock: ObjId,
        /// What it protects.
        inner: Value<'f>,
    },
    /// A handle of a spawned context.
    Task {
        /// The context.
        spawn: NodeId,
        /// What it gives in the end.
        result: Value<'f>,
    },
    /// Some type with these traits.
    Opaque {
        /// The traits.
        bounds: Rc<[TraitTy]>,
        /// The value seen as each implementing type.
        views: FxHashMap<TypeId, ObjId>,
        /// How it came to be, for the handles inside.
        outside: Outside,
    },
}

/// Options of an operation, or another value of a client's type: what it holds can be looked for in it as in a wrapper.
#[derive(Clone, Debug)]
pub(crate) struct Options<'f> {
    /// The type's canonical path; empty when unknown.
    pub path: Name,
    /// What it was given that can lead to a handle.
    pub held: Vec<Value<'f>>,
    /// What else was set, the last word last: by field, by the builder's method or by position.
    pub set: Vec<(Name, Value<'f>)>,
    /// Whether nothing else is set.
    pub complete: bool,
}

impl Options<'_> {
    /// Nothing is set.
    pub(crate) fn new(path: Name) -> Self {
        Self { path, held: Vec::new(), set: Vec::new(), complete: true }
    }
}

impl<'f> Obj<'f> {
    /// What a value of a type outside was given, as a whole or for some option.
    pub(crate) fn given(&self) -> impl Iterator<Item = &Value<'f>> {
        let (held, set) = match self {
            Self::External { held, .. } => (&held[..], &[][..]),
            Self::Options(options) => (&options.held[..], &options.set[..]),
            _ => (&[][..], &[][..]),
        };
        held.iter().chain(set.iter().map(|(_, value)| value))
    }
}

/// A value of a struct or enum of the program.
#[derive(Clone, Debug)]
pub(crate) struct StructValue<'f> {
    /// The type.
    pub ty: TypeId,
    /// Type arguments, where they are known.
    pub args: Rc<[Ty]>,
    /// The fields that are known; of enums by `Variant::field`.
    pub fields: FxHashMap<Name, Value<'f>>,
    /// When it came from outside: how, so that missing fields can be made up.
    pub outside: Option<Outside>,
}

/// How a value came into view whose making was not seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outside {
    /// How the handles in it came into view.
    pub provenance: Provenance,
    /// The value that it was looked up in, when that came into view in the same way.
    pub(crate) inside: Option<ObjId>,
}

impl Outside {
    /// A value that came into view in no other one.
    pub(crate) fn new(kind: ProvenanceKind, at: Location, path: String) -> Self {
        Self { provenance: Provenance { kind, at, path }, inside: None }
    }

    /// A part of it, which is found in the object that it is.
    pub(crate) fn part(self, name: &str, inside: ObjId) -> Self {
        let path = format!("{}.{name}", self.provenance.path);
        let provenance = Provenance { path, ..self.provenance };
        Self { provenance, inside: Some(inside) }
    }

    /// The same when it is lost on the way.
    pub(crate) fn imprecise(self) -> Self {
        let provenance = Provenance { kind: ProvenanceKind::Imprecise, ..self.provenance };
        Self { provenance, ..self }
    }
}

impl Value<'_> {
    /// Whether nothing is known.
    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown)
    }

    /// Whether two values are the same object or the same simple value.
    pub(crate) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unknown, Self::Unknown)
            | (Self::Nothing, Self::Nothing)
            | (Self::More, Self::More) => true,
            (Self::Obj(a), Self::Obj(b)) => a == b,
            (Self::Fn(a), Self::Fn(b)) => a == b,
            (Self::ExternalFn(a), Self::ExternalFn(b)) => a == b,
            (Self::Closure(a), Self::Closure(b)) => Rc::ptr_eq(a, b),
            (Self::Future(a), Self::Future(b)) => Rc::ptr_eq(a, b),
            (Self::Str(a), Self::Str(b)) => a == b,
            (Self::Int(a), Self::Int(b)) => a == b,
            (Self::Bool(a), Self::Bool(b)) => a == b,
            (Self::Tuple(a), Self::Tuple(b)) => {
                a.len() == b.len() && a.iter().zip(b.iter()).all(|(a, b)| a.same(b))
            }
            (Self::Any(a), Self::Any(b)) => {
                a.len() == b.len() && a.iter().all(|a| b.iter().any(|b| a.same(b)))
            }
            _ => false,
        }
    }

    /// One of two values.
    #[must_use]
    pub(crate) fn or(self, other: Self) -> Self {
        if self.is_unknown() || self.same(&other) {
            return other;
        }
        // What may be empty is asked for only when it is not.
        match (&self, &other) {
            (_, Self::Unknown | Self::Nothing) => return self,
            (Self::Nothing, _) => return other,
            _ => {}
        }
        if let (Self::Tuple(a), Self::Tuple(b)) = (&self, &other)
            && a.len() == b.len()
        {
            return Self::Tuple(
                a.iter().zip(b.iter()).map(|(a, b)| a.clone().or(b.clone())).collect(),
            );
        }
        let mut all: Vec<Self> = Vec::new();
        self.add_to(&mut all);
        other.add_to(&mut all);
        if all.len() == 1 { all.remove(0) } else { Self::Any(all.into()) }
    }

    /// Adds what this may be to what something may be.
    pub(crate) fn add_to(&self, all: &mut Vec<Self>) {
        for one in self.alternatives() {
            if all.iter().any(|known| known.same(one)) {
                continue;
            }
            if all.len() < Limit::Alternatives.most() as usize {
                all.push(one.clone());
            } else if !all.iter().any(|known| matches!(known, Self::More)) {
                all.push(Self::More);
            }
        }
    }

    /// The values that this may be.
    pub(crate) fn alternatives(&self) -> &[Self] {
        match self {
            Self::Any(all) => all,
            one => std::slice::from_ref(one),
        }
    }
}
