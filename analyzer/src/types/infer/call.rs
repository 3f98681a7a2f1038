//! Calls of functions, values and methods.

use super::choice::Given;
use super::method::Found;
use super::path::Named;
use super::{Callee, Infer, Target};
use crate::facts::{ExprId, ExprKind, Name, TypeRef};
use crate::program::{FnId, Owner};
use crate::types::signatures::Signature;
use crate::types::ty::{Args, Subst, TraitRef, Ty};
use crate::types::words::WORDS;

impl<'f> Infer<'_, 'f> {
    /// `callee(args)`
    pub(super) fn call(
        &mut self,
        id: ExprId,
        callee: ExprId,
        args: &[ExprId],
        expected: &Ty,
    ) -> Ty {
        let body = self.body;
        let named = match &body.exprs[callee].kind {
            ExprKind::Path(path) => self.named(path),
            ExprKind::QualifiedPath { base, of_trait, name } => {
                self.named_of(base, of_trait.as_deref(), *name)
            }
            ExprKind::Index { base, .. } => match self.instantiated(*base) {
                Some(function) => function,
                None => Named::Value(self.expr(callee, &Ty::Unknown)),
            },
            _ => Named::Value(self.expr(callee, &Ty::Unknown)),
        };
        match named {
            Named::Function(target, signature) => {
                self.call_function(id, callee, target, signature, (args, Vec::new()), expected)
            }
            Named::Methods(found, name, type_args) => {
                let (found, given) = self.chosen_by(found, name, args);
                let Some(found) = found else {
                    self.each(args);
                    return Ty::Unknown;
                };
                let (target, signature) = self.chosen(found, type_args);
                self.call_function(id, callee, target, signature, (args, given), expected)
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

    /// The function that `F[T]` means, which is written as an index is.
    pub(super) fn instantiated(&mut self, base: ExprId) -> Option<Named<'f>> {
        let ExprKind::Path(path) = &self.body.exprs[base].kind else { return None };
        path.segments.last().filter(|last| !last.args.is_empty())?;
        Some(self.named(path)).filter(|named| matches!(named, Named::Function(..)))
    }

    fn call_function(
        &mut self,
        id: ExprId,
        callee: ExprId,
        target: Target,
        signature: Signature,
        (args, given): (&[ExprId], Given),
        expected: &Ty,
    ) -> Ty {
        let Signature { receiver, inputs, output, .. } = signature;
        let inputs: Args = receiver.into_iter().chain(inputs).collect();
        let called = target.callee;
        self.exprs[callee] = Ty::Fn(inputs.clone(), output.clone().into());
        self.calls.insert(id, target);
        self.give(&inputs, &output, args, &given, expected);
        self.trust(called, &inputs, args);
        output
    }

    /// Calls a value that is code.
    pub(super) fn call_value(&mut self, ty: &Ty, args: &[ExprId], expected: &Ty) -> Ty {
        let mut way = self.way(ty);
        loop {
            if let Some((inputs, output)) = self.code_of(&way.at) {
                self.give(&inputs, &output, args, &[], expected);
                if let Ty::Closure(..) = way.at {
                    for (input, &arg) in inputs.iter().zip(args) {
                        let given = self.exprs[arg].clone();
                        self.table.believe(input, &given);
                    }
                }
                return output;
            }
            if !self.go_on(&mut way) {
                break;
            }
        }
        self.each(args);
        Ty::Unknown
    }

    /// The parameters and the result of something that can be called.
    pub(super) fn code_of(&self, ty: &Ty) -> Option<(Args, Ty)> {
        match ty {
            Ty::Fn(inputs, output) | Ty::Closure(_, inputs, output) => {
                Some((inputs.clone(), (**output).clone()))
            }
            Ty::Bounds(bounds) => bounds.iter().find_map(TraitRef::code),
            Ty::Param(_) => self.bounds_of(ty).iter().find_map(TraitRef::code),
            _ => None,
        }
    }

    /// Gives arguments to parameters; code comes last, when the others have said what it is about.
    fn give(
        &mut self,
        inputs: &[Ty],
        output: &Ty,
        args: &[ExprId],
        given: &[Option<Ty>],
        expected: &Ty,
    ) {
        let hints = self.hints(inputs, output, args, expected);
        for code in [false, true] {
            for (at, &arg) in args.iter().enumerate() {
                if self.is_closure(arg) != code {
                    continue;
                }
                let asked = inputs.get(at).cloned().unwrap_or_default();
                if let Some(Some(ty)) = given.get(at) {
                    self.meet(&ty.clone(), &asked);
                    continue;
                }
                if code {
                    self.solve();
                }
                self.argument(arg, &asked, hints.get(at));
            }
        }
        self.solve();
    }

    fn argument(&mut self, arg: ExprId, asked: &Ty, hint: Option<&Ty>) {
        let is_open = matches!(self.table.shallow_ref(asked), Ty::Var(_));
        match hint.filter(|hint| is_open && !hint.is_unknown()) {
            Some(hint) => {
                let ty = self.expr(arg, hint);
                self.meet(&ty, asked);
            }
            None => drop(self.expr(arg, asked)),
        }
    }

    fn is_closure(&self, arg: ExprId) -> bool {
        matches!(self.body.exprs[arg].kind, ExprKind::Closure { .. })
    }

    /// What the place of a call asks of its arguments. Only a hint: what is given may still become it.
    fn hints(&mut self, inputs: &[Ty], output: &Ty, args: &[ExprId], expected: &Ty) -> Vec<Ty> {
        let is_open = matches!(self.table.shallow_ref(expected), Ty::Unknown | Ty::Var(_));
        if is_open || args.is_empty() {
            return Vec::new();
        }
        let before = self.table.snapshot();
        self.unify(output, expected);
        let asked: Vec<Ty> = inputs.iter().map(|input| self.table.resolve(input)).collect();
        self.table.restore(before);
        let hints = asked.into_iter().zip(args).map(|(ty, &arg)| {
            // A type that has to be made into what is asked for is no hint of what is given, but of what code has to take.
            let may = self.is_closure(arg);
            let is_vague =
                ty.any(&mut |part| matches!(part, Ty::Var(_)) || (!may && is_unsized(part)));
            if is_vague { Ty::Unknown } else { ty }
        });
        hints.collect()
    }

    /// What was given by value to a function that says what it takes is that, also where nothing else was known of it.
    fn trust(&mut self, called: Callee, inputs: &[Ty], args: &[ExprId]) {
        let (Callee::Own(id) | Callee::Trait(id)) = called else { return };
        let world = self.world;
        // Of a trait outside there may be other blocks where nobody looks.
        if self.is_of_trait_outside(id) {
            return;
        }
        let declared = &world.signature(id).inputs;
        let params = world.program.functions[id].function.params.iter();
        let params = params.zip(declared).map(|(param, ty)| self.is_taken_as_it_is(&param.ty, ty));
        let params: Vec<bool> = params.collect();
        // Called by its path, a method takes its receiver first.
        let first = inputs.len().saturating_sub(declared.len());
        for (trusted, (asked, &arg)) in params.into_iter().zip(inputs.iter().zip(args).skip(first))
        {
            if trusted {
                self.believe(arg, asked);
            }
        }
    }

    fn is_of_trait_outside(&self, id: FnId) -> bool {
        match self.world.program.functions[id].owner {
            Owner::Impl(id) => self.world.is_of_trait_outside(id),
            _ => false,
        }
    }

    /// Whether what comes to a place is of the type that is written there: taken by value, under the type's own name, as other
    /// names may hide a reference.
    pub(super) fn is_taken_as_it_is(&self, written: &TypeRef, ty: &Ty) -> bool {
        let TypeRef::Path(path) = written else { return false };
        let Some(last) = path.segments.last().map(|segment| segment.name) else { return false };
        match ty {
            Ty::Adt(id, _) => last == WORDS.own_type || last == self.world.program.ty(*id).def.name,
            Ty::External(path, _) => path.as_str().rsplit("::").next() == Some(last.as_str()),
            _ => false,
        }
    }

    /// A value whose type was not known has the type of the place that it came to.
    pub(super) fn believe(&mut self, given: ExprId, asked: &Ty) {
        let (given, asked) = (self.exprs[given].clone(), self.table.shallow(asked));
        self.table.believe(&given, &asked);
    }

    /// `receiver.name::<T>(args)`
    pub(super) fn method_call(
        &mut self,
        id: ExprId,
        receiver: &Ty,
        name: Name,
        type_args: &'f [TypeRef],
        args: &[ExprId],
        expected: &Ty,
    ) -> Ty {
        if matches!(self.table.shallow_ref(receiver), Ty::Var(_)) {
            self.solve();
        }
        let mut found = self.probe(receiver, name);
        found.retain(|found| self.is_method(found));
        let (found, given) = self.chosen_by(found, name, args);
        let Some(found) = found else { return self.call_of_field(receiver, name, args) };
        let step = found.step.clone();
        let (target, signature) = self.chosen(found, type_args);
        if let Some(receiver) = &signature.receiver {
            self.unify(receiver, &step);
        }
        let called = target.callee;
        self.calls.insert(id, target);
        self.give(&signature.inputs, &signature.output, args, &given, expected);
        self.trust(called, &signature.inputs, args);
        // References are left out: a clone of what cannot be cloned is another reference to it.
        if called == Callee::Outside(WORDS.clone_of_clone) { step } else { signature.output }
    }

    fn is_method(&self, found: &Found) -> bool {
        let signature = self.world.signature_of(found.function);
        signature.is_none_or(|signature| signature.receiver.is_some())
    }

    /// A function that was found, with its signature as it is here.
    pub(super) fn chosen(&mut self, found: Found, type_args: &'f [TypeRef]) -> (Target, Signature) {
        let callee = found.callee;
        let world = self.world;
        let Some(signature) = world.signature_of(found.function) else {
            let target = Target { callee, args: Vec::new(), derefs: found.derefs };
            return (target, Signature::default());
        };
        let subst = self.subst_of(&signature.params, &found.subst);
        self.give_args(&signature.params, type_args, &subst);
        let here = self.instantiate(signature, &subst);
        (Target { callee, args: args_of(signature, &subst), derefs: found.derefs }, here)
    }

    /// What parameters stand for, as far as is said; the others are to be found.
    pub(super) fn subst_of(&mut self, params: &[Name], said: &Subst) -> Subst {
        let what = params
            .iter()
            .map(|&name| (name, said.get(name).cloned().unwrap_or_else(|| self.table.fresh())));
        what.collect()
    }
}

/// What a function's parameters stand for, in their order.
pub(super) fn args_of(signature: &Signature, subst: &Subst) -> Vec<(Name, Ty)> {
    let of = |name: &Name| (*name, subst.get(*name).cloned().unwrap_or_default());
    signature.params.iter().map(of).collect()
}

/// Whether values of a type are made of those of others by themselves.
fn is_unsized(ty: &Ty) -> bool {
    matches!(ty, Ty::Bounds(_) | Ty::Slice(_))
}
