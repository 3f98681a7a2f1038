//! Records which tasks own an end of a queue that somebody waits at: when such a task is over, for whatever reason, its end is
//! dropped, and whoever waits hears of it.

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
}

impl<'f> Evaluator<'_, 'f> {
    /// A context starts with code that took queues along.
    pub(crate) fn note_queues_taken(&mut self, code: &Value<'f>, spawn: NodeId) {
        let taken = taken_along(code, &|value| !self.queues_in(value).is_empty());
        let queues = taken.iter().flat_map(|value| self.queues_in(value));
        let owned: Vec<(NodeId, ObjId)> = queues.map(|id| (spawn, id)).collect();
        self.queue_ends.owned.extend(owned);
    }

    fn queues_in(&self, value: &Value<'f>) -> Vec<ObjId> {
        let inside = self.heap.objects_in(value).map(|(id, _)| id);
        inside.filter(|&id| self.is_queue(&Value::Obj(id))).collect()
    }

    /// The next message of a queue is waited for, in code that is no context of its own and no test: who called it hears that
    /// none comes.
    pub(crate) fn note_waited_at(&mut self, queue: &Value<'f>) {
        let Value::Obj(id) = queue else { return };
        let mut around = self.recorder.tree().ancestors(self.recorder.cursor());
        let is_deaf = around.any(|at| match self.recorder.tree().node(at).kind {
            NodeKind::Spawn { .. } => true,
            NodeKind::Entry(entry) => self.program.function(entry).is_test(),
            _ => false,
        });
        if !is_deaf {
            self.queue_ends.waited_at.insert(*id);
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
        let is_lone = |queue| ends.owned.iter().filter(|(_, owned)| *owned == queue).count() == 1;
        // A queue through which nothing is sent is there for its end; else all who send must be gone for it.
        let is_heard = |queue| {
            ends.waited_at.contains(&queue) && (!ends.sent_to.contains(&queue) || is_lone(queue))
        };
        let heard = ends.owned.iter().filter(|(_, queue)| is_heard(*queue));
        self.recorder.note_ends_heard(heard.map(|&(spawn, _)| spawn).collect());
    }
}
