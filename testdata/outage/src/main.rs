//! Works on orders, payments and mails.

mod bus;
mod workers;

use bus::Bus;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bus = Bus::connect("localhost").await?;
    workers::start(&bus);
    tokio::signal::ctrl_c().await?;
    bus.publish("stopped", Vec::new()).await?;
    Ok(())
}
