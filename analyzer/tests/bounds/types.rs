//! Types and declarations of which there are more, or deeper ones, than a machine can look at.

use chanlint::limits::{Incomplete, Limit};

use crate::support::analysed::Analysed;
use crate::support::fixture::Fixture;
use crate::{assert_found_all_the_same, each, shared_after};

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
    let one = |one: &Incomplete| (one.limit, analysed.sources.slice(one.at).to_owned());
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
