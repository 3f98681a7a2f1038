//! What macros give that the front end reads as what they are.

use super::Infer;
use crate::facts::{ExprId, Name};
use crate::types::ty::Ty;
use crate::types::words::{WORDS, bool, plain};

impl Infer<'_, '_> {
    pub(super) fn known_macro(&mut self, name: Name, args: &[ExprId]) -> Ty {
        let given: Vec<Ty> = args.iter().map(|&arg| self.expr(arg, &Ty::Unknown)).collect();
        match name.as_str() {
            "panic" | "unreachable" | "todo" | "unimplemented" | "bail" => Ty::Never,
            "format" => plain(WORDS.string),
            "concat" | "stringify" | "env" | "include_str" | "file" | "module_path" => {
                plain(WORDS.str)
            }
            "matches" | "cfg" => bool(),
            "dbg" | "ready" | "black_box" => given.into_iter().next().unwrap_or_default(),
            "pin" => match given.into_iter().next() {
                Some(pinned) => Ty::External(WORDS.pin, [pinned].into()),
                None => Ty::Unknown,
            },
            "json" => Ty::outside("serde_json::Value"),
            "anyhow" | "format_err" => Ty::outside("anyhow::Error"),
            "eyre" => Ty::outside("eyre::Report"),
            // Of text or of bytes: the errors differ.
            "write" | "writeln" => Ty::External(WORDS.result, [Ty::unit(), Ty::Unknown].into()),
            "println" | "eprintln" | "print" | "eprint" | "assert" | "assert_eq" | "assert_ne"
            | "debug_assert" | "debug_assert_eq" | "error" | "warn" | "info" | "debug"
            | "trace" | "ensure" | "event" | "log" => Ty::unit(),
            "span" | "error_span" | "warn_span" | "info_span" | "debug_span" | "trace_span" => {
                Ty::outside("tracing::Span")
            }
            _ => Ty::Unknown,
        }
    }
}
