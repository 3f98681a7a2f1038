// lapin 1 to 4. Before 2.0, calls gave promises that can be waited for without a runtime, and a consumer its channel with each
// delivery; what is awaited is the same.

pub type Result<T> = std::result::Result<T, Error>;
#[derive(Clone)]
#[since(2)]
pub struct Error;
#[derive(Clone)]
#[before(2)]
pub enum Error {
    ChannelsLimitReached,
    InvalidProtocolVersion(()),
    InvalidChannel(u16),
    InvalidChannelState(ChannelState),
    InvalidConnectionState(ConnectionState),
    IOError(std::sync::Arc<std::io::Error>),
    ParsingError(()),
    ProtocolError(protocol::AMQPError),
    SerialisationError(()),
    MissingHeartbeatError,
}
impl Error {
    pub fn kind(&self) -> &ErrorKind {}
    pub fn wouldblock(&self) -> bool {}
    pub fn interrupted(&self) -> bool {}
    pub fn is_io_error(&self) -> bool {}
    pub fn is_amqp_error(&self) -> bool {}
    pub fn is_amqp_soft_error(&self) -> bool {}
    pub fn is_amqp_hard_error(&self) -> bool {}
    pub fn can_be_recovered(&self) -> bool {}
    pub fn notifier(&self) -> Option<Notifier> {}
}
#[derive(Clone)]
pub enum ErrorKind {
    ChannelsLimitReached,
    InvalidProtocolVersion(()),
    InvalidChannel(u16),
    InvalidChannelState(ChannelState, str),
    InvalidConnectionState(ConnectionState),
    IOError(std::sync::Arc<std::io::Error>),
    ParsingError(()),
    ProtocolError(protocol::AMQPError),
    SerialisationError(()),
    AuthProviderError(String),
    MissingHeartbeatError,
}
#[derive(Clone)]
pub struct Notifier;

#[since(2)]
pub type Promise<T> = dyn std::future::Future<Output = Result<T>>;
#[before(2)]
pub struct Promise<T>(T);
#[before(2)]
impl<T> std::future::Future for Promise<T> {
    type Output = Result<T>;
}
#[before(2)]
impl<T> Promise<T> {
    pub fn wait(self) -> Result<T> {}
    pub fn try_wait(&self) -> Option<Result<T>> {}
}

pub struct Connection;
pub mod connection {
    pub use super::Connection;
}
impl Connection {
    pub fn connect(uri: &str, options: ConnectionProperties) -> Promise<Connection> {}
    pub fn connect_uri(uri: uri::AMQPUri, options: ConnectionProperties) -> Promise<Connection> {}
    pub fn connect_with_config<C>(uri: &str, options: ConnectionProperties, config: C) -> Promise<Connection> {}
    pub fn connect_uri_with_config<C>(uri: uri::AMQPUri, options: ConnectionProperties, config: C) -> Promise<Connection> {}
    pub fn connect_uri_with_identity<I>(uri: uri::AMQPUri, options: ConnectionProperties, identity: I) -> Promise<Connection> {}
    pub fn connect_with_runtime<R>(uri: &str, options: ConnectionProperties, runtime: R) -> Promise<Connection> {}
    pub fn connect_uri_with_runtime<R>(uri: uri::AMQPUri, options: ConnectionProperties, runtime: R) -> Promise<Connection> {}
    pub fn connector<C>(uri: uri::AMQPUri, connect: C, options: ConnectionProperties) -> Promise<Connection> {}
    pub fn create_channel(&self) -> Promise<Channel> {}
    pub fn close(&self, reply_code: u16, reply_text: types::ShortString) -> Promise<()> {}
    pub fn block(&self, reason: &str) -> Promise<()> {}
    pub fn unblock(&self) -> Promise<()> {}
    pub fn update_secret(&self, new_secret: types::LongString, reason: types::ShortString) -> Promise<()> {}
    pub async fn restore(&self, topology: topology::TopologyDefinition) -> Result<topology::RestoredTopology> {}
    pub fn topology(&self) -> topology::TopologyDefinition {}
    pub fn on_error<E: FnMut(Error)>(&self, handler: E) {}
    pub fn events_listener(&self) -> impl futures::stream::Stream<Item = Event> {}
    pub fn run(self) -> Result<()> {}
    pub fn configuration(&self) -> &Configuration {}
    pub fn status(&self) -> &ConnectionStatus {}
}
pub trait Connect {
    fn connect(self, options: ConnectionProperties) -> Promise<Connection> {}
    fn connect_with_config<C>(self, options: ConnectionProperties, config: C) -> Promise<Connection> {}
}
impl Connect for str {}
impl Connect for uri::AMQPUri {}
#[derive(Clone)]
pub struct ConnectionBuilder<R>(R);
pub type DefaultConnectionBuilder = ConnectionBuilder<()>;
impl<R> ConnectionBuilder<R> {
    pub fn new() -> Result<ConnectionBuilder<R>> {}
    pub fn new_with_runtime(runtime: R) -> ConnectionBuilder<R> {}
    pub fn with_uri(self, uri: uri::AMQPUri) -> ConnectionBuilder<R> {}
    pub fn with_uri_str(self, uri: String) -> ConnectionBuilder<R> {}
    pub fn with_properties(self, properties: ConnectionProperties) -> ConnectionBuilder<R> {}
    pub fn with_tls_config<C>(self, config: C) -> ConnectionBuilder<R> {}
    pub fn connect(&self) -> Promise<Connection> {}
}
pub enum Event {
    Connected,
    Error(Error),
    ConnectionBlocked(types::ShortString),
    ConnectionUnblocked,
}

