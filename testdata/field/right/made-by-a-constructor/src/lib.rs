//! What declares holds no channel, and a constructor made it.

use amqprs::channel::{Channel, QueueDeclareArguments};
use amqprs::error::Error;

pub struct Greenhouse {
    row: u32,
}

impl Greenhouse {
    pub fn new(row: u32) -> Self {
        Self { row }
    }

    pub async fn plant(&self, channel: &Channel) -> Result<(), Error> {
        let queue = format!("row-{}", self.row);
        channel.queue_declare(QueueDeclareArguments::new(&queue)).await?;
        Ok(())
    }
}

pub fn start(channel: &Channel) {
    for row in 0..3 {
        let channel = channel.clone();
        let greenhouse = Greenhouse::new(row);
        tokio::spawn(async move { greenhouse.plant(&channel).await });
        //~^ shared_channel_rpc
    }
}
