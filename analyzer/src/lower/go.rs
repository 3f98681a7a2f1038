//! The front end for Go: the tree that `tree-sitter` makes of a file, with what is broken in it left out.
//!
//! The only place that knows that parser. It sees one file: what other files of its package declare, it does not know.

mod broken;
mod choices;
mod comments;
mod contexts;
mod control;
mod declarations;
mod definitions;
mod expressions;
mod imports;
mod literals;
mod lowerer;
mod statements;
mod tree;
mod types;
mod variables;

use super::front::LowerError;
use crate::facts::Facts;
use lowerer::Lowerer;
use tree::{Depth, Parsed};

/// The stack that lowering needs, in bytes.
pub(super) const STACK: usize = 32 << 20;

/// How deep nodes may stand inside each other: lowering recurses with them.
const MOST_NESTED: usize = 4_000;

/// Parses and lowers one file. Needs [`STACK`].
pub(super) fn lower(text: &str) -> Result<Facts, LowerError> {
    if text.contains('\r') && !text.contains('\n') {
        let message = "its lines end with carriage returns alone, which end no line in Go";
        return Err(LowerError { offset: 0, message: message.to_owned() });
    }
    let parsed = Parsed::new(text)
        .ok_or_else(|| LowerError { offset: 0, message: "the parser gave up".to_owned() })?;
    let Depth { levels, links, at } = parsed.depth();
    if levels > MOST_NESTED {
        let is_chain = levels - links <= MOST_NESTED;
        let message = if is_chain {
            format!("a chain is too long ({links} links)")
        } else {
            format!("nested too deeply ({levels} levels)")
        };
        return Err(LowerError { offset: at, message });
    }
    let root = parsed.root();
    let mut lowerer = Lowerer::new(text);
    let items = lowerer.items(root);
    let broken = broken::broken(root);
    let comments = comments::comments(text, root);
    Ok(Facts { items, skipped: lowerer.skipped, broken, comments, ..Facts::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_nests_too_deep_is_refused_by_name() {
        let deep = format!("package a\nvar x = {}1{}\n", "(".repeat(100_000), ")".repeat(100_000));
        let error = lower(&deep).expect_err("nobody writes this");
        assert!(error.message.starts_with("nested too deeply (1000"), "{}", error.message);
    }

    #[test]
    fn a_long_chain_is_not_called_nested() {
        for link in [" + x", ".f()", "[0]"] {
            let error = lower(&format!("package a\nvar x = y{}\n", link.repeat(10_000)));
            let error = error.expect_err("nobody writes this");
            assert!(error.message.starts_with("a chain is too long ("), "{}", error.message);
        }
    }

    #[test]
    fn a_broken_declaration_costs_itself() {
        let text = "package a\nfunc f() { g() }\nfunc ) {\nfunc h() { }\n";
        let facts = lower(text).expect("the rest is read");
        assert_eq!(facts.items.len(), 2, "{facts:?}");
    }
}
