//! How values came into view whose making was not seen.

use super::value::ObjId;
use crate::sources::Location;
use crate::trace::handle::{Provenance, ProvenanceKind};

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
