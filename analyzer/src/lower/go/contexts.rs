//! `go` and `defer`: calls that happen elsewhere or later. Their arguments are evaluated where they are written.

use super::lowerer::Lowerer;
use super::tree::Node;
use crate::facts::{Block, ExprId, ExprKind, Pat, Span, Stmt, intern};

impl<'t> Lowerer<'t> {
    /// `go f(x)`: a call of `go` with code that calls `f`.
    pub(super) fn go_statement(&mut self, node: Node<'t>) -> ExprId {
        let span = node.span();
        self.postponed(node, |this, code| {
            let callee = this.path(span, &[intern("go")]);
            this.add(span, ExprKind::Call { callee, args: vec![code] })
        })
    }

    /// `defer f(x)`
    pub(super) fn defer_statement(&mut self, node: Node<'t>) -> ExprId {
        let span = node.span();
        self.postponed(node, |this, code| this.add(span, ExprKind::Defer(code)))
    }

    fn postponed(
        &mut self,
        node: Node<'t>,
        make: impl FnOnce(&mut Self, ExprId) -> ExprId,
    ) -> ExprId {
        let span = node.span();
        let Some(call) = node.child() else { return self.nothing(span) };
        let call = self.expr(call);
        let mut stmts = Vec::new();
        let code = self.code_of(call, &mut stmts);
        let made = make(self, code);
        if stmts.is_empty() {
            return made;
        }
        self.add(span, ExprKind::Block(Block { stmts, tail: Some(made), scope: None, label: None }))
    }

    /// Code that makes a call, and statements that keep what it is given until then.
    fn code_of(&mut self, call: ExprId, stmts: &mut Vec<Stmt>) -> ExprId {
        let span = self.exprs[call].span;
        let mut kind = std::mem::replace(&mut self.exprs[call].kind, ExprKind::Unknown(Vec::new()));
        match &mut kind {
            // `go func() { .. }()` is its body.
            ExprKind::Call { callee, args } if args.is_empty() && self.is_closure(*callee) => {
                return *callee;
            }
            ExprKind::Call { callee, args } => {
                if !matches!(self.exprs[*callee].kind, ExprKind::Path(_) | ExprKind::Closure { .. })
                {
                    *callee = self.kept(*callee, stmts);
                }
                self.keep_all(args, stmts);
            }
            ExprKind::MethodCall { receiver, args, .. } => {
                *receiver = self.kept(*receiver, stmts);
                self.keep_all(args, stmts);
            }
            _ => {}
        }
        let body = self.add(span, kind);
        self.add(span, ExprKind::Closure { params: Vec::new(), ret: None, body, moves: true })
    }

    fn is_closure(&self, id: ExprId) -> bool {
        matches!(self.exprs[id].kind, ExprKind::Closure { .. })
    }

    fn keep_all(&mut self, args: &mut [ExprId], stmts: &mut Vec<Stmt>) {
        for arg in args {
            *arg = self.kept(*arg, stmts);
        }
    }

    /// What is evaluated before the call, under a name that the call uses. What cannot change by then stays where it is.
    fn kept(&mut self, id: ExprId, stmts: &mut Vec<Stmt>) -> ExprId {
        if matches!(self.exprs[id].kind, ExprKind::Lit(_) | ExprKind::Closure { .. }) {
            return id;
        }
        let span: Span = self.exprs[id].span;
        let name = self.made_up_name("kept");
        let pat = Pat::Bind { name, span, sub: None };
        stmts.push(Stmt::Let { pat, ty: None, init: Some(id), otherwise: None, span });
        self.path(span, &[name])
    }
}
