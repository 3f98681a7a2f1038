//! Tasks that a method of a service starts, which holds what holds the channel.

use super::super::build::{Build, Fails, Layer};
use super::super::holder::Holder;
use super::super::op::Ops;
use super::super::spawner::{Spawner, join};
use super::super::task::spawn;
use super::super::text::code;
use super::{loop_over, shared_as};

/// A service whose methods use the channel, and the statements that call them.
pub(super) fn methods(
    build: &mut Build,
    holder: &mut Holder,
    spawner: Spawner,
    ops: &Ops,
    two: bool,
) -> String {
    let name = build.name(&["Engine", "Gateway", "Application", "Shop"]);
    let (start, report) = (
        build.name(&["start", "spawn_workers", "begin"]),
        build.name(&["report", "submit", "tell"]),
    );
    let var = holder.var.clone();
    let place = format!("self.{var}");
    let prepare = spawner.prepare(build);
    let (share, own) = shared_as(build, holder, &place, &["", "for_task"]);
    let task = spawn(build, spawner, holder, &own, &ops.one);
    let mut body = format!("{share} {}", task.statement());
    if !two {
        body = if spawner.gives_handle() && build.rng.chance(30) {
            let wait = join(build, spawner, "handle", task.result);
            code!(
                "let mut handles = Vec::new(); for _ in 0..3 { $s $b handles.push($c); } for handle in handles { $w }",
                s = share,
                b = task.before,
                c = task.call,
                w = wait
            )
        } else {
            loop_over(build, &body)
        };
    }
    let rest = if two {
        holder.use_channel(build, &place, &ops.other, Fails::Question)
    } else {
        String::new()
    };
    declare(build, holder, &name, &[(&start, &format!("{prepare} {body}")), (&report, &rest)]);
    let mark = build.mark();
    let then = build.then();
    let calls =
        code!("$m service.$s()$t?; $m service.$r()$t?;", m = mark, s = start, r = report, t = then);
    let made = build.rng.pick(&[
        "let service = $n { $v };",
        "let service = $n::new($v);",
        "let service = Arc::new($n::new($v));",
    ]);
    format!("{} {calls}", code!(made, n = name, v = var))
}

fn declare(build: &mut Build, holder: &Holder, name: &str, methods: &[(&str, &str)]) {
    let (generic, bound, ty) = match holder.ty.strip_prefix("impl ") {
        Some(bounds) => ("<P>", format!("<P: {bounds}>"), "P".to_owned()),
        None => ("", String::new(), holder.ty.clone()),
    };
    let mut code = code!(
        "pub struct $n$g { pub $v: $t } impl$b $n$g { pub fn new($v: $t) -> Self { Self { $v } }",
        n = name,
        g = generic,
        b = bound,
        v = holder.var,
        t = ty
    );
    for (method, body) in methods {
        code += &code!(
            "pub $a fn $n(&self) -> Result<()> { $b Ok(()) }",
            a = build.asyncness(),
            n = method,
            b = body
        );
    }
    build.item(Layer::App, &[name], code + "}");
}
