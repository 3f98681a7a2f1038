//! Attributes as they stand, and those that speak to the linter.

use syn::Attribute;

use super::Lowerer;
use super::types::exact;
use crate::facts::{Attr, MarkedAttr, Name, Span};

/// What an attribute that speaks to the linter mentions.
pub(super) const NAMESPACE: &str = "chanlint";

impl Lowerer<'_> {
    /// The attributes of an item, without its documentation.
    pub(super) fn item_attrs(&mut self, attrs: &[Attribute], target: Span) -> Vec<Attr> {
        self.mark(attrs, target);
        exact(attrs.iter().filter(|attr| !is_doc(attr)).map(|attr| self.attr(attr)))
    }

    /// Remembers the attributes that speak to the linter, wherever they stand.
    pub(super) fn mark(&mut self, attrs: &[Attribute], target: Span) {
        if !self.has_marks {
            return;
        }
        for attr in attrs.iter().filter(|attr| !is_doc(attr)) {
            let attr = self.attr(attr);
            if attr.path.contains(NAMESPACE) || attr.tokens.contains(NAMESPACE) {
                self.attributes.push(MarkedAttr { attr, target });
            }
        }
    }

    /// The value of `#[path = ".."]`.
    pub(super) fn path_attr(attrs: &[Attribute]) -> Option<String> {
        attrs.iter().find_map(|attr| match &attr.meta {
            syn::Meta::NameValue(meta) if meta.path.is_ident("path") => match &meta.value {
                syn::Expr::Lit(syn::ExprLit { lit: syn::Lit::Str(path), .. }) => Some(path.value()),
                _ => None,
            },
            _ => None,
        })
    }

    fn attr(&self, attr: &Attribute) -> Attr {
        let close = attr.bracket_token.span.close();
        let span = self.spans.join(self.spans.start(attr.pound_token.span), self.spans.end(close));
        let (path, tokens) = match &attr.meta {
            syn::Meta::Path(path) => (path, String::new()),
            syn::Meta::List(list) => {
                let delimiters = list.delimiter.span();
                let start = self.spans.start(delimiters.open());
                let tokens = self.spans.join(start, self.spans.end(delimiters.close()));
                (&list.path, self.spans.text(tokens).into())
            }
            syn::Meta::NameValue(pair) => {
                let tokens =
                    self.spans.join(self.spans.start(pair.eq_token.span), self.spans.start(close));
                (&pair.path, self.spans.text(tokens).trim_end().into())
            }
        };
        Attr { path: self.joined(path), tokens, span }
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

fn is_doc(attr: &Attribute) -> bool {
    attr.path().is_ident("doc")
}

#[cfg(test)]
mod tests {
    use crate::lower::testing::{facts, slice};

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
    fn other_attributes_and_documentation_are_no_marks() {
        assert!(
            marks(
                "/// chanlint\n#[allow(dead_code)] #[doc = \"chanlint\"] fn f() { \"chanlint\"; }"
            )
            .is_empty()
        );
    }
}
