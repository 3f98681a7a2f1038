//! Programs of any size, each of one shape that an analysis may take too long for.

use std::fmt::Write as _;

/// A generator.
pub(crate) struct Program {
    /// What it is called on the command line.
    pub(crate) name: &'static str,
    /// The smallest size that is measured.
    pub(crate) size: usize,
    /// The program of a size, without `main`.
    pub(crate) text: fn(usize) -> String,
}

/// Every generator.
pub(crate) static PROGRAMS: &[Program] = &[
    Program { name: "tasks", size: 250, text: tasks },
    Program { name: "channels", size: 250, text: channels },
    Program { name: "functions", size: 500, text: functions },
    Program { name: "operations", size: 500, text: operations },
    Program { name: "clones", size: 100, text: clones },
    Program { name: "methods", size: 250, text: methods },
    Program { name: "fields", size: 1_000, text: fields },
    Program { name: "delegates", size: 25, text: delegates },
    Program { name: "bounds", size: 250, text: bounds },
    Program { name: "literals", size: 1_000, text: literals },
    Program { name: "array", size: 100_000, text: array },
    Program { name: "chain", size: 20_000, text: chain },
    Program { name: "else_if", size: 5_000, text: else_if },
    Program { name: "rules", size: 100, text: rules },
    Program { name: "rules_apart", size: 200, text: rules_apart },
    Program { name: "muncher", size: 400, text: muncher },
    Program { name: "definitions", size: 10_000, text: definitions },
    Program { name: "nested", size: 20, text: nested },
    Program { name: "mistakes", size: 2_000, text: mistakes },
    Program { name: "pairs", size: 1_000, text: pairs },
    Program { name: "aliases", size: 2_000, text: aliases },
    Program { name: "same_name", size: 2_000, text: same_name },
    Program { name: "implementations", size: 1_000, text: implementations },
    Program { name: "mutual", size: 250, text: mutual },
    Program { name: "rings", size: 250, text: rings },
    Program { name: "imports", size: 250, text: imports },
    Program { name: "wrappers", size: 500, text: wrappers },
    Program { name: "locks", size: 250, text: locks },
];

const DECLARE: &str =
    "queue_declare(amqprs::channel::QueueDeclareArguments::new(\"q\")).await.unwrap()";

const CONNECTION: &str = "connection: &amqprs::connection::Connection";

const OPEN: &str = "connection.open_channel(None).await.unwrap()";

/// A text for each number below a size.
fn each(size: usize, text: impl Fn(usize) -> String) -> String {
    (0..size).map(text).collect()
}

/// One channel in many tasks.
fn tasks(size: usize) -> String {
    let task = format!(
        "    {{ let channel = channel.clone(); tokio::spawn(async move {{ channel.{DECLARE}; }}); }}\n"
    );
    format!(
        "pub async fn run({CONNECTION}) {{\n    let channel = {OPEN};\n{}}}\n",
        task.repeat(size)
    )
}

/// Many channels in one function, each in two tasks.
fn channels(size: usize) -> String {
    let one = |at| {
        format!(
            "    let c{at} = {OPEN}; let other = c{at}.clone(); \
             tokio::spawn(async move {{ other.flow(true).await; }}); c{at}.flow(true).await;\n"
        )
    };
    format!("pub async fn run({CONNECTION}) {{\n{}}}\n", each(size, one))
}

/// As [`channels`], a function for each.
fn functions(size: usize) -> String {
    each(size, |at| {
        format!(
            "pub async fn run{at}({CONNECTION}) {{ let channel = {OPEN}; let other = channel.clone(); \
             tokio::spawn(async move {{ other.flow(true).await; }}); channel.flow(true).await; }}\n"
        )
    })
}

/// Many operations in one function.
fn operations(size: usize) -> String {
    let operation = format!("    channel.{DECLARE};\n");
    format!(
        "pub async fn run(channel: amqprs::channel::Channel) {{\n{}}}\n",
        operation.repeat(size)
    )
}

/// A clone of a clone of a clone.
fn clones(size: usize) -> String {
    let clones = each(size, |at| format!("    let c{} = c{at}.clone();\n", at + 1));
    format!(
        "pub async fn run({CONNECTION}) {{\n    let c0 = {OPEN};\n{clones}    \
         tokio::spawn(async move {{ c{size}.flow(true).await; }}); c0.flow(true).await;\n}}\n"
    )
}

