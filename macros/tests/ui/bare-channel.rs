use chanlint_macros::dedicated_channel;
use lapin::Channel;

#[dedicated_channel]
async fn depth(channel: &Channel) -> lapin::Result<u16> {
    Ok(channel.id())
}

fn main() {}
