//! Tasks that say when they fail. Knows nothing of the broker.

use std::fmt::Display;
use std::future::Future;

use tokio::task::JoinHandle;

pub fn in_background<F, E>(name: &'static str, work: F) -> JoinHandle<()>
where
    F: Future<Output = Result<(), E>> + Send + 'static,
    E: Display,
{
    tokio::spawn(async move {
        if let Err(error) = work.await {
            eprintln!("{name}: {error}");
        }
    })
}
