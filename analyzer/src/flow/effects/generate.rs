//! Streams that are code: `stream! { .. yield x; .. }`.
//!
//! The code goes on a bit whenever somebody waits for the next element, and runs once in all: it stands beside the loop that
//! waits for its elements, not in it.

use std::rc::Rc;

use crate::flow::Evaluator;
use crate::flow::heap::code::Future;
use crate::flow::heap::value::Value;
use crate::sources::Location;
use crate::trace::node::{NodeId, NodeKind, Step};

impl<'f> Evaluator<'_, 'f> {
    /// Runs the code of a stream, and gives what it yields.
    pub(super) fn generate(&mut self, code: &Value<'f>, made: NodeId, at: Location) -> Value<'f> {
        let Some(reader) = self.reader_since(made) else { return self.poll(code, at) };
        let cursor = self.recorder.cursor();
        let around = self.recorder.tree().node(reader).parent.unwrap_or(NodeId::PROGRAM);
        let all: Vec<NodeId> = self.position.iterations().collect();
        let outside = all.iter().rev().copied().take_while(|&node| node != reader).collect();
        let inside = self.position.replace_iterations(outside);
        let reading = self.position.begin_reading(reader);
        self.recorder.move_to(around);
        let value = self.poll(code, at);
        self.recorder.move_to(cursor);
        self.position.end_reading(reading);
        self.position.replace_iterations(inside);
        value
    }

    /// An element that a stream's code gives; any other as it is.
    pub(super) fn generated(&mut self, element: Value<'f>, at: Location) -> Value<'f> {
        let is_generator = |future: &Rc<Future<'f>>| matches!(**future, Future::Generator { .. });
        match &element {
            Value::Future(future) if is_generator(future) => self.poll(&element, at),
            _ => element,
        }
    }

    /// An element of a stream is there: a round of the code is one of the loop that waits for it, which goes on with it.
    pub(crate) fn note_yield(&mut self, at: Location) {
        self.recorder.step(Step::Call, at);
        if let (Some(reader), Some(round)) = (self.position.reader(), self.position.iteration()) {
            self.recorder.zip_with(reader, [round]);
        }
    }

    /// The outermost loop that waits for elements of a stream, in the context in which evaluation stands.
    fn reader_since(&self, made: NodeId) -> Option<NodeId> {
        let tree = self.recorder.tree();
        let mut reader = None;
        for at in tree.ancestors(self.recorder.cursor()).take_while(|&at| at > made) {
            match tree.node(at).kind {
                NodeKind::Loop => reader = Some(at),
                NodeKind::Spawn { .. } => break,
                // What is polled beside other things leaves them when it ends.
                NodeKind::Lane { .. } if reader.is_some() => break,
                _ => {}
            }
        }
        reader
    }
}
