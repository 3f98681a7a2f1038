//! The channel parameter: which one it is, whose channel it is, and how that client's other types
//! are spelled.
//!
//! Types are spelled from the path that the user wrote, so that renamed and re-exported clients
//! work. It reads types as tokens only; it must not know what is done with the channel.

use proc_macro2::{Ident, Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote, quote_spanned};
use syn::{
    Attribute, Error, FnArg, Lifetime, Pat, PatType, Path, PathArguments, Signature, Token, Type,
};

use crate::args::{Client, Given};
use crate::beside::Beside;

pub(crate) struct Channel {
    /// Its place among the parameters.
    pub(crate) index: usize,
    pub(crate) attrs: Vec<Attribute>,
    pub(crate) pat: Pat,
    /// Its type as the user wrote it, without the reference.
    pub(crate) path: Path,
    pub(crate) taken: Taken,
    pub(crate) client: Client,
    /// Where the client's names are, for a channel that is written without a path.
    root: TokenStream,
}

pub(crate) enum Taken {
    ByReference(Token![&], Option<Lifetime>),
    ByValue,
}

/// What a path that ends in `Channel` says about whose it is; the surest first.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Origin {
    Named,
    Bare,
    Elsewhere,
}

impl Channel {
    /// Finds the one parameter that is a channel.
    pub(crate) fn find(sig: &Signature, client: Option<&Given<Client>>) -> syn::Result<Self> {
        let mut found: Vec<(Origin, usize, &PatType, Taken, &Path)> = Vec::new();
        let mut wrapped = None;
        for (index, input) in sig.inputs.iter().enumerate() {
            let FnArg::Typed(param) = input else { continue };
            match read_type(&param.ty) {
                Some((taken, path)) => found.push((origin(path), index, param, taken, path)),
                None if mentions_channel(&param.ty) => wrapped = wrapped.or(Some(&*param.ty)),
                None => {}
            }
        }
        found.sort_by_key(|it| it.0);
        let surest = found.first().map(|it| it.0);
        found.retain(|it| Some(it.0) == surest);
        let mut found = found.into_iter();
        let Some((_, index, param, taken, path)) = found.next() else {
            return Err(missing(sig, wrapped));
        };
        if let Some((_, _, second, ..)) = found.next() {
            let message =
                "#[dedicated_channel] takes only one channel parameter; one call gets one channel";
            return Err(Error::new_spanned(second, message));
        }
        let beside = Beside::of(sig);
        let client = whose(path, client, &beside)?;
        let root = beside.root(client).unwrap_or_else(|| client.root());
        let (attrs, pat, path) = (param.attrs.clone(), (*param.pat).clone(), path.clone());
        Ok(Channel { index, attrs, pat, path, taken, client, root })
    }

    pub(crate) fn is_by_value(&self) -> bool {
        matches!(self.taken, Taken::ByValue)
    }

    pub(crate) fn lifetime(&self) -> Option<&Lifetime> {
        match &self.taken {
            Taken::ByReference(_, lifetime) => lifetime.as_ref(),
            Taken::ByValue => None,
        }
    }

    /// Where the type stands in the source.
    pub(crate) fn span(&self) -> Span {
        self.path.segments.last().map_or_else(Span::call_site, |it| it.ident.span())
    }

