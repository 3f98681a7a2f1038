//! Binds patterns, and ends the life of what goes out of scope.

use crate::facts::{ExprId, ExprKind, Name, Pat, Path, Span, intern};
use crate::flow::calls::callee::Callee;
use crate::flow::heap::code::Future;
use crate::flow::heap::value::Value;
use crate::flow::machine::locks::Since;
use crate::flow::{Evaluator, Frame};
use crate::resolve::paths::Namespace;
use crate::trace::outcome::Unpolling;

impl<'f> Evaluator<'_, 'f> {
    /// Binds the names of a pattern to the parts of a value.
    pub(crate) fn bind(&mut self, frame: &mut Frame<'f>, pat: &'f Pat, value: &Value<'f>) {
        match pat {
            Pat::Bind { name, sub, .. } => {
                if let Some(sub) = sub {
                    self.bind(frame, sub, value);
                }
                // `None` and its like stand for themselves.
                if sub.is_some() || !name.starts_with(char::is_uppercase) {
                    frame.declare(*name, value.clone());
                }
            }
            Pat::Ref(inner) => self.bind(frame, inner, value),
            Pat::Or(all) => {
                // All sides bind the same names, and which of them fits is not followed.
                if let Some(first) = all.first() {
                    self.bind(frame, first, value);
                }
            }
            Pat::Tuple(parts) => self.bind_tuple(frame, parts, value),
            Pat::Results(parts) => self.bind_results(frame, parts, value),
            Pat::Slice(parts) => {
                // Which element stands at which place of a slice is not kept.
                let element = self.any_element(value);
                for part in parts {
                    self.bind(frame, part, &element);
                }
            }
            Pat::TupleStruct(path, parts) => self.bind_tuple_struct(frame, path, parts, value),
            Pat::Struct(path, fields) => {
                let shape = self.named(frame, path, Namespace::Types);
                for (name, part) in fields {
                    let key = self.key_of(&shape, *name);
                    let field = self.field(value, key, frame.location(Span::default()));
                    self.bind(frame, part, &field);
                }
            }
            Pat::Wild | Pat::Path(_) | Pat::Lit(_) | Pat::Rest | Pat::Unknown => {}
        }
    }

    fn bind_tuple(&mut self, frame: &mut Frame<'f>, parts: &'f [Pat], value: &Value<'f>) {
        let Value::Tuple(values) = value else {
            // A pair of key and value, of number and element: only one of them matters.
            for part in parts {
                self.bind(frame, part, value);
            }
            return;
        };
        let rest = parts.iter().position(|part| matches!(part, Pat::Rest)).unwrap_or(parts.len());
        // Behind `..` places count from the end.
        let from_end = values.len().saturating_sub(parts.len());
        for (at, part) in parts.iter().enumerate() {
            let index = if at > rest { at + from_end } else { at };
            let value = values.get(index).cloned().unwrap_or(Value::Unknown);
            self.bind(frame, part, &value);
        }
    }

    /// The names for several results: those of a tuple by their places, anything else for the first.
    fn bind_results(&mut self, frame: &mut Frame<'f>, parts: &'f [Pat], value: &Value<'f>) {
        for (at, part) in parts.iter().enumerate() {
            let value = result_at(value, at);
            self.bind(frame, part, &value);
        }
    }

    fn bind_tuple_struct(
        &mut self,
        frame: &mut Frame<'f>,
        path: &'f Path,
        parts: &'f [Pat],
        value: &Value<'f>,
    ) {
        let shape = self.named(frame, path, Namespace::Values);
        match shape {
            // An error holds no handle: without this it would be the value that the `Ok` holds.
            Callee::External(name) if name == "std::result::Result::Err" => {
                for part in parts {
                    self.bind(frame, part, &Value::Unknown);
                }
            }
            Callee::Constructor(..) => {
                for (position, part) in parts.iter().enumerate() {
                    let key = self.key_of(&shape, intern(&position.to_string()));
                    let field = self.field(value, key, frame.location(Span::default()));
                    self.bind(frame, part, &field);
                }
            }
            _ => match parts {
                // `Some(x)`, `Ok(x)`, `State(x)`, `Poll::Ready(x)` and their like are left out of values.
                [one] => {
                    let there = self.there_at_once(value);
                    self.bind(frame, one, there.as_ref().unwrap_or(value));
                }
                several => several.iter().for_each(|part| self.bind(frame, part, &Value::Unknown)),
            },
        }
    }

    /// What an operation gives whose result is taken apart before anybody awaited it: the code around it blocks.
    fn there_at_once(&mut self, value: &Value<'f>) -> Option<Value<'f>> {
        let Value::Future(future) = value else { return None };
        let Future::Operation(pending) = &**future else { return None };
        let at = pending.at;
        Some(self.poll(value, at))
    }

    /// The key of a field in a value of a shape: variants of one type keep theirs apart.
    fn key_of(&self, shape: &Callee<'f>, field: Name) -> Name {
        match shape {
            Callee::Constructor(id, Some(index)) => {
                variant_field(self.program.ty(*id).def.variants[*index as usize].name, field)
            }
            _ => field,
        }
    }

    /// Ends the life of a block's variables, except of what the block's value holds.
    pub(crate) fn end_scope(&mut self, frame: &mut Frame<'f>, scope: usize, value: &Value<'f>) {
        self.note_guards(&frame.vars[scope.min(frame.vars.len())..]);
        // Only guards are asked for, and mostly there are none.
        if self.locks.count() > 0 {
            let (around, own) = frame.vars.split_at(scope.min(frame.vars.len()));
            for (_, old) in own {
                // A variable around with the same value: this one was a reference.
                let lives_on = around.iter().any(|(_, other)| other.same(old));
                if !lives_on && !self.keeps(value, old) {
                    self.release(old);
                }
            }
        }
        frame.vars.truncate(scope);
    }

    fn keeps(&self, value: &Value<'f>, guard: &Value<'f>) -> bool {
        matches!(guard, Value::Obj(id) if self.heap.keeps_guard(value, *id))
    }

    /// After a statement: guards that no variable holds are gone.
    pub(crate) fn release_temporaries(&mut self, frame: &Frame<'f>, since: Since, scope: usize) {
        let own = &frame.vars[scope.min(frame.vars.len())..];
        self.locks.release_since(since, &self.heap, own.iter().rev().map(|(_, value)| value));
    }

    /// Releases a guard, if the value is one.
    pub(crate) fn release(&mut self, value: &Value<'f>) {
        if let Value::Obj(id) = value {
            self.locks.release(*id);
        }
        for item in value.inside() {
            self.release(item);
        }
    }

    /// A value that a statement drops.
    pub(crate) fn discard(&mut self, value: &Value<'f>, expr: ExprId, frame: &Frame<'f>) {
        self.note_discarded(value);
        let expr = &frame.place.body.exprs[expr];
        // A variable that is named as a statement is no future that somebody forgot.
        if matches!(expr.kind, ExprKind::Call { .. } | ExprKind::MethodCall { .. }) {
            self.note_unpolled(value, frame.location(expr.span), Unpolling::Statement);
        }
    }
}

/// One of several results.
fn result_at<'f>(value: &Value<'f>, at: usize) -> Value<'f> {
    let of_one = |one: &Value<'f>| match one {
        Value::Tuple(items) => items.get(at).cloned().unwrap_or(Value::Unknown),
        one if at == 0 => one.clone(),
        _ => Value::Unknown,
    };
    value.alternatives().iter().map(of_one).fold(Value::Unknown, Value::join)
}

/// The key of a variant's field.
pub(crate) fn variant_field(variant: Name, field: Name) -> Name {
    intern(&format!("{variant}::{field}"))
}
