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

#[dedicated_channel(reopen = Reopen, keep)]
async fn work(channel: &lapin::Channel) -> lapin::Result<u16> {
    Ok(channel.id())
}

fn main() {}
