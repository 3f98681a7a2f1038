//! The variables and control state of a running body.

use rustc_hash::FxHashSet;

use crate::facts::{ExprId, Name, Span};
use crate::flow::heap::code::Place;
use crate::flow::heap::value::Value;
use crate::flow::heap::write::Outcome;
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::node::{NodeId, Step};

/// The variables and control state of a running body.
#[derive(Debug)]
pub(crate) struct Frame<'f> {
    pub(crate) place: Place<'f>,
    pub(crate) vars: Vec<(Name, Value<'f>)>,
    /// Whether it is code inside of a body, which sees the variables around it.
    pub(crate) is_inner: bool,
    /// What `return` gave so far; none where it was not met.
    pub(crate) returned: Option<Value<'f>>,
    /// Whether code after this point is not reached.
    pub(crate) ended: bool,
    /// Whether some path through the loop around goes on with its next iteration.
    pub(crate) continued: bool,
    /// What `break` gave so far.
    pub(crate) broken: Value<'f>,
    /// What `yield` gave so far.
    pub(crate) yielded: Value<'f>,
    /// The outermost expression of the body.
    pub(crate) root: ExprId,
    /// Code that runs at the end of the body, the last one first.
    pub(crate) deferred: Vec<Deferred<'f>>,
    /// The node whose end is the body's end.
    pub(crate) node: NodeId,
    /// Loops around, innermost last, with their labels.
    pub(crate) loops: Vec<(Option<Name>, NodeId)>,
    /// Loops and labelled blocks around, innermost last, as places where code goes on.
    pub(crate) around: Vec<Around<'f>>,
    /// How many branches were around when the body began.
    pub(crate) depth: usize,
    /// What each path that left the body stored by then.
    pub(crate) left: Vec<Outcome<'f>>,
    /// Deliveries that exist only if the condition being evaluated holds (`if let Some(d) = …`).
    pub(crate) presence_tested: Vec<OriginId>,
    /// Deliveries whose stream is not over if the condition being evaluated holds, and where that is asked.
    pub(crate) end_tested: Vec<(Step, Location)>,
    /// Variables with the results of operations that nobody asked for yet.
    pub(crate) results: Vec<(Name, AccessId)>,
    /// Variables that say whether there was a delivery.
    pub(crate) presence: Vec<(Name, OriginId)>,
    /// How many ways around are those of a failure.
    pub(crate) failures: usize,
}

/// Code that runs at the end of the body.
#[derive(Debug)]
pub(crate) struct Deferred<'f> {
    pub(crate) code: Value<'f>,
    /// Where it stands.
    pub(crate) at: Location,
    /// Whether only some ways through the body came to it.
    pub(crate) maybe: bool,
    /// The node around the rest of the body; none where a branch or a loop is around.
    pub(crate) around: Option<NodeId>,
}

/// A loop or a labelled block that code may be left for.
#[derive(Debug)]
pub(crate) struct Around<'f> {
    pub(crate) label: Option<Name>,
    pub(crate) is_loop: bool,
    /// How many variables there were before it.
    pub(crate) scope: usize,
    /// How many branches were around it.
    pub(crate) depth: usize,
    /// What goes on with the next round.
    pub(crate) again: Left<'f>,
    /// What goes on behind it.
    pub(crate) behind: Left<'f>,
}

impl Around<'_> {
    pub(crate) fn new(label: Option<Name>, is_loop: bool, scope: usize, depth: usize) -> Self {
        let (again, behind) = (Left::default(), Left::default());
        Self { label, is_loop, scope, depth, again, behind }
    }
}

/// What stood where code was left.
#[derive(Debug, Default)]
pub(crate) struct Left<'f> {
    /// The variables; none when nothing was left.
    pub(crate) vars: Option<Vec<(Name, Value<'f>)>>,
    /// What each path had written.
    pub(crate) written: Vec<Outcome<'f>>,
}

impl<'f> Frame<'f> {
    pub(crate) fn new(place: Place<'f>, vars: Vec<(Name, Value<'f>)>) -> Self {
        let unknown = || Value::Unknown;
        let root = place.body.root;
        Self {
            place,
            vars,
            is_inner: false,
            returned: None,
            ended: false,
            continued: false,
            broken: unknown(),
            yielded: unknown(),
            root,
            deferred: Vec::new(),
            node: NodeId::PROGRAM,
            loops: Vec::new(),
            around: Vec::new(),
            depth: 0,
            left: Vec::new(),
            presence_tested: Vec::new(),
            end_tested: Vec::new(),
            results: Vec::new(),
            presence: Vec::new(),
            failures: 0,
        }
    }

    /// Code inside of a body begins, with what it captured.
    pub(crate) fn of_inner(place: Place<'f>, captured: Vec<(Name, Value<'f>)>) -> Self {
        Self { is_inner: true, ..Self::new(place, captured) }
    }

    /// The variables of some names, each as it stands now.
    pub(crate) fn captured(&self, names: &FxHashSet<Name>) -> Vec<(Name, Value<'f>)> {
        let last = |name: &Name| self.vars.iter().rposition(|(known, _)| known == name);
        let mut places: Vec<usize> = names.iter().filter_map(last).collect();
        // The order of a set must not show.
        places.sort_unstable();
        places.into_iter().map(|at| self.vars[at].clone()).collect()
    }

    /// Whether the innermost of what is around is a loop of this label, as it is for the body of that loop.
    pub(crate) fn is_in_loop_of(&self, label: Name) -> bool {
        self.around.last().is_some_and(|around| around.is_loop && around.label == Some(label))
    }

    pub(crate) fn location(&self, span: Span) -> Location {
        Location { file: self.place.file, span }
    }

    pub(crate) fn lookup(&self, name: Name) -> Option<&Value<'f>> {
        // The innermost of a name hides those around it.
        self.vars.iter().rev().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    pub(crate) fn declare(&mut self, name: Name, value: Value<'f>) {
        self.vars.push((name, value));
    }

    /// `return value`
    pub(crate) fn note_returned(&mut self, value: Value<'f>) {
        self.returned = Some(match self.returned.take() {
            None => value,
            Some(known) => known.either(value),
        });
    }

    /// What the body gives that ends in a value.
    pub(crate) fn given(&mut self, last: Value<'f>) -> Value<'f> {
        match self.returned.take() {
            None => last,
            // What comes behind a `return` is no value: to make a choice of it would add one that never is.
            Some(known) if self.ended => known.join(last),
            Some(known) => known.either(last),
        }
    }

    /// Replaces the value of the innermost variable of this name.
    pub(crate) fn assign(&mut self, name: Name, value: Value<'f>) {
        if let Some((_, slot)) = self.vars.iter_mut().rev().find(|(known, _)| *known == name) {
            *slot = value;
        }
    }
}
