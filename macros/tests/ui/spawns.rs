use chanlint_macros::dedicated_channel;

#[dedicated_channel]
async fn work(channel: &lapin::Channel) -> lapin::Result<()> {
    tokio::spawn(async move { channel.id() });
    Ok(())
}

fn main() {}
