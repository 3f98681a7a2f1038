//! Attributes as they stand, and those that speak to the linter.

use quote::ToTokens as _;
use syn::parse::{ParseStream, Parser as _};
use syn::punctuated::Punctuated;
use syn::{Attribute, Expr, Meta, Token};

use super::lowerer::{Lowerer, NAMESPACE};
use super::types::exact;
use crate::facts::{Attr, LintAttr, MarkedAttr, Name, Span};
use crate::lower::comments::Node;

impl Lowerer<'_> {
    /// The attributes of an item, without its documentation.
    pub(super) fn item_attrs(&mut self, attrs: &[Attribute], target: Span) -> Vec<Attr> {
        self.mark(attrs, target);
        exact(attrs.iter().filter(|attr| !is_doc(attr)).map(|attr| self.attr(attr)))
    }

    /// Remembers the attributes that speak to the linter, wherever they stand, and what comments can be on.
    pub(super) fn mark(&mut self, attrs: &[Attribute], target: Span) {
        if !self.has_marks {
            return;
        }
        let starts = attrs.iter().map(|attr| self.spans.start(attr.pound_token.span));
        let start = starts.fold(target.start, u32::min);
        self.nodes.push(Node { start, head: target.start, end: target.end });
        for attribute in attrs.iter().filter(|attr| !is_doc(attr)) {
            let attr = self.attr(attribute);
            if attr.path.contains(NAMESPACE) || attr.tokens.contains(NAMESPACE) {
                let lints = self.lints(&attribute.meta);
                self.attributes.push(MarkedAttr { attr, target, lints });
            }
        }
    }

    /// What an attribute says of rules. An attribute that cannot be read says nothing, and the compiler complains about it.
    fn lints(&self, meta: &Meta) -> Vec<LintAttr> {
        let Meta::List(list) = meta else { return Vec::new() };
        let inner = |metas: Result<Punctuated<Meta, Token![,]>, syn::Error>| {
            metas.map(|metas| metas.into_iter().collect::<Vec<_>>()).unwrap_or_default()
        };
        if list.path.is_ident("cfg_attr") {
            let attributes = inner(behind_the_predicate.parse2(list.tokens.clone()));
            return attributes.iter().flat_map(|meta| self.lints(meta)).collect();
        }
        let word = ["allow", "expect", "warn", "deny", "forbid"]
            .into_iter()
            .find(|word| list.path.is_ident(word));
        let Some(word) = word else { return Vec::new() };
        let said = inner(list.parse_args_with(Punctuated::parse_terminated));
        let rules: Vec<_> = said.iter().filter_map(|meta| self.rule(meta)).collect();
        if rules.is_empty() {
            return Vec::new();
        }
        let reason = said.iter().find_map(reason).unwrap_or_default();
        vec![LintAttr { word: Name::from(word), rules, reason }]
    }

    /// The name behind `chanlint::`, with the place of the whole path.
    fn rule(&self, meta: &Meta) -> Option<(Name, Span)> {
        let Meta::Path(path) = meta else { return None };
        let name = self.joined(path).as_str().strip_prefix("chanlint::").map(Name::from)?;
        Some((name, self.spans.join(self.path_start(path), self.path_end(path))))
    }

    /// The value of `#[path = ".."]`.
    pub(super) fn path_attr(attrs: &[Attribute]) -> Option<String> {
        attrs.iter().find_map(|attr| match &attr.meta {
            Meta::NameValue(meta) if meta.path.is_ident("path") => match &meta.value {
                Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(path), .. }) => Some(path.value()),
                _ => None,
            },
            _ => None,
        })
    }

    fn attr(&self, attr: &Attribute) -> Attr {
        let close = attr.bracket_token.span.close();
        let span = self.spans.join(self.spans.start(attr.pound_token.span), self.spans.end(close));
        let tokens = if self.spans.in_expansion() {
            printed(&attr.meta)
        } else {
            self.written(&attr.meta, self.spans.start(close))
        };
        Attr { path: self.joined(attr.path()), tokens, span }
    }

    /// What stands behind an attribute's path, up to its end.
    fn written(&self, meta: &Meta, end: u32) -> String {
        let start = match meta {
            Meta::Path(_) => return String::new(),
            Meta::List(list) => list.delimiter.span().open(),
            Meta::NameValue(pair) => pair.eq_token.span,
        };
        let tokens = self.spans.join(self.spans.start(start), end);
        self.spans.text(tokens).trim_end().into()
    }

    fn joined(&self, path: &syn::Path) -> Name {
        if let Some(ident) = path.get_ident() {
            return self.spans.name(ident);
        }
        let segments: Vec<&str> =
            path.segments.iter().map(|segment| self.spans.name(&segment.ident).as_str()).collect();
        Name::from(&segments.join("::"))
    }
}

