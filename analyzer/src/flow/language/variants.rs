//! Which arms of a `match` a value reaches whose variant is known.
//!
//! Asked of parameters alone: what a caller passes on is what it made, while a variable or a field may be another variant in
//! the next round of a loop that is not followed as often.

use crate::facts::{Arm, ExprId, ExprKind, Name, Pat, Path};
use crate::flow::calls::callee::Callee;
use crate::flow::heap::object::Obj;
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::program::TypeId;

/// Whether a pattern fits a variant.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fit {
    Never,
    Maybe,
    Always,
}

impl<'f> Evaluator<'_, 'f> {
    /// The arms that may be taken; all of them, unless the matched value is a parameter of a known variant.
    pub(crate) fn arms_reached(
        &mut self,
        frame: &Frame<'f>,
        scrutinee: ExprId,
        arms: &'f [Arm],
        value: &Value<'f>,
    ) -> Vec<&'f Arm> {
        let variants = match self.variants_of(value) {
            Some(variants) if is_parameter(self, frame, scrutinee) => variants,
            _ => return arms.iter().collect(),
        };
        let mut left = variants;
        let mut reached = Vec::new();
        for arm in arms {
            let fits: Vec<Fit> = left.iter().map(|&of| self.fit(frame, &arm.pat, of)).collect();
            if fits.iter().any(|fit| *fit != Fit::Never) {
                reached.push(arm);
            }
            // An arm with a guard may be passed by.
            let stays = |fit: &Fit| arm.guard.is_some() || *fit != Fit::Always;
            let mut fits = fits.iter();
            left.retain(|_| fits.next().is_none_or(stays));
        }
        reached
    }

    /// The variants that a value can be, when each of its making was seen.
    fn variants_of(&self, value: &Value<'f>) -> Option<Vec<(TypeId, u32)>> {
        let of = |one: &Value<'f>| {
            let Value::Obj(id) = one else { return None };
            let Obj::Struct(data) = self.heap.obj(*id) else { return None };
            Some((data.ty, data.variant?))
        };
        value.alternatives().iter().map(of).collect()
    }

    fn fit(&mut self, frame: &Frame<'f>, pat: &'f Pat, of: (TypeId, u32)) -> Fit {
        match pat {
            Pat::Wild | Pat::Rest => Fit::Always,
            Pat::Ref(inner) => self.fit(frame, inner, of),
            Pat::Or(sides) => {
                let fits = sides.iter().map(|side| self.fit(frame, side, of));
                fits.max().unwrap_or(Fit::Never)
            }
            Pat::Path(path) => self.fit_of_path(frame, path, of, true),
            Pat::TupleStruct(path, parts) => {
                self.fit_of_path(frame, path, of, parts.iter().all(is_irrefutable))
            }
            Pat::Struct(path, parts) => self.fit_of_path(
                frame,
                path,
                of,
                parts.iter().all(|(_, part)| is_irrefutable(part)),
            ),
            _ => Fit::Maybe,
        }
    }

    /// Whether a path names the variant; `whole` when nothing is asked of its fields.
    fn fit_of_path(
        &mut self,
        frame: &Frame<'f>,
        path: &'f Path,
        (ty, variant): (TypeId, u32),
        whole: bool,
    ) -> Fit {
        match self.callee(frame, path) {
            Callee::Constructor(id, Some(index)) if id == ty && index != variant => Fit::Never,
            Callee::Constructor(id, Some(_)) if id == ty && whole => Fit::Always,
            _ => Fit::Maybe,
        }
    }
}

fn is_irrefutable(pat: &Pat) -> bool {
    matches!(pat, Pat::Wild | Pat::Rest | Pat::Bind { sub: None, .. })
}

/// Whether an expression is a parameter of the function around that nothing is assigned to.
fn is_parameter(evaluator: &Evaluator<'_, '_>, frame: &Frame<'_>, id: ExprId) -> bool {
    let Some(name) = name_of(frame, id) else { return false };
    let Some(function) = frame.place.function else { return false };
    let of = evaluator.program.function(function).function;
    let params = &of.params;
    let named =
        |pat: &Pat| matches!(pat, Pat::Bind { name: known, sub: None, .. } if *known == name);
    let is_assigned = |kind: &ExprKind| match kind {
        ExprKind::Assign { place, .. } => name_of(frame, *place) == Some(name),
        _ => false,
    };
    // What `self` is may change from call to call, other than that of a setting.
    let is_self = of.receiver.as_ref().is_some_and(|receiver| receiver.name == name);
    let is_setting = is_self && evaluator.relevance.sets(function);
    (is_setting || params.iter().any(|param| named(&param.pat)))
        && !frame.place.body.exprs.iter().any(|expr| is_assigned(&expr.kind))
}

/// The name that an expression is, behind references.
fn name_of(frame: &Frame<'_>, id: ExprId) -> Option<Name> {
    match &frame.place.body.exprs[id].kind {
        ExprKind::Path(path) => match &path.segments[..] {
            [only] => Some(only.name),
            _ => None,
        },
        ExprKind::Ref { expr, .. } | ExprKind::Deref(expr) => name_of(frame, *expr),
        _ => None,
    }
}
