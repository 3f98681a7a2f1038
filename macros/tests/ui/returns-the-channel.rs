use chanlint_macros::dedicated_channel;

#[dedicated_channel]
async fn open(channel: &lapin::Channel) -> lapin::Result<&lapin::Channel> {
    Ok(channel)
}

fn main() {}
