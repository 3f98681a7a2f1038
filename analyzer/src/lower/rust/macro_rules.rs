//! Calls of macros by example: the way from a call to its expansion.
//!
//! Hygiene is not modelled: names that a macro introduces are visible to its arguments.

use proc_macro2::TokenStream;

use super::known_macros;
use super::lowerer::Lowerer;
use super::macro_definitions::Call;
use super::macro_size::Limit;
use crate::facts::{Name, Span};

impl Lowerer<'_> {
    /// The expansion of a call of a macro that this file defines, or another one when the name is not well known.
    fn expand(&mut self, mac: &syn::Macro) -> Option<TokenStream> {
        let name = self.macro_name(mac);
        self.import(name);
        let call = Call { name, at: self.path_start(&mac.path), open: self.open };
        self.macros.expansion(mac, &call).unwrap_or_else(|limit| {
            self.give_up_call(mac, name, limit);
            None
        })
    }

    fn import(&mut self, name: Name) {
        let Some(rules) = self.table.get(name) else { return };
        if !self.macros.defines(name) && !known_macros::is_known(name) {
            self.macros.import(name, rules);
        }
    }

    fn give_up_call(&mut self, mac: &syn::Macro, name: Name, limit: Limit) {
        let span = self.spans.call().unwrap_or_else(|| self.macro_span(mac));
        if self.macros.is_first_given_up(span, name) {
            self.give_up(
                span,
                format!("macro `{name}!` is not expanded to its end: {}", limit.reason()),
            );
        }
    }

    /// The parsed expansion of a call.
    pub(super) fn expanded<T>(
        &mut self,
        mac: &syn::Macro,
        parse: impl FnOnce(TokenStream) -> Option<T>,
    ) -> Option<T> {
        let tokens = self.expand(mac)?;
        let parsed = parse(tokens);
        if parsed.is_none() {
            let why =
                format!("the expansion of macro `{}!` is not understood", self.macro_name(mac));
            self.skip(self.macro_span(mac), why);
        }
        parsed
    }

    /// Begins to lower an expansion. Returns what to leave to.
    pub(super) fn enter_expansion(&mut self, call: Span) -> Option<Span> {
        self.macros.enter();
        self.spans.enter(call)
    }

    /// Ends an expansion.
    pub(super) fn leave_expansion(&mut self, outer: Option<Span>) {
        self.macros.leave();
        self.spans.leave(outer);
    }
}

#[cfg(test)]
mod tests {
    use crate::facts::ItemKind;
    use crate::lower::rust::testing::{body, facts, printed, slice};

    fn expands(text: &str, lowered: &str) {
        assert_eq!(printed(text), lowered, "{text}");
    }

    #[test]
    fn the_first_rule_that_fits_is_taken() {
        let rules = "macro_rules! m { () => { a() }; ($x:literal) => { b($x) }; ($x:expr, $y:ident) => { $x.$y() }; }";
        expands(
            &format!("{rules} fn f() {{ m!(); m!(1); m!(c + d, e); }}"),
            "{ a(); b(1); (c + d).e(); }",
        );
    }

    #[test]
    fn definitions_below_and_inside_functions_count() {
        expands("fn f() { m!(a) } macro_rules! m { ($x:expr) => { $x.b() }; }", "{ a.b() }");
        expands("fn f() { macro_rules! m { ($x:expr) => { $x.b() } } m!(a) }", "{ #1 a.b() }");
    }

    #[test]
    fn the_nearest_definition_above_wins() {
        let text = "fn e() { macro_rules! m { () => { a } } } macro_rules! m { () => { b } } fn f() { m!() } \
                    fn g() { macro_rules! m { () => { c } } }";
        let facts = facts(text);
        let ItemKind::Fn(function) = &facts.items[2].kind else { panic!("{facts:?}") };
        let body = function.body.as_ref().unwrap();
        assert_eq!(crate::lower::rust::testing::expr(body, body.root), "{ b }");
    }

