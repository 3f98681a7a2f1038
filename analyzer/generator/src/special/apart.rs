//! Channels that are kept apart by what owns them.

use super::super::build::{Build, Fails, Layer};
use super::super::op::Op;
use super::super::spawner::Spawner;
use super::super::task::spawn;
use super::super::tasks::apart::own_holder;
use super::super::text::code;

/// A struct with two channels; one task uses the one, the rest the other.
pub(super) fn two_channels(build: &mut Build) -> String {
    let name = build.name(&["Channels", "Duplex", "Pair"]);
    let (one, other) = build.rng.pick(&[("publish", "consume"), ("orders", "audit"), ("tx", "rx")]);
    let item = code!(
        "#[derive(Clone)] pub struct $n { pub $a: Channel, pub $b: Channel }",
        n = name,
        a = one,
        b = other
    );
    build.item(Layer::Holder, &[&name], item);
    let open = build.client.open("conn");
    let (make, first, second) = build.rng.pick(&[
        ("let pair = $n { $a: $o.await?, $b: $o.await? };", "pair.$a", "pair.$b"),
        (
            "let $a = $o.await?; let $b = $o.await?; let pair = Arc::new($n { $a, $b });",
            "pair.$a",
            "pair.$b",
        ),
        ("let pair = ($o.await?, $o.await?);", "pair.0", "pair.1"),
        ("let pair = [$o.await?, $o.await?];", "pair[0]", "pair[1]"),
    ]);
    let fill = |text: &str| code!(text, n = name, a = one, b = other, o = open);
    let (make, first, second) = (fill(make), fill(first), fill(second));
    let ops = build.rng.pick(&[Op::Publish, Op::Declare, Op::GetAck]);
    let inside = build.operations(&[ops], &first, Fails::Here);
    let rest = build.operations(&[ops], &second, Fails::Question);
    let share = build.rng.pick(&["pair.clone()", "pair.clone()"]);
    code!(
        "$make { let pair = $s; tokio::spawn(async move { $i }); } $r",
        make = make,
        s = share,
        i = inside,
        r = rest
    )
}

/// A guard that owns its lock goes into the task.
pub(super) fn owned_guard(build: &mut Build) -> String {
    let open = build.client.open("conn");
    let used = build.operations(&[Op::Declare, Op::Publish], "channel", Fails::Here);
    code!(
        "/*+tokio::sync::Mutex*/ let shared = Arc::new(Mutex::new($o.await?)); for _ in 0..4 { let channel = shared.clone().lock_owned().await; \
         tokio::spawn(async move { $u drop(channel); }); }",
        o = open,
        u = used
    )
}

/// An option whose content goes to the only task.
pub(super) fn taken_once(build: &mut Build) -> String {
    let mut holder = own_holder(build);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let spawner = build.rng.pick(&[Spawner::Tokio, Spawner::WrapFuture, Spawner::Helper]);
    let task = spawn(build, spawner, &mut holder, &var, &[Op::Publish]).statement();
    let code = code!(
        "$c let mut slot = Some($v); for round in 0..3 { println!(\"{round}\"); if let Some($v) = slot.take() { $t } }",
        c = create,
        v = var,
        t = task
    );
    holder.declare(build);
    code
}

/// A loop that is left once a task is started.
pub(super) fn stops_after_one(build: &mut Build) -> String {
    let mut holder = own_holder(build);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let task =
        spawn(build, Spawner::Tokio, &mut holder, &var, &[Op::Declare, Op::Publish]).statement();
    let code = code!("$c loop { $t break; }", c = create, t = task);
    holder.declare(build);
    code
}

/// A pool whose guards give their channel back when they are dropped.
pub(super) fn returning_pool(build: &mut Build) -> String {
    let name = build.name(&["ChannelPool", "Exclusive", "Checkout"]);
    let open = build.client.open("self.conn");
    let item = code!(
        "pub struct $n { conn: Arc<Connection>, idle: std::sync::Mutex<Vec<Channel>> } \
         pub struct $nGuard { channel: Option<Channel>, pool: Arc<$n> } \
         impl $n { pub fn new(conn: Arc<Connection>) -> Arc<Self> { Arc::new(Self { conn, idle: std::sync::Mutex::new(Vec::new()) }) } \
         pub async fn get(self: &Arc<Self>) -> Result<$nGuard> { let known = self.idle.lock().unwrap().pop(); \
         let channel = match known { Some(channel) => channel, None => $o.await? }; \
         Ok($nGuard { channel: Some(channel), pool: Arc::clone(self) }) } } \
         impl Deref for $nGuard { type Target = Channel; fn deref(&self) -> &Channel { self.channel.as_ref().unwrap() } } \
         impl Drop for $nGuard { fn drop(&mut self) { if let Some(channel) = self.channel.take() { self.pool.idle.lock().unwrap().push(channel); } } }",
        n = name,
        nGuard = format!("{name}Guard"),
        o = open
    );
    build.item(Layer::Holder, &[&name, &format!("{name}Guard")], item);
    let used = build.operations(&[Op::Declare, Op::Publish], "channel", Fails::Question);
    code!(
        "let pool = $n::new(conn.clone()); for _ in 0..8 { let pool = pool.clone(); \
         tokio::spawn(async move { let channel = pool.get().await?; $u $k }); }",
        n = name,
        u = used,
        k = build.ok()
    )
}

/// One channel goes into the task, the rest uses another.
pub(super) fn two_opened(build: &mut Build) -> String {
    let mut first = own_holder(build);
    let mut second = own_holder(build);
    let (worker, own) = ("for_worker", "own");
    let create = first.create(build, worker, "conn", Fails::Question);
    let also = second.create(build, own, "conn", Fails::Question);
    let task =
        spawn(build, Spawner::Tokio, &mut first, worker, &[Op::Declare, Op::Publish]).statement();
    let rest = second.use_channel(build, own, &[Op::Declare, Op::Publish], Fails::Question);
    first.declare(build);
    second.declare(build);
    format!("{create} {also} {task} {rest}")
}
