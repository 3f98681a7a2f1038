//! A library that starts tasks: only this project's `chanlint.toml` says that `spawn_named` does.

use lapin::options::QueueDeclareOptions;
use lapin::types::FieldTable;

pub async fn run(connection: lapin::Connection) -> lapin::Result<()> {
    let channel = connection.create_channel().await?;
    for queue in ["orders", "invoices"] {
        let channel = channel.clone();
        acme_jobs::spawn_named(queue, async move { //~ shared_channel_rpc
            channel.queue_declare(queue, QueueDeclareOptions::default(), FieldTable::default()).await
        });
    }
    Ok(())
}