/// One object, a task for each of its methods.
fn methods(size: usize) -> String {
    let methods =
        each(size, |at| format!("    pub async fn m{at}(&self) {{ self.channel.{DECLARE}; }}\n"));
    let tasks = each(size, |at| {
        format!(
            "    {{ let bus = bus.clone(); tokio::spawn(async move {{ bus.m{at}().await }}); }}\n"
        )
    });
    format!(
        "pub struct Bus {{ channel: amqprs::channel::Channel }}\nimpl Bus {{\n{methods}}}\n\
         pub async fn run({CONNECTION}) {{\n    let bus = std::sync::Arc::new(Bus {{ channel: {OPEN} }});\n{tasks}}}\n"
    )
}

/// A channel behind many fields, each type with the next one twice.
fn fields(size: usize) -> String {
    let types =
        each(size, |at| format!("pub struct A{at} {{ x: A{next}, y: A{next} }}\n", next = at + 1));
    format!(
        "{types}pub struct A{size} {{ channel: amqprs::channel::Channel }}\n\
         impl A0 {{ pub async fn run(&self) {{ self{}.channel.flow(true).await; }} }}\n",
        ".x".repeat(size)
    )
}

/// Implementations that each call on through a trait object.
fn delegates(size: usize) -> String {
    let one = |at| {
        format!(
            "struct I{at}(Box<dyn Next>);\nimpl Next for I{at} {{ fn next(&self, channel: amqprs::channel::Channel) \
             {{ self.0.next(channel.clone()); self.0.next(channel) }} }}\n"
        )
    };
    format!(
        "trait Next {{ fn next(&self, channel: amqprs::channel::Channel); }}\n{}\
         async fn run(first: &dyn Next, {CONNECTION}) {{ first.next({OPEN}) }}\n",
        each(size, one)
    )
}

/// Functions of a parameter whose bounds name it again.
fn bounds(size: usize) -> String {
    each(size, |at| {
        format!(
            "pub fn twice{at}<T: std::ops::Add<Output = T> + std::ops::Sub<Output = T> + Copy>(x: T, \
             channel: amqprs::channel::Channel) -> T {{ drop(channel); x + x - x }}\n"
        )
    })
}

/// A `match` over many strings.
fn literals(size: usize) -> String {
    let arms = each(size, |at| format!("    \"k{at}\" => channel.flow(true).await,\n"));
    format!(
        "pub async fn run(channel: amqprs::channel::Channel, x: &str) {{ match x {{\n{arms}    _ => {{}} }} }}\n"
    )
}

fn array(size: usize) -> String {
    format!("static A: &[u32] = &[{}];\n", "123456, ".repeat(size))
}

/// A chain of method calls, and one of operators.
fn chain(size: usize) -> String {
    format!("fn run() {{ let y = x{}; let z = x{}; }}\n", ".b()".repeat(size), " + b".repeat(size))
}

fn else_if(size: usize) -> String {
    format!("fn run(a: bool) {{ if a {{}} {}}}\n", "else if a {} ".repeat(size))
}

/// Rules that fail late, and as many calls that fit none of them.
fn rules(size: usize) -> String {
    let rules = each(3 * size, |at| format!("($($a:expr),* ; {at}) => {{}};\n"));
    let call = format!("m!({} a ; x);\n", "a + b, ".repeat(200));
    format!("macro_rules! m {{\n{rules}}}\nfn run() {{\n{}}}\n", call.repeat(size))
}

/// Rules of which the last fits every call.
fn rules_apart(size: usize) -> String {
    let rules = each(size, |at| format!("(@k{at} $($a:expr),*) => {{ f($($a),*) }};\n"));
    let call = format!("m!(@k{} {} a);\n", size - 1, "a + b, ".repeat(20));
    format!("macro_rules! m {{\n{rules}}}\nfn run() {{\n{}}}\n", call.repeat(size))
}

/// A macro that takes its arguments apart, one in each expansion.
fn muncher(size: usize) -> String {
    let mut arguments = String::new();
    for at in 0..size {
        let _ = write!(arguments, "T{at} ");
    }
    format!(
        "macro_rules! m {{ () => {{}}; ($h:ident $($t:ident)*) => {{ \
         impl<$h, $($t),*> Run for ($h, $($t),*) {{ fn run(&self) {{ g($($t),*) }} }} m!($($t)*); }} }}\nm!({arguments});\n"
    )
}

