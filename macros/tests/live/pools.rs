//! Pooled connections: their objects deref to lapin's connection, and `from` checks one out for the
//! call.
//!
//! `bb8-lapin` and `mobc-lapin` hand out the same types as the managers here.

use std::fmt::Debug;

use chanlint_macros::dedicated_channel;

use crate::shapes::{MESSAGES, depth, shapes};
use crate::support::Vhost;

struct Manager(Vhost);

impl bb8::ManageConnection for Manager {
    type Connection = lapin::Connection;
    type Error = lapin::Error;

    async fn connect(&self) -> lapin::Result<lapin::Connection> {
        Ok(self.0.lapin().await)
    }

    async fn is_valid(&self, _conn: &mut lapin::Connection) -> lapin::Result<()> {
        Ok(())
    }

    fn has_broken(&self, conn: &mut lapin::Connection) -> bool {
        !conn.status().connected()
    }
}

#[mobc::async_trait]
impl mobc::Manager for Manager {
    type Connection = lapin::Connection;
    type Error = lapin::Error;

    async fn connect(&self) -> lapin::Result<lapin::Connection> {
        Ok(self.0.lapin().await)
    }

    async fn check(&self, conn: lapin::Connection) -> lapin::Result<lapin::Connection> {
        Ok(conn)
    }
}

fn deadpool(vhost: &Vhost) -> deadpool_lapin::Pool {
    let config =
        deadpool_lapin::Config { url: Some(vhost.url()), ..deadpool_lapin::Config::default() };
    let properties = lapin::ConnectionProperties::default;
    config.create_pool(properties, deadpool_lapin::Runtime::Tokio1).expect("a pool")
}

#[expect(unused_qualifications, reason = "the longer path is what is tried")]
#[dedicated_channel(close)]
async fn by_object(channel: &deadpool_lapin::lapin::Channel, queue: &str) -> lapin::Result<u32> {
    depth(channel, queue).await
}

/// The errors of a pool beside those of the client.
type AnyError = Box<dyn std::error::Error + Send + Sync>;

#[dedicated_channel(from = pool.get().await?, close)]
async fn from_deadpool(
    channel: &lapin::Channel,
    pool: &deadpool_lapin::Pool,
) -> Result<u32, AnyError> {
    Ok(depth(channel, "q").await?)
}

#[dedicated_channel(from = pool.get().await?, close)]
async fn from_bb8(channel: &lapin::Channel, pool: &bb8::Pool<Manager>) -> Result<u32, AnyError> {
    Ok(depth(channel, "q").await?)
}

#[dedicated_channel(from = pool.get().await?, close)]
async fn from_mobc(channel: &lapin::Channel, pool: &mobc::Pool<Manager>) -> Result<u32, AnyError> {
    Ok(depth(channel, "q").await?)
}

#[dedicated_channel(conn = bb8::PooledConnection<'_, Manager>, close)]
async fn by_named_object(channel: &lapin::Channel) -> lapin::Result<u32> {
    depth(channel, "q").await
}

async fn in_task<E: Debug + Send + 'static>(
    call: impl Future<Output = Result<u32, E>> + Send + 'static,
) {
    assert_eq!(tokio::spawn(call).await.expect("no panic").expect("a count"), MESSAGES);
}

#[test]
fn deadpool_objects() {
    shapes("pools_deadpool", |vhost, _| async move {
        let pool = deadpool(&vhost);
        let object = pool.get().await.expect("an object");
        assert_eq!(by_object(&object, "q").await.expect("a count"), MESSAGES);
        drop(object);
        in_task(async move { from_deadpool(&pool).await }).await;
    });
}

#[test]
fn bb8_objects() {
    shapes("pools_bb8", |vhost, _| async move {
        let pool = bb8::Pool::builder().max_size(1).build(Manager(vhost)).await.expect("a pool");
        let object = pool.get().await.expect("an object");
        assert_eq!(by_object(&object, "q").await.expect("a count"), MESSAGES);
        assert_eq!(by_named_object(&object).await.expect("a count"), MESSAGES);
        drop(object);
        in_task(async move { from_bb8(&pool).await }).await;
    });
}

#[test]
fn mobc_objects() {
    shapes("pools_mobc", |vhost, _| async move {
        let pool = mobc::Pool::builder().max_open(1).build(Manager(vhost));
        let object = pool.get().await.expect("an object");
        assert_eq!(by_object(&object, "q").await.expect("a count"), MESSAGES);
        drop(object);
        in_task(async move { from_mobc(&pool).await }).await;
    });
}
