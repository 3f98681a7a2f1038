//! The expansion as tokens: what each option adds, what is left alone, and that no mistake costs
//! the item.

#![expect(clippy::needless_pass_by_value, reason = "tokens are quoted where they are passed")]

use proc_macro2::TokenStream;
use quote::quote;

/// The function that comes out, without the documentation.
fn expanded(args: TokenStream, item: TokenStream) -> String {
    let tokens = super::expand(args, item).to_string();
    match (tokens.find("# [doc = \"\\n\\n# Channel"), tokens.find("round trips.\"]")) {
        (Some(start), Some(end)) => {
            format!("{}{}", &tokens[..start], tokens[end + "round trips.\"]".len()..].trim_start())
        }
        _ => tokens,
    }
}

#[track_caller]
fn check(args: TokenStream, item: TokenStream, expected: TokenStream) {
    assert_eq!(expanded(args, item), expected.to_string());
}

#[test]
fn lapin_by_reference() {
    check(
        quote!(prefetch = 10),
        quote! {
            /// Sets up.
            #[inline]
            pub(crate) async fn set_up(channel: &lapin::Channel, queue: &str) -> lapin::Result<Consumer> {
                channel.basic_consume(queue).await
            }
        },
        quote! {
            /// Sets up.
            #[inline]
            pub(crate) async fn set_up(connection: &lapin::Connection, queue: &str) -> lapin::Result<Consumer> {
                let owned_channel = connection.create_channel().await?;
                owned_channel.basic_qos(10, ::core::default::Default::default()).await?;
                let channel: &lapin::Channel = &owned_channel;
                channel.basic_consume(queue).await
            }
        },
    );
}

#[test]
fn amqprs_keeps() {
    check(
        quote!(amqprs, prefetch = 10, keep),
        quote! {
            async fn set_up(channel: &Channel) -> Result<Rx, Error> { rx(channel).await }
        },
        quote! {
            async fn set_up(connection: &::amqprs::connection::Connection) -> Result<(Rx, Channel), Error> {
                let owned_channel = connection.open_channel(::core::option::Option::None).await?;
                owned_channel.basic_qos(::amqprs::channel::BasicQosArguments::new(0, 10, false)).await?;
                let result: Result<Rx, Error> = async {
                    let channel: &Channel = &owned_channel;
                    rx(channel).await
                }.await;
                match result {
                    ::core::result::Result::Ok(value) => ::core::result::Result::Ok((value, owned_channel)),
                    ::core::result::Result::Err(error) => {
                        let _ = owned_channel.close().await;
                        ::core::result::Result::Err(error)
                    }
                }
            }
        },
    );
}

#[test]
fn lapin_confirms_and_closes() {
    check(
        quote!(confirm, close),
        quote! {
            async fn publish<'a, T: ?Sized>(channel: &lapin::Channel, queue: &'a str, body: &T) -> Result<&'a str, E>
            where
                T: AsRef<[u8]>,
            {
                Ok(queue)
            }
        },
        quote! {
            async fn publish<'a, T: ?Sized>(connection: &lapin::Connection, queue: &'a str, body: &T) -> Result<&'a str, E>
            where
                T: AsRef<[u8]>,
            {
                let owned_channel = connection.create_channel().await?;
                owned_channel.confirm_select(::core::default::Default::default()).await?;
                let result: Result<&'a str, E> = async {
                    let channel: &lapin::Channel = &owned_channel;
                    Ok(queue)
                }.await;
                let _ = owned_channel.close(200, ::core::convert::Into::into("OK")).await;
                result
            }
        },
    );
}

#[test]
fn from_takes_the_parameter_away() {
    check(
        quote!(from = self.conn),
        quote! {
            async fn depth(&self, mut channel: lapin::Channel, queue: &str) -> Result<impl Iterator<Item = u32>, E> { f() }
        },
        quote! {
            async fn depth(&self, queue: &str) -> Result<impl Iterator<Item = u32>, E> {
                let connection = &self.conn;
                let owned_channel = connection.create_channel().await?;
                let mut channel: lapin::Channel = owned_channel;
                f()
            }
        },
    );
}

