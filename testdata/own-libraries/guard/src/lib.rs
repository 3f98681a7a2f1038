//! A lock of a library: only this project's `chanlint.toml` says that `enter` lets one in at a time.

use std::sync::Arc;

use lapin::Channel;
use lapin::options::QueueDeclareOptions;
use lapin::types::FieldTable;

pub struct Bus {
    channel: Channel,
    gate: acme_sync::Gate,
}

impl Bus {
    async fn declare(&self, queue: &str) -> lapin::Result<()> {
        let _pass = self.gate.enter().await;
        self.channel.queue_declare(queue, QueueDeclareOptions::default(), FieldTable::default()).await?;
        Ok(())
    }
}

pub async fn run(connection: lapin::Connection) -> lapin::Result<()> {
    let channel = connection.create_channel().await?;
    let bus = Arc::new(Bus { channel, gate: acme_sync::Gate::new() });
    let other = Arc::clone(&bus);
    tokio::spawn(async move { other.declare("orders").await });
    bus.declare("invoices").await
}
