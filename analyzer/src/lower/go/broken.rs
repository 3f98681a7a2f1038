//! What of a file could not be parsed: each such place costs the declaration or statement that it stands in, and is told.

use super::tree::{Kind, Node};
use crate::facts::Broken;

/// Every such place, in the order of the text.
pub(super) fn broken(root: Node<'_>) -> Vec<Broken> {
    let mut found = Vec::new();
    root.each_broken(|node| found.push(told(node)));
    let clause = root.child_of(Kind::PackageClause);
    if clause.is_none() && found.is_empty() && root.child().is_some() {
        found.push(Broken { at: 0, why: "it has no package clause".to_owned() });
    }
    found
}

fn told(node: Node<'_>) -> Broken {
    let why = match node.missing() {
        Some(sign) => format!("expected `{sign}`"),
        None => "syntax error".to_owned(),
    };
    Broken { at: node.span().start, why }
}

#[cfg(test)]
mod tests {
    use crate::lower::go::lower;

    /// Where a file is broken, and why.
    fn broken(text: &str) -> Vec<(usize, String)> {
        let facts = lower(text).expect("the rest is read");
        let line = |at: u32| text[..at as usize].lines().count();
        facts.broken.into_iter().map(|broken| (line(broken.at), broken.why)).collect()
    }

    #[test]
    fn what_is_broken_inside_of_a_declaration_is_told() {
        let clause = "package a\n";
        for (code, line) in [
            ("func f() {\n\tgo g(ch \"a\")\n\th()\n}\n", 3),
            ("func f() {\n\tg(\"a)\n}\n", 3),
            ("func f() {\n\tx := := 3\n\tg()\n}\n", 3),
            ("type T struct {\n\ta b c d\n}\n", 3),
            ("func f() {\n<<<<<<< HEAD\n\tg()\n=======\n>>>>>>> b\n}\n", 2),
        ] {
            let found = broken(&format!("{clause}{code}"));
            assert!(found.first().is_some_and(|(at, _)| *at == line), "{code}: {found:?}");
        }
        let open = broken("package a\nfunc f() {\n\tg()\n");
        assert_eq!(open.first().map(|(_, why)| why.as_str()), Some("expected `}`"), "{open:?}");
    }

    #[test]
    fn values_for_new_are_not_broken() {
        let text = "package a\nvar a = new(\"b\")\nfunc f() { g(new(int32(0))); x := T{make(n - 1)}; h(x, new(f(g(x.y)))) }\n";
        assert_eq!(broken(text), []);
    }

    #[test]
    fn a_file_without_a_package_clause_is_told_and_an_empty_one_is_not() {
        assert_eq!(broken("func f() {}\n"), [(0, "it has no package clause".to_owned())]);
        assert_eq!(broken("// nothing\n"), []);
    }
}
