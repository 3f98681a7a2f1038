//! The macros by example that a file can call: their definitions, and which of them fits a call.

use std::cell::{Cell, OnceCell};
use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use rustc_hash::FxHashMap;

use super::macro_pattern::Rules;
use super::macro_size::Limit;
use super::span::Spans;
use super::{macro_match, macro_size, macro_template, macro_transcribe};
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
    pub(super) fn collect(spans: &Spans<'_>, text: &str, tokens: &TokenStream) -> Self {
        let mut macros = Self::default();
        if text.contains("macro_rules!") {
            macros.collect_from(spans, tokens.clone());
        }
        macros
    }

    fn collect_from(&mut self, spans: &Spans<'_>, tokens: TokenStream) {
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
    pub(super) fn import(&mut self, name: Name, rules: &str) {
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

/// A call that may be one of a macro by example.
pub(super) struct Call {
    /// The macro's name.
    pub(super) name: Name,
    /// Where the call stands, to choose between definitions of one name.
    pub(super) at: u32,
    /// How many expressions and items are being lowered around it.
    pub(super) open: u32,
}

impl Macros {
    /// Whether the file defines a macro of this name, or has imported it.
    pub(super) fn defines(&self, name: Name) -> bool {
        self.definitions.contains_key(&name)
    }

    /// Begins to lower an expansion.
    pub(super) fn enter(&mut self) {
        self.depth += 1;
    }

    /// Ends an expansion.
    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Whether nobody was told yet that a macro went too far in an outermost call.
    pub(super) fn is_first_given_up(&mut self, call: Span, name: Name) -> bool {
        self.given_up.insert((call, name))
    }

    /// What a call expands to; `None` when there is no definition, or none that fits it.
    pub(super) fn expansion(
        &mut self,
        mac: &syn::Macro,
        call: &Call,
    ) -> Result<Option<TokenStream>, Limit> {
        if self.depth == 0 {
            // One call never takes what all others need.
            let tokens = self.tokens.get();
            self.budget = tokens + MAX_TOKENS.saturating_sub(tokens) / 2;
        }
        let is_meant = |definition: &&Definition| definition.foreign || is_local(&mac.path);
        for definition in self.candidates(call.name, call.at).filter(is_meant) {
            if self.depth > MAX_DEPTH {
                return Err(Limit::Depth);
            }
            if call.open > MAX_OPEN {
                return Err(Limit::Levels);
            }
            if let Some(expansion) = self.expand(definition, mac)? {
                return Ok(Some(expansion));
            }
        }
        Ok(None)
    }

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
            .map(|pair| (pair[0].clone(), macro_template::parse(pair[1].clone()))),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lower::rust::testing::printed;

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
        assert_eq!(printed(text), "{ #1 c() }");
    }
}
