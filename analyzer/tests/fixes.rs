//! The fixes that findings offer: on every block of every page, where none may be offered, and on texts that are hard to edit.

mod support {
    pub(crate) mod analysed;
    pub(crate) mod cases;
    pub(crate) mod fixture;
    pub(crate) mod go_cases;
    pub(crate) mod go_left_alone;
    pub(crate) mod page;
    pub(crate) mod repair;
}

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use chanlint::fixes::Wanted;
use chanlint::rules::{RULES, Repair};
use support::cases::{self, with_connection, with_delivery};
use support::fixture::Fixture;
use support::page;
use support::repair::repaired;
use support::{go_cases, go_left_alone};

/// What the fixes make of the pages' blocks, applied until none is left.
#[test]
fn fixes_of_the_pages() {
    let mut text = String::new();
    for rule in RULES {
        for block in page::parse(rule.docs, "rust go").0 {
            let repaired = repaired(&block.code, Wanted::All);
            if repaired.titles.is_empty() {
                continue;
            }
            let place = format!("{}.md:{}", rule.name, block.line);
            let (titles, diffs) = (repaired.titles.join("\n"), repaired.diffs.concat());
            writeln!(text, "{place}\n{titles}\n{diffs}").expect("a string grows");
        }
    }
    insta::assert_snapshot!(text);
}

#[track_caller]
fn is_shared(code: &str) {
    let analysed = Fixture::parse(code).analyze();
    let found = analysed.report.findings.iter().any(|finding| finding.rule.contains("shared"));
    assert!(found, "the fix would be for nothing: {code}");
}

#[test]
fn fixes_give_what_a_person_would_write() {
    for case in cases::all() {
        assert_eq!(repaired(&case.before, Wanted::All).code, case.after);
    }
}

#[test]
fn fixes_of_go_give_what_a_person_would_write() {
    let is_shared = |code: &str| {
        let found = Fixture::parse(code).analyze().report.findings;
        found.iter().any(|finding| finding.rule.contains("shared"))
    };
    let mut shared = 0;
    for case in go_cases::all() {
        let code = repaired(&case.before, Wanted::All).code;
        assert_eq!(code, case.after);
        assert!(!is_shared(&code), "{code}");
        shared += usize::from(is_shared(&case.before));
    }
    assert!(shared >= 5, "{shared} cases share a channel");
}

/// Each of these shares a channel, and in each another channel would not compile or not do the same.
#[test]
fn no_channel_is_offered_to_goroutines_where_it_may_not_fit() {
    for (why, code) in go_left_alone::all() {
        is_shared(&code);
        let repaired = repaired(&code, Wanted::All);
        let mut titles = repaired.titles.iter();
        let offered = titles.find(|title| title.contains("open a channel"));
        assert_eq!(offered, None, "{why}: {}", repaired.diffs.concat());
    }
}

/// Each of these shares a channel, and in each a channel of its own for every task would not compile or not do the same.
#[test]
fn no_channel_is_offered_where_it_may_not_fit() {
    let open = "    let channel = connection.create_channel().await?;\n";
    let two =
        "    tokio::spawn(beat(channel.clone()));\n    tokio::spawn(beat(channel.clone()));\n";
    let cases = [
        (
            "the connection is gone",
            format!("{open}    std::thread::spawn(move || drop(connection));\n{two}"),
        ),
        (
            "the connection is another one",
            format!("{open}    let connection = 1;\n{two}    println!(\"{{}}\", connection);\n"),
        ),
        (
            "the channel confirms",
            format!(
                "{open}    channel.confirm_select(ConfirmSelectOptions::default()).await?;\n{two}"
            ),
        ),
        (
            "the channel has a limit",
            format!("{open}    channel.basic_qos(1, BasicQosOptions::default()).await?;\n{two}"),
        ),
        (
            "the clone is of an `Arc`",
            format!(
                "{open}    let channel = std::sync::Arc::new(channel);\n    for _ in 0..2 {{\n        let own = channel.clone();\n        tokio::spawn(async move {{ beat((*own).clone()).await }});\n    }}\n"
            ),
        ),
        (
            "`?` means something else",
            format!(
                "{open}    let start = || {{ tokio::spawn(beat(channel.clone())); }};\n    start();\n    start();\n"
            ),
        ),
        (
            "tags belong to their channel",
            format!(
                "{open}    for tag in 0..2 {{\n        let own = channel.clone();\n        tokio::spawn(async move {{ let _ = own.basic_ack(tag, BasicAckOptions::default()).await; beat(own).await }});\n    }}\n"
            ),
        ),
    ];
    for (why, body) in cases {
        let code = with_connection(&body);
        is_shared(&code);
        let repaired = repaired(&code, Wanted::All);
        let is_channel = |title: &&String| title.contains("open a channel");
        assert_eq!(
            repaired.titles.iter().find(is_channel),
            None,
            "{why}: {}",
            repaired.diffs.concat()
        );
    }
}

