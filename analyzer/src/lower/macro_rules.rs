//! Macros by example: their definitions and the way from a call to its expansion.
//!
//! Hygiene is not modelled: names that a macro introduces are visible to its arguments.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::macro_match::Matcher;
use super::macro_transcribe::Template;
use super::{Lowerer, macro_match, macro_transcribe};
use crate::facts::{Name, Span};

/// How deeply expansions may nest: macros that take their arguments apart call themselves for each.
const MAX_DEPTH: u32 = 48;

/// What the expansions of a file may cost together: macros can double themselves.
const MAX_COST: usize = 1_000_000;

/// The macros that a file defines, and what their expansion has cost so far.
#[derive(Default)]
pub(super) struct Macros {
    definitions: Vec<Definition>,
    depth: u32,
    /// Tokens of expansions, those of inner ones as often as they are deep: their arguments grow with each level.
    cost: usize,
    /// Macros that were found to expand without end.
    endless: Vec<Name>,
}

struct Definition {
    name: Name,
    /// Where it is defined, to choose between definitions of one name.
    at: u32,
    rules: Vec<Rule>,
    /// Whether its tokens stand in another file.
    foreign: bool,
}

/// `(matcher) => { template }`
pub(super) struct Rule {
    pub(super) matcher: Vec<Matcher>,
    pub(super) template: Vec<Template>,
}

impl Macros {
    /// Finds every definition, also those inside bodies and macro calls.
    pub(super) fn collect(spans: &super::Spans<'_>, text: &str, tokens: &TokenStream) -> Self {
        let mut macros = Self::default();
        if text.contains("macro_rules!") {
            macros.collect_from(spans, tokens.clone());
        }
        macros
    }

    fn collect_from(&mut self, spans: &super::Spans<'_>, tokens: TokenStream) {
        let mut streams = vec![tokens];
        while let Some(stream) = streams.pop() {
            let tokens: Vec<TokenTree> = stream.into_iter().collect();
            for window in tokens.windows(4) {
                if let Some((name, rules)) = definition(window) {
                    let at = spans.start(name.span());
                    self.definitions.push(Definition {
                        name: spans.name(name),
                        at,
                        rules: parse_rules(rules.stream()),
                        foreign: false,
                    });
                }
            }
            streams.extend(tokens.into_iter().filter_map(|token| match token {
                TokenTree::Group(group) => Some(group.stream()),
                _ => None,
            }));
        }
    }

    /// Adds a definition that an expansion brought, whose variables are filled.
    pub(super) fn define(&mut self, name: Name, at: u32, rules: TokenStream) {
        let rules = parse_rules(rules);
        self.definitions.insert(0, Definition { name, at, rules, foreign: false });
    }

    /// Adds the definition of another file.
    fn import(&mut self, name: Name, rules: &str) {
        let tokens = rules.parse::<TokenStream>().unwrap_or_default();
        if let Some(TokenTree::Group(rules)) = tokens.into_iter().next() {
            let rules = parse_rules(rules.stream());
            self.definitions.push(Definition { name, at: u32::MAX, rules, foreign: true });
        }
    }

    /// The definitions of a name: the nearest above a call first, then those below.
    fn candidates(&self, name: Name, call: u32) -> Vec<&Definition> {
        let mut found: Vec<&Definition> =
            self.definitions.iter().filter(|definition| definition.name == name).collect();
        found.sort_by_key(|definition| (definition.at > call, definition.at.abs_diff(call)));
        found
    }
}

