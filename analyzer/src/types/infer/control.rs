//! Branches, loops and jumps.

use super::Infer;
use crate::facts::{Arm, ExprId, ExprKind, LoopKind, Name, SelectArm};
use crate::types::ty::Ty;
use crate::types::words::bool;

impl<'f> Infer<'_, 'f> {
    pub(super) fn control(&mut self, kind: &'f ExprKind, expected: &Ty) -> Ty {
        match kind {
            ExprKind::If { cond, then, otherwise } => {
                self.if_else(*cond, *then, *otherwise, expected)
            }
            ExprKind::Let { pat, expr } => {
                let ty = self.expr(*expr, &Ty::Unknown);
                self.solve();
                self.bind(pat, &ty);
                bool()
            }
            ExprKind::Match { scrutinee, arms } => self.match_arms(*scrutinee, arms, expected),
            ExprKind::Loop { kind, body } => self.repeat(kind, *body),
            ExprKind::Select { arms, otherwise } => self.select(arms, *otherwise, expected),
            ExprKind::Join(branches) => self.join(branches),
            ExprKind::Return(value) => {
                let gives = self.given_here();
                value.iter().for_each(|&value| drop(self.value(value, &gives)));
                if value.is_none() {
                    self.unify(&gives, &Ty::unit());
                }
                Ty::Never
            }
            ExprKind::Break { label, value } => {
                let broken = self.broken(*label);
                value.iter().for_each(|&value| drop(self.expr(value, &broken)));
                Ty::Never
            }
            ExprKind::Continue { .. } => Ty::Never,
            ExprKind::Defer(code) => {
                self.expr(*code, &Ty::Unknown);
                Ty::unit()
            }
            ExprKind::Yield(value) => {
                let gives = self.given_here();
                value.iter().for_each(|&value| drop(self.expr(value, &gives)));
                Ty::unit()
            }
            _ => Ty::Unknown,
        }
    }

    /// What the code around gives.
    fn given_here(&self) -> Ty {
        self.returns.last().map_or(Ty::Unknown, |level| level.gives.clone())
    }

    fn broken(&self, label: Option<Name>) -> Ty {
        let mut loops = self.loops.iter().rev();
        let found = match label {
            Some(_) => loops.find(|(known, _)| *known == label),
            None => loops.next(),
        };
        found.map_or(Ty::Unknown, |(_, broken)| broken.clone())
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

    /// What one of several ways gives: the first that is known says what the others are.
    pub(super) fn either(&mut self, ways: &[Ty]) -> Ty {
        let is_known =
            |ty: &&Ty| !matches!(self.table.shallow_ref(ty), Ty::Unknown | Ty::Never | Ty::Var(_));
        let going_on = || ways.iter().filter(|ty| **ty != Ty::Never);
        let Some(best) = ways.iter().find(is_known).or_else(|| going_on().next()) else {
            return Ty::Never;
        };
        for other in going_on() {
            self.unify(best, other);
        }
        best.clone()
    }

    fn match_arms(&mut self, scrutinee: ExprId, arms: &'f [Arm], expected: &Ty) -> Ty {
        let asked = self.expr(scrutinee, &Ty::Unknown);
        self.solve();
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
            LoopKind::Loop | LoopKind::Range { .. } => {}
            LoopKind::While(cond) => drop(self.expr(*cond, &Ty::Unknown)),
            LoopKind::For { pat, iter } => {
                let iterated = self.expr(*iter, &Ty::Unknown);
                self.solve();
                let item = self.item(&iterated);
                self.bind(pat, &item);
            }
        }
        if let LoopKind::Range { key, value, over } = kind {
            let over = self.expr(*over, &Ty::Unknown);
            let (of_key, of_value) = self.ranged(&over);
            self.bind(key, &of_key);
            value.iter().for_each(|value| self.bind(value, &of_value));
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
            self.solve();
            self.awaited(&ty)
        });
        Ty::Tuple(given.collect())
    }
}
