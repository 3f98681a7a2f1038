//! Blocks and statements.

use super::lowerer::{Breakable, Lowerer};
use super::tree::{Field, Kind, Node};
use crate::facts::{Block, ExprId, ExprKind, Item, Lit, Name, Param, Pat, Span, Stmt, intern};

impl<'t> Lowerer<'t> {
    /// The body of a function, with its named results before it.
    pub(super) fn function_body(
        &mut self,
        node: Node<'t>,
        params: &[Param],
        block: Node<'t>,
    ) -> ExprId {
        self.declare(params.iter().map(|param| &param.pat));
        let results = self.named_results(node);
        let names: Vec<Name> = results.iter().filter_map(|(pat, _)| bound(pat)).collect();
        self.locals.extend(&names);
        let breakable = std::mem::take(&mut self.breakable);
        let mut stmts: Vec<Stmt> = Vec::new();
        for (pat, ty) in results {
            let (init, span) = (self.zero(ty), ty.span());
            let ty = Some(Box::new(self.ty(ty)));
            stmts.push(Stmt::Let { pat, ty, init: Some(init), otherwise: None, span });
        }
        self.results.push(names);
        let root = self.block_with(block, stmts, None);
        self.results.pop();
        self.breakable = breakable;
        root
    }

    /// The results that have a name, with their types.
    fn named_results(&self, node: Node<'t>) -> Vec<(Pat, Node<'t>)> {
        let list = node.field(Field::Result).filter(|list| list.kind() == Kind::ParameterList);
        let mut results = Vec::new();
        for declaration in list.map(Node::children).unwrap_or_default() {
            let Some(ty) = declaration.field(Field::Type) else { continue };
            let names = declaration.fields(Field::Name);
            results.extend(names.into_iter().map(|name| (self.binding(name), ty)));
        }
        results
    }

