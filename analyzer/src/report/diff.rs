//! What fixes would change, as a unified diff. The only module that knows how lines are compared.

use std::path::Path;

use similar::{ChangeTag, TextDiff};

use crate::fixes::Change;
use crate::report::lines::{COMMANDS, escape};
use crate::report::look::{Palette, Style};
use crate::report::quoted::quoted;
use crate::report::{Lines, shown_path};

/// The changes as `git apply` and `patch -p1` read them in the directory `root`, with three lines of context. Where a terminal or
/// a log would obey the code, it is shown what stands there, and both refuse it.
pub fn unified(changes: &[Change], root: &Path, palette: Palette) -> Lines {
    let mut lines = Lines::new();
    for change in changes {
        let path = shown_path(&change.path, root);
        let (old, new) = (name("a", &path), name("b", &path));
        let (before, after) = (quoted(&change.before), quoted(&change.after));
        let diff = TextDiff::from_lines(&*before, &*after);
        let diff = diff.unified_diff().context_radius(3).header(&old, &new).to_string();
        for (at, line) in diff.split_inclusive('\n').enumerate() {
            let style = if at < 2 { Style::Title } else { style(line) };
            lines.drawn(&painted(line, style, palette));
        }
    }
    lines
}

/// The lines of a text that another does not have, and the other way round, in their order; each with what it is.
pub(super) fn changed_lines(before: &str, after: &str) -> Vec<(Style, String)> {
    let (before, after) = (quoted(before), quoted(after));
    let diff = TextDiff::from_lines(&*before, &*after);
    let changed = diff.iter_all_changes().filter_map(|change| {
        let style = match change.tag() {
            ChangeTag::Equal => return None,
            ChangeTag::Delete => Style::Removed,
            ChangeTag::Insert => Style::Added,
        };
        Some((style, change.value().trim_end().to_owned()))
    });
    changed.collect()
}

/// What a part of a diff is.
fn style(line: &str) -> Style {
    match line.as_bytes().first() {
        Some(b'+') => Style::Added,
        Some(b'-') => Style::Removed,
        Some(b'@') => Style::Place,
        _ => Style::Plain,
    }
}

fn painted(line: &str, style: Style, palette: Palette) -> String {
    let text = line.trim_end_matches(['\n', '\r']);
    let end = &line[text.len()..];
    match command_in(text) {
        Some(at) => [&text[..at], r"\u{3a}", &text[at + 1..], end].concat(),
        None => style.paint(text, palette) + end,
    }
}

/// Where a command of a workflow begins in a line of the context, which stands behind spaces.
fn command_in(line: &str) -> Option<usize> {
    let command = line.trim_start().strip_prefix("::")?;
    let word = command.split([' ', ':']).next()?;
    COMMANDS.contains(&word).then(|| line.len() - command.len() - 2)
}

/// A path below one of the two folders that stand for before and after, quoted as git does it where it has to be.
fn name(folder: &str, path: &str) -> String {
    let path = path.trim_start_matches('/');
    let is_plain =
        |at: usize, c: char| escape(c, &path[..at]).is_none() && !matches!(c, '"' | '\\');
    if path.char_indices().all(|(at, c)| is_plain(at, c)) {
        // Behind a tab a date may follow: it ends a name with spaces.
        let end = if path.contains(' ') { "\t" } else { "" };
        return format!("{folder}/{path}{end}");
    }
    let mut name = format!("\"{folder}/");
    for (at, c) in path.char_indices() {
        match c {
            '"' | '\\' => name.extend(['\\', c]),
            c if is_plain(at, c) => name.push(c),
            c => {
                let mut bytes = [0; 4];
                let bytes = c.encode_utf8(&mut bytes).bytes();
                name.extend(bytes.map(|byte| format!("\\{byte:03o}")));
            }
        }
    }
    name + "\""
}

#[cfg(test)]
mod tests {
    use super::*;

    fn unified(path: &str, before: &str, after: &str, palette: Palette) -> String {
        let change =
            Change { path: path.into(), before: before.into(), after: after.into(), fixes: 1 };
        super::unified(&[change], Path::new("/w"), palette).into()
    }

    #[test]
    fn lines_keep_their_endings() {
        let diff = unified("/w/src/a.rs", "one\r\ntwo", "one\r\n2", Palette::Plain);
        let expected = "--- a/src/a.rs\n+++ b/src/a.rs\n@@ -1,2 +1,2 @@\n one\r\n-two\n\\ No newline at end of file\n+2\n\\ No newline at end of file\n";
        assert_eq!(diff, expected);
    }

    #[test]
    fn what_a_terminal_would_obey_is_shown() {
        let (before, after) = ("// \u{1b}[2J\none\n", "// \u{1b}[2J\n\t2\n");
        let diff = unified("/w/src/a\n+++ b.rs", before, after, Palette::Plain);
        let expected = "--- \"a/src/a\\012+++ b.rs\"\n+++ \"b/src/a\\012+++ b.rs\"\n@@ -1,2 +1,2 @@\n // \\u{1b}[2J\n-one\n+\t2\n";
        assert_eq!(diff, expected);
    }

    #[test]
    fn a_path_is_no_command_and_a_command_is_none() {
        let (before, after) =
            ("::std::f();\n  ::error::x\none\n", "::std::f();\n  ::error::x\n2\n");
        let diff = unified("/w/a b.rs", before, after, Palette::Plain);
        let expected = "--- a/a b.rs\t\n+++ b/a b.rs\t\n@@ -1,3 +1,3 @@\n ::std::f();\n   \\u{3a}:error::x\n-one\n+2\n";
        assert_eq!(diff, expected);
    }

    #[test]
    fn colours_say_what_comes_and_goes() {
        let diff = unified("/w/a.rs", "one\r\n", "2\r\n", Palette::Ansi);
        let colours: Vec<bool> = diff.lines().map(|line| line.starts_with('\u{1b}')).collect();
        assert_eq!(colours, [true; 5], "{diff:?}");
        assert!(diff.contains("\u{1b}[31m-one\u{1b}[0m\r\n"), "{diff:?}");
    }
}
