use chanlint_macros::dedicated_channel;

#[dedicated_channel]
fn depth(channel: &lapin::Channel) -> lapin::Result<u32> {
    let _ = channel;
    Ok(0)
}

fn main() {}
