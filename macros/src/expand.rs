//! From the options and the function to the function that callers see: what does not fit together,
//! the new signature, and the documentation.
//!
//! Whatever was wrong is told beside an item, never instead of one: the function in its new shape
//! where that can be had, else as it stood. It must not know what runs inside; `body` writes that.

use proc_macro2::{Span, TokenStream, TokenTree};
use quote::{ToTokens as _, quote};
use syn::punctuated::Punctuated;
use syn::{
    Error, FnArg, GenericArgument, Lifetime, PathArguments, PathSegment, Receiver, ReceiverKind,
    Token, Type, parse_quote,
};

use crate::args::{self, Args, Client, record};
use crate::body::{self, End};
use crate::channel::{Channel, Taken};
use crate::function::Function;

#[cfg(test)]
mod tests;

pub(crate) fn expand(args: TokenStream, item: TokenStream) -> TokenStream {
    let (args, mut errors) = args::parse(args);
    let item = match Expansion::read(args, item.clone(), &mut errors) {
        Ok(expansion) => expansion.apply().into_token_stream(),
        Err(error) => {
            record(&mut errors, error);
            item
        }
    };
    let errors = errors.map(|it| it.to_compile_error());
    quote!(#errors #item)
}

struct Expansion {
    args: Args,
    function: Function,
    channel: Channel,
    /// The type that awaiting the function yields, as the body has it.
    output: Type,
}

impl Expansion {
    /// Reads what cannot be done without, and drops the options that do not fit with a message.
    fn read(args: Args, item: TokenStream, errors: &mut Option<Error>) -> syn::Result<Self> {
        let mut function: Function = syn::parse2(item)?;
        let channel = Channel::find(&function.sig, args.client.as_ref())?;
        let Some(output) = function.output().cloned() else {
            return Err(no_result(&function, channel.client));
        };
        let mut expansion = Expansion { args, function, channel, output };
        expansion.check_end(errors);
        expansion.check_keep(errors);
        expansion.check_alias(errors);
        expansion.check_reopen(errors);
        Ok(expansion)
    }

    /// Somebody has to end the channel, and only one can.
    fn check_end(&mut self, errors: &mut Option<Error>) {
        let Args { close, keep, reopen, .. } = &mut self.args;
        if self.channel.is_by_value() {
            for (name, does, option) in [("keep", "returns", keep), ("close", "closes", close)] {
                let Some(given) = option.take() else { continue };
                let message = format!(
                    "`{name}` is for a channel taken by reference; a body that owns its channel \
                     {does} it itself"
                );
                record(errors, Error::new(given.span, message));
            }
        } else if self.channel.client == Client::Amqprs
            && close.is_none()
            && keep.is_none()
            && reopen.is_none()
        {
            let message = "amqprs closes a channel when its last clone is dropped, and a consumer \
                           started on it then stops without a word; say `close` where the call \
                           does all the work, or `keep` to return the channel with the value, or \
                           take `channel: Channel` by value";
            record(errors, Error::new_spanned(&self.channel.path, message));
        }
    }

    /// The channel needs a value to stand beside.
    fn check_keep(&mut self, errors: &mut Option<Error>) {
        let Some(keep) = self.args.keep.take_if(|_| success_type(&mut self.output).is_none())
        else {
            return;
        };
        let message = "`keep` returns the channel beside the success value, and cannot see that \
                       value in this return type; write it as `Result<T, E>`";
        record(errors, Error::new(keep.span, message));
    }

    /// An alias that is given the error has the success value out of sight.
    fn check_alias(&mut self, errors: &mut Option<Error>) {
        let Some(error) = error_alone(&self.output).filter(|_| self.args.keep.is_some()) else {
            return;
        };
        let message = "`keep` returns the channel beside the success value, and this alias is \
                       given the error and hides that value; write the type as `Result<T, E>`";
        record(errors, Error::new_spanned(error, message));
        self.args.keep = None;
    }

    /// The body must be able to run a second time, and its end must say how its consumer fared.
    fn check_reopen(&mut self, errors: &mut Option<Error>) {
        let Some(reopen) = &self.args.reopen else { return };
        let used_up =
            self.function.sig.receiver().and_then(|it| used_up(it, self.function.is_boxed()));
        let returned = success_type(&mut self.output)
            .map(|it| it.to_token_stream().to_string())
            .unwrap_or_default();
        let error = if let Some(error) = used_up {
            error
        } else if returned == "Consumer" || returned.ends_with(":: Consumer") {
            let message = "`reopen` sees what ends the call, and the returned `Consumer` can only \
                           fail after that; run it in the body, and return when it is done";
            Error::new(reopen.span, message)
        } else {
            return;
        };
        record(errors, error);
        self.args.reopen = None;
    }

    fn apply(mut self) -> Function {
        let end = self.end();
        self.function.body =
            body::expand(&self.args, &self.channel, &self.output, end, &mut self.function);
        let docs = self.docs(end);
        self.function.attrs.push(parse_quote!(#[doc = #docs]));
        self.rewrite_parameters();
        if end == End::Keep {
            self.return_channel();
        }
        self.function
    }

    fn end(&self) -> End {
        let Args { close, keep, reopen, .. } = &self.args;
        if keep.is_some() {
            End::Keep
        } else if close.is_some() || reopen.is_some() && !self.channel.is_by_value() {
            End::Close
        } else {
            End::Leave
        }
    }

    /// Puts the connection where the channel was, or nothing where the channel is opened `from`
    /// elsewhere.
    fn rewrite_parameters(&mut self) {
        let index = self.channel.index;
        let lifetime = self.channel.lifetime().cloned();
        let connection = if self.args.from.is_some() {
            self.function.remove_lifetime(lifetime.as_ref());
            None
        } else {
            let lifetime = lifetime.or_else(|| self.function.add_lifetime(index));
            Some(self.connection_parameter(lifetime.as_ref()))
        };
        let mut inputs: Vec<FnArg> =
            std::mem::take(&mut self.function.sig.inputs).into_iter().collect();
        inputs.splice(index..=index, connection);
        self.function.sig.inputs = Punctuated::from_iter(inputs);
    }

    fn connection_parameter(&self, lifetime: Option<&Lifetime>) -> FnArg {
        let connection = body::local("connection");
        let ty = match &self.args.conn {
            Some(conn) => match &conn.value {
                Type::ImplTrait(it) if it.bounds.len() > 1 => quote!((#it)),
                ty => ty.to_token_stream(),
            },
            None => self.channel.connection(),
        };
        let and = match &self.channel.taken {
            Taken::ByReference(and, _) => and.span.resolved_at(Span::call_site()),
            Taken::ByValue => self.channel.span(),
        };
        let and = Token![&](and);
        parse_quote!(#connection: #and #lifetime #ty)
    }

    /// `Result<T, E>` becomes `Result<(T, Channel), E>`.
    fn return_channel(&mut self) {
        let path = self.channel.expanded_path();
        if let Some(success) = self.function.output().and_then(success_type) {
            *success = parse_quote!((#success, #path));
        }
    }

    /// What callers have to know, below what the user wrote.
    fn docs(&self, end: End) -> String {
        let opens = match self.args.from {
            Some(_) => "Every call opens an AMQP channel of its own",
            None => "Takes a connection; every call opens an AMQP channel of its own on it",
        };
        let set_up = match (&self.args.prefetch, &self.args.confirm) {
            (Some(_), Some(_)) => ", with a prefetch limit and publisher confirms",
            (Some(_), None) => ", with a prefetch limit",
            (None, Some(_)) => ", with publisher confirms",
            (None, None) => "",
        };
        let ends = match end {
            End::Leave => "",
            End::Close => ", and closes it before it returns",
            End::Keep => {
                ", and returns it beside the value: what was started on it lives as long as it is \
                 held"
            }
        };
        let again = match self.args.reopen {
            Some(_) => {
                " When a run fails, the next one begins on a fresh channel, until its policy \
                 gives up."
            }
            None => "",
        };
        format!(
            "\n\n# Channel\n\n{opens}{set_up}{ends}.{again} Not for use per message: opening \
             costs round trips."
        )
    }
}

fn no_result(function: &Function, client: Client) -> Error {
    let message = format!(
        "#[dedicated_channel] opens a channel with `?`, so the function must return a `Result` \
         whose error is `From` the error of {}",
        client.name()
    );
    // `#[async_trait]` leaves the parameters no place of their own.
    let place = if function.is_boxed() {
        function.sig.ident.span()
    } else {
        function.sig.paren_token.span.join()
    };
    Error::new(place, message)
}

/// Why a second run could not have this receiver.
fn used_up(receiver: &Receiver, boxed: bool) -> Option<Error> {
    let message = match &receiver.kind {
        ReceiverKind::Reference(_, _, Some(_)) if boxed => {
            "`reopen` runs the body again, and under #[async_trait] `&mut self` goes into the \
             first run; take `&self`"
        }
        ReceiverKind::Reference(..) => return None,
        _ => {
            "`reopen` runs the body again, and `self` goes into the first run; take `&self` or \
             `&mut self`"
        }
    };
    Some(Error::new_spanned(receiver, message))
}

/// `E` of an alias such as `Depth<E>`, as its name shows: what is called a `Result` is given the
/// value.
fn error_alone(output: &Type) -> Option<&Type> {
    let last = last_segment(output)?;
    let PathArguments::AngleBracketed(arguments) = &last.arguments else { return None };
    let mut types = arguments.args.iter().filter_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    });
    let (only, None) = (types.next()?, types.next()) else { return None };
    let is_error = match last_segment(only) {
        Some(boxed) if boxed.ident == "Box" => mentions_error(boxed.to_token_stream()),
        Some(last) => last.ident.to_string().ends_with("Error"),
        None => false,
    };
    (is_error && !last.ident.to_string().ends_with("Result")).then_some(only)
}

/// Whether a boxed trait object is of errors.
fn mentions_error(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| matches!(token, TokenTree::Ident(it) if it == "Error"))
}

fn last_segment(ty: &Type) -> Option<&PathSegment> {
    let Type::Path(ty) = ty else { return None };
    ty.path.segments.last()
}

/// `T` of `Result<T, E>`, `io::Result<T>` and the like.
fn success_type(output: &mut Type) -> Option<&mut Type> {
    let Type::Path(ty) = output else { return None };
    let PathArguments::AngleBracketed(arguments) = &mut ty.path.segments.last_mut()?.arguments
    else {
        return None;
    };
    arguments.args.iter_mut().find_map(|argument| match argument {
        GenericArgument::Type(ty) => Some(ty),
        _ => None,
    })
}
