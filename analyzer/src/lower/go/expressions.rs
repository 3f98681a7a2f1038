//! Expressions.

use super::lowerer::{Lowerer, path_of};
use super::tree::{Field, Kind, Node};
use crate::facts::{ExprId, ExprKind, Lit, Path, TypeRef, intern};

impl<'t> Lowerer<'t> {
    /// The expression in a field of a node.
    pub(super) fn expr_in(&mut self, node: Node<'t>, field: Field) -> ExprId {
        match node.field(field) {
            Some(inner) => self.expr(inner),
            None => self.nothing(node.span()),
        }
    }

    /// An expression.
    pub(super) fn expr(&mut self, node: Node<'t>) -> ExprId {
        let span = node.span();
        match node.kind() {
            Kind::Identifier | Kind::BlankIdentifier => {
                let name = self.name_of(node);
                self.path(span, &[name])
            }
            Kind::SelectorExpression => self.selector(node),
            Kind::CallExpression => self.call(node),
            Kind::FuncLiteral => self.function_literal(node),
            Kind::CompositeLiteral => self.composite(node),
            Kind::UnaryExpression => self.unary(node),
            Kind::BinaryExpression => {
                let op = node.field(Field::Operator).map_or("", |op| self.text_of(op));
                let left = self.expr_in(node, Field::Left);
                let right = self.expr_in(node, Field::Right);
                self.add(span, ExprKind::Binary { op: intern(op), left, right })
            }
            Kind::IndexExpression => self.index(node),
            Kind::SliceExpression => self.slice(node),
            Kind::TypeConversion => self.conversion(node),
            Kind::TypeAssertion => {
                let expr = self.expr_in(node, Field::Operand);
                let ty = Box::new(self.ty_in(node, Field::Type));
                self.add(span, ExprKind::Cast { expr, ty })
            }
            Kind::TypeInstantiation => self.instantiation(node),
            Kind::ParenthesizedExpression | Kind::ExpressionList | Kind::VariadicArgument => {
                match node.child() {
                    Some(inner) => self.expr(inner),
                    None => self.nothing(span),
                }
            }
            Kind::Error => {
                self.unread(span);
                self.nothing(span)
            }
            _ => match self.literal(node) {
                Some(literal) => self.add(span, ExprKind::Lit(literal)),
                None => self.nothing(span),
            },
        }
    }

    fn literal(&self, node: Node<'t>) -> Option<Lit> {
        let text = self.text_of(node);
        Some(match node.kind() {
            Kind::Nil => Lit::Nil,
            Kind::True => Lit::Bool(true),
            Kind::False => Lit::Bool(false),
            Kind::IntLiteral => integer(text).map_or(Lit::Other, Lit::Int),
            Kind::InterpretedString => Lit::Str(text.trim_matches('"').to_owned()),
            Kind::RawString => Lit::Str(text.trim_matches('`').to_owned()),
            Kind::FloatLiteral | Kind::ImaginaryLiteral | Kind::RuneLiteral | Kind::Iota => {
                Lit::Other
            }
            _ => return None,
        })
    }

    /// `x.y`: a member of a package that is imported, or a field.
    fn selector(&mut self, node: Node<'t>) -> ExprId {
        if let Some(path) = self.member(node) {
            return self.add(node.span(), ExprKind::Path(path));
        }
        let base = self.expr_in(node, Field::Operand);
        let name = node.field(Field::Selected).map_or_else(|| intern(""), |it| self.name_of(it));
        self.add(node.span(), ExprKind::Field { base, name })
    }

    /// `x.y` as a path, when `x` is a package.
    fn member(&self, node: Node<'t>) -> Option<Path> {
        let operand = node.field(Field::Operand).filter(|it| it.kind() == Kind::Identifier)?;
        let package = self.name_of(operand);
        let is_package = self.imported.contains(&package) && !self.is_local(package);
        let name = self.name_of(node.field(Field::Selected)?);
        is_package.then(|| path_of(node.span(), &[package, name]))
    }

