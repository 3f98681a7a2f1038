//! Ways in which tasks come to share a channel that are easily overlooked.

pub(crate) mod apart;
mod handles;

use super::build::{Build, Fails, Layer};
use super::cell::Cell;
use super::client::Client;
use super::holder::Holder;
use super::op::Ops;
use super::spawner::Spawner;
use super::task::{spawn, task};
use super::tasks::apart::own_holder;
use super::tasks::{Scenario, any_ops, shared_as};
use super::text::code;

/// The twist.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Twist {
    AfterIf,
    NestedLoop,
    Clones,
    SpawnMany,
    StoredFutures,
    Executor,
    SelfSpawning,
    ThroughMessages,
    ArmsOfLoop,
    Weak,
    TupleFromOpening,
    Counted,
    Stream,
    ChannelOfDelivery,
}

/// A program whose tasks share a channel.
pub(crate) fn shared(build: &mut Build) -> Scenario {
    let mut twists = vec![
        Twist::AfterIf,
        Twist::NestedLoop,
        Twist::Clones,
        Twist::SpawnMany,
        Twist::StoredFutures,
        Twist::Executor,
        Twist::SelfSpawning,
        Twist::ThroughMessages,
        Twist::ArmsOfLoop,
        Twist::Weak,
        Twist::TupleFromOpening,
        Twist::Counted,
        Twist::Stream,
    ];
    if build.client == Client::Lapin1 {
        twists.push(Twist::ChannelOfDelivery);
    }
    let twist = build.rng.pick(&twists);
    build.dim("shape", twist);
    let code = match twist {
        Twist::ThroughMessages => handles::through_messages(build),
        Twist::Weak => handles::weak(build),
        Twist::Counted => handles::counted(build),
        Twist::Stream => handles::stream(build, true),
        Twist::ChannelOfDelivery => handles::channel_of_delivery(build, true),
        Twist::TupleFromOpening => handles::opened_together(build, true),
        _ => with_holder(build, twist),
    };
    build.marking = false;
    Scenario { code, owns_connection: false, found: true }
}

fn with_holder(build: &mut Build, twist: Twist) -> String {
    let ops = any_ops(build).bounded();
    let mut holder = if matches!(twist, Twist::Clones | Twist::SelfSpawning | Twist::StoredFutures)
    {
        own_holder(build)
    } else {
        Holder::any(build, Cell::SHARED)
    };
    holder.set_up(&ops.setup);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    build.marking = true;
    let code = match twist {
        Twist::AfterIf => after_if(build, &mut holder, &ops),
        Twist::NestedLoop => nested_loop(build, &mut holder, &create, &ops),
        Twist::Clones => clones(build, &mut holder, &ops),
        Twist::SpawnMany => spawn_many(build, &mut holder, &ops),
        Twist::StoredFutures => stored_futures(build, &mut holder, &ops),
        Twist::Executor => executor(build, &mut holder, &ops),
        Twist::SelfSpawning => self_spawning(build, &mut holder, &ops),
        _ => arms_of_loop(build, &mut holder, &ops),
    };
    build.marking = false;
    holder.declare(build);
    if twist == Twist::NestedLoop { code } else { format!("{create} {code}") }
}

/// A spawner that needs nothing declared before.
fn plain_spawner(build: &mut Build) -> Spawner {
    build.rng.pick(&[
        Spawner::Tokio,
        Spawner::AsyncStd,
        Spawner::WrapFuture,
        Spawner::WrapClosure,
        Spawner::Helper,
        Spawner::Thread,
        Spawner::Macro,
    ])
}

