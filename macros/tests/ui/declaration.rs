use chanlint_macros::dedicated_channel;

trait Depth {
    #[dedicated_channel]
    async fn depth(&self, channel: &lapin::Channel) -> lapin::Result<u16>;
}

fn main() {}
