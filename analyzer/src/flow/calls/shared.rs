//! State that all handlers share: what was registered, what was made of a type, or one value that stands for it.

use crate::facts::Param;
use crate::flow::heap::code::Closure;
use crate::flow::heap::object::{Obj, ObjId, Options, Outside};
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::program::Head;
use crate::resolve::types::{TraitTy, Ty};
use crate::trace::handle::ProvenanceKind;

impl<'f> Evaluator<'_, 'f> {
    pub(crate) fn outside_value(&mut self, ty: &Ty, outside: &Outside) -> Value<'f> {
        match outside.provenance.kind {
            ProvenanceKind::Shared => self.shared_value(ty, outside),
            _ => self.materialize(ty, outside),
        }
    }

    /// State of a type: what was registered, else what was made of this type, else one that all handlers share.
    fn shared_value(&mut self, ty: &Ty, outside: &Outside) -> Value<'f> {
        if let Ty::External(path, args) = ty
            && self.knowledge.handle(*path).is_none()
            && let Some(arg) = self.knowledge.transparent(*path)
        {
            return args
                .get(arg)
                .cloned()
                .map_or(Value::Unknown, |inner| self.shared_value(&inner, outside));
        }
        // What was registered is certain; what was made of the type is likely; one made-up value is the least that is known.
        let registered = self.registered(ty);
        if !registered.is_unknown() {
            return registered;
        }
        if let Ty::Adt(id, _) = ty {
            let made = self.heap.instances_of(*id);
            if !made.is_unknown() {
                return made;
            }
        }
        if !self.relevance.carries(ty, self.knowledge) {
            return Value::Unknown;
        }
        if let Some(value) = self.heap.unseen_shared(ty) {
            return value.clone();
        }
        let value = self.materialize(ty, outside);
        self.heap.add_unseen_shared(ty.clone(), value.clone());
        value
    }

    fn registered(&self, ty: &Ty) -> Value<'f> {
        let fits = |value: &Value<'f>| match (ty, value) {
            (Ty::Adt(id, _), Value::Obj(object)) => {
                matches!(self.heap.obj(*object), Obj::Struct(data) if data.ty == *id)
            }
            (Ty::External(path, _), Value::Obj(object)) => match self.heap.obj(*object) {
                Obj::Handle(handle) => {
                    self.knowledge.handle(*path) == Some((handle.client, handle.kind))
                }
                Obj::External { path: known, .. } | Obj::Options(Options { path: known, .. }) => {
                    known == path
                }
                Obj::Collection(_) => self.knowledge.is_collection(*path),
                _ => false,
            },
            (Ty::Slice(_), Value::Obj(object)) => {
                matches!(self.heap.obj(*object), Obj::Collection(_))
            }
            (Ty::Traits(bounds), Value::Obj(object)) => self.has_all(*object, bounds),
            // Few programs share two tuples of one length: their parts are not compared.
            (Ty::Tuple(types), Value::Tuple(values)) => types.len() == values.len(),
            _ => false,
        };
        let values =
            self.heap.shared().iter().flat_map(Value::alternatives).filter(|value| fits(value));
        values.fold(Value::Unknown, |sum: Value<'f>, value| sum.join(value.clone()))
    }

    /// Whether an object is of a type of the program with these traits.
    fn has_all(&self, object: ObjId, bounds: &[TraitTy]) -> bool {
        let Obj::Struct(data) = self.heap.obj(object) else { return false };
        let mut own = bounds.iter().filter_map(|bound| bound.id).peekable();
        own.peek().is_some() && own.all(|id| self.has_trait(Head::Type(data.ty), id))
    }

    /// Arguments of a closure that a framework calls, by their types.
    pub(crate) fn handler_arguments(&mut self, closure: &Closure<'f>) -> Vec<Value<'f>> {
        let frame = Frame::new(closure.place.clone(), Vec::new());
        let of = |evaluator: &mut Self, param: &Param| {
            let ty = evaluator.type_at(&frame, &param.ty);
            let path = super::parameters::binding_name(&param.pat).to_string();
            let at = frame.location(param.span);
            evaluator.shared_value(&ty, &Outside::new(ProvenanceKind::Shared, at, path))
        };
        closure.params.iter().map(|param| of(self, param)).collect()
    }
}
