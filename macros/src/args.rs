//! The options between the attribute's parentheses.
//!
//! Knows their spelling and which of them exclude each other. It knows nothing of the function they
//! stand on, nor of what they expand to, and takes nothing from the rest of the crate, so that
//! other tools can read the same grammar.

use proc_macro2::{Ident, Span, TokenStream};
use quote::quote;
use syn::ext::IdentExt as _;
use syn::parse::{Parse, ParseStream, Parser as _};
use syn::{Error, Expr, Token, Type};

const OPTIONS: &str = "the options are `prefetch = …`, `confirm`, `close`, `keep`, `from = …`, \
                       `conn = …`, `reopen = …`, `lapin` and `amqprs`";

/// A client library, told apart by how its connection opens a channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Client {
    Lapin,
    Amqprs,
}

impl Client {
    /// The client whose name is part of a word.
    pub(crate) fn named_in(word: &Ident) -> Option<Client> {
        let word = word.to_string();
        [Client::Lapin, Client::Amqprs].into_iter().find(|client| word.contains(client.name()))
    }

    /// Where its names are in a program that does not rename it.
    pub(crate) fn root(self) -> TokenStream {
        match self {
            Client::Lapin => quote!(::lapin),
            Client::Amqprs => quote!(::amqprs),
        }
    }

    pub(crate) fn name(self) -> &'static str {
        match self {
            Client::Lapin => "lapin",
            Client::Amqprs => "amqprs",
        }
    }
}

/// An option that was given: where, and with what.
pub(crate) struct Given<T> {
    pub(crate) span: Span,
    pub(crate) value: T,
}

#[derive(Default)]
pub(crate) struct Args {
    pub(crate) prefetch: Option<Given<Expr>>,
    pub(crate) confirm: Option<Given<()>>,
    pub(crate) close: Option<Given<()>>,
    pub(crate) keep: Option<Given<()>>,
    pub(crate) from: Option<Given<Expr>>,
    pub(crate) conn: Option<Given<Type>>,
    pub(crate) reopen: Option<Given<Expr>>,
    pub(crate) client: Option<Given<Client>>,
}

/// Reads the options and keeps those that it understood beside what was wrong with the others, so
/// that the function is still expanded and one mistake yields one message.
pub(crate) fn parse(tokens: TokenStream) -> (Args, Option<Error>) {
    let mut args = Args::default();
    let mut errors = None;
    let read = |input: ParseStream<'_>| -> syn::Result<()> {
        while !input.is_empty() {
            if let Err(error) = args.parse_option(input) {
                record(&mut errors, error);
            }
            if !input.is_empty() {
                input.parse::<Token![,]>()?;
            }
        }
        Ok(())
    };
    if let Err(error) = read.parse2(tokens) {
        record(&mut errors, error);
    }
    args.settle_conflicts(&mut errors);
    (args, errors)
}

impl Args {
    fn parse_option(&mut self, input: ParseStream<'_>) -> syn::Result<()> {
        let key = input.call(Ident::parse_any)?;
        match key.to_string().as_str() {
            "prefetch" => value(input, &key, "10", &mut self.prefetch),
            "from" => value(input, &key, "self.conn", &mut self.from),
            "conn" => value(input, &key, "MyPool", &mut self.conn),
            "reopen" => value(input, &key, "Reopen::new(5)", &mut self.reopen),
            "confirm" => flag(input, &key, (), &mut self.confirm),
            "close" => flag(input, &key, (), &mut self.close),
            "keep" => flag(input, &key, (), &mut self.keep),
            "lapin" => flag(input, &key, Client::Lapin, &mut self.client),
            "amqprs" => flag(input, &key, Client::Amqprs, &mut self.client),
            name => {
                skip_value(input);
                Err(Error::new(key.span(), format!("unknown option `{name}`; {OPTIONS}")))
            }
        }
    }

    /// Drops the second of two options that exclude each other, with a message.
    fn settle_conflicts(&mut self, errors: &mut Option<Error>) {
        if let (Some(_), Some(keep)) = (&self.close, &self.keep) {
            let message = "`close` and `keep` exclude each other: `close` ends the channel with \
                           the call, `keep` hands it to the caller";
            record(errors, Error::new(keep.span, message));
            self.keep = None;
        }
        if let (Some(_), Some(conn)) = (&self.from, &self.conn) {
            let message =
                "`conn` names the type of the connection parameter, and with `from` there is none";
            record(errors, Error::new(conn.span, message));
            self.conn = None;
        }
        if let (Some(_), Some(keep)) = (&self.reopen, &self.keep) {
            let message = "`reopen` is for a function that runs its consumer to the end: what \
                           happens to a channel that `keep` handed out, no later run can see";
            record(errors, Error::new(keep.span, message));
            self.keep = None;
        }
    }
}

