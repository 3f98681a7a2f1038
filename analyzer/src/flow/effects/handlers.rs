//! Code that is given to a framework, which calls it later: functions, closures, and methods of values.

use std::rc::Rc;

use crate::facts::{Name, intern};
use crate::flow::Evaluator;
use crate::flow::effects::known::Known;
use crate::flow::heap::code::Future;
use crate::flow::heap::object::{Obj, ObjId};
use crate::flow::heap::value::Value;
use crate::flow::heap::walk::Found;
use crate::flow::machine::schedule::{Handler, Route};
use crate::knowledge::{CallRule, Times};
use crate::program::{FnId, Head};
use crate::sources::Location;

/// How a framework calls what it is given.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Registration<'r> {
    /// What such code is called.
    context: Name,
    times: Times,
    methods: Methods<'r>,
}

/// What is called of a value that is no function.
#[derive(Clone, Copy, Debug)]
enum Methods<'r> {
    /// Those of these names.
    Named(&'r [String]),
    /// All that others may call.
    Public,
}

impl<'r> Registration<'r> {
    /// Requests come many at the same time.
    pub(crate) fn of_requests() -> Self {
        let context = intern("request handler");
        Self { context, times: Times::Many, methods: Methods::Named(&[]) }
    }

    /// As a rule says. A framework calls again and again: one call at a time only where the rule says so.
    pub(crate) fn by(rule: &'r CallRule) -> Self {
        let context = intern(rule.context.as_deref().unwrap_or("handler"));
        let times = if rule.times == Times::Serial { Times::Serial } else { Times::Many };
        Self { context, times, methods: Methods::Named(&rule.calls) }
    }
}

impl<'f> Evaluator<'_, 'f> {
    /// A framework is given handlers; it gives itself, or what `gives` says.
    pub(crate) fn handler(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let first = self.schedule.handlers();
        for value in &known.args {
            self.register_handler(value, Registration::by(known.rule));
        }
        self.note_registered(first, (known.name, &known.args), known.at);
        match &known.rule.gives {
            Some(path) => {
                self.heap.value_of(Obj::External { path: intern(path), held: Vec::new() })
            }
            None => self.hold(intern(""), known.receiver.clone().into_iter().collect()),
        }
    }

    /// Every method of the argument that others may call is a handler.
    pub(crate) fn service(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let how = Registration { methods: Methods::Public, ..Registration::by(known.rule) };
        self.register_handler(&known.arg(), how);
        Value::Unknown
    }

    /// What the receiver was given are handlers.
    pub(crate) fn serve(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let Some(Value::Obj(id)) = &known.receiver else { return Value::Unknown };
        let given: Vec<Value<'f>> = self.heap.obj(*id).given().cloned().collect();
        for value in &given {
            self.register_handler(value, Registration::by(known.rule));
        }
        Value::Unknown
    }

    /// Remembers code that a framework will call.
    pub(crate) fn register_handler(&mut self, value: &Value<'f>, how: Registration<'_>) {
        let inside = self.heap.walk(value, |found, on| match found {
            Found::Several(Value::Any(all)) => on.add_all(&all[..]),
            Found::Object(_, Obj::Collection(entries)) => {
                on.add_all(entries.iter().map(|entry| &entry.value));
            }
            // `handler.layer(..)`, `handler.with_state(..)`: what it was called on is the handler. `Route{Path: "/", Handler: f}`
            // has words before it.
            Found::Object(_, outside @ (Obj::External { .. } | Obj::Options(_))) => {
                let is_code =
                    |value: &&Value<'f>| matches!(value, Value::Obj(_)) || self.heap.runs(value);
                on.add_all(outside.given().find(is_code));
            }
            _ => {}
        });
        for one in inside.values().collect::<Vec<_>>() {
            let at = match &one {
                Value::Fn(id) => self.given_away(*id),
                Value::Closure(closure) => closure.at,
                Value::Future(future) => match &**future {
                    Future::Call { function, .. } => self.given_away(*function),
                    _ => continue,
                },
                Value::Obj(id) => {
                    self.register_methods(*id, how);
                    continue;
                }
                _ => continue,
            };
            let (context, times) = (how.context, how.times);
            let route = Route::default();
            self.schedule.register(Handler { callee: one, at, times, context, route });
        }
    }

    /// A function that is called by others than those who are seen to call it.
    fn given_away(&mut self, id: FnId) -> Location {
        self.calls.note_entered(id);
        self.note_payload(id);
        self.program.function(id).at
    }

    /// The methods of a value that a framework calls.
    fn register_methods(&mut self, id: ObjId, how: Registration<'_>) {
        // What a value outside does with its methods, its library says.
        let Obj::Struct(data) = self.heap.obj(id) else { return };
        let ty = data.ty;
        let functions: Vec<FnId> = match how.methods {
            Methods::Named(names) => {
                names.iter().flat_map(|name| self.methods_of(ty, intern(name))).collect()
            }
            Methods::Public => self.public_methods(Head::Type(ty)),
        };
        for function in functions {
            if !self.relevance.matters(function) {
                continue;
            }
            let at = self.program.function(function).at;
            let method = Future::Call { function, args: vec![Value::Obj(id)], at };
            self.register_handler(&Value::Future(Rc::new(method)), how);
        }
    }

    fn public_methods(&self, head: Head) -> Vec<FnId> {
        let impls = self.program.impls_of_head.get(&head).into_iter().flatten();
        let functions = impls.flat_map(|&id| &self.program.impls[id].functions);
        functions.copied().filter(|&id| self.program.function(id).public).collect()
    }
}
