//! `ack_in_auto_ack_mode`, `multiple_ack_across_tasks`, `ack_on_wrong_channel`.

mod with_lapin {
    use crate::failures::support::{consume, is_alive, lapin, next, queue_with, run};
    use lapin::options::BasicAckOptions;

    /// Acks one message; gives whether the ack was fine and whether the channel outlived it.
    async fn ack(no_ack: bool) -> (bool, bool) {
        let connection = lapin().await;
        let channel = connection.create_channel().await.expect("a channel");
        let queue = queue_with(&channel, 1).await;
        let mut consumer = consume(&channel, &queue, no_ack).await;
        let acked = next(&mut consumer).await.ack(BasicAckOptions::default()).await;
        (acked.is_ok(), is_alive(&channel).await)
    }

    #[test]
    fn an_ack_in_auto_ack_mode_closes_the_channel() {
        run(async {
            assert_eq!(ack(true).await, (true, false), "with automatic acks");
            assert_eq!(ack(false).await, (true, true), "with acks that are waited for");
        });
    }

    /// Acks the second of two deliveries, then the first; gives whether both were fine and whether the channel is.
    async fn ack_both(multiple: bool) -> (bool, bool) {
        let connection = lapin().await;
        let channel = connection.create_channel().await.expect("a channel");
        let queue = queue_with(&channel, 2).await;
        let mut consumer = consume(&channel, &queue, false).await;
        let (slow, fast) = (next(&mut consumer).await, next(&mut consumer).await);
        let fast = tokio::spawn(async move { fast.ack(BasicAckOptions { multiple }).await });
        let fast = fast.await.expect("no panic");
        let slow = tokio::spawn(async move { slow.ack(BasicAckOptions::default()).await });
        let slow = slow.await.expect("no panic");
        (fast.is_ok() && slow.is_ok(), is_alive(&channel).await)
    }

    #[test]
    fn an_ack_of_several_takes_the_others_deliveries() {
        run(async {
            assert_eq!(ack_both(true).await, (true, false), "with `multiple`");
            assert_eq!(ack_both(false).await, (true, true), "one by one");
        });
    }

    #[test]
    fn an_ack_on_another_channel_closes_that_one() {
        run(async {
            let connection = lapin().await;
            let delivers = connection.create_channel().await.expect("a channel");
            let other = connection.create_channel().await.expect("a channel");
            let queue = queue_with(&delivers, 2).await;
            let mut consumer = consume(&delivers, &queue, false).await;
            let (first, second) = (next(&mut consumer).await, next(&mut consumer).await);
            let right = delivers.basic_ack(first.delivery_tag, BasicAckOptions::default()).await;
            let wrong = other.basic_ack(second.delivery_tag, BasicAckOptions::default()).await;
            assert!(right.is_ok() && wrong.is_ok(), "both calls return `Ok`");
            assert!(is_alive(&delivers).await, "the channel that delivered");
            assert!(!is_alive(&other).await, "the channel that did not");
        });
    }
}

mod with_amqprs {
    use crate::failures::support::{amqprs, answers, lapin, next_tag, queue_with, receive, run};
    use amqprs::channel::{BasicAckArguments, Channel};

    async fn ack(channel: &Channel, tag: u64, multiple: bool) -> bool {
        channel.basic_ack(BasicAckArguments::new(tag, multiple)).await.is_ok()
    }

    async fn queue(messages: usize) -> (lapin::Connection, String) {
        let connection = lapin().await;
        let channel = connection.create_channel().await.expect("a channel");
        let queue = queue_with(&channel, messages).await;
        (connection, queue)
    }

    #[test]
    fn an_ack_in_auto_ack_mode_closes_the_channel() {
        run(async {
            for auto in [true, false] {
                let (_filler, queue) = queue(1).await;
                let connection = amqprs().await;
                let channel = connection.open_channel(None).await.expect("a channel");
                let mut receiver = receive(&channel, &queue, auto).await;
                let tag = next_tag(&mut receiver).await;
                assert!(ack(&channel, tag, false).await, "the ack returns `Ok`");
                assert_eq!(answers(&channel).await, !auto, "automatic acks: {auto}");
            }
        });
    }

    #[test]
    fn an_ack_of_several_takes_the_others_deliveries() {
        run(async {
            for multiple in [true, false] {
                let (_filler, queue) = queue(2).await;
                let connection = amqprs().await;
                let channel = connection.open_channel(None).await.expect("a channel");
                let mut receiver = receive(&channel, &queue, false).await;
                let (slow, fast) = (next_tag(&mut receiver).await, next_tag(&mut receiver).await);
                let acked = ack(&channel, fast, multiple).await && ack(&channel, slow, false).await;
                assert!(acked, "both acks return `Ok`");
                assert_eq!(answers(&channel).await, !multiple, "`multiple`: {multiple}");
            }
        });
    }

    #[test]
    fn an_ack_on_another_channel_closes_that_one() {
        run(async {
            let (_filler, queue) = queue(2).await;
            let connection = amqprs().await;
            let delivers = connection.open_channel(None).await.expect("a channel");
            let other = connection.open_channel(None).await.expect("a channel");
            let mut receiver = receive(&delivers, &queue, false).await;
            let (first, second) = (next_tag(&mut receiver).await, next_tag(&mut receiver).await);
            assert!(ack(&delivers, first, false).await && ack(&other, second, false).await);
            assert!(answers(&delivers).await, "the channel that delivered");
            assert!(!answers(&other).await, "the channel that did not");
        });
    }
}
