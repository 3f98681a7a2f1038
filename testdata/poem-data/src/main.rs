mod hooks;

use lapin::{Connection, ConnectionProperties};
use poem::listener::TcpListener;
use poem::{EndpointExt, Route, Server, post};
use std::error::Error;
use std::sync::Arc;
use tokio::sync::Mutex;

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let connection = Connection::connect("amqp://mq", ConnectionProperties::default()).await?;
    let bare = connection.create_channel().await?;
    let locked = Arc::new(Mutex::new(connection.create_channel().await?));
    let routes = Route::new().at("/hooks", post(hooks::receive)).at("/calls", post(hooks::call));
    let server = Server::new(TcpListener::bind("127.0.0.1:3000"));
    server.run(routes.data(bare).data(locked)).await?;
    Ok(())
}
