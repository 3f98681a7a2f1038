//! Closures: what is asked of them comes from where they are given, what they give from their bodies.

use std::sync::Arc;

use super::{Infer, Pending};
use crate::facts::{ExprId, Param, TypeRef};
use crate::types::ty::{Args, TraitKey, TraitRef, Ty};

impl<'f> Infer<'_, 'f> {
    pub(super) fn closure(
        &mut self,
        id: ExprId,
        params: &'f [Param],
        body: ExprId,
        expected: &Ty,
    ) -> Ty {
        let wanted = self.wanted_of_code(expected);
        let scope = self.variables.len();
        let mut inputs = Vec::with_capacity(params.len());
        for (at, param) in params.iter().enumerate() {
            let ty = match &param.ty {
                TypeRef::Infer => self.fresh(),
                written => self.written(written),
            };
            if let Some(asked) = wanted.as_ref().and_then(|(inputs, _)| inputs.get(at)) {
                self.unify(&ty, asked);
            }
            self.bind(&param.pat, &ty);
            inputs.push(ty);
        }
        let gives = wanted.map_or_else(|| self.fresh(), |(_, gives)| gives);
        let loops = std::mem::take(&mut self.loops);
        self.returns.push(gives.clone());
        let ty = self.expr(body, &gives);
        self.solve();
        self.returns.pop();
        self.loops = loops;
        self.variables.truncate(scope);
        if ty != Ty::Never {
            self.unify(&gives, &ty);
        }
        Ty::Closure(id, inputs.into(), Arc::new(gives))
    }

    /// What is asked of code in a place: its parameters and what it gives.
    fn wanted_of_code(&self, expected: &Ty) -> Option<(Args, Ty)> {
        match self.table.shallow(expected) {
            Ty::Fn(inputs, output) | Ty::Closure(_, inputs, output) => {
                Some((inputs, (*output).clone()))
            }
            Ty::Bounds(bounds) => bounds.iter().find_map(code_of_bound),
            // A parameter of what is called: its bounds say.
            var @ Ty::Var(_) => self.pending.iter().find_map(|pending| match pending {
                Pending::Bound(subject, bound) if self.table.shallow(subject) == var => {
                    code_of_bound(bound)
                }
                _ => None,
            }),
            Ty::Param(_) => self.bounds_of(expected).iter().find_map(code_of_bound),
            _ => None,
        }
    }
}

/// The parameters and the result that a bound such as `FnOnce(A) -> B` asks of code.
pub(super) fn code_of_bound(bound: &TraitRef) -> Option<(Args, Ty)> {
    if !is_of_code(bound.of) {
        return None;
    }
    let inputs = match bound.args.first() {
        Some(Ty::Tuple(inputs)) => inputs.clone(),
        _ => Args::default(),
    };
    let output = bound.binding(ustr::ustr("Output")).cloned();
    Some((inputs, output.unwrap_or_else(Ty::unit)))
}

/// Whether a trait is one of those that code has.
pub(super) fn is_of_code(of: TraitKey) -> bool {
    match of {
        TraitKey::Outside(path) => matches!(
            path.as_str(),
            "std::ops::Fn"
                | "std::ops::FnMut"
                | "std::ops::FnOnce"
                | "std::ops::AsyncFn"
                | "std::ops::AsyncFnMut"
                | "std::ops::AsyncFnOnce"
        ),
        TraitKey::Own(_) => false,
    }
}
