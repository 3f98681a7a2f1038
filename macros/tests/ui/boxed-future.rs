use std::pin::Pin;

use chanlint_macros::dedicated_channel;

#[dedicated_channel]
fn depth<'a>(channel: &'a lapin::Channel) -> Pin<Box<dyn Future<Output = lapin::Result<u16>> + 'a>> {
    Box::pin(async move { Ok(channel.id()) })
}

fn main() {}
