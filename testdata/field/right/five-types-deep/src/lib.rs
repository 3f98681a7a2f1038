//! The channel lies five types deep.

use std::sync::Arc;

use amqprs::channel::{Channel, QueueDeclareArguments};
use amqprs::connection::Connection;
use amqprs::error::Error;

pub struct House {
    hall: Arc<Hall>,
}

struct Hall {
    room: Room,
}

struct Room {
    chest: Option<Chest>,
}

struct Chest {
    drawer: Box<Drawer>,
}

struct Drawer {
    channel: Channel,
}

impl House {
    async fn built(connection: &Connection) -> Result<Self, Error> {
        let drawer = Box::new(Drawer { channel: connection.open_channel(None).await? });
        Ok(Self { hall: Arc::new(Hall { room: Room { chest: Some(Chest { drawer }) } }) })
    }

    async fn search(&self) -> Result<(), Error> {
        let Some(chest) = &self.hall.room.chest else { return Ok(()) };
        chest.drawer.channel.queue_declare(QueueDeclareArguments::new("keys")).await?;
        Ok(())
    }
}

pub async fn start(connection: &Connection) -> Result<(), Error> {
    let house = Arc::new(House::built(connection).await?);
    for _ in 0..3 {
        let house = Arc::clone(&house);
        tokio::spawn(async move { house.search().await });
        //~^ shared_channel_rpc
    }
    Ok(())
}
