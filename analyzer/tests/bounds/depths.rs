//! Values that lie deep, share their parts or lead back to themselves: what is in them is found all the same.

use chanlint::limits::Limit;

use crate::support::analysed::Analysed;
use crate::support::fixture::Fixture;
use crate::{each, shared_after};

/// Asserts that one shared channel is found.
fn assert_found(analysed: &Analysed) {
    let rules: Vec<&str> = analysed.report.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["shared_channel_rpc"]);
}

#[test]
fn a_channel_deep_in_a_message_is_that_of_the_sender() {
    let layers = each(30, |at| format!("pub struct L{} {{ inner: L{at} }}\n", at + 1));
    let made = (1..=30).fold("L0 { channel: channel.clone() }".to_owned(), |inner, at| {
        format!("L{at} {{ inner: {inner} }}")
    });
    let code = format!(
        "
use amqprs::channel::{{Channel, QueueDeclareArguments}};
pub struct L0 {{ channel: Channel }}
{layers}
pub async fn run(connection: &amqprs::connection::Connection) {{
    let channel = connection.open_channel(None).await.unwrap();
    let (to, mut from) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {{
        while let Some(message) = from.recv().await {{
            message{}.channel.queue_declare(QueueDeclareArguments::new(\"a\")).await.unwrap();
        }}
    }});
    to.send({made}).await.unwrap();
    channel.queue_declare(QueueDeclareArguments::new(\"b\")).await.unwrap();
}}
",
        ".inner".repeat(30)
    );
    assert_found(&Fixture::parse(&code).analyze());
}

/// What is not known holds what it is given: each line doubles the ways to the channel.
#[test]
fn wrappers_of_wrappers_that_share_their_parts_are_looked_through_once() {
    let around = |inner: &str| {
        let pair = "let w = unknown(w.clone(), w);\n".repeat(60);
        format!("let mut w = unknown({inner}, {inner});\n{pair}")
    };
    let uses = [
        "let inside = w.field;",
        "w.field = channel.clone();",
        "w.flow(true).await;",
        "w.await;",
        "w();",
        "w.push(channel.clone());",
        "for one in w.iter() { unknown(one); }",
        "tokio::spawn(w);",
        "axum::Router::new().route(\"/\", w);",
    ];
    for one in uses {
        let statements = format!("{{ {} {one} }}", around("channel.clone()"));
        assert_found(&shared_after("", &statements));
    }
}

#[test]
fn cells_that_hold_each_other_in_a_ring_end() {
    let made = each(20, |at| format!("let a{at} = std::sync::OnceLock::new();\n"));
    let filled = each(20, |at| format!("a{}.set(a{at}.clone());\n", (at + 1) % 20));
    let used = "unknown(a0.clone()); a0.field = 1; unknown(a0.field); a0.push(channel.clone()); \
                a0.get().unwrap().flow(true).await; a0.await; tokio::spawn(a0);";
    assert_found(&shared_after("", &format!("{{ {made} {filled} {used} }}")));
}

#[test]
fn a_guard_of_what_it_protects_ends() {
    let statements = "{
        let lock = std::sync::Mutex::new(channel.clone());
        let mut guard = lock.lock().unwrap();
        let around = unknown(guard, channel.clone());
        *guard = around;
        guard.push(channel.clone());
        guard.field = guard.other;
        guard.flow(true).await;
        tokio::spawn(guard);
    }";
    assert_found(&shared_after("", statements));
}

#[test]
fn what_rounds_leave_for_each_other_in_too_many_loops_is_told() {
    let loops = |count: usize| {
        let opened = "connection.open_channel(None).await.unwrap()";
        let begun = each(count, |at| format!("for _ in 0..2 {{ last{at} = {opened};\n"));
        let declared = each(count, |at| format!("let mut last{at} = {opened};\n"));
        let analysed = shared_after("", &format!("{declared} {begun} {}", "}".repeat(count)));
        let told = analysed.report.incomplete.iter().map(|one| one.limit).collect::<Vec<_>>();
        told.contains(&Limit::Repeats)
    };
    let most = Limit::Repeats.most() as usize;
    assert_eq!((loops(most), loops(most + 1)), (false, true));
}

#[test]
fn a_tuple_of_more_parts_than_are_followed_is_told_where_it_is_used() {
    let told = |pairs: usize| {
        let pair = "let w = (w.clone(), w);\n".repeat(pairs);
        let statements = format!(
            "{{ let w = channel.clone(); {pair} w{}.flow(true).await; }}",
            ".0".repeat(pairs)
        );
        let analysed = shared_after("", &statements);
        assert_found(&analysed);
        analysed.report.incomplete.iter().map(|one| one.limit).collect::<Vec<_>>()
    };
    // The types of such tuples are too large before.
    let both = vec![Limit::TypeParts, Limit::ValueParts];
    assert_eq!((told(8), told(12), told(13)), (vec![], vec![Limit::TypeParts], both));
}