    /// The client's connection type.
    pub(crate) fn connection(&self) -> TokenStream {
        let span = self.span();
        let in_module =
            self.path.segments.iter().rev().nth(1).is_some_and(|it| it.ident == "channel");
        let root = &self.root;
        match (self.client, self.path.segments.len()) {
            (Client::Lapin, 1) => quote_spanned!(span=> #root::Connection),
            (Client::Amqprs, 1) => quote_spanned!(span=> #root::connection::Connection),
            (Client::Amqprs, 2) if in_module => {
                quote_spanned!(span=> #root::connection::Connection)
            }
            (Client::Amqprs, _) if in_module => self.respell(&["connection", "Connection"]),
            _ => self.respell(&["Connection"]),
        }
    }

    /// The arguments of amqprs' `basic_qos`.
    pub(crate) fn qos_arguments(&self) -> TokenStream {
        let root = &self.root;
        match self.path.segments.len() {
            1 => quote_spanned!(self.span()=> #root::channel::BasicQosArguments),
            _ => self.respell(&["BasicQosArguments"]),
        }
    }

    /// The channel's path with other names at its end.
    fn respell(&self, names: &[&str]) -> TokenStream {
        let mut path = self.path.clone();
        for (segment, name) in path.segments.iter_mut().rev().zip(names.iter().rev()) {
            segment.ident = Ident::new(name, segment.ident.span());
        }
        path_as_expanded(path).into_token_stream()
    }

    /// The channel's path where the user did not write it.
    pub(crate) fn expanded_path(&self) -> Path {
        path_as_expanded(self.path.clone())
    }
}

fn path_as_expanded(mut path: Path) -> Path {
    for segment in &mut path.segments {
        segment.ident = as_expanded(segment.ident.clone());
    }
    path
}

/// A name at the same place in the source, marked as generated: lints on what users write leave it
/// alone.
pub(crate) fn as_expanded(mut name: Ident) -> Ident {
    // `$crate` is resolved by its mark.
    if name != "$crate" {
        name.set_span(name.span().resolved_at(Span::call_site()));
    }
    name
}

/// How a parameter that is a channel takes it, and the channel's path.
fn read_type(ty: &Type) -> Option<(Taken, &Path)> {
    match ty {
        Type::Group(group) => read_type(&group.elem),
        Type::Paren(paren) => read_type(&paren.elem),
        Type::Reference(reference) if reference.mutability.is_none() => {
            let (_, path) =
                read_type(&reference.elem).filter(|(taken, _)| matches!(taken, Taken::ByValue))?;
            Some((Taken::ByReference(reference.and_token, reference.lifetime.clone()), path))
        }
        Type::Path(ty) if ty.qself.is_none() => {
            let last = ty.path.segments.last()?;
            let is_channel =
                last.ident == "Channel" && matches!(last.arguments, PathArguments::None);
            is_channel.then_some((Taken::ByValue, &ty.path))
        }
        _ => None,
    }
}

fn mentions_channel(ty: &Type) -> bool {
    fn any(tokens: TokenStream) -> bool {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            let generic =
                matches!(tokens.peek(), Some(TokenTree::Punct(next)) if next.as_char() == '<');
            match token {
                TokenTree::Ident(ident) if ident == "Channel" && !generic => return true,
                TokenTree::Group(group) if any(group.stream()) => return true,
                _ => {}
            }
        }
        false
    }
    any(ty.to_token_stream())
}

fn named_client(path: &Path) -> Option<Client> {
    path.segments.iter().rev().skip(1).find_map(|segment| Client::named_in(&segment.ident))
}

fn origin(path: &Path) -> Origin {
    match path.segments.len() {
        _ if named_client(path).is_some() => Origin::Named,
        1 => Origin::Bare,
        _ => Origin::Elsewhere,
    }
}

fn whose(path: &Path, said: Option<&Given<Client>>, beside: &Beside) -> syn::Result<Client> {
    match (named_client(path), said) {
        (Some(named), Some(said)) if named != said.value => {
            let (named, said_name) = (named.name(), said.value.name());
            let message =
                format!("`{said_name}` is said here, but the channel parameter is {named}'s");
            Err(Error::new(said.span, message))
        }
        (Some(client), _) => Ok(client),
        (None, Some(said)) => Ok(said.value),
        (None, None) => {
            // A path that says nothing leads to a module of their own, which the client's names need not be in.
            if let Some(client) = beside.client().filter(|_| path.segments.len() == 1) {
                return Ok(client);
            }
            let spelled = quote!(#path).to_string().replace(' ', "");
            let message = format!(
                "#[dedicated_channel] cannot see whose `{spelled}` this is; write \
                 `lapin::Channel` or `amqprs::channel::Channel`, or say \
                 `#[dedicated_channel(lapin)]` or `#[dedicated_channel(amqprs)]`"
            );
            Err(Error::new_spanned(path, message))
        }
    }
}

fn missing(sig: &Signature, wrapped: Option<&Type>) -> Error {
    let Some(ty) = wrapped else {
        let message = "#[dedicated_channel] finds no channel parameter; add one such as `channel: \
                       &lapin::Channel` (it becomes `&lapin::Connection` for the callers)";
        return Error::new(sig.paren_token.span.join(), message);
    };
    let message = match ty {
        Type::Reference(reference) if reference.mutability.is_some() => {
            "write `channel: &Channel` with the client's path: every operation of a channel takes \
             `&self`"
        }
        _ => {
            "write `channel: &Channel` with the client's path: the channel belongs to this call \
             alone, so there is nothing to share or lock"
        }
    };
    Error::new_spanned(ty, message)
}
