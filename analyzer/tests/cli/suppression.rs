//! Suppressions in the sources, as users write them and as rustfmt moves them.

use std::process::Command;

use crate::support::project::{Project, USES};

/// A function with one finding of `shared_channel_rpc`. `MARK` stands for the suppression.
const SHAPES: &[&str] = &[
    // The line grows too long, so that the statement is broken into lines and the comment stays at its end.
    r#"async fn f(channel: &Channel) { tokio::join!(declare(channel, "a_queue_with_a_name"), declare(channel, "another_queue_with_a_name")); // MARK
 }"#,
    r#"async fn f(channel: &Channel) { let (_first, _second) = tokio::join!(declare(channel, "a_queue_with_a_name"), declare(channel, "another_name")); // MARK
 }"#,
    // The comment is moved below the brace.
    r"fn f(channel: Channel) { for queue in QUEUES { let channel = channel.clone(); tokio::spawn(async move { // MARK
        declare(&channel, queue).await }); } }",
    r"fn f(channel: Channel) { for queue in QUEUES { let channel = channel.clone(); tokio::spawn(async move { declare(&channel, queue).await }); // MARK
 } }",
    r"fn f(channel: Channel) { for queue in QUEUES { let channel = channel.clone();
 // MARK
 tokio::spawn(async move { declare(&channel, queue).await }); } }",
    // The arm gets braces of its own, or loses them.
    r#"async fn f(channel: &Channel, way: u8) { match way { 0 => both(tokio::join!(declare(channel, "a_queue_with_a_long_name"), declare(channel, "another_queue"))), // MARK
 _ => {} } }"#,
    r#"async fn f(channel: &Channel, way: u8) { match way {
 // MARK
 0 => { both(tokio::join!(declare(channel, "a"), declare(channel, "b"))) }, _ => {} } }"#,
    // Attributes, with the comment before, between and behind them.
    "// MARK\n#[inline] #[must_use]\nasync fn f(channel: &Channel) { tokio::join!(declare(channel, \"a\"), declare(channel, \"b\")); }",
    "#[inline] // MARK\n#[must_use] async fn f(channel: &Channel) { tokio::join!(declare(channel, \"a\"), declare(channel, \"b\")); }",
    "#[inline]\n// MARK\nasync fn f(channel: &Channel) { tokio::join!(declare(channel, \"a\"), declare(channel, \"b\")); }",
    // A chain, broken before its dots.
    "async fn f(channel: &Channel) { take(tokio::join!(declare(channel, \"a_queue_with_a_name\"), declare(channel, \"another_queue\"))).first().second() // MARK\n.third(); }",
    "async fn f(channel: &Channel) { take(tokio::join!(declare(channel, \"a\"), declare(channel, \"b\"))) // MARK\n.first().second().third(); }",
    // Fields and arguments, one to a line afterwards.
    "async fn f(channel: &Channel) -> Pair { Pair { first: 0, second: both(tokio::join!(declare(channel, \"a\"), declare(channel, \"b\"))), // MARK\n third: 0 } }",
    "async fn f(channel: &Channel) { pair(1, both(tokio::join!(declare(channel, \"a\"), declare(channel, \"b\"))), // MARK\n 2); }",
    // Conditions and tails.
    "async fn f(channel: &Channel) { if both(tokio::join!(declare(channel, \"a\"), declare(channel, \"b\"))) { // MARK\n g() } }",
    "async fn f(channel: &Channel) { while both(tokio::join!(declare(channel, \"a\"), declare(channel, \"b\"))) // MARK\n { g() } }",
    "async fn f(channel: &Channel) -> u8 { tokio::join!(declare(channel, \"a\"), declare(channel, \"b\")) // MARK\n }",
    "async fn f(channel: &Channel) { tokio::join!(declare(channel, \"a\"), declare(channel, \"b\")); } // MARK",
    "#[cfg_attr(any(), allow(chanlint::shared_channel_rpc, reason = \"they are few\"))] async fn f(channel: &Channel) { tokio::join!(declare(channel, \"a\"), declare(channel, \"b\")); }",
    "async fn f(channel: &Channel) { #[cfg_attr(any(), expect(chanlint::shared_channel_rpc, reason = \"they are few\"))] let _pair = tokio::join!(declare(channel, \"a\"), declare(channel, \"b\")); }",
];

