//! Whatever opens a channel: by deref, by duck typing, by a trait of the user's.

use std::ops::Deref;
use std::sync::Arc;

use chanlint_macros::dedicated_channel;

use crate::shapes::{MESSAGES, depth, shapes};

#[dedicated_channel(close)]
async fn plain(channel: &lapin::Channel, queue: &str) -> lapin::Result<u32> {
    depth(channel, queue).await
}

struct MyPool(Arc<lapin::Connection>);

#[derive(Debug)]
struct PoolError;

impl From<lapin::Error> for PoolError {
    fn from(_: lapin::Error) -> Self {
        PoolError
    }
}

impl MyPool {
    async fn create_channel(&self) -> Result<lapin::Channel, PoolError> {
        Ok(self.0.create_channel().await?)
    }
}

// By duck typing: any `create_channel`.
#[dedicated_channel(conn = MyPool, close)]
async fn by_pool(channel: &lapin::Channel, queue: &str) -> Result<u32, PoolError> {
    Ok(depth(channel, queue).await?)
}

// What it opens may deref to a channel, too.
struct Counted(lapin::Channel);

impl Deref for Counted {
    type Target = lapin::Channel;

    fn deref(&self) -> &lapin::Channel {
        &self.0
    }
}

struct CountingPool(Arc<lapin::Connection>);

impl CountingPool {
    async fn create_channel(&self) -> lapin::Result<Counted> {
        self.0.create_channel().await.map(Counted)
    }
}

#[dedicated_channel(conn = CountingPool, prefetch = 1, close)]
async fn by_counting_pool(channel: &lapin::Channel, queue: &str) -> lapin::Result<u32> {
    depth(channel, queue).await
}

trait Opener {
    fn create_channel(&self) -> impl Future<Output = lapin::Result<lapin::Channel>> + Send;
}

struct Plain(Arc<lapin::Connection>);

impl Opener for Plain {
    async fn create_channel(&self) -> lapin::Result<lapin::Channel> {
        self.0.create_channel().await
    }
}

#[dedicated_channel(conn = O, close)]
async fn by_trait<O: Opener + Sync>(channel: &lapin::Channel, queue: &str) -> lapin::Result<u32> {
    depth(channel, queue).await
}

#[dedicated_channel(conn = impl Opener + Sync, close)]
async fn by_impl_trait(channel: &lapin::Channel, queue: &str) -> lapin::Result<u32> {
    depth(channel, queue).await
}

struct Guarded(Arc<lapin::Connection>);

impl Deref for Guarded {
    type Target = lapin::Connection;

    fn deref(&self) -> &lapin::Connection {
        &self.0
    }
}

#[test]
fn other_openers() {
    shapes("shapes_openers", |_, conn| async move {
        assert_eq!(by_pool(&MyPool(Arc::clone(&conn)), "q").await.expect("a count"), MESSAGES);
        assert_eq!(
            by_counting_pool(&CountingPool(Arc::clone(&conn)), "q").await.expect("a count"),
            MESSAGES
        );
        assert_eq!(by_trait(&Plain(Arc::clone(&conn)), "q").await.expect("a count"), MESSAGES);
        assert_eq!(by_impl_trait(&Plain(Arc::clone(&conn)), "q").await.expect("a count"), MESSAGES);
        // `&Arc<Connection>`, and what else derefs to a connection.
        assert_eq!(plain(&conn, "q").await.expect("a count"), MESSAGES);
        assert_eq!(plain(&Guarded(conn), "q").await.expect("a count"), MESSAGES);
    });
}
