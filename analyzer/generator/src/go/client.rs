//! What the calls of the Go clients look like.

use crate::op::Op;
use crate::text::code;

/// A client at a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Client {
    /// rabbitmq/amqp091-go.
    Amqp091,
    /// streadway/amqp, its ancestor.
    Streadway,
}

impl Client {
    /// The import path and the version of its module.
    pub fn module(self) -> (&'static str, &'static str) {
        match self {
            Self::Amqp091 => ("github.com/rabbitmq/amqp091-go", "v1.10.0"),
            Self::Streadway => ("github.com/streadway/amqp", "v1.1.0"),
        }
    }

    /// The call of an operation.
    pub(super) fn call(self, op: Op, channel: &str, queue: &str) -> String {
        let template = match op {
            Op::Confirmed if self == Self::Amqp091 => {
                "$c.PublishWithDeferredConfirm(\"\", \"$q\", false, false, amqp.Publishing{Body: []byte(\"payload\")})"
            }
            Op::Publish | Op::Confirmed | Op::Tx => {
                "$c.Publish(\"\", \"$q\", false, false, amqp.Publishing{Body: []byte(\"payload\")})"
            }
            Op::Declare => "$c.QueueDeclare(\"$q\", true, false, false, false, nil)",
            Op::DeclareExchange => {
                "$c.ExchangeDeclare(\"events\", \"topic\", true, false, false, false, nil)"
            }
            Op::Bind => "$c.QueueBind(\"$q\", \"$q.*\", \"events\", false, nil)",
            Op::Purge => "$c.QueuePurge(\"$q\", false)",
            Op::Qos => "$c.Qos(16, 0, false)",
            Op::GetAck => "$c.Get(\"$q\", false)",
            Op::Consume => "$c.Consume(\"$q\", \"\", false, false, false, false, nil)",
            Op::ConfirmSelect => "$c.Confirm(false)",
        };
        code!(template, c = channel, q = queue)
    }
}
