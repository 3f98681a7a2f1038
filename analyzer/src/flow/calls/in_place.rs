//! Methods of options that put something into the place that their receiver names: `self.channel.replace(x)`.

use super::typed::Method;
use crate::facts::{ExprId, ExprKind, Name, intern};
use crate::flow::heap::object::Obj;
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::sources::Location;

impl<'f> Evaluator<'_, 'f> {
    /// What a method of an option gives that puts something into the place that its receiver names.
    pub(crate) fn stored_in_place(
        &mut self,
        frame: &mut Frame<'f>,
        receiver: ExprId,
        value: &Value<'f>,
        method: Method<'_>,
        args: &[Value<'f>],
        at: Location,
    ) -> Option<Value<'f>> {
        if !is_place(&frame.place.body.exprs[receiver].kind) {
            return None;
        }
        // `self.channel.replace(x)` on a field that was empty so far.
        if value.is_unknown() && is_store(method.name) && self.meant(method.target).is_empty() {
            let stored = self.stored_value(args, at);
            if self.is_kept_elsewhere(method) {
                self.note_published(&stored);
            }
            self.assign(frame, receiver, stored.clone());
            return Some(stored);
        }
        match args {
            [new] if method.name == "replace" && self.is_content(value) => {
                self.replace(frame, receiver, new.clone());
                Some(value.clone())
            }
            _ => None,
        }
    }

    /// Whether what a method stores goes further than to the place that its receiver names: `vacant.insert(x)` fills a map.
    fn is_kept_elsewhere(&self, method: Method<'_>) -> bool {
        method.owner_outside().is_some() && !self.is_of_wrapper(method)
    }

    /// Whether a value in a place is an option's content: `replace` is of the option.
    fn is_content(&self, value: &Value<'f>) -> bool {
        let Value::Obj(id) = value else { return false };
        match self.heap.obj(*id) {
            Obj::Handle(_) => true,
            Obj::Struct(data) => self.methods_of(data.ty, intern("replace")).is_empty(),
            _ => false,
        }
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

    /// `guard.replace(x)`, `guard.get_or_insert_with(f)`: what is put into the option that a guard protects.
    pub(crate) fn store_behind(
        &mut self,
        guard: &Value<'f>,
        inner: &Value<'f>,
        args: &[Value<'f>],
        at: Location,
    ) -> Value<'f> {
        let stored = self.stored_value(args, at);
        self.store(guard, inner.clone().join(stored.clone()));
        inner.clone().join(stored)
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