/// What stands behind an attribute's path that a macro wrote: its tokens stand in several places.
fn printed(meta: &Meta) -> String {
    let tokens = match meta {
        Meta::Path(_) => return String::new(),
        Meta::List(list) => format!("({})", list.tokens),
        Meta::NameValue(pair) => format!("= {}", pair.value.to_token_stream()),
    };
    tokens.replace(" :: ", "::")
}

/// The attributes of a `cfg_attr`. The predicate counts as given, whatever it is.
fn behind_the_predicate(input: ParseStream<'_>) -> syn::Result<Punctuated<Meta, Token![,]>> {
    while !input.peek(Token![,]) {
        input.parse::<proc_macro2::TokenTree>()?;
    }
    input.parse::<Token![,]>()?;
    Punctuated::parse_terminated(input)
}

/// The value of `reason = "…"`.
fn reason(meta: &Meta) -> Option<String> {
    let Meta::NameValue(pair) = meta else { return None };
    match &pair.value {
        Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(text), .. })
            if pair.path.is_ident("reason") =>
        {
            Some(text.value())
        }
        _ => None,
    }
}

/// The part of a statement that the parser hangs the statement's attributes on.
pub(super) fn attr_target(mut expr: &Expr) -> &Expr {
    loop {
        expr = match expr {
            Expr::Assign(expr) => &expr.left,
            Expr::Binary(expr) => &expr.left,
            Expr::Cast(expr) => &expr.expr,
            _ => return expr,
        };
    }
}

/// The attributes of an expression.
pub(super) fn attrs(expr: &Expr) -> &[Attribute] {
    match expr {
        Expr::Array(expr) => &expr.attrs,
        Expr::Assign(expr) => &expr.attrs,
        Expr::Async(expr) => &expr.attrs,
        Expr::Await(expr) => &expr.attrs,
        Expr::Binary(expr) => &expr.attrs,
        Expr::Block(expr) => &expr.attrs,
        Expr::Break(expr) => &expr.attrs,
        Expr::Call(expr) => &expr.attrs,
        Expr::Cast(expr) => &expr.attrs,
        Expr::Closure(expr) => &expr.attrs,
        Expr::Const(expr) => &expr.attrs,
        Expr::Continue(expr) => &expr.attrs,
        Expr::Field(expr) => &expr.attrs,
        Expr::ForLoop(expr) => &expr.attrs,
        Expr::Group(expr) => &expr.attrs,
        Expr::If(expr) => &expr.attrs,
        Expr::Index(expr) => &expr.attrs,
        Expr::Infer(expr) => &expr.attrs,
        Expr::Let(expr) => &expr.attrs,
        Expr::Lit(expr) => &expr.attrs,
        Expr::Loop(expr) => &expr.attrs,
        Expr::Macro(expr) => &expr.attrs,
        Expr::Match(expr) => &expr.attrs,
        Expr::MethodCall(expr) => &expr.attrs,
        Expr::Paren(expr) => &expr.attrs,
        Expr::Path(expr) => &expr.attrs,
        Expr::Range(expr) => &expr.attrs,
        Expr::RawAddr(expr) => &expr.attrs,
        Expr::Reference(expr) => &expr.attrs,
        Expr::Repeat(expr) => &expr.attrs,
        Expr::Return(expr) => &expr.attrs,
        Expr::Struct(expr) => &expr.attrs,
        Expr::Try(expr) => &expr.attrs,
        Expr::TryBlock(expr) => &expr.attrs,
        Expr::Tuple(expr) => &expr.attrs,
        Expr::Unary(expr) => &expr.attrs,
        Expr::Unsafe(expr) => &expr.attrs,
        Expr::While(expr) => &expr.attrs,
        Expr::Yield(expr) => &expr.attrs,
        _ => &[],
    }
}

fn is_doc(attr: &Attribute) -> bool {
    attr.path().is_ident("doc")
}

#[cfg(test)]
mod tests {
    use crate::lower::rust::testing::{facts, slice};

    /// Each marked attribute's text with what it is on.
    fn marks(text: &str) -> Vec<(String, String)> {
        let facts = facts(text);
        let texts = |mark: &crate::facts::MarkedAttr| {
            (slice(text, mark.attr.span).to_owned(), slice(text, mark.target).to_owned())
        };
        facts.attributes.iter().map(texts).collect()
    }

