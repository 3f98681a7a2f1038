use async_trait::async_trait;
use chanlint_macros::dedicated_channel;

#[async_trait]
trait Worker {
    #[dedicated_channel]
    async fn work(&self, channel: &lapin::Channel) {
        let _ = channel;
    }
}

fn main() {}
