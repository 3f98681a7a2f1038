//! Has a channel of another kind.

use tokio::sync::mpsc;

#[tokio::main]
async fn main() {
    let (channel, mut visits) = mpsc::channel::<u32>(8);
    for visitor in 0..3 {
        let channel = channel.clone();
        tokio::spawn(async move { channel.send(visitor).await });
    }
    drop(channel);
    while let Some(visitor) = visits.recv().await {
        println!("{visitor}");
    }
}
