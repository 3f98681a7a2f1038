//! Imports written otherwise: each path by itself, everything of a crate in one tree, types under other names.

use std::collections::{BTreeMap, BTreeSet};

use crate::transforms::write;
use generator::text::{Kind, Token, tokens};

/// A leaf of a `use`: its path, and the name it is bound to when that is another.
#[derive(Clone, Debug)]
struct Leaf {
    path: Vec<String>,
    alias: Option<String>,
}

/// A `use` item: the tokens from `first` to its semicolon at `last`.
struct Use {
    first: usize,
    last: usize,
    /// What stands before `use`: a visibility, or nothing.
    prefix: String,
    leaves: Vec<Leaf>,
}

fn uses(all: &[Token]) -> Vec<Use> {
    let mut out = Vec::new();
    for at in 0..all.len() {
        if !all[at].is("use") || all[at].kind != Kind::Word {
            continue;
        }
        let Some(length) = all[at..].iter().position(|token| token.is(";")) else { continue };
        // `impl Trait + use<'a>` is no import.
        if all[at + 1].is("<") {
            continue;
        }
        let mut leaves = Vec::new();
        tree(&all[at + 1..at + length], &[], &mut leaves);
        let is_public = at > 0 && all[at - 1].is("pub");
        let prefix = if is_public { "pub " } else { "" };
        out.push(Use {
            first: at - usize::from(is_public),
            last: at + length,
            prefix: prefix.to_owned(),
            leaves,
        });
    }
    out
}

/// Collects the leaves of a tree below a path.
fn tree(all: &[Token], parent: &[String], leaves: &mut Vec<Leaf>) {
    let mut path = parent.to_vec();
    let mut at = 0;
    while at < all.len() {
        let token = &all[at];
        if token.is("{") {
            let inner = &all[at + 1..all.len() - 1];
            split(inner).into_iter().for_each(|part| tree(part, &path, leaves));
            return;
        }
        if token.is("as") {
            leaves.push(Leaf { path, alias: all.get(at + 1).map(|name| name.text.clone()) });
            return;
        }
        if !token.is("::") {
            path.push(token.text.clone());
        }
        at += 1;
    }
    if path.len() > parent.len() {
        leaves.push(Leaf { path, alias: None });
    }
}

/// The parts between commas that stand in no braces.
fn split(all: &[Token]) -> Vec<&[Token]> {
    let mut depth = 0;
    all.split(move |token| {
        depth += i32::from(token.is("{")) - i32::from(token.is("}"));
        depth == 0 && token.is(",")
    })
    .collect()
}

impl Leaf {
    /// `a::b::{self}` is `a::b`.
    fn plain(&self) -> (String, String) {
        let mut path = self.path.clone();
        if path.last().is_some_and(|last| last == "self") {
            path.pop();
        }
        let shown = path.join("::").replace("::::", "::");
        let alias = self.alias.as_ref().map_or_else(String::new, |alias| format!(" as {alias}"));
        (shown, alias)
    }
}

/// Replaces every `use` item by what `make` gives for it.
fn rewritten(text: &str, mut make: impl FnMut(&Use) -> String) -> Option<String> {
    let all = tokens(text);
    let found = uses(&all);
    if found.is_empty() {
        return None;
    }
    let mut out = String::new();
    let mut at = 0;
    for one in &found {
        out += &write(&all[at..one.first]);
        out += &format!("\n{}\n", make(one));
        at = one.last + 1;
    }
    out += &write(&all[at..]);
    Some(out)
}

/// Each path by itself.
pub(crate) fn flat(text: &str) -> Option<String> {
    rewritten(text, |one| {
        let lines = one.leaves.iter().map(|leaf| {
            let (path, alias) = leaf.plain();
            format!("{}use {path}{alias};", one.prefix)
        });
        lines.collect::<Vec<_>>().join("\n")
    })
}

/// Trees that branch at every segment.
pub(crate) fn nested(text: &str) -> Option<String> {
    rewritten(text, |one| {
        let mut root = Branch::default();
        for leaf in &one.leaves {
            root.add(leaf);
        }
        let trees = root
            .inner
            .iter()
            .map(|(name, branch)| format!("{}use {};", one.prefix, branch.shown(name)));
        trees.collect::<Vec<_>>().join("\n")
    })
}

#[derive(Default)]
struct Branch {
    /// Whether the path up to here is itself imported, under these names.
    own: BTreeSet<String>,
    inner: BTreeMap<String, Branch>,
}

impl Branch {
    fn add(&mut self, leaf: &Leaf) {
        let (path, alias) = leaf.plain();
        let mut at = self;
        for segment in path.split("::") {
            at = at.inner.entry(segment.to_owned()).or_default();
        }
        at.own.insert(alias);
    }

    fn shown(&self, name: &str) -> String {
        if self.inner.is_empty() && self.own.len() == 1 {
            return format!("{name}{}", self.own.iter().next().map_or("", String::as_str));
        }
        let own = self.own.iter().map(|alias| format!("self{alias}"));
        let inner = self.inner.iter().map(|(name, branch)| branch.shown(name));
        format!("{name}::{{{}}}", own.chain(inner).collect::<Vec<_>>().join(", "))
    }
}

/// Types of other crates under names of their own.
pub(crate) fn aliased(text: &str) -> Option<String> {
    let all = tokens(text);
    // An inline module may see its parent's imports.
    let is_inline =
        |at: usize| all[at].is("mod") && all.get(at + 2).is_some_and(|token| token.is("{"));
    if (0..all.len()).any(is_inline) {
        return None;
    }
    let foreign = |leaf: &&Leaf| !matches!(leaf.path[0].as_str(), "crate" | "self" | "super");
    let is_type = |name: &str| name.starts_with(char::is_uppercase);
    let renamed: BTreeSet<String> = uses(&all)
        .iter()
        .filter(|one| one.prefix.is_empty())
        .flat_map(|one| one.leaves.iter().filter(foreign).filter(|leaf| leaf.alias.is_none()))
        .filter_map(|leaf| leaf.path.last().filter(|name| is_type(name)).cloned())
        .collect();
    if renamed.is_empty() {
        return None;
    }
    let text = rewritten(text, |one| {
        let lines = one.leaves.iter().map(|leaf| {
            let (path, alias) = leaf.plain();
            let name = leaf
                .path
                .last()
                .filter(|name| one.prefix.is_empty() && foreign(&leaf) && renamed.contains(*name));
            // The mark keeps the import from being renamed with the rest.
            let alias =
                name.filter(|_| alias.is_empty()).map_or(alias, |name| format!(" as Other{name}"));
            format!("{}use {path}{alias};", one.prefix)
        });
        lines.collect::<Vec<_>>().join("\n")
    })?;
    let mut all = tokens(&text);
    for at in 0..all.len() {
        let before = at.checked_sub(1).map_or("", |before| all[before].text.as_str());
        if renamed.contains(&all[at].text)
            && !matches!(before, "::" | "." | "fn")
            && !in_use(&all, at)
        {
            all[at].text = format!("Other{}", all[at].text);
        }
    }
    Some(write(&all))
}

/// Whether a token is part of a flat import.
fn in_use(all: &[Token], at: usize) -> bool {
    let start = all[..at].iter().rposition(|token| token.is(";") || token.is("}") || token.is("{"));
    let statement = &all[start.map_or(0, |start| start + 1)..at];
    statement.iter().any(|token| token.is("use"))
}