// lapin-futures called a connection so.
#[derive(Clone)]
pub struct Client;
pub mod client {
    pub use super::Client;
    #[derive(Clone)]
    pub struct ConnectionOptions;
}
impl Client {
    pub fn connect<S, O>(stream: S, options: O) -> Promise<Client> {}
    pub fn create_channel(&self) -> Promise<Channel> {}
    pub fn create_confirm_channel<O>(&self, options: O) -> Promise<Channel> {}
    pub fn run(self) -> Result<()> {}
}

#[derive(Clone)]
pub struct Channel;
pub mod channel {
    pub use super::options::{
        AccessRequestOptions, BasicAckOptions, BasicCancelOptions, BasicConsumeOptions, BasicGetOptions, BasicNackOptions, BasicPublishOptions, BasicQosOptions,
        BasicRejectOptions, ConfirmSelectOptions, ExchangeBindOptions, ExchangeDeclareOptions, ExchangeDeleteOptions, QueueBindOptions, QueueDeclareOptions,
        QueueDeleteOptions, QueuePurgeOptions,
    };
    pub use super::{BasicProperties, Channel};
}
impl Channel {
    pub fn id(&self) -> u16 {}
    pub fn status(&self) -> &ChannelStatus {}
    pub fn on_error<E: FnMut(Error)>(&self, handler: E) {}
    pub async fn wait_for_recovery(&self, error: Error) -> Result<()> {}
    pub fn close(&self, reply_code: u16, reply_text: types::ShortString) -> Promise<()> {}
    pub fn access_request(&self, realm: types::ShortString, options: options::AccessRequestOptions) -> Promise<()> {}
    pub fn basic_ack(&self, delivery_tag: u64, options: options::BasicAckOptions) -> Promise<()> {}
    pub fn basic_cancel(&self, consumer_tag: types::ShortString, options: options::BasicCancelOptions) -> Promise<()> {}
    pub fn basic_consume(&self, queue: types::ShortString, consumer_tag: types::ShortString, options: options::BasicConsumeOptions, arguments: types::FieldTable) -> Promise<Consumer> {}
    pub fn basic_get(&self, queue: types::ShortString, options: options::BasicGetOptions) -> Promise<Option<message::BasicGetMessage>> {}
    pub fn basic_nack(&self, delivery_tag: u64, options: options::BasicNackOptions) -> Promise<()> {}
    pub fn basic_publish(&self, exchange: types::ShortString, routing_key: types::ShortString, options: options::BasicPublishOptions, payload: &[u8], properties: BasicProperties) -> Promise<PublisherConfirm> {}
    pub fn basic_qos(&self, prefetch_count: u16, options: options::BasicQosOptions) -> Promise<()> {}
    pub fn basic_recover(&self, options: options::BasicRecoverOptions) -> Promise<()> {}
    pub fn basic_recover_async(&self, options: options::BasicRecoverAsyncOptions) -> Promise<()> {}
    pub fn basic_reject(&self, delivery_tag: u64, options: options::BasicRejectOptions) -> Promise<()> {}
    pub fn channel_flow(&self, options: options::ChannelFlowOptions) -> Promise<bool> {}
    pub fn confirm_select(&self, options: options::ConfirmSelectOptions) -> Promise<()> {}
    pub fn exchange_bind(&self, destination: types::ShortString, source: types::ShortString, routing_key: types::ShortString, options: options::ExchangeBindOptions, arguments: types::FieldTable) -> Promise<()> {}
    pub fn exchange_declare(&self, exchange: types::ShortString, kind: ExchangeKind, options: options::ExchangeDeclareOptions, arguments: types::FieldTable) -> Promise<()> {}
    pub fn exchange_delete(&self, exchange: types::ShortString, options: options::ExchangeDeleteOptions) -> Promise<()> {}
    pub fn exchange_unbind(&self, destination: types::ShortString, source: types::ShortString, routing_key: types::ShortString, options: options::ExchangeUnbindOptions, arguments: types::FieldTable) -> Promise<()> {}
    pub fn queue_bind(&self, queue: types::ShortString, exchange: types::ShortString, routing_key: types::ShortString, options: options::QueueBindOptions, arguments: types::FieldTable) -> Promise<()> {}
    pub fn queue_declare(&self, queue: types::ShortString, options: options::QueueDeclareOptions, arguments: types::FieldTable) -> Promise<Queue> {}
    pub fn queue_delete(&self, queue: types::ShortString, options: options::QueueDeleteOptions) -> Promise<u32> {}
    pub fn queue_purge(&self, queue: types::ShortString, options: options::QueuePurgeOptions) -> Promise<u32> {}
    pub fn queue_unbind(&self, queue: types::ShortString, exchange: types::ShortString, routing_key: types::ShortString, arguments: types::FieldTable) -> Promise<()> {}
    pub fn tx_commit(&self) -> Promise<()> {}
    pub fn tx_rollback(&self) -> Promise<()> {}
    pub fn tx_select(&self) -> Promise<()> {}
    pub fn wait_for_confirms(&self) -> Promise<Vec<message::BasicReturnMessage>> {}
}

