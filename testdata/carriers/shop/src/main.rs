//! The only crate here that has the whole picture.

mod prices;

use broker::Messages;
use broker::amqp::{self, Connection, ConnectionProperties};

#[tokio::main]
async fn main() -> amqp::Result<()> {
    let broker = "amqp://localhost/%2f";
    let connection = Connection::connect(broker, ConnectionProperties::default()).await?;
    let messages = Messages::open(&connection).await?;
    prices::watch(messages.clone());
    messages.publish("opened", b"").await
}
