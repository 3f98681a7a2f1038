//! Methods of handles: operations, openings, callbacks, and the program's own traits on them.

use super::traits::with_receiver;
use super::typed::Method;
use crate::facts::{Name, intern};
use crate::flow::heap::code::{Future, PendingOperation};
use crate::flow::heap::object::{Obj, ObjId};
use crate::flow::heap::value::Value;
use crate::flow::heap::walk::{Found, wrapped};
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{ClientId, HandleKind, Open, OperationId};
use crate::program::{FnId, Head};
use crate::sources::Location;
use crate::trace::CallbackRun;
use crate::trace::handle::Handle;
use crate::trace::node::NodeKind;
use std::rc::Rc;

impl<'f> Evaluator<'_, 'f> {
    pub(crate) fn call_method_of_handle(
        &mut self,
        frame: &mut Frame<'f>,
        id: ObjId,
        handle: &Handle,
        method: Method<'_>,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        if let Some(operation) = self.operation_on(handle, method.name) {
            return self.call_operation(
                frame,
                operation,
                id,
                args,
                at,
                frame.location(method.span),
            );
        }
        if let Some(open) = self.open_on(handle, method.name) {
            return self.call_open(&Value::Obj(id), handle, &open, at);
        }
        // What a callback is given stands for the delivery and for the channel beside it.
        if let Some(channel) = self.channel_beside(handle, method.name) {
            let id = self.heap.alloc(Obj::Handle(channel.clone()));
            return self.call_method_of_handle(frame, id, &channel, method, args, at);
        }
        let callback = self
            .knowledge
            .client(handle.client)
            .callbacks
            .iter()
            .any(|c| c.registered_by.iter().any(|m| method.name == m.as_str()));
        if callback {
            self.register_callbacks(handle, method.name, &args, &Value::Obj(id), at);
            return Value::Unknown;
        }
        if self.is_part(handle, method.name) {
            return self.heap.value_of(Obj::Handle(Handle { part: true, ..handle.clone() }));
        }
        let methods = self.extension_methods(handle, method.name);
        if !methods.is_empty() {
            return self.call_any(&methods, &with_receiver(&Value::Obj(id), args), at);
        }
        // Combinators of futures and streams are called on handles, too: a table knows them by name.
        let of_type = self
            .knowledge
            .handle_types(handle.client, handle.kind)
            .into_iter()
            .find_map(|path| self.knowledge.call_on_type(path, method.name));
        let rule = of_type.or_else(|| self.knowledge.call_by_method(None, method.name)).cloned();
        match rule {
            Some(rule) => {
                self.apply_rule(frame, &rule, Some(&Value::Obj(id)), (method.name, args), at)
            }
            None if args.iter().any(|arg| self.is_interesting(arg)) => {
                self.call_unknown(intern(""), args, at)
            }
            None => Value::Unknown,
        }
    }

    /// The channel that a client gives with each delivery: a method that only channels have tells it from the delivery.
    fn channel_beside(&self, handle: &Handle, name: Name) -> Option<Handle> {
        let channel = Handle { kind: HandleKind::Channel, delivery: None, ..handle.clone() };
        (handle.kind == HandleKind::Delivery && self.is_distinctive(&channel, name))
            .then_some(channel)
    }

    /// Whether a method gives a part of the handle that still names it.
    pub(crate) fn is_part(&self, handle: &Handle, name: Name) -> bool {
        let mut parts = self.knowledge.client(handle.client).parts.iter();
        parts.any(|part| {
            part.on == handle.kind && part.methods.iter().any(|known| name == known.as_str())
        })
    }

    pub(crate) fn operation_on(&self, handle: &Handle, name: Name) -> Option<OperationId> {
        let mut candidates = self.knowledge.operations_by_method(name);
        candidates
            .find(|(_, info)| info.client == handle.client && info.operation.on == handle.kind)
            .map(|(id, _)| id)
    }

    pub(crate) fn open_on(&self, handle: &Handle, name: Name) -> Option<Open> {
        let opens = self.knowledge.opens_by_method(name).iter();
        let mut fitting =
            opens.filter(|(client, open)| open.on == Some(handle.kind) && *client == handle.client);
        fitting.next().map(|(_, open)| open.clone())
    }

    /// Methods that the program's own traits give to a handle.
    pub(crate) fn extension_methods(&self, handle: &Handle, name: Name) -> Vec<FnId> {
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
    pub(crate) fn call_operation(
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
        let krate = self.program.module(frame.place.module).krate;
        // Such a version writes the frame when the method is called, not when its future is polled.
        if self.context.eager[krate].contains(&self.knowledge.operation(operation).client) {
            // The frame goes out now; whoever awaits the reply is under way, too.
            self.emit(&pending);
        }
        let client = self.knowledge.operation(operation).client;
        self.settled(client, Future::Operation(pending), at)
    }

    /// What a client gives at the call: what is waited for there, or something to wait for.
    pub(crate) fn settled(
        &mut self,
        client: ClientId,
        future: Future<'f>,
        at: Location,
    ) -> Value<'f> {
        let future = Value::Future(Rc::new(future));
        if self.knowledge.client(client).blocking { self.poll(&future, at) } else { future }
    }

    /// Calls a method that opens a handle; a consumer, delivery or confirm belongs to the channel it comes from.
    pub(crate) fn call_open(
        &mut self,
        receiver: &Value<'f>,
        handle: &Handle,
        open: &Open,
        at: Location,
    ) -> Value<'f> {
        // A consumer or delivery is part of its channel's life: it has the origin of the channel.
        if !matches!(open.gives, HandleKind::Channel | HandleKind::Connection) {
            return self.heap.value_of(Obj::Handle(Handle { kind: open.gives, ..handle.clone() }));
        }
        let (client, gives, from) = (handle.client, open.gives, receiver.clone());
        self.settled(client, Future::Open { client, gives, at, from }, at)
    }

    pub(crate) fn is_distinctive(&self, handle: &Handle, name: Name) -> bool {
        let operation = self
            .operation_on(handle, name)
            .map(|id| self.knowledge.operation(id).operation.common_name);
        let open = self.open_on(handle, name).map(|open| open.common_name);
        operation.or(open) == Some(false)
    }

    /// An opening method on a receiver whose making was not followed: what it gives is known all the same, by a name that
    /// nothing else has, or by the type that the method is of.
    pub(crate) fn open_of_unknown(
        &mut self,
        receiver: &Value<'f>,
        method: Method<'_>,
        at: Location,
    ) -> Option<Value<'f>> {
        let owner = method.owner_outside().and_then(|owner| self.knowledge.handle(owner));
        let is_meant = |client: ClientId, open: &Open| {
            !open.common_name
                || owner.is_some_and(|(of, kind)| of == client && open.on == Some(kind))
        };
        let mut opens = self.knowledge.opens_by_method(method.name).iter();
        let (client, open) = opens.find(|(client, open)| is_meant(*client, open))?.clone();
        if !matches!(open.gives, HandleKind::Channel | HandleKind::Connection) {
            return None;
        }
        if !self.context.present.contains(&client) {
            return None;
        }
        let from = receiver.clone();
        Some(self.settled(client, Future::Open { client, gives: open.gives, at, from }, at))
    }

    /// Runs what a client calls by itself when a value is registered.
    pub(crate) fn register_callbacks(
        &mut self,
        handle: &Handle,
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
            let context = intern(if callback.on_dispatcher {
                "channel callback"
            } else {
                "consumer callback"
            });
            let kind = NodeKind::Spawn { times: callback.times, context };
            let (node, before) = self.recorder.enter(kind, Some(at));
            // The client calls from a task of its own, which holds none of the locks that are held here.
            let guards = self.locks.suspend();
            let outer = self.recorder.set_on_dispatcher(callback.on_dispatcher);
            let (repeat, _) = self.recorder.enter(NodeKind::Loop, Some(at));
            // It is called once for each delivery, return or confirm.
            // What it puts away is another thing in each round.
            self.position.enter_iteration(repeat);
            let mut given = vec![self.callback_channel(handle, channel)];
            if callback.delivers {
                given.push(self.next_delivery(handle));
                let content = self.heap.content_of(handle);
                // What the sender said about it was sent with it.
                given.extend([content.clone(), content]);
            }
            self.run_callback(&target, &callback.methods, &given, at);
            self.position.leave_iteration();
            self.locks.resume(guards);
            self.recorder.set_on_dispatcher(outer);
            let (origin, on_dispatcher) = (handle.origin, callback.on_dispatcher);
            self.recorder.add_callback(CallbackRun { node, origin, on_dispatcher });
            self.recorder.move_to(before);
        }
    }

    /// The channel that a callback is given is the one it was registered on.
    pub(crate) fn callback_channel(
        &mut self,
        handle: &Handle,
        registered_on: &Value<'f>,
    ) -> Value<'f> {
        if handle.kind == HandleKind::Channel {
            return registered_on.clone();
        }
        self.next_delivery(handle)
    }

    pub(crate) fn run_callback(
        &mut self,
        target: &Value<'f>,
        methods: &[String],
        given: &[Value<'f>],
        at: Location,
    ) {
        let inside = self.heap.walk(target, |found, on| match found {
            Found::Several(Value::Any(all)) => on.add_all(&all[..]),
            Found::Object(_, obj @ (Obj::External { .. } | Obj::Options(_))) => {
                on.add_all(wrapped(obj));
            }
            _ => {}
        });
        for one in inside.values().collect::<Vec<_>>() {
            match one {
                Value::Closure(_) | Value::Fn(_) => {
                    let future = self.call_value(&one, given.to_vec(), at);
                    self.poll(&future, at);
                }
                Value::Obj(id) => {
                    let Obj::Struct(data) = self.heap.obj(id) else { continue };
                    let ty = data.ty;
                    for method in methods {
                        let functions = self.methods_of(ty, intern(method));
                        let given = with_receiver(&one, given.to_vec());
                        let future = self.call_any(&functions, &given, at);
                        self.poll(&future, at);
                    }
                }
                _ => {}
            }
        }
    }
}