/// The task is started under a condition, the rest runs in any case.
fn after_if(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let var = holder.var.clone();
    let spawner = plain_spawner(build);
    let (share, own) = shared_as(build, holder, &var, &["background", "copy"]);
    let task = spawn(build, spawner, holder, &own, &ops.one).statement();
    let rest = holder.use_channel(build, &var, &ops.other, Fails::Question);
    let template = build.rng.pick(&[
        "if std::env::var(\"HEARTBEAT\").is_ok() { $s $t } $r",
        "match std::env::args().count() { 0 | 1 => println!(\"alone\"), _ => { $s $t } } $r",
        "let wanted = std::env::args().any(|arg| arg == \"--background\"); if wanted { $s $t } else { println!(\"alone\"); } $r",
    ]);
    code!(template, s = share, t = task, r = rest)
}

/// A channel for each round of the outer loop, several tasks in the inner one.
fn nested_loop(build: &mut Build, holder: &mut Holder, create: &str, ops: &Ops) -> String {
    let var = holder.var.clone();
    let spawner = plain_spawner(build);
    let (share, own) = shared_as(build, holder, &var, &["", "mine"]);
    let task = spawn(build, spawner, holder, &own, &ops.one).statement();
    code!(
        "for region in [\"eu\", \"us\"] { println!(\"{region}\"); $c for id in 0..3 { println!(\"{id}\"); $s $t } }",
        c = create,
        s = share,
        t = task
    )
}

/// A collection of handles of one channel, one for each task.
fn clones(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let var = holder.var.clone();
    let spawner = plain_spawner(build);
    let task = spawn(build, spawner, holder, &var, &ops.one).statement();
    let (one, other) = (holder.share(build, &var), holder.share(build, &var));
    let heads: &[&str] = &[
        "for $v in [$a, $b] { $t }",
        "let handles = vec![$a, $b, $v]; for $v in handles { $t }",
        "for $v in vec![$v; 3] { $t }",
        "for $v in std::iter::repeat($v).take(3) { $t }",
        "for (id, $v) in std::iter::repeat_with(|| $a).take(4).enumerate() { println!(\"{id}\"); $t }",
        "let mut copies = Vec::new(); for _ in 0..3 { copies.push($a); } while let Some($v) = copies.pop() { $t }",
    ];
    code!(build.rng.pick(heads), v = var, a = one, b = other, t = task)
}

/// A function of the program that starts several tasks from one closure.
fn spawn_many(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    if !build.has_item("spawn_workers") {
        let code = build.rng.pick(&[
            "pub fn spawn_workers<F, Fut>(count: usize, make: F) where F: Fn(usize) -> Fut, Fut: Future<Output = Result<()>> + Send + 'static { \
             for id in 0..count { tokio::spawn(make(id)); } }",
            "pub fn spawn_workers<F, Fut>(count: usize, make: F) -> Vec<tokio::task::JoinHandle<Result<()>>> where F: Fn(usize) -> Fut, \
             Fut: Future<Output = Result<()>> + Send + 'static { (0..count).map(|id| tokio::spawn(make(id))).collect() }",
        ]);
        build.item(Layer::Support, &["spawn_workers"], code.to_owned());
    }
    let var = holder.var.clone();
    let body = holder.use_channel(build, &var, &ops.one, Fails::Question);
    let share = if holder.is_static() {
        String::new()
    } else {
        format!("let {var} = {};", holder.share(build, &var))
    };
    code!(
        "$m spawn_workers(4, |id| { $s async move { println!(\"worker {id}\"); $b $o } });",
        m = build.mark(),
        s = share,
        b = body,
        o = build.ok()
    )
}

/// Futures that are kept and started later.
fn stored_futures(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let var = holder.var.clone();
    let share = holder.share(build, &var);
    let (before, future) = task(build, holder, "own", &ops.one, true);
    let future = future
        .strip_prefix("Box::pin(")
        .map_or_else(|| format!("Box::pin({future})"), |_| future.clone());
    let run = build.rng.pick(&[
        "for job in jobs { $m tokio::spawn(job); }",
        "jobs.into_iter().for_each(|job| { $m tokio::spawn(job); });",
    ]);
    code!(
        "let mut jobs: Vec<BoxFuture<'static, Result<()>>> = Vec::new(); for _ in 0..3 { let own = $s; $b jobs.push($f); } $r",
        s = share,
        b = before,
        f = future,
        r = code!(run, m = build.mark())
    )
}