/// Each of these drops a confirm, and in each a look at it would not compile or hide what is there.
#[test]
fn no_look_at_a_confirm_is_offered_where_it_may_not_fit() {
    let open = "    let channel = connection.create_channel().await?;
    channel.confirm_select(ConfirmSelectOptions::default()).await?;
    let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());\n";
    let publish =
        "channel.basic_publish(\"\".into(), \"paid\".into(), options, b\"\", about).await";
    for (why, body) in [
        (
            "the error is looked at",
            format!("{open}    if {publish}.is_err() {{ return Ok(()); }}\n"),
        ),
        ("it has a name", format!("{open}    let _ = {publish}?;\n")),
        (
            "the message is made there",
            format!("{open}    {publish}.expect(concat!(\"a\", \"b\"));\n"),
        ),
    ] {
        let repaired = repaired(&with_connection(&body), Wanted::All);
        assert_eq!(repaired.titles, Vec::<String>::new(), "{why}: {}", repaired.diffs.concat());
    }
}

#[test]
fn names_are_imported_where_others_are_and_written_out_where_they_mean_something_else() {
    let body = "async fn f(connection: &Connection) -> lapin::Result<Consumer> {
    let channel = connection.create_channel().await?;
    let (options, about) = (BasicConsumeOptions::default(), FieldTable::default());
    channel.basic_consume(\"a\".into(), \"\".into(), options, about).await
}\n";
    let named = "use lapin::options::BasicConsumeOptions;\nuse lapin::types::FieldTable;\nuse lapin::{Connection, Consumer};\n\n";
    for (before, uses, name) in [
        (
            named.to_owned(),
            "use lapin::options::{BasicConsumeOptions, BasicQosOptions};",
            "BasicQosOptions",
        ),
        (
            named.replace("Options;", "Options;\nuse lapin::options::BasicQosOptions as Limit;"),
            "use lapin::options::BasicQosOptions as Limit;",
            "Limit",
        ),
        (
            format!("{named}struct BasicQosOptions;\n"),
            "use lapin::options::BasicConsumeOptions;",
            "lapin::options::BasicQosOptions",
        ),
        (
            named.replace("use lapin::options", "#[cfg(unix)]\nuse lapin::options"),
            "use lapin::options::BasicConsumeOptions;",
            "lapin::options::BasicQosOptions",
        ),
    ] {
        let code = repaired(&(before + body), Wanted::All).code;
        let call = format!("channel.basic_qos(100, {name}::default()).await?;");
        assert!(code.contains(uses) && code.contains(&call), "{code}");
    }
}

/// What the pages' findings offer is what the rules are listed with.
#[test]
fn rules_say_which_fixes_they_have() {
    let mut found: BTreeMap<&str, BTreeSet<bool>> = BTreeMap::new();
    let blocks = RULES.iter().flat_map(|rule| page::parse(rule.docs, "rust go").0);
    for block in blocks {
        for finding in Fixture::parse(&block.code).analyze().report.findings {
            let fix = finding.fix.map(|fix| fix.safe);
            found.entry(finding.rule).or_default().extend(fix);
        }
    }
    for rule in RULES {
        let said = match rule.repair {
            Repair::None => BTreeSet::new(),
            Repair::Safe => BTreeSet::from([true]),
            Repair::Unsafe => BTreeSet::from([false]),
        };
        let found = found.get(rule.name).cloned().unwrap_or_default();
        assert_eq!(found, said, "{}", rule.name);
    }
}

