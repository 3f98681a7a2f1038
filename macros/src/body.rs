//! What runs when the function is awaited: a channel is opened and set up, the user's statements
//! run on it, and it is ended as the options say; with `reopen`, again and again.
//!
//! Names of its own are hygienic, paths absolute, and errors show at the tokens that can mend them.
//! It takes the options as they were checked; what does not fit together never comes here.

use proc_macro2::{Ident, Span, TokenStream};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::spanned::Spanned as _;
use syn::{Expr, FnArg, GenericArgument, Pat, PatType, PathArguments, Token, Type, parse_quote};

use crate::args::{Args, Client};
use crate::channel::{Channel, Taken};
use crate::function::Function;

/// What becomes of the channel when the body is done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum End {
    /// It goes with its last handle.
    Leave,
    Close,
    /// The caller gets it.
    Keep,
}

/// A name that the expansion brings, and that the user's code cannot meet.
pub(crate) fn local(name: &str) -> Ident {
    Ident::new(name, Span::mixed_site())
}

/// Such a name at a place in the source, where an error about it should show.
fn local_at(name: &str, place: Span) -> Ident {
    Ident::new(name, Span::mixed_site().located_at(place))
}

/// Writes the statements of the function; with `reopen`, its by-value parameters become plain
/// names.
pub(crate) fn expand(
    args: &Args,
    channel: &Channel,
    output: &Type,
    end: End,
    function: &mut Function,
) -> TokenStream {
    let body = Body { args, channel, output, end };
    let statements = std::mem::take(&mut function.body);
    match &args.reopen {
        None => body.run(&statements),
        Some(policy) => {
            let copies = body.copy_arguments(function, &policy.value);
            body.run_again(&statements, &policy.value, &copies)
        }
    }
}

struct Body<'a> {
    args: &'a Args,
    channel: &'a Channel,
    output: &'a Type,
    end: End,
}

/// What gives each run the arguments that the first one had.
struct Copies {
    /// The function that clones, where one is needed.
    cloner: Option<TokenStream>,
    lets: TokenStream,
}

