//! Chains: `a.b().c()?`, `a + b + c` and `if … else if …`.
//!
//! They nest as deeply as they are long, so they are walked in loops.

use syn::Expr;

use super::attributes::attrs;
use super::body::{BodyBuilder, Part};
use crate::facts::{ExprId, ExprKind, Name};

/// How many expressions may be open. A text that the scan lets pass has some 13 for each of its levels, for the precedence
/// of operators; expansions begin on top of that.
const MAX_OPEN: u32 = 10_000;

impl BodyBuilder<'_, '_> {
    /// Lowers an expression.
    pub(super) fn expr(&mut self, expr: &Expr) -> ExprId {
        self.part(expr).id
    }

    /// Lowers an expression and says where it stands, parentheses included.
    pub(super) fn part(&mut self, expr: &Expr) -> Part {
        if self.cx.open >= MAX_OPEN {
            return self.given_up();
        }
        self.cx.open += 1;
        let mut links = Vec::new();
        let mut at = expr;
        while let Some(left) = left_operand(at) {
            links.push(at);
            at = left;
        }
        let mut part = self.leaf(at);
        self.mark_expr(at, part);
        for link in links.into_iter().rev() {
            part = self.link(link, part);
            self.mark_expr(link, part);
        }
        self.cx.open -= 1;
        part
    }

    /// Only expansions nest so deeply.
    fn given_up(&mut self) -> Part {
        let call = self.cx.spans.call().unwrap_or_default();
        self.cx.give_up(call, "what stands here nests too deeply");
        self.made(call.start, call.end, ExprKind::Unknown(Vec::new()))
    }

    /// Lowers expressions in order.
    pub(super) fn exprs<'e>(&mut self, exprs: impl IntoIterator<Item = &'e Expr>) -> Vec<ExprId> {
        exprs.into_iter().map(|expr| self.expr(expr)).collect()
    }

    /// `if` with all its `else if`.
    pub(super) fn if_chain(&mut self, first: &syn::ExprIf) -> Part {
        let mut branches = Vec::new();
        let mut at = first;
        let mut otherwise = loop {
            let start = self.cx.spans.start(at.if_token.span);
            let cond = self.expr(&at.cond);
            let span = self.brace_span(&at.then_branch);
            let then = Part { id: self.block(&at.then_branch, span, None), span };
            branches.push((start, cond, then));
            match &at.else_branch {
                Some((_, next)) => match &**next {
                    Expr::If(next) => at = next,
                    last => break Some(self.part(last)),
                },
                None => break None,
            }
        };
        let mut whole = None;
        for (start, cond, then) in branches.into_iter().rev() {
            let end = otherwise.map_or(then.span.end, |part| part.span.end);
            let kind =
                ExprKind::If { cond, then: then.id, otherwise: otherwise.map(|part| part.id) };
            let part = self.made(start, end, kind);
            otherwise = Some(part);
            whole = Some(part);
        }
        whole.unwrap_or_else(|| self.made(0, 0, ExprKind::Unknown(Vec::new())))
    }

    /// One step of a chain whose left operand is lowered.
    fn link(&mut self, link: &Expr, left: Part) -> Part {
        match link {
            Expr::MethodCall(link) => self.method_call(link, left),
            Expr::Call(link) => self.call(link, left),
            Expr::Field(link) => self.field(link, left),
            Expr::Await(link) => {
                self.postfix(left, link.await_token.span, ExprKind::Await(left.id))
            }
            Expr::Try(link) => self.postfix(left, link.question_token.span, ExprKind::Try(left.id)),
            Expr::Index(link) => self.index(link, left),
            Expr::Binary(link) => self.binary(link, left),
            Expr::Assign(link) => self.assign(link, left),
            Expr::Cast(link) => self.cast(link, left),
            Expr::Range(link) => self.range(link, Some(left)),
            Expr::Paren(link) => self.paren(link, left),
            // Only `left_operand` chooses links; an invisible group adds nothing to its content.
            _ => left,
        }
    }

    fn postfix(&mut self, left: Part, last: proc_macro2::Span, kind: ExprKind) -> Part {
        let end = self.cx.spans.end(last);
        self.made(left.span.start, end, kind)
    }

    fn method_call(&mut self, call: &syn::ExprMethodCall, receiver: Part) -> Part {
        let (name, name_span) = self.cx.spans.ident(&call.method);
        let type_args =
            call.turbofish.as_ref().map(|args| self.cx.type_args(args)).unwrap_or_default();
        let args = self.exprs(&call.args).into();
        let kind = ExprKind::MethodCall { receiver: receiver.id, name, name_span, type_args, args };
        self.postfix(receiver, call.paren_token.span.close(), kind)
    }

    fn call(&mut self, call: &syn::ExprCall, callee: Part) -> Part {
        let args = self.exprs(&call.args);
        self.postfix(
            callee,
            call.paren_token.span.close(),
            ExprKind::Call { callee: callee.id, args },
        )
    }

    fn field(&mut self, field: &syn::ExprField, base: Part) -> Part {
        let name = self.cx.member(&field.member);
        let last = match &field.member {
            syn::Member::Named(ident) => ident.span(),
            syn::Member::Unnamed(index) => index.span,
        };
        self.postfix(base, last, ExprKind::Field { base: base.id, name })
    }

    fn index(&mut self, index: &syn::ExprIndex, base: Part) -> Part {
        let kind = ExprKind::Index { base: base.id, index: self.expr(&index.index) };
        self.postfix(base, index.bracket_token.span.close(), kind)
    }

    fn binary(&mut self, binary: &syn::ExprBinary, left: Part) -> Part {
        let right = self.part(&binary.right);
        let kind = match operator(&binary.op) {
            Some(op) => ExprKind::Binary { op: Name::from(op), left: left.id, right: right.id },
            None => ExprKind::Assign { place: left.id, value: right.id, compound: true },
        };
        self.made(left.span.start, right.span.end, kind)
    }

    fn assign(&mut self, assign: &syn::ExprAssign, place: Part) -> Part {
        let value = self.part(&assign.right);
        let kind = ExprKind::Assign { place: place.id, value: value.id, compound: false };
        self.made(place.span.start, value.span.end, kind)
    }

    fn cast(&mut self, cast: &syn::ExprCast, operand: Part) -> Part {
        let kind = ExprKind::Cast { expr: operand.id, ty: Box::new(self.cx.ty(&cast.ty)) };
        let end = self.cx.type_end(&cast.ty);
        self.made(operand.span.start, end, kind)
    }

    fn paren(&mut self, paren: &syn::ExprParen, inner: Part) -> Part {
        let parens = &paren.paren_token.span;
        let span = self
            .cx
            .spans
            .join(self.cx.spans.start(parens.open()), self.cx.spans.end(parens.close()));
        Part { id: inner.id, span }
    }

    fn mark_expr(&mut self, expr: &Expr, part: Part) {
        if self.cx.has_marks {
            self.cx.mark(attrs(expr), part.span);
        }
    }
}

