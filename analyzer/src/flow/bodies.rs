//! What is read off bodies, once each: where names are bound and stand, what costs nothing to evaluate,
//! what the types say.
//!
//! It looks at facts and types alone; what a name's value is, the evaluator knows.

pub(crate) mod bindings;
mod costless;
pub(crate) mod names;
mod spans;
pub(crate) mod typed;

use std::rc::Rc;

use rustc_hash::FxHashMap;

use crate::facts::{Body, ExprId};

use crate::ids::IdVec;
use crate::sources::Location;
use crate::types::Types;
use bindings::Bindings;
use costless::costless;
use typed::TypedBody;

/// Bodies are known by their address: they live as long as the evaluation.
#[derive(Default)]
pub(crate) struct Bodies {
    costless: FxHashMap<usize, Rc<IdVec<ExprId, bool>>>,
    typed: FxHashMap<usize, Rc<TypedBody>>,
    bindings: FxHashMap<usize, Rc<Bindings>>,
    only_cloned: FxHashMap<Location, Option<(Location, usize)>>,
}

impl Bodies {
    /// Which expressions of a body cost nothing.
    pub(crate) fn costless(&mut self, body: &Body) -> Rc<IdVec<ExprId, bool>> {
        let known = self.costless.entry(address(body));
        known.or_insert_with(|| Rc::new(costless(body))).clone()
    }

    /// What the types say of a body.
    pub(crate) fn typed(&mut self, body: &Body, types: &Types<'_, '_>) -> Rc<TypedBody> {
        let known = self.typed.entry(address(body));
        known.or_insert_with(|| Rc::new(TypedBody::new(types.of(body)))).clone()
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
