use chanlint_macros::dedicated_channel;

struct MyPool;

#[dedicated_channel(conn = MyPool)]
async fn depth(channel: &lapin::Channel) -> lapin::Result<u16> {
    Ok(channel.id())
}

fn main() {}
