//! Writes down where values go out of scope that do something when they are dropped: whoever is behind them hears that the code
//! around is over, however it was left.

use crate::facts::Name;
use crate::flow::Evaluator;
use crate::flow::effects::spawn::taken_along;
use crate::flow::heap::object::Obj;
use crate::flow::heap::value::Value;
use crate::program::{Head, TypeId};
use crate::resolve::types::Ty;
use crate::trace::node::{NodeId, Step};

impl<'f> Evaluator<'_, 'f> {
    /// Variables end at the cursor. What was moved before counts as well: it is dropped where it went.
    pub(crate) fn note_guards(&mut self, ended: &[(Name, Value<'f>)]) {
        if !ended.iter().any(|(_, value)| self.acts_when_dropped(value)) {
            return;
        }
        if let Some(at) = self.recorder.tree().node(self.recorder.cursor()).at {
            self.recorder.step(Step::Guard, at);
        }
    }

    /// A context starts with code that took such values along.
    pub(crate) fn note_guards_taken(&mut self, code: &Value<'f>, spawn: NodeId) {
        if !taken_along(code, &|value| self.acts_when_dropped(value)).is_empty() {
            self.recorder.note_ends_heard(vec![spawn]);
        }
    }

    fn acts_when_dropped(&self, value: &Value<'f>) -> bool {
        match value {
            Value::Obj(id) => match self.heap.obj(*id) {
                Obj::Struct(data) => self.has_end(data.ty),
                Obj::External { path, .. } => self.knowledge.acts_when_dropped(*path),
                _ => false,
            },
            // A constructor gave it that leads to no channel.
            Value::Of(ty) => match &**ty {
                Ty::Adt(id, _) => self.has_end(*id),
                Ty::External(path, _) => self.knowledge.acts_when_dropped(*path),
                _ => false,
            },
            _ => false,
        }
    }

    fn has_end(&self, ty: TypeId) -> bool {
        let of_traits = self.knowledge.dropped_by_trait().iter();
        let mut ends = of_traits.filter_map(|name| self.program.impls_of_external.get(name));
        ends.any(|impls| {
            let own = self.program.impls_of_head.get(&Head::Type(ty));
            own.is_some_and(|own| own.iter().any(|id| impls.contains(id)))
        })
    }
}
