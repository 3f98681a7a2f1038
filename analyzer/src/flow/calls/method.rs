//! Method calls: operations on handles, methods of the program's types, and methods that a table knows.

use super::in_place::is_store;
use super::traits::with_receiver;
use super::typed::Method;
use crate::facts::{ExprId, Name, Span, intern};
use crate::flow::heap::object::{Obj, ObjId, Options};
use crate::flow::heap::value::Value;
use crate::flow::language::construct::is_default;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::Effect;
use crate::program::{Head, TraitId, TypeId};
use crate::resolve::types::Ty;
use crate::sources::Location;
use crate::trace::node::Step;

impl<'f> Evaluator<'_, 'f> {
    /// `receiver.name(args)`
    pub(crate) fn method_expr(
        &mut self,
        frame: &mut Frame<'f>,
        call: ExprId,
        (receiver, args): (ExprId, &'f [ExprId]),
        (name, name_span): (Name, Span),
        span: Span,
    ) -> Value<'f> {
        let target = frame.place.types.target(call).cloned();
        let method = Method { name, span: name_span, target: target.as_deref() };
        let first = self.recorder.trace().accesses().next_id();
        let value = self.eval(frame, receiver);
        if let Some(result_use) = Self::result_use_of_method(method.name) {
            self.note_result_use(frame, receiver, first, result_use);
        }
        let values = self.method_arguments(frame, &value, args);
        let at = frame.location(span);
        self.note_method(method.name, &value, &values, at);
        self.note_unwrapped(frame, (receiver, method.name), &value, at);
        self.note_routing(method.name, &values, at);
        self.note_kept(frame, (receiver, method.name), (args, &values), at);
        self.note_served(frame, call);
        self.note_work_of_call(frame, call, (Some(&value), &values));
        let rule = self.knowledge.call_by_method(method.owner_outside(), method.name);
        self.note_decoded(frame, rule, Some(&value), args);
        if self.heap.handle_in(&value).is_some() {
            match method.name.as_str() {
                "clone" => self.note_clone(frame, receiver, &value, at),
                _ => self.note_call_site(frame, receiver, args, at),
            }
        }
        if let Some(given) = self.stored_in_place(frame, receiver, &value, method, &values, at) {
            return given;
        }
        // `x.into()` runs code of the program that nothing in its name leads to.
        let converted = self.conversions(method.target);
        if !converted.is_empty() {
            return self.call_any(&converted, &with_receiver(&value, values), at);
        }
        // An option is left out of values: `take` on anything that has no such method of its own is the option's.
        let takes_out = method.name == "take"
            && values.is_empty()
            && !self.has_own_method(&self.heap.content(&value), method.name);
        let mark = self.recorder.mark();
        self.note_taking(name, at);
        let offered = self.offered_to_queue(method.name, &values);
        let given = self.call_method(frame, &value, method, values, at);
        for origin in offered {
            self.recorder.step(Step::Offer(origin), at);
        }
        if self.recorder.trace().accesses().next_id() != first {
            self.note_listener(frame, call, first);
            self.note_unasked_end(frame, call, first);
        }
        if matches!(given, Value::Future(_)) || !self.recorder.tree().is_effect_free_since(mark) {
            self.recorder.note_method_name(at, frame.location(name_span));
        }
        if takes_out {
            self.taken_out(&given);
        }
        if self.goes_to_next(method.name) {
            self.advanced(frame, receiver, &value);
        }
        if self.is_options(&value) && self.is_options(&given) {
            // `args.auto_ack(true);` sets an option of the variable, too.
            Self::assign_variable(frame, receiver, given.clone());
        }
        if value.is_unknown() || self.gives_state(method) {
            return self.lost_result(frame, call, given);
        }
        given
    }

    /// The arguments of a method; `default()` for options of a handle's operation is the options of which nothing is set.
    fn method_arguments(
        &mut self,
        frame: &mut Frame<'f>,
        receiver: &Value<'f>,
        args: &'f [ExprId],
    ) -> Vec<Value<'f>> {
        let on_handle = self.heap.handle_in(receiver).is_some();
        let mut values: Vec<_> = args.iter().map(|&arg| self.eval(frame, arg)).collect();
        for (value, &arg) in values.iter_mut().zip(args) {
            if on_handle && value.is_unknown() && is_default(frame, arg) {
                *value = self.heap.value_of(Obj::Options(Options::new(intern(""))));
            }
        }
        values
    }

    /// Whether a value is a client's options.
    pub(crate) fn is_options(&self, value: &Value<'f>) -> bool {
        let Value::Obj(id) = value else { return false };
        matches!(self.heap.obj(*id), Obj::External { path, .. } | Obj::Options(Options { path, .. }) if self.knowledge.is_client_path(*path))
    }

    /// Calls a method on a value.
    pub(crate) fn call_method(
        &mut self,
        frame: &mut Frame<'f>,
        receiver: &Value<'f>,
        method: Method<'_>,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        match receiver {
            Value::Any(all) => self.call_method_of_any(frame, &all.clone(), method, &args, at),
            Value::Obj(id) => self.call_method_of_object(frame, *id, method, args, at),
            Value::Of(ty) => {
                self.call_method_of_type(frame, receiver, &ty.clone(), method, args, at)
            }
            _ => self.call_method_of_unknown(frame, receiver, method, args, at),
        }
    }

    pub(crate) fn call_method_of_any(
        &mut self,
        frame: &mut Frame<'f>,
        all: &[Value<'f>],
        method: Method<'_>,
        args: &[Value<'f>],
        at: Location,
    ) -> Value<'f> {
        self.one_of_values(all, at, |evaluator, one| {
            evaluator.call_method(frame, one, method, args.to_vec(), at)
        })
    }

    pub(crate) fn call_method_of_object(
        &mut self,
        frame: &mut Frame<'f>,
        id: ObjId,
        method: Method<'_>,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        let receiver = Value::Obj(id);
        match self.heap.obj(id) {
            Obj::Handle(handle) => {
                let handle = handle.clone();
                self.call_method_of_handle(frame, id, &handle, method, args, at)
            }
            Obj::Struct(data) => {
                let ty = data.ty;
                self.call_method_of_struct(frame, id, ty, method, args, at)
            }
            Obj::Opaque { .. } => self.call_method_of_opaque(frame, id, method, args, at),
            Obj::Guard { inner, .. } => {
                let inner = inner.clone();
                if self.keeps_receiver(method.name) {
                    return receiver;
                }
                if is_store(method.name) && self.is_of_wrapper(method) {
                    return self.store_behind(&receiver, &inner, &args, at);
                }
                self.call_method(frame, &inner, method, args, at)
            }
            Obj::External { path, .. } | Obj::Options(Options { path, .. }) => {
                let path = *path;
                self.call_method_of_external(frame, id, path, method, args, at)
            }
            Obj::Content(_)
            | Obj::Verdict(_)
            | Obj::Collection(_)
            | Obj::Task { .. }
            | Obj::Summary { .. } => {
                let owner = method.owner_outside();
                self.call_foreign_method(frame, &receiver, owner, method, args, at)
            }
        }
    }

    /// Whether a method gives its receiver as it is, a guard included.
    pub(crate) fn keeps_receiver(&self, name: Name) -> bool {
        let rule = self.knowledge.call_by_method(None, name);
        rule.is_some_and(|rule| rule.effect == Effect::Keep)
    }

    /// Whether a method gives an iterator's next element.
    fn goes_to_next(&self, name: Name) -> bool {
        let rule = self.knowledge.call_by_method(None, name);
        rule.is_some_and(|rule| rule.effect == Effect::Next)
    }

    /// Whether a method gives its receiver, or what a guard as receiver protects.
    fn keeps_value(&self, name: Name) -> bool {
        let rule = self.knowledge.call_by_method(None, name);
        rule.is_some_and(|rule| matches!(rule.effect, Effect::Keep | Effect::Same))
    }

    /// Whether a value is of a type of the program that has a method of its own of this name.
    fn has_own_method(&self, value: &Value<'f>, name: Name) -> bool {
        value.alternatives().iter().any(|one| match one {
            Value::Obj(id) => match self.heap.obj(*id) {
                Obj::Struct(data) => !self.methods_of(data.ty, name).is_empty(),
                _ => false,
            },
            _ => false,
        })
    }

    pub(crate) fn call_method_of_struct(
        &mut self,
        frame: &mut Frame<'f>,
        id: ObjId,
        ty: TypeId,
        method: Method<'_>,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        let receiver = Value::Obj(id);
        // A clone shares what it holds: handles are handles of the same channel.
        if method.name == "clone" {
            return receiver;
        }
        let own = self.methods_meant(ty, method);
        if !own.is_empty() {
            return self.call_any(&own, &with_receiver(&receiver, args), at);
        }
        if let Some(field) = self.heap.closure_field(id, method.name) {
            return self.call_value(&field, args, at);
        }
        if let Some(lender) = self.lender_of_method(id, method.name, at) {
            return self.call_method(frame, &lender, method, args, at);
        }
        if let Some(inner) = self.deref_struct(id, at) {
            // `Option<Wrapper>` stands as its content: `as_ref` and `unwrap` are of the option.
            if self.keeps_value(method.name) && !self.has_own_method(&inner, method.name) {
                return receiver;
            }
            self.note_life(method.name, (&inner, &args), at);
            return self.call_method(frame, &inner, method, args, at);
        }
        self.call_foreign_method(frame, &receiver, None, method, args, at)
    }

    /// A method of a value that is nothing but its type.
    fn call_method_of_type(
        &mut self,
        frame: &mut Frame<'f>,
        receiver: &Value<'f>,
        ty: &Ty,
        method: Method<'_>,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        let (declared, meant) = match ty {
            Ty::Adt(id, _) => (None, self.methods_meant(*id, method)),
            Ty::Traits(bounds) => {
                let traits: Vec<TraitId> = bounds.iter().filter_map(|bound| bound.id).collect();
                let declared = self.declared_once(&traits, method.name);
                (declared, self.trait_functions(&traits, method.name))
            }
            _ => (None, Vec::new()),
        };
        if meant.is_empty() {
            return self.call_method_of_unknown(frame, receiver, method, args, at);
        }
        let given = with_receiver(receiver, args);
        self.choose(declared, &given, |evaluator| evaluator.call_any(&meant, &given, at))
    }

    /// A method of a value of which nothing is known: what the types say that it is, else what a table knows of its name.
    fn call_method_of_unknown(
        &mut self,
        frame: &mut Frame<'f>,
        receiver: &Value<'f>,
        method: Method<'_>,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        let meant = self.meant(method.target);
        if meant.is_empty() {
            let path = method.owner_outside();
            return self.call_foreign_method(frame, receiver, path, method, args, at);
        }
        self.call_any(&meant, &with_receiver(receiver, args), at)
    }

    /// A method of a value that is not the program's own: a table may know it.
    pub(crate) fn call_foreign_method(
        &mut self,
        frame: &mut Frame<'f>,
        receiver: &Value<'f>,
        path: Option<Name>,
        method: Method<'_>,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        if let Some(path) = path
            && let Some(methods) =
                self.program.methods.get(&(Head::External(path), method.name)).cloned()
        {
            return self.call_any(&methods, &with_receiver(receiver, args), at);
        }
        // The order is that of certainty: what opens a handle is called by a name of its own, what a table knows by a common
        // one.
        if let Some(value) = self.open_of_unknown(receiver, method, at) {
            return value;
        }
        if let Some(rule) = self.knowledge.call_by_method(path, method.name).cloned() {
            return self.apply_rule(frame, &rule, Some(receiver), (method.name, args), at);
        }
        if let Some(methods) = self.program.methods.get(&(Head::Any, method.name)).cloned() {
            return self.call_any(&methods, &with_receiver(receiver, args), at);
        }
        // A handle goes into a call that nothing is known of: any trait that declares such a method may be meant.
        if receiver.is_unknown() && args.iter().any(|arg| self.is_interesting(arg)) {
            let functions = self.declared_in_traits(method.name);
            if !functions.is_empty() {
                return self.call_any(&functions, &with_receiver(receiver, args), at);
            }
        }
        let mut held = vec![receiver.clone()];
        held.extend(args);
        self.call_unknown(path.unwrap_or(intern("")), held, at)
    }
}
