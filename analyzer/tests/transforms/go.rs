//! Changes to programs in Go.

use std::fmt::Write as _;

/// The client under another name.
pub(crate) fn client_renamed(text: &str) -> Option<String> {
    let alias = "amqp \"github.com/";
    if !text.contains(alias) {
        return None;
    }
    let text = text.replace(alias, "rabbit \"github.com/");
    let mut out = String::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find("amqp.") {
        let (before, found) = rest.split_at(at);
        out += before;
        let is_package = !before.ends_with(|c: char| c.is_alphanumeric() || "_.\"/".contains(c));
        out += if is_package { "rabbit." } else { "amqp." };
        rest = &found["amqp.".len()..];
    }
    Some(out + rest)
}

/// Declarations in the opposite order.
pub(crate) fn declarations_reversed(text: &str) -> Option<String> {
    let (head, mut declarations) = taken_apart(text)?;
    declarations.reverse();
    Some(head + &declarations.concat())
}

/// Declarations in a file each, behind headers; for a program in one file.
pub(crate) fn a_file_for_each_declaration(text: &str) -> Option<String> {
    let (head, declarations) = taken_apart(text)?;
    let mut files = String::new();
    for (at, code) in declarations.iter().enumerate() {
        write!(files, "//- /file{at}.go\n{head}{code}").expect("a string grows");
    }
    Some(files)
}

/// What stands before the first declaration, and the declarations.
fn taken_apart(text: &str) -> Option<(String, Vec<String>)> {
    let begins =
        |line: &str| ["func ", "type ", "var ", "const "].iter().any(|word| line.starts_with(word));
    // What a comment is on stays where it is.
    if text.contains("//- ")
        || text.lines().any(|line| line.starts_with("//") && line.contains("chanlint"))
    {
        return None;
    }
    let (mut head, mut all): (String, Vec<String>) = (String::new(), Vec::new());
    for line in text.split_inclusive('\n') {
        match all.last_mut() {
            _ if begins(line) => all.push(line.to_owned()),
            Some(last) => *last += line,
            None => head += line,
        }
    }
    let last = all.last_mut()?;
    *last = format!("{}\n\n", last.trim_end());
    (all.len() > 1).then_some((head, all))
}

/// A comment behind each line's indentation.
pub(crate) fn with_comments(text: &str) -> Option<String> {
    let commented = |line: &str| {
        let code = line.trim_start();
        let indent = &line[..line.len() - code.len()];
        let is_plain = !indent.is_empty() && !code.is_empty() && !code.starts_with("//");
        if is_plain { format!("{indent}/* ch.Close() */ {code}\n") } else { format!("{line}\n") }
    };
    // Raw strings may have lines.
    (!text.contains('`')).then(|| text.lines().map(commented).collect())
}
