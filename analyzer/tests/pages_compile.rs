//! Every block of Rust on a rule's page compiles against the real clients, so that no page teaches an API that does not exist,
//! and so does what fixes make of the blocks and of some more programs.
//!
//! The blocks become a workspace in the target folder: those of one file are modules of one package, those of several files
//! are packages of their own. `cargo check` then says what is wrong, and the test says where on the page that is.

mod support {
    pub(crate) mod analysed;
    pub(crate) mod cases;
    pub(crate) mod fixture;
    pub(crate) mod page;
    pub(crate) mod repair;
    pub(crate) mod scratch;
}

use std::process::{Command, Output};

use chanlint::fixes::Wanted;
use chanlint::rules::RULES;
use support::cases;
use support::page::{self, Block};
use support::repair::repaired;
use support::scratch::Scratch;

#[test]
fn every_block_compiles() {
    let mut scratch = Scratch::new("pages");
    for rule in RULES {
        for block in page::parse(rule.docs, "rust").0 {
            scratch.add(rule.name, &block);
            add_repaired(&mut scratch, &format!("{}_fixed", rule.name), &block);
        }
    }
    for (line, cases::Case { before, after }) in cases::all().into_iter().enumerate() {
        scratch.add("case", &Block { line, code: before });
        scratch.add("case_fixed", &Block { line, code: after });
    }
    scratch.write();
    let output = check(&scratch);
    let errors = scratch.errors(&output.stdout);
    assert!(errors.is_empty(), "{} errors\n{}", errors.len(), errors.join("\n"));
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Adds what fixes make of a block, when they make something of it.
fn add_repaired(scratch: &mut Scratch, name: &str, block: &Block) {
    let repaired = repaired(&block.code, Wanted::All);
    if !repaired.titles.is_empty() {
        scratch.add(name, &Block { code: repaired.code, ..*block });
    }
}

/// Runs `cargo check`: without the network where everything is there.
fn check(scratch: &Scratch) -> Output {
    let offline = run(scratch, &["--offline"]);
    let nothing_checked = offline.stdout.is_empty();
    if !offline.status.success() && nothing_checked { run(scratch, &[]) } else { offline }
}

fn run(scratch: &Scratch, more: &[&str]) -> Output {
    Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--workspace", "--keep-going", "--message-format", "json"])
        .args(more)
        .current_dir(scratch.root())
        .env("CARGO_TARGET_DIR", scratch.root().join("target"))
        .env_remove("RUSTFLAGS")
        .output()
        .expect("cargo runs")
}
