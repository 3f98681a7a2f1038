//! The function that the attribute stands on: its head as syntax, its body as the tokens they are.
//!
//! The body is not parsed, so that one which is still being typed reaches the compiler. Also tells
//! an `async fn` from the expansion of `#[async_trait]`, which has replaced it by the time an
//! attribute inside the impl is read. Must not know what the options ask for.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::parse::{Parse, ParseStream};
use syn::{
    Attribute, Error, Expr, ExprAsync, ExprPath, GenericArgument, GenericParam, Lifetime,
    LifetimeParam, PathArguments, ReturnType, Signature, Token, Type, TypeParamBound, Visibility,
    WherePredicate, braced, parse_quote, token,
};

pub(crate) struct Function {
    pub(crate) attrs: Vec<Attribute>,
    vis: Visibility,
    pub(crate) sig: Signature,
    brace: token::Brace,
    /// The attributes that the body opens with.
    inner_attrs: Vec<Attribute>,
    /// The statements that run when the future is awaited.
    pub(crate) body: TokenStream,
    future: Future,
}

enum Future {
    /// The function is an `async fn`.
    Native,
    /// `Box::pin(async move { … })` is all that the function does.
    Boxed { pin: Box<ExprPath>, block: Box<ExprAsync> },
}

impl Parse for Function {
    fn parse(input: ParseStream<'_>) -> syn::Result<Self> {
        let attrs = input.call(Attribute::parse_outer)?;
        let vis = input.parse()?;
        let misplaced = "#[dedicated_channel] goes on an `async fn` with a body";
        if !starts_function(input) {
            return Err(input.error(misplaced));
        }
        let sig: Signature = input.parse()?;
        if input.peek(Token![;]) {
            return Err(Error::new(sig.fn_token.span, misplaced));
        }
        let content;
        let brace = braced!(content in input);
        let inner_attrs = content.call(Attribute::parse_inner)?;
        let body = content.parse()?;
        Function { attrs, vis, sig, brace, inner_attrs, body, future: Future::Native }.read_future()
    }
}

fn starts_function(input: ParseStream<'_>) -> bool {
    let head = input.fork();
    while head.peek(Token![const])
        || head.peek(Token![async])
        || head.peek(Token![unsafe])
        || head.peek(Token![extern])
        || head.peek(syn::LitStr)
    {
        if head.parse::<TokenTree>().is_err() {
            return false;
        }
    }
    head.peek(Token![fn])
}

