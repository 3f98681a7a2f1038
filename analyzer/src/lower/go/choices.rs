//! `switch` and `select`.

use super::lowerer::Lowerer;
use super::tree::{Field, Kind, Node};
use crate::facts::{Arm, Block, ExprId, ExprKind, Name, Pat, Span, Stmt};

impl<'t> Lowerer<'t> {
    /// `switch x { case a, b: .. }`, or a chain of conditions.
    pub(super) fn switch(&mut self, node: Node<'t>, label: Option<Name>) -> ExprId {
        let span = node.span();
        self.with_initializer(node, span, |this| {
            this.choice(label, span, |this| match node.field(Field::Value) {
                Some(value) => {
                    let scrutinee = this.expr(value);
                    let arms = this.value_arms(node);
                    this.add(span, ExprKind::Match { scrutinee, arms })
                }
                None => this.conditions(node, span),
            })
        })
    }

    fn value_arms(&mut self, node: Node<'t>) -> Vec<Arm> {
        let cases = cases(node);
        let mut arms = Vec::new();
        for (at, &case) in cases.iter().enumerate() {
            let pat = match case.field(Field::Value) {
                Some(values) => {
                    let pats = values.children().into_iter().map(|it| self.literal_pattern(it));
                    Pat::Or(pats.collect())
                }
                None => Pat::Wild,
            };
            let body = self.case_body(&cases, at);
            arms.push(Arm { pat, guard: None, body });
        }
        self.with_default(arms, node.span())
    }

    /// Arms with the one for all else at their end.
    fn with_default(&mut self, mut arms: Vec<Arm>, span: Span) -> Vec<Arm> {
        let default = arms.iter().position(|arm| arm.pat == Pat::Wild);
        let default = match default {
            Some(at) => arms.remove(at),
            None => Arm { pat: Pat::Wild, guard: None, body: self.made_block(span, Vec::new()) },
        };
        arms.push(default);
        arms
    }

    /// The statements of a case; one that falls through goes on with the next one's.
    fn case_body(&mut self, cases: &[Node<'t>], at: usize) -> ExprId {
        let mut nodes = Vec::new();
        for case in &cases[at..] {
            let own = statements_of(*case);
            let goes_on = own.last().is_some_and(|last| last.kind() == Kind::FallthroughStatement);
            nodes.extend(own);
            if !goes_on {
                break;
            }
        }
        self.statements(nodes, cases[at].span(), Vec::new(), None)
    }

    /// `switch { case a: .. case b: .. default: .. }`
    fn conditions(&mut self, node: Node<'t>, span: Span) -> ExprId {
        let cases = cases(node);
        let mut otherwise = None;
        if let Some(at) = cases.iter().position(|case| case.kind() == Kind::DefaultCase) {
            otherwise = Some(self.case_body(&cases, at));
        }
        for at in (0..cases.len()).rev() {
            let Some(values) = cases[at].field(Field::Value) else { continue };
            let conds = self.list(values);
            let cond = match conds[..] {
                [one] => one,
                _ => self.add(values.span(), ExprKind::Unknown(conds)),
            };
            let then = self.case_body(&cases, at);
            otherwise = Some(self.add(cases[at].span(), ExprKind::If { cond, then, otherwise }));
        }
        otherwise.unwrap_or_else(|| self.nothing(span))
    }

    /// `switch v := x.(type) { .. }`
    pub(super) fn type_switch(&mut self, node: Node<'t>, label: Option<Name>) -> ExprId {
        let span = node.span();
        self.with_initializer(node, span, |this| {
            this.choice(label, span, |this| {
                let value = this.expr_in(node, Field::Value);
                let name = this.made_up_name("switched");
                let alias = node.field(Field::Alias).and_then(Node::child);
                let pat = Pat::Bind { name, span, sub: None };
                let ty = None;
                let bind = Stmt::Let { pat, ty, init: Some(value), otherwise: None, span };
                let scrutinee = this.path(span, &[name]);
                let arms = this.type_arms(node, alias, name);
                let chosen = this.add(span, ExprKind::Match { scrutinee, arms });
                this.made_block(span, vec![bind, Stmt::Expr(chosen)])
            })
        })
    }

    fn type_arms(&mut self, node: Node<'t>, alias: Option<Node<'t>>, of: Name) -> Vec<Arm> {
        let mut arms = Vec::new();
        for case in cases(node) {
            let types = case.fields(Field::Type);
            let is_default = case.kind() == Kind::DefaultCase;
            let pat = if is_default { Pat::Wild } else { Pat::Lit(None) };
            let body = self.scoped(|this| {
                let bind = alias.map(|alias| this.seen_as(alias, &types, of));
                this.statements(statements_of(case), case.span(), bind.into_iter().collect(), None)
            });
            arms.push(Arm { pat, guard: None, body });
        }
        self.with_default(arms, node.span())
    }

    /// The name that a case gives the value, as the only type of the case.
    fn seen_as(&mut self, alias: Node<'t>, types: &[Node<'t>], of: Name) -> Stmt {
        let span = alias.span();
        let mut value = self.path(span, &[of]);
        if let [only] = types {
            let ty = Box::new(self.ty(*only));
            value = self.add(span, ExprKind::Cast { expr: value, ty });
        }
        let pat = self.binding(alias);
        self.declare(std::iter::once(&pat));
        Stmt::Let { pat, ty: None, init: Some(value), otherwise: None, span }
    }

