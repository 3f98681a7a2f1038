//! Its handlers share its channel, and nothing with the other binary's.

use actix_web::{App, HttpServer, post, web};
use two_binaries::Bus;

#[post("/orders")]
async fn order(bus: web::Data<Bus>) -> String { //~ shared_channel
    format!("{}", bus.tell("order").await.is_ok())
}

#[actix_web::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let bus = web::Data::new(Bus::new().await?);
    let app = move || App::new().app_data(bus.clone()).service(order);
    HttpServer::new(app).bind("127.0.0.1:8080")?.run().await?;
    Ok(())
}