impl Lowerer<'_> {
    /// The expansion of a call of a macro that this file defines, or another one when the name is not well known.
    fn expand(&mut self, mac: &syn::Macro) -> Option<TokenStream> {
        let name = self.macro_name(mac);
        self.import(name);
        if self.macros.definitions.is_empty() {
            return None;
        }
        let mut candidates = self.macros.candidates(name, self.path_start(&mac.path));
        candidates.retain(|definition| definition.foreign || is_local(&mac.path));
        if candidates.is_empty() {
            return None;
        }
        if self.macros.depth >= MAX_DEPTH || self.macros.cost >= MAX_COST {
            self.report_endless(mac, name);
            return None;
        }
        let budget = MAX_COST - self.macros.cost;
        let expansion = candidates.iter().find_map(|definition| {
            let (rule, bindings) = macro_match::first_match(&definition.rules, mac.tokens.clone())?;
            // Tokens of another file stand, for this one, where the macro is called.
            let place = definition.foreign.then_some(mac.bang_token.span);
            macro_transcribe::transcribe(&rule.template, &bindings, budget, place)
        })?;
        self.macros.cost += expansion.tokens * (self.macros.depth as usize + 1);
        Some(expansion.stream)
    }

    fn import(&mut self, name: Name) {
        let Some(rules) = self.table.get(name) else { return };
        let defined = self.macros.definitions.iter().any(|definition| definition.name == name);
        if !defined && !super::known_macros::is_known(name) {
            self.macros.import(name, rules);
        }
    }

    fn report_endless(&mut self, mac: &syn::Macro, name: Name) {
        if !self.macros.endless.contains(&name) {
            self.macros.endless.push(name);
            self.skip(self.macro_span(mac), format!("macro `{name}!` expands too far"));
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
        self.macros.depth += 1;
        self.spans.enter(call)
    }

    /// Ends an expansion.
    pub(super) fn leave_expansion(&mut self, outer: Option<Span>) {
        self.macros.depth -= 1;
        self.spans.leave(outer);
    }
}

/// `name!`, `crate::name!`, `self::name!`, `$crate::name!`
fn is_local(path: &syn::Path) -> bool {
    match path.segments.first() {
        _ if path.segments.len() == 1 => true,
        Some(first) => {
            path.segments.len() == 2 && (first.ident == "crate" || first.ident == "self")
        }
        None => false,
    }
}

/// `macro_rules ! name { rules }`
fn definition(window: &[TokenTree]) -> Option<(&proc_macro2::Ident, &Group)> {
    match window {
        [
            TokenTree::Ident(keyword),
            TokenTree::Punct(bang),
            TokenTree::Ident(name),
            TokenTree::Group(rules),
        ] if bang.as_char() == '!' && keyword == "macro_rules" => Some((name, rules)),
        _ => None,
    }
}

fn parse_rules(rules: TokenStream) -> Vec<Rule> {
    let tokens: Vec<TokenTree> = rules.into_iter().collect();
    let groups: Vec<&Group> = tokens
        .iter()
        .filter_map(|token| match token {
            TokenTree::Group(group) if group.delimiter() != Delimiter::None => Some(group),
            _ => None,
        })
        .collect();
    let rule = |pair: &[&Group]| match pair {
        [matcher, template] => Some(Rule {
            matcher: macro_match::parse(matcher.stream()),
            template: macro_transcribe::parse(template.stream()),
        }),
        _ => None,
    };
    groups.chunks(2).filter_map(rule).collect()
}

#[cfg(test)]
mod tests {
    use crate::facts::ItemKind;
    use crate::lower::testing::{body, facts, printed, slice};

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
        assert_eq!(crate::lower::testing::expr(body, body.root), "{ b }");
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
    fn macros_that_call_themselves_come_to_an_end() {
        let counts = "macro_rules! m { () => { a }; ($x:tt $($r:tt)*) => { b(m!($($r)*)) } }";
        expands(&format!("{counts} fn f() {{ m!(1 2 3) }}"), "{ b(b(b(a))) }");
        let doubles = "macro_rules! m { ($x:expr) => { m!($x + 1) + m!($x + 2) } }";
        let facts = facts(&format!("{doubles} fn f() {{ m!(a) }}"));
        assert_eq!(facts.skipped[0].why, "macro `m!` expands too far");
        assert_eq!(facts.skipped.len(), 1);
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