impl Function {
    fn read_future(mut self) -> syn::Result<Self> {
        if self.sig.asyncness.is_some() {
            return Ok(self);
        }
        let fn_span = self.sig.fn_token.span;
        if self.async_trait_lifetime().is_none() {
            let message =
                "#[dedicated_channel] needs an `async fn`: opening a channel waits for the broker";
            return Err(Error::new(fn_span, message));
        }
        let Some((pin, block)) = boxed_block(&self.body) else {
            let message = "#[dedicated_channel] does not know this expansion of #[async_trait] \
                           (it knows those of 0.1.44 and later); put it on an inherent `async fn` \
                           and call that one";
            return Err(Error::new(fn_span, message));
        };
        let stmts = &block.block.stmts;
        self.body = quote!(#(#stmts)*);
        self.future = Future::Boxed { pin: Box::new(pin), block: Box::new(block) };
        Ok(self)
    }

    pub(crate) fn is_boxed(&self) -> bool {
        matches!(self.future, Future::Boxed { .. })
    }

    /// The type that awaiting the function yields, unless it is `()`.
    pub(crate) fn output(&mut self) -> Option<&mut Type> {
        let ReturnType::Type(_, ty) = &mut self.sig.output else { return None };
        let output = match self.future {
            Future::Native => ty,
            Future::Boxed { .. } => future_output(ty)?,
        };
        match output {
            Type::Tuple(tuple) if tuple.elems.is_empty() => None,
            output => Some(output),
        }
    }

    /// The lifetime that `#[async_trait]` gives the future, and by which its work is known.
    fn async_trait_lifetime(&self) -> Option<Lifetime> {
        self.lifetimes().map(|param| &param.lifetime).find(|it| it.ident == "async_trait").cloned()
    }

    fn lifetimes(&self) -> impl Iterator<Item = &LifetimeParam> {
        self.sig.generics.params.iter().filter_map(|param| match param {
            GenericParam::Lifetime(param) => Some(param),
            _ => None,
        })
    }

    /// Names the lifetime of a reference parameter that is put in at `index`, where a name is
    /// needed.
    ///
    /// `#[async_trait]` has named every elided lifetime, in the order of the parameters, and the
    /// impl must have the same ones in the same places as the trait.
    pub(crate) fn add_lifetime(&mut self, index: usize) -> Option<Lifetime> {
        if !self.is_boxed() {
            return None;
        }
        let bound = self.async_trait_lifetime()?;
        let earlier: String =
            self.sig.inputs.iter().take(index).map(|it| it.to_token_stream().to_string()).collect();
        let place = self.sig.generics.params.iter().position(|param| match param {
            GenericParam::Lifetime(param) => {
                let name = param.lifetime.to_string();
                param.lifetime == bound || is_elided(&param.lifetime) && !earlier.contains(&name)
            }
            _ => true,
        })?;
        let lifetime = Lifetime::new("'connection", Span::mixed_site());
        self.sig.generics.params.insert(place, parse_quote!(#lifetime));
        let predicates = &mut self.sig.generics.make_where_clause().predicates;
        predicates.push(parse_quote!(#lifetime: #bound));
        Some(lifetime)
    }

    /// Takes back a lifetime that `#[async_trait]` named for a parameter which goes away.
    pub(crate) fn remove_lifetime(&mut self, lifetime: Option<&Lifetime>) {
        let Some(lifetime) = lifetime.filter(|it| self.is_boxed() && is_elided(it)) else { return };
        let generics = &mut self.sig.generics;
        generics.params.retain(
            |param| !matches!(param, GenericParam::Lifetime(it) if it.lifetime == *lifetime),
        );
        if let Some(clause) = &mut generics.where_clause {
            clause.predicates.retain(|predicate| match predicate {
                WherePredicate::Lifetime(it) => it.lifetime != *lifetime,
                _ => true,
            });
        }
    }
}

/// `'life0`, `'life1` and so on.
fn is_elided(lifetime: &Lifetime) -> bool {
    let name = lifetime.ident.to_string();
    name.strip_prefix("life").is_some_and(|number| number.parse::<u32>().is_ok())
}

fn boxed_block(body: &TokenStream) -> Option<(ExprPath, ExprAsync)> {
    let Ok(Expr::Call(call)) = syn::parse2(body.clone()) else { return None };
    let Expr::Path(pin) = *call.func else { return None };
    let mut names = pin.path.segments.iter().rev().map(|it| &it.ident);
    if names.next()? != "pin" || names.next()? != "Box" || call.args.len() != 1 {
        return None;
    }
    match call.args.into_iter().next() {
        Some(Expr::Async(block)) if block.capture.is_some() => Some((pin, block)),
        _ => None,
    }
}

/// `R` of `Pin<Box<dyn Future<Output = R> + …>>`.
fn future_output(ty: &mut Type) -> Option<&mut Type> {
    let path = match ty {
        Type::Path(ty) => &mut ty.path,
        Type::TraitObject(object) => object.bounds.iter_mut().find_map(|bound| match bound {
            TypeParamBound::Trait(bound) => Some(&mut bound.path),
            _ => None,
        })?,
        _ => return None,
    };
    let PathArguments::AngleBracketed(arguments) = &mut path.segments.last_mut()?.arguments else {
        return None;
    };
    match arguments.args.first_mut()? {
        GenericArgument::Type(ty) => future_output(ty),
        GenericArgument::AssocType(assoc) if assoc.ident == "Output" => Some(&mut assoc.ty),
        _ => None,
    }
}

impl ToTokens for Function {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        let Function { attrs, vis, sig, brace, inner_attrs, body, future } = self;
        tokens.extend(quote!(#(#attrs)* #vis #sig));
        brace.surround(tokens, |tokens| {
            tokens.extend(quote!(#(#inner_attrs)*));
            match future {
                Future::Native => body.to_tokens(tokens),
                Future::Boxed { pin, block } => {
                    let ExprAsync { attrs, async_token, capture, .. } = &**block;
                    tokens.extend(quote!(#pin(#(#attrs)* #async_token #capture { #body })));
                }
            }
        });
    }
}
