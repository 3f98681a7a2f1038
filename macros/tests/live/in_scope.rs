//! A channel that is written without a path: the rest of the signature says whose it is. That it compiles is the test.

mod with_lapin {
    use chanlint_macros::dedicated_channel;
    use lapin::Channel;

    #[dedicated_channel(close)]
    pub(crate) async fn by_its_result(channel: &Channel) -> lapin::Result<u16> {
        Ok(channel.id())
    }

    pub(crate) struct Failed;

    impl From<lapin::Error> for Failed {
        fn from(_: lapin::Error) -> Self {
            Self
        }
    }

    #[dedicated_channel(prefetch = 10)]
    pub(crate) async fn by_another_parameter(
        channel: &Channel,
        table: lapin::types::FieldTable,
    ) -> Result<u16, Failed> {
        let _ = table;
        Ok(channel.id())
    }
}

mod with_an_older_lapin {
    use chanlint_macros::dedicated_channel;
    use lapin3::Channel;

    #[dedicated_channel]
    pub(crate) async fn by_its_result(channel: Channel) -> Result<u16, lapin3::Error> {
        Ok(channel.id())
    }
}

mod with_amqprs {
    use amqprs::channel::Channel;
    use chanlint_macros::dedicated_channel;

    #[dedicated_channel(prefetch = 10, close)]
    pub(crate) async fn by_its_result(channel: &Channel) -> Result<u16, amqprs::error::Error> {
        Ok(channel.channel_id())
    }
}

#[test]
fn callers_pass_the_connection_of_the_crate_that_the_signature_names() {
    let table = lapin::types::FieldTable::default;
    let _ = |connection: &lapin::Connection| drop(with_lapin::by_its_result(connection));
    let _ = |connection: &lapin::Connection| {
        drop(with_lapin::by_another_parameter(connection, table()));
    };
    let _ = |connection: &lapin3::Connection| drop(with_an_older_lapin::by_its_result(connection));
    let _ = |connection: &amqprs::connection::Connection| {
        drop(with_amqprs::by_its_result(connection));
    };
}
