//! Much work of a kind, done on several threads. What is done is the caller's matter.

use std::sync::atomic::{AtomicUsize, Ordering};

/// Does each task on one of `jobs` threads (one for each core with `None`) with stacks of so many bytes. Each thread has
/// something of its own; the results come in any order.
pub(crate) fn on_threads<T: Sync, O, R: Send>(
    queue: &[T],
    jobs: Option<usize>,
    stack: usize,
    own: impl Fn() -> O + Sync,
    one: impl Fn(&mut O, &T) -> R + Sync,
) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let work = || {
        let (mut own, mut done) = (own(), Vec::new());
        while let Some(task) = queue.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push(one(&mut own, task));
        }
        done
    };
    // A thread without a task would cost its stack.
    let threads = jobs.map_or(0, |jobs| jobs.min(queue.len().max(1)));
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).stack_size(stack).build();
    match pool {
        Ok(pool) => pool.broadcast(|_| work()).into_iter().flatten().collect(),
        // The system has no thread to give: this one does the work.
        Err(_) => work(),
    }
}
