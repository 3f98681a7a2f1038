use chanlint_macros::dedicated_channel;

#[dedicated_channel]
async fn depth(channel: &mut lapin::Channel) -> lapin::Result<u16> {
    Ok(channel.id())
}

fn main() {}
