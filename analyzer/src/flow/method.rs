//! Method calls: operations on handles, methods of the program's types, and methods that a table knows.

use std::rc::Rc;

use ustr::ustr;

use super::tree::NodeKind;
use super::value::{Future, HandleValue, Obj, ObjId, PendingOperation, Value};
use super::{Evaluator, Frame, MAX_DEPTH};
use crate::facts::{ExprId, ExprKind, Name, Span};
use crate::knowledge::{HandleKind, Open, OperationId};
use crate::program::{FnId, Head, ImplId, Owner, TraitId, TypeId};
use crate::sources::Location;

impl<'f> Evaluator<'_, 'f> {
    /// `receiver.name(args)`
    pub(super) fn method_expr(
        &mut self,
        frame: &mut Frame<'f>,
        receiver: ExprId,
        name: (Name, Span),
        args: &'f [ExprId],
        span: Span,
    ) -> Value<'f> {
        let first = self.trace.uses.len();
        let value = self.eval(frame, receiver);
        if let Some(fate) = Self::fate_of_method(name.0) {
            self.note_fate(frame, receiver, first, fate);
        }
        let on_handle = self.handle_in(&value).is_some();
        let mut values: Vec<_> = args.iter().map(|&arg| self.eval(frame, arg)).collect();
        for (value, &arg) in values.iter_mut().zip(args) {
            if on_handle && value.is_unknown() && super::call::is_default(frame, arg) {
                *value = self.value_of(Obj::External { path: ustr(""), held: Vec::new() });
            }
        }
        let at = frame.location(span);
        if value.is_unknown()
            && is_store(name.0)
            && is_place(&frame.place.body.exprs[receiver.0 as usize].kind)
        {
            // `self.channel.replace(x)` on a field that was empty so far.
            let stored = self.stored_value(&values, at);
            self.assign(frame, receiver, stored.clone());
            return stored;
        }
        let given = self.call_method(frame, &value, name, values, at);
        if self.is_options(&value) && self.is_options(&given) {
            // `args.auto_ack(true);` sets an option of the variable, too.
            self.assign_variable(frame, receiver, given.clone());
        }
        given
    }

    /// Whether a value is a client's options.
    pub(super) fn is_options(&self, value: &Value<'f>) -> bool {
        let Value::Obj(id) = value else { return false };
        matches!(self.obj(*id), Obj::External { path, .. } if self.knowledge.is_client_path(*path))
    }

    /// Gives a variable another value, when the expression is one.
    pub(super) fn assign_variable(&self, frame: &mut Frame<'f>, place: ExprId, value: Value<'f>) {
        let _ = self;
        if let ExprKind::Path(path) = &frame.place.body.exprs[place.0 as usize].kind
            && let [only] = &path.segments[..]
        {
            frame.assign(only.name, value);
        }
    }

    /// What `replace`, `insert` or `get_or_insert_with` puts into an option.
    fn stored_value(&mut self, values: &[Value<'f>], at: Location) -> Value<'f> {
        match values.last() {
            Some(closure @ Value::Closure(_)) => self.call_value(&closure.clone(), Vec::new(), at),
            Some(value) => value.clone(),
            None => Value::Unknown,
        }
    }

    /// Calls a method on a value.
    pub(super) fn call_method(
        &mut self,
        frame: &mut Frame<'f>,
        receiver: &Value<'f>,
        name: (Name, Span),
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        match receiver {
            Value::Any(all) => self.call_method_of_any(frame, &all.clone(), name, &args, at),
            Value::Obj(id) => self.call_method_of_object(frame, *id, name, args, at),
            _ => self.call_foreign_method(frame, receiver, None, name, args, at),
        }
    }

    fn call_method_of_any(
        &mut self,
        frame: &mut Frame<'f>,
        all: &[Value<'f>],
        name: (Name, Span),
        args: &[Value<'f>],
        at: Location,
    ) -> Value<'f> {
        let (branch, before) = self.trace.tree.enter(NodeKind::Branch, Some(at));
        let mut result = Value::Unknown;
        for one in all {
            self.trace.tree.move_to(branch);
            self.trace.tree.enter(NodeKind::Alternative, None);
            result = result.or(self.call_method(frame, one, name, args.to_vec(), at));
        }
        self.trace.tree.move_to(before);
        result
    }

    fn call_method_of_object(
        &mut self,
        frame: &mut Frame<'f>,
        id: ObjId,
        name: (Name, Span),
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        let receiver = Value::Obj(id);
        match self.obj(id) {
            Obj::Handle(handle) => {
                let handle = handle.clone();
                self.call_method_of_handle(frame, id, &handle, name, args, at)
            }
            Obj::Struct(data) => {
                let ty = data.ty;
                self.call_method_of_struct(frame, id, ty, name, args, at)
            }
            Obj::Opaque { .. } => self.call_method_of_opaque(frame, id, name, args, at),
            Obj::Guard { inner, .. } => {
                let inner = inner.clone();
                if self.keeps_receiver(name.0) {
                    return receiver;
                }
                self.call_method(frame, &inner, name, args, at)
            }
            Obj::External { path, .. } => {
                let path = *path;
                self.call_method_of_external(frame, id, path, name, args, at)
            }
            Obj::Collection(_) | Obj::Task { .. } | Obj::Unseen { .. } => {
                self.call_foreign_method(frame, &receiver, None, name, args, at)
            }
        }
    }

    /// Whether a method gives its receiver as it is, a guard included.
    fn keeps_receiver(&self, name: Name) -> bool {
        let rule = self.knowledge.call_by_method(None, name);
        rule.is_some_and(|rule| rule.effect == crate::knowledge::Effect::Keep)
    }

    fn call_method_of_handle(
        &mut self,
        frame: &mut Frame<'f>,
        id: ObjId,
        handle: &HandleValue,
        name: (Name, Span),
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        if let Some(operation) = self.operation_on(handle, name.0) {
            return self.call_operation(frame, operation, id, args, at, frame.location(name.1));
        }
        if let Some(open) = self.open_on(handle, name.0) {
            return self.call_open(&Value::Obj(id), handle, &open, at);
        }
        let callback = self
            .knowledge
            .client(handle.client)
            .callbacks
            .iter()
            .any(|c| c.registered_by.iter().any(|m| name.0 == m.as_str()));
        if callback {
            self.register_callbacks(handle, name.0, &args, &Value::Obj(id), at);
            return Value::Unknown;
        }
        if self.is_part(handle, name.0) {
            return Value::Obj(id);
        }
        let methods = self.extension_methods(handle, name.0);
        if !methods.is_empty() {
            return self.call_any(&methods, &with_receiver(&Value::Obj(id), args), at);
        }
        let of_type = self
            .knowledge
            .handle_types(handle.client, handle.kind)
            .into_iter()
            .find_map(|path| self.knowledge.call_on_type(path, name.0));
        let rule = of_type.or_else(|| self.knowledge.call_by_method(None, name.0)).cloned();
        match rule {
            Some(rule) => self.apply_rule(frame, &rule, Some(&Value::Obj(id)), (name.0, args), at),
            None if args.iter().any(|arg| self.is_interesting(arg)) => {
                self.call_unknown(ustr(""), args, at)
            }
            None => Value::Unknown,
        }
    }

    /// Whether a method gives a part of the handle that still names it.
    fn is_part(&self, handle: &HandleValue, name: Name) -> bool {
        let mut parts = self.knowledge.client(handle.client).parts.iter();
        parts.any(|part| {
            part.on == handle.kind && part.methods.iter().any(|known| name == known.as_str())
        })
    }

    fn operation_on(&self, handle: &HandleValue, name: Name) -> Option<OperationId> {
        let mut candidates = self.knowledge.operations_by_method(name);
        candidates
            .find(|(_, info)| info.client == handle.client && info.operation.on == handle.kind)
            .map(|(id, _)| id)
    }

    fn open_on(&self, handle: &HandleValue, name: Name) -> Option<Open> {
        let opens = self.knowledge.opens_by_method(name).iter();
        let mut fitting =
            opens.filter(|(client, open)| open.on == Some(handle.kind) && *client == handle.client);
        fitting.next().map(|(_, open)| open.clone())
    }

    /// Methods that the program's own traits give to a handle.
    fn extension_methods(&self, handle: &HandleValue, name: Name) -> Vec<FnId> {
        let mut out: Vec<FnId> = Vec::new();
        for path in self.knowledge.handle_types(handle.client, handle.kind) {
            out.extend(
                self.program.methods.get(&(Head::External(path), name)).into_iter().flatten(),
            );
            if out.is_empty() {
                out.extend(self.inherited(Head::External(path), name));
            }
        }
        if out.is_empty() {
            out.extend(self.program.methods.get(&(Head::Any, name)).into_iter().flatten());
        }
        out
    }

    /// Calls an operation: it happens when the future is polled, or at once where the client sends at the call.
    fn call_operation(
        &mut self,
        frame: &Frame<'f>,
        operation: OperationId,
        handle: ObjId,
        args: Vec<Value<'f>>,
        at: Location,
        name_at: Location,
    ) -> Value<'f> {
        let pending = PendingOperation { operation, handle, args, at, name_at };
        self.note_answer(&pending);
        let krate = self.program.module(frame.place.module).krate.index();
        if self.eager[krate].contains(&self.knowledge.operation(operation).client) {
            // The frame goes out now; whoever awaits the reply is under way, too.
            self.emit(&pending, false);
        }
        Value::Future(Rc::new(Future::Operation(pending)))
    }

    /// Calls a method that opens a handle; a consumer, delivery or confirm belongs to the channel it comes from.
    pub(super) fn call_open(
        &mut self,
        receiver: &Value<'f>,
        handle: &HandleValue,
        open: &Open,
        at: Location,
    ) -> Value<'f> {
        if !matches!(open.gives, HandleKind::Channel | HandleKind::Connection) {
            return self.value_of(Obj::Handle(HandleValue { kind: open.gives, ..handle.clone() }));
        }
        let from = receiver.clone();
        Value::Future(Rc::new(Future::Open { client: handle.client, gives: open.gives, at, from }))
    }

    fn call_method_of_struct(
        &mut self,
        frame: &mut Frame<'f>,
        id: ObjId,
        ty: TypeId,
        name: (Name, Span),
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        let receiver = Value::Obj(id);
        // A clone shares what it holds: handles are handles of the same channel.
        if name.0 == "clone" {
            return receiver;
        }
        let own = self.methods_of(ty, name.0);
        if !own.is_empty() {
            return self.call_any(&own, &with_receiver(&receiver, args), at);
        }
        if let Some(field) = self.closure_field(id, name.0) {
            return self.call_value(&field, args, at);
        }
        if let Some(inner) = self.deref_struct(id, at) {
            return self.call_method(frame, &inner, name, args, at);
        }
        self.call_foreign_method(frame, &receiver, None, name, args, at)
    }

    fn closure_field(&self, id: ObjId, name: Name) -> Option<Value<'f>> {
        let Obj::Struct(data) = self.obj(id) else { return None };
        data.fields
            .get(&name)
            .filter(|value| matches!(value, Value::Closure(_) | Value::Fn(_)))
            .cloned()
    }

    /// Methods of a type: inherent, of a trait, default, or for every type.
    pub(super) fn methods_of(&self, ty: TypeId, name: Name) -> Vec<FnId> {
        if let Some(own) = self.program.methods.get(&(Head::Type(ty), name)) {
            return own.iter().take(1).copied().collect();
        }
        let inherited = self.inherited(Head::Type(ty), name);
        if !inherited.is_empty() {
            return inherited;
        }
        self.program
            .methods
            .get(&(Head::Any, name))
            .map_or_else(Vec::new, |any| any.iter().take(1).copied().collect())
    }

    /// Default methods of the traits that a type has.
    pub(super) fn inherited(&self, head: Head, name: Name) -> Vec<FnId> {
        let Some(candidates) = self.program.trait_methods.get(&name) else { return Vec::new() };
        let with_body =
            candidates.iter().filter(|&&id| self.program.function(id).function.body.is_some());
        let fitting = with_body.filter(|&&id| match self.program.function(id).owner {
            Owner::Trait(of) => self.has_trait(head, of),
            _ => false,
        });
        fitting.take(1).copied().collect()
    }

    fn has_trait(&self, head: Head, of: TraitId) -> bool {
        let Some(impls) = self.program.impls_of_trait.get(&of) else { return false };
        let heads = [head, Head::Any];
        heads.iter().any(|head| {
            let of_head: &[ImplId] =
                self.program.impls_of_head.get(head).map_or(&[], Vec::as_slice);
            of_head.iter().any(|id| impls.contains(id))
        })
    }

    /// A trait's function in every impl, and its default.
    pub(super) fn implementations(&self, of: TraitId, name: Name) -> Vec<FnId> {
        let impls = self.program.impls_of_trait.get(&of).map_or(&[][..], Vec::as_slice);
        let functions = impls.iter().flat_map(|id| &self.program.impls[id.index()].functions);
        let mut found: Vec<FnId> = functions
            .filter(|&&id| self.program.function(id).function.name == name)
            .copied()
            .collect();
        if found.is_empty() {
            let own = &self.program.traits[of.index()].functions;
            found.extend(own.iter().filter(|&&id| self.program.function(id).function.name == name));
        }
        found
    }

    /// A method of some type with known traits: of every type of the program that has them.
    fn call_method_of_opaque(
        &mut self,
        frame: &mut Frame<'f>,
        id: ObjId,
        name: (Name, Span),
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        let Obj::Opaque { bounds, .. } = self.obj(id) else { return Value::Unknown };
        let traits: Vec<TraitId> = bounds.iter().filter_map(|bound| bound.id).collect();
        let functions = self.trait_functions(&traits, name.0);
        if functions.is_empty() {
            return self.call_foreign_method(frame, &Value::Obj(id), None, name, args, at);
        }
        let (branch, before) = self.trace.tree.enter(NodeKind::Branch, Some(at));
        let mut result = Value::Unknown;
        for function in functions.into_iter().take(12) {
            self.trace.tree.move_to(branch);
            self.trace.tree.enter(NodeKind::Alternative, None);
            let receiver = self.view_as(id, function);
            result =
                result.or(self.call_function(function, with_receiver(&receiver, args.clone()), at));
        }
        self.trace.tree.move_to(before);
        result
    }

    fn trait_functions(&self, traits: &[TraitId], name: Name) -> Vec<FnId> {
        let mut out = Vec::new();
        for &of in traits {
            let declares = self.program.traits[of.index()].functions.iter();
            if declares.clone().any(|&id| self.program.function(id).function.name == name) {
                out.extend(self.implementations(of, name));
            }
        }
        out
    }

    /// An opaque value as the type that a function belongs to: the values of it that were made, or one made up.
    fn view_as(&mut self, id: ObjId, function: FnId) -> Value<'f> {
        let Owner::Impl(of) = self.program.function(function).owner else { return Value::Obj(id) };
        let data = &self.program.impls[of.index()];
        let scope_self = self.program.impls_of_head.iter().find_map(|(head, impls)| match head {
            Head::Type(ty) if impls.contains(&of) => Some(*ty),
            _ => None,
        });
        let _ = data;
        let Some(ty) = scope_self else { return Value::Obj(id) };
        let known = self.instances_of(ty);
        if !known.is_unknown() {
            return known;
        }
        if let Obj::Opaque { views, .. } = self.obj(id)
            && let Some(&view) = views.get(&ty)
        {
            return Value::Obj(view);
        }
        let Obj::Opaque { source, .. } = self.obj(id) else { return Value::Unknown };
        let source = source.clone();
        let made = self.made_up(&crate::resolve::types::Ty::Adt(ty, Rc::default()), &source);
        if let (Value::Obj(view), Obj::Opaque { views, .. }) = (&made, self.obj_mut(id)) {
            views.insert(ty, *view);
        }
        made
    }

    fn call_method_of_external(
        &mut self,
        frame: &mut Frame<'f>,
        id: ObjId,
        path: Name,
        name: (Name, Span),
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        let receiver = Value::Obj(id);
        if let Some(rule) = self.knowledge.call_on_type(path, name.0).cloned() {
            return self.apply_rule(frame, &rule, Some(&receiver), (name.0, args), at);
        }
        let called = ustr(&format!("{path}::{}", name.0));
        if let Some((client, open)) = self.knowledge.open_by_path(called).cloned() {
            return self.open_by_function(client, &open, at);
        }
        if self.knowledge.is_client_path(path) {
            return self.with_option(id, path, name.0, args);
        }
        if !self.knowledge.is_lock(path)
            && let Some(value) = self.call_held(frame, id, name, &args, at)
        {
            return value;
        }
        self.call_foreign_method(frame, &receiver, Some(path), name, args, at)
    }

    /// A builder's method: the option is kept by its name.
    fn with_option(
        &mut self,
        id: ObjId,
        path: Name,
        name: Name,
        args: Vec<Value<'f>>,
    ) -> Value<'f> {
        let Obj::External { held, .. } = self.obj(id) else { return Value::Unknown };
        let mut held = held.clone();
        let value = args.into_iter().next().unwrap_or(Value::Bool(true));
        held.push(Value::Tuple(Rc::new([Value::Str(Rc::from(name.as_str())), value])));
        self.value_of(Obj::External { path, held })
    }

    /// A method of what a wrapper holds: of a handle when the name is distinctive, of a type of the program.
    fn call_held(
        &mut self,
        frame: &mut Frame<'f>,
        id: ObjId,
        name: (Name, Span),
        args: &[Value<'f>],
        at: Location,
    ) -> Option<Value<'f>> {
        let Obj::External { held, .. } = self.obj(id) else { return None };
        if self.depth >= MAX_DEPTH {
            return None;
        }
        let held = held.clone();
        self.depth += 1;
        let value = self.call_first_held(frame, &held, name, args, at);
        self.depth -= 1;
        value
    }

    fn call_first_held(
        &mut self,
        frame: &mut Frame<'f>,
        held: &[Value<'f>],
        name: (Name, Span),
        args: &[Value<'f>],
        at: Location,
    ) -> Option<Value<'f>> {
        for inner in held {
            let &Value::Obj(object) = inner else { continue };
            let fits = match self.obj(object) {
                Obj::Struct(data) => {
                    name.0 != "clone" && !self.methods_of(data.ty, name.0).is_empty()
                }
                Obj::Handle(handle) => {
                    let handle = handle.clone();
                    self.is_distinctive(&handle, name.0)
                }
                Obj::External { path, .. } if !self.knowledge.is_lock(*path) => {
                    if let Some(value) = self.call_held(frame, object, name, args, at) {
                        return Some(value);
                    }
                    false
                }
                Obj::Opaque { bounds, .. } => {
                    let traits: Vec<TraitId> = bounds.iter().filter_map(|bound| bound.id).collect();
                    !self.trait_functions(&traits, name.0).is_empty()
                }
                _ => false,
            };
            if fits {
                return Some(self.call_method(frame, inner, name, args.to_vec(), at));
            }
        }
        None
    }

    fn is_distinctive(&self, handle: &HandleValue, name: Name) -> bool {
        let operation = self
            .operation_on(handle, name)
            .map(|id| self.knowledge.operation(id).operation.common_name);
        let open = self.open_on(handle, name).map(|open| open.common_name);
        operation.or(open) == Some(false)
    }

    /// A method of a value that is not the program's own: a table may know it.
    pub(super) fn call_foreign_method(
        &mut self,
        frame: &mut Frame<'f>,
        receiver: &Value<'f>,
        path: Option<Name>,
        name: (Name, Span),
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        if let Some(path) = path
            && let Some(methods) =
                self.program.methods.get(&(Head::External(path), name.0)).cloned()
        {
            return self.call_any(&methods, &with_receiver(receiver, args), at);
        }
        if let Some(value) = self.open_of_unknown(receiver, name.0, at) {
            return value;
        }
        if let Some(rule) = self.knowledge.call_by_method(path, name.0).cloned() {
            return self.apply_rule(frame, &rule, Some(receiver), (name.0, args), at);
        }
        if let Some(methods) = self.program.methods.get(&(Head::Any, name.0)).cloned() {
            return self.call_any(&methods, &with_receiver(receiver, args), at);
        }
        let mut held = vec![receiver.clone()];
        held.extend(args);
        self.call_unknown(path.unwrap_or(ustr("")), held, at)
    }

    /// A distinctive opening method on a receiver of unknown type: what it gives is known all the same.
    fn open_of_unknown(
        &mut self,
        receiver: &Value<'f>,
        name: Name,
        at: Location,
    ) -> Option<Value<'f>> {
        let (client, open) = self
            .knowledge
            .opens_by_method(name)
            .iter()
            .find(|(_, open)| !open.common_name)?
            .clone();
        if !matches!(open.gives, HandleKind::Channel | HandleKind::Connection) {
            return None;
        }
        if !self.present.contains(&client) {
            return None;
        }
        let from = receiver.clone();
        Some(Value::Future(Rc::new(Future::Open { client, gives: open.gives, at, from })))
    }

    /// Runs what a client calls by itself when a value is registered.
    pub(super) fn register_callbacks(
        &mut self,
        handle: &HandleValue,
        method: Name,
        args: &[Value<'f>],
        channel: &Value<'f>,
        at: Location,
    ) {
        let callbacks: Vec<_> = self
            .knowledge
            .client(handle.client)
            .callbacks
            .iter()
            .filter(|callback| callback.registered_by.iter().any(|by| method == by.as_str()))
            .cloned()
            .collect();
        for callback in callbacks {
            let Some(target) = args.get(callback.arg).cloned() else { continue };
            let context =
                ustr(if callback.on_dispatcher { "channel callback" } else { "consumer callback" });
            let kind = NodeKind::Spawn { times: callback.times, context };
            let (node, before) = self.trace.tree.enter(kind, Some(at));
            let held = std::mem::take(&mut self.held);
            let (repeat, _) = self.trace.tree.enter(NodeKind::Loop, Some(at));
            self.iterations.push(repeat);
            let mut given = vec![self.callback_channel(handle, channel)];
            if callback.delivers {
                let kind = HandleKind::Delivery;
                given.push(self.value_of(Obj::Handle(HandleValue { kind, ..handle.clone() })));
                given.extend([Value::Unknown, self.content_of(handle)]);
            }
            self.run_callback(&target, &callback.methods, &given, at);
            self.iterations.pop();
            self.held = held;
            let (origin, on_dispatcher) = (handle.origin, callback.on_dispatcher);
            self.trace.callbacks.push(super::CallbackRun { node, origin, on_dispatcher });
            self.trace.tree.move_to(before);
        }
    }

    /// The channel that a callback is given is the one it was registered on.
    fn callback_channel(&mut self, handle: &HandleValue, registered_on: &Value<'f>) -> Value<'f> {
        if handle.kind == HandleKind::Channel {
            return registered_on.clone();
        }
        self.value_of(Obj::Handle(HandleValue { kind: HandleKind::Delivery, ..handle.clone() }))
    }

    fn run_callback(
        &mut self,
        target: &Value<'f>,
        methods: &[String],
        given: &[Value<'f>],
        at: Location,
    ) {
        match target {
            Value::Closure(_) | Value::Fn(_) => {
                let future = self.call_value(target, given.to_vec(), at);
                self.poll(&future, at);
            }
            Value::Any(all) => {
                all.clone().iter().for_each(|one| self.run_callback(one, methods, given, at))
            }
            Value::Obj(id) => match self.obj(*id) {
                Obj::Struct(data) => {
                    let ty = data.ty;
                    for method in methods {
                        let functions = self.methods_of(ty, ustr(method));
                        let future =
                            self.call_any(&functions, &with_receiver(target, given.to_vec()), at);
                        self.poll(&future, at);
                    }
                }
                Obj::External { held, .. } => {
                    held.clone().iter().for_each(|one| self.run_callback(one, methods, given, at));
                }
                _ => {}
            },
            _ => {}
        }
    }
}

fn with_receiver<'f>(receiver: &Value<'f>, args: Vec<Value<'f>>) -> Vec<Value<'f>> {
    std::iter::once(receiver.clone()).chain(args).collect()
}

/// Methods that put a value into an option.
fn is_store(name: Name) -> bool {
    matches!(
        name.as_str(),
        "replace"
            | "insert"
            | "get_or_insert_with"
            | "get_or_insert"
            | "set"
            | "push"
            | "get_or_init"
    )
}

fn is_place(kind: &ExprKind) -> bool {
    matches!(kind, ExprKind::Path(_) | ExprKind::Field { .. })
}
