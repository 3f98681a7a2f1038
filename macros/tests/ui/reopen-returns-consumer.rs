use chanlint_macros::dedicated_channel;
use lapin::options::BasicConsumeOptions;
use lapin::types::FieldTable;

struct Reopen;

impl Reopen {
    fn delay(&mut self, _error: &lapin::Error) -> Option<u64> {
        None
    }

    async fn sleep(&self, millis: u64) {
        tokio::time::sleep(std::time::Duration::from_millis(millis)).await;
    }
}

#[dedicated_channel(reopen = Reopen)]
async fn set_up(channel: &lapin::Channel) -> lapin::Result<lapin::Consumer> {
    channel.basic_consume("q".into(), "".into(), BasicConsumeOptions::default(), FieldTable::default()).await
}

fn main() {}
