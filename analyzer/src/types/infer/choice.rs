//! Which of several functions of a name a call means: the one that takes such arguments.

use super::Infer;
use super::method::Found;
use crate::facts::{ExprId, ExprKind, Name};
use crate::types::ty::Ty;

/// The types of arguments that were looked at before the function was known, by their position.
pub(super) type Given = Vec<Option<Ty>>;

impl Infer<'_, '_> {
    /// Of several functions one, with what its arguments are as far as that was needed to choose.
    pub(super) fn chosen_by(
        &mut self,
        mut found: Vec<Found>,
        name: Name,
        args: &[ExprId],
    ) -> (Option<Found>, Given) {
        let converting = found.iter().find_map(|found| found.of.filter(|of| self.converts(*of)));
        if found.len() < 2 && converting.is_none() {
            return (found.pop(), Vec::new());
        }
        let given: Given = args.iter().map(|&arg| self.argument_type(arg)).collect();
        if let Some(at) = (0..found.len()).find(|&at| self.takes(&found[at], &given)) {
            return (Some(found.swap_remove(at)), given);
        }
        // What is not written down, a macro may have derived.
        let assumed = converting.and_then(|of| self.assumed_of(&found[0].step.clone(), of, name));
        (assumed.or_else(|| found.into_iter().next()), given)
    }

    /// The type of an argument; of code it is only known where it is given.
    fn argument_type(&mut self, arg: ExprId) -> Option<Ty> {
        let is_code = matches!(self.body.exprs[arg].kind, ExprKind::Closure { .. });
        (!is_code).then(|| self.expr(arg, &Ty::Unknown))
    }

    fn takes(&mut self, found: &Found, given: &Given) -> bool {
        let before = self.table.snapshot();
        let inputs = self.inputs_of(found, given.len());
        let fits = inputs.iter().zip(given).all(|(input, given)| match given {
            Some(ty) => self.fits(input, ty),
            None => true,
        });
        self.table.restore(before);
        fits
    }

    /// Whether a value of a type may be given where another is asked for, also by what it points to.
    fn fits(&mut self, asked: &Ty, ty: &Ty) -> bool {
        let mut way = self.way(ty);
        loop {
            if self.unify(asked, &way.at) {
                return true;
            }
            if !self.go_on(&mut way) {
                return false;
            }
        }
    }

    /// What a function takes when it is called with so many arguments: by its path, a method takes its receiver first.
    fn inputs_of(&mut self, found: &Found, count: usize) -> Vec<Ty> {
        let world = self.world;
        let Some(signature) = world.signature_of(found.function) else { return Vec::new() };
        let subst = self.subst_of(&signature.params, &found.subst);
        let receiver = signature.receiver.iter().filter(|_| count > signature.inputs.len());
        receiver.chain(&signature.inputs).map(|ty| ty.subst(&subst)).collect()
    }
}
