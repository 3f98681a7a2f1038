//! Goroutines that use one channel.

use super::build::{Build, Fails, Layer};
use super::holder::{Cell, Holder, Shell};
use crate::op::{Choice, Op, Ops};
use crate::text::code;

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
        (3, (&[ConfirmSelect], &[Confirmed], &[Confirmed])),
        (3, (&[Declare], &[Publish], &[Declare, Bind])),
        (3, (&[DeclareExchange], &[Qos, Consume], &[Publish])),
        (3, (&[], &[Declare, Bind, Consume], &[Declare, Bind, Consume])),
        (2, (&[], &[GetAck], &[GetAck])),
        (2, (&[], &[Tx], &[Publish])),
        (2, (&[], &[Purge], &[Publish])),
        (2, (&[Qos], &[Declare, Publish], &[Declare, Publish])),
    ]
};

/// What a program does, which is one of its choices.
pub(super) fn any_ops(build: &mut Build) -> Ops {
    let ops = Ops::any(&mut build.rng, CHOICES);
    build.dim("operations", format!("{:?}|{:?}", ops.one, ops.other));
    ops
}

/// How a goroutine is started.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Spawner {
    Go,
    /// A function of its own.
    Named,
    GoAndDone,
    WaitGroupGo,
    Errgroup,
    AfterFunc,
}

impl Spawner {
    pub(super) fn any(build: &mut Build) -> Self {
        let spawner = build.rng.weighted(&[
            (5, Self::Go),
            (4, Self::Named),
            (3, Self::GoAndDone),
            (2, Self::WaitGroupGo),
            (2, Self::Errgroup),
            (1, Self::AfterFunc),
        ]);
        build.dim("spawner", spawner);
        spawner
    }

    /// One that can be waited for.
    pub(super) fn awaited(build: &mut Build) -> Self {
        let spawner = build.rng.pick(&[Self::GoAndDone, Self::WaitGroupGo, Self::Errgroup]);
        build.dim("spawner", spawner);
        spawner
    }

    pub(super) fn prepare(self) -> &'static str {
        match self {
            Self::GoAndDone | Self::WaitGroupGo => "var wg sync.WaitGroup\n",
            Self::Errgroup => "var group errgroup.Group\n",
            _ => "",
        }
    }

    pub(super) fn wait(self) -> &'static str {
        match self {
            Self::GoAndDone | Self::WaitGroupGo => "wg.Wait()\n",
            Self::Errgroup => "if err := group.Wait(); err != nil { return err }\n",
            _ => "",
        }
    }

    fn fails(self) -> Fails {
        if self == Self::Errgroup { Fails::Returns } else { Fails::Here }
    }
}

/// A statement that starts a goroutine, which does what `body` writes for a variable. The variable is there under its name and type.
pub(super) fn spawn(
    build: &mut Build,
    spawner: Spawner,
    (var, ty): (&str, &str),
    body: impl FnOnce(&mut Build, &str, Fails) -> String,
) -> String {
    if spawner == Spawner::Named {
        let name = build.name(&["worker", "consumer", "publishLoop", "handle"]);
        let body = body(build, "own", Fails::Here);
        let own = if ty.is_empty() { String::new() } else { format!("own {ty}") };
        build.item(Layer::App, format!("func {name}({own}) {{ {body} }}"));
        return format!("{}go {name}({})\n", build.mark(), if ty.is_empty() { "" } else { var });
    }
    let is_given = spawner == Spawner::Go && !ty.is_empty() && build.rng.chance(30);
    let body = body(build, if is_given { "own" } else { var }, spawner.fails());
    let mark = build.mark();
    match spawner {
        Spawner::Go if is_given => format!("{mark}go func(own {ty}) {{ {body} }}({var})\n"),
        Spawner::Go | Spawner::Named => format!("{mark}go func() {{ {body} }}()\n"),
        Spawner::GoAndDone => {
            format!("wg.Add(1)\n{mark}go func() {{ defer wg.Done()\n{body} }}()\n")
        }
        Spawner::WaitGroupGo => format!("{mark}wg.Go(func() {{ {body} }})\n"),
        Spawner::Errgroup => format!("{mark}group.Go(func() error {{ {body} return nil }})\n"),
        Spawner::AfterFunc => format!("{mark}time.AfterFunc(time.Second, func() {{ {body} }})\n"),
    }
}

/// A loop around statements.
pub(super) fn loop_over(build: &mut Build, body: &str) -> String {
    let head = build.rng.pick(&[
        "for i := 0; i < 4; i++ {",
        "for range 4 {",
        "for _, name := range []string{\"a\", \"b\"} { log.Println(name)\n",
        "for id, name := range map[int]string{1: \"a\", 2: \"b\"} { log.Println(id, name)\n",
    ]);
    format!("{head} {body} }}\n")
}

/// How several goroutines come about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Shape {
    Loop,
    Two,
    /// One goroutine, and the code that started it.
    Rest,
    /// A method that starts one, called before another that uses the channel.
    TwoMethods,
    /// Goroutines that take work from a Go channel.
    Workers,
    Handler,
}

