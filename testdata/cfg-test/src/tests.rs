//! A file of tests.

use amqprs::channel::QueueDeclareArguments;
use amqprs::connection::{Connection, OpenConnectionArguments};

#[tokio::test]
async fn queues_can_be_declared_together() {
    let arguments = OpenConnectionArguments::new("localhost", 5672, "guest", "guest");
    let connection = Connection::open(&arguments).await.unwrap();
    let channel = connection.open_channel(None).await.unwrap();
    let (first, second) = tokio::join!(
        channel.queue_declare(QueueDeclareArguments::new("a")),
        channel.queue_declare(QueueDeclareArguments::new("b")),
    );
    first.unwrap();
    second.unwrap();
}
