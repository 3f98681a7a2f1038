//! A framework that only this project's `chanlint.toml` knows: it calls handlers again and again.

use lapin::options::BasicPublishOptions;
use lapin::{BasicProperties, Channel, Connection};

pub async fn serve(connection: &Connection) -> lapin::Result<()> {
    let channel = connection.create_channel().await?;
    acme_web::route("/orders", async move || accept(&channel).await); //~ shared_channel
    Ok(())
}

async fn accept(channel: &Channel) -> lapin::Result<()> {
    let (options, properties) = (BasicPublishOptions::default(), BasicProperties::default());
    channel.basic_publish("".into(), "orders".into(), options, b"new", properties).await?;
    Ok(())
}
