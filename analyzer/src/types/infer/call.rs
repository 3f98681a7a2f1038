//! Calls of functions, values and methods.

use std::sync::Arc;

use super::path::Named;
use super::{Callee, Infer, Target};
use crate::facts::{ExprId, ExprKind, Name, TypeRef};
use crate::types::signatures::Signature;
use crate::types::ty::{Args, Ty};

impl<'f> Infer<'_, 'f> {
    /// `callee(args)`
    pub(super) fn call(
        &mut self,
        id: ExprId,
        callee: ExprId,
        args: &[ExprId],
        expected: &Ty,
    ) -> Ty {
        let named = match &self.body.exprs[callee].kind {
            ExprKind::Path(path) => self.named(path),
            _ => Named::Value(self.expr(callee, &Ty::Unknown)),
        };
        match named {
            Named::Function(target, signature) => {
                let inputs: Vec<Ty> =
                    signature.receiver.into_iter().chain(signature.inputs).collect();
                self.exprs[callee] =
                    Ty::Fn(inputs.clone().into(), Arc::new(signature.output.clone()));
                self.calls.insert(id, target);
                self.give(&inputs, &signature.output, args, expected)
            }
            Named::Value(ty) => {
                self.exprs[callee] = ty.clone();
                self.call_value(&ty, args, expected)
            }
            Named::Unknown => {
                self.each(args);
                Ty::Unknown
            }
        }
    }

    /// Calls a value that is code.
    fn call_value(&mut self, ty: &Ty, args: &[ExprId], expected: &Ty) -> Ty {
        let mut at = self.table.shallow(ty);
        for _ in 0..super::member::MOST_DEREFS {
            if let Some((inputs, output)) = self.code_of(&at) {
                return self.give(&inputs, &output, args, expected);
            }
            match self.deref_target(&at) {
                Some((target, _)) => at = self.table.shallow(&target),
                None => break,
            }
        }
        self.each(args);
        Ty::Unknown
    }

    /// The parameters and the result of something that can be called.
    fn code_of(&self, ty: &Ty) -> Option<(Args, Ty)> {
        match ty {
            Ty::Fn(inputs, output) | Ty::Closure(_, inputs, output) => {
                Some((inputs.clone(), (**output).clone()))
            }
            Ty::Bounds(bounds) => bounds.iter().find_map(super::closure::code_of_bound),
            Ty::Param(_) => self.bounds_of(ty).iter().find_map(super::closure::code_of_bound),
            _ => None,
        }
    }

    /// Gives arguments to parameters; code comes last, when the others have said what it is about.
    fn give(&mut self, inputs: &[Ty], output: &Ty, args: &[ExprId], expected: &Ty) -> Ty {
        let hints = self.hints(inputs, output, expected);
        let is_code = |arg: &ExprId| matches!(self.body.exprs[*arg].kind, ExprKind::Closure { .. });
        let (code, plain): (Vec<usize>, Vec<usize>) =
            (0..args.len()).partition(|&at| is_code(&args[at]));
        for at in plain.into_iter().chain(code) {
            let formal = inputs.get(at).cloned().unwrap_or_default();
            let hint = hints.get(at).cloned().unwrap_or_default();
            if matches!(self.body.exprs[args[at]].kind, ExprKind::Closure { .. }) {
                self.solve();
            }
            let is_open = matches!(self.table.shallow(&formal), Ty::Var(_));
            let ty =
                self.expr(args[at], if is_open && !hint.is_unknown() { &hint } else { &formal });
            self.unify(&formal, &ty);
        }
        self.solve();
        output.clone()
    }

    /// What the place of a call asks of its arguments. Only a hint: what is given may still become it.
    fn hints(&mut self, inputs: &[Ty], output: &Ty, expected: &Ty) -> Vec<Ty> {
        if matches!(self.table.shallow(expected), Ty::Unknown | Ty::Var(_) | Ty::Bounds(_)) {
            return Vec::new();
        }
        let before = self.table.snapshot();
        self.unify(output, expected);
        let hints: Vec<Ty> = inputs.iter().map(|input| self.table.resolve(input)).collect();
        self.table.restore(before);
        // A type that has to be made into what is asked for is no hint of what is given.
        let is_hint = |ty: &Ty| !ty.any(&mut |part| matches!(part, Ty::Var(_) | Ty::Bounds(_)));
        hints.into_iter().map(|ty| if is_hint(&ty) { ty } else { Ty::Unknown }).collect()
    }

    /// `receiver.name::<T>(args)`
    pub(super) fn method_call(
        &mut self,
        id: ExprId,
        receiver: ExprId,
        name: Name,
        type_args: &'f [TypeRef],
        args: &[ExprId],
        expected: &Ty,
    ) -> Ty {
        let ty = self.expr(receiver, &Ty::Unknown);
        if matches!(self.table.shallow(&ty), Ty::Var(_)) {
            self.solve();
        }
        let mut found = self.probe(&ty, name);
        if found.len() > 1 {
            found = self.fitting(found, args);
        }
        let Some(found) = found.into_iter().next() else {
            return self.unknown_method(&ty, name, args, expected);
        };
        let step = found.step.clone();
        let (target, signature) = self.chosen(found, type_args);
        if let Some(receiver) = &signature.receiver {
            self.unify(receiver, &step);
        }
        let cloned = target.callee == Callee::Outside(ustr::ustr("std::clone::Clone::clone"));
        self.calls.insert(id, target);
        let output = self.give(&signature.inputs, &signature.output, args, expected);
        // References are left out: a clone of what cannot be cloned is another reference to it.
        if cloned { step } else { output }
    }

    /// A method that was not found may be code in a field of the same name.
    fn unknown_method(&mut self, ty: &Ty, name: Name, args: &[ExprId], expected: &Ty) -> Ty {
        let _ = (ty, name, expected);
        self.each(args);
        Ty::Unknown
    }

    /// Of several functions those that take such arguments: `impl Handle<A> for S` and `impl Handle<B> for S`.
    fn fitting(
        &mut self,
        found: Vec<super::method::Found>,
        args: &[ExprId],
    ) -> Vec<super::method::Found> {
        let plain = |arg: &ExprId| !matches!(self.body.exprs[*arg].kind, ExprKind::Closure { .. });
        let positions: Vec<usize> = (0..args.len()).filter(|&at| plain(&args[at])).collect();
        let given: Vec<(usize, Ty)> =
            positions.into_iter().map(|at| (at, self.expr(args[at], &Ty::Unknown))).collect();
        let fits = |infer: &mut Self, found: &super::method::Found| {
            let before = infer.table.snapshot();
            let inputs = infer.inputs_of(found);
            let fits = given
                .iter()
                .all(|(at, ty)| inputs.get(*at).is_none_or(|input| infer.unify(input, ty)));
            infer.table.restore(before);
            fits
        };
        let best = found.iter().position(|found| fits(self, found)).unwrap_or(0);
        found.into_iter().skip(best).take(1).collect()
    }

    fn inputs_of(&mut self, found: &super::method::Found) -> Vec<Ty> {
        let Some(signature) = self.world.signature_of(found.function) else { return Vec::new() };
        let mut subst = self.fresh_for(&signature.params);
        subst.extend(found.subst.clone());
        signature.inputs.iter().map(|ty| ty.subst(&subst)).collect()
    }

    /// A function that was found, with its signature as it is here.
    pub(super) fn chosen(
        &mut self,
        found: super::method::Found,
        type_args: &'f [TypeRef],
    ) -> (Target, Signature) {
        let callee = found.callee;
        let Some(signature) = self.world.signature_of(found.function) else {
            let target = Target { callee, args: Vec::new(), derefs: found.derefs };
            return (target, Signature::default());
        };
        let mut subst = self.fresh_for(&signature.params);
        subst.extend(found.subst);
        self.give_args(&signature.params, type_args, &mut subst);
        let here = self.instantiate(signature, &subst);
        let args = signature.params.iter().map(|name| (*name, subst[name].clone())).collect();
        (Target { callee, args, derefs: found.derefs }, here)
    }
}
