//! What tasks are made of.

use super::build::{Build, Fails, Layer};
use super::holder::Holder;
use super::op::Op;
use super::spawner::{
    Spawn, Spawner, declare_spawn_retry, declare_spawn_with, gives_result, start,
};
use super::text::code;

/// What a task is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Block,
    Function,
    Method,
    Worker,
    Early,
    Boxed,
    ShareInside,
    Instrumented,
}

/// Starts a task that does operations on what `var` holds; the variable moves into it.
pub(crate) fn spawn(
    build: &mut Build,
    spawner: Spawner,
    holder: &mut Holder,
    var: &str,
    ops: &[Op],
) -> Spawn {
    build.dim("spawner", spawner);
    if matches!(spawner, Spawner::WrapClosure | Spawner::WrapFunction) {
        return wrapped(build, spawner, holder, var, ops);
    }
    if spawner == Spawner::Helper {
        return helper(build, holder, var, ops);
    }
    let result = gives_result(build, spawner);
    if build.blocking {
        return thread(build, spawner, holder, var, ops, result);
    }
    let (before, future) = task(build, holder, var, ops, result);
    start(build, spawner, before, &future, result)
}

fn thread(
    build: &mut Build,
    spawner: Spawner,
    holder: &mut Holder,
    var: &str,
    ops: &[Op],
    result: bool,
) -> Spawn {
    let fails = if result { Fails::Question } else { Fails::Here };
    let body = holder.use_channel(build, var, ops, fails);
    let ok = if result { build.ok() } else { String::new() };
    let call = match spawner {
        Spawner::ThreadBuilder => {
            "$m std::thread::Builder::new().spawn(move || { $b $o }).unwrap()"
        }
        _ => "$m thread::spawn(move || { $b $o })",
    };
    Spawn { before: String::new(), call: code!(call, m = build.mark(), b = body, o = ok), result }
}

fn form(build: &mut Build, holder: &Holder) -> Form {
    let mut forms = vec![
        (10, Form::Block),
        (4, Form::Function),
        (2, Form::Early),
        (1, Form::Boxed),
        (1, Form::Instrumented),
    ];
    if !holder.is_static() {
        forms.extend([(3, Form::Worker), (2, Form::ShareInside)]);
        if holder.has_own_type() {
            forms.push((3, Form::Method));
        }
    }
    let form = build.rng.weighted(&forms);
    build.dim("form", form);
    form
}

/// A future that does operations on what `var` holds: statements before it, and the expression.
pub(crate) fn task(
    build: &mut Build,
    holder: &mut Holder,
    var: &str,
    ops: &[Op],
    result: bool,
) -> (String, String) {
    let form = form(build, holder);
    let none = String::new;
    match form {
        Form::Function => {
            let call = function(build, holder, var, ops, result);
            (none(), call)
        }
        Form::Method => {
            let method = holder.running_method(build, ops, result);
            let import = holder.import();
            (none(), format!("{import}{}{var}.{method}()", build.mark()))
        }
        Form::Worker => worker(build, holder, var, ops, result),
        _ => {
            let block = block(build, holder, var, ops, result);
            match form {
                Form::Early => {
                    let job = build.name(&["job", "pending", "work"]);
                    (format!("let {job} = {block};"), job)
                }
                Form::Boxed => (none(), format!("Box::pin({block})")),
                Form::Instrumented => (
                    none(),
                    format!("/*+Instrument*/ {block}.instrument(tracing::info_span!(\"worker\"))"),
                ),
                Form::ShareInside => {
                    let share = holder.share(build, var);
                    (none(), code!("{ let $v = $s; $b }", v = var, s = share, b = block))
                }
                _ => (none(), block),
            }
        }
    }
}

fn block(build: &mut Build, holder: &mut Holder, var: &str, ops: &[Op], result: bool) -> String {
    let fails = if result { Fails::Question } else { Fails::Here };
    let body = holder.use_channel(build, var, ops, fails);
    let body = repeated(build, body, ops);
    let ok = if result { build.ok() } else { String::new() };
    code!("async move { $b $o }", b = body, o = ok)
}

/// Some tasks do their work again and again.
fn repeated(build: &mut Build, body: String, ops: &[Op]) -> String {
    if build.blocking
        || ops.contains(&Op::Consume)
        || body.contains("return ")
        || build.rng.chance(70)
    {
        return body;
    }
    let head = build.rng.pick(&["for _ in 0..10", "loop"]);
    let pause = if head == "loop" {
        "if done() { break; } tokio::time::sleep(Duration::from_secs(1)).await;"
    } else {
        ""
    };
    if head == "loop" && !build.has_item("done") {
        build.item(
            Layer::Support,
            &["done"],
            "pub fn done() -> bool { std::env::var(\"DONE\").is_ok() }".to_owned(),
        );
    }
    code!("$h { $b $p }", h = head, b = body, p = pause)
}

