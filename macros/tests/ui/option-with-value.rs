use chanlint_macros::dedicated_channel;

#[dedicated_channel(confirm = true)]
async fn depth(channel: &lapin::Channel) -> lapin::Result<u16> {
    Ok(channel.id())
}

fn main() {}
