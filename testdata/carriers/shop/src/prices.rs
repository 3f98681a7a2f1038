//! Tells the world about prices.

use std::time::Duration;

use broker::{Messages, amqp};

pub fn watch(messages: Messages) {
    jobs::in_background("prices", async move {
        loop {
            messages.publish("prices", b"9.99").await?;
            tokio::time::sleep(Duration::from_secs(60)).await;
        }
        #[expect(unreachable_code)]
        Ok::<(), amqp::Error>(())
    });
}
