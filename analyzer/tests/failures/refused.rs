//! `unsupported_by_broker`, `consumer_tag_reused`, `confirm_and_tx_on_one_channel`, `direct_reply_to_misused`.

/// The pseudo-queue of answers.
const ANSWERS: &str = "amq.rabbitmq.reply-to";

mod with_lapin {
    use super::ANSWERS;
    use crate::failures::support::{is_alive, lapin, queue_with, run, unique, within};
    use lapin::options::{
        BasicCancelOptions, BasicConsumeOptions, BasicPublishOptions, BasicRecoverAsyncOptions,
        BasicRecoverOptions, ChannelFlowOptions, ConfirmSelectOptions,
    };
    use lapin::types::FieldTable;
    use lapin::{BasicProperties, Channel, Connection, Consumer};

    /// What a broker may have no notion of.
    #[derive(Clone, Copy, Debug)]
    enum Wish {
        Immediate,
        Recover,
        RecoverAsync,
        Flow,
    }

    async fn wish(channel: &Channel, wish: Wish, unsupported: bool) -> lapin::Result<()> {
        let requeue = !unsupported;
        match wish {
            Wish::Immediate => {
                let options = BasicPublishOptions { immediate: unsupported, ..Default::default() };
                let (to, about) = (unique("nowhere"), BasicProperties::default());
                channel.basic_publish("".into(), to.into(), options, b"", about).await.map(drop)
            }
            Wish::Recover => channel.basic_recover(BasicRecoverOptions { requeue }).await,
            Wish::RecoverAsync => {
                channel.basic_recover_async(BasicRecoverAsyncOptions { requeue }).await
            }
            Wish::Flow => {
                channel.channel_flow(ChannelFlowOptions { active: requeue }).await.map(drop)
            }
        }
    }

    #[test]
    fn what_the_broker_does_not_know_closes_the_connection() {
        run(async {
            for what in [Wish::Immediate, Wish::Recover, Wish::RecoverAsync, Wish::Flow] {
                for unsupported in [true, false] {
                    let connection = lapin().await;
                    let channel = connection.create_channel().await.expect("a channel");
                    let _ = within("the call", wish(&channel, what, unsupported)).await;
                    let _ = is_alive(&channel).await;
                    let goes_on = connection.create_channel().await.is_ok();
                    assert_eq!(goes_on, !unsupported, "{what:?}, unsupported: {unsupported}");
                }
            }
        });
    }

    #[test]
    fn the_defaults_ask_for_what_the_broker_does_not_know() {
        assert!(!BasicRecoverOptions::default().requeue);
        assert!(!BasicRecoverAsyncOptions::default().requeue);
        assert!(!ChannelFlowOptions::default().active);
    }

    async fn start(channel: &Channel, queue: &str, tag: &str) -> lapin::Result<Consumer> {
        let (options, about) = (BasicConsumeOptions::default(), FieldTable::default());
        let start = channel.basic_consume(queue.into(), tag.into(), options, about);
        within("consuming", start).await
    }

    /// What comes between two consumers with one tag.
    #[derive(Clone, Copy, Debug, PartialEq)]
    enum Between {
        Nothing,
        Cancel,
        OtherChannel,
    }

    async fn start_two(between: Between) -> bool {
        let connection = lapin().await;
        let channel = connection.create_channel().await.expect("a channel");
        let other = connection.create_channel().await.expect("a channel");
        let queue = queue_with(&channel, 0).await;
        let _first = start(&channel, &queue, "worker").await.expect("the first starts");
        if between == Between::Cancel {
            let cancel = channel.basic_cancel("worker".into(), BasicCancelOptions::default());
            within("cancelling", cancel).await.expect("a reply");
        }
        let queue = queue_with(&other, 0).await;
        let on = if between == Between::OtherChannel { &other } else { &channel };
        let second = start(on, &queue, "worker").await;
        second.is_ok() && is_alive(&other).await
    }

