//! Blocks and statements.

use super::Infer;
use crate::facts::{Block, ExprId, Stmt};
use crate::types::ty::Ty;

impl<'f> Infer<'_, 'f> {
    /// A block, which gives its last expression.
    pub(super) fn block(&mut self, block: &'f Block, expected: &Ty) -> Ty {
        let scope = self.variables.len();
        let module =
            block.scope.and_then(|scope| self.world.program.block_module(self.body, scope));
        self.blocks.extend(module);
        if block.label.is_some() {
            let broken = self.fresh();
            self.loops.push((block.label, broken));
        }
        let mut goes_on = true;
        for stmt in &block.stmts {
            goes_on &= self.statement(stmt) != Ty::Never;
            self.solve();
        }
        let mut ty = match block.tail {
            Some(tail) => self.expr(tail, expected),
            None if goes_on => Ty::unit(),
            None => Ty::Never,
        };
        if block.label.is_some()
            && let Some((_, broken)) = self.loops.pop()
        {
            if ty != Ty::Never {
                self.unify(&broken, &ty);
            }
            ty = broken;
        }
        if module.is_some() {
            self.blocks.pop();
        }
        self.variables.truncate(scope);
        ty
    }

    fn statement(&mut self, stmt: &'f Stmt) -> Ty {
        match stmt {
            Stmt::Expr(id) => self.expr(*id, &Ty::Unknown),
            Stmt::Let { pat, ty, init, otherwise, .. } => {
                let declared = match ty {
                    Some(ty) => self.written(ty),
                    None => self.fresh(),
                };
                let given = init.map_or(Ty::Unknown, |init| self.value(init, &declared));
                if let Some(otherwise) = otherwise {
                    self.expr(*otherwise, &Ty::Unknown);
                }
                self.bind(pat, &declared);
                given
            }
        }
    }

    /// An expression whose value becomes one of a type: that type is known afterwards, or the expression's own.
    fn value(&mut self, id: ExprId, declared: &Ty) -> Ty {
        let ty = self.expr(id, declared);
        self.unify(declared, &ty);
        ty
    }
}
