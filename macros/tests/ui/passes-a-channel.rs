use chanlint_macros::dedicated_channel;

#[dedicated_channel]
async fn depth(channel: &lapin::Channel) -> lapin::Result<u16> {
    Ok(channel.id())
}

async fn caller(channel: &lapin::Channel) -> lapin::Result<u16> {
    depth(channel).await
}

fn main() {}