    fn unary(&mut self, node: Node<'t>) -> ExprId {
        let span = node.span();
        let op = node.field(Field::Operator).map_or("", |op| self.text_of(op));
        let expr = self.expr_in(node, Field::Operand);
        match op {
            "&" => self.add(span, ExprKind::Ref { mutable: true, expr }),
            "*" => self.add(span, ExprKind::Deref(expr)),
            "<-" => self.method(span, expr, "recv", Vec::new()),
            _ => self.add(span, ExprKind::Unary { op: intern(op), expr }),
        }
    }

    /// `x[i]`, and `F[T]`, which is written alike: what the index is as a type goes with the path, for who knows what it names.
    fn index(&mut self, node: Node<'t>) -> ExprId {
        let base = self.expr_in(node, Field::Operand);
        let index = self.expr_in(node, Field::Index);
        let ty = self.ty_in(node, Field::Index);
        if let ExprKind::Path(path) = &mut self.exprs[base].kind
            && let Some(last) = path.segments.last_mut()
            && !matches!(ty, TypeRef::Unknown)
        {
            last.args = [ty].into();
        }
        self.add(node.span(), ExprKind::Index { base, index })
    }

    /// `x[a:b]` is a part of `x`, and shares its elements.
    fn slice(&mut self, node: Node<'t>) -> ExprId {
        let expr = self.expr_in(node, Field::Operand);
        let bounds = [Field::Start, Field::End, Field::Capacity];
        let bounds: Vec<ExprId> =
            bounds.into_iter().filter_map(|field| Some(self.expr(node.field(field)?))).collect();
        let span = node.span();
        let bounds = self.add(span, ExprKind::Unknown(bounds));
        let block = crate::facts::Block {
            stmts: vec![crate::facts::Stmt::Expr(bounds)],
            tail: Some(expr),
            scope: None,
            label: None,
        };
        self.add(span, ExprKind::Block(block))
    }

    /// `[]T(x)`; `p.F[T](x)` is written as a conversion to a type of that name would be, and is a call of either.
    fn conversion(&mut self, node: Node<'t>) -> ExprId {
        let span = node.span();
        let named = node.field(Field::Type).filter(|ty| ty.kind() == Kind::GenericType);
        let path = named.and_then(|ty| self.type_path(ty));
        let callee = path.map(|path| self.add(path.span, ExprKind::Path(path)));
        let expr = self.expr_in(node, Field::Operand);
        if let Some(callee) = callee {
            return self.add(span, ExprKind::Call { callee, args: vec![expr] });
        }
        let ty = Box::new(self.ty_in(node, Field::Type));
        self.add(span, ExprKind::Cast { expr, ty })
    }

    /// `F[int]` as a value.
    fn instantiation(&mut self, node: Node<'t>) -> ExprId {
        let path = node.field(Field::Type).and_then(|ty| self.type_path(ty));
        match path {
            Some(path) => self.add(node.span(), ExprKind::Path(path)),
            None => self.nothing(node.span()),
        }
    }

    fn function_literal(&mut self, node: Node<'t>) -> ExprId {
        let params = self.params(node);
        let ret = self.result_type(node).map(Box::new);
        let body = self.scoped(|this| match node.field(Field::Body) {
            Some(block) => this.function_body(node, &params, block),
            None => this.nothing(node.span()),
        });
        self.add(node.span(), ExprKind::Closure { params, ret, body, moves: false })
    }

