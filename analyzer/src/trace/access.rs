//! Operations on handles: what was called, with what, under which locks.

use std::rc::Rc;

use super::handle::{DeliveryId, Handle, OriginId};
use super::node::NodeId;
use super::outcome::ResultUse;
use crate::facts::Name;
use crate::ids::ids;
use crate::knowledge::OperationId;
use crate::program::TypeId;
use crate::sources::Location;

ids! {
    /// Index of an operation in [`super::Trace::accesses`].
    pub AccessId
    /// Index of a lock in [`super::Trace::locks`].
    pub LockId
}

/// An access: an operation on a handle.
#[derive(Clone, Debug)]
pub struct Access {
    /// Which.
    pub operation: OperationId,
    /// The handle's origin.
    pub origin: OriginId,
    /// The whole call.
    pub at: Location,
    /// The method's name.
    pub name_at: Location,
    /// The leaf.
    pub node: NodeId,
    /// The locks that are held.
    pub lockset: Lockset,
    /// Arguments, and options in them, as far as they are constants.
    pub arguments: Vec<Argument>,
    /// Whether the future may be dropped before it is finished, and the node of what drops it.
    pub cancellable: Option<NodeId>,
    /// The operation that gave the handle: the consume of a delivery, the publish of a confirm.
    pub by: Option<AccessId>,
    /// Deliveries among the arguments, also as tags.
    pub deliveries: Vec<Handle>,
    /// The one delivery that it is about: what it is called on, or the only one among the arguments.
    pub delivery: Option<DeliveryId>,
    /// What becomes of the result.
    pub result_use: ResultUse,
}

/// A lock of which a guard was taken.
#[derive(Clone, Copy, Debug)]
pub struct Lock {
    /// Where that was first.
    pub at: Location,
    /// The type of the program that it protects, when neither was seen being made: locks of one such type may be one.
    pub outside: Option<TypeId>,
    /// The node of which each round has one of its own, where that is known.
    pub made_in: Option<NodeId>,
}

/// Locks that are held, each once and in order.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lockset {
    exclusive: Vec<LockId>,
    shared: Vec<LockId>,
}

impl Lockset {
    /// The locks that nobody else holds, and those of which others may hold a shared guard, too.
    pub fn new(mut exclusive: Vec<LockId>, mut shared: Vec<LockId>) -> Self {
        for locks in [&mut exclusive, &mut shared] {
            locks.sort_unstable();
            locks.dedup();
        }
        Self { exclusive, shared }
    }

    /// Some locks turn out to keep nobody out.
    pub(crate) fn forget(&mut self, is_none: impl Fn(LockId) -> bool) {
        self.exclusive.retain(|&lock| !is_none(lock));
    }

    /// The locks that nobody else holds.
    pub fn exclusive(&self) -> &[LockId] {
        &self.exclusive
    }

    /// The locks of which others may hold a shared guard, too, but no exclusive one.
    pub fn shared(&self) -> &[LockId] {
        &self.shared
    }

    /// Whether no two operations can happen at once of which one holds these locks and one the others: both hold a lock, and
    /// one of them holds it alone.
    pub fn excludes(&self, other: &Self) -> bool {
        self.excludes_by(other, |_| true)
    }

    /// As [`Self::excludes`], where some locks count and others do not.
    pub fn excludes_by(&self, other: &Self, counts: impl Fn(LockId) -> bool) -> bool {
        let alone = |one: &Self, other: &Self| {
            let is_held = |lock| other.exclusive.contains(lock) || other.shared.contains(lock);
            one.exclusive.iter().any(|lock| counts(*lock) && is_held(lock))
        };
        alone(self, other) || alone(other, self)
    }
}

/// An argument of an operation, or an option that is set in one.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its position, 0-based.
    pub position: usize,
    /// Whether it is that, or an option in it.
    pub part: Part,
    /// Its value.
    pub value: Constant,
}

impl Argument {
    /// The option that it sets.
    pub fn option(&self) -> Option<Name> {
        match self.part {
            Part::Option(name) => Some(name),
            Part::Whole | Part::Rest => None,
        }
    }
}

/// What of an operation's argument is spoken of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All of it.
    Whole,
    /// An option in it, by its field, by the builder's method that set it or by the position in a constructor.
    Option(Name),
    /// The options in it of which nothing is known.
    Rest,
}

/// A value that is the same in every run.
#[derive(Clone, Debug, PartialEq)]
pub enum Constant {
    /// A string.
    Str(Rc<str>),
    /// A number.
    Int(u128),
    /// A truth value.
    Bool(bool),
    /// Something that is not known.
    Other,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id;

    #[test]
    fn a_lock_keeps_apart_whom_it_lets_in_alone() {
        let locks = |ids: &[usize]| ids.iter().map(|&id| LockId::from_index(id)).collect();
        let held =
            |exclusive: &[usize], shared: &[usize]| Lockset::new(locks(exclusive), locks(shared));
        let (writer, reader, other) = (held(&[3, 1, 3], &[]), held(&[], &[3]), held(&[2], &[]));
        assert_eq!(writer, held(&[1, 3], &[]), "in order and once");
        assert!(writer.excludes(&writer) && writer.excludes(&reader) && reader.excludes(&writer));
        assert!(!reader.excludes(&reader), "two readers read at once");
        assert!(!writer.excludes(&other) && !writer.excludes(&Lockset::default()));
    }
}
