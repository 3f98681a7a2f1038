//! Mails may get lost.

use axum::extract::State;
use axum::http::StatusCode;

use crate::state::Shop;

pub async fn subscribe(State(shop): State<Shop>, address: String) -> StatusCode {
    //~^ shared_channel
    match shop.mail(address.as_bytes()).await {
        Ok(()) => StatusCode::ACCEPTED,
        Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}
