//! Declarations of a package: functions, methods, types, variables.

use super::lowerer::Lowerer;
use super::tree::{Field, Kind, Node};
use super::types::is_exported;
use crate::facts::{
    AssocFn, Body, Function, GenericParam, Generics, ImplDef, Item, ItemKind, Name, Param, Pat,
    Receiver, ReceiverKind, Span, TypeRef, intern,
};

impl<'t> Lowerer<'t> {
    /// The declarations of a file.
    pub(super) fn items(&mut self, file: Node<'t>) -> Vec<Item> {
        let mut items = Vec::new();
        for node in file.children() {
            match node.kind() {
                Kind::ImportDeclaration => self.import_declaration(node, &mut items),
                Kind::FunctionDeclaration => items.extend(self.function_item(node)),
                Kind::MethodDeclaration => items.extend(self.method_item(node)),
                Kind::TypeDeclaration => self.type_declaration(node, &mut items),
                Kind::VarDeclaration | Kind::ConstDeclaration => self.statics(node, &mut items),
                _ => {}
            }
        }
        items
    }

    fn function_item(&mut self, node: Node<'t>) -> Option<Item> {
        let function = self.function(node, None)?;
        let public = is_exported(function.name);
        let kind = ItemKind::Fn(Box::new(function));
        Some(Item { span: node.span(), attrs: Vec::new(), public, kind })
    }

    /// `func (s *T) name()`: a block for the type, with this method alone.
    fn method_item(&mut self, node: Node<'t>) -> Option<Item> {
        let declared = node.field(Field::Receiver)?.child()?;
        let written = declared.field(Field::Type)?;
        let is_pointer = written.kind() == Kind::PointerType;
        let self_ty = match self.ty(written) {
            TypeRef::Ref { inner, .. } => *inner,
            other => other,
        };
        let generics = receiver_generics(&self_ty);
        let name = declared.fields(Field::Name).first().map(|name| self.name_of(*name));
        let kind = if is_pointer { ReceiverKind::Shared } else { ReceiverKind::Value };
        let receiver = Receiver { name: name.unwrap_or_else(|| intern("_")), kind, ty: None };
        let function = self.function(node, Some(receiver))?;
        let public = is_exported(function.name);
        let function = AssocFn { attrs: Vec::new(), span: node.span(), public, function };
        let block = ImplDef {
            generics,
            of_trait: None,
            self_ty,
            functions: vec![function],
            types: Vec::new(),
            consts: Vec::new(),
        };
        let kind = ItemKind::Impl(Box::new(block));
        Some(Item { span: node.span(), attrs: Vec::new(), public, kind })
    }

    /// A function's signature and body.
    pub(super) fn function(
        &mut self,
        node: Node<'t>,
        receiver: Option<Receiver>,
    ) -> Option<Function> {
        let name = node.field(Field::Name)?;
        let generics = self.generics(node);
        let params = self.params(node);
        let ret = self.result_type(node);
        let body = node.field(Field::Body).map(|block| {
            self.scoped(|this| {
                this.locals.extend(receiver.iter().map(|receiver| receiver.name));
                this.body(|this| this.function_body(node, &params, block))
            })
        });
        Some(Function {
            name: self.name_of(name),
            name_span: name.span(),
            generics,
            receiver,
            params,
            ret,
            is_async: false,
            body,
        })
    }

    /// Parameters, one for each name.
    pub(super) fn params(&mut self, node: Node<'t>) -> Vec<Param> {
        let list = node.field(Field::Parameters).map(Node::children).unwrap_or_default();
        let mut params = Vec::new();
        for declaration in list {
            let ty = self.ty_in(declaration, Field::Type);
            let ty = match declaration.kind() {
                Kind::VariadicParameterDeclaration => TypeRef::Slice(Box::new(ty)),
                _ => ty,
            };
            let names = declaration.fields(Field::Name);
            if names.is_empty() {
                params.push(Param { pat: Pat::Wild, ty, span: declaration.span() });
                continue;
            }
            for name in names {
                let pat = self.binding(name);
                params.push(Param { pat, ty: ty.clone(), span: declaration.span() });
            }
        }
        params
    }

    /// A name that is bound; `_` binds nothing.
    pub(super) fn binding(&self, name: Node<'_>) -> Pat {
        match self.text_of(name) {
            "_" => Pat::Wild,
            text => Pat::Bind { name: intern(text), span: name.span(), sub: None },
        }
    }

    /// `var` and `const` of a package.
    fn statics(&mut self, node: Node<'t>, items: &mut Vec<Item>) {
        for spec in node.children() {
            match spec.kind() {
                Kind::VarSpecList => self.statics(spec, items),
                Kind::VarSpec | Kind::ConstSpec => self.static_spec(spec, items),
                _ => {}
            }
        }
    }

    fn static_spec(&mut self, spec: Node<'t>, items: &mut Vec<Item>) {
        let written = spec.field(Field::Type);
        let values = spec.field(Field::Value).map(Node::children).unwrap_or_default();
        let names: Vec<Name> =
            spec.fields(Field::Name).into_iter().map(|name| self.name_of(name)).collect();
        for (at, &name) in names.iter().enumerate() {
            let init = match (&values[..], written) {
                ([], None) => None,
                ([], Some(ty)) => Some(self.body(|this| this.zero(ty))),
                ([value], _) if names.len() > 1 => Some(self.part_of(*value, at)),
                (values, _) => values.get(at).map(|&value| self.body(|this| this.expr(value))),
            };
            let ty = written.map_or(TypeRef::Infer, |ty| self.ty(ty));
            let of = crate::facts::ValueOf::All;
            let public = is_exported(name);
            let kind = ItemKind::Static { name, ty, init, of };
            items.push(Item { span: spec.span(), attrs: Vec::new(), public, kind });
        }
    }

    /// One of the results of a call.
    fn part_of(&mut self, value: Node<'t>, at: usize) -> Body {
        self.body(|this| {
            let whole = this.expr(value);
            this.result(whole, at, value.span())
        })
    }

    /// A place that no declaration of its own names: what could not be read.
    pub(super) fn unread(&mut self, span: Span) {
        self.skip(span, "this is not understood");
    }
}

/// `func (s *Stack[T])`: the parameters that a receiver names.
fn receiver_generics(self_ty: &TypeRef) -> Generics {
    let TypeRef::Path(path) = self_ty else { return Generics::default() };
    let args = path.segments.last().map_or(&[][..], |last| &last.args);
    let params = args.iter().filter_map(|arg| match arg {
        TypeRef::Path(path) => path.segments.last().map(|last| last.name),
        _ => None,
    });
    let param = |name| GenericParam { name, bounds: Vec::new(), default: None };
    Generics { params: params.map(param).collect(), bounds: Vec::new() }
}
