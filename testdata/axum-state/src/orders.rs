//! Orders have to arrive.

use axum::extract::State;
use axum::http::StatusCode;

use crate::state::Shop;

pub async fn order(State(shop): State<Shop>, body: String) -> StatusCode {
    //~^ shared_confirm_channel
    match shop.order(body.as_bytes()).await {
        Ok(true) => StatusCode::ACCEPTED,
        Ok(false) | Err(_) => StatusCode::SERVICE_UNAVAILABLE,
    }
}
