use chanlint_macros::dedicated_channel;

#[dedicated_channel]
pub struct Worker {
    channel: lapin::Channel,
}

fn main() {}
