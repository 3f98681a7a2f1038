//! Who starts tasks: the runtimes, and the program's own wrappers.

use super::build::{Build, Layer};
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
    LocalSet,
    Runtime,
    ActixRt,
    /// `spawn` by an import of its own.
    Imported,
    /// A macro of the program.
    Macro,
    /// A function that takes what holds the channel and starts the task.
    Helper,
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
            (1, Self::LocalSet),
            (1, Self::Runtime),
            (1, Self::ActixRt),
            (2, Self::Imported),
            (2, Self::Macro),
            (5, Self::Helper),
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
                | Self::Imported
                | Self::Macro
                | Self::Helper
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
            Self::LocalSet => "let local = tokio::task::LocalSet::new();".to_owned(),
            Self::Runtime => "let runtime = tokio::runtime::Runtime::new()?;".to_owned(),
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
            Self::LocalSet => "local.await;",
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
        Spawner::LocalSet => "$m local.spawn_local($f)",
        Spawner::Runtime => "$m runtime.spawn($f)",
        Spawner::ActixRt => "$m actix_rt::spawn($f)",
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
        Spawner::Imported => build
            .rng
            .pick(&["/*+tokio::spawn*/ $m spawn($f)", "/*+tokio::task::spawn*/ $m spawn($f)"]),
        Spawner::Macro => {
            let name = format!("go_{:?}", build.layer).to_lowercase();
            if !build.has_item(&name) {
                let code = code!(
                    "macro_rules! $n { ($future:expr) => { tokio::spawn($future) }; }",
                    n = name
                );
                build.item(build.layer, &[&name], code);
            }
            let call = code!("$m $n!($f)", m = build.mark(), n = name, f = future);
            return Spawn { before, call, result };
        }
        Spawner::Tokio | Spawner::Helper => "$m tokio::spawn($f)",
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

pub(crate) fn declare_spawn_retry(build: &mut Build) {
    if build.has_item("spawn_retry") {
        return;
    }
    let code = "pub fn spawn_retry<F, Fut>(name: &'static str, make: F) where F: Fn() -> Fut + Send + Sync + 'static, \
        Fut: Future<Output = Result<()>> + Send + 'static { tokio::spawn(async move { loop { match make().await { \
        Ok(()) => break, Err(err) => eprintln!(\"{name}: {err}\"), } } }); }";
    build.item(Layer::Support, &["spawn_retry"], code.to_owned());
}

pub(crate) fn declare_spawn_with(build: &mut Build) {
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
