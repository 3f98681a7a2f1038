//! What the rest of a signature says about whose a bare `Channel` is: `lapin::Result<…>` behind the
//! arrow, `&amqprs::…` in another parameter.
//!
//! It reads tokens only, as names are all that there is; it must not know what they are used for.

use proc_macro2::{Spacing, TokenStream, TokenTree};
use quote::ToTokens as _;
use syn::Signature;

use crate::args::Client;
use crate::channel::as_expanded;

/// The clients that a signature names at the head of paths.
pub(crate) struct Beside {
    named: Vec<(Client, TokenStream)>,
}

impl Beside {
    pub(crate) fn of(sig: &Signature) -> Self {
        let mut named = Vec::new();
        read(sig.inputs.to_token_stream(), &mut named);
        read(sig.output.to_token_stream(), &mut named);
        read(sig.generics.to_token_stream(), &mut named);
        read(sig.generics.where_clause.to_token_stream(), &mut named);
        Beside { named }
    }

    /// The client, where only one is named.
    pub(crate) fn client(&self) -> Option<Client> {
        let (first, _) = self.named.first()?;
        self.named.iter().all(|(client, _)| client == first).then_some(*first)
    }

    /// The path under which it finds a client's names.
    pub(crate) fn root(&self, client: Client) -> Option<TokenStream> {
        let root =
            self.named.iter().find(|(named, root)| *named == client && is_crate(root, client));
        root.map(|(_, root)| root.clone())
    }
}

/// Whether a path leads to the client itself, under its name or that of one of its versions, and
/// not to what is built on it.
fn is_crate(root: &TokenStream, client: Client) -> bool {
    let last = root.clone().into_iter().last().map(|token| token.to_string());
    let version = last.as_deref().and_then(|name| name.strip_prefix(client.name()));
    version.is_some_and(|version| version.chars().all(|c| c.is_ascii_digit() || c == '_'))
}

/// Notes each path up to the segment that names a client, where the path goes on behind it.
fn read(tokens: TokenStream, named: &mut Vec<(Client, TokenStream)>) {
    let mut path = Vec::new();
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        let goes_on = tokens.peek().is_some_and(is_separator);
        match token {
            TokenTree::Ident(ident) => {
                if !path.last().is_some_and(is_colon) {
                    path.clear();
                }
                let client = Client::named_in(&ident).filter(|_| goes_on);
                path.push(TokenTree::Ident(as_expanded(ident)));
                named.extend(client.map(|client| (client, path.iter().cloned().collect())));
            }
            colon if is_separator(&colon) || is_half(path.last()) && is_colon(&colon) => {
                path.push(colon);
            }
            other => {
                path.clear();
                if let TokenTree::Group(group) = other {
                    read(group.stream(), named);
                }
            }
        }
    }
}

fn is_colon(token: &TokenTree) -> bool {
    matches!(token, TokenTree::Punct(it) if it.as_char() == ':')
}

/// Whether only the first colon of `::` was read.
fn is_half(last: Option<&TokenTree>) -> bool {
    last.is_some_and(is_separator)
}

/// Whether a token is the first of `::`, and not what stands behind a parameter's name.
fn is_separator(token: &TokenTree) -> bool {
    is_colon(token) && matches!(token, TokenTree::Punct(it) if it.spacing() == Spacing::Joint)
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn the_rest_of_a_signature_says_whose_a_bare_channel_is_and_what_its_crate_is_called() {
        for (item, connection) in [
            (
                quote!(
                    async fn f(channel: &Channel) -> lapin::Result<u16> {}
                ),
                "&lapin::Connection",
            ),
            (
                quote!(
                    async fn f(channel: &Channel) -> crate::lapin3::Result<u16> {}
                ),
                "&crate::lapin3::Connection",
            ),
            (
                quote!(
                    async fn f(
                        channel: &Channel,
                        lapin_table: ::lapin::types::FieldTable,
                    ) -> R<T, E> {
                    }
                ),
                "&::lapin::Connection",
            ),
            // What is built on a client is not where its names are.
            (
                quote!(
                    async fn f(channel: &Channel) -> Result<u16, deadpool_lapin::PoolError> {}
                ),
                "&::lapin::Connection",
            ),
            (
                quote!(
                    async fn f(table: lapin::types::FieldTable, channel: &Channel) -> R<T, E> {}
                ),
                "&lapin::Connection",
            ),
            (
                quote!(
                    async fn f<T: From<amqprs::error::Error>>(channel: Channel) -> R<(), T> {}
                ),
                "&amqprs::connection::Connection",
            ),
        ] {
            let tokens =
                crate::expand::expand(TokenStream::new(), item).to_string().replace(' ', "");
            assert!(tokens.contains(&format!("connection:{connection}")), "{tokens}");
        }
    }
}
