use chanlint_macros::dedicated_channel;

type Depth<E> = Result<u16, E>;

#[dedicated_channel(keep)]
async fn depth(channel: &lapin::Channel) -> Depth<lapin::Error> {
    Ok(channel.id())
}

fn main() {}
