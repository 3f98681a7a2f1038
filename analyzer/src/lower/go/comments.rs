//! Comments that speak to the linter, `//nolint:chanlint` among them: how users of other linters of Go write it.

use super::tree::{Kind, Node as Tree};
use crate::facts::{MarkedComment, Span, to_u32};
use crate::lower::comments::{Node, Places, Token, TokenKind, may_speak, words};

/// What other linters' comments begin with.
const NOLINT: &str = "nolint:";

/// The comments of a file that speak to the linter.
pub(super) fn comments(text: &str, root: Tree<'_>) -> Vec<MarkedComment> {
    if !may_speak(text) && !text.contains(NOLINT) {
        return Vec::new();
    }
    let (mut nodes, mut tokens, mut comments) = (Vec::new(), Vec::new(), Vec::new());
    root.each_below(|node, is_leaf| {
        let span = node.span();
        if node.kind() == Kind::Comment {
            comments.push((span, tokens.len()));
        } else if is_leaf && span.start < span.end {
            tokens.push(Token { span, kind: kind_of(text, span) });
        }
        if can_be_spoken_of(node) {
            nodes.push(Node { start: span.start, head: span.start, end: span.end });
        }
    });
    let places = Places { text, nodes: &nodes, tokens: &tokens };
    let marked = comments.into_iter().filter_map(|(span, next)| {
        let words = words(text, span).or_else(|| nolint(text, span))?;
        Some(places.comment_of(span, words, next))
    });
    marked.collect()
}

/// `//nolint:a,chanlint // reason`: what stands behind the slashes.
fn nolint(text: &str, comment: Span) -> Option<Span> {
    let whole = text.get(comment.start as usize..comment.end as usize)?;
    let words = whole.strip_prefix("//")?.trim_start();
    let list = words.strip_prefix(NOLINT)?.split("//").next()?;
    let speaks = list.split(',').any(|name| name.trim() == "chanlint");
    let start = comment.end - to_u32(words.len());
    speaks.then_some(Span { start, end: comment.end })
}

fn kind_of(text: &str, span: Span) -> TokenKind {
    match text.get(span.start as usize..span.end as usize) {
        Some("(" | "[" | "{") => TokenKind::Open,
        Some(")" | "]" | "}") => TokenKind::Close,
        Some("," | ";") => TokenKind::Separator,
        _ => TokenKind::Other,
    }
}

/// Whether a comment can be on a node: on a declaration, a statement, a field, a case, an element or an expression.
fn can_be_spoken_of(node: Tree<'_>) -> bool {
    !matches!(
        node.kind(),
        Kind::SourceFile
            | Kind::Comment
            | Kind::Error
            | Kind::StatementList
            | Kind::ExpressionList
            | Kind::ParameterList
            | Kind::FieldDeclarationList
            | Kind::LiteralValue
    ) && node.is_named()
}

#[cfg(test)]
mod tests {
    use super::super::lower;

    /// For each comment what it says and what it is on.
    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let facts = lower(text).expect("it is read");
        let cut = |span: crate::facts::Span| &text[span.start as usize..span.end as usize];
        let found: Vec<(&str, &str)> = facts
            .comments
            .iter()
            .map(|comment| (cut(comment.words), comment.target.map_or("", cut)))
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_comment_is_on_the_statement_below_it() {
        check(
            "package a\n\nfunc f() {\n\t// chanlint: allow(x) -- why\n\tg()\n\th()\n}\n",
            &[("allow(x) -- why", "g()")],
        );
    }

    #[test]
    fn a_comment_behind_code_is_on_what_ends_there() {
        check(
            "package a\n\nfunc f() {\n\tg() //nolint:errcheck,chanlint // why\n}\n",
            &[("nolint:errcheck,chanlint // why", "g()")],
        );
    }

    #[test]
    fn comments_to_others_say_nothing() {
        check("package a\n\nvar s = \"// chanlint: allow(x)\" //nolint:errcheck\n", &[]);
    }
}