#[derive(Clone)]
pub struct Consumer;
pub mod consumer {
    pub use super::{Consumer, ConsumerDelegate, ConsumerIterator};
}
impl Consumer {
    pub fn tag(&self) -> types::ShortString {}
    pub fn queue(&self) -> types::ShortString {}
    pub fn set_delegate<Fut, D: Fn(message::DeliveryResult) -> Fut>(&self, delegate: D) {}
}
pub trait ConsumerDelegate {
    fn on_new_delivery(&self, delivery: message::DeliveryResult) -> std::pin::Pin<Box<dyn std::future::Future<Output = ()>>> {}
    fn drop_prefetched_messages(&self) -> std::pin::Pin<Box<dyn std::future::Future<Output = ()>>> {}
}
#[since(2)]
impl futures::stream::Stream for Consumer {
    type Item = Result<message::Delivery>;
}
#[before(2)]
impl futures::stream::Stream for Consumer {
    type Item = Result<(Channel, message::Delivery)>;
}
pub struct ConsumerIterator;
impl Iterator for ConsumerIterator {
    type Item = Result<(Channel, message::Delivery)>;
}
#[before(2)]
impl IntoIterator for Consumer {
    type Item = Result<(Channel, message::Delivery)>;
    type IntoIter = ConsumerIterator;
}