    pub(super) fn call(&mut self, node: Node<'t>) -> ExprId {
        let span = node.span();
        let Some(function) = node.field(Field::Function).map(unwrapped) else {
            return self.nothing(span);
        };
        if let Some(made) = self.made(node, function) {
            return made;
        }
        let type_args = node.field(Field::TypeArguments).map(|args| self.types(args));
        let type_args = type_args.unwrap_or_default();
        if function.kind() == Kind::SelectorExpression && self.member(function).is_none() {
            return self.method_call(node, function, type_args);
        }
        let callee = self.expr(function);
        if let ExprKind::Path(path) = &mut self.exprs[callee].kind
            && let Some(last) = path.segments.last_mut()
            && !type_args.is_empty()
        {
            last.args = type_args.into();
        }
        let args = self.arguments(node);
        self.add(span, ExprKind::Call { callee, args })
    }

    fn method_call(
        &mut self,
        node: Node<'t>,
        function: Node<'t>,
        type_args: Vec<TypeRef>,
    ) -> ExprId {
        let receiver = self.expr_in(function, Field::Operand);
        let field = function.field(Field::Selected).unwrap_or(function);
        let (name, name_span) = (self.name_of(field), field.span());
        let (type_args, args) = (type_args.into(), self.arguments(node).into());
        let kind = ExprKind::MethodCall { receiver, name, name_span, type_args, args };
        self.add(node.span(), kind)
    }

    fn arguments(&mut self, node: Node<'t>) -> Vec<ExprId> {
        let list = node.field(Field::Arguments).map(Node::children).unwrap_or_default();
        list.into_iter().map(|arg| self.expr(arg)).collect()
    }

    /// `make(T, n)` and `new(T)`, which take a type.
    fn made(&mut self, node: Node<'t>, function: Node<'t>) -> Option<ExprId> {
        let name = self.text_of(function);
        let is_built_in = function.kind() == Kind::Identifier
            && matches!(name, "make" | "new")
            && !self.is_local(intern(name));
        let args = node.field(Field::Arguments).filter(|_| is_built_in)?.children();
        let (&ty, sizes) = args.split_first()?;
        let span = node.span();
        if name == "new" {
            return is_type(ty).then(|| self.zero(ty));
        }
        let what = match ty.kind() {
            Kind::ChannelType => "chan",
            Kind::SliceType | Kind::MapType => "empty",
            _ => "named",
        };
        let callee = self.path(span, &[intern("make"), intern(what)]);
        let args = sizes.iter().map(|&size| self.expr(size)).collect();
        let expr = self.add(span, ExprKind::Call { callee, args });
        let ty = Box::new(self.ty(ty));
        Some(self.add(span, ExprKind::Cast { expr, ty }))
    }
}

/// An expression without the parentheses around it.
fn unwrapped(node: Node<'_>) -> Node<'_> {
    let mut at = node;
    while at.kind() == Kind::ParenthesizedExpression {
        let Some(inner) = at.child() else { break };
        at = inner;
    }
    at
}

/// `<-c`
pub(super) fn is_receive(node: Node<'_>) -> bool {
    let operator = node.field(Field::Operator).map(Node::span);
    operator.is_some_and(|span| span.end - span.start == 2)
}

/// Whether the argument of `new` may be a type: since Go 1.26 it can be a value.
fn is_type(node: Node<'_>) -> bool {
    !matches!(
        node.kind(),
        Kind::CallExpression
            | Kind::IntLiteral
            | Kind::FloatLiteral
            | Kind::InterpretedString
            | Kind::RawString
            | Kind::True
            | Kind::False
            | Kind::BinaryExpression
            | Kind::UnaryExpression
    )
}

/// The value of an integer as it is written.
fn integer(text: &str) -> Option<u64> {
    let text = text.replace('_', "").to_lowercase();
    let radix = |digits: &str, radix| u64::from_str_radix(digits, radix).ok();
    match text.get(..2) {
        Some("0x") => radix(&text[2..], 16),
        Some("0b") => radix(&text[2..], 2),
        Some("0o") => radix(&text[2..], 8),
        _ if text.len() > 1 && text.starts_with('0') => radix(&text[1..], 8),
        _ => text.parse().ok(),
    }
}
