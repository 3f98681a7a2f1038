//! Code that looks like sharing and is not.

use super::super::build::{Build, Fails, Layer};
use super::super::client::Client;
use super::super::holder::Holder;
use super::super::op::{Op, Ops};
use super::super::spawner::{Spawner, join};
use super::super::task::{spawn, task};
use super::super::tasks::apart::own_holder;
use super::super::tasks::{Scenario, any_ops, shared_as};
use super::super::text::code;
use super::handles;

/// Why nothing is shared.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Apart {
    SpawnedAndAwaitedInside,
    OnlyCalledSpawn,
    OpenedInGroup,
    OpenedInInnerLoop,
    JoinedWhereStarted,
    Replaced,
    TwoOpenedTogether,
    FromTask,
    ManyOwn,
    ThreadLocal,
    OtherPools,
    StreamInTurn,
    ChannelOfDelivery,
    OwnerThread,
}

/// A program that shares nothing.
pub(crate) fn safe(build: &mut Build) -> Scenario {
    let mut kinds = vec![
        Apart::SpawnedAndAwaitedInside,
        Apart::OnlyCalledSpawn,
        Apart::OpenedInGroup,
        Apart::OpenedInInnerLoop,
        Apart::JoinedWhereStarted,
        Apart::Replaced,
        Apart::TwoOpenedTogether,
        Apart::FromTask,
        Apart::ManyOwn,
        Apart::ThreadLocal,
        Apart::StreamInTurn,
        Apart::OwnerThread,
    ];
    if build.client == Client::Lapin1 {
        kinds.push(Apart::ChannelOfDelivery);
    }
    if build.client == Client::Lapin4 {
        kinds.push(Apart::OtherPools);
    }
    let apart = build.rng.pick(&kinds);
    build.dim("safe", apart);
    let (code, owns_connection) = match apart {
        Apart::TwoOpenedTogether => (handles::two_opened_together(build), false),
        Apart::StreamInTurn => (handles::stream(build, false), false),
        Apart::ChannelOfDelivery => (handles::channel_of_delivery(build, false), false),
        Apart::OwnerThread => (owner_thread(build), false),
        Apart::OpenedInGroup => (opened_in_group(build), false),
        Apart::FromTask => (from_task(build), true),
        Apart::ManyOwn => (many_own(build), true),
        Apart::ThreadLocal => (thread_local(build), true),
        Apart::OtherPools => (other_pools(build), false),
        _ => (with_holder(build, apart), false),
    };
    Scenario { code, owns_connection, found: false }
}

fn with_holder(build: &mut Build, apart: Apart) -> String {
    let ops = any_ops(build).bounded();
    let mut holder = own_holder(build);
    holder.set_up(&ops.setup);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let code = match apart {
        Apart::SpawnedAndAwaitedInside | Apart::OnlyCalledSpawn => {
            awaited_inside(build, &mut holder, apart, &ops)
        }
        Apart::OpenedInInnerLoop => {
            let task = spawn(build, Spawner::Tokio, &mut holder, &var, &ops.one).statement();
            let code = code!(
                "for region in [\"eu\", \"us\"] { println!(\"{region}\"); for id in 0..3 { println!(\"{id}\"); $c $t } }",
                c = create,
                t = task
            );
            holder.declare(build);
            return code;
        }
        Apart::Replaced => replaced(build, &mut holder, &ops),
        _ => joined_where_started(build, &mut holder, &ops),
    };
    holder.declare(build);
    format!("{create} {code}")
}

