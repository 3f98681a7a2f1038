//! Definitions of types: structs, interfaces, aliases and new names of other types.

use super::lowerer::Lowerer;
use super::tree::{Field, Kind, Node};
use super::types::is_exported;
use crate::facts::{
    self, AssocFn, Function, Generics, Item, ItemKind, Name, Path, Receiver, ReceiverKind,
    TraitDef, TypeDef, TypeRef, Variant, intern,
};

impl<'t> Lowerer<'t> {
    /// `type ( .. )`
    pub(super) fn type_declaration(&mut self, node: Node<'t>, items: &mut Vec<Item>) {
        for spec in node.children() {
            let kind = match spec.kind() {
                Kind::TypeSpec => self.type_spec(spec),
                Kind::TypeAlias => self.type_alias(spec),
                _ => None,
            };
            let public = spec.field(Field::Name).is_some_and(|it| is_exported(self.name_of(it)));
            let item = |kind| Item { span: spec.span(), attrs: Vec::new(), public, kind };
            items.extend(kind.map(item));
        }
    }

    fn type_alias(&mut self, spec: Node<'t>) -> Option<ItemKind> {
        let name = self.name_of(spec.field(Field::Name)?);
        let generics = self.generics(spec);
        let ty = self.ty_in(spec, Field::Type);
        Some(ItemKind::Alias { name, generics, ty })
    }

    fn type_spec(&mut self, spec: Node<'t>) -> Option<ItemKind> {
        let name = spec.field(Field::Name)?;
        let written = spec.field(Field::Type)?;
        let generics = self.generics(spec);
        let fields = match written.kind() {
            Kind::InterfaceType => return Some(self.interface(name, generics, written)),
            Kind::StructType => self.struct_fields(written),
            _ => vec![self.underlying(written)],
        };
        let (name, name_span) = (self.name_of(name), name.span());
        let variants = vec![Variant { name, fields }];
        Some(ItemKind::Type(TypeDef { name, name_span, generics, variants, is_enum: false }))
    }

    /// What a new name of another type stands for: its only field, which is the value itself.
    fn underlying(&mut self, written: Node<'t>) -> facts::Field {
        let ty = self.ty(written);
        facts::Field { name: intern("0"), ty, span: written.span(), public: true, embedded: true }
    }

    fn struct_fields(&mut self, node: Node<'t>) -> Vec<facts::Field> {
        let Some(list) = node.child_of(Kind::FieldDeclarationList) else { return Vec::new() };
        let mut fields = Vec::new();
        for declaration in list.children() {
            if declaration.kind() != Kind::FieldDeclaration {
                continue;
            }
            let span = declaration.span();
            let ty = self.ty_in(declaration, Field::Type);
            let names = declaration.fields(Field::Name);
            if names.is_empty() {
                let Some(name) = last_name(&ty) else { continue };
                let public = is_exported(name);
                fields.push(facts::Field { name, ty, span, public, embedded: true });
                continue;
            }
            for name in names {
                let (name, ty) = (self.name_of(name), ty.clone());
                let public = is_exported(name);
                fields.push(facts::Field { name, ty, span, public, embedded: false });
            }
        }
        fields
    }

    fn interface(&mut self, name: Node<'t>, generics: Generics, node: Node<'t>) -> ItemKind {
        let mut functions = Vec::new();
        let mut supertraits: Vec<Path> = Vec::new();
        for element in node.children() {
            match element.kind() {
                Kind::MethodElem => functions.extend(self.method_element(element)),
                Kind::TypeElem => {
                    let types = element.children();
                    if let [one] = &types[..] {
                        supertraits.extend(self.type_path(*one));
                    }
                }
                _ => {}
            }
        }
        ItemKind::Trait(Box::new(TraitDef {
            name: self.name_of(name),
            generics,
            supertraits,
            functions,
            types: Vec::new(),
            consts: Vec::new(),
        }))
    }

    fn method_element(&mut self, node: Node<'t>) -> Option<AssocFn> {
        let name = node.field(Field::Name)?;
        let params = self.params(node);
        let ret = self.result_type(node);
        let receiver = Receiver { name: intern("_"), kind: ReceiverKind::Shared, ty: None };
        let function = Function {
            name: self.name_of(name),
            name_span: name.span(),
            generics: Generics::default(),
            receiver: Some(receiver),
            params,
            ret,
            is_async: false,
            body: None,
        };
        Some(AssocFn { attrs: Vec::new(), span: node.span(), public: true, function })
    }
}

/// The name of an embedded field: its type's, without the package.
fn last_name(ty: &TypeRef) -> Option<Name> {
    match ty {
        TypeRef::Path(path) => path.segments.last().map(|last| last.name),
        TypeRef::Ref { inner, .. } => last_name(inner),
        _ => None,
    }
}
