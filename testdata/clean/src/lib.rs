//! Each module keeps its channels apart in its own way.

pub mod channel_per_task;
pub mod deliveries;
pub mod guarded;
pub mod moved;
pub mod one_after_the_other;
pub mod owner;
pub mod pool;
