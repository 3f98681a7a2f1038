//! Programs that are long, deep or wide: what is in them is found all the same, or it is told what was not followed.

mod bounds {
    mod depths;
    mod types;
}
mod support {
    pub(crate) mod analysed;
    pub(crate) mod fixture;
}

use chanlint::limits::Limit;
use support::analysed::Analysed;
use support::fixture::Fixture;

/// A program whose `set_up` has this in it before it gives one channel to three tasks.
fn shared_after(items: &str, statements: &str) -> Analysed {
    let code = format!(
        "{items}
pub async fn set_up(connection: &amqprs::connection::Connection) {{
    let channel = connection.open_channel(None).await.unwrap();
    {statements}
    for _ in 0..3 {{
        let channel = channel.clone();
        tokio::spawn(async move {{
            channel.queue_declare(amqprs::channel::QueueDeclareArguments::new(\"q\")).await.unwrap();
        }});
    }}
}}
"
    );
    Fixture::parse(&code).analyze()
}

/// Asserts that one shared channel is found, where the tasks start, and nothing was given up.
fn assert_found(analysed: &Analysed) {
    assert_eq!(analysed.report.incomplete, []);
    assert_found_all_the_same(analysed);
}

/// Asserts that one shared channel is found, where the tasks start.
fn assert_found_all_the_same(analysed: &Analysed) {
    let report = &analysed.report;
    assert_eq!(report.problems, []);
    let rules: Vec<&str> = report.findings.iter().map(|finding| finding.rule).collect();
    assert_eq!(rules, ["shared_channel_rpc"]);
    let at = report.findings[0].primary.at;
    assert!(analysed.sources.slice(at).starts_with("tokio::spawn"), "line {}", analysed.line(at));
}

/// Something for each number below one.
fn each(count: usize, text: impl Fn(usize) -> String) -> String {
    (0..count).map(text).collect()
}

#[test]
fn bounds_that_name_their_own_parameter_end() {
    let operators = ["Add", "Sub", "Mul", "Div", "Rem", "BitAnd", "BitOr", "Shl"];
    let bounds = operators.map(|name| format!("std::ops::{name}<Output = T>")).join(" + ");
    let generic = format!(
        "pub fn inline<T: {bounds}>(x: T) -> T {{ x }}
         pub fn listed<T>(x: T) -> T where T: {bounds} {{ x }}
         pub struct Of<T>(T);
         impl<T: {bounds}> Of<T> {{ pub fn get(self) -> T {{ self.0 }} }}
         pub fn code<T: Fn() -> T + FnOnce() -> T>(x: T) -> T {{ x() }}
         pub fn ring<T: Iterator<Item = U> + Fn() -> U, U: Iterator<Item = T> + Fn() -> T>(x: T) -> U {{ x() }}"
    );
    assert_found(&shared_after(&generic, ""));
}

#[test]
fn what_a_bound_gives_is_known_over_several_parameters() {
    let code = "
pub async fn start<F, G>(connect: F)
where
    F: Fn() -> G,
    G: std::future::Future<Output = amqprs::channel::Channel>,
{
    let channel = connect().await;
    for _ in 0..3 {
        let channel = channel.clone();
        tokio::spawn(async move {
            channel.queue_declare(amqprs::channel::QueueDeclareArguments::new(\"q\")).await.unwrap();
        });
    }
}
";
    let report = Fixture::parse(code).analyze().report;
    assert_eq!(
        report.findings.iter().map(|it| it.rule).collect::<Vec<_>>(),
        ["shared_channel_rpc"]
    );
}

#[test]
fn uses_before_the_one_that_is_shared_do_not_count_against_it() {
    let bind = |at| {
        format!(
            "channel.queue_bind(amqprs::channel::QueueBindArguments::new(\"q{at}\", \"e\", \"k{at}\")).await.unwrap();\n"
        )
    };
    assert_found(&shared_after("", &each(400, bind)));
}

#[test]
fn a_call_counts_again_once_others_run_beside_it() {
    let code = "
async fn declare(channel: &amqprs::channel::Channel) {
    channel.queue_declare(amqprs::channel::QueueDeclareArguments::new(\"q\")).await.unwrap();
}
pub async fn set_up(connection: &amqprs::connection::Connection) {
    let channel = connection.open_channel(None).await.unwrap();
    declare(&channel).await;
    let other = channel.clone();
    tokio::spawn(async move { declare(&other).await });
    declare(&channel).await;
}
";
    let report = Fixture::parse(code).analyze().report;
    assert_eq!(
        report.findings.iter().map(|it| it.rule).collect::<Vec<_>>(),
        ["shared_channel_rpc"]
    );
}

#[test]
fn a_table_that_is_written_out_costs_nothing() {
    let rows = each(12_000, |at| format!("Row {{ id: {at}, name: \"n{at}\", tags: [1, 2] }},\n"));
    let pushes = each(6_000, |at| {
        format!("rows.push(Row {{ id: {at}, name: \"m{at}\", tags: [3, 4] }});\n")
    });
    let row = "struct Row { id: u32, name: &'static str, tags: [u8; 2] }";
    assert_found(&shared_after(row, &format!("let mut rows = vec![{rows}];\n{pushes}")));
}

#[test]
fn an_entry_point_that_is_too_long_is_told() {
    let calls = each(40_000, |_| "step(|| 1);\n".to_owned());
    let analysed = shared_after("fn step(f: impl Fn() -> u32) -> u32 { f() + 1 }", &calls);
    let told: Vec<Limit> = analysed.report.incomplete.iter().map(|one| one.limit).collect();
    assert_eq!(told, [Limit::BetweenOperations]);
}

#[test]
fn types_that_call_each_other_in_every_order_are_entered_once_each() {
    let next = |at| {
        format!(
            "struct N{at}(Box<dyn Next>);
             impl Next for N{at} {{
                 fn next(&self, channel: amqprs::channel::Channel) {{
                     self.0.next(channel.clone());
                     self.0.next(channel);
                 }}
             }}\n"
        )
    };
    let items = format!(
        "trait Next {{ fn next(&self, channel: amqprs::channel::Channel); }}
         {}
         pub fn go(first: &dyn Next, channel: amqprs::channel::Channel) {{ first.next(channel) }}",
        each(100, next)
    );
    assert_found(&shared_after(&items, ""));
}

#[test]
fn proxies_that_hold_some_proxy_are_not_tried_in_every_order() {
    let proxies = each(9, |at| {
        format!(
            "pub struct Proxy{at} {{ inner: Box<dyn Sink> }}
             impl Sink for Proxy{at} {{ async fn put(&self) {{ self.inner.put().await }} }}\n"
        )
    });
    let items = format!(
        "pub trait Sink {{ async fn put(&self); }}
         {proxies}
         pub struct Amqp {{ connection: amqprs::connection::Connection }}
         impl Sink for Amqp {{
             async fn put(&self) {{
                 let channel = self.connection.open_channel(None).await.unwrap();
                 channel.flow(true).await.unwrap();
             }}
         }}"
    );
    let found = shared_after(&items, "");
    assert_found(&found);
    // One for what is shared, and one for each way into `Amqp::put` that begins with another proxy.
    assert!(found.report.map.len() <= 1 + 9 + 1, "{} channels", found.report.map.len());
}

#[test]
fn functions_that_call_each_other_in_every_order_end() {
    let next = |at| {
        format!(
            "async fn f{at}(channel: amqprs::channel::Channel) {{
                 channel.flow(true).await.unwrap();
                 Box::pin(f{}(channel.clone())).await;
                 Box::pin(f{}(channel)).await;
             }}\n",
            (at + 1) % 500,
            (at * 13 + 5) % 500
        )
    };
    let start = "
pub async fn start(connection: &amqprs::connection::Connection) {
    let channel = connection.open_channel(None).await.unwrap();
    let other = channel.clone();
    tokio::spawn(async move { other.flow(true).await.unwrap(); });
    f0(channel).await;
}
";
    let analysed = Fixture::parse(&format!("{}{start}", each(500, next))).analyze();
    let found = &analysed.report.findings;
    assert_eq!(found.iter().map(|it| it.rule).collect::<Vec<_>>(), ["shared_channel_rpc"]);
    assert!(analysed.sources.slice(found[0].primary.at).starts_with("tokio::spawn"));
}

#[test]
fn the_last_of_many_impls_is_followed() {
    let sink =
        |at| format!("struct S{at}; impl Sink for S{at} {{ fn start(&self, _: &Bus) {{}} }}\n");
    let code = format!(
        "{}
struct Bus {{ channel: amqprs::channel::Channel }}
trait Sink {{ fn start(&self, bus: &Bus); }}
struct Real;
impl Sink for Real {{
    fn start(&self, bus: &Bus) {{
        let channel = bus.channel.clone();
        tokio::spawn(async move {{ channel.flow(true).await.unwrap(); }});
    }}
}}
pub async fn set_up(connection: &amqprs::connection::Connection, sinks: Vec<Box<dyn Sink>>) {{
    let bus = Bus {{ channel: connection.open_channel(None).await.unwrap() }};
    for sink in sinks {{ sink.start(&bus); }}
}}
",
        each(30, sink)
    );
    let report = Fixture::parse(&code).analyze().report;
    assert_eq!(
        report.findings.iter().map(|it| it.rule).collect::<Vec<_>>(),
        ["shared_channel_rpc"]
    );
}

#[test]
fn a_choice_of_many_channels_keeps_each() {
    let open = |at| format!("let c{at} = connection.open_channel(None).await.unwrap();\n");
    let arm = |at| format!("{at} => c{at}.clone(),\n");
    let code = format!(
        "pub async fn set_up(connection: &amqprs::connection::Connection, n: u32) {{
    {}
    let chosen = match n {{ {} _ => c0.clone() }};
    tokio::spawn(async move {{ chosen.flow(true).await.unwrap(); }});
    c39.flow(true).await.unwrap();
}}
",
        each(40, open),
        each(40, arm)
    );
    let report = Fixture::parse(&code).analyze().report;
    assert_eq!(
        report.findings.iter().map(|it| it.rule).collect::<Vec<_>>(),
        ["shared_channel_rpc"]
    );
    assert_eq!(report.incomplete, []);
}

#[test]
fn a_method_name_that_many_types_have_hides_nothing() {
    let other = |at| format!("pub struct O{at}; impl O{at} {{ pub fn run(&self) {{}} }}\n");
    let code = format!(
        "{}
use lapin::{{Channel, options::*, types::FieldTable}};
struct Real {{ channel: Channel }}
impl Real {{
    async fn run(&self) {{
        self.channel
            .queue_declare(\"q\".into(), QueueDeclareOptions::default(), FieldTable::default())
            .await
            .unwrap();
    }}
}}
pub async fn start(channel: Channel) {{
    for _ in 0..3 {{
        let real = Real {{ channel: channel.clone() }};
        tokio::spawn(async move {{ real.run().await }});
    }}
}}
pub fn other(o: &O1) {{ o.run() }}
",
        each(40, other)
    );
    let report = Fixture::parse(&code).analyze().report;
    assert_eq!(
        report.findings.iter().map(|it| it.rule).collect::<Vec<_>>(),
        ["shared_channel_rpc"]
    );
    assert_eq!(report.incomplete, []);
}