/// A function that waits for what it is given, whatever its name says.
fn awaited_inside(build: &mut Build, holder: &mut Holder, apart: Apart, ops: &Ops) -> String {
    let (name, body) = if apart == Apart::OnlyCalledSpawn {
        (
            build.name(&["spawn_inline", "spawn_and_log", "run_task"]),
            "let done = future.await; println!(\"{}\", done.is_ok()); done",
        )
    } else {
        let body = build.rng.pick(&[
            "tokio::spawn(future).await?",
            "let handle = tokio::spawn(future); handle.await?",
        ]);
        (build.name(&["run_isolated", "spawn_and_wait", "on_own_task"]), body)
    };
    let code = code!(
        "pub async fn $n<F>(future: F) -> Result<()> where F: Future<Output = Result<()>> + Send + 'static { $b }",
        n = name,
        b = body
    );
    build.item(Layer::Support, &[&name], code);
    let var = holder.var.clone();
    let (share, own) = shared_as(build, holder, &var, &["first", "given"]);
    let (before, future) = task(build, holder, &own, &ops.one, true);
    let rest = holder.use_channel(build, &var, &ops.other, Fails::Question);
    let template =
        build.rng.pick(&["$s $b $n($f).await?; $r", "for _ in 0..3 { $s $b $n($f).await?; } $r"]);
    code!(template, s = share, b = before, n = name, f = future, r = rest)
}

/// The old channel goes into the task, a new one takes its place.
fn replaced(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let var = holder.var.clone();
    let again = holder.create(build, "next", "conn", Fails::Question);
    let task = spawn(build, Spawner::Tokio, holder, "old", &ops.one).statement();
    let rest = holder.use_channel(build, "current", &ops.other, Fails::Question);
    let swap = build.rng.pick(&[
        "let mut current = $v; $n let old = std::mem::replace(&mut current, next);",
        "let mut current = $v; $n let mut old = next; std::mem::swap(&mut current, &mut old);",
        "let old = $v; $n let current = next;",
    ]);
    code!("$s $t $r", s = code!(swap, v = var, n = again), t = task, r = rest)
}

/// The task is started under a condition, and waited for where it was started.
fn joined_where_started(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let var = holder.var.clone();
    let (share, own) = shared_as(build, holder, &var, &["early", "first"]);
    let task = spawn(build, Spawner::Tokio, holder, &own, &ops.one);
    let wait = join(build, Spawner::Tokio, "handle", task.result);
    let rest = holder.use_channel(build, &var, &ops.other, Fails::Question);
    let template = build.rng.pick(&[
        "if std::env::args().count() > 1 { $s $b let handle = $c; $w } $r",
        "match std::env::args().count() { 1 => {} _ => { $s $b let handle = $c; println!(\"waiting\"); $w } } $r",
        "for round in 0..3 { if round == 1 { continue; } $s $b let handle = $c; $w } $r",
    ]);
    code!(template, s = share, b = task.before, c = task.call, w = wait, r = rest)
}

/// Channels that are opened beside each other, one for each task.
fn opened_in_group(build: &mut Build) -> String {
    let open = build.client.open("conn");
    let used = build.operations(&[Op::Declare, Op::Publish], "channel", Fails::Here);
    let template = build.rng.pick(&[
        "let channels = try_join_all((0..3).map(|_| $o)).await?; for channel in channels { tokio::spawn(async move { $u }); }",
        "/*+StreamExt*/ let channels: Vec<_> = stream::iter(0..3).then(|_| $o).collect().await; \
         for channel in channels { let channel = channel?; tokio::spawn(async move { $u }); }",
        "let opened = join_all((0..3).map(|_| async { $o.await })).await; \
         for channel in opened.into_iter().flatten() { tokio::spawn(async move { $u }); }",
    ]);
    code!(template, o = open, u = used)
}

/// A task gives back the channel that it opened.
fn from_task(build: &mut Build) -> String {
    let open = build.client.open("conn");
    let used = build.operations(&[Op::Declare, Op::Publish], "channel", Fails::Question);
    let template = build.rng.pick(&[
        "let opening = conn.clone(); let channel = tokio::spawn(async move { let conn = opening; $o.await }).await??; $u",
        "let mut tasks = JoinSet::new(); for _ in 0..3 { let conn = conn.clone(); tasks.spawn(async move { $o.await }); } \
         while let Some(done) = tasks.join_next().await { let channel = done??; $u }",
    ]);
    code!(template, o = open, u = used)
}

