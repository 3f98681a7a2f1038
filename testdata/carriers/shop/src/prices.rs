//! Tells the world about prices.

use std::time::Duration;

use broker::{Messages, amqp};

pub fn watch(messages: Messages) {
    jobs::in_background("prices", async move {
        //~^ shared_channel
        for price in 1..=3_u8 {
            messages.publish("prices", &[price]).await?;
            tokio::time::sleep(Duration::from_secs(60)).await;
        }
        Ok::<(), amqp::Error>(())
    });
}