#[test]
fn reopen_runs_on_what_the_caller_passed() {
    check(
        quote!(reopen = Policy::new(3)),
        quote! {
            async fn work(
                channel: &lapin::Channel,
                mut queue: String,
                name: &str,
                (a, b): (u32, T),
                log: &mut Log,
                _: u8,
            ) -> Result<impl Sized, E> {
                f().await
            }
        },
        quote! {
            async fn work(
                connection: &lapin::Connection,
                queue: String,
                name: &str,
                argument_3: (u32, T),
                log: &mut Log,
                _: u8
            ) -> Result<impl Sized, E> {
                fn reopen_takes_arguments_by_reference_or_clones_them<T: ::core::clone::Clone>(argument: &T) -> T {
                    ::core::clone::Clone::clone(argument)
                }
                #[allow(unused_mut)]
                let mut policy = Policy::new(3);
                loop {
                    let result: Result<_, E> = async {
                        let mut queue = reopen_takes_arguments_by_reference_or_clones_them(&queue);
                        let (a, b) = reopen_takes_arguments_by_reference_or_clones_them(&argument_3);
                        let log = &mut *log;
                        let owned_channel = connection.create_channel().await?;
                        let result: Result<_, E> = async {
                            let channel: &lapin::Channel = &owned_channel;
                            f().await
                        }.await;
                        let _ = owned_channel.close(200, ::core::convert::Into::into("OK")).await;
                        result
                    }.await;
                    let delay = match result {
                        ::core::result::Result::Ok(value) => return ::core::result::Result::Ok(value),
                        ::core::result::Result::Err(error) => match policy.delay(&error) {
                            ::core::option::Option::Some(delay) => delay,
                            ::core::option::Option::None => return ::core::result::Result::Err(error),
                        },
                    };
                    policy.sleep(delay).await;
                }
            }
        },
    );
}

