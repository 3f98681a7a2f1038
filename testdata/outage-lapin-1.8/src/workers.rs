//! One worker for each queue.

use futures::StreamExt;
use lapin::options::BasicAckOptions;

use crate::bus::Bus;

async fn work(bus: Bus, queue: &'static str) -> lapin::Result<()> {
    let mut jobs = bus.subscribe(queue).await?;
    while let Some(job) = jobs.next().await {
        let (_, job) = job?; //~ consumer_ends_silently
        println!("{queue}: {} bytes", job.data.len());
        job.ack(BasicAckOptions::default()).await?;
    }
    Ok(())
}

pub fn start(bus: &Bus) {
    for queue in ["orders", "payments", "mails"] {
        let bus = bus.clone();
        tokio::spawn(async move {
            if let Err(error) = work(bus, queue).await {
                //~^^ shared_channel_rpc
                eprintln!("{queue}: {error}");
            }
        });
    }
}
