//! Assignments to variables, fields, elements and through references.

use crate::facts::{ExprId, ExprKind, Name, Path, Span, intern};
use crate::flow::heap::object::Obj;
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{CallRule, Effect};
use crate::program::{Def, Resolved};
use crate::resolve::paths::Namespace;

impl<'f> Evaluator<'_, 'f> {
    /// Stores a value at the place that an expression names.
    pub(crate) fn assign(&mut self, frame: &mut Frame<'f>, place: ExprId, value: Value<'f>) {
        let body = frame.place.body;
        match &body.exprs[place].kind {
            ExprKind::Path(path) if path.segments.len() == 1 => {
                let name = path.segments[0].name;
                if frame.lookup(name).is_none() {
                    self.assign_static(frame, path, value);
                    return;
                }
                let released = frame.lookup(name).cloned();
                // The old value is dropped, and a guard with it.
                if let Some(old) = released {
                    self.release(&old);
                }
                frame.assign(name, value);
            }
            ExprKind::Path(path) => self.assign_static(frame, path, value),
            ExprKind::Field { base, name } => {
                let owner = self.eval(frame, *base);
                // Whoever reads the field may settle what is put there.
                self.hand_over(&value, frame.location(Self::expr_span_of(frame, *base)));
                if self.is_options(&owner) {
                    let changed = self.with_named(&owner, *name, value);
                    Self::assign_variable(frame, *base, changed);
                } else {
                    self.set_field(&owner, *name, &value);
                }
            }
            ExprKind::Index { base, index } => {
                self.note_put_by_key(frame, (*base, *index), &value);
                let base = self.eval(frame, *base);
                // Which element is replaced is not kept: it is one more that may be there.
                let index = self.eval(frame, *index);
                self.insert_under(Some(&index), &base, value);
            }
            ExprKind::Deref(inner) | ExprKind::Ref { expr: inner, .. } => {
                self.assign_through(frame, *inner, value);
            }
            ExprKind::Tuple(items) => {
                for (position, &item) in items.iter().enumerate() {
                    let at = frame.location(Span::default());
                    let part = self.field(&value, intern(&position.to_string()), at);
                    // A handle has no parts: it is the first of the results that it came with.
                    let whole = value.alternatives().iter().filter(|one| self.is_handle(one));
                    let part = match position {
                        0 => whole.cloned().fold(part, Value::join),
                        _ => part,
                    };
                    self.assign(frame, item, part);
                }
            }
            _ => {
                let target = self.eval(frame, place);
                self.store(&target, value);
            }
        }
    }

    /// Stores a value in a static, where all code finds it.
    fn assign_static(&mut self, frame: &Frame<'f>, path: &'f Path, value: Value<'f>) {
        let place = &frame.place;
        let found = self.resolver.path(place.module, &place.blocks, path, Namespace::Values);
        let Some(Resolved { def: Def::Static(id), rest: 0 }) = found else { return };
        self.note_published(&value);
        let known = self.heap.assigned_static(id).cloned().unwrap_or(Value::Unknown);
        // Whether it is read before or behind this nobody knows, but what is there takes the place of what was.
        let (before, after) = (self.heap.origins_in(&known), self.heap.origins_in(&value));
        if !before.is_empty() && !after.is_empty() {
            self.recorder.note_replaced(before.into_iter().chain(after));
        }
        self.heap.assign_static(id, known.join(value));
    }

    fn is_handle(&self, value: &Value<'f>) -> bool {
        matches!(value, Value::Obj(id) if matches!(self.heap.obj(*id), Obj::Handle(_)))
    }

    /// `replace(&mut place, value)`: what was there lives on.
    pub(crate) fn fill_place(
        &mut self,
        frame: &mut Frame<'f>,
        path: Name,
        args: &[ExprId],
        value: Option<Value<'f>>,
    ) {
        let replaces = |rule: &CallRule| rule.effect == Effect::Replace;
        let (Some(value), Some(&place)) = (value, args.first()) else { return };
        if !self.knowledge.call_by_path(path).is_some_and(replaces) {
            return;
        }
        match frame.place.body.exprs[place].kind {
            ExprKind::Ref { expr, .. } => self.replace(frame, expr, value),
            _ => self.assign_through(frame, place, value),
        }
    }

    /// Stores a value at a place; what was there lives on.
    pub(crate) fn replace(&mut self, frame: &mut Frame<'f>, place: ExprId, value: Value<'f>) {
        match frame.place.body.exprs[place].kind {
            // An assignment would release the guard that was there.
            ExprKind::Path(_) => Self::assign_variable(frame, place, value),
            _ => self.assign(frame, place, value),
        }
    }

    /// `*x = value`: into what a guard protects, or into the variable that the reference stands for.
    fn assign_through(&mut self, frame: &mut Frame<'f>, inner: ExprId, value: Value<'f>) {
        let target = self.eval(frame, inner);
        if self.store(&target, value.clone()) {
            return;
        }
        // A reference leads to a place that may be the caller's, and what is put there lives on.
        self.note_published(&value);
        self.assign(frame, inner, value);
    }
}
