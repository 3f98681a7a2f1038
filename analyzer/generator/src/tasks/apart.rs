//! Tasks that do not share a channel, for one reason or another.

use super::super::build::{Build, Fails};
use super::super::cell::Cell;
use super::super::holder::Holder;
use super::super::op::{Op, Ops};
use super::super::spawner::{Spawner, gives_result, join, start};
use super::super::task::spawn;
use super::super::text::code;
use super::{Scenario, any_ops, loop_over, shared, shared_as};

/// What keeps tasks apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Safe {
    FreshInLoop,
    FreshInTask,
    MovedIntoOnlyTask,
    Awaited,
    AwaitedInLoop,
    Drained,
    Guarded,
    Branches,
    EarlyReturn,
    Shadowed,
    OwnEachThenJoined,
    PerElement,
    ScopeJoined,
}

impl Safe {
    pub(crate) fn any(build: &mut Build) -> Self {
        let safe = build.rng.weighted(&[
            (4, Self::FreshInLoop),
            (4, Self::FreshInTask),
            (3, Self::MovedIntoOnlyTask),
            (3, Self::Awaited),
            (2, Self::AwaitedInLoop),
            (2, Self::Drained),
            (8, Self::Guarded),
            (3, Self::Branches),
            (2, Self::EarlyReturn),
            (2, Self::Shadowed),
            (2, Self::OwnEachThenJoined),
            (3, Self::PerElement),
            (1, Self::ScopeJoined),
        ]);
        if build.blocking && matches!(safe, Self::Guarded | Self::Drained) {
            Self::FreshInLoop
        } else {
            safe
        }
    }
}

/// Tasks that do not share.
pub(crate) fn safe(build: &mut Build) -> Scenario {
    let safe = Safe::any(build);
    build.dim("safe", safe);
    if safe == Safe::Guarded {
        return shared(build, Cell::EXCLUSIVE, false);
    }
    let ops = any_ops(build);
    let mut holder = own_holder(build);
    holder.set_up(&ops.setup);
    let code = match safe {
        Safe::FreshInLoop => fresh_in_loop(build, &mut holder, &ops),
        Safe::FreshInTask => {
            let code = fresh_in_task(build, &mut holder, &ops);
            holder.declare(build);
            return Scenario { code, owns_connection: true, found: false };
        }
        Safe::MovedIntoOnlyTask => moved(build, &mut holder, &ops),
        Safe::Awaited => awaited(build, &mut holder, &ops),
        Safe::AwaitedInLoop => awaited_in_loop(build, &mut holder, &ops),
        Safe::Drained => drained(build, &mut holder, &ops),
        Safe::Shadowed => shadowed(build, &mut holder, &ops),
        Safe::OwnEachThenJoined => own_each(build, &mut holder, &ops),
        Safe::PerElement => per_element(build, &mut holder, &ops),
        Safe::ScopeJoined => scope_joined(build, &mut holder, &ops),
        Safe::EarlyReturn => early_return(build, &mut holder, &ops),
        _ => branches(build, &mut holder, &ops),
    };
    holder.declare(build);
    Scenario { code, owns_connection: false, found: false }
}

/// A holder that is no static: a value for each place that makes one.
pub(crate) fn own_holder(build: &mut Build) -> Holder {
    loop {
        let before = build.dims.len();
        let holder = Holder::any(build, Cell::SHARED);
        if !holder.is_static() {
            return holder;
        }
        build.dims.truncate(before);
    }
}

fn fresh_in_loop(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let spawner = Spawner::any(build);
    let prepare = spawner.prepare(build);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let task = spawn(build, spawner, holder, &var, &ops.one).statement();
    let body = loop_over(build, &format!("{create} {task}"));
    format!("{prepare} {body}")
}

fn fresh_in_task(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let spawner = if build.blocking { Spawner::Thread } else { Spawner::any(build) };
    build.dim("spawner", spawner);
    let prepare = spawner.prepare(build);
    let result = gives_result(build, spawner);
    let fails = if result { Fails::Question } else { Fails::Here };
    let var = holder.var.clone();
    let create = holder.create(build, &var, "&conn", fails);
    let body = holder.use_channel(build, &var, &ops.one, fails);
    let ok = if result { build.ok() } else { String::new() };
    let task = if build.blocking {
        code!("thread::spawn(move || { $c $b $o });", c = create, b = body, o = ok)
    } else {
        let future = code!("async move { $c $b $o }", c = create, b = body, o = ok);
        start(build, spawner, String::new(), &future, result).statement()
    };
    let clone = build.rng.pick(&["let conn = conn.clone();", "let conn = Arc::clone(&conn);"]);
    let body = loop_over(build, &format!("{clone} {task}"));
    format!("{prepare} {body}")
}

fn moved(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let spawner = Spawner::any(build);
    let prepare = spawner.prepare(build);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let first = if build.rng.chance(50) {
        holder.use_channel(build, &var, &[Op::DeclareExchange], Fails::Question)
    } else {
        String::new()
    };
    let share = if build.rng.chance(30) {
        format!("let {var} = {};", holder.share(build, &var))
    } else {
        String::new()
    };
    let task = spawn(build, spawner, holder, &var, &ops.one).statement();
    format!("{prepare} {create} {{ {first} }} {share} {task}")
}

/// A spawner whose tasks one can wait for one by one.
fn joinable(build: &mut Build) -> Spawner {
    loop {
        let spawner = Spawner::any(build);
        if spawner.gives_handle() {
            return spawner;
        }
    }
}

