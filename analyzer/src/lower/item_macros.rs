//! Macro calls in item position: statics, conditional items, and everything else that looks like items.

use proc_macro2::{TokenStream, TokenTree};
use syn::Token;
use syn::parse::{ParseStream, Parser as _};

use super::Lowerer;
use crate::facts::{ImplDef, Item, ItemKind, TraitDef};

impl Lowerer<'_> {
    /// A macro call among items, or the definition of a macro.
    pub(super) fn macro_item(&mut self, item: &syn::ItemMacro, out: &mut Vec<Item>) {
        let span = self.macro_span(&item.mac);
        if let Some(ident) = &item.ident {
            let kind = ItemKind::MacroRules { name: self.spans.name(ident) };
            self.push(span, &item.attrs, &syn::Visibility::Inherited, kind, out);
            return;
        }
        self.mark(&item.attrs, span);
        let expanded = self.expand(&item.mac).and_then(|tokens| items(tokens).ok());
        if let Some(items) = expanded {
            let outer = self.enter_expansion(span);
            out.extend(self.items(&items));
            self.leave_expansion(outer);
            return;
        }
        let understood = match self.macro_name(&item.mac).as_str() {
            "lazy_static" | "thread_local" | "task_local" => self.statics(&item.mac, out),
            "cfg_if" => self.cfg_items(&item.mac, out),
            _ => self.wrapped_items(&item.mac, out),
        };
        if !understood && mentions_fn(item.mac.tokens.clone()) {
            let why = format!("macro `{}!` is not expanded", self.macro_name(&item.mac));
            self.skip(span, why);
        }
    }

    /// `static ref A: T = x;` and `static A: T = x` of the macros that declare lazy or local statics.
    pub(super) fn statics(&mut self, mac: &syn::Macro, out: &mut Vec<Item>) -> bool {
        let Ok(statics) = parse_statics.parse2(mac.tokens.clone()) else { return false };
        for item in &statics {
            let last = self.spans.end(item.last);
            let first = self.item_span(&item.vis, item.keyword, item.keyword);
            let span = self.spans.join(first.start, last.max(self.type_end(&item.ty)));
            let init = item.init.as_ref().map(|init| self.expr_body(init));
            let kind = ItemKind::Static {
                name: self.spans.name(&item.ident),
                ty: self.ty(&item.ty),
                init,
            };
            self.push(span, &item.attrs, &item.vis, kind, out);
        }
        true
    }

    /// A macro call among the members of an `impl` block.
    pub(super) fn impl_macro(&mut self, mac: &syn::Macro, out: &mut ImplDef) {
        let span = self.macro_span(mac);
        let tokens = self.expand(mac).unwrap_or_else(|| mac.tokens.clone());
        let Ok(members) = all::<syn::ImplItem>.parse2(tokens) else {
            return self.skip_members(mac);
        };
        let outer = self.enter_expansion(span);
        for member in &members {
            self.impl_member(member, out);
        }
        self.leave_expansion(outer);
    }

    /// A macro call among the members of a trait.
    pub(super) fn trait_macro(&mut self, mac: &syn::Macro, out: &mut TraitDef) {
        let span = self.macro_span(mac);
        let tokens = self.expand(mac).unwrap_or_else(|| mac.tokens.clone());
        let Ok(members) = all::<syn::TraitItem>.parse2(tokens) else {
            return self.skip_members(mac);
        };
        let outer = self.enter_expansion(span);
        for member in &members {
            self.trait_member(member, out);
        }
        self.leave_expansion(outer);
    }

    fn skip_members(&mut self, mac: &syn::Macro) {
        let why = format!("macro `{}!` is not expanded", self.macro_name(mac));
        let span = self.macro_span(mac);
        self.skip(span, why);
    }

    /// Every branch is taken.
    fn cfg_items(&mut self, mac: &syn::Macro, out: &mut Vec<Item>) -> bool {
        let Some(branches) = cfg_branches(mac) else { return false };
        for tokens in branches {
            let Ok(items) = items(tokens) else { return false };
            out.extend(self.items(&items));
        }
        true
    }

    /// Macros such as `cfg_rt! { .. }` hold plain items.
    fn wrapped_items(&mut self, mac: &syn::Macro, out: &mut Vec<Item>) -> bool {
        let Ok(items) = items(mac.tokens.clone()) else { return false };
        out.extend(self.items(&items));
        true
    }
}

/// The contents of each branch of `if #[cfg(..)] { .. } else if #[cfg(..)] { .. } else { .. }`.
pub(super) fn cfg_branches(mac: &syn::Macro) -> Option<Vec<TokenStream>> {
    let parser = |input: ParseStream<'_>| {
        let mut branches = Vec::new();
        loop {
            if input.peek(Token![if]) {
                input.parse::<Token![if]>()?;
                input.call(syn::Attribute::parse_outer)?;
            }
            let branch: proc_macro2::Group = input.parse()?;
            branches.push(branch.stream());
            if input.is_empty() {
                return Ok(branches);
            }
            input.parse::<Token![else]>()?;
        }
    };
    parser.parse2(mac.tokens.clone()).ok()
}

struct StaticItem {
    attrs: Vec<syn::Attribute>,
    vis: syn::Visibility,
    keyword: proc_macro2::Span,
    ident: syn::Ident,
    ty: syn::Type,
    init: Option<syn::Expr>,
    last: proc_macro2::Span,
}

fn parse_statics(input: ParseStream<'_>) -> syn::Result<Vec<StaticItem>> {
    let mut statics = Vec::new();
    while !input.is_empty() {
        statics.push(parse_static(input)?);
    }
    Ok(statics)
}

fn parse_static(input: ParseStream<'_>) -> syn::Result<StaticItem> {
    let attrs = input.call(syn::Attribute::parse_outer)?;
    let vis = input.parse()?;
    let keyword = input.parse::<Token![static]>()?.span;
    input.parse::<Option<Token![ref]>>()?;
    let ident: syn::Ident = input.parse()?;
    input.parse::<Token![:]>()?;
    let ty = input.parse()?;
    let mut init = None;
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        init = Some(input.parse()?);
    }
    let mut last = input.cursor().prev_span();
    if let Some(semi) = input.parse::<Option<Token![;]>>()? {
        last = semi.span;
    }
    Ok(StaticItem { attrs, vis, keyword, ident, ty, init, last })
}

fn items(tokens: TokenStream) -> syn::Result<Vec<syn::Item>> {
    all::<syn::Item>.parse2(tokens)
}

fn all<T: syn::parse::Parse>(input: ParseStream<'_>) -> syn::Result<Vec<T>> {
    let mut all = Vec::new();
    while !input.is_empty() {
        all.push(input.parse()?);
    }
    Ok(all)
}

/// Whether tokens hold `fn name`, however deeply.
pub(super) fn mentions_fn(tokens: TokenStream) -> bool {
    let mut streams = vec![tokens];
    while let Some(stream) = streams.pop() {
        let mut after_fn = false;
        for token in stream {
            match token {
                TokenTree::Ident(_) if after_fn => return true,
                TokenTree::Ident(word) => after_fn = word == "fn",
                TokenTree::Group(group) => {
                    after_fn = false;
                    streams.push(group.stream());
                }
                _ => after_fn = false,
            }
        }
    }
    false
}
