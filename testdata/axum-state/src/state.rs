//! One channel in confirm mode for orders, one without for mails.

use std::sync::Arc;

use lapin::options::{BasicPublishOptions, ConfirmSelectOptions};
use lapin::{BasicProperties, Channel, Connection, ConnectionProperties};

#[derive(Clone)]
pub struct Shop {
    orders: Arc<Channel>,
    mails: Arc<Channel>,
}

impl Shop {
    pub async fn connect(broker: &str) -> lapin::Result<Self> {
        let connection = Connection::connect(broker, ConnectionProperties::default()).await?;
        let orders = connection.create_channel().await?;
        orders.confirm_select(ConfirmSelectOptions::default()).await?;
        let mails = connection.create_channel().await?;
        Ok(Self { orders: Arc::new(orders), mails: Arc::new(mails) })
    }

    pub async fn order(&self, body: &[u8]) -> lapin::Result<bool> {
        let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
        let sent =
            self.orders.basic_publish("shop".into(), "order".into(), options, body, about).await?;
        Ok(sent.await?.is_ack())
    }

    pub async fn mail(&self, body: &[u8]) -> lapin::Result<()> {
        let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
        self.mails.basic_publish("shop".into(), "mail".into(), options, body, about).await?;
        Ok(())
    }
}
