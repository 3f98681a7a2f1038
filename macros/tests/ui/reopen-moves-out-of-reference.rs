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

struct Store(String);

#[dedicated_channel(reopen = Reopen)]
async fn work(channel: &lapin::Channel, store: &mut Store) -> lapin::Result<u16> {
    drop(store.0);
    Ok(channel.id())
}

fn main() {}
