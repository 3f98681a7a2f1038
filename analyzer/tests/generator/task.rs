//! Tasks: what they are made of, and who starts them.

use super::build::{Build, Fails, Layer};
use super::client::Op;
use super::holder::Holder;
use super::text::code;

/// Who starts a task.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spawner {
    Tokio,
    TaskModule,
    Handle,
    AsyncStd,
    Smol,
    JoinSet,
    TaskTracker,
    WrapFuture,
    WrapClosure,
    WrapFunction,
    Supervisor,
    Thread,
    ThreadBuilder,
    SpawnBlocking,
}

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

impl Spawner {
    pub(crate) fn any(build: &mut Build) -> Self {
        if build.blocking {
            return build.rng.pick(&[Self::Thread, Self::Thread, Self::ThreadBuilder]);
        }
        build.rng.weighted(&[
            (10, Self::Tokio),
            (3, Self::TaskModule),
            (2, Self::Handle),
            (2, Self::AsyncStd),
            (2, Self::Smol),
            (4, Self::JoinSet),
            (3, Self::TaskTracker),
            (4, Self::WrapFuture),
            (3, Self::WrapClosure),
            (4, Self::WrapFunction),
            (3, Self::Supervisor),
            (3, Self::Thread),
            (1, Self::ThreadBuilder),
            (2, Self::SpawnBlocking),
        ])
    }

    /// Whether the call gives a handle that one can wait for.
    pub(crate) fn gives_handle(self) -> bool {
        matches!(
            self,
            Self::Tokio
                | Self::TaskModule
                | Self::Handle
                | Self::AsyncStd
                | Self::Thread
                | Self::SpawnBlocking
        )
    }

    fn wants_result(self) -> bool {
        use Spawner::{JoinSet, Supervisor, WrapClosure, WrapFunction, WrapFuture};
        matches!(self, WrapFuture | WrapClosure | WrapFunction | Supervisor | JoinSet)
    }

    /// What is declared before anything is started.
    pub(crate) fn prepare(self, build: &mut Build) -> String {
        match self {
            Self::JoinSet => "let mut tasks = JoinSet::new();".to_owned(),
            Self::TaskTracker => "let tracker = TaskTracker::new();".to_owned(),
            Self::Supervisor => {
                declare_supervisor(build);
                "let mut supervisor = Supervisor::default();".to_owned()
            }
            Self::Handle => "let handle = tokio::runtime::Handle::current();".to_owned(),
            _ => String::new(),
        }
    }

    /// What waits until everything that was started is over.
    pub(crate) fn drain(self, build: &mut Build) -> Option<String> {
        let text = match self {
            Self::JoinSet => build.rng.pick(&[
                "while let Some(done) = tasks.join_next().await { println!(\"{done:?}\"); }",
                "while tasks.join_next().await.is_some() {}",
                "tasks.join_all().await;",
            ]),
            Self::TaskTracker => "tracker.close(); tracker.wait().await;",
            Self::Supervisor => "supervisor.finish().await;",
            _ => return None,
        };
        Some(text.to_owned())
    }
}

/// Statements before the spawn, the call of the spawner, and whether the task gives a `Result`.
#[derive(Debug)]
pub(crate) struct Spawn {
    pub(crate) before: String,
    pub(crate) call: String,
    pub(crate) result: bool,
}

impl Spawn {
    /// As a statement.
    pub(crate) fn statement(&self) -> String {
        format!("{} {};", self.before, self.call)
    }
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
    let result = gives_result(build, spawner);
    if build.blocking {
        return thread(build, spawner, holder, var, ops, result);
    }
    let (before, future) = task(build, holder, var, ops, result);
    start(build, spawner, before, &future, result)
}

/// Whether the tasks of a spawner have to give a `Result`, or do by chance.
pub(crate) fn gives_result(build: &mut Build, spawner: Spawner) -> bool {
    spawner.wants_result() || build.rng.chance(40)
}

/// Hands a future to a spawner.
pub(crate) fn start(
    build: &mut Build,
    spawner: Spawner,
    before: String,
    future: &str,
    result: bool,
) -> Spawn {
    let call = match spawner {
        Spawner::TaskModule => "$m task::spawn($f)",
        Spawner::Handle => "$m handle.spawn($f)",
        Spawner::AsyncStd => "$m async_std::task::spawn($f)",
        Spawner::Smol => "$m smol::spawn($f).detach()",
        Spawner::JoinSet => "$m tasks.spawn($f)",
        Spawner::TaskTracker => "$m tracker.spawn($f)",
        Spawner::WrapFuture => {
            declare_spawn_logged(build);
            "$m spawn_logged(\"worker\", $f)"
        }
        Spawner::Supervisor => "$m supervisor.start(\"worker\", $f)",
        Spawner::WrapClosure | Spawner::WrapFunction => {
            declare_spawn_with(build);
            "$m spawn_with((), move |()| $f)"
        }
        Spawner::Thread | Spawner::ThreadBuilder | Spawner::SpawnBlocking => {
            let call = on_thread(build, spawner, future);
            return Spawn { before, call, result };
        }
        Spawner::Tokio => "$m tokio::spawn($f)",
    };
    Spawn { before, call: code!(call, m = build.mark(), f = future), result }
}

