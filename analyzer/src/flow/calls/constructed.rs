//! What the program's own constructors make, where nothing in the program calls them: methods that something outside calls are
//! called on such values, so that what is known of a channel from its opening on is known there.

use crate::flow::Evaluator;
use crate::flow::heap::object::{Obj, Outside};
use crate::flow::heap::value::Value;
use crate::program::{FnId, Owner, TypeId};
use crate::resolve::types::Ty;
use crate::trace::handle::ProvenanceKind;

impl<'f> Evaluator<'_, 'f> {
    /// Whether a function makes a value of a type that only the type's own functions make, and nothing in the program calls it.
    pub(crate) fn is_constructor(&self, id: FnId) -> bool {
        self.type_made_by(id).is_some() || self.is_free_constructor(id)
    }

    /// Whether a function of no type gives what can hold a handle, where such functions are what makes values.
    fn is_free_constructor(&self, id: FnId) -> bool {
        let data = self.program.function(id);
        self.knowledge.language.shares_without_a_word()
            && data.owner == Owner::Free
            && data.public
            && data.function.ret.is_some()
            && self.relevance.gives(id)
    }

    fn type_made_by(&self, id: FnId) -> Option<TypeId> {
        let data = self.program.function(id);
        // What the program calls is evaluated in the setting of its caller, who has the value.
        if data.function.receiver.is_some() || self.callgraph.is_called(id) {
            return None;
        }
        match self.outside_self(id)? {
            Ty::Adt(ty, _) if self.relevance.is_constructed(ty) => Some(ty),
            _ => None,
        }
    }

    /// What a constructor gave, if all handles in it were seen.
    pub(crate) fn note_constructed(&mut self, id: FnId, value: &Value<'f>) {
        if self.is_free_constructor(id) {
            self.note_made(value);
        }
        let Some(ty) = self.type_made_by(id) else { return };
        for one in value.alternatives() {
            if self.is_whole(one, ty) {
                self.heap.note_constructed(ty, one.clone());
            }
        }
    }

    /// The structs among what a function gave: an error beside one is none. The first of a type stands for all of them.
    fn note_made(&mut self, value: &Value<'f>) {
        for one in value.alternatives() {
            match one {
                Value::Tuple(parts) => parts.iter().for_each(|part| self.note_made(part)),
                Value::Obj(id) => {
                    if let Obj::Struct(data) = self.heap.obj(*id) {
                        let ty = data.ty;
                        // A second constructor makes the same kind of value: to join them would share one channel with the other.
                        if self.heap.constructed(ty).is_none() {
                            self.heap.note_constructed(ty, one.clone());
                        }
                    }
                }
                _ => {}
            }
        }
    }

    /// Whether a value is of a type, with a handle in each field that leads to one.
    fn is_whole(&self, value: &Value<'f>, ty: TypeId) -> bool {
        let Value::Obj(id) = value else { return false };
        let Obj::Struct(data) = self.heap.obj(*id) else { return false };
        // Carriers are structs; of an enum it is not known which variant a method meets.
        let shape = self.program.ty(ty).def.variants.first();
        let mut fields = shape.into_iter().flat_map(|shape| &shape.fields);
        data.ty == ty
            && fields.all(|field| {
                let declared = self.type_in(ty, &data.args, &field.ty);
                let holds = |value| !self.heap.origins_in(value).is_empty();
                !self.relevance.carries(&declared, self.knowledge)
                    || data.fields.get(&field.name).is_some_and(holds)
            })
    }

    /// What a method is called on that something outside calls: what constructors gave, where they were seen.
    pub(crate) fn constructed(&self, ty: &Ty, kind: ProvenanceKind) -> Option<Value<'f>> {
        let Ty::Adt(id, _) = ty else { return None };
        self.heap.constructed(*id).filter(|_| kind == ProvenanceKind::Parameter).cloned()
    }

    /// The same; where types do not say who may use a value, one stands for all that no constructor was seen of.
    pub(crate) fn offered(&mut self, ty: &Ty, outside: &Outside) -> Value<'f> {
        if let Some(made) = self.constructed(ty, outside.provenance.kind) {
            return made;
        }
        // In Rust each method may be called on another value: nothing says that two of them share one.
        let is_one = self.knowledge.language.shares_without_a_word()
            && outside.provenance.kind == ProvenanceKind::Parameter
            && matches!(ty, Ty::Adt(id, _) if self.relevance.is_carrier(*id));
        if !is_one {
            return self.outside_value(ty, outside);
        }
        let value = self.materialize(ty, outside);
        if let Ty::Adt(id, _) = ty {
            self.heap.note_constructed(*id, value.clone());
        }
        value
    }
}
