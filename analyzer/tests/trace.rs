//! What the evaluation writes down, asserted at its line: every block of `tests/traces/*.md` is a program.
//!
//! `//~ open: orders` names a channel that is opened on its line; `parameter:`, `shared:`, `static:` and `imprecise:` one that
//! comes into view in that way. `times: 2` says how often, and then they are called `orders#1` and `orders#2`.
//! `//~ op: basic_publish on: orders lock: state` is an operation under locks, `reads: state` one under shared guards; where a
//! program has one channel, `on:` can be left out. What becomes of the `result:`, the operation that gave the handle (`by:`),
//! which delivery an answer is about (`delivery:`, in the order in which they come) and that the future `may: be dropped` are said where the test is about them.
//! `//~ spawn: task` starts a context, `lane` is one of several things that a task polls, `many` says that it stands for many,
//! and `join` waits for contexts. In a loop `each: orders` says that each round has another one, `zips` that each has what the
//! same round of an earlier loop made. A semicolon stands between two marks of a line. What happens without a mark fails the test.

mod support {
    pub(crate) mod fixture;
    pub(crate) mod marked;
    pub(crate) mod page;
    pub(crate) mod traced;
}

use std::fmt::Write as _;
use std::process::ExitCode;

use libtest_mimic::Arguments;
use support::fixture::Fixture;
use support::marked;
use support::traced::{Fact, Words};

/// What a mark may leave unsaid.
const OPTIONAL: [&str; 4] = ["result", "by", "delivery", "may"];
/// What says all by itself.
const FLAGS: [&str; 4] = ["lane", "join", "zips", "many"];
/// How a channel comes into view.
const CHANNELS: [&str; 5] = ["open", "parameter", "shared", "static", "imprecise"];

fn main() -> ExitCode {
    let trials = marked::trials("tests/traces", check, what_is_wrong_is_told);
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

/// Traces a program and compares what is written down with its marks. `first` is the number of its first line.
fn check(code: &str, first: usize) -> Result<(), String> {
    let marks = marks(code);
    if marks.is_empty() {
        return Err("it says nothing".to_owned());
    }
    let label = |line: usize, how: &str| {
        let mut here = marks.iter().filter(|mark| mark.line == line);
        here.find_map(|mark| mark.what.get(how)).unwrap_or("?").to_owned()
    };
    let traced = Fixture::parse(code).traced();
    let facts = traced.facts(label);
    let is_channel = |fact: &&Fact| CHANNELS.contains(&fact.what.0[0].0.as_str());
    let channels = facts.iter().filter(is_channel);
    let names_channels = channels.clone().count() > 1
        || channels.clone().any(|fact| fact.what.get("times").is_some());
    let mut text = String::new();
    for fact in &facts {
        if !marks.iter().any(|mark| fits(mark, fact, names_channels)) {
            say(&mut text, first + fact.line, &fact.what, "happens, and is not marked");
        }
    }
    for mark in &marks {
        if !facts.iter().any(|fact| fits(mark, fact, names_channels)) {
            say(&mut text, first + mark.line, &mark.what, "is marked, and does not happen");
        }
    }
    if text.is_empty() { Ok(()) } else { Err(format!("{text}{}", traced.tree())) }
}

fn say(text: &mut String, line: usize, what: &Words, how: &str) {
    writeln!(text, "{line}: `{what}` {how}").expect("a string grows");
}

/// The marks of a program.
fn marks(code: &str) -> Vec<Fact> {
    let mut marks = Vec::new();
    for (line, text) in code.lines().enumerate() {
        let Some((_, notes)) = text.split_once("//~") else { continue };
        marks.extend(notes.split(';').map(|note| Fact { line, what: words(note) }));
    }
    marks
}

/// A word with a colon begins a pair, as do the first word and those that say all by themselves.
fn words(note: &str) -> Words {
    let mut pairs: Vec<(String, String)> = Vec::new();
    for word in note.split_whitespace() {
        let key = word.strip_suffix(':').or(FLAGS.contains(&word).then_some(word));
        match (key, pairs.last_mut()) {
            (None, Some((_, value))) if value.is_empty() => value.push_str(word),
            (None, Some((_, value))) => value.extend([" ", word]),
            (key, _) => pairs.push((key.unwrap_or(word).to_owned(), String::new())),
        }
    }
    Words(pairs)
}

/// Whether a mark speaks of a fact: all that it says is so, and it leaves out nothing that it must say.
fn fits(mark: &Fact, fact: &Fact, names_channels: bool) -> bool {
    let is_so = |(key, value): &(String, String)| fact.what.get(key) == Some(value);
    let may_be_left_out = |key: &str| OPTIONAL.contains(&key) || key == "on" && !names_channels;
    let is_said =
        |(key, _): &(String, String)| mark.what.get(key).is_some() || may_be_left_out(key);
    mark.line == fact.line
        && mark.what.0.first().map(|(key, _)| key) == fact.what.0.first().map(|(key, _)| key)
        && mark.what.0.iter().all(is_so)
        && fact.what.0.iter().all(is_said)
}

/// A test of the test: each kind of difference is told, and nothing else.
fn what_is_wrong_is_told() {
    let code = "\
use lapin::options::{BasicAckOptions, BasicPublishOptions};
async fn run(state: &tokio::sync::Mutex<lapin::Channel>) { //~ parameter
    let channel = state.lock().await;
    channel.basic_publish(\"\", \"q\", BasicPublishOptions::default(), b\"\").await; //~ op: basic_publish
    channel.basic_ack(1, BasicAckOptions::default()).await; //~ op: basic_nack lock: state; op: basic_ack lock: state
    channel.tx_select().await.ok();
}
";
    let told = check(code, 1).expect_err("the marks are wrong");
    let lines: Vec<&str> = told.lines().take_while(|line| line.contains('`')).collect();
    let expected = [
        "4: `op: basic_publish on lock: state result: discarded` happens, and is not marked",
        "6: `op: tx_select on lock: state result: checked` happens, and is not marked",
        "4: `op: basic_publish` is marked, and does not happen",
        "5: `op: basic_nack lock: state` is marked, and does not happen",
    ];
    assert_eq!(lines, expected);
}
