use chanlint_macros::dedicated_channel;
use lapin::Channel;

#[dedicated_channel]
async fn depth(channel: &Channel, old: &amqprs::channel::BasicQosArguments) -> lapin::Result<u16> {
    let _ = old;
    Ok(channel.id())
}

fn main() {}
