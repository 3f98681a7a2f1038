//! Method calls: operations on handles, methods of the program's types, and methods that a table knows.

use super::traits::with_receiver;

use crate::facts::{ExprId, ExprKind, Name, Span};
use crate::flow::heap::value::{Obj, ObjId, Options, Value};
use crate::flow::{Evaluator, Frame};
use crate::limits::Limit;
use crate::program::{Head, TraitId, TypeId};
use crate::sources::Location;
use ustr::ustr;

impl<'f> Evaluator<'_, 'f> {
    /// `receiver.name(args)`
    pub(crate) fn method_expr(
        &mut self,
        frame: &mut Frame<'f>,
        receiver: ExprId,
        name: (Name, Span),
        args: &'f [ExprId],
        span: Span,
    ) -> Value<'f> {
        let first = self.trace.accesses().next_id();
        let value = self.eval(frame, receiver);
        if let Some(result_use) = Self::result_use_of_method(name.0) {
            self.note_result_use(frame, receiver, first, result_use);
        }
        let on_handle = self.handle_in(&value).is_some();
        let mut values: Vec<_> = args.iter().map(|&arg| self.eval(frame, arg)).collect();
        for (value, &arg) in values.iter_mut().zip(args) {
            if on_handle
                && value.is_unknown()
                && crate::flow::language::construct::is_default(frame, arg)
            {
                *value = self.value_of(Obj::Options(Options::new(ustr(""))));
            }
        }
        let at = frame.location(span);
        self.note_method(name.0, &value, &values, at);
        if on_handle && name.0 == "clone" {
            self.note_clone(frame, receiver, &value, at);
        } else if on_handle {
            self.note_call_site(frame, receiver, args, at);
        }
        if value.is_unknown()
            && is_store(name.0)
            && is_place(&frame.place.body.exprs[receiver].kind)
        {
            // `self.channel.replace(x)` on a field that was empty so far.
            let stored = self.stored_value(&values, at);
            self.assign(frame, receiver, stored.clone());
            return stored;
        }
        if name.0 == "replace" && values.len() == 1 && self.is_plain_place(frame, receiver, &value)
        {
            self.replace(frame, receiver, values.remove(0));
            return value;
        }
        let takes_out = name.0 == "take"
            && values.is_empty()
            && !self.has_own_method(&self.content(&value), name.0);
        let given = self.call_method(frame, &value, name, values, at);
        if takes_out {
            self.taken_out(&given);
        }
        if self.is_options(&value) && self.is_options(&given) {
            // `args.auto_ack(true);` sets an option of the variable, too.
            Self::assign_variable(frame, receiver, given.clone());
        }
        given
    }

    /// Whether an expression names a place whose value is an option's content: `replace` is of the option.
    fn is_plain_place(&self, frame: &Frame<'f>, place: ExprId, value: &Value<'f>) -> bool {
        let Value::Obj(id) = value else { return false };
        let is_content = match self.obj(*id) {
            Obj::Handle(_) => true,
            Obj::Struct(data) => self.methods_of(data.ty, ustr("replace")).is_empty(),
            _ => false,
        };
        is_content && is_place(&frame.place.body.exprs[place].kind)
    }

    /// Whether a value is a client's options.
    pub(crate) fn is_options(&self, value: &Value<'f>) -> bool {
        let Value::Obj(id) = value else { return false };
        matches!(self.obj(*id), Obj::External { path, .. } | Obj::Options(Options { path, .. }) if self.knowledge.is_client_path(*path))
    }

    /// Gives a variable another value, when the expression is one.
    pub(crate) fn assign_variable(frame: &mut Frame<'f>, place: ExprId, value: Value<'f>) {
        if let ExprKind::Path(path) = &frame.place.body.exprs[place].kind
            && let [only] = &path.segments[..]
        {
            frame.assign(only.name, value);
        }
    }

    /// What `replace`, `insert` or `get_or_insert_with` puts into an option.
    pub(crate) fn stored_value(&mut self, values: &[Value<'f>], at: Location) -> Value<'f> {
        match values.last() {
            Some(closure @ Value::Closure(_)) => self.call_value(&closure.clone(), Vec::new(), at),
            Some(value) => value.clone(),
            None => Value::Unknown,
        }
    }

    /// Calls a method on a value.
    pub(crate) fn call_method(
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

    pub(crate) fn call_method_of_any(
        &mut self,
        frame: &mut Frame<'f>,
        all: &[Value<'f>],
        name: (Name, Span),
        args: &[Value<'f>],
        at: Location,
    ) -> Value<'f> {
        self.one_of_values(all, at, |evaluator, one| {
            evaluator.call_method(frame, one, name, args.to_vec(), at)
        })
    }

    pub(crate) fn call_method_of_object(
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
            Obj::External { path, .. } | Obj::Options(Options { path, .. }) => {
                let path = *path;
                self.call_method_of_external(frame, id, path, name, args, at)
            }
            Obj::Content(_)
            | Obj::Verdict(_)
            | Obj::Collection(_)
            | Obj::Task { .. }
            | Obj::Unseen { .. } => {
                self.call_foreign_method(frame, &receiver, None, name, args, at)
            }
        }
    }

    /// Whether a method gives its receiver as it is, a guard included.
    pub(crate) fn keeps_receiver(&self, name: Name) -> bool {
        let rule = self.knowledge.call_by_method(None, name);
        rule.is_some_and(|rule| rule.effect == crate::knowledge::Effect::Keep)
    }

    /// Whether a method of a type outside registers a handler.
    fn registers(&self, path: Name, name: Name) -> bool {
        use crate::knowledge::Effect;
        let rule = self.knowledge.call_on_type(path, name);
        rule.is_some_and(|rule| matches!(rule.effect, Effect::Handler | Effect::Provide))
    }

    /// Whether a method gives its receiver, or what a guard as receiver protects.
    fn keeps_value(&self, name: Name) -> bool {
        use crate::knowledge::Effect;
        let rule = self.knowledge.call_by_method(None, name);
        rule.is_some_and(|rule| matches!(rule.effect, Effect::Keep | Effect::Same))
    }

    /// Whether a value is of a type of the program that has a method of its own of this name.
    fn has_own_method(&self, value: &Value<'f>, name: Name) -> bool {
        value.alternatives().iter().any(|one| match one {
            Value::Obj(id) => match self.obj(*id) {
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
            // `Option<Wrapper>` stands as its content: `as_ref` and `unwrap` are of the option.
            if self.keeps_value(name.0) && !self.has_own_method(&inner, name.0) {
                return receiver;
            }
            return self.call_method(frame, &inner, name, args, at);
        }
        self.call_foreign_method(frame, &receiver, None, name, args, at)
    }

    pub(crate) fn closure_field(&self, id: ObjId, name: Name) -> Option<Value<'f>> {
        let Obj::Struct(data) = self.obj(id) else { return None };
        data.fields
            .get(&name)
            .filter(|value| matches!(value, Value::Closure(_) | Value::Fn(_)))
            .cloned()
    }

    pub(crate) fn call_method_of_external(
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
            return crate::flow::effects::known::open_by_function(client, &open, at);
        }
        if self.knowledge.is_client_path(path) {
            // No option is called `create_channel`: this was a pool or a connection by then.
            if let Some(opened) = self.open_of_unknown(&receiver, name.0, at) {
                return opened;
            }
            return self.with_option(id, name.0, args);
        }
        if !self.knowledge.is_lock(path)
            && let Some(value) = self.call_held(frame, id, name, &args, at)
        {
            return value;
        }
        self.call_foreign_method(frame, &receiver, Some(path), name, args, at)
    }

    /// A method of what a wrapper holds: of a handle when the name is distinctive, of a type of the program.
    pub(crate) fn call_held(
        &mut self,
        frame: &mut Frame<'f>,
        id: ObjId,
        name: (Name, Span),
        args: &[Value<'f>],
        at: Location,
    ) -> Option<Value<'f>> {
        let (Obj::External { held, .. } | Obj::Options(Options { held, .. })) = self.obj(id) else {
            return None;
        };
        if self.depth >= Limit::Expressions.most() {
            self.give_up(Limit::Expressions, at, "what is wrapped here is too deep to follow");
            return None;
        }
        let held = held.clone();
        self.depth += 1;
        let value = self.call_first_held(frame, &held, name, args, at);
        self.depth -= 1;
        value
    }

    pub(crate) fn call_first_held(
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
                Obj::External { path, .. } | Obj::Options(Options { path, .. })
                    if !self.knowledge.is_lock(*path) =>
                {
                    if self.registers(*path, name.0) {
                        return Some(self.call_method(frame, inner, name, args.to_vec(), at));
                    }
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

    /// A method of a value that is not the program's own: a table may know it.
    pub(crate) fn call_foreign_method(
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
        if receiver.is_unknown() && args.iter().any(|arg| self.is_interesting(arg)) {
            let functions = self.declared_in_traits(name.0);
            if !functions.is_empty() {
                return self.call_any(&functions, &with_receiver(receiver, args), at);
            }
        }
        let mut held = vec![receiver.clone()];
        held.extend(args);
        self.call_unknown(path.unwrap_or(ustr("")), held, at)
    }
}

/// Methods that put a value into an option.
pub(crate) fn is_store(name: Name) -> bool {
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

pub(crate) fn is_place(kind: &ExprKind) -> bool {
    matches!(kind, ExprKind::Path(_) | ExprKind::Field { .. })
}
