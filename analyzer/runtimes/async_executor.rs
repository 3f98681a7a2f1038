// async-executor.

pub use smol::{Executor, LocalExecutor, Task};
