//! Operators: those of numbers and strings are the language's own, all others are traits.

use super::Infer;
use crate::facts::{ExprId, Name};
use crate::types::ty::{Args, Projection, TraitKey, TraitRef, Ty};
use crate::types::words::{WORDS, bool, plain};

impl Infer<'_, '_> {
    pub(super) fn binary(&mut self, op: Name, left: ExprId, right: ExprId) -> Ty {
        let ty = self.expr(left, &Ty::Unknown);
        if is_logical(op) {
            self.expr(right, &Ty::Unknown);
            return bool();
        }
        let other = self.expr(right, &Ty::Unknown);
        if is_comparison(op) {
            if self.is_number(&ty) && self.is_number(&other) {
                self.unify(&ty, &other);
            }
            return bool();
        }
        if self.is_number(&ty) && (self.is_number(&other) || self.table.is_doubtful(&other)) {
            let shifts = matches!(op.as_str(), "<<" | ">>");
            if !shifts {
                self.unify(&ty, &other);
            }
            return ty;
        }
        match operator(op) {
            Some(of) => self.operated(&ty, of, [other].into()),
            None => Ty::Unknown,
        }
    }

    pub(super) fn unary(&mut self, op: Name, operand: ExprId) -> Ty {
        let ty = self.expr(operand, &Ty::Unknown);
        if self.is_number(&ty) || self.table.shallow(&ty) == plain(WORDS.bool) {
            return ty;
        }
        let of = if op == "-" { "std::ops::Neg" } else { "std::ops::Not" };
        self.operated(&ty, of, Args::default())
    }

    fn is_number(&self, ty: &Ty) -> bool {
        match self.table.shallow_ref(ty) {
            Ty::External(path, _) => WORDS.is_number(*path),
            ty => self.table.is_number(ty),
        }
    }

    /// What an operator gives that is a trait.
    fn operated(&mut self, ty: &Ty, of: &str, args: Args) -> Ty {
        let of = TraitRef { args, ..TraitRef::bare(TraitKey::Outside(Name::from(of))) };
        let base = self.table.shallow(ty);
        if matches!(base, Ty::Var(_)) {
            return Ty::Unknown;
        }
        self.associated(&Projection { base, of: Some(of), name: WORDS.output }).unwrap_or_default()
    }
}

fn is_logical(op: Name) -> bool {
    matches!(op.as_str(), "&&" | "||")
}

fn is_comparison(op: Name) -> bool {
    matches!(op.as_str(), "==" | "!=" | "<" | ">" | "<=" | ">=")
}

/// The trait behind an operator.
fn operator(op: Name) -> Option<&'static str> {
    Some(match op.as_str() {
        "+" => "std::ops::Add",
        "-" => "std::ops::Sub",
        "*" => "std::ops::Mul",
        "/" => "std::ops::Div",
        "%" => "std::ops::Rem",
        "&" => "std::ops::BitAnd",
        "|" => "std::ops::BitOr",
        "^" => "std::ops::BitXor",
        "<<" => "std::ops::Shl",
        ">>" => "std::ops::Shr",
        _ => return None,
    })
}
