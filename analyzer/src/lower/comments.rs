//! Comments that speak to the linter.
//!
//! The parser leaves comments out: they are what stands between its tokens and is no white space. So neither strings nor
//! documentation can be taken for one. What the comment says is not read here, and what it is on is found next door.

pub(super) mod places;

use places::Places;
use proc_macro2::{Delimiter, TokenStream, TokenTree};

use super::Lowerer;
use super::span::to_u32;
use crate::facts::{MarkedComment, Span};

/// What a comment that speaks to the linter begins with.
const PREFIX: &str = "chanlint:";

/// A token of the text, groups taken apart.
#[derive(Debug, Clone, Copy)]
struct Token {
    span: Span,
    kind: TokenKind,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TokenKind {
    /// `(`, `[`, `{`
    Open,
    /// `)`, `]`, `}`
    Close,
    /// `,`, `;`
    Separator,
    Other,
}

/// Whether a text may hold a comment that speaks to the linter.
pub(super) fn may_speak(text: &str) -> bool {
    text.contains(PREFIX)
}

impl Lowerer<'_> {
    /// Remembers something without attributes that a comment can be on.
    pub(super) fn node(&mut self, start: u32, end: u32) {
        if self.has_marks && start < end {
            self.nodes.push(places::Node { start, head: start, end });
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

/// What stands behind `chanlint:` in a comment that begins with it. Documentation begins with a third `/`, `*` or `!`.
fn words(text: &str, comment: Span) -> Option<Span> {
    let whole = &text[comment.start as usize..comment.end as usize];
    let inner = whole.strip_prefix("//").or_else(|| {
        let inner = whole.strip_prefix("/*")?;
        Some(inner.strip_suffix("*/").unwrap_or(inner))
    })?;
    let words = inner.trim_start().strip_prefix(PREFIX).filter(|words| !words.starts_with(':'))?;
    // Both comment openers have two bytes.
    let start = comment.start + 2 + to_u32(inner.len() - words.trim_start().len());
    Some(Span { start, end: start + to_u32(words.trim().len()) })
}

#[cfg(test)]
mod tests {
    use crate::lower::testing::{facts, slice};

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
        use crate::lower::{Surroundings, TestCode, lower_in};
        let text = "#[cfg(test)] mod tests { // chanlint: x\n }\n// chanlint: y\nfn f() {}";
        let around = Surroundings { test_code: TestCode::LeftOut, ..Surroundings::default() };
        assert_eq!(lower_in(text, &around).unwrap().comments.len(), 1);
        assert_eq!(comments(text).len(), 2);
    }
}
