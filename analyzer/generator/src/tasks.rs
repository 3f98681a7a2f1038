//! Tasks that use one channel.

pub(crate) mod apart;
mod service;

use super::build::{Build, Fails};
use super::cell::Cell;
use super::holder::Holder;
use super::op::{Choice, Op, Ops};
use super::spawner::{Spawner, join};
use super::task::spawn;
use super::text::code;

/// A function that opens a channel and uses it from several places.
#[derive(Debug)]
pub(crate) struct Scenario {
    /// The body, in a function that gives a `Result` and has a connection `conn`.
    pub(crate) code: String,
    /// Whether `conn` is an `Arc<Connection>`; a reference otherwise.
    pub(crate) owns_connection: bool,
    /// Whether a channel is shared.
    pub(crate) found: bool,
}

/// Operations that can be done at the same time, and how often they are taken.
const CHOICES: &[Choice] = {
    use Op::{
        Bind, ConfirmSelect, Confirmed, Consume, Declare, DeclareExchange, GetAck, Publish, Purge,
        Qos, Tx,
    };
    &[
        (6, (&[], &[Publish], &[Publish])),
        (4, (&[Declare], &[Publish], &[Publish])),
        (4, (&[], &[Declare], &[Declare])),
        (4, (&[ConfirmSelect], &[Confirmed], &[Confirmed])),
        (3, (&[Declare], &[Publish], &[Declare, Bind])),
        (3, (&[DeclareExchange], &[Qos, Consume], &[Publish])),
        (2, (&[], &[GetAck], &[GetAck])),
        (2, (&[], &[Tx], &[Publish])),
        (2, (&[], &[Purge], &[Publish])),
        (2, (&[Qos], &[Declare, Publish], &[Declare, Publish])),
    ]
};

/// What a program does, which is one of its choices.
pub(crate) fn any_ops(build: &mut Build) -> Ops {
    let ops = Ops::any(&mut build.rng, CHOICES);
    build.dim("operations", format!("{:?}|{:?}", ops.one, ops.other));
    ops
}

/// How several tasks come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Loop,
    LoopCollected,
    MapCollected,
    Two,
    Rest,
    RestJoinedLate,
    /// Threads of a scope.
    Scoped,
    /// rayon's parallel iterators.
    Parallel,
    /// A method that starts tasks, called before another that uses the channel.
    TwoMethods,
    /// A method that starts tasks.
    Method,
    /// A constructor that starts a task and keeps a handle for later.
    Constructor,
}

fn shape(build: &mut Build, spawner: Spawner) -> Shape {
    let mut shapes = vec![(5, Shape::Loop), (4, Shape::Two), (5, Shape::Rest), (1, Shape::Scoped)];
    if !build.blocking {
        shapes.extend([
            (1, Shape::Parallel),
            (3, Shape::TwoMethods),
            (3, Shape::Method),
            (2, Shape::Constructor),
        ]);
    }
    if spawner.gives_handle() {
        shapes.extend([
            (2, Shape::LoopCollected),
            (2, Shape::RestJoinedLate),
            (2, Shape::MapCollected),
        ]);
    }
    build.rng.weighted(&shapes)
}

/// The head of a loop, and what stands before it.
fn loop_head(build: &mut Build) -> (&'static str, &'static str) {
    let heads: &[(usize, (&str, &str))] = &[
        (4, ("", "for id in 0..4")),
        (3, ("", "for queue in [\"orders\", \"emails\", \"audit\"]")),
        (2, ("let names = vec![\"a\".to_string(), \"b\".to_string()];", "for name in &names")),
        (
            2,
            (
                "let (_jobs, mut inbox) = mpsc::channel::<String>(16);",
                "while let Some(job) = inbox.recv().await",
            ),
        ),
        (
            1,
            (
                "let listener = TcpListener::bind(\"127.0.0.1:8080\").await?;",
                "while let Ok((socket, peer)) = listener.accept().await",
            ),
        ),
        (1, ("let mut tick = tokio::time::interval(Duration::from_secs(5));", "loop")),
    ];
    let limit = if build.blocking { 3 } else { heads.len() };
    build.rng.weighted(&heads[..limit])
}

fn loop_over(build: &mut Build, body: &str) -> String {
    let (before, head) = loop_head(build);
    let tick = if head == "loop" { "tick.tick().await;" } else { "" };
    code!("$b $h { $t $body }", b = before, h = head, t = tick, body = body)
}

/// Several tasks that use one channel; whether they exclude each other is the cell's matter.
pub(crate) fn shared(build: &mut Build, cells: &[(usize, Cell)], found: bool) -> Scenario {
    let ops = if found { any_ops(build) } else { any_ops(build).bounded() };
    let mut holder = Holder::any(build, cells);
    let spawner = Spawner::any(build);
    let mut shape = shape(build, spawner);
    if holder.is_static() && matches!(shape, Shape::TwoMethods | Shape::Method | Shape::Constructor)
    {
        shape = Shape::Loop;
    }
    build.dim("shape", shape);
    holder.set_up(&ops.setup);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    build.marking = found;
    let body = match shape {
        Shape::Scoped => scoped(build, &mut holder, &ops),
        Shape::Parallel => parallel(build, &mut holder, &ops),
        Shape::TwoMethods | Shape::Method => {
            service::methods(build, &mut holder, spawner, &ops, shape == Shape::TwoMethods)
        }
        _ => spawned(build, &mut holder, &var, spawner, shape, &ops),
    };
    build.marking = false;
    holder.declare(build);
    Scenario { code: format!("{create} {body}"), owns_connection: false, found }
}