/// Adds an error to those found so far.
pub(crate) fn record(errors: &mut Option<Error>, error: Error) {
    match errors {
        Some(errors) => errors.combine(error),
        None => *errors = Some(error),
    }
}

fn value<T: Parse>(
    input: ParseStream<'_>,
    key: &Ident,
    example: &str,
    slot: &mut Option<Given<T>>,
) -> syn::Result<()> {
    if !input.peek(Token![=]) {
        return Err(Error::new(
            key.span(),
            format!("`{key}` needs a value, as in `{key} = {example}`"),
        ));
    }
    let equals: Token![=] = input.parse()?;
    if input.is_empty() || input.peek(Token![,]) {
        return Err(Error::new(
            equals.span,
            format!("`{key}` needs a value, as in `{key} = {example}`"),
        ));
    }
    let value = input.parse()?;
    fill(key, value, slot)
}

fn flag<T>(
    input: ParseStream<'_>,
    key: &Ident,
    value: T,
    slot: &mut Option<Given<T>>,
) -> syn::Result<()> {
    if input.peek(Token![=]) {
        skip_value(input);
        return Err(Error::new(key.span(), format!("`{key}` takes no value")));
    }
    fill(key, value, slot)
}

fn fill<T>(key: &Ident, value: T, slot: &mut Option<Given<T>>) -> syn::Result<()> {
    if slot.is_some() {
        let message = match key.to_string().as_str() {
            "lapin" | "amqprs" => "one client is enough: say `lapin` or `amqprs`, once".to_owned(),
            name => format!("`{name}` is given twice"),
        };
        return Err(Error::new(key.span(), message));
    }
    *slot = Some(Given { span: key.span(), value });
    Ok(())
}

/// Passes over `= …` or `(…)` of an option that is not understood.
fn skip_value(input: ParseStream<'_>) {
    while !input.is_empty() && !input.peek(Token![,]) {
        // Any token tree parses while the input is not at its end.
        let _ = input.parse::<proc_macro2::TokenTree>();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(tokens: TokenStream) -> Vec<String> {
        parse(tokens).1.into_iter().flatten().map(|error| error.to_string()).collect()
    }

    #[test]
    fn every_option_is_read() {
        let (args, errors) = parse(quote!(
            prefetch = self.n::<A, B>(),
            confirm,
            close,
            from = pool.get().await?,
            reopen = Policy { attempts: 3 },
            amqprs,
        ));
        assert!(errors.is_none());
        assert!(args.prefetch.is_some() && args.confirm.is_some() && args.close.is_some());
        assert!(args.from.is_some() && args.reopen.is_some());
        assert_eq!(args.client.map(|it| it.value), Some(Client::Amqprs));
    }

    #[test]
    fn one_mistake_is_one_message_and_the_rest_is_kept() {
        let (args, errors) = parse(quote!(prefetchh = 3, confirm));
        assert_eq!(errors.into_iter().flatten().count(), 1);
        assert!(args.confirm.is_some());

        assert_eq!(messages(quote!(close = true)), ["`close` takes no value"]);
        assert_eq!(messages(quote!(prefetch)), ["`prefetch` needs a value, as in `prefetch = 10`"]);
        assert_eq!(
            messages(quote!(prefetch = , confirm)),
            ["`prefetch` needs a value, as in `prefetch = 10`"]
        );
        assert_eq!(messages(quote!(confirm, confirm)), ["`confirm` is given twice"]);
        assert_eq!(
            messages(quote!(lapin, amqprs)),
            ["one client is enough: say `lapin` or `amqprs`, once"]
        );
        assert_eq!(messages(quote!(retry(3), close)).len(), 1);
    }

    #[test]
    fn what_excludes_each_other_is_told_at_the_second() {
        assert!(
            messages(quote!(close, keep))[0].starts_with("`close` and `keep` exclude each other")
        );
        assert!(messages(quote!(from = a, conn = B))[0].starts_with("`conn` names the type"));
        assert!(
            messages(quote!(reopen = a, keep))[0]
                .starts_with("`reopen` is for a function that runs")
        );
    }
}
