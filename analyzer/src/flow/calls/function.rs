//! Evaluates the bodies of functions and closures, each in the setting of its call.

use crate::facts::intern;
use crate::flow::heap::code::{Future, Place};
use crate::flow::heap::object::Outside;
use crate::flow::heap::value::Value;
use crate::flow::machine::calls::Progress;
use crate::flow::machine::effect_free::Key;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{ClientId, HandleKind};
use crate::limits::Limit;
use crate::program::FnId;
use crate::resolve::types::{Ty, TypeScope};
use crate::sources::Location;
use crate::trace::handle::ProvenanceKind;
use crate::trace::node::{NodeKind, Step};
use std::rc::Rc;

impl<'f> Evaluator<'_, 'f> {
    /// Calls one of several functions; which one is not known.
    pub(crate) fn call_any(
        &mut self,
        functions: &[FnId],
        args: &[Value<'f>],
        at: Location,
    ) -> Value<'f> {
        match functions {
            [] => Value::Unknown,
            [one] => self.call_function(*one, args.to_vec(), at),
            several if self.was_tried_around(several) => self.tried_around(several, args, at),
            several => self.one_of(several, at, |evaluator, &function| {
                evaluator.call_function(function, args.to_vec(), at)
            }),
        }
    }

    /// Whether one of several functions is called inside of two of them: the outer one tried them all, and the ways through ever
    /// more of them (a proxy that holds some proxy, that holds some proxy) would show nothing else.
    pub(crate) fn was_tried_around(&self, several: &[FnId]) -> bool {
        several.len() > 1 && self.calls.times_inside_any(several) >= 2
    }

    /// What a call of one of several functions gives that were tried around it.
    pub(crate) fn tried_around(
        &mut self,
        several: &[FnId],
        args: &[Value<'f>],
        at: Location,
    ) -> Value<'f> {
        several.iter().for_each(|&function| self.calls.pass_by(function));
        args.iter().for_each(|arg| self.hand_over(arg, at));
        several.first().map_or(Value::Unknown, |&first| self.lost_return(first, args, at))
    }

    /// Calls a function; an async one runs when it is polled.
    pub(crate) fn call_function(
        &mut self,
        function: FnId,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        if self.program.function(function).function.is_async {
            if !self.is_worth_entering(function, &args) {
                return self.passed_by(args, at);
            }
            return Value::Future(Rc::new(Future::Call { function, args, at }));
        }
        self.run_function(function, args, at)
    }

    /// A function that cannot matter is not entered: what it gives was made of what it got.
    fn passed_by(&mut self, args: Vec<Value<'f>>, at: Location) -> Value<'f> {
        self.recorder.step(Step::Call, at);
        // What was made of a message goes on as the message: `decode(&delivery.data)`.
        if args.iter().any(|arg| self.heap.content_in(arg).is_some()) {
            return self.hold(intern(""), args);
        }
        Value::Unknown
    }

    /// Evaluates a function's body with these arguments, the receiver first.
    pub(crate) fn run_function(
        &mut self,
        function: FnId,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        let data = self.program.function(function);
        if !self.is_worth_entering(function, &args) {
            return self.passed_by(args, at);
        }
        let Some(body) = &data.function.body else {
            args.iter().for_each(|arg| self.hand_over(arg, at));
            return self.lost_return(function, &args, at);
        };
        let again = self.calls.times_inside(function);
        // Inside itself a function is followed once: the second round shows what the first one left, as with loops.
        if again >= 2 || self.calls.is_too_deep() || self.limits.is_spent() {
            if again < 2 && !self.limits.is_spent() {
                let name = self.program.display(function);
                let message = format!("the call of `{name}` is too deep to follow");
                self.recorder.give_up(Limit::Calls, at, message);
            }
            // It was not followed, so nothing that is around may be called effect-free for good because of it.
            self.calls.pass_by(function);
            args.iter().for_each(|arg| self.hand_over(arg, at));
            return self.lost_return(function, &args, at);
        }
        // What has been entered is no entry point of its own any more.
        if self.calls.note_entered(function) {
            self.note_payload(function);
        }
        let key = Key::new(function, &args);
        if self.does_nothing(key.as_ref()) {
            return Value::Unknown;
        }
        let (mark, version, held) = (self.recorder.mark(), self.heap.version(), self.locks.count());
        self.calls.begin(function, key, Progress { mark, version });
        let (_, before) = self.recorder.enter(NodeKind::Call(function), Some(at));
        let since = self.locks.now();
        let scope = self.enter_scope();
        let mut frame = self.function_frame(function, body, &args);
        self.bind_parameters(&mut frame, function, args.clone());
        let outer = self.begin_body(&mut frame, &args);
        let value = self.eval_body(&mut frame, body.root);
        self.note_guards(&frame.vars);
        self.recorder.end_body(outer);
        let value = frame.given(value);
        self.leave_scope(&scope, &value);
        self.locks.release_since(since, &self.heap, [&value]);
        self.recorder.move_to(before);
        // Branches of the tree in which nothing happens would be most of it.
        let effect_free = self.recorder.forget_if_effect_free(mark);
        let value = if value.is_unknown() {
            value.join(self.lost_return(function, &args, at))
        } else {
            self.found_again(function, &args, value, at)
        };
        // Cut short, it may have done something all the same; a guard that it gives or takes is an effect.
        let whole = !self.limits.is_spent() && self.locks.count() == held;
        let unchanged = value.is_unknown() && version == self.heap.version();
        self.calls.end(effect_free && whole && unchanged);
        value
    }

    /// Calls all that a trait's function can be, unless that is known to do nothing: as many calls through a trait as there
    /// are implementations of it would each enter all of them.
    pub(crate) fn choose(
        &mut self,
        declared: Option<FnId>,
        args: &[Value<'f>],
        call: impl FnOnce(&mut Self) -> Value<'f>,
    ) -> Value<'f> {
        let Some(key) = declared.and_then(|declared| Key::of_choice(declared, args)) else {
            return call(self);
        };
        if self.does_nothing(Some(&key)) {
            return Value::Unknown;
        }
        let (mark, version, held) = (self.recorder.mark(), self.heap.version(), self.locks.count());
        self.calls.begin_choice(Some(key), Progress { mark, version });
        let value = call(self);
        let effect_free = self.recorder.forget_if_effect_free(mark);
        let whole = !self.limits.is_spent() && self.locks.count() == held;
        let unchanged = value.is_unknown() && version == self.heap.version();
        self.calls.end_choice(effect_free && whole && unchanged);
        value
    }

    /// Whether a call is known to do nothing.
    fn does_nothing(&mut self, key: Option<&Key>) -> bool {
        let (tree, version) = (self.recorder.tree(), self.heap.version());
        key.is_some_and(|key| {
            self.calls.does_nothing(key, |since| {
                tree.is_effect_free_since(since.mark) && version == since.version
            })
        })
    }

    fn function_frame(
        &mut self,
        function: FnId,
        body: &'f crate::facts::Body,
        args: &[Value<'f>],
    ) -> Frame<'f> {
        let data = self.program.function(function);
        let subst = self.bound_generics(function, args);
        let self_ty = self.self_type(function, args, &subst);
        let place = Place {
            body,
            evaluated: self.bodies.evaluated(body),
            types: self.bodies.typed(data.module, body, self.types),
            file: data.at.file,
            module: data.module,
            blocks: Vec::new(),
            function: Some(function),
            self_ty,
            subst: Rc::new(subst),
        };
        Frame::new(place, Vec::new())
    }

    /// What a call gives whose value was lost: materialized from the written return type.
    fn lost_return(&mut self, function: FnId, args: &[Value<'f>], at: Location) -> Value<'f> {
        let ty = self.return_type(function, args);
        if let Some((client, kind)) = self.opens_by_name(function, &ty) {
            return self.open(client, kind, at);
        }
        let path = self.program.display(function);
        self.materialize_if_relevant(&ty, &Outside::new(ProvenanceKind::Imprecise, at, path))
    }

    /// What a call gives whose handle was lost on the way in it: a fresh one, when it is called as what opens one.
    fn found_again(
        &mut self,
        function: FnId,
        args: &[Value<'f>],
        value: Value<'f>,
        at: Location,
    ) -> Value<'f> {
        let Some((_, handle)) = self.heap.handle_in(&value) else { return value };
        let provenance = self.recorder.trace().origin(handle.origin).provenance.as_ref();
        if provenance.is_none_or(|known| known.kind != ProvenanceKind::Imprecise) {
            return value;
        }
        let ty = self.return_type(function, args);
        match self.opens_by_name(function, &ty) {
            Some((client, kind)) => self.open(client, kind, at),
            None => value,
        }
    }

    fn return_type(&self, function: FnId, args: &[Value<'f>]) -> Ty {
        let data = self.program.function(function);
        let Some(ret) = &data.function.ret else { return Ty::Unknown };
        let subst = self.bound_generics(function, args);
        let self_ty = self.self_type(function, args, &subst);
        let scope = TypeScope::of_item(data.module, self.generics_of(function), &subst);
        let scope = scope.with_self(self_ty.as_ref());
        self.resolver.ty(self.program, scope, ret)
    }

    /// What a function opens whose doing was not followed, when it is called as the client's own method that opens is.
    fn opens_by_name(&self, function: FnId, gives: &Ty) -> Option<(ClientId, HandleKind)> {
        let name = self.program.function(function).function.name;
        let Ty::External(path, _) = self.bare(gives.clone()) else { return None };
        let handle = self.knowledge.handle(path)?;
        let mut opens = self.knowledge.opens_by_method(name).iter();
        opens.any(|(client, open)| (*client, open.gives) == handle).then_some(handle)
    }
}