    fn targets(text: &str) -> Vec<String> {
        marks(text).into_iter().map(|(_, target)| target).collect()
    }

    #[test]
    fn marks_are_found_wherever_attributes_stand() {
        let attr = "#[cfg_attr(any(), allow(chanlint::x))]";
        for (text, target) in [
            (format!("fn f() {{ {attr} let a = b; }}"), "let a = b;"),
            (format!("fn f() {{ {attr} a.b(); }}"), "a.b()"),
            (format!("fn f() {{ g({attr} || a); }}"), "|| a"),
            (format!("fn f() {{ match a {{ {attr} b => c, }} }}"), "b => c"),
            (format!("fn f() {{ A {{ {attr} b: c }}; }}"), "c"),
            (format!("fn f() {{ {attr} info!(a); }}"), "info!(a)"),
            (format!("fn f({attr} a: u8) {{}}"), "a: u8"),
            (format!("struct A {{ {attr} b: u8 }}"), "b: u8"),
            (format!("enum A {{ {attr} B }}"), "B"),
            (format!("impl A {{ {attr} fn f() {{}} }}"), "fn f() {}"),
            (format!("{attr} mod a;"), "mod a;"),
        ] {
            assert!(targets(&text).contains(&target.to_owned()), "{text}: {:?}", marks(&text));
        }
    }

    #[test]
    fn a_mark_on_a_statement_covers_it_although_the_parser_hangs_it_on_an_operand() {
        let found = targets("fn f() { #[allow(chanlint::x)] a = b.c(); }");
        assert!(found.contains(&"a = b.c()".to_owned()), "{found:?}");
    }

    #[test]
    fn a_mark_of_the_file_is_on_all_of_it() {
        let text = "#![allow(chanlint::x)]\nfn f() {}";
        assert_eq!(marks(text), [("#![allow(chanlint::x)]".to_owned(), text.to_owned())]);
    }

    #[test]
    fn what_an_attribute_says_of_rules_is_read() {
        let lints = |text: &str| {
            let facts = facts(&format!("{text} fn f() {{}}"));
            let mut marks = facts.attributes.into_iter();
            let mark = marks.next().expect("it speaks to the linter");
            let lint = |lint: crate::facts::LintAttr| {
                let rules: Vec<&str> = lint.rules.iter().map(|(name, _)| name.as_str()).collect();
                format!("{} {} {}", lint.word, rules.join(" "), lint.reason)
            };
            mark.lints.into_iter().map(lint).collect::<Vec<_>>()
        };
        assert_eq!(
            lints(
                "#[cfg_attr(any(), allow(chanlint::a, clippy::b, chanlint::c, reason = \"r, s\"))]"
            ),
            ["allow a c r, s"]
        );
        assert_eq!(
            lints("#[cfg_attr(false, allow(chanlint::a), cfg_attr(x, expect(chanlint::b)))]"),
            ["allow a ", "expect b "]
        );
        assert_eq!(lints("#[expect(chanlint::a)]"), ["expect a "]);
        assert_eq!(lints("#[cfg_attr(any(), deprecated(note = \"allow(chanlint::a)\"))]"), [""; 0]);
        assert_eq!(lints("#[chanlint_macros::dedicated_channel]"), [""; 0]);
    }

    #[test]
    fn an_attribute_that_a_macro_writes_says_its_own_words() {
        let found = facts(
            "macro_rules! m { ($(#[$attr:meta])* $word:literal $($x:tt)*) => \
             { $(#[$attr])* #[a::b = $word] #[other($word)] fn f() {} } }
             m! { #[cfg(test)] #[cfg_attr(any(), derive(c::D))] \"e\" much more that the call is given }",
        );
        let function = found.items.last().expect("the macro makes an item");
        let words: Vec<String> =
            function.attrs.iter().map(|attr| format!("{}{}", attr.path, attr.tokens)).collect();
        assert_eq!(
            words,
            ["cfg(test)", "cfg_attr(any () , derive (c::D))", "a::b= \"e\"", "other(\"e\")"]
        );
    }

    #[test]
    fn other_attributes_and_documentation_are_no_marks() {
        assert!(
            marks(
                "/// chanlint\n#[allow(dead_code)] #[doc = \"chanlint\"] fn f() { \"chanlint\"; }"
            )
            .is_empty()
        );
    }
}
