use async_trait::async_trait;
use chanlint_macros::dedicated_channel;

#[async_trait]
trait Depth {
    async fn depth(&self, channel: &lapin::Channel) -> lapin::Result<u16>;
}

#[async_trait]
impl Depth for () {
    #[dedicated_channel]
    async fn depth(&self, channel: &lapin::Channel) -> lapin::Result<u16> {
        Ok(channel.id())
    }
}

fn main() {}
