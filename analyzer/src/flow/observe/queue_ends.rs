//! Records which tasks own an end of a queue that somebody waits at: when such a task is over, for whatever reason, its end is
//! dropped, and whoever waits hears of it. A reader of messages that ends with them acts on it where that is the program's end.

use rustc_hash::FxHashSet;

use crate::flow::Evaluator;
use crate::flow::effects::spawn::taken_along;
use crate::flow::heap::object::ObjId;
use crate::flow::heap::value::Value;
use crate::trace::node::{NodeId, NodeKind};

/// Who holds and who waits at queues.
#[derive(Debug, Default)]
pub(crate) struct QueueEnds {
    owned: Vec<(NodeId, ObjId)>,
    sent_to: FxHashSet<ObjId>,
    waited_at: FxHashSet<ObjId>,
    waited_at_by_main: FxHashSet<ObjId>,
}

impl<'f> Evaluator<'_, 'f> {
    /// A context starts with code that took queues along.
    pub(crate) fn note_queues_taken(&mut self, code: &Value<'f>, spawn: NodeId) {
        let taken = taken_along(code, &|value| self.is_queue(value));
        let queues = taken.iter().filter_map(|value| match value {
            Value::Obj(id) => Some((spawn, *id)),
            _ => None,
        });
        self.queue_ends.owned.extend(queues);
    }

    /// The next message of a queue is waited for.
    pub(crate) fn note_waited_at(&mut self, queue: &Value<'f>) {
        let Value::Obj(id) = queue else { return };
        let mut entry = None;
        for at in self.recorder.tree().ancestors(self.recorder.cursor()) {
            match self.recorder.tree().node(at).kind {
                NodeKind::Spawn { .. } => return,
                NodeKind::Entry(function) => entry = Some(function),
                _ => {}
            }
        }
        self.queue_ends.waited_at.insert(*id);
        if entry.is_some_and(|function| self.program.is_main(function)) {
            self.queue_ends.waited_at_by_main.insert(*id);
        }
    }

    /// Something is sent on a queue.
    pub(crate) fn note_used(&mut self, queue: &Value<'f>) {
        if let Value::Obj(id) = queue {
            self.queue_ends.sent_to.insert(*id);
        }
    }

    /// All was evaluated: the tasks whose end somebody hears.
    pub(crate) fn note_ends_heard(&mut self) {
        let ends = std::mem::take(&mut self.queue_ends);
        let is_heard = |queue: &ObjId| {
            let is_sign = ends.waited_at.contains(queue) && !ends.sent_to.contains(queue);
            is_sign || ends.waited_at_by_main.contains(queue)
        };
        let heard = ends.owned.iter().copied().filter(|(_, queue)| is_heard(queue));
        self.recorder.note_ends_heard(heard.map(|(spawn, _)| spawn).collect());
    }
}