impl Body<'_> {
    /// Opens a channel, runs the statements on it, and ends it.
    fn run(&self, statements: &TokenStream) -> TokenStream {
        let (open, lend) = (self.open(), self.lend());
        if self.end == End::Leave {
            return quote!(#open #lend #statements);
        }
        let (output, close) = (without_impl_trait(self.output.clone()), self.close());
        let result = local("result");
        let run = quote!(#open let #result: #output = async { #lend #statements }.await;);
        if self.end == End::Close {
            return quote!(#run #close #result);
        }
        let (ok, err) = self.result_variants();
        let (channel, value, error) = (local("owned_channel"), local("value"), local("error"));
        quote! {
            #run
            match #result {
                #ok(#value) => #ok((#value, #channel)),
                #err(#error) => {
                    #close
                    #err(#error)
                }
            }
        }
    }

    /// Runs the statements on fresh channels until they succeed or the policy gives up.
    fn run_again(
        &self,
        statements: &TokenStream,
        policy_expr: &Expr,
        copies: &Copies,
    ) -> TokenStream {
        let (policy, delay) = (local("policy"), local("delay"));
        let (result, value, error) = (local("result"), local("value"), local("error"));
        let (ok, err) = self.result_variants();
        let output = without_impl_trait(self.output.clone());
        let place = policy_expr.span();
        // The error is gone before the sleep, so that it need not be `Sync` for the future to be
        // `Send`.
        let decide = quote_spanned!(place=> #policy.delay(&#error));
        let sleep = quote_spanned!(place=> #policy.sleep(#delay).await);
        let run = self.run(statements);
        let Copies { cloner, lets } = copies;
        quote! {
            #cloner
            #[allow(unused_mut)]
            let mut #policy = #policy_expr;
            loop {
                let #result: #output = async { #lets #run }.await;
                let #delay = match #result {
                    #ok(#value) => return #ok(#value),
                    #err(#error) => match #decide {
                        ::core::option::Option::Some(#delay) => #delay,
                        ::core::option::Option::None => return #err(#error),
                    },
                };
                #sleep;
            }
        }
    }

    /// Opens and sets up the channel. What can go wrong shows where it can be mended: a connection
    /// that cannot open one at its type, a `?` that does not fit at the return type.
    fn open(&self) -> TokenStream {
        let (source, source_span) = match (&self.args.from, &self.args.conn) {
            (Some(from), _) => {
                let (connection, expr) = (local("connection"), &from.value);
                (quote!(let #connection = &#expr;), expr.span())
            }
            (None, Some(conn)) => (TokenStream::new(), conn.value.span()),
            (None, None) => (TokenStream::new(), self.channel.span()),
        };
        let output_span = self.output.span();
        let connection = local_at("connection", output_span);
        let (method, id) = match self.channel.client {
            Client::Lapin => ("create_channel", None),
            Client::Amqprs => ("open_channel", Some(quote!(::core::option::Option::None))),
        };
        let method = local_at(method, source_span);
        let open = quote_spanned!(output_span=> #connection.#method(#id).await?);
        let (channel, prefetch, confirm) =
            (local("owned_channel"), self.prefetch(), self.confirm());
        quote! {
            #source
            let #channel = #open;
            #prefetch
            #confirm
        }
    }

    fn prefetch(&self) -> Option<TokenStream> {
        let prefetch = &self.args.prefetch.as_ref()?.value;
        let (channel, question) = (local("owned_channel"), Token![?](self.output.span()));
        let arguments = match self.channel.client {
            Client::Lapin => quote!(#prefetch, ::core::default::Default::default()),
            Client::Amqprs => {
                let qos_arguments = self.channel.qos_arguments();
                quote!(#qos_arguments::new(0, #prefetch, false))
            }
        };
        Some(quote!(#channel.basic_qos(#arguments).await #question;))
    }

    fn confirm(&self) -> Option<TokenStream> {
        self.args.confirm.as_ref()?;
        let (channel, question) = (local("owned_channel"), Token![?](self.output.span()));
        Some(quote!(#channel.confirm_select(::core::default::Default::default()).await #question;))
    }

    /// Gives the body its channel under the user's name and type, where one of another client
    /// shows.
    fn lend(&self) -> TokenStream {
        let Channel { attrs, pat, path, taken, .. } = self.channel;
        let channel = local_at("owned_channel", self.channel.span());
        match taken {
            Taken::ByReference(and, _) => {
                let borrow = Token![&](Span::mixed_site().located_at(and.span));
                quote!(#(#attrs)* let #pat: #and #path = #borrow #channel;)
            }
            Taken::ByValue => quote!(#(#attrs)* let #pat: #path = #channel;),
        }
    }

    /// Closes the channel; that it is closed already is no failure of the call.
    fn close(&self) -> TokenStream {
        let channel = local("owned_channel");
        match self.channel.client {
            Client::Lapin => {
                quote!(let _ = #channel.close(200, ::core::convert::Into::into("OK")).await;)
            }
            Client::Amqprs => quote!(let _ = #channel.close().await;),
        }
    }

    fn result_variants(&self) -> (TokenStream, TokenStream) {
        let span = self.output.span();
        (
            quote_spanned!(span=> ::core::result::Result::Ok),
            quote_spanned!(span=> ::core::result::Result::Err),
        )
    }

    /// Lets every run start from the arguments that the caller passed: references as they are,
    /// values as clones.
    fn copy_arguments(&self, function: &mut Function, policy: &Expr) -> Copies {
        let cloner = local("reopen_takes_arguments_by_reference_or_clones_them");
        let mut lets = TokenStream::new();
        let mut clones = false;
        for (index, input) in function.sig.inputs.iter_mut().enumerate() {
            let FnArg::Typed(param) = input else { continue };
            if index == self.channel.index || is_name(policy, &param.pat) || !needs_copy(param) {
                continue;
            }
            let name = match &*param.pat {
                Pat::Ident(pat) if pat.subpat.is_none() => pat.ident.clone(),
                _ => local(&format!("argument_{index}")),
            };
            let pat = std::mem::replace(&mut *param.pat, parse_quote!(#name));
            let copy = match &*param.ty {
                Type::Reference(it) if it.mutability.is_some() => {
                    quote_spanned!(param.ty.span()=> &mut *#name)
                }
                Type::Reference(_) => name.to_token_stream(),
                ty => {
                    clones = true;
                    quote_spanned!(ty.span()=> #cloner(&#name))
                }
            };
            let cfgs = param.attrs.iter().filter(|it| it.path().is_ident("cfg"));
            lets.extend(quote!(#(#cfgs)* let #pat = #copy;));
        }
        // Where an argument cannot be cloned, the name is what the compiler prints.
        let cloner = clones.then(|| {
            quote! {
                fn #cloner<T: ::core::clone::Clone>(argument: &T) -> T {
                    ::core::clone::Clone::clone(argument)
                }
            }
        });
        Copies { cloner, lets }
    }
}

/// Whether the body could leave the parameter otherwise than it found it.
fn needs_copy(param: &PatType) -> bool {
    match (&*param.pat, &*param.ty) {
        (Pat::Wild(_), _) => false,
        (Pat::Ident(pat), Type::Reference(ty)) => {
            pat.mutability.is_some() || ty.mutability.is_some()
        }
        _ => true,
    }
}

/// Whether the expression is nothing but the name that the pattern binds.
fn is_name(expr: &Expr, pat: &Pat) -> bool {
    match (expr, pat) {
        (Expr::Path(path), Pat::Ident(pat)) => path.path.is_ident(&pat.ident),
        _ => false,
    }
}

/// The type as a `let` may have it: `_` for every `impl Trait`.
fn without_impl_trait(mut ty: Type) -> Type {
    match &mut ty {
        Type::ImplTrait(_) => return parse_quote!(_),
        Type::Tuple(tuple) => tuple.elems.iter_mut().for_each(erase_impl_trait),
        Type::Path(path) => {
            for segment in &mut path.path.segments {
                let PathArguments::AngleBracketed(arguments) = &mut segment.arguments else {
                    continue;
                };
                for argument in &mut arguments.args {
                    if let GenericArgument::Type(ty) = argument {
                        erase_impl_trait(ty);
                    }
                }
            }
        }
        _ => {}
    }
    ty
}

fn erase_impl_trait(ty: &mut Type) {
    let whole = std::mem::replace(ty, Type::Verbatim(TokenStream::new()));
    *ty = without_impl_trait(whole);
}
