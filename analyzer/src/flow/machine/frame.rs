//! The variables and control state of a running body.

use crate::facts::{Name, Span};
use crate::flow::heap::code::Place;
use crate::flow::heap::value::Value;
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::node::NodeId;

/// The variables and control state of a running body.
#[derive(Debug)]
pub(crate) struct Frame<'f> {
    pub(crate) place: Place<'f>,
    pub(crate) vars: Vec<(Name, Value<'f>)>,
    /// What `return` gave so far.
    pub(crate) returned: Value<'f>,
    /// Whether code after this point is not reached.
    pub(crate) ended: bool,
    /// Whether some way through the loop around goes on with its next iteration.
    pub(crate) continued: bool,
    /// What `break` gave so far.
    pub(crate) broken: Value<'f>,
    /// What `yield` gave so far.
    pub(crate) yielded: Value<'f>,
    /// The node whose end is the body's end.
    pub(crate) node: NodeId,
    /// Loops around, innermost last, with their labels.
    pub(crate) loops: Vec<(Option<Name>, NodeId)>,
    /// Deliveries that exist only if the condition being evaluated holds (`if let Some(d) = …`).
    pub(crate) presence_tested: Vec<OriginId>,
    /// Variables with the results of operations that nobody asked for yet.
    pub(crate) results: Vec<(Name, AccessId)>,
}

impl<'f> Frame<'f> {
    pub(crate) fn new(place: Place<'f>, vars: Vec<(Name, Value<'f>)>) -> Self {
        let unknown = || Value::Unknown;
        Self {
            place,
            vars,
            returned: unknown(),
            ended: false,
            continued: false,
            broken: unknown(),
            yielded: unknown(),
            node: NodeId::PROGRAM,
            loops: Vec::new(),
            presence_tested: Vec::new(),
            results: Vec::new(),
        }
    }

    pub(crate) fn location(&self, span: Span) -> Location {
        Location { file: self.place.file, span }
    }

    pub(crate) fn lookup(&self, name: Name) -> Option<&Value<'f>> {
        self.vars.iter().rev().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    pub(crate) fn declare(&mut self, name: Name, value: Value<'f>) {
        self.vars.push((name, value));
    }

    /// Replaces the value of the innermost variable of this name.
    pub(crate) fn assign(&mut self, name: Name, value: Value<'f>) {
        if let Some((_, slot)) = self.vars.iter_mut().rev().find(|(known, _)| *known == name) {
            *slot = value;
        }
    }
}
