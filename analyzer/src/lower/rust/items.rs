//! Items: modules, imports, statics, and the way to the definitions.

use syn::punctuated::Punctuated;

use super::lowerer::Lowerer;
use crate::facts::{ImplDef, Item, ItemKind, Name, Span, TraitDef, UseBinding, UseLeaf, ValueOf};

impl Lowerer<'_> {
    /// Items in source order.
    pub(super) fn items(&mut self, items: &[syn::Item]) -> Vec<Item> {
        let mut out = Vec::with_capacity(items.len());
        for item in items {
            self.item(item, &mut out);
        }
        out.shrink_to_fit();
        out
    }

    /// One item, which may become several or none.
    pub(super) fn item(&mut self, item: &syn::Item, out: &mut Vec<Item>) {
        self.open += 1;
        self.item_of_kind(item, out);
        self.open -= 1;
    }

    fn item_of_kind(&mut self, item: &syn::Item, out: &mut Vec<Item>) {
        match item {
            syn::Item::Const(item) => self.const_item(item, out),
            syn::Item::Enum(item) => self.enum_item(item, out),
            syn::Item::ExternCrate(item) => self.extern_crate(item, out),
            syn::Item::Fn(item) => self.fn_item(item, out),
            syn::Item::Impl(item) => self.impl_item(item, out),
            syn::Item::Macro(item) => self.macro_item(item, out),
            syn::Item::Mod(item) => self.mod_item(item, out),
            syn::Item::Static(item) => self.static_item(item, out),
            syn::Item::Struct(item) => self.struct_item(item, out),
            syn::Item::Trait(item) => self.trait_item(item, out),
            syn::Item::TraitAlias(item) => self.trait_alias(item, out),
            syn::Item::Type(item) => self.alias_item(item, out),
            syn::Item::Union(item) => self.union_item(item, out),
            syn::Item::Use(item) => self.use_item(item, out),
            syn::Item::Verbatim(tokens) => self.verbatim_item(tokens),
            // Foreign items have no bodies.
            _ => {}
        }
    }

    /// From the visibility or the first keyword to the last token.
    pub(super) fn item_span(
        &self,
        vis: &syn::Visibility,
        keyword: proc_macro2::Span,
        last: proc_macro2::Span,
    ) -> Span {
        let start = match vis {
            syn::Visibility::Public(token) => token.span,
            syn::Visibility::Restricted(vis) => vis.pub_token.span,
            syn::Visibility::Inherited => keyword,
        };
        self.spans.join(self.spans.start(start), self.spans.end(last))
    }

    fn const_item(&mut self, item: &syn::ItemConst, out: &mut Vec<Item>) {
        let span = self.item_span(&item.vis, item.const_token.span, item.semi_token.span);
        let init = Some(self.expr_body(&item.expr));
        let kind = ItemKind::Static {
            name: self.spans.name(&item.ident),
            ty: self.ty(&item.ty),
            init,
            of: ValueOf::All,
        };
        self.push(span, &item.attrs, &item.vis, kind, out);
    }

    fn static_item(&mut self, item: &syn::ItemStatic, out: &mut Vec<Item>) {
        let span = self.item_span(&item.vis, item.static_token.span, item.semi_token.span);
        let init = Some(self.expr_body(&item.expr));
        let kind = ItemKind::Static {
            name: self.spans.name(&item.ident),
            ty: self.ty(&item.ty),
            init,
            of: ValueOf::All,
        };
        self.push(span, &item.attrs, &item.vis, kind, out);
    }

    fn extern_crate(&mut self, item: &syn::ItemExternCrate, out: &mut Vec<Item>) {
        let span = self.item_span(&item.vis, item.extern_token.span, item.semi_token.span);
        let name = self.spans.name(&item.ident);
        let alias = item.rename.as_ref().map_or(name, |(_, alias)| self.spans.name(alias));
        self.push(span, &item.attrs, &item.vis, ItemKind::ExternCrate { name, alias }, out);
    }

    fn mod_item(&mut self, item: &syn::ItemMod, out: &mut Vec<Item>) {
        let last = match (&item.content, &item.semi) {
            (Some((brace, _)), _) => brace.span.close(),
            (None, Some(semi)) => semi.span,
            (None, None) => item.ident.span(),
        };
        let span = self.item_span(&item.vis, item.mod_token.span, last);
        let items = item.content.as_ref().map(|(_, items)| self.items(items));
        let kind = ItemKind::Mod {
            name: self.spans.name(&item.ident),
            path: Self::path_attr(&item.attrs),
            items,
        };
        self.push(span, &item.attrs, &item.vis, kind, out);
    }

    fn alias_item(&mut self, item: &syn::ItemType, out: &mut Vec<Item>) {
        let span = self.item_span(&item.vis, item.type_token.span, item.semi_token.span);
        let kind = ItemKind::Alias {
            name: self.spans.name(&item.ident),
            generics: self.generics(&item.generics),
            ty: self.ty(&item.ty),
        };
        self.push(span, &item.attrs, &item.vis, kind, out);
    }

    fn trait_alias(&mut self, item: &syn::ItemTraitAlias, out: &mut Vec<Item>) {
        let span = self.item_span(&item.vis, item.trait_token.span, item.semi_token.span);
        let kind = ItemKind::Trait(Box::new(TraitDef {
            name: self.spans.name(&item.ident),
            generics: self.generics(&item.generics),
            supertraits: self.bounds(&item.bounds),
            functions: Vec::new(),
            types: Vec::new(),
            consts: Vec::new(),
        }));
        self.push(span, &item.attrs, &item.vis, kind, out);
    }

    fn use_item(&mut self, item: &syn::ItemUse, out: &mut Vec<Item>) {
        let span = self.item_span(&item.vis, item.use_token.span, item.semi_token.span);
        let mut leaves = Vec::new();
        self.use_tree(&item.tree, &mut Vec::new(), &mut leaves);
        for (path, binding, at) in leaves {
            let leaf = UseLeaf { path, global: item.leading_colon.is_some(), binding, at };
            self.push(span, &item.attrs, &item.vis, ItemKind::Use(leaf), out);
        }
    }

    fn use_tree(
        &self,
        tree: &syn::UseTree,
        path: &mut Vec<Name>,
        leaves: &mut Vec<(Vec<Name>, UseBinding, Span)>,
    ) {
        match tree {
            syn::UseTree::Path(tree) => {
                path.push(self.spans.name(&tree.ident));
                self.use_tree(&tree.tree, path, leaves);
                path.pop();
            }
            syn::UseTree::Name(tree) => self.use_leaf(&tree.ident, None, path, leaves),
            syn::UseTree::Rename(tree) => {
                self.use_leaf(&tree.ident, Some(&tree.rename), path, leaves);
            }
            syn::UseTree::Glob(tree) => {
                let star = self.spans.of(tree.star_token.span);
                leaves.push((path.clone(), UseBinding::Glob, star));
            }
            syn::UseTree::Group(tree) => self.use_group(&tree.items, path, leaves),
        }
    }

    fn use_group(
        &self,
        trees: &Punctuated<syn::UseTree, syn::Token![,]>,
        path: &mut Vec<Name>,
        leaves: &mut Vec<(Vec<Name>, UseBinding, Span)>,
    ) {
        for tree in trees {
            self.use_tree(tree, path, leaves);
        }
    }

    /// `self` behind a prefix names the prefix.
    fn use_leaf(
        &self,
        ident: &syn::Ident,
        rename: Option<&syn::Ident>,
        prefix: &[Name],
        leaves: &mut Vec<(Vec<Name>, UseBinding, Span)>,
    ) {
        let mut path = Vec::with_capacity(prefix.len() + 1);
        path.extend_from_slice(prefix);
        if path.is_empty() || ident != "self" {
            path.push(self.spans.name(ident));
        }
        let last = path.last().copied();
        if let Some(name) = rename.map(|rename| self.spans.name(rename)).or(last) {
            leaves.push((path, UseBinding::Named(name), self.spans.of(ident.span())));
        }
    }

    fn impl_item(&mut self, item: &syn::ItemImpl, out: &mut Vec<Item>) {
        let keyword = item.unsafety.as_ref().map_or(item.impl_token.span, |unsafety| unsafety.span);
        let span =
            self.item_span(&syn::Visibility::Inherited, keyword, item.brace_token.span.close());
        if item.modifiers.polarity.is_some() {
            return;
        }
        let mut lowered = ImplDef {
            generics: self.generics(&item.generics),
            of_trait: item.trait_.as_ref().map(|(path, _)| self.path(path)),
            self_ty: self.ty(&item.self_ty),
            functions: Vec::new(),
            types: Vec::new(),
            consts: Vec::new(),
        };
        for member in &item.items {
            self.impl_member(member, &mut lowered);
        }
        self.push(
            span,
            &item.attrs,
            &syn::Visibility::Inherited,
            ItemKind::Impl(Box::new(lowered)),
            out,
        );
    }

    fn trait_item(&mut self, item: &syn::ItemTrait, out: &mut Vec<Item>) {
        let keyword =
            item.unsafety.as_ref().map_or(item.trait_token.span, |unsafety| unsafety.span);
        let span = self.item_span(&item.vis, keyword, item.brace_token.span.close());
        let mut lowered = TraitDef {
            name: self.spans.name(&item.ident),
            generics: self.generics(&item.generics),
            supertraits: self.bounds(&item.supertraits),
            functions: Vec::new(),
            types: Vec::new(),
            consts: Vec::new(),
        };
        for member in &item.items {
            self.trait_member(member, &mut lowered);
        }
        self.push(span, &item.attrs, &item.vis, ItemKind::Trait(Box::new(lowered)), out);
    }

    fn verbatim_item(&mut self, tokens: &proc_macro2::TokenStream) {
        if super::item_macros::mentions_fn(tokens.clone()) {
            let span = self.tokens_span(tokens);
            self.skip(span, "this item's syntax is not understood");
        }
    }

    /// Adds an item.
    pub(super) fn push(
        &mut self,
        span: Span,
        attrs: &[syn::Attribute],
        vis: &syn::Visibility,
        kind: ItemKind,
        out: &mut Vec<Item>,
    ) {
        let attrs = self.item_attrs(attrs, span);
        out.push(Item { span, attrs, public: is_public(vis), kind });
    }
}

