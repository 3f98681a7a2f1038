//! Abstract values: what a variable may hold, as far as handles, their carriers and deferred code go.
//!
//! `Option`, `Result`, `Arc`, `Box` and the like are left out: a wrapped value is the value. What is not understood is
//! `Unknown`, which never leads to a finding.

use std::rc::Rc;

use super::code::{Closure, ExternalFn, Future};
use super::object::ObjId;
use super::tuple::Items;
use crate::limits::Limit;
use crate::program::{FnId, TypeId};
use crate::resolve::types::Ty;
use crate::trace::node::NodeId;

/// An abstract value.
#[derive(Clone, Debug)]
pub(crate) enum Value<'f> {
    /// Nothing is known, or nothing that matters.
    Unknown,
    /// A value of this type, of which nothing else is known: a type of the program, or one known by its traits.
    Of(Rc<Ty>),
    /// What an empty option holds.
    Nothing,
    /// An object; clones of handles and reference-counted values are the same object.
    Obj(ObjId),
    /// A function of the program.
    Fn(FnId),
    /// A function outside, by its canonical path.
    ExternalFn(Rc<ExternalFn<'f>>),
    /// A tuple struct or tuple variant constructor.
    Constructor(TypeId, Option<u32>),
    /// A closure with what it captured.
    Closure(Rc<Closure<'f>>),
    /// Code that runs when it is polled.
    Future(Rc<Future<'f>>),
    /// A tuple.
    Tuple(Items<'f>),
    /// One of these, nobody knows which.
    Any(Rc<[Value<'f>]>),
    /// Among those: more than are kept, because of this limit.
    More(Limit),
    /// The running number of an iteration.
    Index(NodeId),
    /// A string.
    Str(Rc<str>),
    /// A number.
    Int(u128),
    /// A truth value.
    Bool(bool),
}

impl Value<'_> {
    /// Whether nothing is known, but for its type.
    pub(crate) fn is_unknown(&self) -> bool {
        matches!(self, Self::Unknown | Self::Of(_))
    }

    /// Whether two values are the same object or the same simple value.
    pub(crate) fn same(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Unknown, Self::Unknown)
            | (Self::Nothing, Self::Nothing)
            | (Self::More(_), Self::More(_)) => true,
            (Self::Of(a), Self::Of(b)) => a == b,
            (Self::Obj(a), Self::Obj(b)) => a == b,
            (Self::Fn(a), Self::Fn(b)) => a == b,
            (Self::ExternalFn(a), Self::ExternalFn(b)) => {
                a.path == b.path && a.place.module == b.place.module
            }
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

    /// The join of two values: one of both.
    #[must_use]
    pub(crate) fn join(self, other: Self) -> Self {
        if matches!(self, Self::Unknown) || self.same(&other) {
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
                a.iter().zip(b.iter()).map(|(a, b)| a.clone().join(b.clone())).collect(),
            );
        }
        let mut all: Vec<Self> = Vec::new();
        self.add_to(&mut all);
        other.add_to(&mut all);
        if all.len() == 1 { all.remove(0) } else { Self::Any(all.into()) }
    }

    /// One of two values of which either may be meant: a constant counts only where the other one is known, too.
    #[must_use]
    pub(crate) fn either(self, other: Self) -> Self {
        let loses =
            self.is_unknown() && other.is_constant() || other.is_unknown() && self.is_constant();
        if loses { Self::Unknown } else { self.join(other) }
    }

    /// Whether it is a simple value, or one of some.
    pub(crate) fn is_constant(&self) -> bool {
        let all = self.alternatives();
        all.iter().all(|one| matches!(one, Self::Str(_) | Self::Int(_) | Self::Bool(_)))
    }

    /// Adds what this may be to what something may be.
    pub(crate) fn add_to(&self, all: &mut Vec<Self>) {
        for one in self.alternatives() {
            // Handles that are the same object count once.
            if all.iter().any(|known| known.same(one)) {
                continue;
            }
            if all.len() < Limit::Alternatives.most() as usize {
                all.push(one.clone());
            } else if !all.iter().any(|known| matches!(known, Self::More(_))) {
                all.push(Self::More(Limit::Alternatives));
            }
        }
    }

    /// What is in a tuple, or what something may be.
    pub(crate) fn inside(&self) -> &[Self] {
        match self {
            Self::Tuple(items) => items,
            Self::Any(all) => all,
            _ => &[],
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