/// Each call of a closure that several tasks are made from opens its own.
fn many_own(build: &mut Build) -> String {
    if !build.has_item("spawn_each") {
        let code = "pub fn spawn_each<F, Fut>(count: usize, make: F) where F: Fn(usize) -> Fut, \
            Fut: Future<Output = Result<()>> + Send + 'static { for id in 0..count { tokio::spawn(make(id)); } }";
        build.item(Layer::Support, &["spawn_each"], code.to_owned());
    }
    let open = build.client.open("conn");
    let used = build.operations(&[Op::Declare, Op::Publish], "channel", Fails::Question);
    code!(
        "spawn_each(4, |id| { let conn = conn.clone(); async move { println!(\"{id}\"); let channel = $o.await?; $u $k } });",
        o = open,
        u = used,
        k = build.ok()
    )
}

/// A channel for each thread.
fn thread_local(build: &mut Build) -> String {
    let open = build.client.open("conn");
    let name = build.name(&["LOCAL_CHANNEL", "OWN_CHANNEL"]);
    let used = build.operations(&[Op::Publish], "channel", Fails::Here);
    let code = code!(
        "thread_local! { pub static $n: std::cell::RefCell<Option<Channel>> = const { std::cell::RefCell::new(None) }; }",
        n = name
    );
    build.item(Layer::Holder, &[&name], code);
    code!(
        "for _ in 0..4 { let conn = conn.clone(); std::thread::spawn(move || { block_on(async move { let opened = $o.await.unwrap(); \
         $n.with(|slot| slot.replace(Some(opened))); let channel = $n.with(|slot| slot.borrow().clone().unwrap()); $u }) }); }",
        o = open,
        n = name,
        u = used
    )
}

/// Pools of other crates.
fn other_pools(build: &mut Build) -> String {
    let used = build.operations(&[Op::Publish], "channel", Fails::Question);
    let ok = build.ok();
    let template = build.rng.pick(&[
        "let manager = bb8_lapin::LapinConnectionManager::new(&amqp_url(), ConnectionProperties::default()); \
         let pool = bb8::Pool::builder().max_size(8).build(manager).await?; \
         for _ in 0..4 { let pool = pool.clone(); tokio::spawn(async move { let conn = pool.get().await?; let channel = conn.create_channel().await?; $u $k }); }",
        "let manager = mobc_lapin::RMQConnectionManager::new(amqp_url(), ConnectionProperties::default()); \
         let pool = mobc::Pool::<mobc_lapin::RMQConnectionManager>::builder().build(manager); \
         for _ in 0..4 { let pool = pool.clone(); tokio::spawn(async move { let conn = pool.get().await?; let channel = conn.create_channel().await?; $u $k }); }",
    ]);
    format!("{} let _ = conn;", code!(template, u = used, k = ok))
}

/// A thread that owns the channel, fed through the standard library's channel.
fn owner_thread(build: &mut Build) -> String {
    let open = build.client.open("conn");
    let used = build.operations(&[Op::Publish], "channel", Fails::Here);
    let template = build.rng.pick(&[
        "let channel = $o.await?; let (jobs, inbox) = std::sync::mpsc::channel::<String>(); \
         std::thread::spawn(move || { while let Ok(job) = inbox.recv() { println!(\"{job}\"); block_on(async { $u }); } });",
        "let channel = $o.await?; let (jobs, inbox) = std::sync::mpsc::sync_channel::<String>(8); \
         std::thread::spawn(move || block_on(async move { for job in inbox { println!(\"{job}\"); $u } }));",
    ]);
    let feed = "for id in 0..3 { let jobs = jobs.clone(); tokio::spawn(async move { jobs.send(format!(\"job {id}\")).ok(); }); }";
    format!("{} {feed}", code!(template, o = open, u = used))
}
