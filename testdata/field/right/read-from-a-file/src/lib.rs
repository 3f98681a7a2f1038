//! What declares was read by serde, and is an element of a list in it.

use amqprs::channel::{Channel, QueueDeclareArguments};
use amqprs::error::Error;
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Menu {
    dishes: Vec<Dish>,
}

#[derive(Deserialize)]
pub struct Dish {
    name: String,
}

impl Dish {
    async fn announce(&self, channel: &Channel) -> Result<(), Error> {
        channel.queue_declare(QueueDeclareArguments::new(&self.name)).await?;
        Ok(())
    }
}

fn menu(path: &str) -> Result<Menu, Box<dyn std::error::Error>> {
    let text = std::fs::read_to_string(path)?;
    Ok(serde_json::from_str(&text)?)
}

pub fn start(channel: &Channel) -> Result<(), Box<dyn std::error::Error>> {
    for dish in menu("menu.json")?.dishes {
        let channel = channel.clone();
        tokio::spawn(async move { dish.announce(&channel).await });
        //~^ shared_channel_rpc
    }
    Ok(())
}
