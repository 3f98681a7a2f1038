//! Fields, also those that were not seen: materialized from their type, or found behind the `deref` of the program.

use crate::facts::{Name, TypeRef, intern};
use crate::flow::Evaluator;
use crate::flow::heap::code::Future;
use crate::flow::heap::object::{Obj, ObjId};
use crate::flow::heap::read::Read;
use crate::flow::heap::value::Value;
use crate::program::{FnId, Head, TypeId};
use crate::sources::Location;
use std::rc::Rc;

impl<'f> Evaluator<'_, 'f> {
    /// A field's value.
    pub(crate) fn field(&mut self, base: &Value<'f>, name: Name, at: Location) -> Value<'f> {
        self.tell_more(base.alternatives(), at);
        let bases = self.heap.bases(base, name);
        bases.iter().fold(Value::Unknown, |sum, one| sum.join(self.own_field(one, name, at)))
    }

    /// The field of a value that is no wrapper.
    fn own_field(&mut self, base: &Value<'f>, name: Name, at: Location) -> Value<'f> {
        match self.heap.read(base, name) {
            Read::Value(value) => value,
            Read::Missing(id) if self.declares_field(id, name) => self.missing_field(id, name),
            Read::Missing(id) => {
                let lender = self.lender_of_field(id, name, at);
                let inner = lender.or_else(|| self.deref_struct(id, at));
                match inner {
                    Some(inner) => self.field(&inner, name, at),
                    None => self.bound_method(id, name, at),
                }
            }
        }
    }

    /// A method as a value, with the receiver that it was taken from.
    fn bound_method(&self, id: ObjId, name: Name, at: Location) -> Value<'f> {
        let Obj::Struct(data) = self.heap.obj(id) else { return Value::Unknown };
        let Some(&function) = self.methods_of(data.ty, name).first() else { return Value::Unknown };
        Value::Future(Rc::new(Future::Call { function, args: vec![Value::Obj(id)], at }))
    }

    pub(crate) fn declares_field(&self, id: ObjId, name: Name) -> bool {
        let Obj::Struct(data) = self.heap.obj(id) else { return false };
        self.field_type(data.ty, name).is_some()
    }

    pub(crate) fn field_type(&self, ty: TypeId, name: Name) -> Option<&'f TypeRef> {
        let def = self.program.ty(ty).def;
        let (variant, field) = match name.as_str().split_once("::") {
            // Fields of an enum are kept under `Variant::field`.
            Some((variant, field)) => (intern(variant), intern(field)),
            None => (def.variants.first()?.name, name),
        };
        let variant = def.variants.iter().find(|known| known.name == variant)?;
        variant.fields.iter().find(|known| known.name == field).map(|known| &known.ty)
    }

    /// A struct that derefs to something, as its own `deref` says.
    pub(crate) fn deref_struct(&mut self, id: ObjId, at: Location) -> Option<Value<'f>> {
        let Obj::Struct(data) = self.heap.obj(id) else { return None };
        let head = Head::Type(data.ty);
        let deref: FnId = *self.program.methods.get(&(head, intern("deref")))?.first()?;
        // `deref` reads its own fields: looking behind it for them would not end.
        if self.calls.times_inside(deref) > 0 {
            return None;
        }
        let value = self.run_function(deref, vec![Value::Obj(id)], at);
        (!value.is_unknown()).then_some(value)
    }
}
