//! Records which locks are others in each round of a loop, or in each call of a handler: those keep nobody out who comes another time.

use crate::flow::Evaluator;
use crate::flow::heap::value::Value;
use crate::trace::node::{NodeId, NodeKind};

impl<'f> Evaluator<'_, 'f> {
    /// The program makes a value here: again and again, where each round does.
    pub(crate) fn note_in_round(&mut self, value: &Value<'f>) {
        if let (Value::Obj(object), Some(round)) = (value, self.recorder.round()) {
            self.heap.note_made_in(*object, round);
        }
    }

    /// All was evaluated: which locks keep out others of the same round alone.
    pub(crate) fn leave_locks(&mut self) {
        for (lock, object) in self.locks.all() {
            let round = self.heap.round_of(object);
            let comes_again = |at: &NodeId| {
                let kind = &self.recorder.tree().node(*at).kind;
                matches!(kind, NodeKind::Loop | NodeKind::Spawn { .. })
            };
            // A node without effects was forgotten, and its number is another one's.
            if let Some(round) = round.filter(comes_again) {
                self.recorder.set_made_in(lock, round);
            }
        }
    }
}
