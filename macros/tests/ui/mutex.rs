use std::sync::Arc;

use chanlint_macros::dedicated_channel;
use tokio::sync::Mutex;

#[dedicated_channel]
async fn depth(channel: &Arc<Mutex<lapin::Channel>>) -> lapin::Result<u16> {
    Ok(channel.lock().await.id())
}

fn main() {}
