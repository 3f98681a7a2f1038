//! Definitions: functions, structs, enums, unions, and the members of traits and `impl` blocks.

use super::Lowerer;
use super::items::is_public;
use super::pattern::position;
use crate::facts::{
    AssocFn, Body, Field, Function, ImplDef, Item, ItemKind, Param, Receiver, ReceiverKind, Span,
    TraitDef, TypeDef, TypeRef, Variant,
};

impl Lowerer<'_> {
    /// A free function.
    pub(super) fn fn_item(&mut self, item: &syn::ItemFn, out: &mut Vec<Item>) {
        let span =
            self.item_span(&item.vis, first_token(&item.sig), item.block.brace_token.span.close());
        let body = self.block_body(&item.block);
        let function = self.function(&item.sig, Some(body));
        self.push(span, &item.attrs, &item.vis, ItemKind::Fn(function), out);
    }

    /// A struct.
    pub(super) fn struct_item(&mut self, item: &syn::ItemStruct, out: &mut Vec<Item>) {
        let last = match (&item.semi_token, &item.fields) {
            (Some(semi), _) => semi.span,
            (None, syn::Fields::Named(fields)) => fields.brace_token.span.close(),
            (None, syn::Fields::Unnamed(fields)) => fields.paren_token.span.close(),
            (None, syn::Fields::Unit) => item.ident.span(),
        };
        let span = self.item_span(&item.vis, item.struct_token.span, last);
        let fields = self.fields(&item.fields);
        let kind = self.record(&item.ident, &item.generics, fields);
        self.push(span, &item.attrs, &item.vis, kind, out);
    }

    /// A union.
    pub(super) fn union_item(&mut self, item: &syn::ItemUnion, out: &mut Vec<Item>) {
        let span =
            self.item_span(&item.vis, item.union_token.span, item.fields.brace_token.span.close());
        let fields = self.field_list(&item.fields.named);
        let kind = self.record(&item.ident, &item.generics, fields);
        self.push(span, &item.attrs, &item.vis, kind, out);
    }

    /// An enum.
    pub(super) fn enum_item(&mut self, item: &syn::ItemEnum, out: &mut Vec<Item>) {
        let span = self.item_span(&item.vis, item.enum_token.span, item.brace_token.span.close());
        let mut variants = Vec::with_capacity(item.variants.len());
        for variant in &item.variants {
            let (name, name_span) = self.spans.ident(&variant.ident);
            self.mark(&variant.attrs, name_span);
            variants.push(Variant { name, fields: self.fields(&variant.fields) });
        }
        let (name, name_span) = self.spans.ident(&item.ident);
        let generics = self.generics(&item.generics);
        let kind = ItemKind::Type(TypeDef { name, name_span, generics, variants, is_enum: true });
        self.push(span, &item.attrs, &item.vis, kind, out);
    }

    /// A member of an `impl` block.
    pub(super) fn impl_member(&mut self, member: &syn::ImplItem, out: &mut ImplDef) {
        match member {
            syn::ImplItem::Fn(member) => {
                let public = is_public(&member.vis) || out.of_trait.is_some();
                let span = self.item_span(
                    &member.vis,
                    first_token(&member.sig),
                    member.block.brace_token.span.close(),
                );
                let body = self.block_body(&member.block);
                let function = self.assoc_fn(&member.sig, Some(body), span, &member.attrs);
                out.functions.push(AssocFn { public, ..function });
            }
            syn::ImplItem::Type(member) => {
                out.types.push((self.spans.name(&member.ident), self.ty(&member.ty)));
            }
            syn::ImplItem::Const(member) => {
                let init = self.expr_body(&member.expr);
                out.consts.push((self.spans.name(&member.ident), self.ty(&member.ty), Some(init)));
            }
            syn::ImplItem::Macro(member) => self.impl_macro(&member.mac, out),
            _ => {}
        }
    }

    /// A member of a trait.
    pub(super) fn trait_member(&mut self, member: &syn::TraitItem, out: &mut TraitDef) {
        match member {
            syn::TraitItem::Fn(member) => {
                let last = match (&member.default, &member.semi_token) {
                    (Some(block), _) => block.brace_token.span.close(),
                    (None, Some(semi)) => semi.span,
                    (None, None) => member.sig.paren_token.span.close(),
                };
                let span =
                    self.item_span(&syn::Visibility::Inherited, first_token(&member.sig), last);
                let body = member.default.as_ref().map(|block| self.block_body(block));
                out.functions.push(self.assoc_fn(&member.sig, body, span, &member.attrs));
            }
            syn::TraitItem::Type(member) => out.types.push(self.spans.name(&member.ident)),
            syn::TraitItem::Macro(member) => self.trait_macro(&member.mac, out),
            _ => {}
        }
    }

    fn assoc_fn(
        &mut self,
        sig: &syn::Signature,
        body: Option<Body>,
        span: Span,
        attrs: &[syn::Attribute],
    ) -> AssocFn {
        let attrs = self.item_attrs(attrs, span);
        AssocFn { attrs, span, public: true, function: self.function(sig, body) }
    }

    fn function(&mut self, sig: &syn::Signature, body: Option<Body>) -> Function {
        let (name, name_span) = self.spans.ident(&sig.ident);
        let mut receiver = None;
        let mut params = Vec::with_capacity(sig.inputs.len());
        for input in &sig.inputs {
            match input {
                syn::FnArg::Receiver(input) => receiver = Some(self.receiver(input)),
                syn::FnArg::Typed(input) => params.push(self.typed_param(input)),
            }
        }
        Function {
            name,
            name_span,
            generics: self.generics(&sig.generics),
            receiver,
            params,
            ret: self.return_type(&sig.output),
            is_async: sig.asyncness.is_some(),
            body,
        }
    }

    fn receiver(&self, receiver: &syn::Receiver) -> Receiver {
        match &receiver.kind {
            syn::ReceiverKind::Reference(_, _, Some(_)) => {
                Receiver { kind: ReceiverKind::Exclusive, ty: None }
            }
            syn::ReceiverKind::Reference(_, _, None) => {
                Receiver { kind: ReceiverKind::Shared, ty: None }
            }
            syn::ReceiverKind::Typed(_, ty) => typed_receiver(self.ty(ty)),
            _ => Receiver { kind: ReceiverKind::Value, ty: None },
        }
    }

    /// A parameter with its type.
    pub(super) fn typed_param(&mut self, param: &syn::PatType) -> Param {
        let span = self.spans.join(self.pat_start(&param.pat), self.type_end(&param.ty));
        self.mark(&param.attrs, span);
        Param { pat: self.pat(&param.pat), ty: self.ty(&param.ty), span }
    }

    /// A struct or union has one variant with its own name.
    fn record(&self, ident: &syn::Ident, generics: &syn::Generics, fields: Vec<Field>) -> ItemKind {
        let (name, name_span) = self.spans.ident(ident);
        let generics = self.generics(generics);
        ItemKind::Type(TypeDef {
            name,
            name_span,
            generics,
            variants: vec![Variant { name, fields }],
            is_enum: false,
        })
    }

    fn fields(&mut self, fields: &syn::Fields) -> Vec<Field> {
        match fields {
            syn::Fields::Named(fields) => self.field_list(&fields.named),
            syn::Fields::Unnamed(fields) => self.field_list(&fields.unnamed),
            syn::Fields::Unit => Vec::new(),
        }
    }

    fn field_list(
        &mut self,
        fields: &syn::punctuated::Punctuated<syn::Field, syn::Token![,]>,
    ) -> Vec<Field> {
        let mut out = Vec::with_capacity(fields.len());
        for (at, field) in fields.iter().enumerate() {
            out.push(self.field(at, field));
        }
        out
    }

    fn field(&mut self, at: usize, field: &syn::Field) -> Field {
        let start = match (&field.vis, &field.ident) {
            (syn::Visibility::Public(token), _) => self.spans.start(token.span),
            (syn::Visibility::Restricted(vis), _) => self.spans.start(vis.pub_token.span),
            (syn::Visibility::Inherited, Some(ident)) => self.spans.start(ident.span()),
            (syn::Visibility::Inherited, None) => self.type_start(&field.ty),
        };
        let span = self.spans.join(start, self.type_end(&field.ty));
        self.mark(&field.attrs, span);
        let name =
            field.ident.as_ref().map_or_else(|| position(at), |ident| self.spans.name(ident));
        Field { name, ty: self.ty(&field.ty), span, public: is_public(&field.vis) }
    }
}

/// `self: &Self` and the like say how `self` is taken; every other type stands as it was written.
fn typed_receiver(ty: TypeRef) -> Receiver {
    let kind = match &ty {
        TypeRef::Ref { mutable: true, .. } => ReceiverKind::Exclusive,
        TypeRef::Ref { mutable: false, .. } => ReceiverKind::Shared,
        _ => ReceiverKind::Value,
    };
    Receiver { kind, ty: Some(ty) }
}

fn first_token(sig: &syn::Signature) -> proc_macro2::Span {
    if let Some(token) = &sig.constness {
        return token.span;
    }
    if let Some(token) = &sig.asyncness {
        return token.span;
    }
    match (&sig.safety, &sig.abi) {
        (syn::Safety::Safe(token), _) => token.span,
        (syn::Safety::Unsafe(token), _) => token.span,
        (syn::Safety::Default, Some(abi)) => abi.extern_token.span,
        (syn::Safety::Default, None) => sig.fn_token.span,
    }
}
