// amqprs 1 and 2.

pub type AmqpChannelId = u16;
pub type AmqpDeliveryTag = u64;
pub type AmqpMessageCount = u32;
pub mod error {
    pub enum Error {
        UriError(String),
        ConnectionOpenError(String),
        ConnectionCloseError(String),
        ConnectionUseError(String),
        ChannelOpenError(String),
        ChannelCloseError(String),
        ChannelUseError(String),
        NetworkError(String),
        InternalChannelError(String),
        CallbackError(String),
    }
}
type Result<T> = std::result::Result<T, error::Error>;

pub mod connection {
    use crate::Result;
    #[derive(Clone)]
    pub struct Connection;
    #[derive(Clone)]
    pub struct OpenConnectionArguments;
    impl OpenConnectionArguments {
        pub fn new(host: &str, port: u16, username: &str, password: &str) -> OpenConnectionArguments {}
        pub fn host(&mut self, host: &str) -> &mut OpenConnectionArguments {}
        pub fn port(&mut self, port: u16) -> &mut OpenConnectionArguments {}
        pub fn virtual_host(&mut self, virtual_host: &str) -> &mut OpenConnectionArguments {}
        pub fn connection_name(&mut self, connection_name: &str) -> &mut OpenConnectionArguments {}
        pub fn credentials(&mut self, credentials: crate::security::SecurityCredentials) -> &mut OpenConnectionArguments {}
        pub fn heartbeat(&mut self, heartbeat: u16) -> &mut OpenConnectionArguments {}
        pub fn scheme(&mut self, scheme: &str) -> &mut OpenConnectionArguments {}
        pub fn tls_adaptor<T>(&mut self, tls_adaptor: T) -> &mut OpenConnectionArguments {}
        pub fn finish(&mut self) -> OpenConnectionArguments {}
    }
    impl Connection {
        pub async fn open(args: &OpenConnectionArguments) -> Result<Connection> {}
        pub async fn open_channel(&self, channel_id: Option<u16>) -> Result<crate::channel::Channel> {}
        pub async fn register_callback<F>(&self, callback: F) -> Result<()> {}
        pub fn connection_name(&self) -> &str {}
        pub fn channel_max(&self) -> u16 {}
        pub fn frame_max(&self) -> u32 {}
        pub fn heartbeat(&self) -> u16 {}
        pub fn is_open(&self) -> bool {}
        pub async fn blocked(&self, reason: &str) -> Result<()> {}
        pub async fn unblocked(&self) -> Result<()> {}
        pub async fn close(self) -> Result<()> {}
        pub async fn listen_network_io_failure(&self) -> bool {}
        pub async fn update_secret(&self, new_secret: &str, reason: &str) -> Result<()> {}
    }
}
pub mod security {
    #[derive(Clone)]
    pub struct SecurityCredentials;
    impl SecurityCredentials {
        pub fn new_plain(username: &str, password: &str) -> SecurityCredentials {}
        pub fn new_amqplain(username: &str, password: &str) -> SecurityCredentials {}
        pub fn new_external() -> SecurityCredentials {}
    }
}

