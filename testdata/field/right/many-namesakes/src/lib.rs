//! Fourteen types have a method of the same name; one of them is handed the channel.

use amqprs::channel::{Channel, QueueDeclareArguments};
use amqprs::error::Error;

macro_rules! tuned {
    ($($instrument:ident)*) => {
        $(
            pub struct $instrument;

            impl $instrument {
                pub async fn tune(&self, by: f64) -> f64 {
                    by
                }
            }
        )*
    };
}

tuned!(Banjo Bassoon Cello Cornet Fiddle Flute Harp Horn Lute Oboe Organ Tuba Viola);

#[derive(Default)]
pub struct Radio {
    station: String,
}

impl Radio {
    pub async fn tune(&self, channel: &Channel) -> Result<(), Error> {
        channel.queue_declare(QueueDeclareArguments::new(&self.station)).await?;
        Ok(())
    }
}

pub fn start(channel: &Channel) {
    for _ in 0..3 {
        let (channel, radio) = (channel.clone(), Radio::default());
        tokio::spawn(async move { radio.tune(&channel).await });
        //~^ shared_channel_rpc
    }
}
