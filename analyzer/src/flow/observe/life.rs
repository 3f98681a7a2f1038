//! Records how code learns whether a channel lives, and that it has the client bring lost ones back.

use crate::facts::Name;
use crate::flow::Evaluator;
use crate::flow::heap::value::Value;
use crate::sources::Location;
use crate::trace::node::Step;

impl<'f> Evaluator<'_, 'f> {
    /// A method of a handle or of a client's settings is called.
    pub(crate) fn note_life(&mut self, name: Name, value: &Value<'f>, at: Location) {
        let is_among = |methods: &[String]| methods.iter().any(|known| name == known.as_str());
        // On a handle the method asks; on a client's settings it says what the client shall do.
        if let Some((_, handle)) = self.heap.handle_in(value) {
            if is_among(&self.knowledge.client(handle.client).life.asked_by) {
                self.recorder.step(Step::Ask(handle.origin), at);
            }
            return;
        }
        for &client in &self.context.present {
            if is_among(&self.knowledge.client(client).life.brought_back_by) {
                self.recorder.note_brought_back(client);
            }
        }
    }
}