fn awaited(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let spawner = joinable(build);
    let prepare = spawner.prepare(build);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let (share, first) = shared_as(build, holder, &var, &["early", "first"]);
    let task = spawn(build, spawner, holder, &first, &ops.one);
    let wait = if build.rng.chance(50) {
        let wait = join(build, spawner, "handle", task.result);
        code!("$b let handle = $c; $w", b = task.before, c = task.call, w = wait)
    } else {
        format!("{} {}", task.before, join(build, spawner, &task.call, task.result))
    };
    let rest = holder.use_channel(build, &var, &ops.other, Fails::Question);
    format!("{prepare} {create} {share} {wait} {rest}")
}

fn awaited_in_loop(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let spawner = joinable(build);
    let prepare = spawner.prepare(build);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let (share, first) = shared_as(build, holder, &var, &["", "mine"]);
    let task = spawn(build, spawner, holder, &first, &without_consumer(&ops.one));
    let wait = join(build, spawner, "handle", task.result);
    let body =
        code!("$s $b let handle = $c; $w", s = share, b = task.before, c = task.call, w = wait);
    format!("{prepare} {create} {}", loop_over(build, &body))
}

pub(crate) fn without_consumer(ops: &[Op]) -> Vec<Op> {
    ops.iter().map(|&op| if op == Op::Consume { Op::Publish } else { op }).collect()
}

fn drained(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let spawner = build.rng.pick(&[Spawner::JoinSet, Spawner::TaskTracker, Spawner::Supervisor]);
    let prepare = spawner.prepare(build);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let (share, first) = shared_as(build, holder, &var, &["early", "first"]);
    let task = spawn(build, spawner, holder, &first, &ops.one).statement();
    let drain = spawner.drain(build).unwrap_or_default();
    let rest = holder.use_channel(build, &var, &ops.other, Fails::Question);
    format!("{prepare} {create} {share} {task} {drain} {rest}")
}

fn shadowed(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let spawner = Spawner::any(build);
    let prepare = spawner.prepare(build);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let task = spawn(build, spawner, holder, &var, &ops.one).statement();
    let again = holder.create(build, &var, "conn", Fails::Question);
    let rest = holder.use_channel(build, &var, &ops.other, Fails::Question);
    format!("{prepare} {create} {task} {again} {rest}")
}

fn own_each(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let spawner = joinable(build);
    let prepare = spawner.prepare(build);
    let mut out = prepare;
    let mut waits = String::new();
    let before = build.dims.len();
    for name in ["first", "second"] {
        out += &holder.create(build, name, "conn", Fails::Question);
        let share = holder.share(build, name);
        let copy = format!("{name}_copy");
        let task = spawn(build, spawner, holder, &copy, &ops.one);
        out += &code!(
            "let $c = $s; $b let $n_task = $call;",
            c = copy,
            s = share,
            b = task.before,
            n_task = format!("{name}_task"),
            call = task.call
        );
        waits += &join(build, spawner, &format!("{name}_task"), task.result);
    }
    build.dims.truncate(before.max(build.dims.len()));
    let rest = holder.use_channel(build, "first", &ops.other, Fails::Question);
    format!("{out} {waits} {rest}")
}

fn per_element(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let spawner = Spawner::any(build);
    let prepare = spawner.prepare(build);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let task = spawn(build, spawner, holder, &var, &ops.one).statement();
    let head = build.rng.pick(&[
        "for $v in own",
        "for (id, $v) in own.into_iter().enumerate()",
        "while let Some($v) = own.pop()",
    ]);
    code!(
        "$p let mut own = Vec::new(); for _ in 0..3 { $c own.push($v); } $h { $t }",
        p = prepare,
        c = create,
        v = var,
        h = code!(head, v = var),
        t = task
    )
}

fn scope_joined(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let body = holder.use_channel(build, &var, &without_consumer(&ops.one), Fails::Here);
    let body = if build.blocking { body } else { code!("block_on(async { $b });", b = body) };
    let rest = holder.use_channel(build, &var, &ops.other, Fails::Question);
    code!(
        "$c std::thread::scope(|scope| { scope.spawn(|| { $b }); }); $r",
        c = create,
        b = body,
        r = rest
    )
}

fn early_return(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let spawner = Spawner::any(build);
    let prepare = spawner.prepare(build);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let task = spawn(build, spawner, holder, &var, &ops.one).statement();
    let rest = holder.use_channel(build, &var, &ops.other, Fails::Question);
    code!(
        "$p $c if std::env::var(\"BACKGROUND\").is_ok() { $t return Ok(()); } $r",
        p = prepare,
        c = create,
        t = task,
        r = rest
    )
}

fn branches(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let spawner = Spawner::any(build);
    let prepare = spawner.prepare(build);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let task = spawn(build, spawner, holder, &var, &ops.one).statement();
    let rest = holder.use_channel(build, &var, &ops.other, Fails::Question);
    let template = build.rng.pick(&[
        "if std::env::args().count() > 1 { $t } else { $r }",
        "match std::env::args().nth(1).as_deref() { Some(\"worker\") => { $t } _ => { $r } }",
        "if let Some(mode) = std::env::args().nth(1) { println!(\"{mode}\"); $t } else { $r }",
    ]);
    format!("{prepare} {create} {}", code!(template, t = task, r = rest))
}
