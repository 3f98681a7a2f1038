//! Handles, and where they come from.

use super::access::AccessId;
use crate::ids::ids;
use crate::knowledge::{ClientId, HandleKind};
use crate::sources::Location;

ids! {
    /// Index of an origin in [`super::Trace::origins`].
    pub OriginId
    /// One delivery, as often as one was taken.
    pub DeliveryId
}

/// A handle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handle {
    /// The client.
    pub client: ClientId,
    /// What it is.
    pub kind: HandleKind,
    /// Where its channel, or for a connection the connection, was opened.
    pub origin: OriginId,
    /// The operation that gave it: of a consumer, delivery or confirm, where it was seen.
    pub by: Option<AccessId>,
    /// Whether it is a part that stands for the handle: a delivery's acker or tag.
    pub part: bool,
    /// Which delivery it is, of those that were taken in view.
    pub delivery: Option<DeliveryId>,
}

/// How a handle came into view whose opening was not seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// What kind of outside it is.
    pub kind: ProvenanceKind,
    /// Where.
    pub at: Location,
    /// A readable access path such as `self.channel`.
    pub path: String,
}

impl Provenance {
    /// What a reader calls it: the last two links of its path.
    pub fn name(&self) -> &str {
        let mut dots = self.path.rmatch_indices('.').map(|(at, _)| at);
        dots.nth(1).map_or(&self.path, |at| &self.path[at + 1..])
    }
}

/// The kinds of outside.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ProvenanceKind {
    /// A parameter of a function that nothing in the program calls.
    Parameter,
    /// State that all handlers share.
    Shared,
    /// A static.
    Static,
    /// A value that was lost on the way: of another one each time.
    Imprecise,
}
