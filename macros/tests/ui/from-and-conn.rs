use chanlint_macros::dedicated_channel;

struct Service {
    conn: lapin::Connection,
}

impl Service {
    #[dedicated_channel(from = self.conn, conn = lapin::Connection)]
    async fn depth(&self, channel: &lapin::Channel) -> lapin::Result<u16> {
        Ok(channel.id())
    }
}

fn main() {}
