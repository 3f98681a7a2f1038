use chanlint_macros::dedicated_channel;

#[dedicated_channel(prefetch)]
async fn depth(channel: &lapin::Channel) -> lapin::Result<u16> {
    Ok(channel.id())
}

fn main() {}
