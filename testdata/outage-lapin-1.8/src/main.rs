//! Works on orders, payments and mails.

mod bus;
mod workers;

use bus::Bus;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bus = Bus::connect("amqp://localhost/%2f").await?;
    workers::start(&bus);
    tokio::signal::ctrl_c().await?;
    bus.publish("stopped", b"").await?;
    Ok(())
}