/// Whether something is visible outside its module.
pub(super) fn is_public(vis: &syn::Visibility) -> bool {
    !matches!(vis, syn::Visibility::Inherited)
}

#[cfg(test)]
mod tests {
    use crate::facts::{ItemKind, Name, UseBinding};
    use crate::lower::rust::testing::{facts, slice};

    fn leaves(text: &str) -> Vec<String> {
        let facts = facts(text);
        let leaf = |item: &crate::facts::Item| match &item.kind {
            ItemKind::Use(leaf) => {
                let path: Vec<&str> = leaf.path.iter().map(Name::as_str).collect();
                let global = if leaf.global { "::" } else { "" };
                let binding = match leaf.binding {
                    UseBinding::Named(name) => name.as_str(),
                    UseBinding::Glob => "*",
                };
                Some(format!("{global}{} as {binding}", path.join("::")))
            }
            _ => None,
        };
        facts.items.iter().filter_map(leaf).collect()
    }

    #[test]
    fn imports_are_flattened() {
        assert_eq!(
            leaves(
                "use a::{self, b::{c as d, e::*, self as f}, g as _}; use ::{h, i::*}; pub use self::j; use super::*;"
            ),
            [
                "a as a",
                "a::b::c as d",
                "a::b::e as *",
                "a::b as f",
                "a::g as _",
                "::h as h",
                "::i as *",
                "self::j as j",
                "super as *",
            ]
        );
    }

