// tracing-futures.

pub use tracing::instrument::{Instrument, Instrumented, WithSubscriber};
