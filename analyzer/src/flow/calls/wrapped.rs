//! Methods of types outside: those that a table knows, and those of what a wrapper holds.

use super::traits::with_receiver;
use super::typed::Method;
use crate::facts::{Name, TypeRef, intern};
use crate::flow::Evaluator;
use crate::flow::heap::code::Future;
use crate::flow::heap::object::{Obj, ObjId, Options};
use crate::flow::heap::value::Value;
use crate::flow::heap::walk::{Found, wrapped};
use crate::flow::machine::frame::Frame;
use crate::program::{FnId, TraitId};
use crate::sources::Location;
use crate::types::infer::Callee;

impl<'f> Evaluator<'_, 'f> {
    pub(crate) fn call_method_of_external(
        &mut self,
        frame: &mut Frame<'f>,
        id: ObjId,
        path: Name,
        method: Method<'_>,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        let receiver = Value::Obj(id);
        // A new name of a type outside has methods of its own, whatever the type under it has by that name.
        if let Some(Callee::Own(own)) = method.target.map(|target| target.callee)
            && self.is_of_new_name(own, path)
        {
            return self.call_function(own, with_receiver(&receiver, args), at);
        }
        // What a library's function gives may be kept as what it was given; then the types say what it is.
        let owners = [Some(path), method.owner_outside()].into_iter().flatten();
        let mut rules = owners.filter_map(|of| self.knowledge.call_on_type(of, method.name));
        if let Some(rule) = rules.next().cloned() {
            return self.apply_rule(frame, &rule, Some(&receiver), (method.name, args), at);
        }
        let called = intern(&format!("{path}::{}", method.name));
        if let Some((client, open)) = self.knowledge.open_by_path(called).cloned() {
            let from = Value::Unknown;
            return self.settled(client, Future::Open { client, gives: open.gives, at, from }, at);
        }
        if self.knowledge.is_client_path(path) {
            // No option is called `create_channel`: this was a pool or a connection by then.
            if let Some(opened) = self.open_of_unknown(&receiver, method, at) {
                return opened;
            }
            return self.with_option(id, method.name, args);
        }
        if !self.knowledge.is_lock(path)
            && let Some(value) = self.call_held(frame, id, method, &args, at)
        {
            return value;
        }
        self.call_foreign_method(frame, &receiver, Some(path), method, args, at)
    }

    /// A method of what a wrapper holds: of a handle when the name is distinctive, of a type of the program.
    pub(crate) fn call_held(
        &mut self,
        frame: &mut Frame<'f>,
        id: ObjId,
        method: Method<'_>,
        args: &[Value<'f>],
        at: Location,
    ) -> Option<Value<'f>> {
        let inner = self.meant_in(id, (method.name, args.len()))?;
        Some(self.call_method(frame, &Value::Obj(inner), method, args.to_vec(), at))
    }

    /// What a method is of that is called on a wrapper.
    fn meant_in(&self, id: ObjId, (name, args): (Name, usize)) -> Option<ObjId> {
        let receiver = Value::Obj(id);
        let held = self.heap.walk(&receiver, |found, on| match found {
            Found::Object(at, obj) if at == id || self.is_looked_through(obj, name) => {
                on.add_all(wrapped(obj));
            }
            _ => {}
        });
        let mut held = held.objects().filter(|(at, _)| *at != id);
        held.find(|(_, obj)| self.is_meant(obj, (name, args))).map(|(inner, _)| inner)
    }

    /// Whether what a wrapper holds may be meant in its place.
    fn is_looked_through(&self, obj: &Obj<'f>, name: Name) -> bool {
        path_of(obj)
            .is_some_and(|path| !self.knowledge.is_lock(path) && !self.registers(path, name))
    }

    /// Whether a method of something that a wrapper holds is meant.
    fn is_meant(&self, obj: &Obj<'f>, (name, args): (Name, usize)) -> bool {
        match obj {
            // A clone of an `Arc` is the `Arc`. A method of the wrapper may have the name of one that is called by it.
            Obj::Struct(data) => {
                let own = self.methods_of(data.ty, name);
                name != "clone" && own.into_iter().any(|method| self.takes(method, args))
            }
            Obj::Handle(handle) => self.is_distinctive(handle, name),
            Obj::Opaque { bounds, .. } => {
                let traits: Vec<TraitId> = bounds.iter().filter_map(|bound| bound.id).collect();
                !self.trait_functions(&traits, name).is_empty()
            }
            other => path_of(other)
                .is_some_and(|path| !self.knowledge.is_lock(path) && self.registers(path, name)),
        }
    }

    /// Whether a function can be called with so many arguments.
    fn takes(&self, id: FnId, args: usize) -> bool {
        let params = &self.program.function(id).function.params;
        let is_list = params.last().is_some_and(|last| matches!(last.ty, TypeRef::Slice(_)));
        params.len() == args || is_list && args + 1 >= params.len()
    }

    /// Whether a method of a type outside registers a handler.
    fn registers(&self, path: Name, name: Name) -> bool {
        use crate::knowledge::Effect;
        let rule = self.knowledge.call_on_type(path, name);
        rule.is_some_and(|rule| matches!(rule.effect, Effect::Handler | Effect::Provide))
    }
}

/// The type of a value of a type outside.
fn path_of(obj: &Obj<'_>) -> Option<Name> {
    match obj {
        Obj::External { path, .. } | Obj::Options(Options { path, .. }) => Some(*path),
        _ => None,
    }
}
