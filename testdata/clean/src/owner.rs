//! One task owns the channel; request handlers send it what is to be published, and wait for the verdict.

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::post;
use lapin::options::{BasicPublishOptions, ConfirmSelectOptions};
use lapin::{BasicProperties, Channel, Connection};
use tokio::sync::{mpsc, oneshot};

pub struct Order {
    body: Vec<u8>,
    verdict: oneshot::Sender<bool>,
}

async fn publish(channel: &Channel, body: &[u8]) -> lapin::Result<bool> {
    let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
    let sent = channel.basic_publish("shop".into(), "order".into(), options, body, about).await?;
    Ok(sent.await?.is_ack())
}

async fn publish_all(channel: Channel, mut orders: mpsc::Receiver<Order>) -> lapin::Result<()> {
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    while let Some(order) = orders.recv().await {
        let is_stored = publish(&channel, &order.body).await?;
        if order.verdict.send(is_stored).is_err() {
            eprintln!("nobody waits for the verdict any more");
        }
    }
    Ok(())
}

async fn order(State(outbox): State<mpsc::Sender<Order>>, body: String) -> StatusCode {
    let (verdict, answer) = oneshot::channel();
    if outbox.send(Order { body: body.into_bytes(), verdict }).await.is_err() {
        return StatusCode::SERVICE_UNAVAILABLE;
    }
    match answer.await {
        Ok(true) => StatusCode::ACCEPTED,
        Ok(false) | Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}

pub async fn routes(connection: &Connection) -> lapin::Result<Router> {
    let channel = connection.create_channel().await?;
    let (outbox, orders) = mpsc::channel(64);
    tokio::spawn(async move {
        if let Err(error) = publish_all(channel, orders).await {
            eprintln!("no orders from here on: {error}");
        }
    });
    Ok(Router::new().route("/orders", post(order)).with_state(outbox))
}
