//! Other names for local variables.

use std::collections::BTreeSet;

use crate::transforms::write;
use generator::text::{Kind, Token, tokens};

/// Gives every local variable that `let` declares another name, where that is possible token by token.
pub(crate) fn renamed(text: &str) -> Option<String> {
    let mut all = tokens(text);
    let groups = groups(&all);
    let declared: BTreeSet<String> = (0..all.len()).filter_map(|at| declared(&all, at)).collect();
    let names: BTreeSet<String> =
        declared.into_iter().filter(|name| is_free(&all, &groups, name)).collect();
    if names.is_empty() {
        return None;
    }
    for at in (0..all.len()).rev() {
        if !names.contains(&all[at].text) {
            continue;
        }
        match role(&all, &groups, at) {
            Role::Variable => all[at].text = format!("{}_too", all[at].text),
            Role::Shorthand => all[at].text = format!("{0}: {0}_too", all[at].text),
            Role::Other => {}
        }
    }
    Some(write(&all))
}

/// The name that a `let` at a place declares.
fn declared(all: &[Token], at: usize) -> Option<String> {
    if !all[at].is("let") {
        return None;
    }
    let name = all.get(at + 1 + usize::from(all.get(at + 1)?.is("mut")))?;
    let is_plain = name.kind == Kind::Word && name.text.starts_with(char::is_lowercase);
    is_plain.then(|| name.text.clone())
}

/// For each token the index of the delimiter that is open around it.
fn groups(all: &[Token]) -> Vec<Option<usize>> {
    let mut open = Vec::new();
    let mut out = Vec::with_capacity(all.len());
    for (at, token) in all.iter().enumerate() {
        if token.kind == Kind::Close {
            open.pop();
        }
        out.push(open.last().copied());
        if token.kind == Kind::Open {
            open.push(at);
        }
    }
    out
}

/// What a name stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Variable,
    /// A field and the variable of the same name.
    Shorthand,
    /// A field, a method, a function, a module.
    Other,
}

fn role(all: &[Token], groups: &[Option<usize>], at: usize) -> Role {
    let text =
        |at: Option<usize>| at.and_then(|at| all.get(at)).map_or("", |token| token.text.as_str());
    let before = text(at.checked_sub(1));
    let after = text(Some(at + 1));
    let open = groups[at];
    let in_braces = text(open) == "{";
    if matches!(before, "." | "::" | "fn" | "mod" | "$" | "macro_rules" | "struct")
        || after == "::"
        || after == "!"
    {
        return Role::Other;
    }
    let is_field = in_braces && after == ":" && matches!(before, "{" | "," | "pub" | ")" | "]");
    if is_field {
        return Role::Other;
    }
    let of_struct =
        open.and_then(|open| open.checked_sub(1)).map_or("", |at| all[at].text.as_str());
    let is_struct = of_struct.starts_with(char::is_uppercase);
    let ends = in_braces && matches!(before, "{" | ",") && matches!(after, "," | "}");
    if ends && is_struct { Role::Shorthand } else { Role::Variable }
}

/// Whether nothing else of this name stands in the way: a function, a format string, a macro's variable.
fn is_free(all: &[Token], groups: &[Option<usize>], name: &str) -> bool {
    let in_format = |token: &Token| {
        token.kind == Kind::Literal
            && (token.text.contains(&format!("{{{name}}}"))
                || token.text.contains(&format!("{{{name}:")))
    };
    let is_called = |at: usize| {
        let before = at.checked_sub(1).map_or("", |before| all[before].text.as_str());
        all[at].is(name)
            && (before == "fn" || before == "$" || before == "static" || before == "use")
    };
    // In a match on a struct `ref x` and `x @ ..` are too much for this.
    let is_hard = |at: usize| {
        let before = at.checked_sub(1).map_or("", |before| all[before].text.as_str());
        all[at].is(name) && groups[at].is_some() && matches!(before, "ref")
    };
    !all.iter().any(in_format) && !(0..all.len()).any(|at| is_called(at) || is_hard(at))
}