/// The operand that an expression starts with.
fn left_operand(expr: &Expr) -> Option<&Expr> {
    match expr {
        Expr::MethodCall(expr) => Some(&expr.receiver),
        Expr::Call(expr) => Some(&expr.func),
        Expr::Field(expr) => Some(&expr.base),
        Expr::Await(expr) => Some(&expr.base),
        Expr::Try(expr) => Some(&expr.expr),
        Expr::Index(expr) => Some(&expr.expr),
        Expr::Binary(expr) => Some(&expr.left),
        Expr::Assign(expr) => Some(&expr.left),
        Expr::Cast(expr) => Some(&expr.expr),
        Expr::Range(expr) => expr.start.as_deref(),
        Expr::Paren(expr) => Some(&expr.expr),
        Expr::Group(expr) => Some(&expr.expr),
        _ => None,
    }
}

/// A binary operator's text; `None` for compound assignments.
fn operator(op: &syn::BinOp) -> Option<&'static str> {
    Some(match op {
        syn::BinOp::Add(_) => "+",
        syn::BinOp::Sub(_) => "-",
        syn::BinOp::Mul(_) => "*",
        syn::BinOp::Div(_) => "/",
        syn::BinOp::Rem(_) => "%",
        syn::BinOp::And(_) => "&&",
        syn::BinOp::Or(_) => "||",
        syn::BinOp::BitXor(_) => "^",
        syn::BinOp::BitAnd(_) => "&",
        syn::BinOp::BitOr(_) => "|",
        syn::BinOp::Shl(_) => "<<",
        syn::BinOp::Shr(_) => ">>",
        syn::BinOp::Eq(_) => "==",
        syn::BinOp::Lt(_) => "<",
        syn::BinOp::Le(_) => "<=",
        syn::BinOp::Ne(_) => "!=",
        syn::BinOp::Ge(_) => ">=",
        syn::BinOp::Gt(_) => ">",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use crate::facts::ExprKind;
    use crate::lower::rust::testing::{body, facts, slice, slices};

    #[test]
    fn names_of_methods_stand_where_they_are_written() {
        let text = "fn f() { é.b()\n  .c::<D>(1)\n  /* .x() */ .r#type(); }";
        let facts = facts(text);
        let names: Vec<&str> = body(&facts)
            .exprs
            .iter()
            .filter_map(|expr| match &expr.kind {
                ExprKind::MethodCall { name_span, .. } => Some(slice(text, *name_span)),
                _ => None,
            })
            .collect();
        assert_eq!(names, ["b", "c", "r#type"]);
    }

    #[test]
    fn children_come_before_their_parents() {
        let text = "fn f() { if a.b(c) + d == e { g } else if h { i } else { j } }";
        let order = slices(text);
        let at = |part: &str| order.iter().position(|slice| slice == part).unwrap();
        assert!(at("a.b(c)") < at("a.b(c) + d") && at("a.b(c) + d") < at("a.b(c) + d == e"));
        assert!(at("{ j }") < at("if h { i } else { j }"));
    }
}
