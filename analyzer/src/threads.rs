//! Much work of a kind, done on several threads. What is done is the caller's matter.

use std::num::NonZero;
use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

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
    let work = || -> Vec<R> {
        let (mut own, mut done) = (own(), Vec::new());
        while let Some(task) = queue.get(next.fetch_add(1, Ordering::Relaxed)) {
            done.push(one(&mut own, task));
        }
        done
    };
    let cores = || thread::available_parallelism().map_or(1, NonZero::get);
    // A thread without a task would cost its stack.
    let threads = jobs.unwrap_or_else(cores).clamp(1, queue.len().max(1));
    thread::scope(|scope| {
        let start = |_| thread::Builder::new().stack_size(stack).spawn_scoped(scope, work);
        // Fewer threads than were asked for do the work as well.
        let started: Vec<_> = (0..threads).map_while(|at| start(at).ok()).collect();
        if started.is_empty() {
            // The system has no thread to give: this one does the work.
            return work();
        }
        let joined = started.into_iter().flat_map(|one| match one.join() {
            Ok(done) => done,
            Err(panic) => resume_unwind(panic),
        });
        joined.collect()
    })
}