/// A trait of the program that starts tasks.
fn executor(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let (name, ty) =
        (build.name(&["Executor", "Runs"]), build.name(&["TokioExecutor", "Background"]));
    let code = code!(
        "pub trait $n: Send + Sync { fn execute(&self, job: BoxFuture<'static, ()>); } pub struct $t; \
         impl $n for $t { fn execute(&self, job: BoxFuture<'static, ()>) { tokio::spawn(job); } }",
        n = name,
        t = ty
    );
    build.item(Layer::Support, &[&name, &ty], code);
    let var = holder.var.clone();
    let (share, own) = shared_as(build, holder, &var, &["", "own"]);
    let body = holder.use_channel(build, &own, &ops.one, Fails::Here);
    let made = build.rng.pick(&[
        "let executor: Arc<dyn $n> = Arc::new($t);",
        "let executor = $t;",
        "let executor: Box<dyn $n> = Box::new($t);",
    ]);
    code!(
        "/*+$n*/ $made for _ in 0..3 { $s $m executor.execute(Box::pin(async move { $b })); }",
        n = name,
        made = code!(made, n = name, t = ty),
        s = share,
        m = build.mark(),
        b = body
    )
}

/// A type whose method moves itself into a task.
fn self_spawning(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let name = build.name(&["Worker", "Beat", "Drain"]);
    let var = holder.var.clone();
    let body = holder.use_channel(build, &format!("self.{var}"), &ops.one, Fails::Question);
    let (generic, bound, ty) = match holder.ty.strip_prefix("impl ") {
        Some(bounds) => ("<P>", format!("<P: {bounds}>"), "P".to_owned()),
        None => ("", String::new(), holder.ty.clone()),
    };
    let mark = build.mark();
    let code = code!(
        "pub struct $n$g { id: usize, $v: $t } impl$b $n$g { pub fn new(id: usize, $v: $t) -> Self { Self { id, $v } } \
         async fn run(&self) -> Result<()> { println!(\"{}\", self.id); $body Ok(()) } \
         pub fn start(self) -> tokio::task::JoinHandle<()> { $m tokio::spawn(async move { if let Err(err) = self.run().await { eprintln!(\"{err}\"); } }) } }",
        n = name,
        g = generic,
        b = bound,
        v = var,
        t = ty,
        body = body,
        m = mark
    );
    build.item(Layer::App, &[&name], code);
    let share = holder.share(build, &var);
    let run = build.rng.pick(&[
        "for id in 0..3 { $m $n::new(id, $s).start(); }",
        "let workers: Vec<_> = (0..3).map(|id| $n::new(id, $s)).collect(); for worker in workers { $m worker.start(); }",
        "$m $n::new(1, $s).start(); $m $n::new(2, $v).start();",
    ]);
    code!(run, m = mark, n = name, s = share, v = var)
}

/// Two arms of a loop exclude each other in one round, not over several.
fn arms_of_loop(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let var = holder.var.clone();
    let spawner = plain_spawner(build);
    let (share, own) = shared_as(build, holder, &var, &["background", "copy"]);
    let task = spawn(build, spawner, holder, &own, &ops.one).statement();
    let rest = holder.use_channel(build, &var, &ops.other, Fails::Question);
    let template = build.rng.pick(&[
        "for round in 0..10 { if round == 3 { $s $t } else { $r } }",
        "for word in [\"start\", \"tell\", \"tell\"] { match word { \"start\" => { $s $t } _ => { $r } } }",
        "for word in [\"start\", \"tell\"] { if word == \"start\" { $s $t continue; } $r }",
    ]);
    code!(template, s = share, t = task, r = rest)
}
