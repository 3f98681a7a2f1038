//! Definitions: functions, structs, enums, unions, and the members of traits and `impl` blocks.

use super::items::is_public;
use super::lowerer::Lowerer;
use super::pattern::position;
use crate::facts::{
    AssocFn, Body, Field, Function, ImplDef, Item, ItemKind, Name, Param, Receiver, ReceiverKind,
    Span, TraitDef, TypeDef, TypeRef, Variant,
};

impl Lowerer<'_> {
    /// A free function.
    pub(super) fn fn_item(&mut self, item: &syn::ItemFn, out: &mut Vec<Item>) {
        let span =
            self.item_span(&item.vis, first_token(&item.sig), item.block.brace_token.span.close());
        let body = self.block_body(&item.block);
        let function = self.function(&item.sig, Some(body));
        self.push(span, &item.attrs, &item.vis, ItemKind::Fn(Box::new(function)), out);
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
            syn::TraitItem::Type(member) => {
                out.types.push((self.spans.name(&member.ident), self.bounds(&member.bounds)));
            }
            syn::TraitItem::Const(member) => {
                let init = member.default.as_ref().map(|(_, value)| self.expr_body(value));
                out.consts.push((self.spans.name(&member.ident), self.ty(&member.ty), init));
            }
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
        let (kind, ty) = match &receiver.kind {
            syn::ReceiverKind::Reference(_, _, Some(_)) => (ReceiverKind::Exclusive, None),
            syn::ReceiverKind::Reference(_, _, None) => (ReceiverKind::Shared, None),
            syn::ReceiverKind::Typed(_, ty) => {
                let ty = self.ty(ty);
                (kind_of(&ty), Some(Box::new(ty)))
            }
            _ => (ReceiverKind::Value, None),
        };
        Receiver { name: Name::from("self"), kind, ty }
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
        Field { name, ty: self.ty(&field.ty), span, public: is_public(&field.vis), embedded: false }
    }
}

/// `self: &Self` and the like say how `self` is taken; every other type stands as it was written.
fn kind_of(ty: &TypeRef) -> ReceiverKind {
    match ty {
        TypeRef::Ref { mutable: true, .. } => ReceiverKind::Exclusive,
        TypeRef::Ref { mutable: false, .. } => ReceiverKind::Shared,
        _ => ReceiverKind::Value,
    }
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

#[cfg(test)]
mod tests {
    use crate::facts::{ItemKind, ReceiverKind};
    use crate::lower::rust::testing::{facts, function, pat, slice, ty};

    #[test]
    fn fields_are_named_or_numbered() {
        let text = "struct A { pub a: u8, r#in: B } struct C(pub(crate) D, E); enum F { G, H(I), J { k: L } } union M { n: u8 }";
        let facts = facts(text);
        let mut printed = Vec::new();
        for item in &facts.items {
            let ItemKind::Type(def) = &item.kind else { panic!("{item:?}") };
            for variant in &def.variants {
                for field in &variant.fields {
                    let public = if field.public { "pub " } else { "" };
                    printed.push(format!(
                        "{public}{}.{}: {}",
                        variant.name,
                        field.name,
                        ty(&field.ty)
                    ));
                }
            }
            assert_eq!(slice(text, def.name_span), def.name.as_str());
        }
        assert_eq!(
            printed,
            ["pub A.a: u8", "A.in: B", "pub C.0: D", "C.1: E", "H.0: I", "J.k: L", "M.n: u8"]
        );
    }

    #[test]
    fn methods_say_how_they_take_self() {
        let text = "impl A { fn a(self) {} fn b(mut self) {} fn c(&self) {} fn d<'a>(&'a mut self) {} \
                    fn e(self: Arc<Self>) {} fn f(self: &Self) {} fn g(x: u8) {} }";
        let facts = facts(text);
        let ItemKind::Impl(def) = &facts.items[0].kind else { panic!("{facts:?}") };
        let kinds: Vec<_> = def
            .functions
            .iter()
            .map(|f| f.function.receiver.as_ref().map(|receiver| receiver.kind))
            .collect();
        let (value, shared, exclusive) =
            (ReceiverKind::Value, ReceiverKind::Shared, ReceiverKind::Exclusive);
        let mut receivers = def.functions.iter().filter_map(|f| f.function.receiver.as_ref());
        assert!(receivers.all(|receiver| receiver.name == "self"));
        assert_eq!(
            kinds,
            [
                Some(value),
                Some(value),
                Some(shared),
                Some(exclusive),
                Some(value),
                Some(shared),
                None,
            ]
        );
        let typed =
            def.functions[4].function.receiver.as_ref().and_then(|receiver| receiver.ty.as_deref());
        assert_eq!(typed.map(ty).as_deref(), Some("Arc<Self>"));
    }

    #[test]
    fn async_functions_keep_the_written_type() {
        let facts = facts("pub async unsafe fn f(a: &A, (b, _): B) -> Result<C> { d }");
        let function = function(&facts);
        assert!(function.is_async && function.receiver.is_none());
        assert_eq!(function.ret.as_ref().map(ty).as_deref(), Some("Result<C>"));
        assert_eq!(
            function.params.iter().map(|param| pat(&param.pat)).collect::<Vec<_>>(),
            ["a", "(b, _)"]
        );
    }

    #[test]
    fn parameters_stand_from_pattern_to_type() {
        let text =
            "fn f(mut a: Vec<A>, &(b, _): &(B, fn(C) -> D), [c, .., d]: [impl E + 'static; 2]) {}";
        let facts = facts(text);
        let slices: Vec<&str> =
            function(&facts).params.iter().map(|param| slice(text, param.span)).collect();
        assert_eq!(
            slices,
            ["mut a: Vec<A>", "&(b, _): &(B, fn(C) -> D)", "[c, .., d]: [impl E + 'static; 2]"]
        );
    }

    #[test]
    fn members_of_traits_and_their_implementations_are_public() {
        let text = "impl A { fn a() {} pub fn b() {} } impl T for A { type X = u8; const C: u8 = c(); fn a() {} } \
                    trait T: S<u8> + 'static { type X: Y; fn a(); fn b() { c() } }";
        let facts = facts(text);
        let [inherent, implemented, declared] = &facts.items[..] else { panic!("{facts:?}") };
        let (ItemKind::Impl(inherent), ItemKind::Impl(implemented), ItemKind::Trait(declared)) =
            (&inherent.kind, &implemented.kind, &declared.kind)
        else {
            panic!("{facts:?}")
        };
        assert_eq!(inherent.functions.iter().map(|f| f.public).collect::<Vec<_>>(), [false, true]);
        assert!(
            implemented.functions[0].public
                && implemented.types.len() == 1
                && implemented.consts[0].2.is_some()
        );
        assert_eq!((declared.types.len(), declared.supertraits.len()), (1, 1));
        assert!(
            declared.functions[0].function.body.is_none()
                && declared.functions[1].function.body.is_some()
        );
        assert_eq!(slice(text, declared.functions[0].span), "fn a();");
    }
}
