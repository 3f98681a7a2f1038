//! The body of each function in a function of its own.

use crate::transforms::{close, write};
use generator::text::{Kind, Token, tokens};

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
    in_impl: bool,
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
        let target = if function.in_impl { "Self::" } else { "" };
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
    if is_for_tests(all, at) {
        return None;
    }
    let open = parameters_start(all, at)?;
    let parameters = (open, close(all, open)?);
    let end =
        all[parameters.1..].iter().position(|token| token.is("{") || token.is(";"))? + parameters.1;
    if all[end].is(";") {
        return None;
    }
    let body = (end, close(all, end)?);
    let arguments = arguments(&all[open + 1..parameters.1])?;
    let in_impl = around(all, at).is_some_and(|head| head.iter().any(|token| token.is("impl")));
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
            in_impl,
        })
        .filter(|one| one.at == at)
}

/// Whether an attribute before a function says that it is for tests: what is added would need it, too.
fn is_for_tests(all: &[Token], at: usize) -> bool {
    let ends = |token: &Token| matches!(token.text.as_str(), ";" | "}" | "{");
    let start = all[..at].iter().rposition(ends).map_or(0, |start| start + 1);
    all[start..at].iter().any(|token| token.is("cfg") || token.is("test"))
}

/// The parenthesis of the parameters, which stands behind the generic ones.
fn parameters_start(all: &[Token], at: usize) -> Option<usize> {
    let mut angles = 0;
    for (index, token) in all.iter().enumerate().skip(at) {
        angles += i32::from(token.is("<")) - i32::from(token.is(">"));
        if angles == 0 && token.is("(") {
            return Some(index);
        }
    }
    None
}

/// What stands before the brace that is open around a place: the head of an impl, a trait, a module, a function.
fn around(all: &[Token], at: usize) -> Option<&[Token]> {
    let mut depth = 0;
    for index in (0..at).rev() {
        match all[index].kind {
            Kind::Close => depth += 1,
            Kind::Open if depth > 0 => depth -= 1,
            Kind::Open => {
                let ends = |token: &Token| matches!(token.text.as_str(), ";" | "}" | "{");
                let start = all[..index].iter().rposition(ends);
                return Some(&all[start.map_or(0, |start| start + 1)..index]);
            }
            _ => {}
        }
    }
    None
}

/// Whether a function stands in a trait or in the impl of one, where no other can be added, or in another function.
fn in_trait(all: &[Token], at: usize) -> bool {
    around(all, at).is_some_and(|head| {
        let has = |word: &str| head.iter().any(|token| token.is(word));
        has("trait") || has("for") || !(has("impl") || has("mod"))
    })
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
