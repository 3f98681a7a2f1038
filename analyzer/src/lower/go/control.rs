//! Branches and loops.

use super::lowerer::{Breakable, Lowerer};
use super::tree::{Field, Kind, Node};
use crate::facts::{Block, ExprId, ExprKind, Lit, LoopKind, Name, Pat, Span, Stmt, intern};

impl<'t> Lowerer<'t> {
    /// `if x := f(); cond { .. } else { .. }`
    pub(super) fn if_statement(&mut self, node: Node<'t>) -> ExprId {
        let span = node.span();
        self.with_initializer(node, span, |this| {
            let cond = this.expr_in(node, Field::Condition);
            let then = match node.field(Field::Consequence) {
                Some(block) => this.block(block),
                None => this.nothing(span),
            };
            let otherwise = node.field(Field::Alternative).map(|other| match other.kind() {
                Kind::Block => this.block(other),
                _ => this.if_statement(other),
            });
            this.add(span, ExprKind::If { cond, then, otherwise })
        })
    }

    /// A statement behind the one that begins it, in a block of their own.
    pub(super) fn with_initializer(
        &mut self,
        node: Node<'t>,
        span: Span,
        lower: impl FnOnce(&mut Self) -> ExprId,
    ) -> ExprId {
        let Some(first) = node.field(Field::Initializer) else { return lower(self) };
        let mut stmts = Vec::new();
        self.scoped(|this| {
            this.simple(first, &mut stmts);
            let id = lower(this);
            stmts.push(Stmt::Expr(id));
        });
        self.made_block(span, stmts)
    }

    /// `for`, in each of its forms.
    pub(super) fn for_statement(&mut self, node: Node<'t>, label: Option<Name>) -> ExprId {
        let span = node.span();
        let Some(body) = node.field(Field::Body) else { return self.nothing(span) };
        let is_head = |child: &Node<'t>| child.span() != body.span();
        match node.children().into_iter().find(is_head) {
            None => self.repeat(LoopKind::Loop, body, None, label, span),
            Some(clause) if clause.kind() == Kind::RangeClause => {
                self.scoped(|this| this.range(clause, body, label, span))
            }
            Some(clause) if clause.kind() == Kind::ForClause => {
                self.with_initializer(clause, span, |this| {
                    let kind = match clause.field(Field::Condition) {
                        Some(cond) => LoopKind::While(this.expr(cond)),
                        None => LoopKind::Loop,
                    };
                    this.repeat(kind, body, clause.field(Field::Update), label, span)
                })
            }
            Some(cond) => {
                let kind = LoopKind::While(self.expr(cond));
                self.repeat(kind, body, None, label, span)
            }
        }
    }

    /// A loop; what is done after each round stands at the end of its body.
    fn repeat(
        &mut self,
        kind: LoopKind,
        body: Node<'t>,
        update: Option<Node<'t>>,
        label: Option<Name>,
        span: Span,
    ) -> ExprId {
        self.breakable.push(Breakable::Loop);
        let body = match update {
            None => self.block_with(body, Vec::new(), label),
            Some(update) => {
                let inner = self.block(body);
                let mut stmts = vec![Stmt::Expr(inner)];
                self.simple(update, &mut stmts);
                let block = Block { stmts, tail: None, scope: None, label };
                self.add(body.span(), ExprKind::Block(block))
            }
        };
        self.breakable.pop();
        self.add(span, ExprKind::Loop { kind, body })
    }

    /// `for k, v := range x`
    fn range(
        &mut self,
        clause: Node<'t>,
        body: Node<'t>,
        label: Option<Name>,
        span: Span,
    ) -> ExprId {
        let over = self.expr_in(clause, Field::Right);
        let left = clause.field(Field::Left).map(Node::children).unwrap_or_default();
        let (names, assigned) = self.range_names(clause, &left);
        self.declare(names.iter());
        let mut names = names.into_iter();
        let key = Box::new(names.next().unwrap_or(Pat::Wild));
        let kind = LoopKind::Range { key, value: names.next().map(Box::new), over };
        self.breakable.push(Breakable::Loop);
        let body = self.block_with(body, assigned, label);
        self.breakable.pop();
        self.add(span, ExprKind::Loop { kind, body })
    }

    /// The names that a range binds. `for x.y = range z` assigns what names that nobody can write were bound to.
    fn range_names(&mut self, clause: Node<'t>, left: &[Node<'t>]) -> (Vec<Pat>, Vec<Stmt>) {
        let head = clause.span();
        let text = self.text.get(head.start as usize..head.end as usize).unwrap_or_default();
        let from = left.last().map_or(0, |last| last.span().end - head.start) as usize;
        let declares = text.get(from..).unwrap_or_default().trim_start().starts_with(":=");
        if declares {
            return (left.iter().map(|name| self.binding(*name)).collect(), Vec::new());
        }
        let (mut names, mut assigned) = (Vec::new(), Vec::new());
        for &place in left {
            if self.text_of(place) == "_" {
                names.push(Pat::Wild);
                continue;
            }
            let (name, span) = (self.made_up_name("range"), place.span());
            names.push(Pat::Bind { name, span, sub: None });
            let (place, value) = (self.expr(place), self.path(span, &[name]));
            let assign = ExprKind::Assign { place, value, compound: false };
            assigned.push(Stmt::Expr(self.add(span, assign)));
        }
        (names, assigned)
    }

    /// Something that `break` leaves and that is no loop: it gets a label when it is left so.
    pub(super) fn choice(
        &mut self,
        label: Option<Name>,
        span: Span,
        lower: impl FnOnce(&mut Self) -> ExprId,
    ) -> ExprId {
        let label = label.unwrap_or_else(|| self.made_up_name("choice"));
        self.breakable.push(Breakable::Choice(label, false));
        let first = self.exprs.next_id();
        let inner = lower(self);
        let is_left = matches!(self.breakable.pop(), Some(Breakable::Choice(_, true)));
        let is_named = |kind: &ExprKind| matches!(kind, ExprKind::Break { label: Some(known), .. } if *known == label);
        let is_left =
            is_left || self.exprs.entries().any(|(id, expr)| id >= first && is_named(&expr.kind));
        if !is_left {
            return inner;
        }
        let stmts = vec![Stmt::Expr(inner)];
        let block = Block { stmts, tail: None, scope: None, label: Some(label) };
        self.add(span, ExprKind::Block(block))
    }

    /// `_` in a list of literals that a `switch` compares with.
    pub(super) fn literal_pattern(&self, node: Node<'t>) -> Pat {
        let literal = match node.kind() {
            Kind::InterpretedString => {
                Some(Lit::Str(self.text_of(node).trim_matches('"').to_owned()))
            }
            Kind::True => Some(Lit::Bool(true)),
            Kind::False => Some(Lit::Bool(false)),
            _ => None,
        };
        Pat::Lit(literal)
    }

    /// Code that waits for ever.
    pub(super) fn forever(&mut self, span: Span) -> ExprId {
        let callee = self.path(span, &[intern("select")]);
        self.add(span, ExprKind::Call { callee, args: Vec::new() })
    }
}
