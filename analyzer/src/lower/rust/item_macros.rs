//! Macro calls in item position: statics, conditional items, and everything else that looks like items.

use proc_macro2::{TokenStream, TokenTree};
use syn::Token;
use syn::parse::{ParseStream, Parser as _};

use super::lowerer::Lowerer;
use crate::facts::{ImplDef, Item, ItemKind, TraitDef, ValueOf};

impl Lowerer<'_> {
    /// A macro call among items, or the definition of a macro.
    pub(super) fn macro_item(&mut self, item: &syn::ItemMacro, out: &mut Vec<Item>) {
        let span = self.macro_span(&item.mac);
        if let Some(ident) = &item.ident {
            let (name, at) = self.spans.ident(ident);
            if self.spans.in_expansion() {
                self.macros.define(name, at.start, item.mac.tokens.clone());
            }
            let kind = ItemKind::MacroRules { name };
            self.push(span, &item.attrs, &syn::Visibility::Inherited, kind, out);
            return;
        }
        self.mark(&item.attrs, span);
        let expanded = self.expanded(&item.mac, items);
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
        let of = match self.macro_name(mac).as_str() {
            "thread_local" => ValueOf::Thread,
            "task_local" => ValueOf::Task,
            _ => ValueOf::All,
        };
        for item in &statics {
            let last = self.spans.end(item.last);
            let first = self.item_span(&item.vis, item.keyword, item.keyword);
            let span = self.spans.join(first.start, last.max(self.type_end(&item.ty)));
            let init = item.init.as_ref().map(|init| self.expr_body(init));
            let kind = ItemKind::Static {
                name: self.spans.name(&item.ident),
                ty: self.ty(&item.ty),
                init,
                of,
            };
            self.push(span, &item.attrs, &item.vis, kind, out);
        }
        true
    }

    /// A macro call among the members of an `impl` block.
    pub(super) fn impl_macro(&mut self, mac: &syn::Macro, out: &mut ImplDef) {
        let members = self.macro_members(mac);
        let outer = self.enter_expansion(self.macro_span(mac));
        for member in &members {
            self.impl_member(member, out);
        }
        self.leave_expansion(outer);
    }

    /// A macro call among the members of a trait.
    pub(super) fn trait_macro(&mut self, mac: &syn::Macro, out: &mut TraitDef) {
        let members = self.macro_members(mac);
        let outer = self.enter_expansion(self.macro_span(mac));
        for member in &members {
            self.trait_member(member, out);
        }
        self.leave_expansion(outer);
    }

    /// The members that a macro expands to or wraps.
    fn macro_members<T: syn::parse::Parse>(&mut self, mac: &syn::Macro) -> Vec<T> {
        let parse = |tokens| all::<T>.parse2(tokens).ok();
        if let Some(members) = self.expanded(mac, parse).or_else(|| parse(mac.tokens.clone())) {
            return members;
        }
        let why = format!("macro `{}!` is not expanded", self.macro_name(mac));
        self.skip(self.macro_span(mac), why);
        Vec::new()
    }

    /// Every branch is taken.
    fn cfg_items(&mut self, mac: &syn::Macro, out: &mut Vec<Item>) -> bool {
        let Some(branches) = cfg_branches(mac) else { return false };
        for tokens in branches {
            let Some(items) = items(tokens) else { return false };
            out.extend(self.items(&items));
        }
        true
    }

    /// Macros such as `cfg_rt! { .. }` hold plain items.
    fn wrapped_items(&mut self, mac: &syn::Macro, out: &mut Vec<Item>) -> bool {
        let Some(items) = items(mac.tokens.clone()) else { return false };
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

fn items(tokens: TokenStream) -> Option<Vec<syn::Item>> {
    all::<syn::Item>.parse2(tokens).ok()
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

#[cfg(test)]
mod tests {
    use crate::facts::ItemKind;
    use crate::lower::rust::testing::{expr, facts, slice, ty};

    #[test]
    fn lazy_and_local_statics_are_statics() {
        let text = "lazy_static::lazy_static! { /// Doc\n #[a] pub static ref A: B<C> = d(); static ref E: F = g; }
                    thread_local! { static H: I = const { j() }; pub static K: L = m() }
                    tokio::task_local! { static N: O; }";
        let facts = facts(text);
        let mut printed = Vec::new();
        for item in &facts.items {
            let ItemKind::Static { name, ty: written, init, of } = &item.kind else {
                panic!("{item:?}")
            };
            let init = init
                .as_ref()
                .map_or_else(String::new, |init| format!(" = {}", expr(init, init.root)));
            printed.push(format!(
                "{of:?} {name}: {}{init} <- {}",
                ty(written),
                slice(text, item.span)
            ));
        }
        assert_eq!(
            printed,
            [
                "All A: B<C> = d() <- pub static ref A: B<C> = d();",
                "All E: F = g <- static ref E: F = g;",
                "Thread H: I = { j() } <- static H: I = const { j() };",
                "Thread K: L = m() <- pub static K: L = m()",
                "Task N: O <- static N: O;",
            ]
        );
    }

    #[test]
    fn every_branch_and_every_wrapper_holds_items() {
        let text = "cfg_if! { if #[cfg(a)] { fn f() {} } else if #[cfg(b)] { mod c; } else { use d::e; struct S; } }
                    cfg_rt! { pub fn g() {} } pin_project! { struct P { #[pin] a: u8 } }";
        assert_eq!(facts(text).items.len(), 6);
    }

    #[test]
    fn only_macros_with_functions_are_worth_a_word() {
        let facts = facts(
            "bitflags! { struct A: u8 { const B = 1; } } html! { <fn> } mock! { A { fn f(&self) } -> }",
        );
        let reasons: Vec<&str> = facts.skipped.iter().map(|skipped| skipped.why.as_str()).collect();
        assert_eq!(reasons, ["macro `mock!` is not expanded"]);
    }

    #[test]
    fn members_from_macros_join_their_block() {
        let facts =
            facts("impl A { members! { fn f() {} fn g() {} } } trait T { members! { fn h(); } }");
        let [ItemKind::Impl(def), ItemKind::Trait(declared)] =
            [&facts.items[0].kind, &facts.items[1].kind]
        else {
            panic!("{facts:?}")
        };
        assert_eq!((def.functions.len(), declared.functions.len()), (2, 1));
    }
}
