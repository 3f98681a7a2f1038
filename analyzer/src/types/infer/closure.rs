//! Code as a value: what is asked of closures and async blocks comes from where they are given, what they give from their
//! bodies.

use super::{Infer, Level};
use crate::facts::{ExprId, ExprKind, Param, TypeRef};
use crate::types::ty::{Args, TraitRef, Ty};
use crate::types::words::{WORDS, bare};

impl<'f> Infer<'_, 'f> {
    pub(super) fn closure(
        &mut self,
        id: ExprId,
        params: &'f [Param],
        ret: Option<&'f TypeRef>,
        body: ExprId,
        expected: &Ty,
    ) -> Ty {
        let wanted = self.wanted_of_code(expected);
        let scope = self.variables.len();
        let mut inputs = Vec::with_capacity(params.len());
        for (at, param) in params.iter().enumerate() {
            let asked = wanted.as_ref().and_then(|(inputs, _)| inputs.get(at));
            inputs.push(self.closure_param(param, asked));
        }
        let gives = self.closure_gives(ret, body, wanted.map(|(_, gives)| gives));
        let loops = std::mem::take(&mut self.loops);
        self.returns.push(Level::of(gives.clone()));
        let ty = self.expr(body, &gives);
        self.solve();
        self.returns.pop();
        self.loops = loops;
        self.variables.truncate(scope);
        let gives = self.given_instead(&gives, &ty);
        Ty::Closure(id, inputs.into(), gives.into())
    }

    /// What code is said to give that says nothing of it, its body does.
    fn given_instead(&mut self, gives: &Ty, ty: &Ty) -> Ty {
        if matches!(self.table.shallow_ref(gives), Ty::Unknown) {
            ty.clone()
        } else {
            gives.clone()
        }
    }

    fn closure_param(&mut self, param: &'f Param, asked: Option<&Ty>) -> Ty {
        let ty = match (&param.ty, asked) {
            (TypeRef::Infer, Some(asked)) => asked.clone(),
            (TypeRef::Infer, None) => self.doubtful(),
            (written, asked) => {
                let ty = self.written(written);
                if let Some(asked) = asked {
                    self.unify(&ty, asked);
                }
                ty
            }
        };
        self.bind(&param.pat, &ty);
        ty
    }

    fn closure_gives(&mut self, ret: Option<&'f TypeRef>, body: ExprId, asked: Option<Ty>) -> Ty {
        let Some(ret) = ret else { return asked.unwrap_or_else(|| self.fresh()) };
        let ret = self.written(ret);
        let is_async = matches!(self.body.exprs[body].kind, ExprKind::Async { .. });
        let gives = if is_async { Ty::Future(ret.into()) } else { ret };
        if let Some(asked) = asked {
            self.unify(&asked, &gives);
        }
        gives
    }

    /// What is asked of code in a place: its parameters and what it gives.
    fn wanted_of_code(&self, expected: &Ty) -> Option<(Args, Ty)> {
        match self.table.shallow_ref(expected) {
            Ty::Fn(inputs, output) | Ty::Closure(_, inputs, output) => {
                Some((inputs.clone(), (**output).clone()))
            }
            Ty::Bounds(bounds) => bounds.iter().find_map(TraitRef::code),
            // A parameter of what is called: its bounds say.
            Ty::Var(id) => self.code_asked_of(*id),
            Ty::Param(_) => self.bounds_of(expected).iter().find_map(TraitRef::code),
            _ => None,
        }
    }

    /// `async { .. }`, or the body of a stream.
    pub(super) fn async_block(&mut self, body: ExprId, stream: bool, expected: &Ty) -> Ty {
        let wanted = match self.table.shallow(expected) {
            Ty::Future(output) => (*output).clone(),
            Ty::Bounds(bounds) => {
                let found = bounds.iter().find(|bound| bound.is(WORDS.future));
                found.and_then(|bound| bound.binding(WORDS.output)).cloned().unwrap_or_default()
            }
            _ => Ty::Unknown,
        };
        let given = if wanted.is_unknown() { self.fresh() } else { wanted };
        let loops = std::mem::take(&mut self.loops);
        self.returns.push(Level::of(given.clone()));
        self.expr(body, if stream { &Ty::Unknown } else { &given });
        let tried = self.returns.pop().is_some_and(|level| level.tried);
        self.loops = loops;
        if !stream {
            return Ty::Future(given.into());
        }
        // `try_stream!` looks like `stream!`, in which nothing can be tried.
        let item =
            if tried { Ty::External(WORDS.result, [given, Ty::Unknown].into()) } else { given };
        Ty::bounds([TraitRef { bindings: [(WORDS.item, item)].into(), ..bare(WORDS.stream) }])
    }
}