/// The connection parameter for a channel type, under these options.
#[track_caller]
fn check_connection(args: TokenStream, channel: TokenStream, connection: TokenStream) {
    let expansion = expanded(args, quote!(async fn f(channel: #channel) -> R<T, E> {}));
    let expected = quote!(async fn f(connection: #connection) -> R<T, E>).to_string();
    assert!(expansion.starts_with(&expected), "{expansion}");
}

#[test]
fn connections_are_spelled_from_the_users_path() {
    let nothing = || quote!();
    check_connection(nothing(), quote!(&lapin2::Channel), quote!(&lapin2::Connection));
    check_connection(
        nothing(),
        quote!(&'a app::lapin::Channel),
        quote!(&'a app::lapin::Connection),
    );
    check_connection(
        nothing(),
        quote!(&::deadpool_lapin::lapin::Channel),
        quote!(&::deadpool_lapin::lapin::Connection),
    );
    check_connection(
        nothing(),
        quote!(amqprs1::channel::Channel),
        quote!(&amqprs1::connection::Connection),
    );
    check_connection(quote!(lapin), quote!(&Channel), quote!(&::lapin::Connection));
    check_connection(quote!(lapin), quote!(&mq::Channel), quote!(&mq::Connection));
    check_connection(quote!(amqprs), quote!(Channel), quote!(&::amqprs::connection::Connection));
    check_connection(
        quote!(amqprs),
        quote!(channel::Channel),
        quote!(&::amqprs::connection::Connection),
    );
    check_connection(
        quote!(amqprs),
        quote!(mq::channel::Channel),
        quote!(&mq::connection::Connection),
    );
    check_connection(quote!(amqprs), quote!(mq::Channel), quote!(&mq::Connection));
    check_connection(quote!(conn = Pool<'_>), quote!(&lapin::Channel), quote!(&Pool<'_>));
    check_connection(quote!(conn = impl A + B), quote!(&lapin::Channel), quote!(&(impl A + B)));
}

#[test]
fn the_surest_channel_is_taken() {
    let item = quote!(
        async fn f(rpc: tonic::transport::Channel, channel: &lapin::Channel) -> R<T, E> {}
    );
    let expected =
        quote!(async fn f(rpc: tonic::transport::Channel, connection: &lapin::Connection))
            .to_string();
    assert!(expanded(quote!(), item).starts_with(&expected));
}

// What `#[async_trait]` makes of its methods has named lifetimes, in the order of the parameters,
// and the impl must have those of the trait.

#[test]
fn async_trait_by_value_gets_the_lifetime_in_its_place() {
    check(
        quote!(),
        quote! {
            fn f<'life0, 'life1, 'life2, 'async_trait>(
                &'life0 self, tag: &'life1 str, channel: lapin::Channel, queue: &'life2 str
            ) -> ::core::pin::Pin<Box<dyn ::core::future::Future<Output = R<T, E> > + 'async_trait> >
            where 'life0: 'async_trait, 'life1: 'async_trait, 'life2: 'async_trait
            {
                Box::pin(async move { let channel = channel; body })
            }
        },
        quote! {
            fn f<'life0, 'life1, 'connection, 'life2, 'async_trait>(
                &'life0 self, tag: &'life1 str, connection: &'connection lapin::Connection, queue: &'life2 str
            ) -> ::core::pin::Pin<Box<dyn ::core::future::Future<Output = R<T, E> > + 'async_trait> >
            where 'life0: 'async_trait, 'life1: 'async_trait, 'life2: 'async_trait, 'connection: 'async_trait
            {
                Box::pin(async move {
                    let owned_channel = connection.create_channel().await?;
                    let channel: lapin::Channel = owned_channel;
                    let channel = channel;
                    body
                })
            }
        },
    );
}

#[test]
fn async_trait_from_gives_the_lifetime_back() {
    check(
        quote!(from = self.conn, keep),
        quote! {
            fn f<'life0, 'life1, 'async_trait>(&'life0 self, channel: &'life1 lapin::Channel)
                -> ::core::pin::Pin<Box<dyn ::core::future::Future<Output = R<T, E> > + 'async_trait> >
            where 'life0: 'async_trait, 'life1: 'async_trait
            {
                Box::pin(async move { body })
            }
        },
        quote! {
            fn f<'life0, 'async_trait>(&'life0 self)
                -> ::core::pin::Pin<Box<dyn ::core::future::Future<Output = R<(T, lapin::Channel), E> > + 'async_trait> >
            where 'life0: 'async_trait
            {
                Box::pin(async move {
                    let connection = &self.conn;
                    let owned_channel = connection.create_channel().await?;
                    let result: R<T, E> = async {
                        let channel: &lapin::Channel = &owned_channel;
                        body
                    }.await;
                    match result {
                        ::core::result::Result::Ok(value) => ::core::result::Result::Ok((value, owned_channel)),
                        ::core::result::Result::Err(error) => {
                            let _ = owned_channel.close(200, ::core::convert::Into::into("OK")).await;
                            ::core::result::Result::Err(error)
                        }
                    }
                })
            }
        },
    );
}

#[test]
fn documentation_tells_what_callers_get() {
    let item = quote!(
        async fn f(channel: &lapin::Channel) -> R<T, E> {}
    );
    let docs = |args| super::expand(args, item.clone()).to_string();
    assert!(
        docs(quote!(prefetch = 1))
            .contains("Takes a connection; every call opens an AMQP channel of its own on it")
    );
    assert!(
        docs(quote!(from = pool.get().await?))
            .contains("# Channel\\n\\nEvery call opens an AMQP channel of its own")
    );
    assert!(
        docs(quote!(close, confirm))
            .contains("with publisher confirms, and closes it before it returns.")
    );
    assert!(docs(quote!(keep)).contains("and returns it beside the value"));
    assert!(
        docs(quote!(reopen = p))
            .contains("the next one begins on a fresh channel, until its policy gives up.")
    );
}

#[test]
fn no_mistake_costs_the_item() {
    let mistaken = [
        (quote!(unknown), quote! { async fn f(channel: &lapin::Channel) -> R<T, E> { body } }),
        (quote!(prefetch), quote! { async fn f(channel: lapin::Channel) -> R<T, E> { body } }),
        (quote!(keep), quote! { async fn f(channel: lapin::Channel) -> R<T, E> { body } }),
        (
            quote!(reopen = p),
            quote! { async fn f(self, channel: &lapin::Channel) -> R<T, E> { body } },
        ),
        (quote!(), quote! { async fn f(channel: &amqprs::channel::Channel) -> R<T, E> { body } }),
        (quote!(), quote! { async fn f(channel: &Channel) -> R<T, E> { body } }),
        (quote!(), quote! { async fn f(channel: &lapin::Channel) { body } }),
        (quote!(), quote! { fn f(channel: &lapin::Channel) -> R<T, E> { body } }),
        (quote!(), quote! { pub struct f { body: T } }),
        // An expansion of `#[async_trait]` as no version makes it.
        (
            quote!(),
            quote! { fn f <'async_trait>(channel: &'async_trait lapin::Channel) -> R<T, E> { body } },
        ),
    ];
    for (args, item) in mistaken {
        let expansion = super::expand(args, item).to_string();
        assert_eq!(expansion.matches("compile_error").count(), 1, "{expansion}");
        assert!(expansion.contains(" f ") && expansion.contains("body"), "{expansion}");
    }
}

#[test]
fn a_body_that_is_being_typed_is_passed_on() {
    let expansion =
        expanded(quote!(), quote!(async fn f(channel: &lapin::Channel) -> R<T, E> { channel. }));
    assert!(expansion.ends_with("= & owned_channel ; channel . }"), "{expansion}");
}
