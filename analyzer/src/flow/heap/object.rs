//! Objects on the heap: what several values can lead to, and what is told apart by where it was made.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::value::Value;
use crate::facts::Name;
use crate::ids::ids;
use crate::program::TypeId;
use crate::resolve::types::{TraitTy, Ty};
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::handle::{Handle, OriginId, Provenance, ProvenanceKind};
use crate::trace::node::NodeId;

ids! {
    /// Index of an object on the abstract heap.
    pub(crate) ObjId
}

/// An element of a collection.
#[derive(Clone, Debug)]
pub(crate) struct Entry<'f> {
    /// The element.
    pub value: Value<'f>,
    /// The text that it is kept under, where that is known.
    pub key: Option<Rc<str>>,
    /// The innermost iteration that put it there.
    pub iteration: Option<NodeId>,
    /// Whether it stands for copies of one value: `vec![x; n]`.
    pub copies: bool,
}

impl Entry<'_> {
    /// Whether it may be what is kept under a key.
    pub(crate) fn may_be_under(&self, key: &str) -> bool {
        match (&self.key, &self.value) {
            (Some(own), _) => **own == *key,
            // An entry that was written out holds its key.
            (None, Value::Tuple(pair)) => match &pair[..] {
                [Value::Str(own), _] => **own == *key,
                _ => true,
            },
            (None, _) => true,
        }
    }
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
    Summary {
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
    /// Which variant of an enum it is, where its making was seen.
    pub variant: Option<u32>,
    /// Type arguments, where they are known.
    pub args: Rc<[Ty]>,
    /// The fields that are known; of enums by `Variant::field`.
    pub fields: FxHashMap<Name, Value<'f>>,
    /// When it came from outside: how, so that missing fields can be materialized.
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
