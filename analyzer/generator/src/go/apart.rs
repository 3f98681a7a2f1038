//! Goroutines that use channels, none of which is shared.

use super::build::{Build, Fails, Layer};
use super::holder::{Cell, Holder};
use super::tasks::{self, Spawner, any_ops, handed, loop_over, spawn};
use crate::op::Op;
use crate::text::code;

/// What keeps goroutines apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Apart {
    Lock,
    /// A channel for each goroutine, opened in it.
    Fresh,
    /// A channel for each goroutine, opened before it.
    OpenedInLoop,
    /// One goroutine is over before the next begins.
    InOrder,
    /// A Go channel that is closed says that it is over.
    Closed,
    /// One goroutine, and nobody else.
    Alone,
    /// Handed over through a Go channel.
    HandOver,
    /// One goroutine does what others send it as code.
    Owner,
    /// A Go channel of channels, each taken and put back.
    Pool,
}

/// A scenario without a shared channel.
pub(super) fn safe(build: &mut Build) -> String {
    let apart = build.rng.weighted(&[
        (6, Apart::Lock),
        (5, Apart::Fresh),
        (3, Apart::OpenedInLoop),
        (3, Apart::InOrder),
        (2, Apart::Closed),
        (3, Apart::Alone),
        (2, Apart::HandOver),
        (2, Apart::Owner),
        (2, Apart::Pool),
    ]);
    build.dim("apart", apart);
    match apart {
        Apart::Lock => tasks::shared(build, Cell::EXCLUSIVE, false),
        Apart::Fresh => fresh(build),
        Apart::OpenedInLoop => opened_in_loop(build),
        Apart::InOrder => in_order(build),
        Apart::Closed => closed(build),
        Apart::Alone => alone(build),
        Apart::HandOver => hand_over(build),
        Apart::Owner => owner(build),
        Apart::Pool => pool(build),
    }
}

/// A value that holds a channel, and the statements that make it.
fn held(build: &mut Build, ops: &[Op]) -> (Holder, String) {
    let mut holder = Holder::local(build);
    let create = holder.create(build);
    let captured = holder.capture(build, ops);
    (holder, format!("{create}{captured}"))
}

fn fresh(build: &mut Build) -> String {
    let ops = any_ops(build);
    let (mut holder, create) = held(build, &ops.one);
    let spawner = Spawner::any(build);
    let own = build.name(&["serve", "session", "connectAndRun"]);
    let used = holder.use_channel(build, &holder.var.clone(), &ops.one, Fails::Returns);
    holder.declare(build);
    let item = format!("func {own}(conn *amqp.Connection) error {{ {create}{used} return nil }}");
    build.item(Layer::App, item);
    let body =
        |build: &mut Build, conn: &str, fails| build.done(&format!("{own}({conn})"), 0, fails);
    let one = spawn(build, spawner, ("conn", "*amqp.Connection"), body);
    format!("{}{}{}", spawner.prepare(), loop_over(build, &one), spawner.wait())
}

fn opened_in_loop(build: &mut Build) -> String {
    let ops = any_ops(build);
    let (mut holder, create) = held(build, &ops.one);
    let spawner = Spawner::any(build);
    let (var, ty) = handed(&holder);
    let one = spawn(build, spawner, (&var, &ty), |build, var, fails| {
        holder.use_channel(build, var, &ops.one, fails)
    });
    holder.declare(build);
    let rounds = loop_over(build, &format!("{create}{one}"));
    format!("{}{rounds}{}", spawner.prepare(), spawner.wait())
}

fn in_order(build: &mut Build) -> String {
    let ops = any_ops(build).bounded();
    let (mut holder, create) = held(build, &ops.one);
    let spawner = Spawner::awaited(build);
    let (var, ty) = handed(&holder);
    let one = spawn(build, spawner, (&var, &ty), |build, var, fails| {
        holder.use_channel(build, var, &ops.one, fails)
    });
    let rest = holder.use_channel(build, &var, &ops.other, Fails::Returns);
    holder.declare(build);
    format!("{create}{}{one}{}{rest}", spawner.prepare(), spawner.wait())
}

fn closed(build: &mut Build) -> String {
    let ops = any_ops(build).bounded();
    let (mut holder, create) = held(build, &ops.one);
    let done = build.name(&["done", "over"]);
    let var = holder.var.clone();
    let one = holder.use_channel(build, &var, &ops.one, Fails::Here);
    let rest = holder.use_channel(build, &var, &ops.other, Fails::Returns);
    holder.declare(build);
    format!(
        "{create}{done} := make(chan struct{{}})\ngo func() {{ defer close({done})\n{one} }}()\n<-{done}\n{rest}"
    )
}

fn alone(build: &mut Build) -> String {
    let ops = any_ops(build);
    let (mut holder, create) = held(build, &ops.one);
    let before = if ops.other.contains(&Op::Consume) {
        String::new()
    } else {
        holder.use_channel(build, &holder.var.clone(), &ops.other, Fails::Returns)
    };
    let spawner = Spawner::any(build);
    let (var, ty) = handed(&holder);
    let one = spawn(build, spawner, (&var, &ty), |build, var, fails| {
        holder.use_channel(build, var, &ops.one, fails)
    });
    holder.declare(build);
    format!("{create}{before}{}{one}{}", spawner.prepare(), spawner.wait())
}

fn hand_over(build: &mut Build) -> String {
    let ops = any_ops(build).bounded();
    let queue = build.name(&["ready", "handles"]);
    let before = build.operations(&ops.other, "ch", Fails::Returns);
    let after = build.operations(&ops.one, "own", Fails::Here);
    let taken = build.rng.pick(&["for own := range $q { $b }\n", "own := <-$q\n$b"]);
    code!(
        "$q := make(chan *amqp.Channel)\ngo func() { $t }()\nch, err := conn.Channel()\nif err != nil { return err }\n$b $q <- ch\nclose($q)\n",
        q = queue,
        t = code!(taken, q = queue, b = after),
        b = before
    )
}

fn owner(build: &mut Build) -> String {
    let ops = any_ops(build).bounded();
    let requests = build.name(&["requests", "commands"]);
    let one = build.operations(&ops.one, "own", Fails::Returns);
    let send = format!("{requests} <- func(own *amqp.Channel) error {{ {one} return nil }}\n");
    let rounds = loop_over(build, &format!("go func() {{ {send} }}()\n"));
    code!(
        "$q := make(chan func(*amqp.Channel) error)\nch, err := conn.Channel()\nif err != nil { return err }\ngo func() { for request := range $q { if err := request(ch); err != nil { log.Println(err) } } }()\n$r",
        q = requests,
        r = rounds
    )
}

fn pool(build: &mut Build) -> String {
    let ops = any_ops(build).bounded();
    let pool = build.name(&["pool", "idle"]);
    let spawner = Spawner::awaited(build);
    let one = spawn(build, spawner, ("", ""), |build, _, fails| {
        let body = build.operations(&ops.one, "own", Fails::Returns);
        let call = format!(
            "func() error {{ own := <-{pool}\ndefer func() {{ {pool} <- own }}()\n{body} return nil }}()"
        );
        build.done(&call, 0, fails)
    });
    let rounds = loop_over(build, &one);
    code!(
        "$p := make(chan *amqp.Channel, 4)\nfor i := 0; i < 4; i++ { ch, err := conn.Channel()\nif err != nil { return err }\n$p <- ch }\n$s$r$w",
        p = pool,
        s = spawner.prepare(),
        r = rounds,
        w = spawner.wait()
    )
}
