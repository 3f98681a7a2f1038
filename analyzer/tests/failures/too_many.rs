//! `channel_leak`.

use std::time::Duration;

use super::support::{amqprs, answers, lapin, run, within};

/// What the broker and the clients agree on when nobody asks for less.
const CHANNEL_MAX: usize = 2047;

#[test]
fn lapin_opens_no_channel_beyond_channel_max() {
    run(async {
        let connection = lapin().await;
        let mut channels = Vec::new();
        for _ in 0..CHANNEL_MAX {
            let channel = within("opening", connection.create_channel()).await;
            channels.push(channel.expect("a channel"));
        }
        within("opening", connection.create_channel()).await.expect_err("one too many");
        let taken = channels.pop().expect("there are some");
        within("closing", taken.close(200, "done".into())).await.expect("it closes");
        // The client gives the number free some time after it has answered.
        for _ in 0..100 {
            if within("opening", connection.create_channel()).await.is_ok() {
                return;
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        panic!("there is room again");
    });
}

#[test]
fn amqprs_loses_the_connection_beyond_channel_max() {
    run(async {
        let connection = amqprs().await;
        let mut channels = Vec::new();
        for _ in 0..CHANNEL_MAX {
            let channel = within("opening", connection.open_channel(None)).await;
            channels.push(channel.expect("a channel"));
        }
        assert!(answers(&channels[0]).await, "the first channel lives");
        let one_more = within("opening", connection.open_channel(None)).await;
        assert!(one_more.is_err(), "one too many");
        assert!(!answers(&channels[0]).await, "the first channel is lost with all others");
    });
}