    #[test]
    fn modules_know_where_their_items_are() {
        let facts = facts("#[path = \"x/y.rs\"] mod a; pub(crate) mod b { mod c; fn d() {} }");
        let [a, b] = &facts.items[..] else { panic!("{facts:?}") };
        let ItemKind::Mod { path, items: None, .. } = &a.kind else { panic!("{a:?}") };
        assert_eq!(path.as_deref(), Some("x/y.rs"));
        let ItemKind::Mod { items: Some(inner), .. } = &b.kind else { panic!("{b:?}") };
        assert!(inner.len() == 2 && b.public && !a.public);
    }

    #[test]
    fn attributes_and_documentation_are_no_part_of_an_item() {
        let text = "/// Doc (\n#[derive(A, B)] #[tokio::main(flavor = \"x\")]\n#[doc = \"y\"] pub async fn f() {}";
        let facts = facts(text);
        let item = &facts.items[0];
        assert_eq!(slice(text, item.span), "pub async fn f() {}");
        let attrs: Vec<String> =
            item.attrs.iter().map(|attr| format!("{}{}", attr.path, attr.tokens)).collect();
        assert_eq!(attrs, ["derive(A, B)", "tokio::main(flavor = \"x\")"]);
        assert_eq!(slice(text, item.attrs[1].span), "#[tokio::main(flavor = \"x\")]");
    }

    #[test]
    fn a_negative_impl_implements_nothing() {
        assert!(facts("impl !Send for A {}").items.is_empty());
    }

    #[test]
    fn foreign_items_have_no_facts() {
        assert!(facts("extern \"C\" { fn f(x: u8); }").items.is_empty());
    }
}
