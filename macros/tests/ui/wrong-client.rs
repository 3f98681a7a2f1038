use chanlint_macros::dedicated_channel;
use lapin::Channel;

#[dedicated_channel(amqprs, close)]
async fn depth(channel: &Channel) -> Result<u16, Box<dyn std::error::Error>> {
    Ok(channel.id())
}

fn main() {}
