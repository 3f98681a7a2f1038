//! Twins in Go: how a channel is held × how it travels × what starts goroutines × what keeps them apart × client × operations.

mod apart;
mod build;
pub mod client;
mod holder;
mod layout;
mod tasks;
mod travel;

use crate::project::File;
use crate::rng::Rng;
use build::{Build, Layer};
use client::Client;
use holder::Cell;

/// A program in Go with its truth: files of the module `example.com/page`.
#[derive(Clone, Debug)]
pub struct Twin {
    /// What it was made from.
    pub seed: u64,
    /// What its module requires, besides `golang.org/x/sync`.
    pub client: Client,
    /// Its files.
    pub files: Vec<File>,
    /// Whether a channel is shared.
    pub shared: bool,
    /// The choices that made it.
    pub dims: Vec<(&'static str, String)>,
}

/// The twin of a seed.
pub fn twin(seed: u64) -> Twin {
    let mut rng = Rng::new(seed);
    let client = rng.weighted(&[(4, Client::Amqp091), (1, Client::Streadway)]);
    let mut build = Build::new(rng, client);
    build.dim("client", client);
    let shared = build.rng.chance(50);
    build.dim("truth", if shared { "shared" } else { "safe" });
    let main = if shared {
        tasks::shared(&mut build, Cell::SHARED, true)
    } else {
        apart::safe(&mut build)
    };
    let mut scenarios = vec![main];
    while build.rng.chance(30) && scenarios.len() < 3 {
        scenarios.push(decoy(&mut build));
    }
    finish(&mut build, &scenarios);
    let files = layout::files(&mut build);
    Twin { seed, client, files, shared, dims: build.dims }
}

/// Something safe beside the rest, whose choices count as one.
fn decoy(build: &mut Build) -> String {
    let dims = std::mem::take(&mut build.dims);
    let code = apart::safe(build);
    let own: Vec<String> =
        build.dims.iter().map(|(dimension, value)| format!("{dimension}:{value}")).collect();
    build.dims = dims;
    build.dim("decoy", own.join(","));
    code
}

/// Adds the functions of the scenarios and the program's start.
fn finish(build: &mut Build, scenarios: &[String]) {
    let mut calls = String::new();
    for code in scenarios {
        let name = build.name(&["run", "launch", "startAll"]);
        build.item(
            Layer::App,
            format!("func {name}(conn *amqp.Connection) error {{ {code} return nil }}"),
        );
        // A function of a package need not be called by anything that is seen.
        if build.rng.chance(8) {
            build.dim("called", "by nothing");
            continue;
        }
        calls += &format!("if err := {name}(conn); err != nil {{ log.Fatal(err) }}\n");
    }
    let main = format!(
        "func main() {{ conn, err := amqp.Dial(\"amqp://localhost:5672/\")\nif err != nil {{ log.Fatal(err) }}\n\
         defer conn.Close()\n{calls}select {{}}\n}}"
    );
    build.item(Layer::App, main);
}
