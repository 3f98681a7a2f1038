//! Macros by example: their definitions and the way from a call to its expansion.
//!
//! Hygiene is not modelled: names that a macro introduces are visible to its arguments.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

use super::macro_match::Matcher;
use super::macro_transcribe::Template;
use super::{Lowerer, arguments, macro_match, macro_transcribe};
use crate::facts::{Name, Span};

/// How deeply expansions may nest: macros that take their arguments apart call themselves for each.
const MAX_DEPTH: u32 = 48;

/// How many tokens a file's expansions may have together: macros can double themselves.
const MAX_TOKENS: usize = 300_000;

/// The macros that a file defines, and what their expansion has cost so far.
#[derive(Default)]
pub(super) struct Macros {
    definitions: Vec<Definition>,
    depth: u32,
    tokens: usize,
    /// Macros that were found to expand without end.
    endless: Vec<Name>,
}

struct Definition {
    name: Name,
    /// Where it is defined, to choose between definitions of one name.
    at: u32,
    rules: Vec<Rule>,
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
                        rules: parse_rules(rules),
                    });
                }
            }
            streams.extend(tokens.into_iter().filter_map(|token| match token {
                TokenTree::Group(group) => Some(group.stream()),
                _ => None,
            }));
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
    /// The expansion of a call of a macro that this file defines.
    pub(super) fn expand(&mut self, mac: &syn::Macro) -> Option<TokenStream> {
        if self.macros.definitions.is_empty() || !is_local(&mac.path) {
            return None;
        }
        let name = self.macro_name(mac);
        let candidates = self.macros.candidates(name, self.path_start(&mac.path));
        if candidates.is_empty() {
            return None;
        }
        if self.macros.depth >= MAX_DEPTH || self.macros.tokens >= MAX_TOKENS {
            self.report_endless(mac, name);
            return None;
        }
        let budget = MAX_TOKENS - self.macros.tokens;
        let expansion = candidates.iter().find_map(|definition| {
            let (rule, bindings) = macro_match::first_match(&definition.rules, mac.tokens.clone())?;
            macro_transcribe::transcribe(&rule.template, &bindings, budget)
        })?;
        self.macros.tokens += expansion.tokens;
        Some(expansion.stream)
    }

    fn report_endless(&mut self, mac: &syn::Macro, name: Name) {
        if !self.macros.endless.contains(&name) {
            self.macros.endless.push(name);
            self.skip(self.macro_span(mac), format!("macro `{name}!` expands too far"));
        }
    }

    /// The expansion of a call as the statements of a block.
    pub(super) fn expanded_statements(&mut self, mac: &syn::Macro) -> Option<Vec<syn::Stmt>> {
        let tokens = self.expand(mac)?;
        arguments::statements(tokens)
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

fn parse_rules(rules: &Group) -> Vec<Rule> {
    let tokens: Vec<TokenTree> = rules.stream().into_iter().collect();
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