/// Several goroutines that use one channel; whether they exclude each other is the cell's matter.
pub(super) fn shared(build: &mut Build, cells: &[(usize, Cell)], found: bool) -> String {
    let ops = if found { any_ops(build) } else { any_ops(build).bounded() };
    let mut holder = Holder::any(build, cells);
    let shape = build.rng.weighted(&[
        (5, Shape::Loop),
        (4, Shape::Two),
        (5, Shape::Rest),
        (3, Shape::TwoMethods),
        (2, Shape::Workers),
        (2, Shape::Handler),
    ]);
    build.dim("shape", shape);
    holder.set_up(&ops.setup);
    let create = holder.create(build);
    build.marking = found;
    let captured = holder.capture(build, &ops.one);
    let body = match shape {
        Shape::TwoMethods => methods(build, &mut holder, &ops),
        Shape::Workers => workers(build, &mut holder, &ops),
        Shape::Handler => handler(build, &mut holder, &ops),
        _ => spawned(build, &mut holder, shape, &ops),
    };
    build.marking = false;
    holder.declare(build);
    format!("{create}{captured}{body}")
}

/// The value with its type, as far as it has to be handed over.
pub(super) fn handed(holder: &Holder) -> (String, String) {
    let ty = if holder.shell == Shell::PackageVar { String::new() } else { holder.ty() };
    (holder.var.clone(), ty)
}

fn spawned(build: &mut Build, holder: &mut Holder, shape: Shape, ops: &Ops) -> String {
    let spawner = Spawner::any(build);
    let (var, ty) = handed(holder);
    let task = |build: &mut Build, holder: &mut Holder, ops: &[Op]| {
        let body = |build: &mut Build, var: &str, fails| holder.use_channel(build, var, ops, fails);
        spawn(build, spawner, (&var, &ty), body)
    };
    let one = task(build, holder, &ops.one);
    let body = match shape {
        Shape::Loop => loop_over(build, &one),
        Shape::Two => one + &task(build, holder, &ops.other),
        _ => {
            let rest = holder.use_channel(build, &holder.var.clone(), &ops.other, Fails::Returns);
            one + &rest
        }
    };
    let wait = if build.rng.chance(60) { spawner.wait() } else { "" };
    format!("{}{body}{wait}", spawner.prepare())
}

/// A service whose methods use the channel, and the statements that call them.
fn methods(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let name = build.name(&["engine", "shop", "application"]);
    let (var, ty) = handed(holder);
    let place = if ty.is_empty() { var.clone() } else { "e.held".to_owned() };
    let body = holder.use_channel(build, &place, &ops.one, Fails::Here);
    let rest = holder.use_channel(build, &place, &ops.other, Fails::Returns);
    let mark = build.mark();
    let field = if ty.is_empty() { String::new() } else { format!("held {ty}") };
    let value = if ty.is_empty() { String::new() } else { format!("held: {var}") };
    let (start, service) = (build.rng.pick(&["start", "run"]), build.name(&["svc", "app"]));
    let starts = build.rng.chance(50);
    let spawned = if starts {
        format!("{mark}go func() {{ {body} }}()\n")
    } else {
        format!("{mark}go e.loop()\n")
    };
    let mut item = code!(
        "type $n struct { $f }\n\nfunc (e *$n) $s() { $g }\n\nfunc (e *$n) report() error { $r return nil }",
        n = name,
        f = field,
        s = start,
        g = spawned,
        r = rest
    );
    if !starts {
        item += &code!("\n\nfunc (e *$n) loop() { $b }", n = name, b = body);
    }
    build.item(Layer::App, item);
    let call = build.done(&format!("{mark}{service}.report()"), 0, Fails::Returns);
    format!("{service} := &{name}{{{value}}}\n{mark}{service}.{start}()\n{call}")
}

/// Goroutines that do what comes through a Go channel.
fn workers(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let jobs = build.name(&["jobs", "inbox"]);
    let (var, ty) = handed(holder);
    let body = |build: &mut Build, var: &str, fails| {
        let body = holder.use_channel(build, var, &ops.one, fails);
        format!("for job := range {jobs} {{ log.Println(job)\n{body} }}\n")
    };
    // What a function of its own takes is the channel only.
    let spawner = build.rng.pick(&[Spawner::Go, Spawner::GoAndDone]);
    build.dim("spawner", spawner);
    let one = spawn(build, spawner, (&var, &ty), body);
    let workers = loop_over(build, &one);
    format!(
        "{}{jobs} := make(chan string)\n{workers}for _, job := range []string{{\"a\", \"b\"}} {{ {jobs} <- job }}\nclose({jobs})\n{}",
        spawner.prepare(),
        spawner.wait()
    )
}

/// A handler of requests, which run beside each other.
fn handler(build: &mut Build, holder: &mut Holder, ops: &Ops) -> String {
    let var = holder.var.clone();
    let body = holder.use_channel(build, &var, &ops.other, Fails::Here);
    let mark = build.mark();
    let mux = build.rng.chance(50);
    let (before, on, with) =
        if mux { ("mux := http.NewServeMux()\n", "mux", "mux") } else { ("", "http", "nil") };
    format!(
        "{before}{mark}{on}.HandleFunc(\"/orders\", func(w http.ResponseWriter, r *http.Request) {{ {body} }})\n\
         if err := http.ListenAndServe(\":8080\", {with}); err != nil {{ return err }}\n"
    )
}
