//! Records channels that are taken out of a queue and put back into it: as with a pool, whoever has one has it alone.

use rustc_hash::FxHashSet;

use crate::flow::Evaluator;
use crate::flow::heap::object::ObjId;
use crate::flow::heap::value::Value;

/// What was taken out of which queue.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    taken: FxHashSet<(ObjId, ObjId)>,
}

impl<'f> Evaluator<'_, 'f> {
    /// A message is taken out of a queue.
    pub(crate) fn note_taken(&mut self, queue: &Value<'f>, message: &Value<'f>) {
        let Value::Obj(queue) = queue else { return };
        let taken = message.alternatives().iter().filter_map(|one| match one {
            Value::Obj(id) => Some((*queue, *id)),
            _ => None,
        });
        self.turns.taken.extend(taken);
    }

    /// A message is put into a queue, maybe one that was taken out of it. What it holds by now is there for the next one.
    pub(crate) fn note_put_back(&mut self, queue: &Value<'f>, message: &Value<'f>) {
        let Value::Obj(queue) = queue else { return };
        // The object itself comes back, not one like it: a new channel in a pool is no turn of the old one.
        let is_back = |one: &Value<'f>| matches!(one, Value::Obj(id) if self.turns.taken.contains(&(*queue, *id)));
        if message.alternatives().iter().any(is_back) {
            let origins = self.heap.origins_in(message);
            self.recorder.note_in_turns(origins);
        }
    }
}
