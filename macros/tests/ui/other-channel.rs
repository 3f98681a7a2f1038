use chanlint_macros::dedicated_channel;

struct Channel<T>(T);

#[dedicated_channel]
async fn depth(channel: &Channel<u32>) -> lapin::Result<u32> {
    Ok(channel.0)
}

fn main() {}
