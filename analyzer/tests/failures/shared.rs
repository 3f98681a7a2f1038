//! `shared_channel_rpc`, `shared_confirm_channel`, `shared_tx_channel`.

use std::time::{Duration, Instant};

use amqprs::channel::QueueDeclareArguments;
use lapin::options::{BasicPublishOptions, ConfirmSelectOptions, QueueDeclareOptions};
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel, Confirmation};
use tokio::task::JoinSet;

use super::support::{LIMIT, amqprs, lapin, publish, queue_with, run, unique, within};

/// A race is given up after this time.
const RACE: Duration = Duration::from_secs(20);

/// Lets tasks declare at the same time; gives how many got an error or another's queue.
async fn declares_gone_wrong(shared: bool) -> usize {
    let connection = amqprs().await;
    let channel = connection.open_channel(None).await.expect("a channel");
    let mut tasks = JoinSet::new();
    for _ in 0..8 {
        let channel = if shared {
            channel.clone()
        } else {
            connection.open_channel(None).await.expect("a channel")
        };
        tasks.spawn(async move {
            let name = unique("declared");
            let declare = channel.queue_declare(QueueDeclareArguments::new(&name));
            let declared = tokio::time::timeout(LIMIT / 5, declare).await;
            matches!(declared, Ok(Ok(Some((queue, ..)))) if queue == name)
        });
    }
    let fine = within("the tasks", tasks.join_all()).await;
    fine.into_iter().filter(|fine| !fine).count()
}

#[test]
fn amqprs_mixes_up_calls_of_one_kind_on_one_channel() {
    run(async {
        let start = Instant::now();
        while declares_gone_wrong(true).await == 0 {
            assert!(start.elapsed() < RACE, "no call went wrong on a shared channel");
        }
        for _ in 0..3 {
            assert_eq!(declares_gone_wrong(false).await, 0, "on a channel each");
        }
    });
}

/// Publishes messages that must arrive, one after the other, to a queue that may not exist; gives how many verdicts are
/// wrong.
async fn wrong_verdicts(channel: Channel, queue: String, exists: bool) -> lapin::Result<usize> {
    let mut wrong = 0;
    for _ in 0..150 {
        let options = BasicPublishOptions { mandatory: true, ..Default::default() };
        let about = BasicProperties::default();
        let confirm =
            channel.basic_publish("".into(), queue.as_str().into(), options, b"x", about).await?;
        let stored = matches!(confirm.await?, Confirmation::Ack(None));
        wrong += usize::from(stored != exists);
    }
    Ok(wrong)
}

async fn confirms_gone_wrong(shared: bool) -> usize {
    let connection = lapin().await;
    let channel = connection.create_channel().await.expect("a channel");
    channel.confirm_select(ConfirmSelectOptions::default()).await.expect("confirms");
    let real = queue_with(&connection.create_channel().await.expect("a channel"), 0).await;
    let mut tasks = JoinSet::new();
    for task in 0..8 {
        let own = if shared {
            channel.clone()
        } else {
            connection.create_channel().await.expect("a channel")
        };
        own.confirm_select(ConfirmSelectOptions::default()).await.expect("confirms");
        let exists = task % 2 == 0;
        let queue = if exists { real.clone() } else { unique("missing") };
        tasks.spawn(wrong_verdicts(own, queue, exists));
    }
    let verdicts = within("the tasks", tasks.join_all()).await;
    // A confirm for a tag that is not known yet closes the channel: wrong as well.
    verdicts.into_iter().map(|wrong| wrong.unwrap_or(1)).sum()
}

#[test]
fn lapin_gives_confirms_to_the_wrong_task_on_one_channel() {
    run(async {
        let start = Instant::now();
        while confirms_gone_wrong(true).await == 0 {
            assert!(start.elapsed() < RACE, "no verdict was wrong on a shared channel");
        }
        assert_eq!(confirms_gone_wrong(false).await, 0, "on a channel each");
    });
}

/// One task commits a message in each round, the other rolls one back; gives whether exactly the first kind is stored.
async fn is_committed_right(shared: bool) -> bool {
    const ROUNDS: u32 = 10;
    let connection = lapin().await;
    let channel = connection.create_channel().await.expect("a channel");
    let other = if shared {
        channel.clone()
    } else {
        connection.create_channel().await.expect("a channel")
    };
    let queue = queue_with(&channel, 0).await;
    let (commits, rolls_back) = (queue.clone(), queue.clone());
    let committing = channel.clone();
    let committer = tokio::spawn(async move {
        committing.tx_select().await?;
        for _ in 0..ROUNDS {
            publish(&committing, &commits).await?;
            committing.tx_commit().await?;
        }
        lapin::Result::Ok(())
    });
    let roller = tokio::spawn(async move {
        other.tx_select().await?;
        for _ in 0..ROUNDS {
            publish(&other, &rolls_back).await?;
            other.tx_rollback().await?;
        }
        lapin::Result::Ok(())
    });
    let ended = within("the tasks", async { tokio::join!(committer, roller) }).await;
    let (Ok(Ok(())), Ok(Ok(()))) = ended else { return false };
    let Ok(asking) = connection.create_channel().await else { return false };
    let passive = QueueDeclareOptions { passive: true, ..Default::default() };
    let count = asking.queue_declare(queue.into(), passive, FieldTable::default());
    count.await.is_ok_and(|queue| queue.message_count() == ROUNDS)
}

#[test]
fn a_shared_transaction_takes_the_others_messages_or_the_connection() {
    run(async {
        let start = Instant::now();
        while is_committed_right(true).await {
            assert!(start.elapsed() < RACE, "nothing went wrong in a shared transaction");
        }
        for _ in 0..3 {
            assert!(is_committed_right(false).await, "a channel each");
        }
    });
}
