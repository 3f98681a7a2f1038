use async_trait::async_trait;
use chanlint_macros::dedicated_channel;

struct Reopen;

impl Reopen {
    fn delay(&mut self, _error: &lapin::Error) -> Option<u64> {
        None
    }

    async fn sleep(&self, millis: u64) {
        tokio::time::sleep(std::time::Duration::from_millis(millis)).await;
    }
}

#[async_trait]
trait Worker {
    async fn work(&mut self, connection: &lapin::Connection) -> lapin::Result<u16>;
}

#[async_trait]
impl Worker for () {
    #[dedicated_channel(reopen = Reopen)]
    async fn work(&mut self, channel: &lapin::Channel) -> lapin::Result<u16> {
        Ok(channel.id())
    }
}

fn main() {}