pub mod message {
    #[since(2)]
    pub type DeliveryResult = crate::Result<Option<Delivery>>;
    #[before(2)]
    pub type DeliveryResult = crate::Result<Option<(crate::Channel, Delivery)>>;
    #[derive(Clone)]
    #[before(3)]
    pub struct Delivery {
        pub delivery_tag: u64,
        pub exchange: crate::types::ShortString,
        pub routing_key: crate::types::ShortString,
        pub redelivered: bool,
        pub properties: crate::BasicProperties,
        pub data: Vec<u8>,
        pub acker: crate::Acker,
    }
    #[since(3)]
    pub struct Delivery {
        pub delivery_tag: u64,
        pub exchange: crate::types::ShortString,
        pub routing_key: crate::types::ShortString,
        pub redelivered: bool,
        pub properties: crate::BasicProperties,
        pub data: Vec<u8>,
        pub acker: crate::Acker,
    }
    impl std::ops::Deref for Delivery {
        type Target = crate::Acker;
    }
    pub struct BasicGetMessage {
        pub delivery: Delivery,
        pub message_count: u32,
    }
    impl std::ops::Deref for BasicGetMessage {
        type Target = Delivery;
    }
    pub struct BasicReturnMessage {
        pub delivery: Delivery,
        pub reply_code: u16,
        pub reply_text: crate::types::ShortString,
    }
    impl std::ops::Deref for BasicReturnMessage {
        type Target = Delivery;
    }
    impl BasicReturnMessage {
        pub fn error(&self) -> Option<crate::protocol::AMQPError> {}
    }
}
#[derive(Clone)]
pub struct Acker;
pub mod acker {
    pub use super::Acker;
}
impl Acker {
    pub fn ack(&self, options: options::BasicAckOptions) -> Promise<bool> {}
    pub fn nack(&self, options: options::BasicNackOptions) -> Promise<bool> {}
    pub fn reject(&self, options: options::BasicRejectOptions) -> Promise<bool> {}
    pub fn poisoned(&self) -> bool {}
    pub fn usable(&self) -> bool {}
}
pub struct PublisherConfirm;
pub mod publisher_confirm {
    pub use super::{Confirmation, PublisherConfirm};
}
impl std::future::Future for PublisherConfirm {
    type Output = Result<Confirmation>;
}
impl PublisherConfirm {
    pub fn wait(&mut self) -> Result<Confirmation> {}
    pub fn try_wait(&mut self) -> Option<Result<Confirmation>> {}
}
pub enum Confirmation {
    Ack(Option<message::BasicReturnMessage>),
    Nack(Option<message::BasicReturnMessage>),
    NotRequested,
}
impl Confirmation {
    pub fn take_message(self) -> Option<message::BasicReturnMessage> {}
    pub fn is_ack(&self) -> bool {}
    pub fn is_nack(&self) -> bool {}
}

