//! Evaluates the bodies of functions and closures, each in the setting of its call.

use super::barren::Key;
use super::parameters::binding_name;
use crate::facts::TypeRef;
use crate::flow::heap::value::{Closure, Future, Obj, Options, Outside, Place, Value};
use crate::flow::{Evaluator, Frame};
use crate::limits::Limit;
use crate::program::FnId;
use crate::resolve::types::TypeScope;
use crate::sources::Location;
use crate::trace::handle::ProvenanceKind;
use crate::trace::node::{NodeKind, Step};
use std::rc::Rc;
use ustr::ustr;

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
            several => self.one_of(several, at, |evaluator, &function| {
                evaluator.call_function(function, args.to_vec(), at)
            }),
        }
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
    pub(crate) fn passed_by(&mut self, args: Vec<Value<'f>>, at: Location) -> Value<'f> {
        self.step(Step::Call, at);
        if args.iter().any(|arg| self.content_in(arg, 4).is_some()) {
            return self.hold(ustr(""), args);
        }
        Value::Unknown
    }

    pub(crate) fn is_worth_entering(&self, function: FnId, args: &[Value<'f>]) -> bool {
        self.relevance.matters(function) || args.iter().any(|arg| self.is_interesting(arg))
    }

    /// Whether a value holds a handle, a task or code.
    pub(crate) fn is_interesting(&self, value: &Value<'f>) -> bool {
        match value {
            Value::Closure(_) | Value::Future(_) => true,
            Value::Fn(id) => self.relevance.matters(*id),
            _ => {
                let mut found = false;
                self.visit(value, 4, &mut |obj| {
                    found |= match obj {
                        Obj::Handle(_) | Obj::Task { .. } | Obj::Guard { .. } => true,
                        Obj::Struct(data) => self.relevance.is_carrier(data.ty),
                        _ => false,
                    }
                });
                found
            }
        }
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
        let again = self.stack.iter().filter(|&&known| known == function).count();
        if again >= 2 || self.is_too_deep() || self.fuel.is_empty() {
            if again < 2 && !self.fuel.is_empty() {
                let name = self.program.display(function);
                let message = format!("the call of `{name}` is too deep to follow");
                self.give_up(Limit::Calls, at, message);
            }
            self.barren.assume_of(function);
            args.iter().for_each(|arg| self.hand_over(arg, at));
            return self.lost_return(function, &args, at);
        }
        if self.entered.insert(function) {
            self.note_payload(function);
        }
        let key = Key::new(function, &args);
        if let Some(key) = &key
            && self.does_nothing(key)
        {
            return Value::Unknown;
        }
        let (mark, stores, held) = (self.trace.tree.mark(), self.stores, self.held.len());
        self.barren.begin(key);
        self.quiet.push((mark, stores));
        self.stack.push(function);
        let (_, before) = self.trace.tree.enter(NodeKind::Call(function), Some(at));
        let guards = self.held.len();
        let scope = self.enter_scope();
        let mut frame = self.function_frame(function, body, &args);
        self.bind_parameters(&mut frame, function, args.clone());
        let watch = self.begin_watch(&mut frame, &args);
        let value = self.eval(&mut frame, body.root);
        self.watch = watch;
        let value = std::mem::replace(&mut frame.returned, Value::Unknown).or(value);
        self.leave_scope(&scope, &value);
        self.release_locals(guards, &value);
        self.trace.tree.move_to(before);
        self.stack.pop();
        let bare = self.trace.tree.forget_if_effect_free(mark);
        let value = if value.is_unknown() { self.lost_return(function, &args, at) } else { value };
        let whole = !self.fuel.is_empty() && self.held.len() == held;
        self.quiet.pop();
        self.barren.end(bare && whole && value.is_unknown() && stores == self.stores);
        value
    }

    /// Whether a call is known to do nothing, or is inside itself without that anything has been done since.
    fn does_nothing(&mut self, key: &Key) -> bool {
        if self.barren.does_nothing(key) {
            return true;
        }
        let Some(depth) = self.barren.around(key) else { return false };
        let (mark, stores) = self.quiet[depth];
        let quiet = self.trace.tree.is_effect_free_since(mark) && stores == self.stores;
        if quiet {
            self.barren.assume(depth);
        }
        quiet
    }

    pub(crate) fn release_locals(&mut self, before: usize, value: &Value<'f>) {
        if self.held.len() > before {
            let newer = self.held.split_off(before);
            let kept: Vec<_> =
                newer.into_iter().filter(|held| self.reaches(value, held.guard, 4)).collect();
            self.held.extend(kept);
        }
    }

    pub(crate) fn function_frame(
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
            costless: self.costless(body),
            file: data.at.file,
            module: data.module,
            blocks: Vec::new(),
            function: Some(function),
            self_ty,
            subst: Rc::new(subst),
        };
        Frame::new(place, Vec::new())
    }

    /// What a call gives whose value was lost: made up from the written return type.
    pub(crate) fn lost_return(
        &mut self,
        function: FnId,
        args: &[Value<'f>],
        at: Location,
    ) -> Value<'f> {
        let data = self.program.function(function);
        let Some(ret) = &data.function.ret else { return Value::Unknown };
        let subst = self.bound_generics(function, args);
        let self_ty = self.self_type(function, args, &subst);
        let scope = TypeScope {
            module: data.module,
            blocks: &[],
            self_ty: self_ty.as_ref(),
            generics: self.generics_of(function),
            subst: &subst,
        };
        let ty = self.resolver.ty(self.program, scope, ret);
        let path = self.program.display(function);
        self.made_up_if_relevant(&ty, &Outside::new(ProvenanceKind::Imprecise, at, path))
    }

    /// Calls a value.
    pub(crate) fn call_value(
        &mut self,
        callee: &Value<'f>,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        match callee {
            Value::Fn(id) => self.call_function(*id, args, at),
            Value::Constructor(ty, variant) => self.construct_tuple(*ty, *variant, args),
            Value::Closure(closure) => self.call_closure(&closure.clone(), args, at),
            Value::Any(all) => all
                .clone()
                .iter()
                .fold(Value::Unknown, |sum, one| sum.or(self.call_value(one, args.clone(), at))),
            Value::ExternalFn(path) => self.call_external_value(*path, args, at),
            Value::Obj(id) => match self.obj(*id).clone() {
                Obj::External { held, .. } | Obj::Options(Options { held, .. }) => {
                    match held.iter().find(|value| is_callable(value)) {
                        Some(inner) => self.call_value(inner, args, at),
                        None => self.call_unknown(ustr(""), args, at),
                    }
                }
                Obj::Opaque { bounds, outside, .. } => {
                    args.iter().for_each(|arg| self.hand_over(arg, at));
                    let output = bounds.iter().find_map(|bound| bound.output.clone());
                    output.map_or(Value::Unknown, |ty| self.made_up_if_relevant(&ty, &outside))
                }
                _ => self.call_unknown(ustr(""), args, at),
            },
            _ => self.call_unknown(ustr(""), args, at),
        }
    }

    /// Evaluates a closure's body.
    pub(crate) fn call_closure(
        &mut self,
        closure: &Rc<Closure<'f>>,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        if self.fuel.is_empty() {
            return Value::Unknown;
        }
        if self.is_too_deep() {
            self.give_up(Limit::Calls, at, "the call of this closure is too deep to follow");
            return Value::Unknown;
        }
        let mark = self.trace.tree.mark();
        let (_, before) = self.trace.tree.enter(NodeKind::Closure, Some(at));
        let guards = self.held.len();
        let mut frame = Frame::new(closure.place.clone(), closure.captured.clone());
        let given = args.clone();
        let mut args = args.into_iter();
        for param in closure.params {
            let mut value = args.next().unwrap_or(Value::Unknown);
            if value.is_unknown() && !matches!(param.ty, TypeRef::Infer) {
                let ty = self.type_at(&frame, &param.ty);
                let path = binding_name(&param.pat).to_string();
                let at = frame.location(param.span);
                value = self
                    .made_up_if_relevant(&ty, &Outside::new(ProvenanceKind::Imprecise, at, path));
            }
            self.bind(&mut frame, &param.pat, &value);
        }
        let watch = self.begin_watch(&mut frame, &given);
        // A function can be in the middle of itself through a closure: count it.
        let depth = closure.place.function;
        self.stack.extend(depth);
        let value = self.eval(&mut frame, closure.body);
        self.watch = watch;
        self.stack.truncate(self.stack.len() - usize::from(depth.is_some()));
        let value = std::mem::replace(&mut frame.returned, Value::Unknown).or(value);
        self.release_locals(guards, &value);
        self.trace.tree.move_to(before);
        self.trace.tree.forget_if_effect_free(mark);
        value
    }
}

pub(crate) fn is_callable(value: &Value<'_>) -> bool {
    matches!(value, Value::Fn(_) | Value::Closure(_))
}
