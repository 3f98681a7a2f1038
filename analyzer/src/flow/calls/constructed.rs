//! What the program's own constructors make, where nothing in the program calls them: methods that something outside calls are
//! called on such values, so that what is known of a channel from its opening on is known there.

use crate::flow::Evaluator;
use crate::flow::heap::object::Obj;
use crate::flow::heap::reach::MAX_REACH;
use crate::flow::heap::value::Value;
use crate::program::{FnId, TypeId};
use crate::resolve::types::Ty;
use crate::trace::handle::ProvenanceKind;

impl<'f> Evaluator<'_, 'f> {
    /// Whether a function makes a value of a type that only the type's own functions make, and nothing in the program calls it.
    pub(crate) fn is_constructor(&self, id: FnId) -> bool {
        self.type_made_by(id).is_some()
    }

    fn type_made_by(&self, id: FnId) -> Option<TypeId> {
        let data = self.program.function(id);
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
        let Some(ty) = self.type_made_by(id) else { return };
        for one in value.alternatives() {
            if self.is_whole(one, ty) {
                self.heap.note_constructed(ty, one.clone());
            }
        }
    }

    /// Whether a value is of a type, with a handle in each field that leads to one.
    fn is_whole(&self, value: &Value<'f>, ty: TypeId) -> bool {
        let Value::Obj(id) = value else { return false };
        let Obj::Struct(data) = self.heap.obj(*id) else { return false };
        let shape = self.program.ty(ty).def.variants.first();
        let mut fields = shape.into_iter().flat_map(|shape| &shape.fields);
        data.ty == ty
            && fields.all(|field| {
                let declared = self.type_in(ty, &data.args, &field.ty);
                let holds = |value| !self.heap.origins_in(value, MAX_REACH).is_empty();
                !self.relevance.carries(&declared, self.knowledge)
                    || data.fields.get(&field.name).is_some_and(holds)
            })
    }

    /// What a method is called on that something outside calls: what constructors gave, where they were seen.
    pub(crate) fn constructed(&self, ty: &Ty, kind: ProvenanceKind) -> Option<Value<'f>> {
        let Ty::Adt(id, _) = ty else { return None };
        self.heap.constructed(*id).filter(|_| kind == ProvenanceKind::Parameter).cloned()
    }
}