    #[test]
    fn a_consumer_tag_that_is_taken_closes_the_connection() {
        run(async {
            assert!(!start_two(Between::Nothing).await, "while the first lives");
            assert!(start_two(Between::Cancel).await, "after the first was cancelled");
            assert!(start_two(Between::OtherChannel).await, "on another channel");
        });
    }

    #[test]
    fn a_channel_has_confirms_or_transactions() {
        run(async {
            let connection = lapin().await;
            let open = async || connection.create_channel().await.expect("a channel");
            let confirms = ConfirmSelectOptions::default();
            let (channel, other) = (open().await, open().await);
            channel.confirm_select(confirms).await.expect("confirms");
            other.tx_select().await.expect("transactions, on a channel of their own");
            assert!(within("tx_select", channel.tx_select()).await.is_err(), "after confirms");
            assert!(!is_alive(&channel).await);
            assert!(within("confirms", other.confirm_select(confirms)).await.is_err(), "after tx");
            assert!(!is_alive(&other).await);
            assert!(is_alive(&open().await).await, "the connection goes on");
        });
    }

    async fn answers(channel: &Channel, no_ack: bool) -> lapin::Result<Consumer> {
        let options = BasicConsumeOptions { no_ack, ..Default::default() };
        let start =
            channel.basic_consume(ANSWERS.into(), "".into(), options, FieldTable::default());
        within("consuming", start).await
    }

    async fn ask(channel: &Channel, to: &str) -> bool {
        let about = BasicProperties::default().with_reply_to(ANSWERS.into());
        let options = BasicPublishOptions::default();
        let asked = channel.basic_publish("".into(), to.into(), options, b"?", about).await;
        asked.is_ok()
    }

    async fn open(connection: &Connection) -> (Channel, String) {
        let channel = connection.create_channel().await.expect("a channel");
        let queue = queue_with(&channel, 0).await;
        (channel, queue)
    }

    #[test]
    fn answers_come_to_the_channel_that_asked_and_are_not_acked() {
        run(async {
            let connection = lapin().await;
            let (by_hand, _queue) = open(&connection).await;
            assert!(answers(&by_hand, false).await.is_err(), "a consumer that acks by hand");
            assert!(!is_alive(&by_hand).await, "its channel is closed");
            let ((channel, questions), (other, _)) =
                (open(&connection).await, open(&connection).await);
            assert!(ask(&other, &questions).await, "the call returns `Ok`");
            assert!(!is_alive(&other).await, "the channel without a consumer of the answers");
            let _answers = answers(&channel, true).await.expect("a consumer");
            assert!(ask(&channel, &questions).await && is_alive(&channel).await, "on one channel");
        });
    }
}

mod with_amqprs {
    use super::ANSWERS;
    use crate::failures::support::{amqprs, answers, lapin, queue_with, run, unique, within};
    use amqprs::BasicProperties;
    use amqprs::channel::{
        BasicCancelArguments, BasicConsumeArguments, BasicPublishArguments, BasicQosArguments,
        Channel, ConfirmSelectArguments,
    };
    use amqprs::error::Error;

    /// What a broker may have no notion of.
    #[derive(Clone, Copy, Debug)]
    enum Wish {
        Immediate,
        Recover,
        Flow,
        PrefetchSize,
    }

    async fn wish(channel: &Channel, wish: Wish, unsupported: bool) -> Result<(), Error> {
        match wish {
            Wish::Immediate => {
                let mut to = BasicPublishArguments::new("", &unique("nowhere"));
                let to = to.immediate(unsupported).finish();
                channel.basic_publish(BasicProperties::default(), Vec::new(), to).await
            }
            Wish::Recover => channel.basic_recover(!unsupported).await,
            Wish::Flow => channel.flow(!unsupported).await.map(drop),
            Wish::PrefetchSize => {
                let size = if unsupported { 10 } else { 0 };
                channel.basic_qos(BasicQosArguments::new(size, 0, false)).await
            }
        }
    }