/// Macros on one line, and as many that only a comment names.
fn definitions(size: usize) -> String {
    let macros = each(size, |at| format!("macro_rules! m{at} {{ () => {{}} }} "));
    format!("{macros}\n/* {} */\n", "macro_rules! m { /* */ ".repeat(size))
}

/// Macros that define macros that define macros.
fn nested(size: usize) -> String {
    let payload = "x ".repeat(1_000 * size);
    (0..size).fold(payload, |inner, at| {
        format!("macro_rules! m{at} {{ () => {{ {inner} }} }} m{at}!();")
    })
}

/// Functions of which every second one cannot be read.
fn mistakes(size: usize) -> String {
    each(size, |at| format!("fn good{at}() {{ g(); }}\nfn bad{at}() {{ let = ; }}\n"))
}

/// Values that are each the one before twice.
fn pairs(size: usize) -> String {
    let pair = |at| format!("    let p{next} = (p{at}.clone(), p{at}.clone());\n", next = at + 1);
    format!(
        "pub async fn run({CONNECTION}) {{\n    let p0 = {OPEN};\n{}    drop(p{size});\n}}\n",
        each(size, pair)
    )
}

/// Aliases that each name the one before twice.
fn aliases(size: usize) -> String {
    let alias = |at| format!("pub type A{next} = (A{at}, A{at});\n", next = at + 1);
    format!(
        "pub type A0 = amqprs::channel::Channel;\n{}pub fn run(all: A{size}) {{ drop(all) }}\n",
        each(size, alias)
    )
}

/// Types with a method of one name, which each calls on something that is not understood.
fn same_name(size: usize) -> String {
    each(size, |at| {
        format!(
            "pub struct N{at};\nimpl N{at} {{ pub fn go(&self, channel: &amqprs::channel::Channel) \
             {{ unknown().go(channel) }} }}\n"
        )
    })
}

/// Implementations of a trait, and as many calls through it.
fn implementations(size: usize) -> String {
    let one = |at| format!("pub struct I{at};\nimpl Go for I{at} {{ fn go(&self) {{}} }}\n");
    format!(
        "pub trait Go {{ fn go(&self); }}\n{}pub fn run(it: &dyn Go, channel: amqprs::channel::Channel) {{\n{}}}\n",
        each(size, one),
        "    it.go();\n".repeat(size)
    )
}

/// Functions that call each other in every order with one channel.
fn mutual(size: usize) -> String {
    let one = |at| {
        format!(
            "async fn f{at}(channel: amqprs::channel::Channel) {{ channel.flow(true).await; \
             Box::pin(f{}(channel.clone())).await; Box::pin(f{}(channel)).await; }}\n",
            (at + 1) % size,
            (at * 13 + 5) % size
        )
    };
    format!("{}pub async fn run({CONNECTION}) {{ f0({OPEN}).await }}\n", each(size, one))
}

/// Modules that each import all of the next one, and a name that none of them has.
fn rings(size: usize) -> String {
    each(size, |at| {
        format!(
            "pub mod a{at} {{ pub use super::a{}::*; pub fn f{at}(channel: amqprs::channel::Channel) {{ unknown() }} }}\n",
            (at + 1) % size
        )
    })
}

/// Modules that import all of what one module imports from all of them.
fn imports(size: usize) -> String {
    let all = each(size, |at| format!("pub use super::m{at}::*; "));
    let modules = each(size, |at| {
        format!(
            "pub mod m{at} {{ pub use super::all::*; pub struct S{at}; \
             pub fn f{at}(x: S{}, channel: amqprs::channel::Channel) {{ unknown() }} }}\n",
            (at * 7) % size
        )
    });
    format!("pub mod all {{ {all} }}\n{modules}")
}

/// A wrapper around a wrapper around a wrapper, of which nobody knows what it is.
fn wrappers(size: usize) -> String {
    let wrap = "    let outer = unknown(outer);\n".repeat(size);
    format!(
        "pub async fn run({CONNECTION}) {{\n    let outer = {OPEN};\n{wrap}    outer.inner.{DECLARE};\n}}\n"
    )
}

/// A lock around a lock around a lock, all of them held at once.
fn locks(size: usize) -> String {
    let wrap = "    let outer = std::sync::Mutex::new(outer);\n".repeat(size);
    format!(
        "pub async fn run({CONNECTION}) {{\n    let outer = {OPEN};\n{wrap}    outer{}.{DECLARE};\n}}\n",
        ".lock().unwrap()".repeat(size)
    )
}
