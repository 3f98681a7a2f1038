//! The stack that syntax trees take: parsing, lowering and dropping them are recursive.

/// The stack that lowering needs, in bytes. The parser takes up to 22 KiB for each level of the deepest text that the scan lets
/// pass, and lowering an expansion inside of another one some KiB for each; without optimisation it is more.
pub(crate) const STACK: usize = if cfg!(debug_assertions) { 256 << 20 } else { 32 << 20 };

/// The links of a chain that this stack holds besides: trees are dropped recursively.
pub(super) const LINKS_OF_STACK: u32 = 40_000;

/// What the stack takes for each link of a longer chain, in bytes.
const STACK_OF_LINK: usize = if cfg!(debug_assertions) { 1024 } else { 128 };

/// Does some work with syntax trees on a stack that holds a chain of so many links; `None` where there is none.
pub(super) fn on_stack_for<T: Send>(links: u32, work: impl FnOnce() -> T + Send) -> Option<T> {
    let work = || {
        let result = work();
        // The parser keeps the text of every file until it is told to let go.
        proc_macro2::extra::invalidate_current_thread_spans();
        result
    };
    if links <= LINKS_OF_STACK {
        return Some(work());
    }
    let stack = STACK + STACK_OF_LINK * links as usize;
    std::thread::scope(|scope| {
        let thread =
            std::thread::Builder::new().stack_size(stack).spawn_scoped(scope, work).ok()?;
        Some(thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}
