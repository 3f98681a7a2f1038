//! Futures that one task polls at the same time, or one after the other.

use super::build::{Build, Fails};
use super::cell::Cell;
use super::client::Client;
use super::holder::Holder;
use super::op::Op;
use super::task::task;
use super::tasks::Scenario;
use super::text::code;

/// What polls the futures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Group {
    Join,
    TryJoin,
    JoinFunction,
    JoinAll,
    TryJoinAll,
    Unordered,
    ForEachConcurrent,
    BufferUnordered,
    Select,
}

/// What keeps futures apart that look like a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Apart {
    Guarded,
    Fresh,
    OneByOne,
    ForEach,
    LimitOne,
    SelectHandlers,
}

fn is_answered(op: Op) -> bool {
    matches!(op, Op::Declare | Op::DeclareExchange | Op::Bind | Op::Purge | Op::Qos)
}

fn ops(build: &mut Build) -> Vec<Op> {
    let of: &[(usize, &[Op])] = &[
        (4, &[Op::Publish]),
        (4, &[Op::Declare]),
        (2, &[Op::Confirmed]),
        (2, &[Op::Declare, Op::Publish]),
        (1, &[Op::DeclareExchange]),
        (1, &[Op::Purge]),
    ];
    build.rng.weighted(of).to_vec()
}

/// Futures of one task on one channel. lapin from 1.9 on keeps replies and confirms apart, amqprs those of different methods.
pub(crate) fn shared(build: &mut Build, silent: bool) -> Scenario {
    let ops = if silent {
        vec![build.rng.pick(&[Op::Declare, Op::DeclareExchange, Op::Bind])]
    } else {
        ops(build)
    };
    let found = match build.client {
        Client::Lapin4 => false,
        Client::Lapin1 => true,
        Client::Amqprs => ops.iter().any(|&op| is_answered(op) || op == Op::Confirmed),
    };
    build.dim("operations", format!("{ops:?} together"));
    group(build, Cell::SHARED, &ops, found)
}

fn group(build: &mut Build, cells: &[(usize, Cell)], ops: &[Op], found: bool) -> Scenario {
    let mut holder = Holder::any(build, cells);
    let group = build.rng.pick(&[
        Group::Join,
        Group::TryJoin,
        Group::JoinFunction,
        Group::JoinAll,
        Group::TryJoinAll,
        Group::Unordered,
        Group::ForEachConcurrent,
        Group::BufferUnordered,
        Group::Select,
    ]);
    build.dim("group", group);
    if ops.contains(&Op::Confirmed) {
        holder.set_up(&[Op::ConfirmSelect]);
    }
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    build.marking = found;
    let body = match group {
        Group::Join | Group::TryJoin | Group::JoinFunction | Group::Select => {
            pair(build, &mut holder, group, ops)
        }
        _ => many(build, &mut holder, group, ops),
    };
    build.marking = false;
    holder.declare(build);
    Scenario { code: format!("{create} {body}"), owns_connection: false, found }
}

fn gives_result(build: &mut Build, group: Group) -> bool {
    match group {
        Group::TryJoin | Group::TryJoinAll => true,
        Group::ForEachConcurrent => false,
        _ => build.rng.chance(40),
    }
}

/// A future that borrows what holds the channel, or has a handle of its own: statements before it, and the expression.
fn lane(
    build: &mut Build,
    holder: &mut Holder,
    name: &str,
    ops: &[Op],
    result: bool,
) -> (String, String) {
    let fails = if result { Fails::Question } else { Fails::Here };
    let ok = if result { build.ok() } else { String::new() };
    let var = holder.var.clone();
    if holder.is_static() || build.rng.chance(50) {
        let body = holder.use_channel(build, &var, ops, fails);
        return (String::new(), code!("async { $b $o }", b = body, o = ok));
    }
    let share = holder.share(build, &var);
    let (before, future) = task(build, holder, name, ops, result);
    (code!("let $n = $s; $b", n = name, s = share, b = before), future)
}

fn pair(build: &mut Build, holder: &mut Holder, group: Group, ops: &[Op]) -> String {
    let result = gives_result(build, group);
    let (before, first) = lane(build, holder, "left", ops, result);
    let (also, second) = lane(build, holder, "right", ops, result);
    let mark = build.mark();
    let template = match group {
        Group::Join => build
            .rng
            .pick(&["$m tokio::join!($a, $b);", "let (one, other) = $m futures::join!($a, $b);"]),
        Group::TryJoin => {
            build.rng.pick(&["$m tokio::try_join!($a, $b)?;", "$m futures::try_join!($a, $b)?;"])
        }
        Group::JoinFunction => "$m futures::future::join($a, $b).await;",
        _ => {
            "$m tokio::select! { done = $a => println!(\"first {done:?}\"), done = $b => println!(\"second {done:?}\"), }"
        }
    };
    format!("{before} {also} {}", code!(template, m = mark, a = first, b = second))
}

/// A closure that makes a future for each element.
fn maker(build: &mut Build, holder: &mut Holder, ops: &[Op], result: bool) -> String {
    let fails = if result { Fails::Question } else { Fails::Here };
    let ok = if result { build.ok() } else { String::new() };
    let var = holder.var.clone();
    let body = holder.use_channel(build, &var, ops, fails);
    if holder.is_static() || build.rng.chance(50) {
        let reference =
            if holder.is_static() { String::new() } else { code!("let $v = &$v;", v = var) };
        return code!(
            "|name| { $r async move { println!(\"{name}\"); $b $o } }",
            r = reference,
            b = body,
            o = ok
        );
    }
    let share = holder.share(build, &var);
    code!(
        "|name| { let $v = $s; async move { println!(\"{name}\"); $b $o } }",
        v = var,
        s = share,
        b = body,
        o = ok
    )
}