    #[test]
    fn what_the_broker_does_not_know_closes_the_connection() {
        run(async {
            for what in [Wish::Immediate, Wish::Recover, Wish::Flow, Wish::PrefetchSize] {
                for unsupported in [true, false] {
                    let connection = amqprs().await;
                    let channel = connection.open_channel(None).await.expect("a channel");
                    let _ = within("the call", wish(&channel, what, unsupported)).await;
                    let goes_on = answers(&channel).await
                        && within("opening", connection.open_channel(None)).await.is_ok();
                    assert_eq!(goes_on, !unsupported, "{what:?}, unsupported: {unsupported}");
                }
            }
        });
    }

    async fn start(channel: &Channel, queue: &str) -> bool {
        let arguments = BasicConsumeArguments::new(queue, "worker").auto_ack(true).finish();
        within("consuming", channel.basic_consume_rx(arguments)).await.is_ok()
    }

    #[test]
    fn a_consumer_tag_that_is_taken_closes_the_connection() {
        run(async {
            let filler = lapin().await;
            let fills = filler.create_channel().await.expect("a channel");
            for cancelled in [true, false] {
                let (one, two) = (queue_with(&fills, 0).await, queue_with(&fills, 0).await);
                let connection = amqprs().await;
                let channel = connection.open_channel(None).await.expect("a channel");
                assert!(start(&channel, &one).await, "the first starts");
                if cancelled {
                    let cancel = channel.basic_cancel(BasicCancelArguments::new("worker"));
                    within("cancelling", cancel).await.expect("a reply");
                }
                let both = start(&channel, &two).await;
                let goes_on = within("opening", connection.open_channel(None)).await.is_ok();
                assert_eq!((both, goes_on), (cancelled, cancelled), "cancelled: {cancelled}");
            }
        });
    }

    #[test]
    fn a_channel_has_confirms_or_transactions() {
        run(async {
            let connection = amqprs().await;
            let channel = connection.open_channel(None).await.expect("a channel");
            let other = connection.open_channel(None).await.expect("a channel");
            channel.confirm_select(ConfirmSelectArguments::default()).await.expect("confirms");
            other.tx_select().await.expect("transactions, on a channel of their own");
            assert!(within("tx_select", channel.tx_select()).await.is_err(), "after confirms");
            assert!(!answers(&channel).await);
            let confirms = other.confirm_select(ConfirmSelectArguments::default());
            assert!(within("confirms", confirms).await.is_err(), "after tx");
            assert!(!answers(&other).await);
        });
    }

    #[test]
    fn answers_come_to_the_channel_that_asked_and_are_not_acked() {
        run(async {
            let filler = lapin().await;
            let fills = filler.create_channel().await.expect("a channel");
            let questions = queue_with(&fills, 0).await;
            // amqprs does not get over a channel that the broker has closed: each has a connection.
            let (one, two, three) = (amqprs().await, amqprs().await, amqprs().await);
            let consume = async |channel: &Channel, auto| {
                let arguments = BasicConsumeArguments::new(ANSWERS, "").auto_ack(auto).finish();
                within("consuming", channel.basic_consume_rx(arguments)).await
            };
            let ask = async |channel: &Channel| {
                let about = BasicProperties::default().with_reply_to(ANSWERS).finish();
                let to = BasicPublishArguments::new("", &questions);
                channel.basic_publish(about, b"?".to_vec(), to).await.is_ok()
            };
            let by_hand = one.open_channel(None).await.expect("a channel");
            assert!(consume(&by_hand, false).await.is_err(), "a consumer that acks by hand");
            let other = two.open_channel(None).await.expect("a channel");
            assert!(ask(&other).await, "the call returns `Ok`");
            assert!(!answers(&other).await, "the channel without a consumer of the answers");
            let channel = three.open_channel(None).await.expect("a channel");
            let _answers = consume(&channel, true).await.expect("a consumer");
            assert!(ask(&channel).await && answers(&channel).await, "on one channel");
        });
    }
}
