//! The attribute on methods of traits: native, and under `#[async_trait]`, whose expansion it
//! reads.

use std::sync::Arc;

use async_trait::async_trait;
use chanlint_macros::dedicated_channel;

use crate::shapes::{MESSAGES, depth, shapes};

// The trait has the signature that callers see.
trait Native {
    fn depth(
        &self,
        connection: &lapin::Connection,
        queue: &str,
    ) -> impl Future<Output = lapin::Result<u32>> + Send;

    #[dedicated_channel(close)]
    async fn by_default(&self, channel: &lapin::Channel) -> lapin::Result<u32> {
        depth(channel, "q").await
    }
}

struct Probe(Arc<lapin::Connection>);

impl Native for Probe {
    #[dedicated_channel(close)]
    async fn depth(&self, channel: &lapin::Channel, queue: &str) -> lapin::Result<u32> {
        depth(channel, queue).await
    }
}

#[async_trait]
trait Boxed: Send + Sync {
    async fn plain(&self, connection: &lapin::Connection, queue: &str) -> lapin::Result<u32>;
    async fn without_self(connection: &lapin::Connection) -> lapin::Result<u32>
    where
        Self: Sized;
    async fn by_value(
        &self,
        tag: &str,
        connection: &lapin::Connection,
        queue: &str,
    ) -> lapin::Result<u32>;
    async fn last(
        &mut self,
        tag: &str,
        pair: (u32, u32),
        connection: &lapin::Connection,
    ) -> lapin::Result<u32>;
    async fn from(&self, tag: &str, queue: String) -> lapin::Result<(u32, lapin::Channel)>;
    async fn named<'a>(
        &self,
        connection: &lapin::Connection,
        queue: &'a str,
    ) -> lapin::Result<&'a str>;
    async fn generic<T: AsRef<str> + Send + Sync>(
        &self,
        connection: &lapin::Connection,
        queue: &T,
    ) -> lapin::Result<u32>
    where
        Self: Sized;

    #[dedicated_channel(close)]
    async fn by_default(&self, channel: &lapin::Channel, queue: &str) -> lapin::Result<u32> {
        depth(channel, queue).await
    }
}

#[async_trait]
impl Boxed for Probe {
    #[dedicated_channel(prefetch = 1, close)]
    async fn plain(&self, channel: &lapin::Channel, queue: &str) -> lapin::Result<u32> {
        if queue.is_empty() {
            return Ok(0);
        }
        depth(channel, queue).await
    }

    #[dedicated_channel(close)]
    async fn without_self(channel: &lapin::Channel) -> lapin::Result<u32> {
        depth(channel, "q").await
    }

    #[dedicated_channel]
    async fn by_value(
        &self,
        tag: &str,
        mut channel: lapin::Channel,
        queue: &str,
    ) -> lapin::Result<u32> {
        assert_eq!(tag, "tag");
        channel = channel.clone();
        depth(&channel, queue).await
    }

    #[dedicated_channel]
    async fn last(
        &mut self,
        _tag: &str,
        (first, second): (u32, u32),
        channel: lapin::Channel,
    ) -> lapin::Result<u32> {
        self.0 = Arc::clone(&self.0);
        Ok(depth(&channel, "q").await? + first + second)
    }

    #[dedicated_channel(from = self.0, keep)]
    async fn from(
        &self,
        _tag: &str,
        channel: &lapin::Channel,
        queue: String,
    ) -> lapin::Result<u32> {
        depth(channel, &queue).await
    }

    #[dedicated_channel(close)]
    async fn named<'a>(&self, channel: &lapin::Channel, queue: &'a str) -> lapin::Result<&'a str> {
        depth(channel, queue).await?;
        Ok(queue)
    }

    #[dedicated_channel(close)]
    async fn generic<T: AsRef<str> + Send + Sync>(
        &self,
        channel: &lapin::Channel,
        queue: &T,
    ) -> lapin::Result<u32> {
        depth(channel, queue.as_ref()).await
    }
}

#[async_trait(?Send)]
trait Local {
    async fn depth(
        &self,
        connection: &amqprs::connection::Connection,
    ) -> Result<bool, amqprs::error::Error>;
}

#[async_trait(?Send)]
impl Local for Probe {
    #[dedicated_channel(close)]
    async fn depth(
        &self,
        channel: &amqprs::channel::Channel,
    ) -> Result<bool, amqprs::error::Error> {
        Ok(channel.is_open())
    }
}

#[test]
fn native() {
    shapes("traits_native", |_, conn| async move {
        let probe = Probe(Arc::clone(&conn));
        assert_eq!(Native::depth(&probe, &conn, "q").await.expect("a count"), MESSAGES);
        assert_eq!(Native::by_default(&probe, &conn).await.expect("a count"), MESSAGES);
    });
}

#[test]
fn async_trait() {
    shapes("traits_boxed", |vhost, conn| async move {
        let mut probe = Probe(Arc::clone(&conn));
        assert_eq!(probe.last("", (1, 2), &conn).await.expect("a count"), MESSAGES + 3);
        assert_eq!(Probe::without_self(&conn).await.expect("a count"), MESSAGES);
        assert_eq!(probe.generic(&conn, &"q").await.expect("a count"), MESSAGES);

        let probe: Box<dyn Boxed> = Box::new(probe);
        assert_eq!(probe.plain(&conn, "q").await.expect("a count"), MESSAGES);
        assert_eq!(probe.plain(&conn, "").await.expect("a count"), 0);
        assert_eq!(probe.by_value("tag", &conn, "q").await.expect("a count"), MESSAGES);
        assert_eq!(probe.named(&conn, "q").await.expect("a name"), "q");
        assert_eq!(probe.by_default(&conn, "q").await.expect("a count"), MESSAGES);
        assert!(probe.by_default(&conn, "missing").await.is_err());
        let (count, channel) = probe.from("", "q".to_owned()).await.expect("a count");
        assert_eq!((count, vhost.channels().await.len()), (MESSAGES, 1));
        drop(channel);

        let amqprs = vhost.amqprs().await;
        assert!(Local::depth(&Probe(conn), &amqprs).await.expect("an answer"));
    });
}
