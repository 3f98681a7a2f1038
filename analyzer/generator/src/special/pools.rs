//! Pools, whose objects belong to their holders alone.

use super::super::build::{Build, Fails, Layer};
use super::super::op::Op;
use super::super::spawner::{Spawner, start};
use super::super::text::code;

pub(super) fn deadpool_connections(build: &mut Build) -> String {
    let publish = build.operations(&[Op::Publish], "channel", Fails::Question);
    let ok = build.ok();
    let spawner = build.rng.pick(&[Spawner::Tokio, Spawner::WrapFuture, Spawner::JoinSet]);
    let prepare = spawner.prepare(build);
    let future = code!(
        "async move { let conn = pool.get().await?; let channel = conn.create_channel().await?; $p $o }",
        p = publish,
        o = ok
    );
    let task = start(build, spawner, String::new(), &future, true).statement();
    code!(
        "let config = deadpool_lapin::Config { url: Some(amqp_url()), ..Default::default() }; \
         let pool = config.create_pool(ConnectionProperties::default, deadpool_lapin::Runtime::Tokio1)?; $prepare \
         for _ in 0..8 { let pool = pool.clone(); $task }",
        prepare = prepare,
        task = task
    )
}

/// A pool whose objects are channels.
pub(super) fn deadpool_channels(build: &mut Build) -> String {
    let name = build.name(&["ChannelManager", "AmqpManager"]);
    let open = build.client.open("self.connection");
    let publish = build.operations(&[Op::Publish, Op::Declare], "channel", Fails::Question);
    let ok = build.ok();
    let manager = code!(
        "pub struct $n { pub connection: Connection } impl deadpool::managed::Manager for $n { type Type = Channel; type Error = $e; \
         async fn create(&self) -> std::result::Result<Channel, $e> { Ok($open.await?) } \
         async fn recycle(&self, _channel: &mut Channel, _: &deadpool::managed::Metrics) -> deadpool::managed::RecycleResult<$e> { Ok(()) } } \
         pub type $nPool = deadpool::managed::Pool<$n>;",
        n = name,
        nPool = format!("{name}Pool"),
        e = build.error(),
        open = open
    );
    build.item(Layer::Holder, &[&name, &format!("{name}Pool")], manager);
    code!(
        "let connection = $connect.await?; let pool = $nPool::builder($n { connection }).max_size(8).build().unwrap(); \
         for _ in 0..8 { let pool = pool.clone(); tokio::spawn(async move { let channel = pool.get().await.unwrap(); $p $o }); }",
        connect = build.client.connect(),
        nPool = format!("{name}Pool"),
        n = name,
        p = publish,
        o = ok
    )
}

/// A pool that hands out channels and takes them back.
pub(super) fn own_pool(build: &mut Build) -> String {
    let name = build.name(&["ChannelPool", "Channels", "Idle"]);
    let open = build.client.open("self.conn");
    let code = code!(
        "pub struct $n { conn: Arc<Connection>, idle: Mutex<Vec<Channel>> } impl $n { \
         pub fn new(conn: Arc<Connection>) -> Self { Self { conn, idle: Mutex::new(Vec::new()) } } \
         pub async fn take(&self) -> Result<Channel> { if let Some(channel) = self.idle.lock().await.pop() { return Ok(channel); } Ok($open.await?) } \
         pub async fn give_back(&self, channel: Channel) { self.idle.lock().await.push(channel); } }",
        n = name,
        open = open
    );
    build.item(Layer::Holder, &[&name], code);
    let publish = build.operations(&[Op::Publish], "channel", Fails::Question);
    code!(
        "let pool = Arc::new($n::new(conn.clone())); for _ in 0..4 { let pool = pool.clone(); \
         tokio::spawn(async move { let channel = pool.take().await?; $p pool.give_back(channel).await; $o }); }",
        n = name,
        p = publish,
        o = build.ok()
    )
}