/// The file with every shape in a module of its own.
fn shapes(mark: &str) -> String {
    let mut text = String::new();
    for (at, shape) in SHAPES.iter().enumerate() {
        let shape = shape.replace("MARK", mark);
        text += &format!(
            "mod shape_{at} {{ {USES}\nasync fn declare(channel: &Channel, queue: &str) \
             {{ channel.queue_declare(QueueDeclareArguments::new(queue)).await; }}\n{shape}\n}}\n"
        );
    }
    text
}

fn rustfmt(project: &Project) {
    let formatted = Command::new("rustfmt")
        .args(["--edition", "2024", "src/lib.rs"])
        .current_dir(&project.dir)
        .status()
        .unwrap();
    assert!(formatted.success());
}

#[test]
fn suppressions_survive_rustfmt() {
    let project =
        Project::new("rustfmt", &shapes("chanlint: allow(shared_channel_rpc) -- they are few"));
    let before = project.read("src/lib.rs");
    assert_eq!(project.found(&[]), [], "{before}");
    rustfmt(&project);
    let after = project.read("src/lib.rs");
    assert!(after.lines().count() > 2 * before.lines().count(), "it is formatted");
    assert_eq!(project.found(&[]), [], "{after}");
    let suppressed = &project.json(&[])["summary"]["suppressed"];
    assert_eq!(suppressed, SHAPES.len(), "every shape has one finding");
}

/// Whatever the repository is in whose target folder the project lies.
const ADD: &[&str] = &["--allow-dirty", "--allow-no-vcs", "--add-allow"];

#[test]
fn added_suppressions_silence_everything_and_nothing_is_left_to_add() {
    let with_attributes = SHAPES.iter().filter(|shape| !shape.contains("MARK")).count();
    let project = Project::new("add", &shapes("to be done"));
    let run = project.run(&[ADD, &["known since 1.2", "-W", "all"]].concat());
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    let count = SHAPES.len() - with_attributes;
    let said = format!("chanlint: added {count} suppressions in 1 file\n");
    assert!(run.stdout.starts_with(&said), "{}", run.stdout);
    assert_eq!(run.stdout.lines().count(), 2, "{}", run.stdout);
    let added = project.read("src/lib.rs");
    assert_eq!(added.matches("allow(shared_channel_rpc) -- known since 1.2").count(), count);
    assert_eq!(project.found(&[]), [], "{added}");
    rustfmt(&project);
    let formatted = project.read("src/lib.rs");
    assert_eq!(project.found(&[]), [], "{formatted}");
    let again = project.run(&[ADD, &["known since 1.2"]].concat());
    assert!(again.stdout.starts_with("chanlint: added 0 suppressions in 0 files\n"), "{again:?}");
    assert_eq!(project.read("src/lib.rs"), formatted);
}

#[test]
fn added_lines_keep_indentation_line_ends_and_marks() {
    let text = format!(
        "\u{feff}{USES}pub async fn f(é: &Channel) {{\n\ttokio::join!(\n\t\té.queue_declare(QueueDeclareArguments::new(\"a\")),\n\
         \t\té.queue_declare(QueueDeclareArguments::new(\"b\")),\n\t);\n}}"
    );
    let project = Project::new("crlf", &text.replace('\n', "\r\n"));
    assert_eq!(project.found(&[]).len(), 1);
    project.run(&[ADD, &["é"]].concat());
    let wanted = text
        .replace("\ttokio::join!", "\t// chanlint: allow(shared_channel_rpc) -- é\n\ttokio::join!");
    assert_eq!(project.read("src/lib.rs"), wanted.replace('\n', "\r\n"));
    assert_eq!(project.found(&[]), []);
}

#[test]
fn a_reason_to_add_is_one_line() {
    let project = Project::new("reason", USES);
    for reason in ["", "  ", "a\nb"] {
        let run = project.run(&["--add-allow", reason]);
        assert_eq!(run.code, 2);
        assert_eq!(run.stderr, "error: the reason of `--add-allow` has to be one line of text\n");
    }
}

