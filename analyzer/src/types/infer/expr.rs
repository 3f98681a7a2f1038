//! The kinds of expressions, calls and paths aside.

use std::sync::Arc;

use super::Infer;
use crate::facts::{Arm, Expr, ExprId, ExprKind, Lit, LoopKind, Name, Path, SelectArm};
use crate::types::ty::{TraitKey, TraitRef, Ty};

impl<'f> Infer<'_, 'f> {
    /// The type of an expression. `expected` is what its place asks for, where that is known.
    pub(super) fn expr(&mut self, id: ExprId, expected: &Ty) -> Ty {
        let ty = self.kind(id, expected);
        self.exprs[id] = ty.clone();
        if !expected.is_unknown() {
            self.unify(&ty, expected);
        }
        ty
    }

    /// Expressions of which nothing is expected.
    pub(super) fn each(&mut self, ids: &[ExprId]) {
        for &id in ids {
            self.expr(id, &Ty::Unknown);
        }
    }

    fn kind(&mut self, id: ExprId, expected: &Ty) -> Ty {
        let body = self.body;
        let Expr { kind, .. } = &body.exprs[id];
        match kind {
            ExprKind::Lit(lit) => self.literal(lit),
            ExprKind::Path(path) => self.path(id, path),
            ExprKind::QualifiedPath { base, of_trait, name } => {
                self.qualified(id, base, of_trait.as_ref(), *name)
            }
            ExprKind::Block(block) => self.block(block, expected),
            ExprKind::Async { body, stream, .. } => self.async_block(*body, *stream, expected),
            ExprKind::Closure { params, body, .. } => self.closure(id, params, *body, expected),
            ExprKind::Call { callee, args } => self.call(id, *callee, args, expected),
            ExprKind::MethodCall { receiver, name, type_args, args, .. } => {
                self.method_call(id, *receiver, *name, type_args, args, expected)
            }
            ExprKind::Macro { name, args } => self.known_macro(*name, args),
            ExprKind::Field { base, name } => {
                let base = self.expr(*base, &Ty::Unknown);
                self.field(&base, *name)
            }
            ExprKind::Index { base, index } => {
                let base = self.expr(*base, &Ty::Unknown);
                let index = self.expr(*index, &Ty::Unknown);
                self.index(&base, &index)
            }
            ExprKind::Struct { path, fields, rest } => {
                self.struct_literal(path, fields, *rest, expected)
            }
            ExprKind::Tuple(items) => self.tuple(items, expected),
            ExprKind::Array(items) => self.array(items, expected),
            ExprKind::Repeat { elem, len } => {
                self.expr(*len, &Ty::Unknown);
                self.array(&[*elem], expected)
            }
            ExprKind::Ref { expr, .. } => self.expr(*expr, expected),
            ExprKind::Deref(expr) => {
                let ty = self.expr(*expr, &Ty::Unknown);
                self.deref_target(&ty).map_or(ty, |(target, _)| target)
            }
            _ => self.operation(kind, expected),
        }
    }

    fn operation(&mut self, kind: &'f ExprKind, expected: &Ty) -> Ty {
        match kind {
            ExprKind::Unary { expr, .. } => self.expr(*expr, &Ty::Unknown),
            ExprKind::Binary { op, left, right } => self.binary(*op, *left, *right),
            ExprKind::Assign { place, value, .. } => {
                let place = self.expr(*place, &Ty::Unknown);
                self.expr(*value, &place);
                Ty::unit()
            }
            ExprKind::Cast { expr, ty } => {
                self.expr(*expr, &Ty::Unknown);
                self.written(ty)
            }
            ExprKind::Range(from, to) => {
                let bound = self.fresh();
                for &end in from.iter().chain(to) {
                    let ty = self.expr(end, &Ty::Unknown);
                    self.unify(&bound, &ty);
                }
                Ty::External(ustr::ustr("std::ops::Range"), [bound].into())
            }
            ExprKind::Await(inner) => {
                let ty = self.expr(*inner, &Ty::Unknown);
                self.awaited(&ty)
            }
            ExprKind::Try(inner) => {
                let ty = self.expr(*inner, &Ty::Unknown);
                self.tried(&ty)
            }
            ExprKind::Unknown(parts) => {
                self.each(parts);
                Ty::Unknown
            }
            _ => self.control(kind, expected),
        }
    }

    fn control(&mut self, kind: &'f ExprKind, expected: &Ty) -> Ty {
        match kind {
            ExprKind::If { cond, then, otherwise } => {
                self.if_else(*cond, *then, *otherwise, expected)
            }
            ExprKind::Let { pat, expr } => {
                let ty = self.expr(*expr, &Ty::Unknown);
                self.bind(pat, &ty);
                Ty::outside("bool")
            }
            ExprKind::Match { scrutinee, arms } => self.match_arms(*scrutinee, arms, expected),
            ExprKind::Loop { kind, body } => self.repeat(kind, *body),
            ExprKind::Select { arms, otherwise } => self.select(arms, *otherwise, expected),
            ExprKind::Join(branches) => self.join(branches),
            ExprKind::Return(value) => {
                let gives = self.returns.last().cloned().unwrap_or_default();
                value.iter().for_each(|&value| drop(self.expr(value, &gives)));
                Ty::Never
            }
            ExprKind::Break { label, value } => {
                let broken = self.broken(*label);
                value.iter().for_each(|&value| drop(self.expr(value, &broken)));
                Ty::Never
            }
            ExprKind::Continue { .. } => Ty::Never,
            ExprKind::Yield(value) => {
                let gives = self.returns.last().cloned().unwrap_or_default();
                value.iter().for_each(|&value| drop(self.expr(value, &gives)));
                Ty::unit()
            }
            _ => Ty::Unknown,
        }
    }

    fn literal(&mut self, lit: &Lit) -> Ty {
        match lit {
            Lit::Str(_) => Ty::outside("str"),
            Lit::Bool(_) => Ty::outside("bool"),
            // Which number it is follows from its use, or does not matter.
            Lit::Int(_) => self.fresh(),
            Lit::Other => Ty::Unknown,
        }
    }

    fn broken(&self, label: Option<Name>) -> Ty {
        let mut loops = self.loops.iter().rev();
        let found = match label {
            Some(_) => loops.find(|(known, _)| *known == label),
            None => loops.next(),
        };
        found.map_or(Ty::Unknown, |(_, broken)| broken.clone())
    }

    fn tuple(&mut self, items: &[ExprId], expected: &Ty) -> Ty {
        let wanted = match self.table.shallow(expected) {
            Ty::Tuple(wanted) if wanted.len() == items.len() => wanted,
            _ => items.iter().map(|_| Ty::Unknown).collect(),
        };
        Ty::Tuple(items.iter().zip(wanted.iter()).map(|(&id, ty)| self.expr(id, ty)).collect())
    }

    /// `[a, b]`, and `vec![a, b]`, which looks the same: a `Vec` has all methods that an array has.
    fn array(&mut self, items: &[ExprId], expected: &Ty) -> Ty {
        let element = match self.table.shallow(expected) {
            Ty::Slice(element) => (*element).clone(),
            Ty::External(_, args) if args.len() == 1 => args[0].clone(),
            _ => self.fresh(),
        };
        for &item in items {
            let ty = self.expr(item, &element);
            self.unify(&element, &ty);
        }
        match self.table.shallow(expected) {
            list @ (Ty::External(..) | Ty::Slice(_)) => list,
            _ => Ty::External(ustr::ustr("std::vec::Vec"), [element].into()),
        }
    }

    fn binary(&mut self, op: Name, left: ExprId, right: ExprId) -> Ty {
        let ty = self.expr(left, &Ty::Unknown);
        let compares = matches!(op.as_str(), "==" | "!=" | "<" | ">" | "<=" | ">=" | "&&" | "||");
        if compares {
            self.expr(right, &ty);
            return Ty::outside("bool");
        }
        let other = self.expr(right, &Ty::Unknown);
        match (self.table.shallow(&ty), self.table.shallow(&other)) {
            (Ty::Adt(..), _) | (_, Ty::Adt(..)) => Ty::Unknown,
            (Ty::Var(_), _) => other,
            _ => ty,
        }
    }

    fn if_else(
        &mut self,
        cond: ExprId,
        then: ExprId,
        otherwise: Option<ExprId>,
        expected: &Ty,
    ) -> Ty {
        let scope = self.variables.len();
        self.expr(cond, &Ty::Unknown);
        let first = self.expr(then, expected);
        self.variables.truncate(scope);
        let Some(otherwise) = otherwise else { return Ty::unit() };
        let second = self.expr(otherwise, expected);
        self.either(&[first, second])
    }

    /// What one of several ways gives.
    fn either(&mut self, ways: &[Ty]) -> Ty {
        let mut going_on = ways.iter().filter(|ty| **ty != Ty::Never);
        let Some(first) = going_on.next() else { return Ty::Never };
        for other in going_on {
            self.unify(first, other);
        }
        let known = ways
            .iter()
            .find(|ty| !matches!(self.table.shallow(ty), Ty::Unknown | Ty::Never | Ty::Var(_)));
        known.unwrap_or(first).clone()
    }

    fn match_arms(&mut self, scrutinee: ExprId, arms: &'f [Arm], expected: &Ty) -> Ty {
        let asked = self.expr(scrutinee, &Ty::Unknown);
        let mut ways = Vec::with_capacity(arms.len());
        for arm in arms {
            let scope = self.variables.len();
            self.bind(&arm.pat, &asked);
            if let Some(guard) = arm.guard {
                self.expr(guard, &Ty::Unknown);
            }
            ways.push(self.expr(arm.body, expected));
            self.solve();
            self.variables.truncate(scope);
        }
        self.either(&ways)
    }

    fn repeat(&mut self, kind: &'f LoopKind, body: ExprId) -> Ty {
        let scope = self.variables.len();
        let label = match &self.body.exprs[body].kind {
            ExprKind::Block(block) => block.label,
            _ => None,
        };
        let broken = self.fresh();
        match kind {
            LoopKind::Loop => {}
            LoopKind::While(cond) => {
                self.expr(*cond, &Ty::Unknown);
            }
            LoopKind::For { pat, iter } => {
                let iterated = self.expr(*iter, &Ty::Unknown);
                self.solve();
                let item = self.item(&iterated);
                self.bind(pat, &item);
            }
        }
        self.loops.push((label, broken));
        self.expr(body, &Ty::Unknown);
        let broken = self.loops.pop().map_or(Ty::Unknown, |(_, broken)| broken);
        self.variables.truncate(scope);
        if matches!(kind, LoopKind::Loop) { broken } else { Ty::unit() }
    }

    fn select(&mut self, arms: &'f [SelectArm], otherwise: Option<ExprId>, expected: &Ty) -> Ty {
        let mut ways = Vec::with_capacity(arms.len());
        for arm in arms {
            let scope = self.variables.len();
            let future = self.expr(arm.future, &Ty::Unknown);
            self.solve();
            let given = self.awaited(&future);
            self.bind(&arm.pat, &given);
            if let Some(guard) = arm.guard {
                self.expr(guard, &Ty::Unknown);
            }
            ways.push(self.expr(arm.handler, expected));
            self.variables.truncate(scope);
        }
        ways.extend(otherwise.map(|id| self.expr(id, expected)));
        self.either(&ways)
    }

    /// `join!(a, b)` gives what each gives; `try_join!` looks the same, and its `?` takes them apart.
    fn join(&mut self, branches: &[ExprId]) -> Ty {
        let given = branches.iter().map(|&branch| {
            let ty = self.expr(branch, &Ty::Unknown);
            self.awaited(&ty)
        });
        Ty::Tuple(given.collect())
    }

    /// `async { .. }`, or the body of a stream.
    fn async_block(&mut self, body: ExprId, stream: bool, expected: &Ty) -> Ty {
        let wanted = match self.table.shallow(expected) {
            Ty::Future(output) => (*output).clone(),
            _ => Ty::Unknown,
        };
        let given = self.fresh();
        if !wanted.is_unknown() {
            self.unify(&given, &wanted);
        }
        let loops = std::mem::take(&mut self.loops);
        self.returns.push(given.clone());
        let ty = self.expr(body, if stream { &Ty::Unknown } else { &given });
        self.returns.pop();
        self.loops = loops;
        if stream {
            let of = TraitKey::Outside(ustr::ustr("futures::stream::Stream"));
            let bindings = [(ustr::ustr("Item"), given)].into();
            return Ty::Bounds([TraitRef { bindings, ..TraitRef::bare(of) }].into());
        }
        if ty != Ty::Never {
            self.unify(&given, &ty);
        }
        Ty::Future(Arc::new(given))
    }

    fn struct_literal(
        &mut self,
        path: &'f Path,
        fields: &[(Name, ExprId)],
        rest: Option<ExprId>,
        expected: &Ty,
    ) -> Ty {
        let Some((ty, known)) = self.shape(path) else {
            fields.iter().for_each(|&(_, value)| drop(self.expr(value, &Ty::Unknown)));
            rest.into_iter().for_each(|rest| drop(self.expr(rest, &Ty::Unknown)));
            let whole = crate::facts::TypeRef::Path(path.clone());
            return self.written(&whole);
        };
        if !expected.is_unknown() {
            self.unify(&ty, expected);
        }
        for &(name, value) in fields {
            let declared = known.iter().find(|(known, _)| *known == name);
            let declared = declared.map_or(Ty::Unknown, |(_, ty)| ty.clone());
            self.expr(value, &declared);
        }
        if let Some(rest) = rest {
            self.expr(rest, &ty);
        }
        ty
    }
}
