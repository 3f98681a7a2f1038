//! Variables: where they are declared, and what is assigned to them.

use super::lowerer::Lowerer;
use super::tree::{Field, Kind, Node};
use crate::facts::{ExprId, ExprKind, Lit, Name, Pat, Span, Stmt, TypeRef};

impl<'t> Lowerer<'t> {
    /// `var` and `const` inside of a function.
    pub(super) fn local_variables(&mut self, node: Node<'t>, stmts: &mut Vec<Stmt>) {
        for spec in node.children() {
            match spec.kind() {
                Kind::VarSpecList => self.local_variables(spec, stmts),
                Kind::VarSpec | Kind::ConstSpec => self.local_spec(spec, stmts),
                _ => {}
            }
        }
    }

    fn local_spec(&mut self, spec: Node<'t>, stmts: &mut Vec<Stmt>) {
        let span = spec.span();
        let names = spec.fields(Field::Name);
        let pats: Vec<Pat> = names.iter().map(|name| self.binding(*name)).collect();
        let written = spec.field(Field::Type);
        if let Some(values) = spec.field(Field::Value) {
            let ty = written.filter(|_| pats.len() == 1).map(|ty| Box::new(self.ty(ty)));
            return self.bind_values(span, pats, values, ty, stmts);
        }
        let Some(ty) = written else { return };
        for pat in pats {
            let init = Some(self.zero(ty));
            let written = Some(Box::new(self.ty(ty)));
            self.declare(std::iter::once(&pat));
            stmts.push(Stmt::Let { pat, ty: written, init, otherwise: None, span });
        }
    }

    /// `a, b := f()`. A name that the block has already is declared again, which hides the first: no code after it can tell.
    pub(super) fn short_variables(&mut self, node: Node<'t>, stmts: &mut Vec<Stmt>) {
        let (Some(left), Some(right)) = (node.field(Field::Left), node.field(Field::Right)) else {
            return self.unread(node.span());
        };
        let pats = left.children().into_iter().map(|name| self.binding(name)).collect();
        self.bind_values(node.span(), pats, right, None, stmts);
    }

    /// Binds names to the values of a list, or to the parts of its only one.
    fn bind_values(
        &mut self,
        span: Span,
        pats: Vec<Pat>,
        values: Node<'t>,
        ty: Option<Box<TypeRef>>,
        stmts: &mut Vec<Stmt>,
    ) {
        let init = self.values(values, pats.len());
        self.declare(pats.iter());
        let pat = one_of(pats);
        stmts.push(Stmt::Let { pat, ty, init: Some(init), otherwise: None, span });
    }

    /// The values of a list as one, for as many names. What says besides its value whether there is one is a pair.
    pub(super) fn values(&mut self, list: Node<'t>, names: usize) -> ExprId {
        let span = list.span();
        let nodes = if list.kind() == Kind::ExpressionList { list.children() } else { vec![list] };
        let mut values: Vec<ExprId> = nodes.iter().map(|&node| self.expr(node)).collect();
        if let (2, [node]) = (names, &nodes[..])
            && is_asked_for(*node)
        {
            values.push(self.add(span, ExprKind::Lit(Lit::Other)));
        }
        self.together(span, values).unwrap_or_else(|| self.nothing(span))
    }

    /// `a, b = f()`, `a += b`
    pub(super) fn assignment(&mut self, node: Node<'t>) -> ExprId {
        let span = node.span();
        let (Some(left), Some(right)) = (node.field(Field::Left), node.field(Field::Right)) else {
            self.unread(span);
            return self.nothing(span);
        };
        let operator = node.field(Field::Operator).map(|operator| self.text_of(operator));
        let places = left.children();
        let value = self.values(right, places.len());
        let places: Vec<ExprId> = places.into_iter().map(|place| self.place(place)).collect();
        let place = self.together(left.span(), places).unwrap_or_else(|| self.nothing(span));
        let compound = operator.is_some_and(|operator| operator != "=");
        self.add(span, ExprKind::Assign { place, value, compound })
    }

    fn place(&mut self, node: Node<'t>) -> ExprId {
        if self.text_of(node) == "_" { self.nothing(node.span()) } else { self.expr(node) }
    }

    /// One of the parts of what a call gives.
    pub(super) fn result(&mut self, whole: ExprId, at: usize, span: Span) -> ExprId {
        let names: Vec<Name> = (0..=at).map(|_| self.made_up_name("result")).collect();
        let wanted = names.last().copied();
        let bind = |name: &Name| Pat::Bind { name: *name, span, sub: None };
        let pat = Pat::Results(names.iter().map(bind).collect());
        let bind = Stmt::Let { pat, ty: None, init: Some(whole), otherwise: None, span };
        let tail = wanted.map(|name| self.path(span, &[name]));
        let block = crate::facts::Block { stmts: vec![bind], tail, scope: None, label: None };
        self.add(span, ExprKind::Block(block))
    }

    /// What a variable of a type is before anything is assigned to it.
    pub(super) fn zero(&mut self, ty: Node<'t>) -> ExprId {
        let span = ty.span();
        match ty.kind() {
            Kind::TypeIdentifier | Kind::QualifiedType | Kind::GenericType => {
                match self.type_path(ty) {
                    Some(path) => {
                        let fields = Vec::new();
                        self.add(
                            span,
                            ExprKind::Struct { path: Box::new(path), fields, rest: None },
                        )
                    }
                    None => self.nothing(span),
                }
            }
            Kind::SliceType | Kind::ArrayType | Kind::MapType => {
                let empty = self.add(span, ExprKind::Array(Vec::new()));
                let ty = self.ty(ty);
                self.add(span, ExprKind::Cast { expr: empty, ty: Box::new(ty) })
            }
            _ => self.add(span, ExprKind::Lit(Lit::Nil)),
        }
    }
}

/// A pattern for all of several names; a lone one is itself.
fn one_of(mut pats: Vec<Pat>) -> Pat {
    match pats.len() {
        1 => pats.pop().unwrap_or(Pat::Wild),
        _ => Pat::Results(pats),
    }
}

/// `<-c`, `m[k]`, `x.(T)`: two names on the left ask whether there is a value.
fn is_asked_for(node: Node<'_>) -> bool {
    match node.kind() {
        Kind::IndexExpression | Kind::TypeAssertion => true,
        Kind::UnaryExpression => super::expressions::is_receive(node),
        Kind::ParenthesizedExpression => node.child().is_some_and(is_asked_for),
        _ => false,
    }
}
