//! Patterns.

use syn::punctuated::Punctuated;

use super::lowerer::Lowerer;
use crate::facts::{Lit, Name, Pat, Path};

impl Lowerer<'_> {
    /// A pattern. Guards and type ascriptions are taken off by whoever can hold them.
    pub(super) fn pat(&self, pat: &syn::Pat) -> Pat {
        match pat {
            syn::Pat::Ident(pat) => self.binding(pat),
            syn::Pat::Wild(_) => Pat::Wild,
            syn::Pat::Rest(_) => Pat::Rest,
            syn::Pat::Tuple(pat) => Pat::Tuple(self.pats(&pat.elems)),
            syn::Pat::TupleStruct(pat) => {
                Pat::TupleStruct(Box::new(self.path(&pat.path)), self.pats(&pat.elems))
            }
            syn::Pat::Struct(pat) => {
                Pat::Struct(Box::new(self.path(&pat.path)), self.field_pats(&pat.fields))
            }
            syn::Pat::Path(pat) => self.path_pat(pat),
            syn::Pat::Reference(pat) => Pat::Ref(Box::new(self.pat(&pat.pat))),
            syn::Pat::Or(pat) => Pat::Or(self.pats(&pat.cases)),
            syn::Pat::Slice(pat) => Pat::Slice(self.pats(&pat.elems)),
            syn::Pat::Lit(pat) => Pat::Lit(Some(literal(&pat.lit))),
            syn::Pat::Range(_) => Pat::Lit(None),
            syn::Pat::Paren(pat) => self.pat(&pat.pat),
            syn::Pat::Type(pat) => self.pat(&pat.pat),
            syn::Pat::Guard(pat) => self.pat(&pat.pat),
            _ => Pat::Unknown,
        }
    }

    /// The name of a field.
    pub(super) fn member(&self, member: &syn::Member) -> Name {
        match member {
            syn::Member::Named(ident) => self.spans.name(ident),
            syn::Member::Unnamed(index) => position(index.index as usize),
        }
    }

    fn binding(&self, pat: &syn::PatIdent) -> Pat {
        let (name, span) = self.spans.ident(&pat.ident);
        Pat::Bind { name, span, sub: pat.subpat.as_ref().map(|(_, sub)| Box::new(self.pat(sub))) }
    }

    fn path_pat(&self, pat: &syn::PatPath) -> Pat {
        match pat.path.get_ident().filter(|_| pat.qself.is_none()) {
            Some(ident) => {
                let (name, span) = self.spans.ident(ident);
                Pat::Bind { name, span, sub: None }
            }
            None => Pat::Path(Box::new(self.without_qself(pat.qself.as_ref(), &pat.path))),
        }
    }

    /// `<T>::NAME` as a path: what stands before the name is not kept.
    fn without_qself(&self, qself: Option<&syn::QSelf>, path: &syn::Path) -> Path {
        let mut lowered = self.path(path);
        lowered
            .segments
            .drain(..qself.map_or(0, |qself| qself.position).min(lowered.segments.len()));
        lowered
    }

    fn pats<P>(&self, pats: &Punctuated<syn::Pat, P>) -> Vec<Pat> {
        pats.iter().map(|pat| self.pat(pat)).collect()
    }

    fn field_pats(&self, fields: &Punctuated<syn::FieldPat, syn::Token![,]>) -> Vec<(Name, Pat)> {
        fields.iter().map(|field| (self.member(&field.member), self.pat(&field.pat))).collect()
    }
}

/// The name of the tuple field at a position.
pub(super) fn position(at: usize) -> Name {
    const FIRST: [&str; 10] = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
    FIRST.get(at).map_or_else(|| Name::from(&at.to_string()), |&digit| Name::from(digit))
}

/// A literal's value.
pub(super) fn literal(lit: &syn::Lit) -> Lit {
    match lit {
        syn::Lit::Str(lit) => Lit::Str(lit.value()),
        syn::Lit::ByteStr(lit) => String::from_utf8(lit.value()).map_or(Lit::Other, Lit::Bytes),
        syn::Lit::Int(lit) => lit.base10_digits().parse().map_or(Lit::Other, Lit::Int),
        syn::Lit::Bool(lit) => Lit::Bool(lit.value),
        _ => Lit::Other,
    }
}

#[cfg(test)]
mod tests {
    use crate::lower::rust::testing::statements;

    #[test]
    fn patterns_keep_their_shape() {
        for pattern in [
            "a",
            "_",
            "a @ Some(b)",
            "(a, .., b)",
            "m::A(a, _)",
            "A { a: b, c: _ }",
            "m::A",
            "&a",
            "[a, .., b]",
            "true",
        ] {
            assert_eq!(
                statements(&format!("let {pattern} = x;")),
                format!("{{ let {pattern} = x; }}")
            );
        }
    }

    #[test]
    fn patterns_lose_what_binds_nothing_else() {
        for (written, printed) in [
            ("ref mut a", "a"),
            ("| A(1) | B(\"x\")", "A(1) | B(\"x\")"),
            ("A { a, ref b, .. }", "A { a: a, b: b }"),
            ("T { 0: a }", "T { 0: a }"),
            ("(a)", "a"),
            ("1..=2", "range"),
            ("-1.5", "lit"),
            ("<A as B>::C", "C"),
            ("const { 1 }", "?"),
            ("m!(a)", "?"),
        ] {
            assert_eq!(
                statements(&format!("match x {{ {written} => () }}")),
                format!("{{ match x {{ {printed} => () }} }}")
            );
        }
    }
}
