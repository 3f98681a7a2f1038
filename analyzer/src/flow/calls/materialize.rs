//! Values that are materialized from their types, where their making was not seen.

use super::typed::Method;
use crate::facts::{ExprId, Name, Span, TypeRef, intern};
use crate::flow::heap::object::{Obj, ObjId, Options, Outside, StructValue};
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::HandleKind;
use crate::program::TypeId;
use crate::resolve::types::{TraitTy, Ty, TypeScope, bind_generics};
use crate::trace::handle::{Handle, ProvenanceKind};
use rustc_hash::FxHashMap;
use std::rc::Rc;

impl<'f> Evaluator<'_, 'f> {
    /// A field that nothing was seen of: materialized when the struct came from outside, else as `Default` leaves it.
    pub(crate) fn missing_field(&mut self, id: ObjId, name: Name) -> Value<'f> {
        let Obj::Struct(data) = self.heap.obj(id) else { return Value::Unknown };
        let (ty, args, outside) = (data.ty, data.args.clone(), data.outside.clone());
        let Some(written) = self.field_type(ty, name) else { return Value::Unknown };
        let resolved = self.type_in(ty, &args, written);
        let value = if let Some(outside) = outside {
            let last = name.as_str().rsplit("::").next().unwrap_or_default();
            self.materialize(&resolved, &outside.part(last, id))
        } else {
            let empty = self.empty(&resolved);
            // It was empty since the struct was made.
            if let Value::Obj(part) = empty {
                self.heap.note_part_of(part, id);
            }
            empty
        };
        self.heap.reveal_field(id, name, value.clone());
        value
    }

    /// The empty value of a type, where emptiness has places to fill.
    pub(crate) fn empty(&mut self, ty: &Ty) -> Value<'f> {
        match ty {
            Ty::Adt(id, _) if self.relevance.is_carrier(*id) => {
                self.construct(*id, None, FxHashMap::default())
            }
            Ty::External(path, args) if self.knowledge.is_lock(*path) => {
                let inner = args.first().map_or(Value::Unknown, |inner| self.empty(inner));
                let held = if inner.is_unknown() { Vec::new() } else { vec![inner] };
                self.heap.value_of(Obj::External { path: *path, held })
            }
            Ty::External(path, _) if self.knowledge.is_collection(*path) => {
                self.heap.collection(Vec::new())
            }
            Ty::External(path, _) if self.knowledge.has_methods(*path) => {
                self.heap.value_of(Obj::External { path: *path, held: Vec::new() })
            }
            Ty::External(path, args) => match self.knowledge.transparent(*path) {
                Some(_) if path.ends_with("Cell") || path.ends_with("Lock") => {
                    self.heap.value_of(Obj::External { path: *path, held: Vec::new() })
                }
                Some(arg) if !path.ends_with("Option") => {
                    args.get(arg).cloned().map_or(Value::Unknown, |inner| self.empty(&inner))
                }
                _ => Value::Unknown,
            },
            _ => Value::Unknown,
        }
    }

    pub(crate) fn type_in(&self, ty: TypeId, args: &[Ty], written: &TypeRef) -> Ty {
        let data = self.program.ty(ty);
        let subst = bind_generics(&data.def.generics, args);
        let generics = [Some(&data.def.generics), None];
        let scope = TypeScope::of_item(data.module, generics, &subst);
        self.resolver.ty(self.program, scope, written)
    }

    /// The value of a declared type when the value itself is not known: it has methods, and handles that were lost.
    pub(crate) fn declared(&mut self, frame: &Frame<'f>, ty: &TypeRef) -> Value<'f> {
        let resolved = self.type_at(frame, ty);
        let at = frame.location(Self::expr_span(frame));
        self.materialize_if_relevant(
            &resolved,
            &Outside::new(ProvenanceKind::Imprecise, at, String::new()),
        )
    }

    /// The result of a call of which nothing is known but its type: handles in it were lost.
    pub(crate) fn lost_result(
        &mut self,
        frame: &Frame<'f>,
        call: ExprId,
        value: Value<'f>,
    ) -> Value<'f> {
        if !value.is_unknown() {
            return value;
        }
        let target = frame.place.types.target(call).cloned();
        let method =
            Method { target: target.as_deref(), ..Method::named(intern(""), Span::default()) };
        // What a wrapper's method gives was in the wrapper, and a function in view was entered: nothing was lost in either.
        if self.is_of_wrapper(method) || !self.meant(method.target).is_empty() {
            return value;
        }
        let ty = self.inferred(frame, call);
        // `Option<Channel>` was lost when it is unknown; a generic type about channels may hold none.
        if !self.is_made_of_handles(&ty) {
            return value;
        }
        let at = frame.location(frame.place.body.exprs[call].span);
        let path =
            target.as_ref().map_or_else(String::new, |known| known.callee.display(self.program));
        let kind = if self.gives_state(method) {
            ProvenanceKind::Shared
        } else {
            ProvenanceKind::Imprecise
        };
        value.join(self.outside_value(&ty, &Outside::new(kind, at, path)))
    }

    /// Whether every value of a type leads to a handle. One that has a handle's type for an argument may be anything about it.
    fn is_made_of_handles(&self, ty: &Ty) -> bool {
        match ty {
            Ty::Adt(id, _) => self.relevance.is_carrier(*id),
            Ty::External(path, args) => {
                let holds = self.knowledge.transparent(*path).is_some()
                    || self.knowledge.is_collection(*path)
                    || self.knowledge.is_lock(*path);
                self.knowledge.handle(*path).is_some()
                    || holds && args.iter().any(|arg| self.is_made_of_handles(arg))
            }
            Ty::Tuple(items) => items.iter().any(|item| self.is_made_of_handles(item)),
            Ty::Slice(inner) => self.is_made_of_handles(inner),
            Ty::Traits(bounds) => bounds.iter().any(|bound| {
                bound.id.is_some_and(|id| self.relevance.is_carrying_trait(id))
                    || bound.output.as_ref().is_some_and(|output| self.is_made_of_handles(output))
            }),
            Ty::Unknown => false,
        }
    }

    pub(crate) fn expr_span(frame: &Frame<'f>) -> Span {
        frame.place.body.exprs[frame.place.body.root].span
    }

    /// Resolves a type as it is written in a body.
    pub(crate) fn type_at(&self, frame: &Frame<'f>, ty: &TypeRef) -> Ty {
        let place = &frame.place;
        let generics = place.function.map_or([None, None], |id| self.generics_of(id));
        let scope = TypeScope {
            module: place.module,
            blocks: &place.blocks,
            self_ty: place.self_ty.as_ref(),
            generics,
            subst: &place.subst,
        };
        self.resolver.ty(self.program, scope, ty)
    }

    /// Materialized only when the type can hold a handle; an opaque type without handles stays unknown.
    pub(crate) fn materialize_if_relevant(&mut self, ty: &Ty, outside: &Outside) -> Value<'f> {
        if self.relevance.carries(ty, self.knowledge) {
            self.materialize(ty, outside)
        } else {
            Value::Unknown
        }
    }

    /// The value that a type speaks of: its handles have origins of their own, and what is in it follows when it is asked for.
    pub(crate) fn materialize(&mut self, ty: &Ty, outside: &Outside) -> Value<'f> {
        match ty {
            Ty::Unknown => Value::Unknown,
            Ty::Adt(id, args) => {
                if let Some(known) = self.around(outside, ty) {
                    return known;
                }
                let data = StructValue {
                    ty: *id,
                    variant: None,
                    args: args.clone(),
                    fields: FxHashMap::default(),
                    outside: Some(outside.clone()),
                };
                self.heap.value_of(Obj::Struct(data))
            }
            Ty::Tuple(items) => items
                .iter()
                .map(|item| self.materialize(item, outside))
                .collect::<Vec<_>>()
                .into_tuple(),
            Ty::Slice(inner) => self.materialize_collection(inner, outside),
            Ty::Traits(bounds) => self.materialize_opaque(bounds, outside),
            Ty::External(path, args) => self.materialize_external(*path, args, outside),
        }
    }

    pub(crate) fn materialize_collection(&mut self, element: &Ty, outside: &Outside) -> Value<'f> {
        let unseen = Obj::Summary { ty: element.clone(), outside: outside.clone() };
        let value = self.heap.value_of(unseen);
        self.heap.collection(vec![value])
    }

    pub(crate) fn materialize_external(
        &mut self,
        path: Name,
        args: &[Ty],
        outside: &Outside,
    ) -> Value<'f> {
        let of = args.first().and_then(|arg| match arg {
            Ty::External(of, _) => self.knowledge.handle_of(path, *of),
            _ => None,
        });
        if let Some((client, kind)) = of.or_else(|| self.knowledge.handle(path)) {
            let part = self.knowledge.is_part_type(path);
            let origin = self.outside_origin(client, kind, outside.provenance.clone());
            let is_delivery = kind == HandleKind::Delivery;
            let delivery = is_delivery.then(|| self.recorder.add_delivery());
            return self.heap.value_of(Obj::Handle(Handle {
                client,
                kind,
                origin,
                by: None,
                part,
                delivery,
            }));
        }
        if let Some(arg) = self.knowledge.transparent(path) {
            return args.get(arg).map_or(Value::Unknown, |inner| self.materialize(inner, outside));
        }
        if self.knowledge.is_collection(path) {
            return args
                .last()
                .map_or(Value::Unknown, |inner| self.materialize_collection(inner, outside));
        }
        if self.is_type_of_queues(path) {
            let messages = args.last().map(|inner| self.materialize_collection(inner, outside));
            let held = messages.into_iter().collect();
            return self.heap.value_of(Obj::External { path, held });
        }
        let mut held: Vec<_> = args.iter().map(|arg| self.materialize(arg, outside)).collect();
        // Of a type outside only its arguments are known: it holds something of each.
        held.retain(|value| self.matters(value));
        if self.knowledge.is_client_path(path) {
            let options = Options { held, complete: false, ..Options::new(path) };
            return self.heap.value_of(Obj::Options(options));
        }
        self.heap.value_of(Obj::External { path, held })
    }

    /// The value of a type that one of its own type is looked up in, however far down: it stands for all that are linked so,
    /// as the nodes of a list are.
    fn around(&self, outside: &Outside, ty: &Ty) -> Option<Value<'f>> {
        let outer = |id: &ObjId| match self.heap.obj(*id) {
            Obj::Struct(data) => data.outside.as_ref()?.inside,
            Obj::Opaque { outside, .. } => outside.inside,
            _ => None,
        };
        let is_such = |id: &ObjId| match (self.heap.obj(*id), ty) {
            (Obj::Struct(data), Ty::Adt(id, args)) => data.ty == *id && data.args == *args,
            (Obj::Opaque { bounds, .. }, Ty::Traits(wanted)) => bounds == wanted,
            _ => false,
        };
        let mut outwards = std::iter::successors(outside.inside, outer);
        outwards.find(is_such).map(Value::Obj)
    }

    pub(crate) fn materialize_opaque(
        &mut self,
        bounds: &Rc<[TraitTy]>,
        outside: &Outside,
    ) -> Value<'f> {
        let future = bounds.iter().find(|bound| bound.name == "Future");
        if let Some(output) = future.and_then(|bound| bound.output.clone()) {
            return self.materialize(&output, outside);
        }
        if bounds.is_empty() {
            return Value::Unknown;
        }
        if let Some(known) = self.around(outside, &Ty::Traits(bounds.clone())) {
            return known;
        }
        // Which type it is, is decided when a method of it is called.
        let views = FxHashMap::default();
        self.heap.value_of(Obj::Opaque { bounds: bounds.clone(), views, outside: outside.clone() })
    }
}

pub(crate) trait IntoTuple<'f> {
    fn into_tuple(self) -> Value<'f>;
}

impl<'f> IntoTuple<'f> for Vec<Value<'f>> {
    fn into_tuple(self) -> Value<'f> {
        Value::Tuple(self.into())
    }
}
