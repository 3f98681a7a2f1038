use lapin::options::BasicPublishOptions;
use lapin::{BasicProperties, Channel};
use poem::handler;
use poem::web::Data;
use std::sync::Arc;
use tokio::sync::Mutex;

#[handler]
pub async fn receive(body: Vec<u8>, Data(channel): Data<&Channel>) -> &'static str {
    //~^ shared_channel
    publish(channel, "hooks", &body).await
}

#[handler]
pub async fn call(body: Vec<u8>, Data(channel): Data<&Arc<Mutex<Channel>>>) -> &'static str {
    publish(&*channel.lock().await, "calls", &body).await
}

async fn publish(channel: &Channel, key: &str, body: &[u8]) -> &'static str {
    let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
    match channel.basic_publish("".into(), key.into(), options, body, about).await {
        Ok(_) => "accepted",
        Err(_) => "try again later",
    }
}