const BOTH: &str = "tokio::join!(channel.queue_declare(QueueDeclareArguments::new(\"a\")), \
    channel.queue_declare(QueueDeclareArguments::new(\"b\")));";

fn function(body: &str) -> String {
    format!("{USES}pub async fn f(channel: &Channel) {{\n{body}\n}}\n")
}

#[test]
fn a_rule_by_its_former_name_is_told_what_it_is_called_now() {
    let named = "// chanlint: allow(global_qos_on_shared_channel) -- one window for all\n";
    let source = format!("{named}{}", function("    println!(\"{}\", channel.is_open());"));
    let project = Project::new("former-names", &source);
    project.write("chanlint.toml", "[levels]\n\nglobal_qos_on_shared_channel = \"deny\"\n");
    let report = project.json(&[]);
    let notes = report["notes"].as_array().unwrap().iter();
    let told: Vec<(&str, &str)> = notes
        .map(|note| (note["path"].as_str().unwrap(), note["message"].as_str().unwrap()))
        .collect();
    let said = "`global_qos_on_shared_channel` is called `global_qos` now";
    let (of_file, of_source) = (format!("{said} (line 3)"), format!("{said} (line 1)"));
    assert_eq!(told, [("chanlint.toml", &*of_file), ("src/lib.rs", &*of_source)]);
}

/// One channel of a value, and two places that wait for confirms that were never asked for.
const TWO_PLACES: &str = "use lapin::options::BasicPublishOptions;
use lapin::{BasicProperties, Channel};

pub struct Bus {
    channel: Channel,
}