fn spawned(
    build: &mut Build,
    holder: &mut Holder,
    var: &str,
    spawner: Spawner,
    shape: Shape,
    ops: &Ops,
) -> String {
    let prepare = spawner.prepare(build);
    let body = match shape {
        Shape::Loop | Shape::LoopCollected => {
            spawn_in_loop(build, holder, var, spawner, shape, ops)
        }
        Shape::MapCollected => spawn_in_map(build, holder, var, spawner, ops),
        Shape::Two => {
            let (share, first) = shared_as(build, holder, var, &["first", "for_worker", "other"]);
            let one = spawn(build, spawner, holder, &first, &ops.one).statement();
            let other = spawn(build, spawner, holder, var, &ops.other).statement();
            format!("{share} {one} {other}")
        }
        _ => spawn_and_go_on(build, holder, var, spawner, shape, ops),
    };
    let drain = spawner.drain(build).filter(|_| build.rng.chance(60)).unwrap_or_default();
    format!("{prepare} {body} {drain}")
}

/// A statement that makes another handle, and the variable that holds it.
pub(crate) fn shared_as(
    build: &mut Build,
    holder: &Holder,
    var: &str,
    names: &[&str],
) -> (String, String) {
    if holder.is_static() {
        return (String::new(), String::new());
    }
    let name = build.rng.pick(names);
    let name = if name.is_empty() { holder.var.as_str() } else { name };
    let share = holder.share(build, var);
    (code!("$m let $n = $s;", m = build.mark(), n = name, s = share), name.to_owned())
}

fn spawn_in_loop(
    build: &mut Build,
    holder: &mut Holder,
    var: &str,
    spawner: Spawner,
    shape: Shape,
    ops: &Ops,
) -> String {
    let (share, own) = shared_as(build, holder, var, &["", "", "handle_copy", "mine"]);
    let task = spawn(build, spawner, holder, &own, &ops.one);
    if shape == Shape::LoopCollected {
        let body = code!("$s $b handles.push($c);", s = share, b = task.before, c = task.call);
        let wait = join(build, spawner, "handle", task.result);
        return code!(
            "let mut handles = Vec::new(); for id in 0..4 { $b } for handle in handles { $w }",
            b = body,
            w = wait
        );
    }
    let body = format!("{share} {}", task.statement());
    loop_over(build, &body)
}

fn spawn_in_map(
    build: &mut Build,
    holder: &mut Holder,
    var: &str,
    spawner: Spawner,
    ops: &Ops,
) -> String {
    let (share, own) = shared_as(build, holder, var, &["", "own"]);
    let task = spawn(build, spawner, holder, &own, &ops.one);
    let wait = join(build, spawner, "handle", task.result);
    let collected =
        code!("(0..4).map(|id| { $s $b $c }).collect()", s = share, b = task.before, c = task.call);
    code!("let handles: Vec<_> = $c; for handle in handles { $w }", c = collected, w = wait)
}

fn spawn_and_go_on(
    build: &mut Build,
    holder: &mut Holder,
    var: &str,
    spawner: Spawner,
    shape: Shape,
    ops: &Ops,
) -> String {
    let (share, first) = shared_as(build, holder, var, &["background", "worker_side", "copy"]);
    let task = spawn(build, spawner, holder, &first, &ops.one);
    let rest = holder.use_channel(build, var, &ops.other, Fails::Question);
    let rest = match build.rng.below(4) {
        0 => code!("for _ in 0..3 { $r }", r = rest),
        1 if !build.blocking => {
            code!("tokio::time::sleep(Duration::from_millis(50)).await; $r", r = rest)
        }
        _ => rest,
    };
    if shape == Shape::RestJoinedLate {
        let wait = join(build, spawner, "handle", task.result);
        return code!(
            "$s $b let handle = $c; { $r } $w",
            s = share,
            b = task.before,
            c = task.call,
            r = rest,
            w = wait
        );
    }
    format!("{share} {} {rest}", task.statement())
}

/// What a thread does with what it borrows.
fn borrowed(build: &mut Build, holder: &mut Holder, ops: &[Op]) -> String {
    let var = holder.var.clone();
    let body = holder.use_channel(build, &var, ops, Fails::Here);
    if build.blocking { body } else { code!("block_on(async { $b });", b = body) }
}

fn scoped(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let (one, other) = (
        borrowed(build, holder, &apart::without_consumer(&ops.one)),
        borrowed(build, holder, &ops.other),
    );
    let template = build.rng.pick(&[
        "$s(|scope| { $m scope.spawn(|| { $a }); $m scope.spawn(|| { $b }); });",
        "$s(|scope| { $m scope.spawn(|| { $a }); $b });",
        "$s(|scope| { for _ in 0..4 { $m scope.spawn(|| { $a }); } });",
    ]);
    let scope = build.rng.pick(&["std::thread::scope", "thread::scope"]);
    code!(template, s = scope, m = build.mark(), a = one, b = other)
}

fn parallel(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let body = borrowed(build, holder, &apart::without_consumer(&ops.one));
    let iterator = build.rng.pick(&[
        "/*+rayon::prelude::IntoParallelRefIterator*/ [\"a\", \"b\", \"c\"].par_iter()",
        "/*+rayon::prelude::IntoParallelIterator*/ (0..4).into_par_iter()",
    ]);
    code!(
        "/*+rayon::prelude::ParallelIterator*/ $m $i.for_each(|each| { println!(\"{each}\"); $b });",
        m = build.mark(),
        i = iterator,
        b = body
    )
}
