//! Written types, and the type parameters of declarations.

use super::lowerer::{Lowerer, path_of};
use super::tree::{Field, Kind, Node};
use crate::facts::{GenericParam, Generics, Name, Path, Segment, Span, TypeRef, intern};

impl Lowerer<'_> {
    /// A type as it was written.
    pub(super) fn ty(&mut self, node: Node<'_>) -> TypeRef {
        match node.kind() {
            Kind::TypeIdentifier
            | Kind::Identifier
            | Kind::QualifiedType
            | Kind::SelectorExpression
            | Kind::IndexExpression
            | Kind::GenericType => self.type_path(node).map_or(TypeRef::Unknown, TypeRef::Path),
            // Where the parser takes a type for a value, `*T` is what a pointer leads to.
            Kind::PointerType | Kind::UnaryExpression => {
                let inner = node.child().map_or(TypeRef::Unknown, |inner| self.ty(inner));
                TypeRef::Ref { mutable: true, inner: Box::new(inner) }
            }
            Kind::ParenthesizedType | Kind::TypeElem | Kind::ParenthesizedExpression => {
                node.child().map_or(TypeRef::Unknown, |inner| self.ty(inner))
            }
            Kind::SliceType | Kind::ArrayType | Kind::ImplicitLengthArrayType => {
                TypeRef::Slice(Box::new(self.ty_in(node, Field::Element)))
            }
            Kind::MapType => {
                let (key, value) = (self.ty_in(node, Field::Key), self.ty_in(node, Field::Value));
                built_in(node.span(), "map", vec![key, value])
            }
            Kind::ChannelType => {
                let element = self.ty_in(node, Field::Value);
                built_in(node.span(), "chan", vec![element])
            }
            Kind::FunctionType => self.function_type(node),
            Kind::StructType if is_empty_struct(node) => TypeRef::Tuple(Vec::new()),
            _ => TypeRef::Unknown,
        }
    }

    /// The type in a field of a node.
    pub(super) fn ty_in(&mut self, node: Node<'_>, field: Field) -> TypeRef {
        node.field(field).map_or(TypeRef::Unknown, |ty| self.ty(ty))
    }

    /// A type that is a name, with its arguments.
    pub(super) fn type_path(&mut self, node: Node<'_>) -> Option<Path> {
        match node.kind() {
            Kind::TypeIdentifier | Kind::Identifier => {
                Some(path_of(node.span(), &[self.name_of(node)]))
            }
            Kind::QualifiedType => {
                let package = self.name_of(node.field(Field::Package)?);
                let name = self.name_of(node.field(Field::Name)?);
                Some(path_of(node.span(), &[package, name]))
            }
            Kind::SelectorExpression => {
                let package = node.field(Field::Operand)?;
                let name = self.name_of(node.field(Field::Selected)?);
                let is_name = package.kind() == Kind::Identifier;
                is_name.then(|| path_of(node.span(), &[self.name_of(package), name]))
            }
            Kind::GenericType => {
                let mut path = self.type_path(node.field(Field::Type)?)?;
                let args = node.field(Field::TypeArguments).map(|args| self.types(args));
                if let (Some(last), Some(args)) = (path.segments.last_mut(), args) {
                    last.args = args.into();
                }
                Some(Path { span: node.span(), ..path })
            }
            Kind::IndexExpression => {
                let mut path = self.type_path(node.field(Field::Operand)?)?;
                path.segments.last_mut()?.args = [self.ty_in(node, Field::Index)].into();
                Some(Path { span: node.span(), ..path })
            }
            Kind::ParenthesizedType | Kind::ParenthesizedExpression => {
                self.type_path(node.child()?)
            }
            _ => None,
        }
    }

    /// A list of types.
    pub(super) fn types(&mut self, node: Node<'_>) -> Vec<TypeRef> {
        node.children().into_iter().map(|ty| self.ty(ty)).collect()
    }

    fn function_type(&mut self, node: Node<'_>) -> TypeRef {
        let params = node.field(Field::Parameters).map(|list| self.parameter_types(list));
        let ret = self.result_type(node).map(Box::new);
        TypeRef::FnPtr { params: params.unwrap_or_default(), ret }
    }

    /// The types of a list of parameters, one for each name.
    fn parameter_types(&mut self, list: Node<'_>) -> Vec<TypeRef> {
        let mut types = Vec::new();
        for param in list.children() {
            let ty = self.ty_in(param, Field::Type);
            if param.kind() == Kind::VariadicParameterDeclaration {
                types.push(TypeRef::Slice(Box::new(ty)));
                continue;
            }
            let names = param.fields(Field::Name).len().max(1);
            types.extend(std::iter::repeat_n(ty, names));
        }
        types
    }

    /// What a function gives; several results are a tuple.
    pub(super) fn result_type(&mut self, node: Node<'_>) -> Option<TypeRef> {
        let result = node.field(Field::Result)?;
        if result.kind() != Kind::ParameterList {
            return Some(self.ty(result));
        }
        let mut types = self.parameter_types(result);
        match types.len() {
            0 => None,
            1 => types.pop(),
            _ => Some(TypeRef::Tuple(types)),
        }
    }

    /// `[T any, K comparable]`; of constraints, those that are one name.
    pub(super) fn generics(&mut self, node: Node<'_>) -> Generics {
        let Some(list) = node.field(Field::TypeParameters) else { return Generics::default() };
        let mut params = Vec::new();
        for declaration in list.children() {
            if declaration.kind() != Kind::TypeParameterDeclaration {
                continue;
            }
            let constraint = declaration.field(Field::Type).map(Node::children);
            let bounds: Vec<Path> = match constraint.as_deref() {
                Some([one]) => self.type_path(*one).into_iter().collect(),
                _ => Vec::new(),
            };
            for name in declaration.fields(Field::Name) {
                let name = self.name_of(name);
                params.push(GenericParam { name, bounds: bounds.clone(), default: None });
            }
        }
        Generics { params, bounds: Vec::new() }
    }
}

/// A type that the language itself has, with its arguments.
fn built_in(span: Span, name: &str, args: Vec<TypeRef>) -> TypeRef {
    let segment = Segment { name: intern(name), args: args.into(), bindings: Box::default() };
    TypeRef::Path(Path { global: false, segments: vec![segment], span })
}

/// `struct{}`
fn is_empty_struct(node: Node<'_>) -> bool {
    node.child_of(Kind::FieldDeclarationList).is_some_and(|list| list.children().is_empty())
}

/// Whether other packages see a name.
pub(super) fn is_exported(name: Name) -> bool {
    name.starts_with(char::is_uppercase)
}
