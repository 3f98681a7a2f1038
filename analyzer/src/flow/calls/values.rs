//! Calls of values: closures, functions that are passed on, and what holds one of them.

use super::parameters::binding_name;
use crate::facts::{TypeRef, intern};
use crate::flow::heap::code::{Closure, Future};
use crate::flow::heap::object::{Obj, Options, Outside};
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::limits::Limit;
use crate::sources::Location;
use crate::trace::handle::ProvenanceKind;
use crate::trace::node::NodeKind;
use std::rc::Rc;

impl<'f> Evaluator<'_, 'f> {
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
            Value::Future(future) => match &**future {
                // A method that was taken from its receiver.
                Future::Call { function, args: bound, .. } => {
                    self.call_function(*function, bound.iter().cloned().chain(args).collect(), at)
                }
                _ => self.call_unknown(intern(""), args, at),
            },
            Value::Any(all) => all
                .clone()
                .iter()
                .fold(Value::Unknown, |sum, one| sum.join(self.call_value(one, args.clone(), at))),
            Value::ExternalFn(function) => self.call_external_value(function, args, at),
            Value::Obj(id) => match self.heap.obj(*id).clone() {
                Obj::External { held, .. } | Obj::Options(Options { held, .. }) => {
                    match held.iter().find(|value| is_callable(value)) {
                        Some(inner) => self.call_value(inner, args, at),
                        None => self.call_unknown(intern(""), args, at),
                    }
                }
                Obj::Opaque { bounds, outside, .. } => {
                    args.iter().for_each(|arg| self.hand_over(arg, at));
                    let output = bounds.iter().find_map(|bound| bound.output.clone());
                    output.map_or(Value::Unknown, |ty| self.materialize_if_relevant(&ty, &outside))
                }
                _ => self.call_unknown(intern(""), args, at),
            },
            _ => self.call_unknown(intern(""), args, at),
        }
    }

    /// Evaluates a closure's body.
    fn call_closure(
        &mut self,
        closure: &Rc<Closure<'f>>,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        // Nothing is told here: the entry point tells it once, at its end.
        if self.limits.is_spent() {
            return Value::Unknown;
        }
        if self.calls.is_too_deep() {
            self.recorder.give_up(
                Limit::Calls,
                at,
                "the call of this closure is too deep to follow",
            );
            return Value::Unknown;
        }
        let mark = self.recorder.mark();
        let (_, before) = self.recorder.enter(NodeKind::Closure, Some(at));
        let since = self.locks.now();
        let mut frame = Frame::of_inner(closure.place.clone(), closure.captured.clone());
        let given = args.clone();
        let mut args = args.into_iter();
        for param in closure.params {
            let mut value = args.next().unwrap_or(Value::Unknown);
            // A parameter whose type is written may hold a handle although the argument was not understood.
            if value.is_unknown() && !matches!(param.ty, TypeRef::Infer) {
                let ty = self.type_at(&frame, &param.ty);
                let path = binding_name(&param.pat).to_string();
                let at = frame.location(param.span);
                value = value.join(self.materialize_if_relevant(
                    &ty,
                    &Outside::new(ProvenanceKind::Imprecise, at, path),
                ));
            }
            self.bind(&mut frame, &param.pat, &value);
        }
        let outer = self.begin_body(&mut frame, &given);
        // A function can be in the middle of itself through a closure: count it.
        let depth = closure.place.function;
        self.calls.enter_part(depth);
        let value = self.eval_body(&mut frame, closure.body);
        self.recorder.end_body(outer);
        self.calls.leave_part(depth);
        let value = frame.given(value);
        self.locks.release_since(since, &self.heap, [&value]);
        self.recorder.move_to(before);
        self.recorder.forget_if_effect_free(mark);
        value
    }
}

fn is_callable(value: &Value<'_>) -> bool {
    matches!(value, Value::Fn(_) | Value::Closure(_))
}
