//! What is read off bodies, once each: where names are bound and stand, what was evaluated before,
//! what the types say.
//!
//! It looks at facts and types alone; what a name's value is, the evaluator knows.

pub(crate) mod bindings;
mod captures;
pub(crate) mod names;
pub(crate) mod opened;
pub(crate) mod spans;
pub(crate) mod typed;
pub(crate) mod wholes;

use std::cell::Cell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Body, ExprId, Name};

use crate::ids::IdVec;
use crate::program::ModuleId;
use crate::sources::Location;
use crate::types::Types;
use bindings::Bindings;
use typed::TypedBody;

/// Which expressions of a body were evaluated before.
pub(crate) type Evaluated = IdVec<ExprId, Cell<bool>>;

/// Bodies are known by their address: they live as long as the evaluation.
#[derive(Default)]
pub(crate) struct Bodies {
    evaluated: FxHashMap<usize, Rc<Evaluated>>,
    typed: FxHashMap<(ModuleId, usize), Rc<TypedBody>>,
    bindings: FxHashMap<usize, Rc<Bindings>>,
    mentioned: FxHashMap<(usize, ExprId), Rc<FxHashSet<Name>>>,
    only_cloned: FxHashMap<Location, Option<(Location, usize)>>,
}

impl Bodies {
    /// Which expressions of a body were evaluated before.
    pub(crate) fn evaluated(&mut self, body: &Body) -> Rc<Evaluated> {
        let known = self.evaluated.entry(address(body));
        known
            .or_insert_with(|| Rc::new(body.exprs.iter().map(|_| Cell::new(false)).collect()))
            .clone()
    }

    /// What the types say of a body in a module: a file may belong to several crates.
    pub(crate) fn typed(
        &mut self,
        module: ModuleId,
        body: &Body,
        types: &Types<'_, '_>,
    ) -> Rc<TypedBody> {
        let known = self.typed.entry((module, address(body)));
        known.or_insert_with(|| Rc::new(TypedBody::new(types.of(module, body)))).clone()
    }

    /// The names of a body.
    pub(crate) fn bindings(&mut self, body: &Body) -> Rc<Bindings> {
        let known = self.bindings.entry(address(body));
        known.or_insert_with(|| Rc::new(Bindings::new(body))).clone()
    }

    /// The names that stand in code.
    pub(crate) fn mentioned(&mut self, body: &Body, code: ExprId) -> Rc<FxHashSet<Name>> {
        let known = self.mentioned.entry((address(body), code));
        known.or_insert_with(|| Rc::new(captures::mentioned(body, code))).clone()
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
    // Facts are not moved while a program is evaluated.
    std::ptr::from_ref(body).addr()
}