pub mod channel {
    use crate::Result;
    #[derive(Clone)]
    pub struct Channel;
    impl Channel {
        pub async fn register_callback<F>(&self, callback: F) -> Result<()> {}
        pub fn channel_id(&self) -> u16 {}
        pub fn connection_name(&self) -> &str {}
        pub fn is_connection_open(&self) -> bool {}
        pub fn is_open(&self) -> bool {}
        pub async fn flow(&self, active: bool) -> Result<bool> {}
        pub async fn close(self) -> Result<()> {}
        pub async fn basic_qos(&self, args: BasicQosArguments) -> Result<()> {}
        pub async fn basic_consume<F>(&self, consumer: F, args: BasicConsumeArguments) -> Result<String> {}
        pub async fn basic_consume_blocking<F>(&self, consumer: F, args: BasicConsumeArguments) -> Result<String> {}
        pub async fn basic_consume_rx(&self, args: BasicConsumeArguments) -> Result<(String, tokio::sync::mpsc::UnboundedReceiver<ConsumerMessage>)> {}
        pub async fn basic_ack(&self, args: BasicAckArguments) -> Result<()> {}
        pub fn basic_ack_blocking(&self, args: BasicAckArguments) -> Result<()> {}
        pub async fn basic_nack(&self, args: BasicNackArguments) -> Result<()> {}
        pub fn basic_nack_blocking(&self, args: BasicNackArguments) -> Result<()> {}
        pub async fn basic_reject(&self, args: BasicRejectArguments) -> Result<()> {}
        pub fn basic_reject_blocking(&self, args: BasicRejectArguments) -> Result<()> {}
        pub async fn basic_cancel(&self, args: BasicCancelArguments) -> Result<String> {}
        pub async fn basic_get(&self, args: BasicGetArguments) -> Result<Option<GetMessage>> {}
        pub async fn basic_recover(&self, requeue: bool) -> Result<()> {}
        pub async fn basic_publish(&self, basic_properties: crate::BasicProperties, content: Vec<u8>, args: BasicPublishArguments) -> Result<()> {}
        pub async fn confirm_select(&self, args: ConfirmSelectArguments) -> Result<()> {}
        pub async fn exchange_declare(&self, args: ExchangeDeclareArguments) -> Result<()> {}
        pub async fn exchange_delete(&self, args: ExchangeDeleteArguments) -> Result<()> {}
        pub async fn exchange_bind(&self, args: ExchangeBindArguments) -> Result<()> {}
        pub async fn exchange_unbind(&self, args: ExchangeUnbindArguments) -> Result<()> {}
        pub async fn queue_declare(&self, args: QueueDeclareArguments) -> Result<Option<(String, u32, u32)>> {}
        pub async fn queue_bind(&self, args: QueueBindArguments) -> Result<()> {}
        pub async fn queue_purge(&self, args: QueuePurgeArguments) -> Result<Option<u32>> {}
        pub async fn queue_delete(&self, args: QueueDeleteArguments) -> Result<Option<u32>> {}
        pub async fn queue_unbind(&self, args: QueueUnbindArguments) -> Result<()> {}
        pub async fn tx_select(&self) -> Result<()> {}
        pub async fn tx_commit(&self) -> Result<()> {}
        pub async fn tx_rollback(&self) -> Result<()> {}
    }
    pub struct ConsumerMessage {
        pub deliver: Option<crate::Deliver>,
        pub basic_properties: Option<crate::BasicProperties>,
        pub content: Option<Vec<u8>>,
    }
    pub type GetMessage = (crate::GetOk, crate::BasicProperties, Vec<u8>);

