//! `into` makes what the return type says, a type with a channel.

use amqprs::channel::{Channel, QueueDeclareArguments};
use amqprs::error::Error;

#[derive(Clone)]
pub struct Kiosk {
    line: Channel,
}

impl From<Channel> for Kiosk {
    fn from(line: Channel) -> Self {
        Self { line }
    }
}

impl Kiosk {
    async fn open(&self) -> Result<(), Error> {
        self.line.queue_declare(QueueDeclareArguments::new("papers")).await?;
        Ok(())
    }
}

fn kiosk(line: Channel) -> Kiosk {
    line.into()
}

pub fn start(line: Channel) {
    let kiosk = kiosk(line);
    for _ in 0..3 {
        let kiosk = kiosk.clone();
        tokio::spawn(async move { kiosk.open().await });
        //~^ shared_channel_rpc
    }
}
