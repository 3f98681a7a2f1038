//! `delivery_settled_twice`, `settles_everything`.

mod with_lapin {
    use crate::failures::support::{consume, is_alive, lapin, next, queue_with, run, within};
    use lapin::options::{
        BasicAckOptions, BasicNackOptions, BasicRecoverOptions, BasicRejectOptions,
    };

    /// Who answers: the delivery itself, or its tag on the channel.
    #[derive(Clone, Copy, Debug, PartialEq)]
    enum By {
        Delivery,
        Tag,
    }

    /// Answers one delivery twice; gives whether both calls were fine and whether the channel outlived them.
    async fn twice(first: By, second: By) -> (bool, bool) {
        let connection = lapin().await;
        let channel = connection.create_channel().await.expect("a channel");
        let queue = queue_with(&channel, 1).await;
        let mut consumer = consume(&channel, &queue, false).await;
        let delivery = next(&mut consumer).await;
        let tag = delivery.delivery_tag;
        let acked = match first {
            By::Delivery => delivery.ack(BasicAckOptions::default()).await.is_ok(),
            By::Tag => channel.basic_ack(tag, BasicAckOptions::default()).await.is_ok(),
        };
        let rejected = match second {
            By::Delivery => delivery.reject(BasicRejectOptions::default()).await.is_ok(),
            By::Tag => channel.basic_reject(tag, BasicRejectOptions::default()).await.is_ok(),
        };
        (acked && rejected, is_alive(&channel).await)
    }

    #[test]
    fn a_second_answer_closes_the_channel_unless_the_delivery_gives_both() {
        run(async {
            for (first, second) in
                [(By::Tag, By::Tag), (By::Delivery, By::Tag), (By::Tag, By::Delivery)]
            {
                assert_eq!(twice(first, second).await, (true, false), "{first:?}, {second:?}");
            }
            assert_eq!(twice(By::Delivery, By::Delivery).await, (true, true), "it knows");
        });
    }

    /// Refuses one of three messages; gives whether the ack of another is fine for the channel.
    async fn refuse(everything: bool) -> bool {
        let connection = lapin().await;
        let channel = connection.create_channel().await.expect("a channel");
        let queue = queue_with(&channel, 3).await;
        let mut consumer = consume(&channel, &queue, false).await;
        let (slow, other) = (next(&mut consumer).await, next(&mut consumer).await);
        let options = BasicNackOptions { multiple: everything, requeue: false };
        let tag = if everything { 0 } else { slow.delivery_tag };
        channel.basic_nack(tag, options).await.expect("it is sent");
        other.ack(BasicAckOptions::default()).await.expect("it is sent");
        is_alive(&channel).await
    }

    #[test]
    fn tag_zero_with_multiple_answers_all_that_is_out() {
        run(async {
            assert!(!refuse(true).await, "tag 0 with `multiple`");
            assert!(refuse(false).await, "its own tag");
        });
    }

    #[test]
    fn recovery_voids_the_tags_of_all_that_is_out() {
        run(async {
            for recovers in [true, false] {
                let connection = lapin().await;
                let channel = connection.create_channel().await.expect("a channel");
                let queue = queue_with(&channel, 2).await;
                let mut consumer = consume(&channel, &queue, false).await;
                let (failed, other) = (next(&mut consumer).await, next(&mut consumer).await);
                if recovers {
                    let recover = channel.basic_recover(BasicRecoverOptions { requeue: true });
                    within("recovering", recover).await.expect("a reply");
                } else {
                    let again = BasicNackOptions { multiple: false, requeue: true };
                    failed.nack(again).await.expect("it is sent");
                }
                assert!(next(&mut consumer).await.redelivered, "the message comes again");
                other.ack(BasicAckOptions::default()).await.expect("it is sent");
                assert_eq!(is_alive(&channel).await, !recovers, "recovers: {recovers}");
            }
        });
    }
}

mod with_amqprs {
    use crate::failures::support::{amqprs, answers, lapin, next_tag, queue_with, receive, run};
    use amqprs::channel::{BasicAckArguments, BasicNackArguments, BasicRejectArguments, Channel};

    /// A channel that is sent so many messages, with the tags of the first two.
    async fn with_tags(
        messages: usize,
    ) -> (lapin::Connection, amqprs::connection::Connection, Channel, Vec<u64>) {
        let filler = lapin().await;
        let fills = filler.create_channel().await.expect("a channel");
        let queue = queue_with(&fills, messages).await;
        let connection = amqprs().await;
        let channel = connection.open_channel(None).await.expect("a channel");
        let mut receiver = receive(&channel, &queue, false).await;
        let mut tags = Vec::new();
        for _ in 0..messages {
            tags.push(next_tag(&mut receiver).await);
        }
        // The consumer goes on to the end of the test.
        tokio::spawn(async move { while receiver.recv().await.is_some() {} });
        (filler, connection, channel, tags)
    }

    #[test]
    fn a_second_answer_closes_the_channel() {
        run(async {
            for twice in [true, false] {
                let (_filler, _connection, channel, tags) = with_tags(2).await;
                let first = channel.basic_ack(BasicAckArguments::new(tags[0], false)).await;
                let again = if twice { tags[0] } else { tags[1] };
                let second = channel.basic_reject(BasicRejectArguments::new(again, false)).await;
                assert!(first.is_ok() && second.is_ok(), "both calls return `Ok`");
                assert_eq!(answers(&channel).await, !twice, "twice: {twice}");
            }
        });
    }

    #[test]
    fn tag_zero_with_multiple_answers_all_that_is_out() {
        run(async {
            for everything in [true, false] {
                let (_filler, _connection, channel, tags) = with_tags(3).await;
                let tag = if everything { 0 } else { tags[0] };
                let refused = BasicNackArguments::new(tag, everything, false);
                channel.basic_nack(refused).await.expect("it is sent");
                channel
                    .basic_ack(BasicAckArguments::new(tags[1], false))
                    .await
                    .expect("it is sent");
                assert_eq!(answers(&channel).await, !everything, "everything: {everything}");
            }
        });
    }

    #[test]
    fn recovery_voids_the_tags_of_all_that_is_out() {
        run(async {
            for recovers in [true, false] {
                let (_filler, _connection, channel, tags) = with_tags(2).await;
                if recovers {
                    channel.basic_recover(true).await.expect("a reply");
                } else {
                    let again = BasicNackArguments::new(tags[0], false, true);
                    channel.basic_nack(again).await.expect("it is sent");
                }
                channel
                    .basic_ack(BasicAckArguments::new(tags[1], false))
                    .await
                    .expect("it is sent");
                assert_eq!(answers(&channel).await, !recovers, "recovers: {recovers}");
            }
        });
    }
}
