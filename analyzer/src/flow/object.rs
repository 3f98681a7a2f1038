//! The abstract heap: fields, elements, contents, and values made up from their types when their making was not seen.

use std::rc::Rc;

use rustc_hash::FxHashMap;
use ustr::{Ustr, ustr};

use super::tree::NodeId;
use super::value::{Entry, HandleValue, Obj, ObjId, Source, SourceKind, StructValue, Value};
use super::{Evaluator, Frame};
use crate::facts::{Name, TypeRef};
use crate::knowledge::HandleKind;
use crate::program::{FnId, TypeId};
use crate::resolve::types::{TraitTy, Ty, TypeScope, bind_generics};
use crate::sources::Location;

/// How deep an object is looked for inside a value before the one is put into the other.
pub(super) const MAX_REACH: u8 = 8;
/// How many wrappers are looked through for what a value holds.
const MAX_DEREF: u8 = 6;

impl<'f> Evaluator<'_, 'f> {
    /// A field's value; made up from its type when the struct came from outside.
    pub(super) fn field(&mut self, base: &Value<'f>, name: Name, at: Location) -> Value<'f> {
        match base {
            Value::Any(all) => {
                let all = all.clone();
                all.iter().fold(Value::Unknown, |sum, value| sum.or(self.field(value, name, at)))
            }
            Value::Tuple(items) => name
                .parse::<usize>()
                .ok()
                .and_then(|index| items.get(index).cloned())
                .unwrap_or(Value::Unknown),
            Value::Obj(id) => self.object_field(*id, name, at),
            _ => Value::Unknown,
        }
    }

    fn object_field(&mut self, id: ObjId, name: Name, at: Location) -> Value<'f> {
        match self.obj(id) {
            Obj::Struct(data) => {
                if let Some(value) = data.fields.get(&name) {
                    return value.clone();
                }
                if self.declares_field(id, name) {
                    return self.missing_field(id, name);
                }
                self.deref_struct(id, at)
                    .map_or(Value::Unknown, |inner| self.field(&inner, name, at))
            }
            Obj::Guard { inner, .. } => {
                let inner = inner.clone();
                self.field(&inner, name, at)
            }
            Obj::External { .. } if self.content_in(&Value::Obj(id), 0).is_some() => Value::Obj(id),
            Obj::External { held, .. } => {
                let held = held.clone();
                held.iter().fold(Value::Unknown, |sum, value| sum.or(self.field(value, name, at)))
            }
            // `delivery.acker` and the like are the delivery, `delivery.data` is what was sent.
            Obj::Handle(handle) if handle.kind == HandleKind::Delivery => {
                let handle = handle.clone();
                if self.knowledge.is_content(handle.client, name) {
                    self.content_of(&handle)
                } else {
                    Value::Obj(id)
                }
            }
            _ => Value::Unknown,
        }
    }

    fn declares_field(&self, id: ObjId, name: Name) -> bool {
        let Obj::Struct(data) = self.obj(id) else { return false };
        self.field_type(data.ty, name).is_some()
    }

    fn field_type(&self, ty: TypeId, name: Name) -> Option<&'f TypeRef> {
        let def = self.program.ty(ty).def;
        let (variant, field) = match name.as_str().split_once("::") {
            Some((variant, field)) => (ustr(variant), ustr(field)),
            None => (def.variants.first()?.name, name),
        };
        let variant = def.variants.iter().find(|known| known.name == variant)?;
        variant.fields.iter().find(|known| known.name == field).map(|known| &known.ty)
    }

    /// A field that nothing was seen of: made up when the struct came from outside, else as `Default` leaves it.
    fn missing_field(&mut self, id: ObjId, name: Name) -> Value<'f> {
        let Obj::Struct(data) = self.obj(id) else { return Value::Unknown };
        let (ty, args, source) = (data.ty, data.args.clone(), data.source.clone());
        let Some(written) = self.field_type(ty, name) else { return Value::Unknown };
        let resolved = self.type_in(ty, &args, written);
        let value = match source {
            Some(source) => {
                let last = name.as_str().rsplit("::").next().unwrap_or_default();
                let path = format!("{}.{last}", source.path);
                self.made_up(&resolved, &Source { path, ..source })
            }
            None => self.empty(&resolved),
        };
        if let Obj::Struct(data) = self.obj_mut(id) {
            data.fields.insert(name, value.clone());
        }
        value
    }

    /// The empty value of a type, where emptiness has places to fill.
    fn empty(&mut self, ty: &Ty) -> Value<'f> {
        match ty {
            Ty::Adt(id, _) if self.relevance.is_carrier(*id) => self.construct(*id, None, FxHashMap::default()),
            Ty::External(path, args) if self.knowledge.is_lock(*path) => {
                let inner = args.first().map_or(Value::Unknown, |inner| self.empty(inner));
                let held = if inner.is_unknown() { Vec::new() } else { vec![inner] };
                self.value_of(Obj::External { path: *path, held })
            }
            Ty::External(path, _) if self.knowledge.is_collection(*path) => self.collection(Vec::new()),
            Ty::External(path, _) if self.knowledge.has_methods(*path) => {
                self.value_of(Obj::External { path: *path, held: Vec::new() })
            }
            Ty::External(path, args) => match self.knowledge.transparent(*path) {
                Some(arg) if path.ends_with("Cell") || path.ends_with("Lock") => {
                    let _ = arg;
                    self.value_of(Obj::External { path: *path, held: Vec::new() })
                }
                Some(arg) if !path.ends_with("Option") => {
                    args.get(arg).cloned().map_or(Value::Unknown, |inner| self.empty(&inner))
                }
                _ => Value::Unknown,
            },
            _ => Value::Unknown,
        }
    }

    fn type_in(&self, ty: TypeId, args: &[Ty], written: &TypeRef) -> Ty {
        let data = self.program.ty(ty);
        let subst = bind_generics(&data.def.generics, args);
        let generics = [Some(&data.def.generics), None];
        let scope =
            TypeScope { module: data.module, blocks: &[], self_ty: None, generics, subst: &subst };
        self.resolver.ty(self.program, scope, written)
    }

    /// Puts a value into a collection.
    pub(super) fn insert(&mut self, target: &Value<'f>, value: Value<'f>) {
        if value.is_unknown() || self.is_mere_content(&value) {
            return;
        }
        self.stores += 1;
        self.note_kept(&value);
        let iteration = self.iterations.last().copied();
        match target {
            Value::Obj(id) if self.reaches(&value, *id, MAX_REACH) => {}
            Value::Obj(id) => match self.obj_mut(*id) {
                Obj::Collection(entries) => entries.push(Entry { value, iteration, copies: false }),
                Obj::Guard { inner, .. } => {
                    let inner = inner.clone();
                    self.insert(&inner, value);
                }
                Obj::External { held, .. } => {
                    let first = held.first().cloned();
                    match first {
                        Some(inner @ Value::Obj(_)) => self.insert(&inner, value),
                        _ => self.put(*id, value),
                    }
                }
                _ => {}
            },
            Value::Any(all) => {
                if let Some(first) = all.clone().first() {
                    self.insert(first, value);
                }
            }
            _ => {}
        }
    }

    /// `base[index]`: the running number of an iteration gives another element each time.
    pub(super) fn index(&mut self, base: &Value<'f>, index: &Value<'f>) -> Value<'f> {
        match index {
            Value::Index(node) => self.element_in(base, *node),
            Value::Int(_) => self.any_element(base),
            _ => super::known::value_of_pair(self.any_element(base)),
        }
    }

    /// The element that an iteration sees, another one each time.
    pub(super) fn element_in(&mut self, value: &Value<'f>, node: NodeId) -> Value<'f> {
        let Some(entries) = self.entries(value) else { return self.element_of_other(value) };
        let around: Vec<NodeId> = self.trace.tree.ancestors(node).collect();
        let mut counted: Vec<(super::tree::OriginId, usize)> = Vec::new();
        for entry in &entries {
            if let Some(iteration) = entry.iteration
                && !around.contains(&iteration)
            {
                self.trace.tree.node_mut(node).mirrors.push(iteration);
                continue;
            }
            for origin in self.origins_in(&entry.value, 4) {
                match counted.iter_mut().find(|(known, _)| *known == origin) {
                    Some((_, count)) => *count += 1,
                    None => counted.push((origin, if entry.copies { 2 } else { 1 })),
                }
            }
        }
        let once = counted.into_iter().filter(|&(_, count)| count == 1).map(|(origin, _)| origin);
        self.trace.tree.node_mut(node).picks.extend(once);
        entries.into_iter().fold(Value::Unknown, |sum, entry| sum.or(self.seen(entry.value)))
    }

    /// Some element.
    pub(super) fn any_element(&mut self, value: &Value<'f>) -> Value<'f> {
        match self.entries(value) {
            Some(entries) => {
                entries.into_iter().fold(Value::Unknown, |sum, entry| sum.or(entry.value))
            }
            None => self.element_of_other(value),
        }
    }

    /// What iterating over something that is no collection gives: a consumer's deliveries, or the value itself.
    fn element_of_other(&mut self, value: &Value<'f>) -> Value<'f> {
        match self.handle_in(value) {
            Some((id, handle)) if handle.kind == HandleKind::Consumer => {
                self.receive_in_loop(id, &handle);
                self.value_of(Obj::Handle(HandleValue { kind: HandleKind::Delivery, ..handle }))
            }
            _ => value.clone(),
        }
    }

    /// The elements of a collection, also behind guards and wrappers.
    pub(super) fn entries(&self, value: &Value<'f>) -> Option<Vec<Entry<'f>>> {
        self.entries_at(value, MAX_DEREF)
    }

    fn entries_at(&self, value: &Value<'f>, depth: u8) -> Option<Vec<Entry<'f>>> {
        match value {
            _ if depth == 0 => None,
            Value::Obj(id) => match self.obj(*id) {
                Obj::Collection(entries) => Some(entries.clone()),
                Obj::Guard { inner, .. } => self.entries_at(inner, depth - 1),
                Obj::External { held, .. } => {
                    held.iter().find_map(|inner| self.entries_at(inner, depth - 1))
                }
                _ => None,
            },
            Value::Any(all) => {
                let mut sum = None;
                for entries in all.iter().filter_map(|one| self.entries_at(one, depth - 1)) {
                    sum.get_or_insert_with(Vec::new).extend(entries);
                }
                sum
            }
            _ => None,
        }
    }

    /// The origins of channels and connections in a value.
    pub(super) fn origins_in(&self, value: &Value<'f>, depth: u8) -> Vec<super::tree::OriginId> {
        let mut out = Vec::new();
        self.visit(value, depth, &mut |obj| {
            if let Obj::Handle(handle) = obj
                && !out.contains(&handle.origin)
            {
                out.push(handle.origin);
            }
        });
        out
    }

    /// Calls a function with every object in a value, a few steps deep.
    pub(super) fn visit(&self, value: &Value<'f>, depth: u8, f: &mut impl FnMut(&Obj<'f>)) {
        match value {
            Value::Tuple(items) | Value::Any(items) => {
                items.iter().for_each(|item| self.visit(item, depth, f))
            }
            Value::Obj(id) => {
                f(self.obj(*id));
                if depth == 0 {
                    return;
                }
                match self.obj(*id) {
                    Obj::Struct(data) => {
                        let mut names: Vec<&Name> = data.fields.keys().collect();
                        names.sort_unstable();
                        names
                            .into_iter()
                            .for_each(|name| self.visit(&data.fields[name], depth - 1, f));
                    }
                    Obj::External { held, .. } => {
                        held.iter().for_each(|item| self.visit(item, depth - 1, f))
                    }
                    Obj::Collection(entries) => {
                        entries.iter().for_each(|entry| self.visit(&entry.value, depth - 1, f))
                    }
                    Obj::Guard { inner, .. } | Obj::Task { result: inner, .. } => {
                        self.visit(inner, depth - 1, f)
                    }
                    _ => {}
                }
            }
            Value::Closure(closure) if depth > 0 => {
                closure.captured.iter().for_each(|(_, item)| self.visit(item, depth - 1, f));
            }
            Value::Future(future) if depth > 0 => self.visit_future(future, depth - 1, f),
            _ => {}
        }
    }

    fn visit_future(
        &self,
        future: &super::value::Future<'f>,
        depth: u8,
        f: &mut impl FnMut(&Obj<'f>),
    ) {
        use super::value::Future;
        match future {
            Future::Call { args, .. } => args.iter().for_each(|item| self.visit(item, depth, f)),
            Future::Block { captured, .. } => {
                captured.iter().for_each(|(_, item)| self.visit(item, depth, f))
            }
            Future::Operation(pending) => self.visit(&Value::Obj(pending.handle), depth, f),
            Future::Open { from, .. } => self.visit(from, depth, f),
            Future::Together { lanes, .. } => {
                lanes.iter().for_each(|lane| self.visit(&lane.value, depth, f))
            }
            Future::Then { first, then, .. } => {
                self.visit(first, depth, f);
                self.visit(then, depth, f);
            }
            Future::Cancellable { inner, .. } => self.visit(inner, depth, f),
        }
    }

    /// A value of a type outside that holds what it was given; nothing, when that is nothing.
    pub(super) fn hold(&mut self, path: Name, values: Vec<Value<'f>>) -> Value<'f> {
        let held: Vec<_> = values.into_iter().filter(|value| self.matters(value)).collect();
        if held.is_empty() { Value::Unknown } else { self.value_of(Obj::External { path, held }) }
    }

    /// Whether a value can lead to a handle or to code that runs later.
    pub(super) fn matters(&self, value: &Value<'f>) -> bool {
        match value {
            Value::Obj(_) | Value::Closure(_) | Value::Future(_) => true,
            Value::Fn(id) => self.relevance.matters(*id),
            Value::Tuple(items) | Value::Any(items) => {
                matches!(&items[..], [Value::Str(_), _])
                    || items.iter().any(|item| self.matters(item))
            }
            _ => false,
        }
    }

    /// The handle that a value is, or that it wraps.
    pub(super) fn handle_in(&self, value: &Value<'f>) -> Option<(ObjId, HandleValue)> {
        self.handle_at(value, MAX_DEREF)
    }

    fn handle_at(&self, value: &Value<'f>, depth: u8) -> Option<(ObjId, HandleValue)> {
        let Value::Obj(id) = value else { return None };
        match self.obj(*id) {
            Obj::Handle(handle) => Some((*id, handle.clone())),
            Obj::Guard { inner, .. } if depth > 0 => self.handle_at(inner, depth - 1),
            Obj::External { held, path } if depth > 0 && !self.knowledge.is_lock(*path) => {
                held.iter().find_map(|inner| self.handle_at(inner, depth - 1))
            }
            _ => None,
        }
    }

    /// The value of a declared type when the value itself is not known: it has methods, and handles that were lost.
    pub(super) fn declared(&mut self, frame: &Frame<'f>, ty: &TypeRef) -> Value<'f> {
        let resolved = self.type_at(frame, ty);
        let at = frame.location(self.expr_span(frame));
        self.made_up_if_relevant(
            &resolved,
            &Source { kind: SourceKind::Lost, at, path: String::new() },
        )
    }

    fn expr_span(&self, frame: &Frame<'f>) -> crate::facts::Span {
        let _ = self;
        frame.place.body.exprs[frame.place.body.root.0 as usize].span
    }

    /// Resolves a type as it is written in a body.
    pub(super) fn type_at(&self, frame: &Frame<'f>, ty: &TypeRef) -> Ty {
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

    /// Made up only when the type can hold a handle; an opaque type without handles stays unknown.
    pub(super) fn made_up_if_relevant(&mut self, ty: &Ty, source: &Source) -> Value<'f> {
        if self.relevance.carries(ty, self.knowledge) {
            self.made_up(ty, source)
        } else {
            Value::Unknown
        }
    }

    /// Makes up a value from its type.
    pub(super) fn made_up(&mut self, ty: &Ty, source: &Source) -> Value<'f> {
        match ty {
            Ty::Unknown => Value::Unknown,
            Ty::Adt(id, args) => {
                let data = StructValue {
                    ty: *id,
                    variant: None,
                    args: args.clone(),
                    fields: FxHashMap::default(),
                    source: Some(source.clone()),
                };
                self.value_of(Obj::Struct(data))
            }
            Ty::Tuple(items) => {
                items.iter().map(|item| self.made_up(item, source)).collect::<Vec<_>>().into_tuple()
            }
            Ty::Slice(inner) => self.made_up_collection(inner, source),
            Ty::Traits(bounds) => self.made_up_opaque(bounds, source),
            Ty::External(path, args) => self.made_up_external(*path, args, source),
        }
    }

    fn made_up_collection(&mut self, element: &Ty, source: &Source) -> Value<'f> {
        let unseen = Obj::Unseen { ty: element.clone(), source: source.clone() };
        let value = self.value_of(unseen);
        self.collection(vec![value])
    }

    /// An element as it is looked at: what was not seen being made is another one each time.
    fn seen(&mut self, element: Value<'f>) -> Value<'f> {
        let Value::Obj(id) = element else { return element };
        let Obj::Unseen { ty, source } = self.obj(id).clone() else { return element };
        self.made_up_if_relevant(&ty, &Source { kind: SourceKind::Lost, ..source })
    }

    fn made_up_external(&mut self, path: Name, args: &[Ty], source: &Source) -> Value<'f> {
        if let Some((client, kind)) = self.knowledge.handle(path) {
            return self.outside_handle(client, kind, source.clone());
        }
        if let Some(arg) = self.knowledge.transparent(path) {
            return args.get(arg).map_or(Value::Unknown, |inner| self.made_up(inner, source));
        }
        if self.knowledge.is_collection(path) {
            return args
                .last()
                .map_or(Value::Unknown, |inner| self.made_up_collection(inner, source));
        }
        let mut held: Vec<_> = args.iter().map(|arg| self.made_up(arg, source)).collect();
        held.retain(|value| self.matters(value));
        if self.knowledge.is_client_path(path) {
            held.push(super::unknown_options());
        }
        self.value_of(Obj::External { path, held })
    }

    fn made_up_opaque(&mut self, bounds: &Rc<[TraitTy]>, source: &Source) -> Value<'f> {
        let future = bounds.iter().find(|bound| bound.name == "Future");
        if let Some(output) = future.and_then(|bound| bound.output.clone()) {
            return self.made_up(&output, source);
        }
        if bounds.is_empty() {
            return Value::Unknown;
        }
        let views = FxHashMap::default();
        self.value_of(Obj::Opaque { bounds: bounds.clone(), views, source: source.clone() })
    }

    /// A struct that derefs to something, as its own `deref` says.
    pub(super) fn deref_struct(&mut self, id: ObjId, at: Location) -> Option<Value<'f>> {
        let Obj::Struct(data) = self.obj(id) else { return None };
        let head = crate::program::Head::Type(data.ty);
        let deref: FnId = *self.program.methods.get(&(head, ustr("deref")))?.first()?;
        if self.stack.contains(&deref) {
            return None;
        }
        let value = self.run_function(deref, vec![Value::Obj(id)], at);
        (!value.is_unknown()).then_some(value)
    }

    /// Values of a type that were made in view.
    pub(super) fn instances_of(&self, ty: TypeId) -> Value<'f> {
        let known = self.instances.get(&ty).map_or(&[][..], Vec::as_slice);
        known.iter().fold(Value::Unknown, |sum, &id| sum.or(Value::Obj(id)))
    }

    /// The method name's last segment, for paths of functions outside.
    pub(super) fn short(path: Name) -> Ustr {
        crate::knowledge::last_segment(path)
    }
}

trait IntoTuple<'f> {
    fn into_tuple(self) -> Value<'f>;
}

impl<'f> IntoTuple<'f> for Vec<Value<'f>> {
    fn into_tuple(self) -> Value<'f> {
        Value::Tuple(self.into())
    }
}
