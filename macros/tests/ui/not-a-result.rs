use chanlint_macros::dedicated_channel;

#[dedicated_channel]
async fn depth(channel: &lapin::Channel) -> u16 {
    channel.id()
}

fn main() {}
