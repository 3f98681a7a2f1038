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

struct AppError;

impl From<lapin::Error> for AppError {
    fn from(_: lapin::Error) -> Self {
        AppError
    }
}

#[dedicated_channel(reopen = Reopen)]
async fn work(channel: &lapin::Channel) -> Result<u16, AppError> {
    Ok(channel.id())
}

fn main() {}
