use chanlint_macros::dedicated_channel;

#[dedicated_channel(from = name)]
async fn depth(channel: &lapin::Channel, name: &str) -> lapin::Result<u16> {
    Ok(channel.id())
}

fn main() {}
