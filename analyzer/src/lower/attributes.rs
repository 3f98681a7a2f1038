//! Attributes as they stand, and those that speak to the linter.

use syn::Attribute;

use super::Lowerer;
use crate::facts::{Attr, MarkedAttr, Name, Span};

/// What an attribute that speaks to the linter mentions.
pub(super) const NAMESPACE: &str = "chanlint";

impl Lowerer<'_> {
    /// The attributes of an item, without its documentation.
    pub(super) fn item_attrs(&mut self, attrs: &[Attribute], target: Span) -> Vec<Attr> {
        self.mark(attrs, target);
        attrs.iter().filter(|attr| !is_doc(attr)).map(|attr| self.attr(attr)).collect()
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
