//! Writes down what happens between operations: how control leaves, what is logged, where time passes. Only code that has a
//! handle in use is looked at.

use crate::facts::{Name, Pat};
use crate::flow::heap::value::Value;
use crate::flow::machine::recorder::Outer;
use crate::flow::{Evaluator, Frame};
use crate::sources::Location;
use crate::trace::node::{Leave, Step};

impl<'f> Evaluator<'_, 'f> {
    /// A body begins at the cursor with these arguments; gives the body around.
    pub(crate) fn begin_body(&mut self, frame: &mut Frame<'f>, args: &[Value<'f>]) -> Outer {
        frame.node = self.recorder.cursor();
        frame.depth = self.heap.depth();
        self.recorder.begin_body(!frame.vars.is_empty(), || {
            args.iter().any(|arg| self.heap.delivery_in(arg, 2).is_some())
        })
    }

    /// Control leaves the body, or the loop of this label.
    pub(crate) fn leave(
        &mut self,
        frame: &Frame<'f>,
        how: Leave,
        label: Option<Name>,
        at: Location,
    ) {
        let mut loops = frame.loops.iter().rev();
        let found = match label {
            Some(label) => loops.find(|(known, _)| *known == Some(label)),
            None => loops.next(),
        };
        let of_loop = matches!(how, Leave::Break | Leave::Continue);
        let node = found.filter(|_| of_loop).map_or(frame.node, |&(_, node)| node);
        self.recorder.step(Step::Leave(how, node), at);
    }

    /// `?` on a value.
    pub(crate) fn try_operator(&mut self, frame: &Frame<'f>, value: &Value<'f>, at: Location) {
        let how =
            if self.heap.delivery_in(value, 0).is_some() { Leave::TryReceive } else { Leave::Try };
        self.leave(frame, how, None, at);
    }

    /// A macro that prints.
    pub(crate) fn note_macro(&mut self, name: Name, at: Location) {
        if SAYING.contains(&name.as_str()) {
            self.recorder.step(Step::Say, at);
        }
    }
}

/// Macros that log or print, by their last segment.
const SAYING: &[&str] = &[
    "error",
    "warn",
    "info",
    "debug",
    "trace",
    "println",
    "eprintln",
    "print",
    "eprint",
    "log",
    "event",
    "error_span",
    "capture_error",
    "slog_error",
    "crit",
];

/// Whether a pattern is met when there is no value: an error or the end of a stream.
pub(crate) fn is_negative(pat: &Pat) -> bool {
    match pat {
        Pat::Wild => true,
        Pat::TupleStruct(path, parts) => match path.segments.last().map(|last| last.name) {
            Some(name) if name == "Err" => true,
            Some(name) if name == "Some" || name == "Ok" => {
                matches!(&parts[..], [part] if !matches!(part, Pat::Wild) && is_negative(part))
            }
            _ => false,
        },
        Pat::Bind { name, sub: None, .. } => *name == "None",
        Pat::Path(path) => path.segments.last().is_some_and(|last| last.name == "None"),
        Pat::Or(all) => all.iter().all(is_negative),
        Pat::Ref(inner) => is_negative(inner),
        _ => false,
    }
}

/// Whether a pattern takes no error: `Some(Ok(x))`.
pub(crate) fn refuses_error(pat: &Pat) -> bool {
    match pat {
        Pat::TupleStruct(path, parts) => {
            path.segments.last().is_some_and(|last| last.name == "Ok")
                || parts.iter().any(refuses_error)
        }
        Pat::Ref(inner) => refuses_error(inner),
        _ => false,
    }
}
