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
            Some(tail) => self.value(tail, expected),
            None if goes_on => Ty::unit(),
            None => Ty::Never,
        };
        if block.label.is_some()
            && let Some((_, broken)) = self.loops.pop()
        {
            ty = self.either(&[broken, ty]);
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
                let declared = ty.as_ref().map(|ty| self.written(ty));
                let given = init.map(|init| {
                    let given = self.expr(init, declared.as_ref().unwrap_or(&Ty::Unknown));
                    self.solve();
                    given
                });
                if let Some(otherwise) = otherwise {
                    self.expr(*otherwise, &Ty::Unknown);
                }
                let bound = declared.or_else(|| given.clone()).unwrap_or_else(|| self.fresh());
                self.bind(pat, &bound);
                given.unwrap_or_default()
            }
        }
    }

    /// An expression whose value goes where a type is asked for that is written down.
    pub(super) fn value(&mut self, id: ExprId, asked: &Ty) -> Ty {
        self.expr(id, asked)
    }
}