fn many(build: &mut Build, holder: &mut Holder, group: Group, ops: &[Op]) -> String {
    let result = gives_result(build, group);
    let mark = build.mark();
    let names = build.rng.pick(&[
        "[\"orders\", \"emails\", \"audit\"]",
        "vec![\"a\".to_string(), \"b\".to_string()]",
        "0..4",
    ]);
    let iter =
        if names.contains("..") { format!("({names})") } else { format!("{names}.into_iter()") };
    let make = maker(build, holder, ops, result);
    let template = match group {
        Group::JoinAll => build.rng.pick(&[
            "$m join_all($i.map($f)).await;",
            "let all: Vec<_> = $i.map($f).collect(); $m futures::future::join_all(all).await;",
            "let mut all = Vec::new(); let make = $f; for name in $n { all.push(make(name)); } $m join_all(all).await;",
        ]),
        Group::TryJoinAll => build.rng.pick(&["$m try_join_all($i.map($f)).await?;", "let all = $i.map($f); $m try_join_all(all).await?;"]),
        Group::Unordered => build.rng.pick(&[
            "/*+StreamExt*/ let mut all: FuturesUnordered<_> = $i.map($f).collect(); $m while let Some(done) = all.next().await { println!(\"{done:?}\"); }",
            "/*+StreamExt*/ let mut all = FuturesUnordered::new(); let make = $f; for name in $n { all.push(make(name)); } $m while all.next().await.is_some() {}",
        ]),
        Group::ForEachConcurrent => build.rng.pick(&[
            "/*+StreamExt*/ $m stream::iter($n).for_each_concurrent(8, $f).await;",
            "/*+StreamExt*/ $m futures::stream::iter($n).for_each_concurrent(None, $f).await;",
        ]),
        _ => "/*+StreamExt*/ let done: Vec<_> = $m stream::iter($n).map($f).buffer_unordered(8).collect().await; println!(\"{}\", done.len());",
    };
    code!(template, m = mark, i = iter, n = names, f = make)
}

/// Futures that do not overlap on one channel.
pub(crate) fn safe(build: &mut Build) -> Scenario {
    let mut kinds =
        vec![Apart::Guarded, Apart::Fresh, Apart::OneByOne, Apart::ForEach, Apart::LimitOne];
    if build.client == Client::Lapin4 {
        kinds.push(Apart::SelectHandlers);
    }
    let apart = build.rng.pick(&kinds);
    build.dim("safe", apart);
    let ops = ops(build);
    if apart == Apart::Guarded {
        return group(build, Cell::EXCLUSIVE, &ops, false);
    }
    let mut holder = super::tasks::apart::own_holder(build);
    if ops.contains(&Op::Confirmed) {
        holder.set_up(&[Op::ConfirmSelect]);
    }
    let var = holder.var.clone();
    let code = if apart == Apart::Fresh {
        let create = holder.create(build, &var, "conn", Fails::Question);
        let body = holder.use_channel(build, &var, &ops, Fails::Question);
        code!(
            "try_join_all([\"a\", \"b\"].into_iter().map(|name| async move { println!(\"{name}\"); $c $b $o })).await?;",
            c = create,
            b = body,
            o = build.ok()
        )
    } else {
        let create = holder.create(build, &var, "conn", Fails::Question);
        format!("{create} {}", in_turn(build, &mut holder, apart, &ops))
    };
    holder.declare(build);
    Scenario { code, owns_connection: false, found: false }
}

fn in_turn(build: &mut Build, holder: &mut Holder, apart: Apart, ops: &[Op]) -> String {
    let var = holder.var.clone();
    match apart {
        Apart::OneByOne => {
            let (before, first) = lane(build, holder, "left", ops, true);
            let (also, second) = lane(build, holder, "right", ops, true);
            code!(
                "$b $a let first = $f; let second = $s; first.await?; second.await?;",
                b = before,
                a = also,
                f = first,
                s = second
            )
        }
        Apart::ForEach => {
            let make = maker(build, holder, ops, false);
            code!("/*+StreamExt*/ stream::iter([\"a\", \"b\"]).for_each($f).await;", f = make)
        }
        Apart::LimitOne => {
            let make = maker(build, holder, ops, false);
            code!(
                "/*+StreamExt*/ stream::iter([\"a\", \"b\"]).for_each_concurrent(1, $f).await;",
                f = make
            )
        }
        _ => {
            let reply = holder.use_channel(build, &var, ops, Fails::Question);
            let report = holder.use_channel(build, &var, ops, Fails::Question);
            code!(
                "let mut ticks = tokio::time::interval(Duration::from_secs(5)); let (_stop, mut stopped) = mpsc::channel::<()>(1); \
                 loop { tokio::select! { _ = ticks.tick() => { $a } _ = stopped.recv() => { $b break; } } }",
                a = reply,
                b = report
            )
        }
    }
}

/// Start-up declares in one task, which lapin from 1.9 on keeps apart.
pub(crate) fn start_up(build: &mut Build) -> Scenario {
    build.dim("safe", "StartUpDeclares");
    shared(build, true)
}
