//! One worker for each queue.

use amqprs::channel::{BasicAckArguments, Channel};
use amqprs::consumer::AsyncConsumer;
use amqprs::{BasicProperties, Deliver};
use async_trait::async_trait;

use crate::bus::Bus;

struct Worker {
    queue: &'static str,
}

#[async_trait]
impl AsyncConsumer for Worker {
    async fn consume(
        &mut self,
        channel: &Channel,
        job: Deliver,
        _: BasicProperties,
        body: Vec<u8>,
    ) {
        println!("{}: {} bytes", self.queue, body.len());
        let done = BasicAckArguments::new(job.delivery_tag(), false);
        if let Err(error) = channel.basic_ack(done).await {
            eprintln!("{}: {error}", self.queue);
        }
    }
}

pub fn start(bus: &Bus) {
    for queue in ["orders", "payments", "mails"] {
        let bus = bus.clone();
        tokio::spawn(async move {
            if let Err(error) = bus.subscribe(queue, Worker { queue }).await {
                //~^^ shared_channel_rpc
                eprintln!("{queue}: {error}");
            }
        });
    }
}
