//! Builds whole programs whose truth is known: how a channel is held × how it travels × what runs concurrently × what
//! keeps it apart × client × operations, laid out in files and crates. `go` does so in Go.

mod bots;
mod build;
mod callback;
mod cell;
pub mod client;
mod confirms;
pub mod go;
mod holder;
pub mod layout;
mod names;
mod namesakes;
mod op;
pub mod project;
pub mod rng;
mod spawner;
mod special;
mod task;
mod tasks;
pub mod text;
mod together;
mod travel;
mod twists;
mod web;

use build::{Build, Layer};
use cell::Cell;
use client::Client;
use project::{Choices, Project, assemble};
use rng::Rng;
use tasks::Scenario;
use text::code;

/// A program with its truth.
#[derive(Debug, Clone)]
pub struct Program {
    /// What it was made from.
    pub seed: u64,
    /// Its files.
    pub project: Project,
    /// Whether a channel is shared.
    pub shared: bool,
    /// The choices that made it.
    pub dims: Vec<(&'static str, String)>,
}

/// The program of a seed.
pub fn program(seed: u64) -> Program {
    let (mut build, shared) = built(seed);
    let choices = Choices::any(&mut build);
    let project = assemble(&build, choices);
    Program { seed, project, shared, dims: build.dims }
}

/// The program of a seed, in one file, and written down in every other way.
pub fn variants(seed: u64) -> (Project, Project, Vec<(String, Project)>) {
    let (mut build, _) = built(seed);
    let choices = Choices::any(&mut build);
    let others = choices.others().into_iter();
    let others = others.map(|(name, other)| (name, assemble(&build, other))).collect();
    (assemble(&build, choices), assemble(&build, choices.in_one_file()), others)
}

/// The items of the program of a seed, and whether a channel is shared.
fn built(seed: u64) -> (Build, bool) {
    let mut rng = Rng::new(seed);
    let client = rng.weighted(&[(5, Client::Lapin4), (2, Client::Lapin1), (3, Client::Amqprs)]);
    let mut build = Build::new(rng, client);
    build.dim("client", client);
    build.blocking = client == Client::Lapin1 && build.rng.chance(30);
    if build.blocking {
        build.dim("blocking", true);
    }
    let wanted = build.rng.chance(50);
    let main = scenario(&mut build, wanted);
    build.dim("truth", if main.found { "shared" } else { "safe" });
    let shared = main.found;
    let mut scenarios = vec![main];
    while build.rng.chance(30) && scenarios.len() < 3 {
        scenarios.push(decoy(&mut build));
    }
    namesakes::add(&mut build);
    finish(&mut build, &scenarios);
    (build, shared)
}

/// Something safe beside the rest, whose choices count as one.
fn decoy(build: &mut Build) -> Scenario {
    let dims = std::mem::take(&mut build.dims);
    let decoy = scenario(build, false);
    let own: Vec<String> =
        build.dims.iter().map(|(dimension, value)| format!("{dimension}:{value}")).collect();
    build.dims = dims;
    build.dim("decoy", own.join(","));
    assert!(!decoy.found, "a decoy is safe");
    decoy
}

fn scenario(build: &mut Build, shared: bool) -> Scenario {
    if build.blocking {
        return if shared {
            tasks::shared(build, Cell::SHARED, true)
        } else {
            tasks::apart::safe(build)
        };
    }
    if build.rng.chance(20) {
        build.dim("part", "twists");
        return if shared { twists::shared(build) } else { twists::apart::safe(build) };
    }
    let part = build.rng.below(10);
    build.dim(
        "part",
        ["tasks", "together", "web", "callback", "special"][[0, 0, 0, 0, 0, 1, 1, 2, 3, 4][part]],
    );
    match (part, shared) {
        (9, true) if build.client.is_lapin() && build.rng.chance(30) => {
            confirms::under_lock(build, true)
        }
        (9, true) if build.rng.chance(25) => special::found::several_permits(build),
        (9, true) if build.client.is_lapin() && build.rng.chance(40) => {
            special::found::answers_beside(build)
        }
        (0..=4 | 9, true) => tasks::shared(build, Cell::SHARED, true),
        (0..=4, false) => tasks::apart::safe(build),
        (5 | 6, true) => together::shared(build, false),
        (5 | 6, false) if build.client == Client::Lapin4 && build.rng.chance(30) => {
            together::start_up(build)
        }
        (5 | 6, false) => together::safe(build),
        (7, _) if build.rng.chance(25) => bots::handlers(build, shared),
        (7, true) => web::handlers(build, web::Kind::Shared),
        (7, false) => {
            let kind = build.rng.pick(&[web::Kind::Guarded, web::Kind::Fresh]);
            web::handlers(build, kind)
        }
        (8, true) => callback::callback(build, callback::Kind::Shared),
        (8, false) => {
            let kinds =
                [callback::Kind::Guarded, callback::Kind::AcksOnly, callback::Kind::AloneOnIt];
            let kind = build.rng.pick(&kinds);
            callback::callback(build, kind)
        }
        _ if build.client.is_lapin() && build.rng.chance(20) => confirms::under_lock(build, false),
        _ => special::safe(build),
    }
}

/// Adds the functions of the scenarios and the program's start.
fn finish(build: &mut Build, scenarios: &[Scenario]) {
    let client = build.client;
    if client.is_lapin() {
        let code = "pub fn amqp_url() -> String { std::env::var(\"AMQP_URL\").unwrap_or_else(|_| \"amqp://localhost\".to_string()) }";
        build.item(Layer::Support, &["amqp_url"], code.to_owned());
    }
    if !build.anyhow {
        let code = "pub type BoxError = Box<dyn std::error::Error + Send + Sync>; pub type Result<T, E = BoxError> = std::result::Result<T, E>;";
        build.item(Layer::Support, &["BoxError", "Result"], code.to_owned());
    }
    let (asyncness, then, wait) = (build.asyncness(), build.then(), build.wait());
    let mut calls = String::new();
    for scenario in scenarios {
        let name = build.name(&["run", "start", "start_workers", "serve", "launch"]);
        let connection = if scenario.owns_connection { "Arc<Connection>" } else { "&Connection" };
        let code = code!(
            "pub $a fn $n(conn: $t) -> Result<()> { $c Ok(()) }",
            a = asyncness,
            n = name,
            t = connection,
            c = scenario.code
        );
        build.item(Layer::App, &[&name], code);
        // A library's function need not be called by anything that is seen.
        if build.rng.chance(8) {
            build.dim("called", "by nothing");
            continue;
        }
        let argument = if scenario.owns_connection { "conn.clone()" } else { "&conn" };
        calls += &format!("{name}({argument}){then}?; ");
    }
    let owned = scenarios.iter().any(|scenario| scenario.owns_connection);
    let counted = if owned { "let conn = Arc::new(conn);" } else { "" };
    let attribute = if build.blocking { "" } else { "#[tokio::main]" };
    let code = code!(
        "$at $a fn main() -> Result<()> { let conn = $connect$w?; $counted $calls Ok(()) }",
        at = attribute,
        a = asyncness,
        connect = client.connect(),
        w = wait,
        counted = counted,
        calls = calls
    );
    build.item(Layer::Main, &["main"], code);
}