    #[test]
    fn repetitions_nest_and_separate() {
        let rules = "macro_rules! m { ($($k:ident => [$($v:expr),* $(,)?]);+ $(;)?) => { [$(($k, [$($v),*])),+] } }";
        expands(
            &format!("{rules} fn f() {{ m!(a => [1, 2,]; b => []; ) }}"),
            "{ [(a, [1, 2]), (b, [])] }",
        );
        let optional = "macro_rules! m { ($a:expr $(, $b:expr)?) => { f($a $(, $b)?) } }";
        expands(&format!("{optional} fn f() {{ m!(a); m!(a, b) }}"), "{ f(a); f(a, b) }");
        let outer = "macro_rules! m { ($x:ident: $($y:ident)*) => { $($x.$y();)* } }";
        expands(&format!("{outer} fn f() {{ m!(a: b c); }}"), "{ a.b(); a.c(); }");
    }

    #[test]
    fn every_kind_of_fragment_is_known() {
        let rules = "macro_rules! m { ($v:vis $i:ident $t:ty; $p:pat; $pa:path; $b:block $l:lifetime $s:stmt; $m:meta $tt:tt) => {
            { #[$m] $v const $i: $t = 1; match $pa($tt) { $p => {} } $l: loop $b $s; }
        } }";
        let call = "m!(pub A Vec<u8>; Some(b) | c; d::e; { g() } 'l let h = i(); cfg(x) (j))";
        expands(
            &format!("{rules} fn f() {{ {call} }}"),
            "{ { #1 match d::e(j) { Some(b) | c => {  } }; loop 'l: { g() }; let h = i(); } }",
        );
    }

    #[test]
    fn statements_of_an_expansion_belong_to_the_block() {
        let rules = "macro_rules! open { ($c:ident) => { let $c = conn.open(); $c.declare(); } }";
        expands(
            &format!("{rules} fn f() {{ open!(a); a.b() }}"),
            "{ let a = conn.open(); a.declare(); a.b() }",
        );
    }

    #[test]
    fn items_and_members_expand() {
        let text = "macro_rules! getters { ($($n:ident: $t:ty),*) => { $(fn $n(&self) -> $t { self.$n.get() })* } }
                    macro_rules! types { ($($n:ident)*) => { $(struct $n; impl T for $n { getters!(a: u8, b: u8); })* } }
                    types!(A B);";
        let facts = facts(text);
        let members = facts.items.iter().map(|item| match &item.kind {
            ItemKind::Impl(def) => def.functions.len(),
            _ => 0,
        });
        assert_eq!(members.collect::<Vec<_>>(), [0, 0, 0, 2, 0, 2]);
    }

    #[test]
    fn macros_that_call_themselves_expand() {
        let counts = "macro_rules! m { () => { a }; ($x:tt $($r:tt)*) => { b(m!($($r)*)) } }";
        expands(&format!("{counts} fn f() {{ m!(1 2 3) }}"), "{ b(b(b(a))) }");
    }

    #[test]
    fn a_call_that_no_rule_fits_is_an_unknown_macro() {
        expands("macro_rules! m { (x) => { a } } fn f() { m!(b.c()) }", "{ m!(b.c()) }");
    }

    #[test]
    fn a_path_to_another_crate_is_no_local_macro() {
        expands(
            "macro_rules! m { () => { a() } } fn f() { other::m!(); crate::m!() }",
            "{ m!(); a() }",
        );
    }

    #[test]
    fn an_expansion_stands_where_it_is_called() {
        let text = "macro_rules! m { ($x:expr) => { g($x.h()) } } fn f() { m!(a.b()) }";
        let facts = facts(text);
        let body = body(&facts);
        let spans: Vec<&str> = body.exprs.iter().map(|expr| slice(text, expr.span)).collect();
        assert_eq!(spans, ["g", "a", "a.b()", "m!(a.b())", "m!(a.b())", "{ m!(a.b()) }"]);
    }
}
