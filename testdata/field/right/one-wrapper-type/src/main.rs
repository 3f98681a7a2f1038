//! Handlers share the channels of one type: one finding for the type, and one for what it never asks for.

use axum::Router;
use axum::extract::State;
use axum::routing::post;
use lapin::options::BasicPublishOptions;
use lapin::{BasicProperties, Channel, Connection, ConnectionProperties};
use std::sync::Arc;

struct Bus {
    orders: Channel,
    mails: Channel,
}

impl Bus {
    async fn new(connection: &Connection) -> lapin::Result<Self> {
        Ok(Self { orders: open(connection).await?, mails: open(connection).await? })
    }

    async fn order(&self, body: &[u8]) -> lapin::Result<()> {
        let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
        let confirm =
            self.orders.basic_publish("".into(), "orders".into(), options, body, about).await?;
        let taken = confirm.await?; //~ unobserved_publish_confirm
        if taken.is_ack() { Ok(()) } else { Err(std::io::Error::other("refused").into()) }
    }

    async fn mail(&self, body: &[u8]) -> lapin::Result<()> {
        let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
        let confirm =
            self.mails.basic_publish("".into(), "mails".into(), options, body, about).await?;
        let taken = confirm.await?;
        if taken.is_ack() { Ok(()) } else { Err(std::io::Error::other("refused").into()) }
    }
}

async fn open(connection: &Connection) -> lapin::Result<Channel> {
    connection.create_channel().await
}

async fn order(State(bus): State<Arc<Bus>>, body: String) -> &'static str { //~ shared_channel
    bus.order(body.as_bytes()).await.map_or("later", |()| "thanks")
}

async fn mail(State(bus): State<Arc<Bus>>, body: String) -> &'static str {
    bus.mail(body.as_bytes()).await.map_or("later", |()| "thanks")
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let uri = "amqp://localhost";
    let connection = Connection::connect(uri, ConnectionProperties::default()).await?;
    let bus = Arc::new(Bus::new(&connection).await?);
    let app = Router::new()
        .route("/orders", post(order))
        .route("/mails", post(mail))
        .with_state(bus);
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8080").await?;
    axum::serve(listener, app).await?;
    Ok(())
}