    /// `select`: whichever of its cases can go on does, in the same goroutine; without any it waits for ever.
    pub(super) fn select(&mut self, node: Node<'t>, label: Option<Name>) -> ExprId {
        let span = node.span();
        let cases = cases(node);
        if cases.is_empty() {
            return self.forever(span);
        }
        self.choice(label, span, |this| {
            let scrutinee = this.nothing(span);
            let mut arms = Vec::new();
            for case in cases {
                let body = this.scoped(|this| this.communication(case));
                arms.push(Arm { pat: Pat::Lit(None), guard: None, body });
            }
            this.add(span, ExprKind::Match { scrutinee, arms })
        })
    }

    fn communication(&mut self, case: Node<'t>) -> ExprId {
        let mut first = Vec::new();
        if let Some(communication) = case.field(Field::Communication) {
            match communication.kind() {
                Kind::SendStatement => {
                    let id = self.send(communication);
                    first.push(Stmt::Expr(id));
                }
                _ => self.receive(communication, &mut first),
            }
        }
        let body = self.statements(statements_of(case), case.span(), Vec::new(), None);
        first.push(Stmt::Expr(body));
        let block = Block { stmts: first, tail: None, scope: None, label: None };
        self.add(case.span(), ExprKind::Block(block))
    }

    /// `v, ok := <-c`, `v = <-c` or `<-c` of a case.
    fn receive(&mut self, node: Node<'t>, stmts: &mut Vec<Stmt>) {
        let Some(right) = node.field(Field::Right) else { return };
        let Some(left) = node.field(Field::Left) else {
            let id = self.expr(right);
            stmts.push(Stmt::Expr(id));
            return;
        };
        let between = self.text.get(left.span().end as usize..right.span().start as usize);
        if between.is_some_and(|text| text.contains(":=")) {
            self.short_variables(node, stmts);
        } else {
            let id = self.assignment(node);
            stmts.push(Stmt::Expr(id));
        }
    }
}

/// The cases of a `switch` or `select`.
fn cases(node: Node<'_>) -> Vec<Node<'_>> {
    let is_case = |case: &Node<'_>| {
        matches!(
            case.kind(),
            Kind::ExpressionCase | Kind::TypeCase | Kind::CommunicationCase | Kind::DefaultCase
        )
    };
    node.children().into_iter().filter(is_case).collect()
}

/// The statements of a case.
fn statements_of(case: Node<'_>) -> Vec<Node<'_>> {
    case.child_of(Kind::StatementList).map(Node::children).unwrap_or_default()
}
