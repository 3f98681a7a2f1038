//! Conversions: calls that run a function of the type that is asked for, as `into` runs `From::from`.

use crate::facts::{Name, intern};
use crate::flow::Evaluator;
use crate::program::{FnId, Head};
use crate::types::infer::{Callee, Target};
use crate::types::ty::Ty;

impl Evaluator<'_, '_> {
    /// The program's own functions that a conversion runs; none for other calls.
    pub(crate) fn conversions(&self, target: Option<&Target>) -> Vec<FnId> {
        let Some(target) = target else { return Vec::new() };
        let Callee::Outside(path) = target.callee else { return Vec::new() };
        let Some(conversion) = self.knowledge.conversion(path) else { return Vec::new() };
        let Some(of) = target.arg(intern(&conversion.of)).filter(|of| self.is_made_by_program(of))
        else {
            return Vec::new();
        };
        let from = conversion.from.as_ref().and_then(|name| target.arg(intern(name)));
        let found = self.types.functions_of(intern(&conversion.runs), of, from);
        found.into_iter().map(|found| found.function).collect()
    }

    /// Whether a conversion to a type may be one of the program: to its own types, and to a client's options.
    fn is_made_by_program(&self, of: &Ty) -> bool {
        match of {
            Ty::Adt(..) => true,
            Ty::External(path, _) => {
                // No program makes a channel by `into`.
                self.knowledge.is_client_path(*path) && self.knowledge.handle(*path).is_none()
            }
            _ => false,
        }
    }

    /// The program's own functions that a path names which begins with a client's type: `BasicConsumeOptions::from`.
    pub(crate) fn associated_of_client(&self, path: Name) -> Vec<FnId> {
        let Some((owner, name)) = path.as_str().rsplit_once("::") else { return Vec::new() };
        let key = (Head::External(intern(owner)), intern(name));
        let known = self.program.methods.get(&key).filter(|_| self.knowledge.is_client_path(path));
        // A method has a receiver, which is looked at first.
        let is_associated = |id: &FnId| self.program.function(*id).function.receiver.is_none();
        known.into_iter().flatten().copied().filter(is_associated).collect()
    }
}
