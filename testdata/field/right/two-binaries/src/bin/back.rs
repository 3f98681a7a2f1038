//! One task publishes, and nobody beside it: the handlers of the other binary run elsewhere.

use two_binaries::Bus;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bus = Bus::new().await?;
    for hour in 0..24 {
        bus.tell(&hour.to_string()).await?;
    }
    Ok(())
}