impl Bus {
    pub async fn order(&self) -> lapin::Result<bool> {
        let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
        let sent = self.channel.basic_publish(\"\".into(), \"a\".into(), options, b\"\", about).await?;
        Ok(sent.await?.is_ack())
    }

    pub async fn mail(&self) -> lapin::Result<bool> {
        let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
        let sent = self.channel.basic_publish(\"\".into(), \"b\".into(), options, b\"\", about).await?;
        Ok(sent.await?.is_ack())
    }
}

pub async fn run(connection: &lapin::Connection) -> lapin::Result<bool> {
    let bus = Bus { channel: connection.create_channel().await? };
    Ok(bus.order().await? && bus.mail().await?)
}
";

#[test]
fn a_finding_that_stands_for_several_is_allowed_at_each_of_its_places() {
    let manifest = "[package]\nname = \"orders\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
        [dependencies]\nlapin = \"4.12.3\"\n";
    let project = Project::new("one-cause", TWO_PLACES);
    project.write("Cargo.toml", manifest);
    let report = project.json(&[]);
    let [finding] = &report["findings"].as_array().unwrap()[..] else { panic!("{report}") };
    assert_eq!((&finding["places"], &finding["primary"]["line"]), (&2.into(), &12.into()));
    let related = finding["related"].as_array().unwrap().iter();
    assert!(related.map(|place| &place["line"]).any(|line| *line == 18), "{finding}");
    let first = TWO_PLACES.replacen(
        "        Ok(",
        "        // chanlint: allow(unobserved_publish_confirm) -- known\n        Ok(",
        1,
    );
    project.write("src/lib.rs", &first);
    let rule = "unobserved_publish_confirm".to_owned();
    assert_eq!(project.found(&[]), [(rule, 19)], "the other place is told");
    project.write("src/lib.rs", TWO_PLACES);
    let run = project.run(&[ADD, &["known"]].concat());
    assert_eq!(project.found(&[]), [], "{run:?}\n{}", project.read("src/lib.rs"));
}

#[test]
fn what_is_mended_where_channels_are_opened_is_told_once() {
    let manifest = "[package]\nname = \"orders\"\nversion = \"0.1.0\"\nedition = \"2024\"\n\
        [dependencies]\nlapin = \"4.12.3\"\n";
    let send = |name: &str| {
        format!(
            "pub async fn {name}(connection: &lapin::Connection) -> lapin::Result<bool> {{\n    \
            let (options, about) = Default::default();\n    let channel = open(connection).await?;\n    \
            let sent = channel.basic_publish(\"\".into(), \"{name}\".into(), options, b\"1\", about);\n    \
            Ok(sent.await?.await?.is_ack())\n}}\n"
        )
    };
    let open = "async fn open(connection: &lapin::Connection) -> lapin::Result<lapin::Channel> {\n    \
        connection.create_channel().await\n}\n";
    let project = Project::new("one-opening", &format!("{open}{}{}", send("pay"), send("refund")));
    project.write("Cargo.toml", manifest);
    let report = project.json(&[]);
    let [finding] = &report["findings"].as_array().unwrap()[..] else { panic!("{report}") };
    assert_eq!(
        (&finding["rule"], &finding["places"]),
        (&"unobserved_publish_confirm".into(), &2.into())
    );
}

#[test]
fn the_closing_line_counts_what_is_suppressed() {
    let body = format!("// chanlint: allow(all) -- they are few\n{BOTH}");
    let run = Project::new("closing-line", &function(&body)).run(&[]);
    assert_eq!(run.code, 0);
    assert!(run.stdout.contains(": no findings, 1 suppressed ("), "{run:?}");
}

#[test]
fn only_the_named_rules_are_silenced_and_only_where_they_are_named() {
    let found = |name: &str, body: &str| Project::new(name, &function(body)).found(&[]);
    let finding = ("shared_channel_rpc".to_owned(), 4);
    let unused = ("unused_suppression".to_owned(), 3);
    let other = format!("// chanlint: allow(shared_channel) -- a\n{BOTH}");
    assert_eq!(found("other-rule", &other), [unused, finding.clone()]);
    let string = format!("\"// chanlint: allow(shared_channel_rpc) -- a\";\n{BOTH}");
    assert_eq!(found("string", &string), std::slice::from_ref(&finding));
    let below = format!("\n{BOTH}\n// chanlint: allow(shared_channel_rpc) -- a");
    assert_eq!(found("below", &below), [finding, ("unused_suppression".to_owned(), 5)]);
    let group = format!("// chanlint: allow(correctness) -- a\n{BOTH}");
    assert_eq!(found("group", &group), []);
    let dashes = format!("{BOTH} // chanlint:expect(chanlint::shared-channel-rpc) -- a");
    assert_eq!(found("dashes", &dashes), []);
}

#[test]
fn what_was_not_checked_is_not_unused() {
    let allowed = "// chanlint: allow(shared_channel_rpc) -- a\nlet _ = channel;";
    let project = Project::new("unchecked", &function(allowed));
    let unused = [("unused_suppression".to_owned(), 3)];
    assert_eq!(project.found(&[]), unused);
    assert_eq!(project.found(&["-A", "shared_channel_rpc"]), [], "the rule is off");
    assert_eq!(project.found(&["-A", "unused_suppression"]), [], "so is this one");
    let test = format!("{USES}#[cfg(test)]\nmod tests {{\n    {allowed}\n}}\n");
    project.write("src/lib.rs", &test);
    assert_eq!(project.found(&[]), [], "test code is left out");
    project.write("src/lib.rs", &format!("mod broken;\n{}", function(allowed)));
    project.write("src/broken.rs", "fn f( {");
    assert_eq!(project.found(&[]), [], "the finding may need the other file");
}

#[test]
fn in_a_part_of_a_workspace_nothing_is_unused() {
    let project = Project::new("part", USES);
    let manifest = project.read("Cargo.toml");
    project.write("Cargo.toml", "[workspace]\nmembers = [\"a\", \"b\"]\n");
    let source = function("// chanlint: allow(shared_channel_rpc) -- b calls it\nlet _ = channel;");
    for name in ["a", "b"] {
        project.write(&format!("{name}/Cargo.toml"), &manifest.replace("orders", name));
        project.write(&format!("{name}/src/lib.rs"), &source);
    }
    assert_eq!(project.found(&["--workspace"]).len(), 2);
    assert_eq!(project.found(&["-p", "a"]), []);
}