    // What sets one value of arguments and gives them back.
    pub trait Setters {
        fn active(&mut self, value: bool) -> &mut Self {}
        fn arguments(&mut self, value: crate::FieldTable) -> &mut Self {}
        fn auto_ack(&mut self, value: bool) -> &mut Self {}
        fn auto_delete(&mut self, value: bool) -> &mut Self {}
        fn consumer_tag(&mut self, value: String) -> &mut Self {}
        fn destination(&mut self, value: String) -> &mut Self {}
        fn durable(&mut self, value: bool) -> &mut Self {}
        fn exchange(&mut self, value: String) -> &mut Self {}
        fn exchange_type(&mut self, value: String) -> &mut Self {}
        fn exclusive(&mut self, value: bool) -> &mut Self {}
        fn global(&mut self, value: bool) -> &mut Self {}
        fn if_empty(&mut self, value: bool) -> &mut Self {}
        fn if_unused(&mut self, value: bool) -> &mut Self {}
        fn immediate(&mut self, value: bool) -> &mut Self {}
        fn internal(&mut self, value: bool) -> &mut Self {}
        fn mandatory(&mut self, value: bool) -> &mut Self {}
        fn manual_ack(&mut self, value: bool) -> &mut Self {}
        fn no_ack(&mut self, value: bool) -> &mut Self {}
        fn no_local(&mut self, value: bool) -> &mut Self {}
        fn no_wait(&mut self, value: bool) -> &mut Self {}
        fn passive(&mut self, value: bool) -> &mut Self {}
        fn prefetch_count(&mut self, value: u16) -> &mut Self {}
        fn prefetch_size(&mut self, value: u32) -> &mut Self {}
        fn queue(&mut self, value: String) -> &mut Self {}
        fn routing_key(&mut self, value: String) -> &mut Self {}
        fn source(&mut self, value: String) -> &mut Self {}
        fn finish(&mut self) -> Self {}
    }
    #[derive(Clone)]
    pub struct BasicQosArguments;
    impl Setters for BasicQosArguments {}
    impl BasicQosArguments {
        pub fn new(prefetch_size: u32, prefetch_count: u16, global: bool) -> BasicQosArguments {}
    }
    #[derive(Clone)]
    pub struct BasicConsumeArguments;
    impl Setters for BasicConsumeArguments {}
    impl BasicConsumeArguments {
        pub fn new(queue: &str, consumer_tag: &str) -> BasicConsumeArguments {}
    }
    #[derive(Clone)]
    pub struct BasicCancelArguments;
    impl Setters for BasicCancelArguments {}
    impl BasicCancelArguments {
        pub fn new(consumer_tag: &str) -> BasicCancelArguments {}
    }
    #[derive(Clone)]
    pub struct BasicGetArguments;
    impl Setters for BasicGetArguments {}
    impl BasicGetArguments {
        pub fn new(queue: &str) -> BasicGetArguments {}
    }
    #[derive(Clone)]
    pub struct BasicAckArguments;
    impl Setters for BasicAckArguments {}
    impl BasicAckArguments {
        pub fn new(delivery_tag: u64, multiple: bool) -> BasicAckArguments {}
    }
    #[derive(Clone)]
    pub struct BasicNackArguments;
    impl Setters for BasicNackArguments {}
    impl BasicNackArguments {
        pub fn new(delivery_tag: u64, multiple: bool, requeue: bool) -> BasicNackArguments {}
    }
    #[derive(Clone)]
    pub struct BasicRejectArguments;
    impl Setters for BasicRejectArguments {}
    impl BasicRejectArguments {
        pub fn new(delivery_tag: u64, requeue: bool) -> BasicRejectArguments {}
    }
    #[derive(Clone)]
    pub struct BasicPublishArguments;
    impl Setters for BasicPublishArguments {}
    impl BasicPublishArguments {
        pub fn new(exchange: &str, routing_key: &str) -> BasicPublishArguments {}
    }
    #[derive(Clone)]
    pub struct ConfirmSelectArguments;
    impl Setters for ConfirmSelectArguments {}
    impl ConfirmSelectArguments {
        pub fn new(no_wait: bool) -> ConfirmSelectArguments {}
    }
    #[derive(Clone)]
    pub struct ExchangeDeclareArguments;
    impl Setters for ExchangeDeclareArguments {}
    impl ExchangeDeclareArguments {
        pub fn new(exchange: &str, exchange_type: &str) -> ExchangeDeclareArguments {}
        pub fn of_type(exchange: &str, exchange_type: ExchangeType) -> ExchangeDeclareArguments {}
    }
    #[derive(Clone)]
    pub struct ExchangeDeleteArguments;
    impl Setters for ExchangeDeleteArguments {}
    impl ExchangeDeleteArguments {
        pub fn new(exchange: &str) -> ExchangeDeleteArguments {}
    }
    #[derive(Clone)]
    pub struct ExchangeBindArguments;
    impl Setters for ExchangeBindArguments {}
    impl ExchangeBindArguments {
        pub fn new(destination: &str, source: &str, routing_key: &str) -> ExchangeBindArguments {}
    }
    #[derive(Clone)]
    pub struct ExchangeUnbindArguments;
    impl Setters for ExchangeUnbindArguments {}
    impl ExchangeUnbindArguments {
        pub fn new(destination: &str, source: &str, routing_key: &str) -> ExchangeUnbindArguments {}
    }
    #[derive(Clone)]
    pub struct QueueDeclareArguments;
    impl Setters for QueueDeclareArguments {}
    impl QueueDeclareArguments {
        pub fn new(queue: &str) -> QueueDeclareArguments {}
        pub fn durable_client_named(queue: &str) -> QueueDeclareArguments {}
        pub fn exclusive_server_named() -> QueueDeclareArguments {}
        pub fn transient_autodelete(queue: &str) -> QueueDeclareArguments {}
    }
    #[derive(Clone)]
    pub struct QueueBindArguments;
    impl Setters for QueueBindArguments {}
    impl QueueBindArguments {
        pub fn new(queue: &str, exchange: &str, routing_key: &str) -> QueueBindArguments {}
    }
    #[derive(Clone)]
    pub struct QueuePurgeArguments;
    impl Setters for QueuePurgeArguments {}
    impl QueuePurgeArguments {
        pub fn new(queue: &str) -> QueuePurgeArguments {}
    }
    #[derive(Clone)]
    pub struct QueueDeleteArguments;
    impl Setters for QueueDeleteArguments {}
    impl QueueDeleteArguments {
        pub fn new(queue: &str) -> QueueDeleteArguments {}
    }
    #[derive(Clone)]
    pub struct QueueUnbindArguments;
    impl Setters for QueueUnbindArguments {}
    impl QueueUnbindArguments {
        pub fn new(queue: &str, exchange: &str, routing_key: &str) -> QueueUnbindArguments {}
    }
    #[derive(Clone)]
    pub enum ExchangeType {
        Fanout,
        Topic,
        Direct,
        Headers,
        Plugin(String),
    }
}

