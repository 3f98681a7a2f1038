use chanlint_macros::dedicated_channel;

#[dedicated_channel]
async fn work(channel: &lapin::Channel) {
    let _ = channel;
}

fn main() {}
