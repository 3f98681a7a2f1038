//! Comments that speak to the linter.
//!
//! The parser leaves comments out: they are what stands between its tokens and is no white space. So neither strings nor
//! documentation can be taken for one. What the comment says and what it is on is found for all languages alike.

use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::lowerer::Lowerer;
use crate::facts::{MarkedComment, Span, to_u32};
use crate::lower::comments::{Node, Places, Token, TokenKind};

impl Lowerer<'_> {
    /// Remembers something without attributes that a comment can be on.
    pub(super) fn node(&mut self, start: u32, end: u32) {
        if self.has_marks && start < end {
            self.nodes.push(Node { start, head: start, end });
        }
    }

    /// The comments between the tokens of the code that a text ends with.
    pub(super) fn comments(
        &self,
        text: &str,
        code: &str,
        tokens: TokenStream,
    ) -> Vec<MarkedComment> {
        let base = text.len() - code.len();
        let mut flat = Vec::new();
        self.flatten(tokens, &mut flat);
        // Documentation inside a macro call arrives as tokens, but is a comment to its reader.
        flat.retain(|token| {
            let rest = &text[token.span.start as usize..];
            !rest.starts_with("//") && !rest.starts_with("/*")
        });
        let place = Places { text, nodes: &self.nodes, tokens: &flat };
        let mut found = Vec::new();
        let mut at = to_u32(base);
        for next in 0..=flat.len() {
            let end = flat.get(next).map_or(to_u32(text.len()), |token| token.span.start);
            if at < end {
                let gap = &code[at as usize - base..end as usize - base];
                for (from, to) in comments_in(gap) {
                    let span = Span { start: at + to_u32(from), end: at + to_u32(to) };
                    found.extend(place.comment(span, next));
                }
            }
            at = flat.get(next).map_or(end, |token| at.max(token.span.end));
        }
        found
    }

    fn flatten(&self, tokens: TokenStream, out: &mut Vec<Token>) {
        for tree in tokens {
            match tree {
                TokenTree::Group(group) if group.delimiter() != Delimiter::None => {
                    let span = self.spans.of(group.span_open());
                    out.push(Token { span, kind: TokenKind::Open });
                    self.flatten(group.stream(), out);
                    let span = self.spans.of(group.span_close());
                    out.push(Token { span, kind: TokenKind::Close });
                }
                TokenTree::Group(group) => self.flatten(group.stream(), out),
                tree => {
                    let kind = match &tree {
                        TokenTree::Punct(punct) if matches!(punct.as_char(), ',' | ';') => {
                            TokenKind::Separator
                        }
                        _ => TokenKind::Other,
                    };
                    out.push(Token { span: self.spans.of(tree.span()), kind });
                }
            }
        }
    }
}

/// The comments of a text without tokens.
fn comments_in(gap: &str) -> Vec<(usize, usize)> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(start) = gap[at..].find('/').map(|start| at + start) {
        let len = if gap[start..].starts_with("/*") {
            block_len(&gap[start..])
        } else {
            gap[start..].find('\n').unwrap_or(gap.len() - start)
        };
        at = start + len;
        found.push((start, at));
    }
    found
}

