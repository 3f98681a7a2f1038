//! The editor: a real rust-analyzer runs the program as its check and tells its client, which is this test, what it found.
//!
//! Not every machine has a rust-analyzer. `RUST_ANALYZER` names one, else the path is searched; without one this test says so,
//! and that the program speaks as cargo does is left to the tests of the format.

mod client;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use self::client::Client;
use serde_json::{Value, json};

/// Two tasks declare queues on one channel, and `confirm_select` would hang.
const SOURCE: &str = r#"use lapin::options::{ConfirmSelectOptions, QueueDeclareOptions};
use lapin::{Channel, Connection};

async fn declare(channel: Channel, queue: &'static str) {
    let none = Default::default();
    channel.queue_declare(queue.into(), QueueDeclareOptions::default(), none).await.unwrap();
}

pub async fn run(connection: &Connection) {
    let channel = connection.create_channel().await.unwrap();
    tokio::spawn(declare(channel.clone(), "größe"));
    tokio::spawn(declare(channel.clone(), "b"));
    let confirms = connection.create_channel().await.unwrap();
    confirms.confirm_select(ConfirmSelectOptions { nowait: true }).await.unwrap();
}
"#;

const MANIFEST: &str = "[package]\nname = \"orders\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
    lapin = { version = \"4\", default-features = false, features = [\"tokio\"] }\n\
    tokio = { version = \"1\", features = [\"rt\"] }\n";

fn rust_analyzer() -> Option<PathBuf> {
    let program = std::env::var_os("RUST_ANALYZER").unwrap_or_else(|| "rust-analyzer".into());
    let version = Command::new(&program).arg("--version").output().ok()?;
    version.status.success().then(|| program.into())
}

/// As `rust-analyzer.check.overrideCommand` of the README, with the program of this build.
fn settings() -> Value {
    json!({
        "check": { "overrideCommand": [env!("CARGO_BIN_EXE_cargo-chanlint"), "chanlint", "--message-format=json"] },
        "cachePriming": { "enable": false }, "procMacro": { "enable": false },
        "cargo": { "buildScripts": { "enable": false } },
    })
}

fn workspace() -> PathBuf {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("editor");
    fs::create_dir_all(dir.join("src")).unwrap();
    fs::write(dir.join("Cargo.toml"), MANIFEST).unwrap();
    fs::write(dir.join("src/lib.rs"), SOURCE).unwrap();
    dir
}

#[test]
fn rust_analyzer_shows_findings_with_their_story_and_their_fix() {
    let Some(program) = rust_analyzer() else {
        println!("not run: there is no rust-analyzer");
        return;
    };
    let dir = workspace();
    let mut client = Client::start(&program, &dir, &settings());
    let codes = ["shared_channel_rpc", "confirm_select_nowait_hang"];
    let shown = client.diagnostics_after_save("src/lib.rs", SOURCE, &codes);
    let shown_as = |code| shown.iter().find(|shown| shown["code"] == code).unwrap();

    let shared = shown_as("shared_channel_rpc");
    assert_eq!(shared["range"]["start"], json!({ "line": 10, "character": 4 }), "{shared:#}");
    let related = shared["relatedInformation"].as_array().unwrap();
    let opened = related.iter().find(|place| place["location"]["range"]["start"]["line"] == 9);
    let said = opened.unwrap()["message"].as_str().unwrap();
    assert_eq!(said, "1: the channel is opened here");

    let [fix] = &client.quick_fixes("src/lib.rs", 13)[..] else { panic!("one quick fix") };
    let edits = fix["edit"]["changes"].as_object().unwrap().values().next().unwrap();
    assert_eq!(edits[0]["newText"], "ConfirmSelectOptions::default()", "{fix:#}");
}
