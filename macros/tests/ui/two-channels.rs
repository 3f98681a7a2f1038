use chanlint_macros::dedicated_channel;

#[dedicated_channel]
async fn forward(from: &lapin::Channel, to: &lapin::Channel) -> lapin::Result<()> {
    let _ = (from, to);
    Ok(())
}

fn main() {}
