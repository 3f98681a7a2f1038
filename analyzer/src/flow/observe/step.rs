//! Writes down what happens between operations: how control leaves, what is logged, where time passes. Only code that has a
//! handle in use is looked at.

use crate::facts::{ExprId, ExprKind, Name, Pat};
use crate::flow::heap::value::Value;
use crate::flow::machine::frame::Around;
use crate::flow::machine::recorder::Outer;
use crate::flow::{Evaluator, Frame};
use crate::sources::Location;
use crate::trace::node::{Leave, Step};
use crate::trace::tree::Mark;

impl<'f> Evaluator<'_, 'f> {
    /// Evaluates the arguments of a macro: what those of a log line call tells nobody.
    pub(crate) fn macro_args(
        &mut self,
        frame: &mut Frame<'f>,
        name: Name,
        args: &'f [ExprId],
    ) -> Vec<Value<'f>> {
        let outer = is_saying(name).then(|| self.recorder.begin_text());
        let values = args.iter().map(|&arg| self.eval(frame, arg)).collect();
        if let Some(outer) = outer {
            self.recorder.end_text(outer);
        }
        values
    }

    /// A body begins at the cursor with these arguments; gives the body around.
    pub(crate) fn begin_body(&mut self, frame: &mut Frame<'f>, args: &[Value<'f>]) -> Outer {
        frame.node = self.recorder.cursor();
        frame.depth = self.heap.depth();
        self.recorder.begin_body(frame.is_inner || !frame.vars.is_empty(), || {
            args.iter().any(|arg| self.heap.delivery_in(arg).is_some())
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
        let is_block = |around: &Around<'f>| !around.is_loop && around.label == label;
        if of_loop && label.is_some() && frame.around.iter().any(is_block) {
            // A block is left by its label: code goes on behind it.
            return;
        }
        let node = found.filter(|_| of_loop).map_or(frame.node, |&(_, node)| node);
        self.recorder.step(Step::Leave(how, node), at);
    }

    /// `?` on a value.
    pub(crate) fn try_operator(&mut self, frame: &Frame<'f>, value: &Value<'f>, at: Location) {
        let how = if self.heap.is_delivery(value) { Leave::TryReceive } else { Leave::Try };
        self.leave(frame, how, None, at);
    }

    /// A macro that prints.
    pub(crate) fn note_macro(&mut self, name: Name, at: Location) {
        if is_saying(name) {
            self.recorder.step(Step::Say, at);
        } else if MEASURING.contains(&name.as_str()) {
            self.recorder.step(Step::Call, at);
        }
    }

    /// A statement whose value nobody wants: when nothing that is followed happened since a state, a method of something unknown
    /// is called for what it does.
    pub(crate) fn note_statement(
        &mut self,
        frame: &Frame<'f>,
        expr: ExprId,
        value: &Value<'f>,
        since: Mark,
    ) {
        // What is followed says for itself what it does.
        if self.is_interesting(value) || !self.recorder.tree().is_effect_free_since(since) {
            return;
        }
        let exprs = &frame.place.body.exprs;
        let mut at = expr;
        let name = loop {
            match &exprs[at].kind {
                ExprKind::Await(inner) | ExprKind::Try(inner) => at = *inner,
                ExprKind::MethodCall { receiver, name, .. }
                    if OF_RESULTS.contains(&name.as_str()) =>
                {
                    at = *receiver;
                }
                ExprKind::MethodCall { name, .. } => break name,
                ExprKind::Assign { place, .. } => match exprs[*place].kind {
                    // Others see what is written there; a local variable nobody else sees.
                    ExprKind::Deref(_) | ExprKind::Field { .. } => {
                        self.recorder.step(Step::Call, frame.location(exprs[expr].span));
                        return;
                    }
                    _ => return,
                },
                _ => return,
            }
        };
        if !CLEANING.contains(&name.as_str()) {
            self.recorder.step(Step::Call, frame.location(exprs[expr].span));
        }
    }
}

/// Whether a macro logs or prints: what its arguments call is for the text.
pub(crate) fn is_saying(name: Name) -> bool {
    SAYING.contains(&name.as_str())
}

/// Macros of metrics, by their last segment.
const MEASURING: &[&str] = &[
    "counter",
    "gauge",
    "histogram",
    "increment_counter",
    "increment_gauge",
    "decrement_gauge",
    "absolute_counter",
];

/// Methods of results that leave the call before them the point of a statement.
const OF_RESULTS: &[&str] = &["ok", "unwrap", "expect", "map_err", "unwrap_or_default"];

/// Methods that a statement calls to tidy up, which tell nobody.
const CLEANING: &[&str] =
    &["abort", "clear", "close", "drain", "flush", "shutdown", "tick", "unlock", "write_all"];

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

/// Whether a pattern takes a value that nobody means to look at: `_`, `_confirm`.
pub(crate) fn is_unused(pat: &Pat) -> bool {
    match pat {
        Pat::Wild => true,
        Pat::Bind { name, sub: None, .. } => name.as_str().starts_with('_'),
        _ => false,
    }
}

/// Whether a pattern asks how something went: `Ok(x)`, `Err(_)`.
pub(crate) fn is_of_result(pat: &Pat) -> bool {
    match pat {
        Pat::TupleStruct(path, _) => {
            path.segments.last().is_some_and(|last| last.name == "Ok" || last.name == "Err")
        }
        Pat::Ref(inner) => is_of_result(inner),
        Pat::Or(all) => all.iter().any(is_of_result),
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
