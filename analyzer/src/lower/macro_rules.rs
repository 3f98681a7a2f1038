//! Macros by example: their definitions and the way from a call to its expansion.
//!
//! Hygiene is not modelled: names that a macro introduces are visible to its arguments.

use std::cell::{Cell, OnceCell};
use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use rustc_hash::FxHashMap;

use super::macro_pattern::Rules;
use super::macro_size::Limit;
use super::{Lowerer, macro_match, macro_size, macro_transcribe};
use crate::facts::{Name, Span};

/// How many expansions may stand inside each other. Rustc's `recursion_limit` has the same default.
const MAX_DEPTH: u32 = 128;

/// How many tokens the expansions of a file and the definitions of the macros may have together: macros can double
/// themselves, and definitions stand inside each other.
const MAX_TOKENS: usize = 1_000_000;

/// How many expressions and items may be open where an expansion begins, so that the stack has room to parse it.
const MAX_OPEN: u32 = 1_500;

/// The macros that a file defines, and what their expansion has cost so far.
#[derive(Default)]
pub(super) struct Macros {
    /// Those of one name in the order of their places.
    definitions: FxHashMap<Name, Vec<Definition>>,
    depth: u32,
    /// Tokens of all expansions so far, and of the definitions that they took.
    tokens: Cell<usize>,
    /// How many they may become until the outermost call is over.
    budget: usize,
    /// What was told to be given up: outermost calls, and the names of the macros that went too far.
    given_up: BTreeSet<(Span, Name)>,
}

struct Definition {
    /// Where it is defined, to choose between definitions of one name.
    at: u32,
    tokens: TokenStream,
    /// Whether its tokens stand in another file.
    foreign: bool,
    /// What the tokens say, once somebody has asked.
    rules: OnceCell<Rules>,
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
                    self.add(spans.name(name), Definition::new(at, rules.stream()));
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
        self.add(name, Definition::new(at, rules));
    }

    /// Adds the definition of another file.
    fn import(&mut self, name: Name, rules: &str) {
        let tokens = rules.parse::<TokenStream>().unwrap_or_default();
        let rules = match tokens.into_iter().next() {
            Some(TokenTree::Group(rules)) => rules.stream(),
            // It fits no call, and is not read again for each.
            _ => TokenStream::new(),
        };
        self.add(name, Definition { foreign: true, ..Definition::new(u32::MAX, rules) });
    }

    fn add(&mut self, name: Name, new: Definition) {
        let known = self.definitions.entry(name).or_default();
        let at = known.partition_point(|definition| definition.at <= new.at);
        known.insert(at, new);
    }

    /// The definitions of a name: the nearest above a call first, then those below.
    fn candidates(&self, name: Name, call: u32) -> impl Iterator<Item = &Definition> {
        let known = self.definitions.get(&name).map_or(&[][..], Vec::as_slice);
        let (above, below) = known.split_at(known.partition_point(|known| known.at <= call));
        above.iter().rev().chain(below)
    }
}

impl Macros {
    /// What is left for the outermost call.
    fn left(&self) -> usize {
        self.budget.saturating_sub(self.tokens.get())
    }

    fn rules<'d>(&self, definition: &'d Definition) -> Result<&'d Rules, Limit> {
        if let Some(rules) = definition.rules.get() {
            return Ok(rules);
        }
        let cost = macro_size::tokens(&definition.tokens, self.left())?;
        self.tokens.update(|tokens| tokens + cost);
        Ok(definition.rules.get_or_init(|| parse_rules(definition.tokens.clone())))
    }

    /// What a call of a definition expands to; `None` when no rule fits it.
    fn expand(
        &self,
        definition: &Definition,
        mac: &syn::Macro,
    ) -> Result<Option<TokenStream>, Limit> {
        let found = macro_match::first_match(self.rules(definition)?, mac.tokens.clone());
        let Some((rule, bindings)) = found else { return Ok(None) };
        // Tokens of another file stand, for this one, where the macro is called.
        let place = definition.foreign.then_some(mac.bang_token.span);
        let filled = macro_transcribe::transcribe(&rule.template, &bindings, self.left(), place);
        let Some(stream) = filled.transpose()? else { return Ok(None) };
        let cost = macro_size::readable(&stream, self.left())?;
        self.tokens.update(|tokens| tokens + cost);
        Ok(Some(stream))
    }
}

