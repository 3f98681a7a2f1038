//! What types expressions have and what calls mean, asserted at their place.
//!
//! A comment `//  ^^^^ Vec<Order>` says what the expression or name above has for a type, `//  ^^^^ => Topology::declare` what
//! the call above means. What stands above a row of `^` is the innermost expression that begins and ends there.

mod support {
    pub(crate) mod fixture;
    pub(crate) mod typed;
}

use support::fixture::Fixture;

/// A mark: the 0-based line and columns that it speaks of, and what it says.
struct Mark<'t> {
    line: usize,
    columns: std::ops::Range<usize>,
    says: &'t str,
}

fn marks(code: &str) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    let mut above = 0;
    for (line, text) in code.lines().enumerate() {
        let body = text.trim_start();
        let Some(rest) = body.strip_prefix("//").filter(|rest| rest.trim_start().starts_with('^'))
        else {
            above = line;
            continue;
        };
        let start = text.len() - rest.trim_start().len();
        let count = text[start..].bytes().take_while(|byte| *byte == b'^').count();
        let says = text[start + count..].trim();
        marks.push(Mark { line: above, columns: start..start + count, says });
    }
    marks
}

/// Asserts every mark of a program.
fn check(code: &str) {
    let code = code.to_owned();
    let found = Fixture::parse(&code).typed();
    let marks = marks(&code);
    assert!(!marks.is_empty(), "a test says something");
    let lines: Vec<&str> = code.lines().collect();
    for mark in marks {
        let start: usize = lines[..mark.line].iter().map(|line| line.len() + 1).sum();
        let span = start + mark.columns.start..start + mark.columns.end;
        let what = code[span.clone()].to_owned();
        let said: Vec<&str> =
            found.iter().filter(|one| one.0 == span).map(|one| one.1.as_str()).collect();
        assert!(
            said.contains(&mark.says),
            "`{what}` in line {}: {said:?}, not {}",
            mark.line + 1,
            mark.says
        );
    }
}

#[test]
fn constructors_and_fields() {
    check(
        "
pub struct Config { url: String, retries: Vec<u32> }
impl Config {
    pub fn new(url: &str) -> Self { Self { url: url.to_string(), retries: Vec::new() } }
    fn first(&self) -> Option<&u32> { self.retries.first() }
    //                                ^^^^^^^^^^^^^^^^^^^^ Option<u32>
}
pub fn f() {
    let config = Config::new(\"x\");
    //  ^^^^^^ Config
    //           ^^^^^^^^^^^^^^^^ => Config::new
    let n = config.first().unwrap();
    //      ^^^^^^^^^^^^^^ => Config::first
    //      ^^^^^^^^^^^^^^^^^^^^^^^ => std::option::Option::unwrap
    //  ^ u32
}
",
    );
}

#[test]
fn iterators_and_closures() {
    check(
        "
pub struct Worker { id: u32 }
impl Worker { fn new(id: u32) -> Worker { Worker { id } } fn run(&self) -> bool { true } }
pub fn workers() -> Vec<Worker> { (0..3).map(Worker::new).collect() }
pub fn f() {
    let all = workers();
    //  ^^^ Vec<Worker>
    for worker in &all {
    //  ^^^^^^ Worker
        worker.run();
    //  ^^^^^^^^^^^^ => Worker::run
    }
    let ids: Vec<u32> = all.iter().map(|w| w.id).collect();
    //                                  ^ Worker
    let by_id: std::collections::HashMap<u32, Worker> = workers().into_iter().map(|w| (w.id, w)).collect();
    for (id, w) in by_id {
    //   ^^ u32
    //       ^ Worker
        w.run();
    //  ^^^^^^^ => Worker::run
    }
    let best = all.iter().filter(|w| w.run()).max_by_key(|w| w.id);
    //                               ^^^^^^^ => Worker::run
    //  ^^^^ Option<Worker>
    if let Some(w) = best { w.run(); }
    //          ^ Worker
}
",
    );
}

#[test]
fn traits_and_generics() {
    check(
        "
pub struct A; pub struct B; pub struct S;
pub trait Handle<M> { fn handle(&self, m: M) -> M; }
impl Handle<A> for S { fn handle(&self, m: A) -> A { m } }
impl Handle<B> for S { fn handle(&self, m: B) -> B { m } }
pub trait Store { type Item; fn get(&self) -> Self::Item; fn twice(&self) -> (Self::Item, Self::Item) { (self.get(), self.get()) } }
impl Store for S { type Item = A; fn get(&self) -> A { A } }
pub fn of<T: Store>(t: &T) -> T::Item { t.get() }
pub fn f(s: S) {
    let a = s.handle(A);
    //  ^ A
    let b = s.handle(B);
    //  ^ B
    let item = of(&s);
    //  ^^^^ A
    let (x, y) = s.twice();
    //   ^ A
    //           ^^^^^^^^^ => Store::twice
}
",
    );
}
