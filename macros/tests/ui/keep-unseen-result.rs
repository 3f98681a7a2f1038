use chanlint_macros::dedicated_channel;

type Depth = lapin::Result<u16>;

#[dedicated_channel(keep)]
async fn depth(channel: &lapin::Channel) -> Depth {
    Ok(channel.id())
}

fn main() {}
