//! Methods of types outside: those that a table knows, and those of what a wrapper holds.

use super::typed::Method;
use crate::facts::{Name, intern};
use crate::flow::Evaluator;
use crate::flow::heap::code::Future;
use crate::flow::heap::object::{Obj, ObjId, Options};
use crate::flow::heap::value::Value;
use crate::flow::machine::frame::Frame;
use crate::limits::Limit;
use crate::program::TraitId;
use crate::sources::Location;

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
        let (Obj::External { held, .. } | Obj::Options(Options { held, .. })) = self.heap.obj(id)
        else {
            return None;
        };
        if self.limits.is_too_deep() {
            self.recorder.give_up(
                Limit::Expressions,
                at,
                "what is wrapped here is too deep to follow",
            );
            return None;
        }
        let held = held.clone();
        // A wrapper in a wrapper is no expression, but takes as much of the stack.
        self.limits.descend();
        let value = self.call_first_held(frame, &held, method, args, at);
        self.limits.ascend();
        value
    }

    pub(crate) fn call_first_held(
        &mut self,
        frame: &mut Frame<'f>,
        held: &[Value<'f>],
        method: Method<'_>,
        args: &[Value<'f>],
        at: Location,
    ) -> Option<Value<'f>> {
        for inner in held {
            let &Value::Obj(object) = inner else { continue };
            let fits = match self.heap.obj(object) {
                Obj::Struct(data) => {
                    // A clone of an `Arc` is the `Arc`.
                    method.name != "clone" && !self.methods_of(data.ty, method.name).is_empty()
                }
                Obj::Handle(handle) => {
                    let handle = handle.clone();
                    self.is_distinctive(&handle, method.name)
                }
                Obj::External { path, .. } | Obj::Options(Options { path, .. })
                    if !self.knowledge.is_lock(*path) =>
                {
                    if self.registers(*path, method.name) {
                        return Some(self.call_method(frame, inner, method, args.to_vec(), at));
                    }
                    if let Some(value) = self.call_held(frame, object, method, args, at) {
                        return Some(value);
                    }
                    false
                }
                Obj::Opaque { bounds, .. } => {
                    let traits: Vec<TraitId> = bounds.iter().filter_map(|bound| bound.id).collect();
                    !self.trait_functions(&traits, method.name).is_empty()
                }
                _ => false,
            };
            if fits {
                return Some(self.call_method(frame, inner, method, args.to_vec(), at));
            }
        }
        None
    }

    /// Whether a method of a type outside registers a handler.
    fn registers(&self, path: Name, name: Name) -> bool {
        use crate::knowledge::Effect;
        let rule = self.knowledge.call_on_type(path, name);
        rule.is_some_and(|rule| matches!(rule.effect, Effect::Handler | Effect::Provide))
    }
}