fn on_thread(build: &mut Build, spawner: Spawner, future: &str) -> String {
    let run = build.rng.pick(&[
        "futures::executor::block_on($f)",
        "tokio::runtime::Runtime::new().unwrap().block_on($f)",
        "block_on($f)",
    ]);
    let run = code!(run, f = future);
    let run = if build.rng.chance(50) { run } else { format!("{{ {run} }}") };
    let call = match spawner {
        Spawner::SpawnBlocking => "$m tokio::task::spawn_blocking(move || $r)",
        Spawner::ThreadBuilder => {
            "$m std::thread::Builder::new().name(\"worker\".to_string()).spawn(move || $r).unwrap()"
        }
        _ => build.rng.pick(&["$m std::thread::spawn(move || $r)", "$m thread::spawn(move || $r)"]),
    };
    code!(call, m = build.mark(), r = run)
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
    let receiver = build.rng.pick(&["self", "&self", "mut self"]).replace("mut self", "self");
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

/// Waits for what a spawner gave, in a function that gives a `Result`.
pub(crate) fn join(build: &mut Build, spawner: Spawner, handle: &str, result: bool) -> String {
    let template = match (spawner, result) {
        (Spawner::Thread | Spawner::ThreadBuilder, true) => "$h.join().unwrap()?;",
        (Spawner::Thread | Spawner::ThreadBuilder, false) => {
            build.rng.pick(&["$h.join().unwrap();", "let _ = $h.join();"])
        }
        (Spawner::AsyncStd, true) => "$h.await?;",
        (Spawner::AsyncStd, false) => "$h.await;",
        (_, true) => build.rng.pick(&["$h.await??;", "let _ = $h.await?;", "$h.await.unwrap()?;"]),
        (_, false) => build.rng.pick(&[
            "$h.await?;",
            "$h.await.unwrap();",
            "let _ = $h.await;",
            "if let Err(err) = $h.await { eprintln!(\"{err}\"); }",
        ]),
    };
    code!(template, h = handle)
}

fn declare_spawn_logged(build: &mut Build) {
    if build.has_item("spawn_logged") {
        return;
    }
    let code = build.rng.pick(&[
        "pub fn spawn_logged<F>(name: &'static str, future: F) where F: Future<Output = Result<()>> + Send + 'static { \
         tokio::spawn(async move { if let Err(err) = future.await { eprintln!(\"{name}: {err}\"); } }); }",
        "pub fn spawn_logged(name: &'static str, future: impl Future<Output = Result<()>> + Send + 'static) -> tokio::task::JoinHandle<()> { \
         let logged = async move { match future.await { Ok(()) => println!(\"{name} is done\"), Err(err) => eprintln!(\"{name}: {err}\") } }; \
         tokio::task::spawn(logged) }",
    ]);
    build.item(Layer::Support, &["spawn_logged"], code.to_owned());
}

fn declare_spawn_retry(build: &mut Build) {
    if build.has_item("spawn_retry") {
        return;
    }
    let code = "pub fn spawn_retry<F, Fut>(name: &'static str, make: F) where F: Fn() -> Fut + Send + Sync + 'static, \
        Fut: Future<Output = Result<()>> + Send + 'static { tokio::spawn(async move { loop { match make().await { \
        Ok(()) => break, Err(err) => eprintln!(\"{name}: {err}\"), } } }); }";
    build.item(Layer::Support, &["spawn_retry"], code.to_owned());
}

fn declare_spawn_with(build: &mut Build) {
    if build.has_item("spawn_with") {
        return;
    }
    let code = "pub fn spawn_with<C, F, Fut>(context: C, entry: F) where C: Send + 'static, F: FnOnce(C) -> Fut + Send + 'static, \
        Fut: Future<Output = Result<()>> + Send + 'static { tokio::spawn(async move { \
        if let Err(err) = entry(context).await { eprintln!(\"{err}\"); } }); }";
    build.item(Layer::Support, &["spawn_with"], code.to_owned());
}

fn declare_supervisor(build: &mut Build) {
    if build.has_item("Supervisor") {
        return;
    }
    let code = "#[derive(Default)] pub struct Supervisor { tasks: JoinSet<()> } impl Supervisor { \
        pub fn start<F>(&mut self, name: &'static str, future: F) where F: Future<Output = Result<()>> + Send + 'static { \
        self.tasks.spawn(async move { if let Err(err) = future.await { eprintln!(\"{name}: {err}\"); } }); } \
        pub async fn finish(mut self) { while self.tasks.join_next().await.is_some() {} } }";
    build.item(Layer::Support, &["Supervisor"], code.to_owned());
}
