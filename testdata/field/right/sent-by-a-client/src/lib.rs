//! What declares is the body of a request.

use amqprs::channel::{Channel, QueueDeclareArguments};
use axum::extract::State;
use axum::routing::post;
use axum::{Json, Router};
use serde::Deserialize;

#[derive(Deserialize)]
pub struct Parcel {
    street: String,
}

impl Parcel {
    async fn route(&self, channel: &Channel) {
        if let Err(error) = channel.queue_declare(QueueDeclareArguments::new(&self.street)).await {
            eprintln!("{error}");
        }
    }
}

async fn accept(State(channel): State<Channel>, Json(parcel): Json<Parcel>) {
    //~^ shared_channel_rpc
    parcel.route(&channel).await;
}

pub fn depot(channel: Channel) -> Router {
    Router::new().route("/parcels", post(accept)).with_state(channel)
}