/// A function that is the task; the call.
fn function(build: &mut Build, holder: &mut Holder, var: &str, ops: &[Op], result: bool) -> String {
    let name = build.name(&["worker", "run_worker", "publish_loop", "heartbeat", "relay", "pump"]);
    let body = function_body(build, holder, ops, result);
    let parameter = if holder.is_static() {
        "id: usize".to_owned()
    } else {
        format!("{}: {}", holder.var, holder.ty)
    };
    let returns = if result { " -> Result<()>" } else { "" };
    let code =
        code!("pub async fn $n($p)$r { $b }", n = name, p = parameter, r = returns, b = body);
    build.item(Layer::App, &[&name], code);
    let argument = if holder.is_static() { "7" } else { var };
    format!("{}{name}({argument})", build.mark())
}

fn function_body(build: &mut Build, holder: &mut Holder, ops: &[Op], result: bool) -> String {
    let fails = if result { Fails::Question } else { Fails::Here };
    let own = holder.var.clone();
    let body = holder.use_channel(build, &own, ops, fails);
    let log = if holder.is_static() { "println!(\"worker {id}\");" } else { "" };
    let ok = if result { "Ok(())" } else { "" };
    format!("{log} {body} {ok}")
}

/// A struct with a `run` method that is the task.
fn worker(
    build: &mut Build,
    holder: &mut Holder,
    var: &str,
    ops: &[Op],
    result: bool,
) -> (String, String) {
    let name = build.name(&["Worker", "Relay", "Job", "Reporter", "Pump"]);
    let field = holder.var.clone();
    let fails = if result { Fails::Question } else { Fails::Here };
    let place = format!("self.{field}");
    let body = holder.use_channel(build, &place, ops, fails);
    let returns = if result { " -> Result<()>" } else { "" };
    let ok = if result { "Ok(())" } else { "" };
    let (generic, bound, ty) = match holder.ty.strip_prefix("impl ") {
        Some(bounds) => ("<P>", format!("<P: {bounds}>"), "P".to_owned()),
        None => ("", String::new(), holder.ty.clone()),
    };
    let receiver = build.rng.pick(&["self", "self", "&self"]);
    let code = code!(
        "pub struct $n$g { $f: $t } impl$b $n$g { pub fn new($f: $t) -> Self { Self { $f } } pub async fn run($s)$r { $body $ok } }",
        n = name,
        g = generic,
        b = bound,
        f = field,
        t = ty,
        s = receiver,
        r = returns,
        body = body,
        ok = ok
    );
    build.item(Layer::App, &[&name], code);
    let mark = build.mark();
    if build.rng.chance(50) {
        let local = build.name(&["worker", "runner"]);
        let before = format!("let {local} = {name}::new({var});");
        (before, format!("async move {{ {mark}{local}.run().await }}"))
    } else if receiver == "self" {
        (String::new(), format!("{mark}{name}::new({var}).run()"))
    } else {
        (String::new(), format!("async move {{ {mark}{name}::new({var}).run().await }}"))
    }
}

/// A function that starts the task; the call.
fn helper(build: &mut Build, holder: &mut Holder, var: &str, ops: &[Op]) -> Spawn {
    let result = build.rng.chance(40);
    let own = holder.var.clone();
    let (before, future) = task(build, holder, &own, ops, result);
    let name = build.name(&["start_worker", "start_heartbeat", "launch_job", "run_in_background"]);
    let output = if result { "Result<()>" } else { "()" };
    let parameter =
        if holder.is_static() { String::new() } else { format!("{own}: {}", holder.ty) };
    let code = code!(
        "pub fn $n($p) -> tokio::task::JoinHandle<$o> { $b $m tokio::spawn($f) }",
        n = name,
        p = parameter,
        o = output,
        b = before,
        m = build.mark(),
        f = future
    );
    build.item(Layer::App, &[&name], code);
    let argument = if holder.is_static() { "" } else { var };
    let call = format!("{}{name}({argument})", build.mark());
    Spawn { before: String::new(), call, result }
}

/// A spawn by way of a project function that takes a closure, or a function and its context.
fn wrapped(
    build: &mut Build,
    spawner: Spawner,
    holder: &mut Holder,
    var: &str,
    ops: &[Op],
) -> Spawn {
    let mark = build.mark();
    if spawner == Spawner::WrapFunction && !holder.is_static() && !holder.ty.starts_with("impl ") {
        declare_spawn_with(build);
        let call = function(build, holder, var, ops, true);
        let worker = call
            .trim_start_matches(super::text::MARK)
            .split('(')
            .next()
            .unwrap_or_default()
            .to_owned();
        let call = format!("{mark}spawn_with({var}, {worker})");
        return Spawn { before: String::new(), call, result: true };
    }
    declare_spawn_retry(build);
    let block = block(build, holder, var, ops, true);
    let call = if holder.is_static() {
        code!("$m spawn_retry(\"worker\", move || $b)", m = mark, b = block)
    } else {
        let share = holder.share(build, var);
        code!(
            "$m spawn_retry(\"worker\", move || { let $v = $s; $b })",
            m = mark,
            v = var,
            s = share,
            b = block
        )
    };
    Spawn { before: String::new(), call, result: true }
}
