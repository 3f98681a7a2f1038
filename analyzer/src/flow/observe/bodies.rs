//! What is read off bodies, once each.

use std::rc::Rc;

use rustc_hash::FxHashMap;

use super::bindings::Bindings;
use crate::facts::{Body, ExprId};
use crate::flow::machine::costless::costless;
use crate::ids::IdVec;
use crate::sources::Location;

/// Bodies are known by their address: they live as long as the evaluation.
#[derive(Default)]
pub(crate) struct Bodies {
    costless: FxHashMap<usize, Rc<IdVec<ExprId, bool>>>,
    bindings: FxHashMap<usize, Rc<Bindings>>,
    only_cloned: FxHashMap<Location, Option<(Location, usize)>>,
}

impl Bodies {
    /// Which expressions of a body cost nothing.
    pub(crate) fn costless(&mut self, body: &Body) -> Rc<IdVec<ExprId, bool>> {
        let known = self.costless.entry(address(body));
        known.or_insert_with(|| Rc::new(costless(body))).clone()
    }

    /// The names of a body.
    pub(crate) fn bindings(&mut self, body: &Body) -> Rc<Bindings> {
        let known = self.bindings.entry(address(body));
        known.or_insert_with(|| Rc::new(Bindings::new(body))).clone()
    }

    /// For the statement that binds a channel: where the variable's name may stand and how often it does, when nothing but
    /// clones is made of it.
    pub(crate) fn only_cloned(
        &mut self,
        statement: Location,
        read: impl FnOnce() -> Option<(Location, usize)>,
    ) -> Option<(Location, usize)> {
        *self.only_cloned.entry(statement).or_insert_with(read)
    }
}

fn address(body: &Body) -> usize {
    std::ptr::from_ref(body).addr()
}
