use chanlint_macros::dedicated_channel;

#[dedicated_channel(prefetchh = 10, close)]
async fn depth(channel: &lapin::Channel) -> lapin::Result<u16> {
    Ok(channel.id())
}

async fn caller(conn: &lapin::Connection) -> lapin::Result<u16> {
    depth(conn).await
}

fn main() {}
