//! Code as a value: closures, and futures that wait to be polled, each with the setting that it runs in.

use std::rc::Rc;

use super::object::ObjId;
use super::value::Value;
use crate::facts::{Body, ExprId, Name, Param};
use crate::flow::bodies::Evaluated;
use crate::flow::bodies::typed::TypedBody;
use crate::knowledge::{ClientId, HandleKind, OperationId};
use crate::program::{FnId, ModuleId};
use crate::resolve::types::{Subst, Ty};
use crate::sources::{FileId, Location};
use crate::trace::node::NodeId;

/// Where code is evaluated: names, types, `self`.
#[derive(Clone, Debug)]
pub(crate) struct Place<'f> {
    /// The body.
    pub body: &'f Body,
    /// Which of its expressions were evaluated before.
    pub(crate) evaluated: Rc<Evaluated>,
    /// What the types say of it.
    pub(crate) types: Rc<TypedBody>,
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
    /// The variables in sight that it names.
    pub captured: Vec<(Name, Value<'f>)>,
    /// Where it stands.
    pub at: Location,
}

/// A function outside as a value.
#[derive(Debug)]
pub(crate) struct ExternalFn<'f> {
    /// Its path.
    pub path: Name,
    /// Where it was named: which version of a library it belongs to follows from that, not from who calls it.
    pub place: Place<'f>,
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
        /// The variables in sight that it names.
        captured: Vec<(Name, Value<'f>)>,
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
        /// How long they are waited for.
        until: Until,
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
    /// The first part of the pair that this gives.
    First(Value<'f>),
    /// The code of a stream, which runs once, however often an element is waited for.
    Generator {
        /// The code.
        code: Value<'f>,
        /// The node in which the stream was made.
        made: NodeId,
    },
    /// An element that an earlier loop makes, one in each of its rounds.
    Round {
        /// The element.
        element: Value<'f>,
        /// That loop.
        of: NodeId,
    },
    /// May be dropped before it is finished.
    Cancellable {
        /// What may be dropped.
        inner: Value<'f>,
        /// The call.
        at: Location,
    },
}

/// How long several are waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Until {
    /// Until all are over.
    All,
    /// Until the first is over, or the first fails: whoever waits learns of that.
    First,
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
