use chanlint_macros::dedicated_channel;

#[dedicated_channel]
async fn depth(queue: &str) -> lapin::Result<u32> {
    let _ = queue;
    Ok(0)
}

fn main() {}
