//! What a file says before its first declaration: its package and its imports.

/// The head of a file.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Clause<'t> {
    /// The package's name; empty where it cannot be read.
    pub(super) package: &'t str,
    /// The paths that are imported.
    pub(super) imports: Vec<&'t str>,
}

/// What begins where the head of a file ends.
const DECLARATIONS: [&str; 4] = ["func", "type", "var", "const"];

/// Reads the head of a file; nothing when the file says nothing. Where it is broken, whatever stands in quotes there may be
/// imported: who reads the file tells what is wrong with it.
pub(super) fn clause(text: &str) -> Option<Clause<'_>> {
    let text = text.trim_start_matches('\u{feff}');
    let mut clause = Clause::default();
    let Some(head) = behind_blanks(text) else {
        clause.imports = in_quotes(text);
        return Some(clause);
    };
    if head.is_empty() {
        return None;
    }
    let Some((package, rest)) = package(head) else {
        clause.imports = in_quotes(text);
        return Some(clause);
    };
    clause.package = package;
    let end = behind_imports(rest, &mut clause.imports);
    if !end.is_some_and(is_end) {
        clause.imports.extend(in_quotes(text));
    }
    Some(clause)
}

/// What follows the imports; nothing where they are broken.
fn behind_imports<'t>(text: &'t str, imports: &mut Vec<&'t str>) -> Option<&'t str> {
    let mut rest = text;
    while let Some(list) = behind_blanks(rest).and_then(import) {
        rest = match list.strip_prefix('(') {
            Some(inside) => inside_parentheses(inside, imports)?,
            None => one(list, imports)?,
        };
    }
    Some(rest)
}

/// `package name`, and what follows.
fn package(text: &str) -> Option<(&str, &str)> {
    let name = behind_blanks(behind_word(text, "package")?)?;
    let end = name.find(|char: char| !is_word(char)).unwrap_or(name.len());
    (end > 0).then(|| name.split_at(end))
}

/// What follows the word `import`.
fn import(text: &str) -> Option<&str> {
    behind_word(behind_blanks(text.trim_start_matches(';'))?, "import").and_then(behind_blanks)
}

fn behind_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    text.strip_prefix(word).filter(|rest| !rest.starts_with(is_word))
}

/// Whether the first declaration, or nothing at all, stands here.
fn is_end(text: &str) -> bool {
    let next = behind_blanks(text).map(|next| next.trim_start_matches(';'));
    let Some(next) = next.and_then(behind_blanks) else { return false };
    next.is_empty() || DECLARATIONS.iter().any(|word| behind_word(next, word).is_some())
}

/// What stands in quotes before the first function.
fn in_quotes(text: &str) -> Vec<&str> {
    let head = text.lines().take_while(|line| behind_word(line, "func").is_none());
    let parts = head.flat_map(|line| line.split(['"', '`']).skip(1).step_by(2));
    parts.filter(|part| !part.is_empty()).collect()
}

/// Whether a file says that it is not part of its package.
pub(super) fn is_ignored(text: &str) -> bool {
    let head = text.lines().take_while(|line| !line.starts_with("package"));
    let mut constraints = head.filter_map(|line| line.trim().strip_prefix("//go:build"));
    constraints.any(|constraint| constraint.trim() == "ignore")
}

fn inside_parentheses<'t>(text: &'t str, imports: &mut Vec<&'t str>) -> Option<&'t str> {
    let mut rest = text;
    loop {
        let next = behind_blanks(rest)?.trim_start_matches(';');
        match next.strip_prefix(')') {
            Some(after) => return Some(after),
            None => rest = one(next, imports)?,
        }
    }
}

/// `name "path"`
fn one<'t>(text: &'t str, imports: &mut Vec<&'t str>) -> Option<&'t str> {
    let start = text.find(['"', '`', '\n'])?;
    let quote = char::from(text.as_bytes()[start]);
    let inside = &text[start + 1..];
    let end = inside.find([quote, '\n'])?;
    if quote == '\n' || inside[end..].starts_with('\n') {
        return None;
    }
    imports.push(&inside[..end]);
    Some(&inside[end + 1..])
}

/// What follows blanks and comments; nothing behind a comment that is not closed.
fn behind_blanks(text: &str) -> Option<&str> {
    let mut rest = text.trim_start();
    loop {
        rest = if let Some(comment) = rest.strip_prefix("//") {
            comment.split_once('\n').map_or("", |(_, rest)| rest.trim_start())
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
    fn comments_and_lines_may_stand_before_the_name() {
        for text in ["package /* x */ shop\n", "package\n\n// x\nshop;", "package shop"] {
            assert_eq!(clause(text).map(|clause| clause.package), Some("shop"), "{text}");
        }
        let text = "package a; import \"b\"; import(\"c\")\nimport/**/\"d\"";
        assert_eq!(clause(text).expect("it has a clause").imports, ["b", "c", "d"]);
    }

    #[test]
    fn a_file_that_says_nothing_has_no_head() {
        for text in ["", "\u{feff}", "// nothing", "/* nothing */\n"] {
            assert_eq!(clause(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_quoted_in_a_broken_head_may_be_imported() {
        fn read(text: &str) -> (&str, Vec<&str>) {
            clause(text).map(|clause| (clause.package, clause.imports)).unwrap_or_default()
        }
        let imports = "import amqp \"a/b\"\n\nfunc f() { g(\"h\") }\n";
        for (package, before) in [
            ("", ""),
            ("", "pakage main\n"),
            ("", "packages main\n"),
            ("", "package \"main\"\n"),
            ("", "<<<<<<< HEAD\npackage main\n"),
            ("", "/* never closed\n"),
            ("main", "package main\nx y z\n"),
        ] {
            let text = format!("{before}{imports}");
            let (found, imports) = read(&text);
            assert_eq!((found, imports.last()), (package, Some(&"a/b")), "{before}");
        }
        let open = read("package main\nimport amqp \"a/b\nimport \"c\"\n\nfunc f() {}\n");
        assert!(open.1.contains(&"a/b"));
    }

    #[test]
    fn a_file_may_be_no_part_of_its_package() {
        assert!(is_ignored("//go:build ignore\n\npackage main\n"));
        assert!(!is_ignored("//go:build linux\n\npackage main\n// //go:build ignore\n"));
    }
}
