use chanlint_macros::dedicated_channel;

#[dedicated_channel(close)]
async fn depth(channel: &lapin::Channel) -> lapin::Result<u16> {
    Ok(channel.idd())
}

fn main() {}