    /// Takes the names that patterns bind for variables from here on.
    pub(super) fn declare<'p>(&mut self, pats: impl Iterator<Item = &'p Pat>) {
        self.locals.extend(pats.filter_map(bound));
    }

    /// A block.
    pub(super) fn block(&mut self, node: Node<'t>) -> ExprId {
        self.block_with(node, Vec::new(), None)
    }

    /// A block with statements before its own, and a loop's label.
    pub(super) fn block_with(
        &mut self,
        node: Node<'t>,
        first: Vec<Stmt>,
        label: Option<Name>,
    ) -> ExprId {
        let span = node.span();
        let lists: Vec<Node<'t>> = node.children();
        let statements = lists.into_iter().flat_map(|child| match child.kind() {
            Kind::StatementList => child.children(),
            _ => vec![child],
        });
        self.statements(statements.collect(), span, first, label)
    }

    /// Statements as a block of their own.
    pub(super) fn statements(
        &mut self,
        nodes: Vec<Node<'t>>,
        span: Span,
        first: Vec<Stmt>,
        label: Option<Name>,
    ) -> ExprId {
        let (mut stmts, mut items) = (first, Vec::new());
        self.scoped(|this| {
            for node in nodes {
                this.statement(node, &mut stmts, &mut items);
            }
        });
        self.block_of(span, stmts, items, label)
    }

    fn block_of(
        &mut self,
        span: Span,
        stmts: Vec<Stmt>,
        items: Vec<Item>,
        label: Option<Name>,
    ) -> ExprId {
        let scope = (!items.is_empty()).then(|| {
            self.scopes.push(items);
            u32::try_from(self.scopes.len() - 1).unwrap_or(u32::MAX)
        });
        self.add(span, ExprKind::Block(Block { stmts, tail: None, scope, label }))
    }

    /// A block of statements that are lowered.
    pub(super) fn made_block(&mut self, span: Span, stmts: Vec<Stmt>) -> ExprId {
        self.block_of(span, stmts, Vec::new(), None)
    }

    fn statement(&mut self, node: Node<'t>, stmts: &mut Vec<Stmt>, items: &mut Vec<Item>) {
        match node.kind() {
            Kind::TypeDeclaration => self.type_declaration(node, items),
            Kind::VarDeclaration | Kind::ConstDeclaration => self.local_variables(node, stmts),
            Kind::ShortVarDeclaration => self.short_variables(node, stmts),
            Kind::EmptyStatement | Kind::FallthroughStatement => {}
            _ => {
                let id = self.statement_expr(node, None);
                stmts.push(Stmt::Expr(id));
            }
        }
    }

    /// A simple statement before a condition: its variables are those of the block that is being made.
    pub(super) fn simple(&mut self, node: Node<'t>, stmts: &mut Vec<Stmt>) {
        self.statement(node, stmts, &mut Vec::new());
    }

    fn statement_expr(&mut self, node: Node<'t>, label: Option<Name>) -> ExprId {
        let span = node.span();
        match node.kind() {
            Kind::Block => self.block_with(node, Vec::new(), label),
            Kind::ExpressionStatement => match node.child() {
                Some(inner) => self.expr(inner),
                None => self.nothing(span),
            },
            Kind::AssignmentStatement => self.assignment(node),
            Kind::IncStatement | Kind::DecStatement => self.step(node),
            Kind::SendStatement => self.send(node),
            Kind::ReturnStatement => self.return_statement(node),
            Kind::GoStatement => self.go_statement(node),
            Kind::DeferStatement => self.defer_statement(node),
            Kind::IfStatement => self.if_statement(node),
            Kind::ForStatement => self.for_statement(node, label),
            Kind::ExpressionSwitch => self.switch(node, label),
            Kind::TypeSwitch => self.type_switch(node, label),
            Kind::SelectStatement => self.select(node, label),
            Kind::LabeledStatement => self.labeled(node),
            Kind::BreakStatement => self.break_statement(node),
            Kind::ContinueStatement => {
                let label = node.child_of(Kind::LabelName).map(|label| self.name_of(label));
                self.add(span, ExprKind::Continue { label })
            }
            Kind::GotoStatement => {
                self.skip(span, "`goto` is not followed");
                self.nothing(span)
            }
            Kind::Error => {
                self.unread(span);
                self.nothing(span)
            }
            _ => self.expr(node),
        }
    }

    /// What is not followed.
    pub(super) fn nothing(&mut self, span: Span) -> ExprId {
        self.add(span, ExprKind::Unknown(Vec::new()))
    }

    fn labeled(&mut self, node: Node<'t>) -> ExprId {
        let label = node.field(Field::Label).map(|label| self.name_of(label));
        let inner = node.children().into_iter().find(|child| child.kind() != Kind::LabelName);
        match inner {
            Some(inner) => self.statement_expr(inner, label),
            None => self.nothing(node.span()),
        }
    }

    /// `break` leaves the `switch` or `select` around before it leaves a loop.
    fn break_statement(&mut self, node: Node<'t>) -> ExprId {
        let written = node.child_of(Kind::LabelName).map(|label| self.name_of(label));
        let label = match (written, self.breakable.last_mut()) {
            (None, Some(Breakable::Choice(label, is_left))) => {
                *is_left = true;
                Some(*label)
            }
            _ => written,
        };
        self.add(node.span(), ExprKind::Break { label, value: None })
    }

    /// `x++`
    fn step(&mut self, node: Node<'t>) -> ExprId {
        let span = node.span();
        let place = match node.child() {
            Some(place) => self.expr(place),
            None => self.nothing(span),
        };
        let value = self.add(span, ExprKind::Lit(Lit::Int(1)));
        self.add(span, ExprKind::Assign { place, value, compound: true })
    }

    /// `c <- v`
    pub(super) fn send(&mut self, node: Node<'t>) -> ExprId {
        let span = node.span();
        let receiver = self.expr_in(node, Field::Channel);
        let args = vec![self.expr_in(node, Field::Value)];
        self.method(span, receiver, "send", args)
    }

    /// A call of a method that the language itself has a sign for.
    pub(super) fn method(
        &mut self,
        span: Span,
        receiver: ExprId,
        name: &str,
        args: Vec<ExprId>,
    ) -> ExprId {
        let kind = ExprKind::MethodCall {
            receiver,
            name: intern(name),
            name_span: span,
            type_args: Box::default(),
            args: args.into(),
        };
        self.add(span, kind)
    }

    /// `return`: without values it gives what the named results hold.
    fn return_statement(&mut self, node: Node<'t>) -> ExprId {
        let span = node.span();
        let values = node.child().map(|list| self.list(list)).unwrap_or_default();
        let value = match values.len() {
            0 => {
                let names = self.results.last().cloned().unwrap_or_default();
                let values = names.iter().map(|&name| self.path(span, &[name])).collect();
                self.together(span, values)
            }
            _ => self.together(span, values),
        };
        self.add(span, ExprKind::Return(value))
    }

    /// Several values as one.
    pub(super) fn together(&mut self, span: Span, mut values: Vec<ExprId>) -> Option<ExprId> {
        match values.len() {
            0 => None,
            1 => values.pop(),
            _ => Some(self.add(span, ExprKind::Tuple(values))),
        }
    }

    /// The expressions of a list.
    pub(super) fn list(&mut self, node: Node<'t>) -> Vec<ExprId> {
        match node.kind() {
            Kind::ExpressionList => node.children().into_iter().map(|it| self.expr(it)).collect(),
            _ => vec![self.expr(node)],
        }
    }
}

/// The name that a pattern binds.
pub(super) fn bound(pat: &Pat) -> Option<Name> {
    match pat {
        Pat::Bind { name, .. } => Some(*name),
        _ => None,
    }
}
