//! Changes to the text between tokens.

use generator::text::{Kind, tokens};

/// Line ends as on Windows.
pub(crate) fn with_carriage_returns(text: &str) -> Option<String> {
    text.contains('\n').then(|| text.replace("\r\n", "\n").replace('\n', "\r\n"))
}

/// A comment wherever there is white space.
pub(crate) fn with_comments(text: &str) -> String {
    let mut out = String::new();
    for token in tokens(text) {
        if token.space {
            out.push_str(" /* channel.close() */ ");
        }
        out.push_str(&token.text);
        if token.kind == Kind::LineComment {
            out.push('\n');
        }
    }
    out
}
