//! What the clients' calls look like.

use super::op::Op;
use super::text::code;

/// A client at a version.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Client {
    /// lapin 4.
    Lapin4,
    /// lapin 1, whose operations are promises.
    Lapin1,
    /// amqprs 2.
    Amqprs,
}

impl Client {
    /// Name and version of its package.
    pub fn package(self) -> (&'static str, &'static str) {
        match self {
            Self::Lapin4 => ("lapin", "4.12.3"),
            Self::Lapin1 => ("lapin", "1.8.1"),
            Self::Amqprs => ("amqprs", "2.1.5"),
        }
    }

    pub(crate) fn is_lapin(self) -> bool {
        self != Self::Amqprs
    }

    /// The call that connects, without its await.
    pub(crate) fn connect(self) -> &'static str {
        match self {
            Self::Lapin4 | Self::Lapin1 => {
                "Connection::connect(&amqp_url(), ConnectionProperties::default())"
            }
            Self::Amqprs => {
                "Connection::open(&OpenConnectionArguments::new(\"localhost\", 5672, \"guest\", \"guest\"))"
            }
        }
    }

    /// The call that opens a channel, without its await.
    pub(crate) fn open(self, connection: &str) -> String {
        match self {
            Self::Amqprs => format!("{connection}.open_channel(None)"),
            _ => format!("{connection}.create_channel()"),
        }
    }

    /// A name as an argument.
    pub(crate) fn name(self, text: &str) -> String {
        if self == Self::Lapin4 { format!("\"{text}\".into()") } else { format!("\"{text}\"") }
    }

    /// The call of a plain operation, without its await.
    pub(crate) fn call(self, op: Op, channel: &str, queue: &str, exchange: &str) -> String {
        let template = if self.is_lapin() { lapin(op) } else { amqprs(op) };
        let body = if self == Self::Lapin1 { "b\"payload\".to_vec()" } else { "b\"payload\"" };
        code!(template, c = channel, q = self.name(queue), x = self.name(exchange), body = body)
    }
}

fn lapin(op: Op) -> &'static str {
    match op {
        Op::Publish | Op::Confirmed | Op::Tx => {
            "$c.basic_publish($x, $q, BasicPublishOptions::default(), $body, BasicProperties::default())"
        }
        Op::Declare => {
            "$c.queue_declare($q, QueueDeclareOptions::default(), FieldTable::default())"
        }
        Op::DeclareExchange => {
            "$c.exchange_declare($x, ExchangeKind::Topic, ExchangeDeclareOptions::default(), FieldTable::default())"
        }
        Op::Bind => "$c.queue_bind($q, $x, $q, QueueBindOptions::default(), FieldTable::default())",
        Op::Purge => "$c.queue_purge($q, QueuePurgeOptions::default())",
        Op::Qos => "$c.basic_qos(16, BasicQosOptions::default())",
        Op::GetAck => "$c.basic_get($q, BasicGetOptions::default())",
        Op::Consume => {
            "$c.basic_consume($q, $q, BasicConsumeOptions::default(), FieldTable::default())"
        }
        Op::ConfirmSelect => "$c.confirm_select(ConfirmSelectOptions::default())",
    }
}

fn amqprs(op: Op) -> &'static str {
    match op {
        Op::Publish | Op::Confirmed | Op::Tx => {
            "$c.basic_publish(BasicProperties::default(), $body.to_vec(), BasicPublishArguments::new($x, $q))"
        }
        Op::Declare => "$c.queue_declare(QueueDeclareArguments::new($q))",
        Op::DeclareExchange => "$c.exchange_declare(ExchangeDeclareArguments::new($x, \"topic\"))",
        Op::Bind => "$c.queue_bind(QueueBindArguments::new($q, $x, $q))",
        Op::Purge => "$c.queue_purge(QueuePurgeArguments::new($q))",
        Op::Qos => "$c.basic_qos(BasicQosArguments::new(0, 16, false))",
        Op::GetAck => "$c.basic_get(BasicGetArguments::new($q))",
        Op::Consume => "$c.basic_consume_rx(BasicConsumeArguments::new($q, $q))",
        Op::ConfirmSelect => "$c.confirm_select(ConfirmSelectArguments::default())",
    }
}
