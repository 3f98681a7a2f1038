use std::sync::Arc;

use chanlint_macros::dedicated_channel;

#[dedicated_channel]
async fn depth(channel: Arc<lapin::Channel>) -> lapin::Result<u16> {
    Ok(channel.id())
}

fn main() {}
