//! What a struct has because something that it embeds lends it: looked for in what is embedded, the nearest first.

use std::collections::VecDeque;

use crate::facts::Name;
use crate::flow::Evaluator;
use crate::flow::heap::object::{Obj, ObjId, Options};
use crate::flow::heap::value::Value;
use crate::limits::Limit;
use crate::program::TraitId;
use crate::sources::Location;

impl<'f> Evaluator<'_, 'f> {
    /// The embedded value that lends a struct a field.
    pub(crate) fn lender_of_field(
        &mut self,
        id: ObjId,
        name: Name,
        at: Location,
    ) -> Option<Value<'f>> {
        self.lender(id, at, &|evaluator, lender| evaluator.declares_field(lender, name))
    }

    /// The embedded value that lends a struct a method.
    pub(crate) fn lender_of_method(
        &mut self,
        id: ObjId,
        name: Name,
        at: Location,
    ) -> Option<Value<'f>> {
        self.lender(id, at, &|evaluator, lender| evaluator.has_method(lender, name))
    }

    fn lender(
        &mut self,
        id: ObjId,
        at: Location,
        lends: &dyn Fn(&Self, ObjId) -> bool,
    ) -> Option<Value<'f>> {
        let (mut open, mut seen) = (VecDeque::from([id]), Vec::new());
        while let Some(id) = open.pop_front() {
            if seen.contains(&id) {
                continue;
            }
            // Structs may embed each other in a circle, through pointers that lead to ever new values.
            if seen.len() >= Limit::Embedded.most() as usize {
                let message = "what the structs that are embedded here lend";
                self.recorder.give_up(Limit::Embedded, at, message);
                return None;
            }
            seen.push(id);
            for name in self.embedded_in(id) {
                let value = self.field(&Value::Obj(id), name, at);
                if matches!(value, Value::Obj(id) if lends(self, id)) {
                    return Some(value);
                }
                open.extend(value.alternatives().iter().filter_map(|one| match one {
                    Value::Obj(id) => Some(*id),
                    _ => None,
                }));
            }
        }
        None
    }

    fn embedded_in(&self, id: ObjId) -> Vec<Name> {
        let Obj::Struct(data) = self.heap.obj(id) else { return Vec::new() };
        let shape = self.program.ty(data.ty).def.variants.first();
        let fields = shape.into_iter().flat_map(|shape| &shape.fields);
        fields.filter(|field| field.embedded).map(|field| field.name).collect()
    }

    fn has_method(&self, id: ObjId, name: Name) -> bool {
        match self.heap.obj(id) {
            Obj::Struct(data) => !self.methods_of(data.ty, name).is_empty(),
            Obj::Handle(handle) => {
                self.operation_on(handle, name).is_some() || self.open_on(handle, name).is_some()
            }
            Obj::External { path, .. } | Obj::Options(Options { path, .. }) => {
                self.knowledge.call_on_type(*path, name).is_some()
            }
            Obj::Opaque { bounds, .. } => {
                let traits: Vec<TraitId> = bounds.iter().filter_map(|bound| bound.id).collect();
                !self.trait_functions(&traits, name).is_empty()
            }
            _ => false,
        }
    }
}
