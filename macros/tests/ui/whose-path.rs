use chanlint_macros::dedicated_channel;

mod mq {
    pub use lapin::Channel;
}

#[dedicated_channel]
async fn depth(channel: &mq::Channel) -> lapin::Result<u16> {
    Ok(channel.id())
}

fn main() {}