pub mod consumer {
    pub trait AsyncConsumer {
        async fn consume(&mut self, channel: &crate::channel::Channel, deliver: crate::Deliver, basic_properties: crate::BasicProperties, content: Vec<u8>) {}
    }
    pub trait BlockingConsumer {
        fn consume(&mut self, channel: &crate::channel::Channel, deliver: crate::Deliver, basic_properties: crate::BasicProperties, content: Vec<u8>) {}
    }
    pub struct DefaultConsumer;
    pub struct DefaultBlockingConsumer;
    impl DefaultConsumer {
        pub fn new(no_ack: bool) -> DefaultConsumer {}
    }
    impl DefaultBlockingConsumer {
        pub fn new(no_ack: bool) -> DefaultBlockingConsumer {}
    }
    impl AsyncConsumer for DefaultConsumer {}
    impl BlockingConsumer for DefaultBlockingConsumer {}
}
pub mod callbacks {
    use crate::channel::Channel;
    use crate::connection::Connection;
    use crate::Result;
    pub trait ConnectionCallback {
        async fn close(&mut self, connection: &Connection, close: crate::Close) -> Result<()> {}
        async fn blocked(&mut self, connection: &Connection, reason: String) {}
        async fn unblocked(&mut self, connection: &Connection) {}
        async fn secret_updated(&mut self, connection: &Connection) {}
    }
    pub trait ChannelCallback {
        async fn close(&mut self, channel: &Channel, close: crate::CloseChannel) -> Result<()> {}
        async fn cancel(&mut self, channel: &Channel, cancel: crate::Cancel) -> Result<()> {}
        async fn flow(&mut self, channel: &Channel, active: bool) -> Result<bool> {}
        async fn publish_ack(&mut self, channel: &Channel, ack: crate::Ack) {}
        async fn publish_nack(&mut self, channel: &Channel, nack: crate::Nack) {}
        async fn publish_return(&mut self, channel: &Channel, ret: crate::Return, basic_properties: crate::BasicProperties, content: Vec<u8>) {}
    }
    pub struct DefaultConnectionCallback;
    pub struct DefaultChannelCallback;
    impl ConnectionCallback for DefaultConnectionCallback {}
    impl ChannelCallback for DefaultChannelCallback {}
}

