//! A pool hands out connections; who has one opens channels of its own on it.

use deadpool_lapin::lapin::options::BasicPublishOptions;
use deadpool_lapin::lapin::{BasicProperties, Channel};
use deadpool_lapin::{Pool, PoolError};
use tokio::task::JoinSet;

async fn channel(pool: &Pool) -> Result<Channel, PoolError> {
    Ok(pool.get().await?.create_channel().await?)
}

async fn report(pool: Pool, lines: Vec<Vec<u8>>) -> Result<(), PoolError> {
    let channel = channel(&pool).await?;
    for line in lines {
        let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
        channel.basic_publish("".into(), "report".into(), options, &line, about).await?;
    }
    Ok(())
}

pub fn start(pool: &Pool, reports: Vec<Vec<Vec<u8>>>) -> JoinSet<Result<(), PoolError>> {
    let mut tasks = JoinSet::new();
    for lines in reports {
        tasks.spawn(report(pool.clone(), lines));
    }
    tasks
}