#[test]
fn a_requeue_without_its_delivery_is_left_alone() {
    let cases = [
        "async fn f(acker: lapin::Acker) { let _ = acker.reject(BasicRejectOptions { requeue: true }).await; }",
        "async fn f(channel: &Channel, tag: u64, done: Result<(), String>) { if done.is_err() { let _ = channel.basic_reject(tag, BasicRejectOptions { requeue: true }).await; } }",
        "async fn f(channel: &Channel, job: Delivery) { let tag = job.delivery_tag; drop(job); let _ = channel.basic_reject(tag, BasicRejectOptions { requeue: true }).await; }",
        "const AGAIN: BasicRejectOptions = BasicRejectOptions { requeue: true };\nasync fn f(job: Delivery) { let _ = job.reject(AGAIN).await; }",
    ];
    for body in cases {
        let code = with_delivery(body);
        let analysed = Fixture::parse(&code).analyze();
        assert_eq!(analysed.report.findings.len(), 1, "{body}");
        assert_eq!(repaired(&code, Wanted::All).titles, Vec::<String>::new(), "{body}");
    }
}

#[test]
fn only_safe_fixes_are_applied_unless_all_are_wanted() {
    let code = with_connection(
        "    let channel = connection.create_channel().await?;
    channel.confirm_select(ConfirmSelectOptions { nowait: true }).await?;
    let (options, about) = (BasicConsumeOptions::default(), FieldTable::default());
    channel.basic_consume(\"a\".into(), \"\".into(), options, about).await?;
",
    );
    let safe = repaired(&code, Wanted::Safe);
    assert_eq!(
        safe.code,
        code.replace("ConfirmSelectOptions { nowait: true }", "ConfirmSelectOptions::default()")
    );
    let all = repaired(&code, Wanted::All);
    assert!(all.code.contains("channel.basic_qos(100, "), "{}", all.code);
}

#[test]
fn byte_order_marks_tabs_line_endings_and_wide_characters_stay() {
    let code = "\u{feff}// Schlüssel: ключ\nuse lapin::{Channel, Consumer};\nuse lapin::options::*;\nuse lapin::types::FieldTable;\n\nasync fn f(channel: Channel) -> lapin::Result<Consumer> {\n\tlet größe = \"日本\";\n\tprintln!(\"ö {größe}\"); channel.confirm_select(ConfirmSelectOptions { nowait: true }).await?;\n\tlet (options, about) = (BasicConsumeOptions::default(), FieldTable::default());\n\tlet jobs = channel.basic_consume(größe.into(), \"é\".into(), options, about).await?;\n\tOk(jobs)\n}\n";
    let code =
        format!("//- /src/main.rs crate:page\n{code}fn main() {{}}\n").replace("\u{feff}", "");
    let expected = code
        .replace("ConfirmSelectOptions { nowait: true }", "ConfirmSelectOptions::default()")
        .replace(
            "\tlet jobs",
            "\tchannel.basic_qos(100, BasicQosOptions::default()).await?;\n\tlet jobs",
        );
    assert_eq!(repaired(&code, Wanted::All).code, expected);
    let windows = |text: &str| text.replace('\n', "\r\n").replacen("\r\n", "\n", 1);
    assert_eq!(repaired(&windows(&code), Wanted::All).code, windows(&expected));
    let marked = |text: &str| text.replacen("\n//", "\n\u{feff}//", 1);
    assert_eq!(repaired(&marked(&code), Wanted::All).code, marked(&expected));
}

#[test]
fn what_a_macro_wrote_is_left_alone() {
    let code = with_connection(
        "    macro_rules! confirms { ($on:expr, $how:expr) => { $on.confirm_select(ConfirmSelectOptions { nowait: $how }).await? } }
    let channel = connection.create_channel().await?;
    confirms!(channel, true);
",
    );
    let analysed = Fixture::parse(&code).analyze();
    assert_eq!(analysed.report.findings.len(), 1);
    assert_eq!(repaired(&code, Wanted::All).code, code);
}