#[derive(Clone)]
pub struct Deliver;
impl Deliver {
    pub fn consumer_tag(&self) -> &String {}
    pub fn delivery_tag(&self) -> u64 {}
    pub fn redelivered(&self) -> bool {}
    pub fn exchange(&self) -> &String {}
    pub fn routing_key(&self) -> &String {}
}
#[derive(Clone)]
pub struct GetOk;
impl GetOk {
    pub fn delivery_tag(&self) -> u64 {}
    pub fn redelivered(&self) -> bool {}
    pub fn exchange(&self) -> &String {}
    pub fn routing_key(&self) -> &String {}
    pub fn message_count(&self) -> u32 {}
}
pub struct Ack;
impl Ack {
    pub fn delivery_tag(&self) -> u64 {}
    pub fn mutiple(&self) -> bool {}
}
pub struct Nack;
impl Nack {
    pub fn delivery_tag(&self) -> u64 {}
    pub fn multiple(&self) -> bool {}
    pub fn requeue(&self) -> bool {}
}
pub struct Return;
impl Return {
    pub fn reply_code(&self) -> u16 {}
    pub fn reply_text(&self) -> &String {}
    pub fn exchange(&self) -> &String {}
    pub fn routing_key(&self) -> &String {}
}
pub struct Close;
pub struct CloseChannel;
impl CloseChannel {
    pub fn reply_code(&self) -> u16 {}
    pub fn reply_text(&self) -> &String {}
}
pub struct Cancel;
impl Cancel {
    pub fn consumer_tag(&self) -> &String {}
    pub fn no_wait(&self) -> bool {}
}
#[derive(Clone)]
pub struct BasicProperties;
impl BasicProperties {
    pub fn with_content_type(&mut self, value: &str) -> &mut BasicProperties {}
    pub fn with_content_encoding(&mut self, value: &str) -> &mut BasicProperties {}
    pub fn with_headers(&mut self, value: FieldTable) -> &mut BasicProperties {}
    pub fn with_delivery_mode(&mut self, value: u8) -> &mut BasicProperties {}
    pub fn with_persistence(&mut self, persistent: bool) -> &mut BasicProperties {}
    pub fn with_priority(&mut self, value: u8) -> &mut BasicProperties {}
    pub fn with_correlation_id(&mut self, value: &str) -> &mut BasicProperties {}
    pub fn with_reply_to(&mut self, value: &str) -> &mut BasicProperties {}
    pub fn with_expiration(&mut self, value: &str) -> &mut BasicProperties {}
    pub fn with_message_id(&mut self, value: &str) -> &mut BasicProperties {}
    pub fn with_timestamp(&mut self, value: u64) -> &mut BasicProperties {}
    pub fn with_message_type(&mut self, value: &str) -> &mut BasicProperties {}
    pub fn with_user_id(&mut self, value: &str) -> &mut BasicProperties {}
    pub fn with_app_id(&mut self, value: &str) -> &mut BasicProperties {}
    pub fn with_cluster_id(&mut self, value: &str) -> &mut BasicProperties {}
    pub fn finish(&mut self) -> BasicProperties {}
    pub fn content_type(&self) -> Option<&String> {}
    pub fn headers(&self) -> Option<&FieldTable> {}
    pub fn delivery_mode(&self) -> Option<u8> {}
    pub fn priority(&self) -> Option<u8> {}
    pub fn correlation_id(&self) -> Option<&String> {}
    pub fn reply_to(&self) -> Option<&String> {}
    pub fn expiration(&self) -> Option<&String> {}
    pub fn message_id(&self) -> Option<&String> {}
    pub fn timestamp(&self) -> Option<u64> {}
    pub fn message_type(&self) -> Option<&String> {}
    pub fn user_id(&self) -> Option<&String> {}
    pub fn app_id(&self) -> Option<&String> {}
}
#[derive(Clone)]
pub struct FieldTable;
impl FieldTable {
    pub fn new() -> FieldTable {}
    pub fn insert(&mut self, k: String, v: FieldValue) -> Option<FieldValue> {}
    pub fn remove(&mut self, k: &String) -> Option<FieldValue> {}
    pub fn get(&self, k: &String) -> Option<&FieldValue> {}
}
#[derive(Clone)]
pub enum FieldValue {
    t(bool),
    b(i8),
    B(u8),
    s(i16),
    u(u16),
    I(i32),
    i(u32),
    l(i64),
    f(f32),
    d(f64),
    S(String),
    T(u64),
    F(FieldTable),
    V,
}
pub const DELIVERY_MODE_TRANSIENT: u8 = 1;
pub const DELIVERY_MODE_PERSISTENT: u8 = 2;
