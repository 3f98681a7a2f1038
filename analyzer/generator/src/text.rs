//! Pieces of code as text: templates, and the tokens of what was made from them.

/// Fills a template: `$name` is replaced where `name` is among the values, other `$` stay.
pub(crate) fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut out = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some(at) = rest.find('$') {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
        let name = &after[..end.unwrap_or(after.len())];
        if let Some((_, value)) = values.iter().find(|(known, _)| *known == name) {
            out.push_str(value);
        } else {
            out.push('$');
            out.push_str(name);
        }
        rest = &after[name.len()..];
    }
    out.push_str(rest);
    out
}

/// Code from a template and values by name.
macro_rules! code {
    ($template:expr $(, $name:ident = $value:expr)* $(,)?) => {
        $crate::text::fill(
            $template,
            &[$((stringify!($name), AsRef::<str>::as_ref(&$value))),*],
        )
    };
}
pub(crate) use code;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An identifier, keyword, number or lifetime.
    Word,
    /// A string or character.
    Literal,
    /// An operator, a comma, a semicolon.
    Punct,
    /// `(`, `[` or `{`.
    Open,
    /// `)`, `]` or `}`.
    Close,
    /// A comment up to the end of its line.
    LineComment,
    /// A comment between tokens.
    BlockComment,
    /// A place that a finding has to touch: `/*@*/`.
    Mark,
}

/// A token, with the space before it.
#[derive(Clone, Debug)]
pub struct Token {
    /// What it is.
    pub kind: Kind,
    /// As it is written.
    pub text: String,
    /// Whether white space stands before it.
    pub space: bool,
}

impl Token {
    /// Whether it is spelled so.
    pub fn is(&self, text: &str) -> bool {
        self.text == text
    }
}

/// The mark that templates put before what a finding has to touch.
pub const MARK: &str = "/*@*/";

/// Cuts code into tokens.
pub fn tokens(code: &str) -> Vec<Token> {
    let mut out = Vec::new();
    let mut rest = code;
    loop {
        let trimmed = rest.trim_start();
        let space = trimmed.len() < rest.len();
        if trimmed.is_empty() {
            return out;
        }
        let (kind, length) = first_token(trimmed);
        out.push(Token { kind, text: trimmed[..length].to_owned(), space });
        rest = &trimmed[length..];
    }
}

fn first_token(text: &str) -> (Kind, usize) {
    if text.starts_with(MARK) {
        return (Kind::Mark, MARK.len());
    }
    if text.starts_with("//") {
        return (Kind::LineComment, text.find('\n').unwrap_or(text.len()));
    }
    if text.starts_with("/*") {
        return (Kind::BlockComment, block_comment(text));
    }
    if let Some(length) = literal(text) {
        return (Kind::Literal, length);
    }
    let first = text.chars().next().unwrap_or(' ');
    if first.is_alphanumeric() || first == '_' || first == '\'' {
        return (Kind::Word, word(text));
    }
    match first {
        '(' | '[' | '{' => (Kind::Open, 1),
        ')' | ']' | '}' => (Kind::Close, 1),
        _ => (Kind::Punct, punct(text, first)),
    }
}

fn punct(text: &str, first: char) -> usize {
    let joined = [
        "..=", "...", "::", "->", "=>", "..", "==", "!=", "<=", ">=", "&&", "||", "+=", "-=", "*=",
    ];
    joined.iter().find(|op| text.starts_with(**op)).map_or(first.len_utf8(), |op| op.len())
}

fn block_comment(text: &str) -> usize {
    let (mut depth, mut at) = (0, 0);
    while at < text.len() {
        if text[at..].starts_with("/*") {
            (depth, at) = (depth + 1, at + 2);
        } else if text[at..].starts_with("*/") {
            (depth, at) = (depth - 1, at + 2);
            if depth == 0 {
                return at;
            }
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    text.len()
}

/// The length of a word: identifier, raw identifier, number with its fraction, or lifetime.
fn word(text: &str) -> usize {
    let body = text.strip_prefix("r#").or_else(|| text.strip_prefix('\'')).unwrap_or(text);
    let prefix = text.len() - body.len();
    let plain =
        |text: &str| text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    let length = prefix + plain(body);
    let is_number = text.starts_with(|c: char| c.is_ascii_digit());
    let fraction = text[length..]
        .strip_prefix('.')
        .filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    match fraction {
        Some(rest) if is_number => length + 1 + plain(rest),
        _ => length,
    }
}

/// The length of a string or character at the start, when one is there.
fn literal(text: &str) -> Option<usize> {
    let prefix = ["br", "cr", "r", "b", "c", ""].into_iter().find(|prefix| {
        let rest = text.strip_prefix(prefix).unwrap_or("-");
        rest.starts_with('"') || (prefix.ends_with('r') && raw_start(rest).is_some())
    });
    if let Some(prefix) = prefix {
        let rest = &text[prefix.len()..];
        if prefix.ends_with('r') {
            let hashes = raw_start(rest)?;
            let end = format!("\"{}", "#".repeat(hashes));
            let from = hashes + 1;
            return rest[from..].find(&end).map(|at| prefix.len() + from + at + end.len());
        }
        return quoted(rest, '"').map(|length| prefix.len() + length);
    }
    let rest = text.strip_prefix('b').unwrap_or(text);
    let length = quoted(rest, '\'').filter(|_| is_char(rest))?;
    Some(text.len() - rest.len() + length)
}

/// How many `#` stand before the quote of a raw string.
fn raw_start(rest: &str) -> Option<usize> {
    let hashes = rest.find(|c| c != '#')?;
    rest[hashes..].starts_with('"').then_some(hashes)
}

/// Whether a quote begins a character and not a lifetime.
fn is_char(rest: &str) -> bool {
    let mut chars = rest.chars().skip(1);
    let (first, second) = (chars.next(), chars.next());
    first == Some('\\') || second == Some('\'')
}

fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut chars = text.char_indices();
    chars.next().filter(|&(_, c)| c == quote)?;
    let mut escaped = false;
    for (at, c) in chars {
        match c {
            _ if escaped => escaped = false,
            '\\' => escaped = true,
            c if c == quote => return Some(at + c.len_utf8()),
            _ => {}
        }
    }
    None
}
