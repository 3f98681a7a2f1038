//! `ineffective_prefetch`, `confirm_select_after_publish`.

use std::time::Duration;

use tokio::time::timeout;

/// Longer than any delivery of a broker on this machine takes.
const PATIENCE: Duration = Duration::from_secs(2);
/// How many messages are sent.
const MESSAGES: usize = 5;

/// How a consumer is started and limited.
#[derive(Clone, Copy, Debug)]
struct Way {
    automatic: bool,
    limited_after: bool,
    global: bool,
}

/// The ways, each with whether a limit of one message holds.
const WAYS: [(Way, bool); 4] = [
    (Way { automatic: false, limited_after: false, global: false }, true),
    (Way { automatic: true, limited_after: false, global: false }, false),
    (Way { automatic: false, limited_after: true, global: false }, false),
    (Way { automatic: false, limited_after: true, global: true }, true),
];

mod with_lapin {
    use super::{MESSAGES, PATIENCE, WAYS, Way, timeout};
    use crate::failures::support::{consume, lapin, publish, queue_with, run, unique, within};
    use futures_util::StreamExt as _;
    use lapin::options::{BasicPublishOptions, BasicQosOptions, ConfirmSelectOptions};
    use lapin::{BasicProperties, Confirmation};

    /// How many messages come to a consumer that answers none.
    async fn received(way: Way) -> usize {
        let connection = lapin().await;
        let channel = connection.create_channel().await.expect("a channel");
        let queue = queue_with(&channel, 0).await;
        let limit = channel.basic_qos(1, BasicQosOptions { global: way.global });
        let mut consumer = if way.limited_after {
            let consumer = consume(&channel, &queue, way.automatic).await;
            within("limiting", limit).await.expect("a reply");
            consumer
        } else {
            within("limiting", limit).await.expect("a reply");
            consume(&channel, &queue, way.automatic).await
        };
        for _ in 0..MESSAGES {
            publish(&channel, &queue).await.expect("a message");
        }
        let mut received = 0;
        while received < MESSAGES && timeout(PATIENCE, consumer.next()).await.is_ok() {
            received += 1;
        }
        received
    }

    #[test]
    fn a_limit_counts_for_later_consumers_that_ack_by_hand() {
        run(async {
            for (way, holds) in WAYS {
                let expected = if holds { 1 } else { MESSAGES };
                assert_eq!(received(way).await, expected, "{way:?}");
            }
        });
    }

    #[test]
    fn confirms_that_are_asked_for_after_a_publish_do_not_speak_of_it() {
        run(async {
            for late in [true, false] {
                let connection = lapin().await;
                let channel = connection.create_channel().await.expect("a channel");
                let confirms = channel.confirm_select(ConfirmSelectOptions::default());
                let to = unique("nowhere");
                let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
                let publish =
                    channel.basic_publish("".into(), to.as_str().into(), options, b"", about);
                let sent = if late {
                    let sent = publish.await.expect("it is sent");
                    within("confirm_select", confirms).await.expect("a reply");
                    sent
                } else {
                    within("confirm_select", confirms).await.expect("a reply");
                    publish.await.expect("it is sent")
                };
                let said = within("the confirm", sent).await.expect("a word");
                assert_eq!(matches!(said, Confirmation::NotRequested), late, "late: {late}");
            }
        });
    }
}

mod with_amqprs {
    use super::{MESSAGES, PATIENCE, WAYS, Way, timeout};
    use crate::failures::calls::Confirmed;
    use crate::failures::support::{
        amqprs, answers, lapin, publish, queue_with, receive, run, unique, within,
    };
    use amqprs::BasicProperties;
    use amqprs::channel::{BasicPublishArguments, BasicQosArguments, ConfirmSelectArguments};
    use tokio::sync::mpsc::unbounded_channel;

    /// How many messages come to a consumer that answers none.
    async fn received(way: Way) -> usize {
        let filler = lapin().await;
        let fills = filler.create_channel().await.expect("a channel");
        let queue = queue_with(&fills, 0).await;
        let connection = amqprs().await;
        let channel = connection.open_channel(None).await.expect("a channel");
        let limit = channel.basic_qos(BasicQosArguments::new(0, 1, way.global));
        let mut receiver = if way.limited_after {
            let receiver = receive(&channel, &queue, way.automatic).await;
            within("limiting", limit).await.expect("a reply");
            receiver
        } else {
            within("limiting", limit).await.expect("a reply");
            receive(&channel, &queue, way.automatic).await
        };
        for _ in 0..MESSAGES {
            publish(&fills, &queue).await.expect("a message");
        }
        let mut received = 0;
        while received < MESSAGES && timeout(PATIENCE, receiver.recv()).await.is_ok() {
            received += 1;
        }
        received
    }

    #[test]
    fn a_limit_counts_for_later_consumers_that_ack_by_hand() {
        run(async {
            for (way, holds) in WAYS {
                let expected = if holds { 1 } else { MESSAGES };
                assert_eq!(received(way).await, expected, "{way:?}");
            }
        });
    }

    #[test]
    fn confirms_that_are_asked_for_after_a_publish_do_not_speak_of_it() {
        run(async {
            for late in [true, false] {
                let connection = amqprs().await;
                let channel = connection.open_channel(None).await.expect("a channel");
                let (callback, mut confirmed) = unbounded_channel();
                let callback = Confirmed::that_listens(callback);
                channel.register_callback(callback).await.expect("a callback");
                let to = BasicPublishArguments::new("", &unique("nowhere"));
                let publish = channel.basic_publish(BasicProperties::default(), Vec::new(), to);
                let confirms = channel.confirm_select(ConfirmSelectArguments::default());
                if late {
                    publish.await.expect("it is sent");
                    within("confirm_select", confirms).await.expect("a reply");
                } else {
                    within("confirm_select", confirms).await.expect("a reply");
                    publish.await.expect("it is sent");
                }
                assert!(answers(&channel).await, "the channel lives");
                let said = timeout(PATIENCE, confirmed.recv()).await;
                assert_eq!(said.is_err(), late, "late: {late}");
            }
        });
    }
}