#[derive(Clone)]
pub struct Queue;
impl Queue {
    pub fn name(&self) -> &types::ShortString {}
    pub fn message_count(&self) -> u32 {}
    pub fn consumer_count(&self) -> u32 {}
}
#[derive(Clone)]
pub enum ExchangeKind {
    Custom(String),
    Direct,
    Fanout,
    Headers,
    Topic,
}
#[derive(Clone)]
pub struct Configuration;
impl Configuration {
    pub fn channel_max(&self) -> u16 {}
    pub fn frame_max(&self) -> u32 {}
    pub fn heartbeat(&self) -> u16 {}
}
#[derive(Clone)]
pub struct ConnectionStatus;
impl ConnectionStatus {
    pub fn state(&self) -> ConnectionState {}
    pub fn vhost(&self) -> types::ShortString {}
    pub fn username(&self) -> String {}
    pub fn blocked(&self) -> bool {}
    pub fn connected(&self) -> bool {}
    pub fn closed(&self) -> bool {}
    pub fn errored(&self) -> bool {}
}
#[derive(Clone)]
pub struct ChannelStatus;
impl ChannelStatus {
    pub fn state(&self) -> ChannelState {}
    pub fn connected(&self) -> bool {}
    pub fn initializing(&self) -> bool {}
    pub fn closing(&self) -> bool {}
    pub fn closed(&self) -> bool {}
    pub fn errored(&self) -> bool {}
    pub fn confirm(&self) -> bool {}
}
#[derive(Clone)]
pub enum ConnectionState {
    Initial,
    Connecting,
    Connected,
    Reconnecting,
    Closing,
    Closed,
    Error,
}
#[derive(Clone)]
pub enum ChannelState {
    Initial,
    Connected,
    Reconnecting,
    Closing,
    Closed,
    Error,
}
#[derive(Clone)]
pub struct ConnectionProperties {
    pub locale: types::ShortString,
    pub client_properties: types::FieldTable,
}
impl ConnectionProperties {
    pub fn with_locale(self, locale: types::ShortString) -> ConnectionProperties {}
    pub fn with_client_property(self, key: types::ShortString, value: types::LongString) -> ConnectionProperties {}
    pub fn with_connection_name(self, connection_name: types::LongString) -> ConnectionProperties {}
    pub fn with_auth_provider<A>(self, provider: A) -> ConnectionProperties {}
    pub fn with_executor<E>(self, executor: E) -> ConnectionProperties {}
    pub fn with_reactor<R>(self, reactor: R) -> ConnectionProperties {}
    pub fn with_backoff<B>(self, backoff: B) -> ConnectionProperties {}
    pub fn configure_backoff<F>(self, configure: F) -> ConnectionProperties {}
    pub fn enable_auto_recover(self) -> ConnectionProperties {}
}
pub mod topology {
    #[derive(Clone)]
    pub struct TopologyDefinition;
    pub struct RestoredTopology;
    impl RestoredTopology {
        pub fn queue(&self, index: usize) -> crate::Queue {}
        pub fn channel(&self, index: usize) -> RestoredChannel {}
    }
    pub struct RestoredChannel;
    impl RestoredChannel {
        pub fn into_inner(self) -> crate::Channel {}
        pub fn queue(&self, index: usize) -> crate::Queue {}
        pub fn consumer(&self, index: usize) -> crate::Consumer {}
    }
}

pub mod options {
    #[derive(Clone)]
    pub struct AccessRequestOptions {
        pub exclusive: bool,
        pub passive: bool,
        pub active: bool,
        pub write: bool,
        pub read: bool,
    }
    #[derive(Clone)]
    pub struct BasicAckOptions {
        pub multiple: bool,
    }
    #[derive(Clone)]
    pub struct BasicCancelOptions {
        pub nowait: bool,
    }
    #[derive(Clone)]
    pub struct BasicConsumeOptions {
        pub no_local: bool,
        pub no_ack: bool,
        pub exclusive: bool,
        pub nowait: bool,
    }
    #[derive(Clone)]
    pub struct BasicGetOptions {
        pub no_ack: bool,
    }
    #[derive(Clone)]
    pub struct BasicNackOptions {
        pub multiple: bool,
        pub requeue: bool,
    }
    #[derive(Clone)]
    pub struct BasicPublishOptions {
        pub mandatory: bool,
        pub immediate: bool,
    }
    #[derive(Clone)]
    pub struct BasicQosOptions {
        pub global: bool,
    }
    #[derive(Clone)]
    pub struct BasicRecoverOptions {
        pub requeue: bool,
    }
    #[derive(Clone)]
    pub struct BasicRecoverAsyncOptions {
        pub requeue: bool,
    }
    #[derive(Clone)]
    pub struct BasicRejectOptions {
        pub requeue: bool,
    }
    #[derive(Clone)]
    pub struct ChannelFlowOptions {
        pub active: bool,
    }
    #[derive(Clone)]
    pub struct ConfirmSelectOptions {
        pub nowait: bool,
    }
    #[derive(Clone)]
    pub struct ExchangeBindOptions {
        pub nowait: bool,
    }
    #[derive(Clone)]
    pub struct ExchangeDeclareOptions {
        pub passive: bool,
        pub durable: bool,
        pub auto_delete: bool,
        pub internal: bool,
        pub nowait: bool,
    }
    #[derive(Clone)]
    pub struct ExchangeDeleteOptions {
        pub if_unused: bool,
        pub nowait: bool,
    }
    #[derive(Clone)]
    pub struct ExchangeUnbindOptions {
        pub nowait: bool,
    }
    #[derive(Clone)]
    pub struct QueueBindOptions {
        pub nowait: bool,
    }
    #[derive(Clone)]
    pub struct QueueDeclareOptions {
        pub passive: bool,
        pub durable: bool,
        pub exclusive: bool,
        pub auto_delete: bool,
        pub nowait: bool,
    }
    impl QueueDeclareOptions {
        pub fn durable() -> QueueDeclareOptions {}
        pub fn exclusive() -> QueueDeclareOptions {}
        pub fn auto_delete(self) -> QueueDeclareOptions {}
        pub fn passive(self) -> QueueDeclareOptions {}
    }
    #[derive(Clone)]
    pub struct QueueDeleteOptions {
        pub if_unused: bool,
        pub if_empty: bool,
        pub nowait: bool,
    }
    #[derive(Clone)]
    pub struct QueuePurgeOptions {
        pub nowait: bool,
    }
}

