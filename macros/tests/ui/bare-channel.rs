use chanlint_macros::dedicated_channel;
use lapin::Channel;

type AnyError = Box<dyn std::error::Error + Send + Sync>;

#[dedicated_channel]
async fn depth(channel: &Channel) -> Result<u16, AnyError> {
    Ok(channel.id())
}

fn main() {}
