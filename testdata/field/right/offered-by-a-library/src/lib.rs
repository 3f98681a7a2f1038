//! Nothing here calls both a constructor and a method: what the one did to the channel, the other finds.

pub mod publisher;
pub mod registry;
pub mod relay;
pub mod subscriber;
