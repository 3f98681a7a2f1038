//! A client library that only this project's `chanlint.toml` knows.

use acme_amqp::{Connection, Error};

pub async fn run(connection: Connection) -> Result<(), Error> {
    let channel = connection.channel().await?;
    let other = channel.clone();
    tokio::spawn(async move { //~ shared_channel_rpc
        other.declare_queue("orders").await
    });
    channel.declare_queue("invoices").await
}
