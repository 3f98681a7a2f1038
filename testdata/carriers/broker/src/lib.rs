//! What the workspace knows of RabbitMQ.

mod bus;

pub use bus::Bus as Messages;
pub use mq as amqp;
