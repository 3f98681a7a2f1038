//! The body of each function in a function of its own.

use crate::generator::text::{Kind, Token, tokens};
use crate::transforms::{close, write};

/// A function whose body can be moved.
struct Function {
    /// Index of `fn`.
    at: usize,
    /// Whether `async` stands before it.
    is_async: bool,
    /// The delimiters of the parameters.
    parameters: (usize, usize),
    /// The delimiters of the body.
    body: (usize, usize),
    /// What it is called with.
    arguments: Vec<String>,
    has_self: bool,
}

/// Moves bodies: `fn f(a: A) -> R { .. }` becomes `fn f(a: A) -> R { f_inner(a) }` and `fn f_inner(a: A) -> R { .. }`.
pub(crate) fn extracted(text: &str) -> Option<String> {
    let all = tokens(text);
    let mut out = String::new();
    let mut from = 0;
    for at in 0..all.len() {
        if at < from || !all[at].is("fn") {
            continue;
        }
        let Some(function) = function(&all, at) else { continue };
        let name = &all[at + 1].text;
        let target = if function.has_self { "Self::" } else { "" };
        let wait = if function.is_async { ".await" } else { "" };
        let call = format!("{target}{name}_inner({}){wait}", function.arguments.join(", "));
        let (open, end) = function.body;
        out += &write(&all[from..=open]);
        out += &format!("{call} }}\n");
        out += if function.is_async { "async fn " } else { "fn " };
        out += &format!("{name}_inner");
        out += &write(&all[at + 2..function.parameters.0]);
        out += &write(&all[function.parameters.0..=end]);
        out.push('\n');
        from = end + 1;
    }
    if from == 0 {
        return None;
    }
    out += &write(&all[from..]);
    Some(out)
}

fn function(all: &[Token], at: usize) -> Option<Function> {
    let before = at.checked_sub(1).map_or("", |before| all[before].text.as_str());
    if matches!(before, "const" | "unsafe" | "extern")
        || in_trait(all, at)
        || all[at + 1].is("main")
    {
        return None;
    }
    let open = at + all[at..].iter().position(|token| token.is("("))?;
    // A bound like `F: Fn() -> T` has parentheses before the parameters.
    if all[at..open].iter().any(|token| token.is("Fn") || token.is("FnOnce") || token.is("FnMut")) {
        return None;
    }
    let parameters = (open, close(all, open)?);
    let end =
        all[parameters.1..].iter().position(|token| token.is("{") || token.is(";"))? + parameters.1;
    if all[end].is(";") {
        return None;
    }
    let body = (end, close(all, end)?);
    let arguments = arguments(&all[open + 1..parameters.1])?;
    let has_self = arguments.first().is_some_and(|first| first == "self");
    let returns = &all[parameters.1..end];
    // A future that is returned as such is no body to await.
    let is_plain = !returns.iter().any(|token| token.is("where"));
    is_plain
        .then_some(Function {
            at,
            is_async: before == "async",
            parameters,
            body,
            arguments,
            has_self,
        })
        .filter(|one| one.at == at)
}

/// Whether a function stands in a trait or in the impl of one, where no other can be added.
fn in_trait(all: &[Token], at: usize) -> bool {
    let mut depth = 0;
    for index in (0..at).rev() {
        match all[index].kind {
            Kind::Close => depth += 1,
            Kind::Open if depth > 0 => depth -= 1,
            Kind::Open => {
                let start = all[..index]
                    .iter()
                    .rposition(|token| matches!(token.text.as_str(), ";" | "}" | "{"));
                let head = &all[start.map_or(0, |start| start + 1)..index];
                let is_trait = |token: &Token| token.is("trait") || token.is("for");
                if head.iter().any(is_trait)
                    || !head.iter().any(|token| token.is("impl") || token.is("mod"))
                {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

/// The names of plain parameters.
fn arguments(all: &[Token]) -> Option<Vec<String>> {
    let mut out = Vec::new();
    let mut depth = 0;
    let parts = all.split(|token| {
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth -= 1,
            _ if token.is("<") => depth += 1,
            _ if token.is(">") => depth -= 1,
            _ => {}
        }
        depth == 0 && token.is(",")
    });
    for part in parts.filter(|part| !part.is_empty()) {
        let part = if part[0].is("mut") { &part[1..] } else { part };
        let is_self = part.iter().any(|token| token.is("self"));
        if is_self {
            out.push("self".to_owned());
        } else if part.len() > 2 && part[1].is(":") && part[0].kind == Kind::Word {
            out.push(part[0].text.clone());
        } else {
            return None;
        }
    }
    Some(out)
}