pub use protocol::basic::AMQPProperties as BasicProperties;
pub mod protocol {
    pub use self::basic::AMQPProperties as BasicProperties;
    #[derive(Clone)]
    pub struct AMQPError;
    impl AMQPError {
        pub fn get_id(&self) -> u16 {}
        pub fn get_message(&self) -> &crate::types::ShortString {}
        pub fn kind(&self) -> &AMQPErrorKind {}
    }
    #[derive(Clone)]
    pub enum AMQPErrorKind {
        Soft(AMQPSoftError),
        Hard(AMQPHardError),
    }
    #[derive(Clone)]
    pub enum AMQPSoftError {
        CONTENTTOOLARGE,
        NOCONSUMERS,
        ACCESSREFUSED,
        NOTFOUND,
        RESOURCELOCKED,
        PRECONDITIONFAILED,
    }
    #[derive(Clone)]
    pub struct AMQPHardError;
    pub mod basic {
        use crate::types::{FieldTable, ShortString};
        #[derive(Clone)]
        pub struct AMQPProperties;
        impl AMQPProperties {
            pub fn with_content_type(self, value: ShortString) -> AMQPProperties {}
            pub fn with_content_encoding(self, value: ShortString) -> AMQPProperties {}
            pub fn with_headers(self, value: FieldTable) -> AMQPProperties {}
            pub fn with_delivery_mode(self, value: u8) -> AMQPProperties {}
            pub fn with_priority(self, value: u8) -> AMQPProperties {}
            pub fn with_correlation_id(self, value: ShortString) -> AMQPProperties {}
            pub fn with_reply_to(self, value: ShortString) -> AMQPProperties {}
            pub fn with_expiration(self, value: ShortString) -> AMQPProperties {}
            pub fn with_message_id(self, value: ShortString) -> AMQPProperties {}
            pub fn with_timestamp(self, value: u64) -> AMQPProperties {}
            pub fn with_kind(self, value: ShortString) -> AMQPProperties {}
            pub fn with_type(self, value: ShortString) -> AMQPProperties {}
            pub fn with_user_id(self, value: ShortString) -> AMQPProperties {}
            pub fn with_app_id(self, value: ShortString) -> AMQPProperties {}
            pub fn with_cluster_id(self, value: ShortString) -> AMQPProperties {}
            pub fn content_type(&self) -> &Option<ShortString> {}
            pub fn content_encoding(&self) -> &Option<ShortString> {}
            pub fn headers(&self) -> &Option<FieldTable> {}
            pub fn delivery_mode(&self) -> &Option<u8> {}
            pub fn priority(&self) -> &Option<u8> {}
            pub fn correlation_id(&self) -> &Option<ShortString> {}
            pub fn reply_to(&self) -> &Option<ShortString> {}
            pub fn expiration(&self) -> &Option<ShortString> {}
            pub fn message_id(&self) -> &Option<ShortString> {}
            pub fn timestamp(&self) -> &Option<u64> {}
            pub fn kind(&self) -> &Option<ShortString> {}
            pub fn user_id(&self) -> &Option<ShortString> {}
            pub fn app_id(&self) -> &Option<ShortString> {}
            pub fn cluster_id(&self) -> &Option<ShortString> {}
        }
    }
}
pub mod types {
    pub type ChannelId = u16;
    pub type DeliveryTag = u64;
    pub type MessageCount = u32;
    pub type ConsumerCount = u32;
    pub type ReplyCode = u16;
    pub type ShortUInt = u16;
    pub type LongUInt = u32;
    pub type LongLongUInt = u64;
    pub type ShortShortUInt = u8;
    pub type ShortInt = i16;
    pub type LongInt = i32;
    pub type LongLongInt = i64;
    pub type Boolean = bool;
    pub type Timestamp = u64;
    #[derive(Clone)]
    pub struct ShortString;
    impl ShortString {
        pub fn as_str(&self) -> &str {}
    }
    #[derive(Clone)]
    pub struct LongString;
    impl LongString {
        pub fn as_bytes(&self) -> &[u8] {}
    }
    #[derive(Clone)]
    pub struct ByteArray;
    impl ByteArray {
        pub fn as_slice(&self) -> &[u8] {}
    }
    #[derive(Clone)]
    pub struct FieldArray;
    impl FieldArray {
        pub fn as_slice(&self) -> &[AMQPValue] {}
        pub fn push(&mut self, v: AMQPValue) {}
    }
    #[derive(Clone)]
    pub struct FieldTable;
    impl FieldTable {
        pub fn insert(&mut self, k: ShortString, v: AMQPValue) {}
        pub fn contains_key(&self, k: &str) -> bool {}
        pub fn inner(&self) -> &std::collections::BTreeMap<ShortString, AMQPValue> {}
    }
    impl IntoIterator for FieldTable {
        type Item = (ShortString, AMQPValue);
        type IntoIter = std::collections::btree_map::IntoIter<ShortString, AMQPValue>;
    }
    impl FromIterator<(ShortString, AMQPValue)> for FieldTable {}
    #[derive(Clone)]
    pub enum AMQPValue {
        Boolean(bool),
        ShortShortInt(i8),
        ShortShortUInt(u8),
        ShortInt(i16),
        ShortUInt(u16),
        LongInt(i32),
        LongUInt(u32),
        LongLongInt(i64),
        Float(f32),
        Double(f64),
        DecimalValue(()),
        ShortString(ShortString),
        LongString(LongString),
        FieldArray(FieldArray),
        Timestamp(u64),
        FieldTable(FieldTable),
        ByteArray(ByteArray),
        Void,
    }
    impl AMQPValue {
        pub fn as_bool(&self) -> Option<bool> {}
        pub fn as_long_int(&self) -> Option<i32> {}
        pub fn as_long_long_int(&self) -> Option<i64> {}
        pub fn as_long_string(&self) -> Option<&LongString> {}
        pub fn as_short_string(&self) -> Option<&ShortString> {}
        pub fn as_array(&self) -> Option<&FieldArray> {}
        pub fn as_field_table(&self) -> Option<&FieldTable> {}
    }
}
pub mod uri {
    #[derive(Clone)]
    pub struct AMQPUri {
        pub scheme: AMQPScheme,
        pub authority: AMQPAuthority,
        pub vhost: String,
        pub query: AMQPQueryString,
    }
    #[derive(Clone)]
    pub struct AMQPAuthority {
        pub userinfo: AMQPUserInfo,
        pub host: String,
        pub port: u16,
    }
    #[derive(Clone)]
    pub struct AMQPUserInfo {
        pub username: String,
        pub password: String,
    }
    #[derive(Clone)]
    pub struct AMQPQueryString {
        pub heartbeat: Option<u16>,
        pub channel_max: Option<u16>,
    }
    #[derive(Clone)]
    pub enum AMQPScheme {
        AMQP,
        AMQPS,
    }
    impl std::str::FromStr for AMQPUri {
        type Err = String;
    }
}
pub mod tcp {
    #[derive(Clone)]
    pub struct OwnedTLSConfig;
    #[derive(Clone)]
    pub struct TLSConfig;
    #[derive(Clone)]
    pub enum OwnedIdentity {
        PKCS12 { der: Vec<u8>, password: String },
        PKCS8 { pem: Vec<u8>, key: Vec<u8> },
    }
}
pub mod runtime {
    pub fn default_runtime() -> std::io::Result<()> {}
}
