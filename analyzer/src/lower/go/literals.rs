//! Composite literals: `T{a: x}`, `[]T{x, y}`, `map[K]V{k: v}`.

use super::lowerer::Lowerer;
use super::tree::{Field, Kind, Node};
use crate::facts::{ExprId, ExprKind, Name, intern};

impl<'t> Lowerer<'t> {
    /// A literal with its type.
    pub(super) fn composite(&mut self, node: Node<'t>) -> ExprId {
        match (node.field(Field::Type), node.field(Field::Body)) {
            (Some(ty), Some(body)) => self.literal_of(ty, body),
            _ => self.nothing(node.span()),
        }
    }

    /// A literal of a type that is written around it.
    fn literal_of(&mut self, ty: Node<'t>, body: Node<'t>) -> ExprId {
        let span = crate::facts::Span {
            start: ty.span().start.min(body.span().start),
            end: body.span().end,
        };
        let element = ty.field(Field::Element).or_else(|| ty.field(Field::Value));
        match ty.kind() {
            Kind::TypeIdentifier | Kind::QualifiedType | Kind::GenericType => {
                self.named_literal(ty, body, span)
            }
            Kind::PointerType => match ty.child() {
                Some(inner) => self.literal_of(inner, body),
                None => self.nothing(span),
            },
            Kind::StructType => {
                let values = self.values_of(body, None);
                self.add(span, ExprKind::Unknown(values))
            }
            _ => {
                let values = self.values_of(body, element);
                self.list_of(ty, values, span)
            }
        }
    }

    fn list_of(&mut self, ty: Node<'t>, values: Vec<ExprId>, span: crate::facts::Span) -> ExprId {
        let expr = self.add(span, ExprKind::Array(values));
        let ty = Box::new(self.ty(ty));
        self.add(span, ExprKind::Cast { expr, ty })
    }

    /// A literal of a type that has a name: a struct's, unless its keys are no names.
    fn named_literal(&mut self, ty: Node<'t>, body: Node<'t>, span: crate::facts::Span) -> ExprId {
        let elements = body.children();
        let is_keyed = elements.iter().any(|element| element.kind() == Kind::KeyedElement);
        if is_keyed && !elements.iter().all(|element| self.field_name(*element).is_some()) {
            let values = self.values_of(body, None);
            return self.list_of(ty, values, span);
        }
        let mut fields = Vec::with_capacity(elements.len());
        for (at, element) in elements.into_iter().enumerate() {
            let name = self.field_name(element).unwrap_or_else(|| intern(&at.to_string()));
            let value = element.field(Field::Value).unwrap_or(element);
            fields.push((name, self.element(value, None)));
        }
        if let Some(path) = self.type_path(ty) {
            return self.add(span, ExprKind::Struct { path: Box::new(path), fields, rest: None });
        }
        let values = fields.into_iter().map(|(_, value)| value).collect();
        self.add(span, ExprKind::Unknown(values))
    }

    /// The name before a colon.
    fn field_name(&self, element: Node<'t>) -> Option<Name> {
        let key = element.field(Field::Key)?.child()?;
        (key.kind() == Kind::Identifier).then(|| self.name_of(key))
    }

    /// The values of a literal's elements; `element` is their type, which they may leave out.
    fn values_of(&mut self, body: Node<'t>, element: Option<Node<'t>>) -> Vec<ExprId> {
        let values = body.children().into_iter().map(|it| it.field(Field::Value).unwrap_or(it));
        values.map(|value| self.element(value, element)).collect()
    }

    fn element(&mut self, node: Node<'t>, ty: Option<Node<'t>>) -> ExprId {
        let inner = match node.kind() {
            Kind::LiteralElement => node.child().unwrap_or(node),
            _ => node,
        };
        match (inner.kind(), ty) {
            (Kind::LiteralValue, Some(ty)) => self.literal_of(ty, inner),
            (Kind::LiteralValue, None) => {
                let values = self.values_of(inner, None);
                self.add(inner.span(), ExprKind::Unknown(values))
            }
            _ => self.expr(inner),
        }
    }
}
