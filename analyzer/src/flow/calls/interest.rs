//! Which values and calls are worth following.

use crate::facts::Name;
use crate::flow::Evaluator;
use crate::flow::heap::object::Obj;
use crate::flow::heap::value::Value;
use crate::program::FnId;

impl<'f> Evaluator<'_, 'f> {
    pub(crate) fn is_worth_entering(&self, function: FnId, args: &[Value<'f>]) -> bool {
        self.relevance.matters(function)
            || self.relevance.sets(function)
            || self.relevance.turns(function)
            || args.iter().any(|arg| self.is_interesting(arg))
    }

    /// Whether a value holds a handle, a task or code.
    pub(crate) fn is_interesting(&self, value: &Value<'f>) -> bool {
        match value {
            // What is in code is seen when it runs: it is worth handing on.
            Value::Closure(_) | Value::Future(_) => true,
            Value::Fn(id) => self.relevance.matters(*id),
            _ => {
                self.heap.marked(value).any(|obj| match obj {
                    // A guard matters without a handle: while it lives, operations are under its lock.
                    Obj::Handle(_) | Obj::Task { .. } | Obj::Guard { .. } => true,
                    Obj::Struct(data) => self.relevance.is_carrier(data.ty),
                    _ => false,
                })
            }
        }
    }

    /// Whether a value can lead to a handle or to code that runs later.
    pub(crate) fn matters(&self, value: &Value<'f>) -> bool {
        match value {
            Value::Obj(_) | Value::Closure(_) | Value::Future(_) => true,
            Value::Fn(id) => self.relevance.matters(*id),
            Value::Tuple(_) | Value::Any(_) => value.inside().iter().any(|item| self.matters(item)),
            _ => false,
        }
    }

    /// A value of a type outside that holds what it was given; nothing, when that is nothing.
    pub(crate) fn hold(&mut self, path: Name, values: Vec<Value<'f>>) -> Value<'f> {
        // Most values of a program matter to nobody: without them the heap stays small.
        let held: Vec<_> = values.into_iter().filter(|value| self.matters(value)).collect();
        if held.is_empty() {
            Value::Unknown
        } else {
            self.heap.value_of(Obj::External { path, held })
        }
    }

    /// Whether a value was made of a delivery's content and holds nothing else that matters: where it is kept is of no account.
    pub(crate) fn is_mere_content(&self, value: &Value<'f>) -> bool {
        self.heap.content_in(value).is_some() && !self.is_interesting(value)
    }
}
