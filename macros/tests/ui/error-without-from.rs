use chanlint_macros::dedicated_channel;

struct AppError;

#[dedicated_channel(close)]
async fn depth(channel: &lapin::Channel) -> Result<u16, AppError> {
    Ok(channel.id())
}

fn main() {}
