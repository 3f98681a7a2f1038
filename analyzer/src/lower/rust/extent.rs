//! First and last byte of paths, types and patterns.
//!
//! Found from the tokens that a node holds, because asking the parser for a node's span prints the node.

use syn::{Pat, PathArguments, TypeParamBound};

use super::lowerer::Lowerer;
use crate::facts::Span;

impl Lowerer<'_> {
    /// Where a path starts.
    pub(super) fn path_start(&self, path: &syn::Path) -> u32 {
        match (&path.leading_colon, path.segments.first()) {
            (Some(colon), _) => self.spans.start(colon.spans[0]),
            (None, Some(segment)) => self.spans.start(segment.ident.span()),
            (None, None) => 0,
        }
    }

    /// Where a path ends.
    pub(super) fn path_end(&self, path: &syn::Path) -> u32 {
        path.segments.last().map_or(0, |segment| self.segment_end(segment))
    }

    /// A whole macro call without a semicolon.
    pub(super) fn macro_span(&self, mac: &syn::Macro) -> Span {
        self.spans.join(self.path_start(&mac.path), self.spans.end(mac.delimiter.span().close()))
    }

    /// Where a type starts.
    pub(super) fn type_start(&self, ty: &syn::Type) -> u32 {
        let token = match ty {
            syn::Type::Path(ty) => match &ty.qself {
                Some(qself) => qself.lt_token.span,
                None => return self.path_start(&ty.path),
            },
            syn::Type::Array(ty) => ty.bracket_token.span.open(),
            syn::Type::FnPtr(ty) => match (&ty.lifetimes, &ty.unsafety, &ty.abi) {
                (Some(lifetimes), _, _) => lifetimes.for_token.span,
                (None, Some(unsafety), _) => unsafety.span,
                (None, None, Some(abi)) => abi.extern_token.span,
                (None, None, None) => ty.fn_token.span,
            },
            syn::Type::Group(ty) => return self.type_start(&ty.elem),
            syn::Type::ImplTrait(ty) => ty.impl_token.span,
            syn::Type::Infer(ty) => ty.underscore_token.span,
            syn::Type::Macro(ty) => return self.path_start(&ty.mac.path),
            syn::Type::Never(ty) => ty.bang_token.span,
            syn::Type::Paren(ty) => ty.paren_token.span.open(),
            syn::Type::Ptr(ty) => ty.star_token.span,
            syn::Type::Reference(ty) => ty.and_token.span,
            syn::Type::Slice(ty) => ty.bracket_token.span.open(),
            syn::Type::TraitObject(ty) => match (&ty.dyn_token, ty.bounds.first()) {
                (Some(dyn_token), _) => dyn_token.span,
                (None, Some(TypeParamBound::Trait(bound))) => return self.path_start(&bound.path),
                _ => return 0,
            },
            syn::Type::Tuple(ty) => ty.paren_token.span.open(),
            syn::Type::Verbatim(tokens) => return self.tokens_span(tokens).start,
            _ => return 0,
        };
        self.spans.start(token)
    }

    /// Where a type ends.
    pub(super) fn type_end(&self, ty: &syn::Type) -> u32 {
        let token = match ty {
            syn::Type::Path(ty) => return self.path_end(&ty.path),
            syn::Type::Array(ty) => ty.bracket_token.span.close(),
            syn::Type::FnPtr(ty) => match &ty.output {
                syn::ReturnType::Type(_, ty) => return self.type_end(ty),
                syn::ReturnType::Default => ty.paren_token.span.close(),
            },
            syn::Type::Group(ty) => return self.type_end(&ty.elem),
            syn::Type::ImplTrait(ty) => return self.bounds_end(&ty.bounds),
            syn::Type::Infer(ty) => ty.underscore_token.span,
            syn::Type::Macro(ty) => ty.mac.delimiter.span().close(),
            syn::Type::Never(ty) => ty.bang_token.span,
            syn::Type::Paren(ty) => ty.paren_token.span.close(),
            syn::Type::Ptr(ty) => return self.type_end(&ty.elem),
            syn::Type::Reference(ty) => return self.type_end(&ty.elem),
            syn::Type::Slice(ty) => ty.bracket_token.span.close(),
            syn::Type::TraitObject(ty) => return self.bounds_end(&ty.bounds),
            syn::Type::Tuple(ty) => ty.paren_token.span.close(),
            syn::Type::Verbatim(tokens) => return self.tokens_span(tokens).end,
            _ => return 0,
        };
        self.spans.end(token)
    }

    /// Where a pattern starts.
    pub(super) fn pat_start(&self, pat: &Pat) -> u32 {
        let token = match pat {
            Pat::Const(pat) => pat.const_token.span,
            Pat::Guard(pat) => return self.pat_start(&pat.pat),
            Pat::Ident(pat) => match (&pat.by_ref, &pat.mutability) {
                (Some(by_ref), _) => by_ref.span,
                (None, Some(mutability)) => mutability.span,
                (None, None) => pat.ident.span(),
            },
            Pat::Lit(pat) => pat.lit.span(),
            Pat::Macro(pat) => return self.path_start(&pat.mac.path),
            Pat::Or(pat) => match (&pat.leading_vert, pat.cases.first()) {
                (Some(vert), _) => vert.span,
                (None, Some(case)) => return self.pat_start(case),
                (None, None) => return 0,
            },
            Pat::Paren(pat) => pat.paren_token.span.open(),
            Pat::Path(pat) => match &pat.qself {
                Some(qself) => qself.lt_token.span,
                None => return self.path_start(&pat.path),
            },
            Pat::Reference(pat) => pat.and_token.span,
            Pat::Rest(pat) => pat.dot2_token.spans[0],
            Pat::Slice(pat) => pat.bracket_token.span.open(),
            Pat::Struct(pat) => return self.path_start(&pat.path),
            Pat::Tuple(pat) => pat.paren_token.span.open(),
            Pat::TupleStruct(pat) => return self.path_start(&pat.path),
            Pat::Type(pat) => return self.pat_start(&pat.pat),
            Pat::Verbatim(tokens) => return self.tokens_span(tokens).start,
            Pat::Wild(pat) => pat.underscore_token.span,
            _ => return 0,
        };
        self.spans.start(token)
    }

    /// Where a pattern ends; ranges and guards, which no parameter has, end where they start.
    pub(super) fn pat_end(&self, pat: &Pat) -> u32 {
        let token = match pat {
            Pat::Ident(pat) => match &pat.subpat {
                Some((_, sub)) => return self.pat_end(sub),
                None => pat.ident.span(),
            },
            Pat::Lit(pat) => pat.lit.span(),
            Pat::Macro(pat) => pat.mac.delimiter.span().close(),
            Pat::Or(pat) => return pat.cases.last().map_or(0, |case| self.pat_end(case)),
            Pat::Paren(pat) => pat.paren_token.span.close(),
            Pat::Path(pat) => return self.path_end(&pat.path),
            Pat::Reference(pat) => return self.pat_end(&pat.pat),
            Pat::Rest(pat) => pat.dot2_token.spans[1],
            Pat::Slice(pat) => pat.bracket_token.span.close(),
            Pat::Struct(pat) => pat.brace_token.span.close(),
            Pat::Tuple(pat) => pat.paren_token.span.close(),
            Pat::TupleStruct(pat) => pat.paren_token.span.close(),
            Pat::Type(pat) => return self.type_end(&pat.ty),
            Pat::Verbatim(tokens) => return self.tokens_span(tokens).end,
            Pat::Wild(pat) => pat.underscore_token.span,
            _ => return self.pat_start(pat),
        };
        self.spans.end(token)
    }

    /// From the first to the last of some tokens.
    pub(super) fn tokens_span(&self, tokens: &proc_macro2::TokenStream) -> Span {
        let mut tokens = tokens.clone().into_iter();
        let Some(first) = tokens.next() else { return Span::default() };
        let last = tokens.last().unwrap_or_else(|| first.clone());
        self.spans.join(self.spans.start(first.span()), self.spans.end(last.span()))
    }

    /// Where a segment of a path ends.
    pub(super) fn segment_end(&self, segment: &syn::PathSegment) -> u32 {
        let token = match &segment.arguments {
            PathArguments::None => segment.ident.span(),
            PathArguments::AngleBracketed(args) => args.gt_token.span,
            PathArguments::Parenthesized(args) => match &args.output {
                syn::ReturnType::Type(_, ty) => return self.type_end(ty),
                syn::ReturnType::Default => args.paren_token.span.close(),
            },
        };
        self.spans.end(token)
    }

    fn bounds_end(
        &self,
        bounds: &syn::punctuated::Punctuated<TypeParamBound, syn::Token![+]>,
    ) -> u32 {
        match bounds.last() {
            Some(TypeParamBound::Trait(bound)) => match &bound.paren_token {
                Some(paren) => self.spans.end(paren.span.close()),
                None => self.path_end(&bound.path),
            },
            Some(TypeParamBound::Lifetime(lifetime)) => self.spans.end(lifetime.ident.span()),
            Some(TypeParamBound::PreciseCapture(capture)) => self.spans.end(capture.gt_token.span),
            Some(TypeParamBound::Verbatim(tokens)) => self.tokens_span(tokens).end,
            _ => 0,
        }
    }
}
