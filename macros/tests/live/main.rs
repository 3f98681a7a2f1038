//! The attribute against a real broker: deliveries, failures, shapes, and reopening.
//!
//! Starts a private node, or takes the one that `CHANLINT_AMQP_URL` names, with `rabbitmqctl` in
//! reach of it.

#[path = "../broker/mod.rs"]
mod broker;
mod delivery;
mod in_scope;
mod majors;
mod neighbours;
mod openers;
mod policies;
mod pools;
mod reopen;
mod shapes;
mod support;
mod traits;
mod with_amqprs;
