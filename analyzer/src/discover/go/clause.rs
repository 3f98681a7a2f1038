//! What a file says before its first declaration: its package and its imports.

/// The head of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Clause<'t> {
    /// The package's name.
    pub(super) package: &'t str,
    /// The paths that are imported.
    pub(super) imports: Vec<&'t str>,
}

/// Reads the head of a file; nothing when it has no package clause, or is not to be built.
pub(super) fn clause(text: &str) -> Option<Clause<'_>> {
    let mut rest = behind_blanks(text.trim_start_matches('\u{feff}'))?;
    rest = rest.strip_prefix("package")?.strip_prefix([' ', '\t'])?.trim_start();
    let end = rest.find(|char: char| !is_word(char)).unwrap_or(rest.len());
    let mut clause = Clause { package: &rest[..end], imports: Vec::new() };
    rest = &rest[end..];
    while let Some(next) = behind_blanks(rest) {
        let next = next.trim_start_matches(';');
        let Some(list) = next.strip_prefix("import").and_then(behind_blanks) else { break };
        rest = match list.strip_prefix('(') {
            Some(inside) => inside_parentheses(inside, &mut clause.imports),
            None => one(list, &mut clause.imports),
        };
    }
    (!clause.package.is_empty()).then_some(clause)
}

/// Whether a file says that it is not part of its package.
pub(super) fn is_ignored(text: &str) -> bool {
    let head = text.lines().take_while(|line| !line.starts_with("package"));
    let mut constraints = head.filter_map(|line| line.trim().strip_prefix("//go:build"));
    constraints.any(|constraint| constraint.trim() == "ignore")
}

fn inside_parentheses<'t>(text: &'t str, imports: &mut Vec<&'t str>) -> &'t str {
    let mut rest = text;
    while let Some(next) = behind_blanks(rest) {
        if let Some(after) = next.strip_prefix(')') {
            return after;
        }
        let before = rest.len();
        rest = one(next.trim_start_matches(';'), imports);
        if rest.len() >= before {
            break;
        }
    }
    ""
}

/// `name "path"`
fn one<'t>(text: &'t str, imports: &mut Vec<&'t str>) -> &'t str {
    let Some(start) = text.find(['"', '`', '\n']) else { return "" };
    let quote = text.as_bytes()[start];
    let inside = &text[start + 1..];
    if quote == b'\n' {
        return inside;
    }
    let Some(end) = inside.find(char::from(quote)) else { return "" };
    imports.push(&inside[..end]);
    &inside[end + 1..]
}

/// What follows blanks and comments.
fn behind_blanks(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        rest = if let Some(comment) = rest.strip_prefix("//") {
            comment.split_once('\n')?.1.trim_start()
        } else if let Some(comment) = rest.strip_prefix("/*") {
            comment.split_once("*/")?.1.trim_start()
        } else {
            return Some(rest);
        };
    }
}

fn is_word(char: char) -> bool {
    char.is_alphanumeric() || char == '_'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_is_read_whatever_stands_between() {
        let text = "// of a shop\n/* a\n b */\npackage shop // the shop\n\nimport \"fmt\"\nimport (\n\t// a client\n\tamqp \"a/b\"; . `c`\n\t_ \"d\"\n)\n\nfunc f() {}\n";
        let found = clause(text).expect("it has a clause");
        assert_eq!((found.package, found.imports), ("shop", vec!["fmt", "a/b", "c", "d"]));
    }

    #[test]
    fn what_is_no_go_has_no_head() {
        assert_eq!(clause(""), None);
        assert_eq!(clause("packages main\n"), None);
        assert_eq!(clause("/* never closed"), None);
    }

    #[test]
    fn a_file_may_be_no_part_of_its_package() {
        assert!(is_ignored("//go:build ignore\n\npackage main\n"));
        assert!(!is_ignored("//go:build linux\n\npackage main\n// //go:build ignore\n"));
    }
}
