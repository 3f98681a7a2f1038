//! Programs that are long, deep or wide: what is in them is found all the same, or it is told what was not followed.

mod bounds {
    mod depths;
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

/// Types and values whose parts, each counted as often as it stands there, are more than a machine can look at: all that
/// doubles what came before, sixty times.
#[test]
fn what_doubles_with_each_line_ends() {
    let pairs = |first: &str| {
        let pair = |at| format!("let a{} = (a{at}.clone(), a{at}.clone());\n", at + 1);
        format!("let a0 = {first};\n{}", each(60, pair))
    };
    let statements =
        [pairs("channel.clone()"), pairs("1"), pairs("Default::default()"), pairs("unknown()")];
    let functions = each(60, |at| {
        format!("pub fn pair{}<T>(x: T) -> (T, T) {{ let y = pair{at}((x, x)); y.0 }}\n", at + 1)
    });
    let aliases = each(60, |at| {
        let next = at + 1;
        format!(
            "type Of{next}<T> = Of{at}<(T, T)>;
             type Ten{next} = (Ten{at}, Ten{at}, Ten{at}, Ten{at}, Ten{at}, Ten{at}, Ten{at}, Ten{at});\n"
        )
    });
    let items = format!(
        "pub fn pair0<T>(x: T) -> (T, T) {{ todo!() }}
         {functions}
         type Of0<T> = Vec<T>;
         type Ten0 = u8;
         {aliases}
         pub async fn aliased(channel: amqprs::channel::Channel, of: Of60<u8>, ten: Ten60) {{
             let (x, y) = (of, ten);
             channel.flow(true).await.unwrap();
         }}
         pub struct Nest<T>(Option<Box<Nest<(T, T)>>>);
         impl<T> Nest<T> {{ pub fn down(&self) {{ self{}.down() }} }}",
        ".0.as_ref().unwrap()".repeat(60)
    );
    let blocks = each(statements.len(), |at| format!("{{ {} }}\n", statements[at]));
    let analysed = shared_after(&items, &blocks);
    assert_found_all_the_same(&analysed);
    assert!(told(&analysed).contains(&(Limit::TypeParts, "set_up".to_owned())));
}

/// Each limit that was met, with the text where that is told.
fn told(analysed: &Analysed) -> Vec<(Limit, String)> {
    let one =
        |one: &chanlint::limits::Incomplete| (one.limit, analysed.sources.slice(one.at).to_owned());
    analysed.report.incomplete.iter().map(one).collect()
}

#[test]
fn what_types_leave_out_at_a_limit_is_told() {
    let pairs = each(12, |at| format!("let a{} = (a{at}.clone(), a{at}.clone());\n", at + 1));
    let aliases = each(300, |at| format!("pub type A{} = A{at};\n", at + 1));
    let pointers = each(20, |at| {
        format!(
            "pub struct P{0}(P{at});
             impl std::ops::Deref for P{0} {{ type Target = P{at}; fn deref(&self) -> &P{at} {{ &self.0 }} }}\n",
            at + 1
        )
    });
    let nested = "
        pub struct W<T>(T);
        pub trait Deep { type Out; fn deep(&self) -> Self::Out; }
        impl<T> Deep for W<T> where W<W<T>>: Deep<Out = T> {
            type Out = <W<W<T>> as Deep>::Out;
            fn deep(&self) -> Self::Out { todo!() }
        }";
    for (items, function, limit) in [
        (String::new(), format!("pub fn told(a0: u8) {{ {pairs} }}"), Limit::TypeParts),
        (
            format!("pub type A0 = u8; {aliases}"),
            "pub fn told(a: A300) {}".to_owned(),
            Limit::Aliases,
        ),
        (
            format!("pub struct P0; {pointers}"),
            "pub fn told(p: P20) { p.nothing(); }".to_owned(),
            Limit::Pointers,
        ),
        (
            nested.to_owned(),
            "pub fn told(w: W<u8>) { let x = w.deep(); }".to_owned(),
            Limit::BlockDepth,
        ),
    ] {
        let analysed = shared_after(&format!("{items}\n{function}"), "");
        assert_found_all_the_same(&analysed);
        assert!(told(&analysed).contains(&(limit, "told".to_owned())), "{:?}", told(&analysed));
    }
}

/// A program of Go in which a struct embeds another, and so on, down to the one with the channel.
fn embedded(depth: usize) -> Analysed {
    let layers = each(depth, |at| format!("type L{} struct {{ *L{at} }}\n", at + 1));
    let made = (1..=depth).fold("&L0{ch: ch}".to_owned(), |inner, at| format!("&L{at}{{{inner}}}"));
    let code = format!(
        "package main

import amqp \"github.com/rabbitmq/amqp091-go\"

type L0 struct {{ ch *amqp.Channel }}

func (l *L0) declare() {{
	l.ch.QueueDeclare(\"jobs\", true, false, false, false, nil)
}}

{layers}
func main() {{
	conn, _ := amqp.Dial(\"amqp://localhost\")
	ch, _ := conn.Channel()
	top := {made}
	for i := 0; i < 3; i++ {{
		go top.declare()
	}}
	select {{}}
}}
"
    );
    Fixture::parse(&code).analyze()
}

#[test]
fn what_structs_lend_is_found_or_told() {
    let rules = |analysed: &Analysed| -> Vec<&str> {
        analysed.report.findings.iter().map(|finding| finding.rule).collect()
    };
    let found = embedded(40);
    assert_eq!((rules(&found), told(&found)), (vec!["shared_channel_rpc"], Vec::new()));
    let lost = embedded(80);
    let limits: Vec<Limit> = told(&lost).into_iter().map(|(limit, _)| limit).collect();
    assert!(limits.contains(&Limit::Embedded), "{limits:?}");
}

/// Chains of what leads to the next one, far longer than a stack is deep.
#[test]
fn long_chains_of_types_end() {
    let names = each(10_000, |at| format!("type A{} = A{at};\n", at + 1));
    let wrapped = each(10_000, |at| format!("let a{} = Some(a{at});\n", at + 1));
    let items = format!("type A0 = u8;\n{names}pub fn aliased(x: A10000) {{ let y = x; }}\n");
    let statements = format!("let a0 = Default::default();\n{wrapped}");
    let found = shared_after(&format!("{items}pub fn wrapped() {{ {statements} }}"), "");
    assert_found_all_the_same(&found);
}
