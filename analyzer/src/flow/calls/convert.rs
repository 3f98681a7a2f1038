//! Conversions: calls that run a function of the type that is asked for, as `into` runs `From::from`.

use ustr::ustr;

use crate::flow::Evaluator;
use crate::program::FnId;
use crate::types::infer::{Callee, Target};
use crate::types::ty::Ty;

impl Evaluator<'_, '_> {
    /// The program's own functions that a conversion runs; none for other calls and for types outside.
    pub(crate) fn conversions(&self, target: Option<&Target>) -> Vec<FnId> {
        let Some(target) = target else { return Vec::new() };
        let Callee::Outside(path) = target.callee else { return Vec::new() };
        let Some(conversion) = self.knowledge.conversion(path) else { return Vec::new() };
        // Of a type outside there is no body to run.
        let Some(of @ Ty::Adt(..)) = target.arg(ustr(&conversion.of)) else { return Vec::new() };
        let from = conversion.from.as_ref().and_then(|name| target.arg(ustr(name)));
        let found = self.types.functions_of(ustr(&conversion.runs), of, from);
        found.into_iter().map(|found| found.function).collect()
    }
}
