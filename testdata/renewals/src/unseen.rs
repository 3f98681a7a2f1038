//! A pool whose making cannot be followed, in a field that says what it is.

use async_once::AsyncOnce;
use deadpool_lapin::{Config, Pool, Runtime};
use lapin::BasicProperties;
use lapin::options::BasicPublishOptions;

lazy_static::lazy_static! {
    static ref POOL: AsyncOnce<Pool> = AsyncOnce::new(async {
        Config::default().create_pool(Some(Runtime::Tokio1)).expect("the settings are right")
    });
}

struct Outbox<'p> {
    pool: &'p Pool,
}

impl Outbox<'_> {
    async fn send(&self, mail: &[u8]) -> lapin::Result<()> {
        let connection = self.pool.get().await.expect("the broker answers");
        let channel = connection.create_channel().await?; //~ channel_per_message
        let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
        channel.basic_publish("".into(), "mails".into(), options, mail, about).await?;
        Ok(())
    }

    async fn send_all(&self, mails: &[Vec<u8>]) -> lapin::Result<()> {
        let connection = self.pool.get().await.expect("the broker answers");
        let channel = connection.create_channel().await?;
        for mail in mails {
            let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
            channel.basic_publish("".into(), "mails".into(), options, mail, about).await?;
        }
        Ok(())
    }
}

pub async fn run(mails: &[Vec<u8>]) -> lapin::Result<()> {
    let outbox = Outbox { pool: POOL.get().await };
    outbox.send_all(mails).await?;
    outbox.send(b"that is all").await
}