/// Length of the block comment that a text starts with. They nest.
fn block_len(text: &str) -> usize {
    let bytes = text.as_bytes();
    let (mut at, mut depth) = (0, 0_usize);
    while at < bytes.len() {
        match &bytes[at..] {
            [b'/', b'*', ..] => {
                depth += 1;
                at += 2;
            }
            [b'*', b'/', ..] => {
                depth -= 1;
                at += 2;
                if depth == 0 {
                    return at;
                }
            }
            _ => at += 1,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use crate::facts::{Span, to_u32};
    use crate::lower::rust::places_above;
    use crate::lower::rust::testing::{facts, slice};

    /// What the comments of a text say, and what each is on.
    fn comments(text: &str) -> Vec<(String, Option<String>)> {
        let part = |span| slice(text, span).to_owned();
        let facts = facts(text);
        let comments = facts.comments.iter();
        comments.map(|it| (part(it.words), it.target.map(part))).collect()
    }

    #[test]
    fn only_comments_that_begin_with_the_name_speak() {
        let text = r##"
            #![doc = "// chanlint: x"]
            /// chanlint: x
            //! chanlint: x
            /** chanlint: x */
            //// chanlint: x
            // see chanlint: x
            // chanlint::x
            // chanlint x
            /* // chanlint: x */
            fn f<'a>(a: &'a str) {
                "// chanlint: x"; r#"" // chanlint: x"#; b"/* chanlint: x */"; '"'; '\''; c"// chanlint: x";
                info!("// chanlint: x"); // chanlint: yes
                let a = 'a'; /* /* nested */ // chanlint: x */
                /*chanlint:   also   */
            }
        "##;
        let said: Vec<String> = comments(text).into_iter().map(|(words, ..)| words).collect();
        assert_eq!(said, ["yes", "also"]);
    }

    #[test]
    fn offsets_are_right_behind_marks_and_wide_characters() {
        let text =
            "\u{feff}#!/bin/run\r\n/* 漢字 */ fn f() {\r\n    // chanlint: ü \r\n    é();\r\n}";
        let found = comments(text);
        assert_eq!(found[0].0, "ü");
        assert_eq!(found[0].1.as_deref(), Some("é()"));
    }

    #[test]
    fn comments_in_test_code_that_is_left_out_say_nothing() {
        use crate::lower::rust::{Surroundings, TestCode, lower_in};
        let text = "#[cfg(test)] mod tests { // chanlint: x\n }\n// chanlint: y\nfn f() {}";
        let around = Surroundings { test_code: TestCode::LeftOut, ..Surroundings::default() };
        assert_eq!(lower_in(text, &around).unwrap().comments.len(), 1);
        assert_eq!(comments(text).len(), 2);
    }

    /// What the only comment of a function body is on, and the line that it is about.
    #[track_caller]
    fn check(body: &str, target: Option<&str>, line: Option<&str>) {
        let text = format!("fn f() {{\n{body}\n}}\n");
        let found = facts(&text).comments;
        let [comment] = &found[..] else { panic!("one comment: {found:?}") };
        let part = |span: Option<Span>| span.map(|span| slice(&text, span));
        assert_eq!((part(comment.target), part(comment.line)), (target, line), "{body}");
    }

    #[test]
    fn a_comment_above_is_on_all_that_starts_below() {
        let above = |below: &str, target: &str| {
            check(&format!("a;\n// chanlint: x\n{below}"), Some(target), None);
        };
        above(
            "let a = b\n    .c(\n        d,\n    );\ne;",
            "let a = b\n    .c(\n        d,\n    );",
        );
        above("// more\n\n/* and more */ a.b();", "a.b()");
        above("a += b.c() + d;", "a += b.c() + d");
        above("#[cfg(x)]\n#[y]\nlet a = b;", "#[cfg(x)]\n#[y]\nlet a = b;");
        above("/// doc\nfn g() {}", "fn g() {}");
        above("if a { b } else { c }", "if a { b } else { c }");
        above("info!(a, b);", "info!(a, b)");
        above("a.b()", "a.b()");
    }

    #[test]
    fn a_comment_above_may_stand_inside_of_things() {
        check(
            "match a {\n    b => c,\n    // chanlint: x\n    D { e } if f => g(),\n}",
            Some("D { e } if f => g()"),
            None,
        );
        check("let a = B {\n    c,\n    // chanlint: x\n    d: e.f(),\n};", Some("d: e.f()"), None);
        check("a(\n    b,\n    // chanlint: x\n    c.d(),\n);", Some("c.d()"), None);
        check("join!(\n    b,\n    // chanlint: x\n    c.d(),\n);", Some("c.d()"), None);
        check(
            "select! {\n    a = b => c,\n    // chanlint: x\n    d = e.f() => g(),\n}",
            Some("d = e.f() => g()"),
            None,
        );
        check(
            "#[a]\n// chanlint: x\n#[b]\nfn g() {}",
            Some("#[a]\n// chanlint: x\n#[b]\nfn g() {}"),
            None,
        );
        check(
            "a\n    .b()\n    // chanlint: x\n    .c()\n    .d();",
            Some("a\n    .b()\n    // chanlint: x\n    .c()"),
            None,
        );
        check("a;\n// chanlint: x", None, None);
    }

    #[test]
    fn a_comment_below_a_brace_is_on_the_line_of_the_brace_too() {
        check(
            "spawn(async move {\n    // chanlint: x\n    a.b();\n});",
            Some("a.b()"),
            Some("spawn(async move {"),
        );
        check("match a {\n    // chanlint: x\n    b => c,\n}", Some("b => c"), Some("match a {"));
    }

    #[test]
    fn a_comment_behind_code_is_on_its_line_and_on_what_ends_there() {
        let behind = |text: &str, target: Option<&str>| {
            let line = text.lines().find(|line| line.contains("chanlint: x"));
            check(text, target, line);
        };
        behind("a.b(); // chanlint: x", Some("a.b()"));
        behind("let a = b\n    .c(); // chanlint: x\nd;", Some("let a = b\n    .c();"));
        behind("a.b() // chanlint: x", Some("a.b()"));
        behind("spawn(async {\n    a;\n}); // chanlint: x\nb;", Some("spawn(async {\n    a;\n})"));
        behind("spawn(async { // chanlint: x\n    a;\n});", None);
        behind("a\n    .b() // chanlint: x\n    .c();", Some("a\n    .b()"));
        behind("let a = // chanlint: x\n    b;", None);
        behind(
            "match a {\n    b => {\n        c\n    } // chanlint: x\n    d => e,\n}",
            Some("b => {\n        c\n    }"),
        );
        behind(
            "a(\n    b,\n    c\n        .d(), // chanlint: x\n    e,\n);",
            Some("c\n        .d()"),
        );
        behind("#[a] // chanlint: x\nfn g() {}", Some("#[a] // chanlint: x\nfn g() {}"));
        behind("a(/* chanlint: x */ b);", None);
        behind("struct A {\n    b: C, // chanlint: x\n    d: E,\n}", Some("b: C"));
    }

    #[test]
    fn lines_of_comments_find_a_place_above_what_holds_a_range() {
        let text = "fn f() {\n    a(|| b\n        .c());\n    d(\n        e,\n    ); g();\n}";
        let place = |words: &str| {
            let start = text.find(words).unwrap();
            let range = Span { start: to_u32(start), end: to_u32(start + words.len()) };
            places_above(text, &[range])[0].map(|at| &text[at as usize..][..1])
        };
        assert_eq!(place("c()"), Some("a"));
        assert_eq!(place("e"), Some("e"));
        assert_eq!(place("g()"), Some("f"));
        assert_eq!(place("fn f"), Some("f"));
    }
}