impl Definition {
    fn new(at: u32, tokens: TokenStream) -> Self {
        Self { at, tokens, foreign: false, rules: OnceCell::new() }
    }
}

impl Lowerer<'_> {
    /// The expansion of a call of a macro that this file defines, or another one when the name is not well known.
    fn expand(&mut self, mac: &syn::Macro) -> Option<TokenStream> {
        let name = self.macro_name(mac);
        self.import(name);
        self.expansion(mac, name).unwrap_or_else(|limit| {
            self.give_up_call(mac, name, limit);
            None
        })
    }

    fn import(&mut self, name: Name) {
        let Some(rules) = self.table.get(name) else { return };
        let defined = self.macros.definitions.contains_key(&name);
        if !defined && !super::known_macros::is_known(name) {
            self.macros.import(name, rules);
        }
    }

    fn expansion(&mut self, mac: &syn::Macro, name: Name) -> Result<Option<TokenStream>, Limit> {
        let macros = &mut self.macros;
        if macros.depth == 0 {
            // One call never takes what all others need.
            let tokens = macros.tokens.get();
            macros.budget = tokens + MAX_TOKENS.saturating_sub(tokens) / 2;
        }
        let candidates = self.macros.candidates(name, self.path_start(&mac.path));
        let is_meant = |definition: &&Definition| definition.foreign || is_local(&mac.path);
        for definition in candidates.filter(is_meant) {
            if self.macros.depth > MAX_DEPTH {
                return Err(Limit::Depth);
            }
            if self.open > MAX_OPEN {
                return Err(Limit::Levels);
            }
            if let Some(expansion) = self.macros.expand(definition, mac)? {
                return Ok(Some(expansion));
            }
        }
        Ok(None)
    }

    fn give_up_call(&mut self, mac: &syn::Macro, name: Name, limit: Limit) {
        let span = self.spans.call().unwrap_or_else(|| self.macro_span(mac));
        if self.macros.given_up.insert((span, name)) {
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

fn parse_rules(rules: TokenStream) -> Rules {
    let groups = rules.into_iter().filter_map(|token| match token {
        TokenTree::Group(group) if group.delimiter() != Delimiter::None => Some(group.stream()),
        _ => None,
    });
    let groups: Vec<TokenStream> = groups.collect();
    Rules::new(
        groups
            .chunks_exact(2)
            .map(|pair| (pair[0].clone(), macro_transcribe::parse(pair[1].clone()))),
    )
}

#[cfg(test)]
mod tests {
    use super::Macros;
    use crate::facts::ItemKind;
    use crate::lower::Spans;
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
    fn macros_that_call_themselves_expand() {
        let counts = "macro_rules! m { () => { a }; ($x:tt $($r:tt)*) => { b(m!($($r)*)) } }";
        expands(&format!("{counts} fn f() {{ m!(1 2 3) }}"), "{ b(b(b(a))) }");
    }

    /// Definitions inside each other would be read as often as they are deep.
    #[test]
    fn macros_that_nobody_calls_are_not_taken_apart() {
        let text =
            "macro_rules! a { () => { macro_rules! b { () => { c() } } } } fn f() { a!(); b!() }";
        let tokens = text.parse().unwrap();
        let macros = Macros::collect(&Spans::new(text, text), text, &tokens);
        let all = || macros.definitions.values().flatten();
        assert_eq!(all().count(), 2);
        assert!(all().all(|definition| definition.rules.get().is_none()));
        expands(text, "{ #1 c() }");
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
