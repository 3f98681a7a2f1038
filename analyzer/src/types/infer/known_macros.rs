//! What macros give that the front end reads as what they are.

use super::Infer;
use crate::facts::{ExprId, Name};
use crate::types::ty::Ty;

impl Infer<'_, '_> {
    pub(super) fn known_macro(&mut self, name: Name, args: &[ExprId]) -> Ty {
        let given: Vec<Ty> = args.iter().map(|&arg| self.expr(arg, &Ty::Unknown)).collect();
        match name.as_str() {
            "panic" | "unreachable" | "todo" | "unimplemented" | "bail" => Ty::Never,
            "format" => Ty::outside("std::string::String"),
            "concat" | "stringify" | "env" | "include_str" | "file" | "module_path" => {
                Ty::outside("str")
            }
            "matches" | "cfg" => Ty::outside("bool"),
            "dbg" | "pin" | "ready" | "black_box" => given.into_iter().next().unwrap_or_default(),
            "println" | "eprintln" | "print" | "eprint" | "assert" | "assert_eq" | "assert_ne"
            | "debug_assert" | "error" | "warn" | "info" | "debug" | "trace" => Ty::unit(),
            _ => Ty::Unknown,
        }
    }
}
