//! Routes, and the state that their handlers share.

mod mails;
mod orders;
mod state;

use axum::Router;
use axum::routing::{get, post};
use state::Shop;

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let shop = Shop::connect("amqp://localhost/%2f").await?;
    let routes = Router::new()
        .route("/orders", post(orders::order))
        .route("/mails", post(mails::subscribe))
        .route("/health", get(|| async { "fine" }))
        .with_state(shop);
    let listener = tokio::net::TcpListener::bind("localhost:8080").await?;
    axum::serve(listener, routes).await?;
    Ok(())
}
