//! What inference says of expressions and calls, in the setting of a frame: used where the evaluation itself knows no more.

use std::rc::Rc;

use crate::facts::{ExprId, Name, Path, Segment, Span, TypeRef, intern};
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{Effect, last_segment};
use crate::program::{FnId, Head, Owner, TypeId};
use crate::resolve::types::{TraitTy, Ty};
use crate::types::infer::{Callee, Target};
use crate::types::ty::{self, TraitKey};

/// A method that is called.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Method<'t> {
    pub(crate) name: Name,
    /// Where the name stands.
    pub(crate) span: Span,
    /// What the types say that the call means.
    pub(crate) target: Option<&'t Target>,
}

impl Method<'_> {
    /// A method of which nothing but the name is known.
    pub(crate) fn named(name: Name, span: Span) -> Self {
        Self { name, span, target: None }
    }

    /// The function outside that is meant.
    pub(crate) fn outside(&self) -> Option<Name> {
        match self.target?.callee {
            Callee::Outside(path) => Some(path),
            _ => None,
        }
    }

    /// The type or trait outside that the method is of.
    pub(crate) fn owner_outside(&self) -> Option<Name> {
        self.outside()?.as_str().rsplit_once("::").map(|(owner, _)| intern(owner))
    }
}

impl<'f> Evaluator<'_, 'f> {
    /// A value that is nothing but its type, where the type is one whose methods the program says.
    pub(crate) fn typed(&self, frame: &Frame<'f>, id: ExprId) -> Value<'f> {
        let Some(ty) = frame.place.types.ty(id) else { return Value::Unknown };
        match self.bare(self.type_here(frame, ty)) {
            ty @ Ty::Adt(id, _) if self.has_methods(id) => Value::Of(Rc::new(ty)),
            Ty::Traits(bounds) if bounds.iter().any(|bound| bound.id.is_some()) => {
                Value::Of(Rc::new(Ty::Traits(bounds)))
            }
            _ => Value::Unknown,
        }
    }

    /// What the types say that an expression is.
    pub(crate) fn inferred(&self, frame: &Frame<'f>, id: ExprId) -> Ty {
        let known = self.types.of(frame.place.module, frame.place.body);
        known.map_or(Ty::Unknown, |known| self.type_here(frame, &known.exprs[id]))
    }

    /// Whether a call gives the state that all handlers share, of the type that is asked for.
    pub(crate) fn gives_state(&self, method: Method<'_>) -> bool {
        let Some(path) = method.outside() else { return false };
        let rule = self.knowledge.call_by_path(path);
        rule.is_some_and(|rule| rule.effect == Effect::State)
    }

    fn has_methods(&self, id: TypeId) -> bool {
        self.program.impls_of_head.contains_key(&Head::Type(id))
    }

    /// A type without what values leave out.
    pub(crate) fn bare(&self, ty: Ty) -> Ty {
        match &ty {
            Ty::External(path, args) => {
                let inner = self.knowledge.transparent(*path).and_then(|arg| args.get(arg));
                inner.cloned().map_or(ty, |inner| self.bare(inner))
            }
            _ => ty,
        }
    }

    /// An inferred type in the setting of a frame.
    pub(crate) fn type_here(&self, frame: &Frame<'f>, ty: &ty::Ty) -> Ty {
        let here = |ty: &ty::Ty| self.type_here(frame, ty);
        match ty {
            ty::Ty::Unknown | ty::Ty::Never | ty::Ty::Var(_) | ty::Ty::Projection(_) => Ty::Unknown,
            // Bodies are inferred once, with their parameters open: here they are what this call made of them.
            ty::Ty::Param(name) => self.type_at(frame, &written(*name)),
            ty::Ty::Adt(id, args) => Ty::Adt(*id, args.iter().map(here).collect()),
            ty::Ty::External(path, args) => Ty::External(*path, args.iter().map(here).collect()),
            ty::Ty::Tuple(items) => Ty::Tuple(items.iter().map(here).collect()),
            ty::Ty::Slice(inner) => Ty::Slice(Rc::new(here(inner))),
            ty::Ty::Fn(_, output) | ty::Ty::Closure(_, _, output) => given("", here(output)),
            ty::Ty::Future(output) => given("Future", here(output)),
            ty::Ty::Bounds(bounds) => {
                Ty::Traits(bounds.iter().map(|bound| self.bound_here(frame, bound)).collect())
            }
        }
    }

    fn bound_here(&self, frame: &Frame<'f>, bound: &ty::TraitRef) -> TraitTy {
        let output = bound.bindings.first().map(|(_, ty)| self.type_here(frame, ty));
        match bound.of {
            TraitKey::Own(id) => {
                TraitTy { id: Some(id), name: self.program.traits[id].def.name, output }
            }
            TraitKey::Outside(path) => TraitTy { id: None, name: last_segment(path), output },
        }
    }

    /// The functions of the program that a call means, where the types say so.
    pub(crate) fn meant(&self, target: Option<&Target>) -> Vec<FnId> {
        target.map_or_else(Vec::new, |target| crate::callgraph::meant(self.types, target))
    }

    /// The methods of a type of the program that a call means: those that the types name, else those of that name.
    pub(crate) fn methods_meant(&self, ty: TypeId, method: Method<'_>) -> Vec<FnId> {
        match method.target.map(|target| target.callee) {
            Some(Callee::Own(id)) if self.is_method_of(id, ty) => vec![id],
            Some(Callee::Trait(id)) if self.is_method_of(id, ty) => self.implemented_by(id, ty),
            // `unwrap` on an `Option<Self>` is not the type's own `unwrap`, though values leave the option out.
            Some(Callee::Outside(_)) if self.is_of_wrapper(method) => Vec::new(),
            _ => self.methods_of(ty, method.name),
        }
    }

    /// What a trait's function is for a type.
    fn implemented_by(&self, function: FnId, ty: TypeId) -> Vec<FnId> {
        let params = &self.program.ty(ty).def.generics.params;
        let open = params.iter().map(|_| ty::Ty::Unknown).collect();
        let args = vec![(intern("Self"), ty::Ty::Adt(ty, open))];
        let target = Target { callee: Callee::Trait(function), args, derefs: Vec::new() };
        self.meant(Some(&target))
    }

    /// Whether a function is a method of a type, by an `impl` for it or for all types, or by a trait that it has.
    fn is_method_of(&self, id: FnId, ty: TypeId) -> bool {
        let data = self.program.function(id);
        let name = data.function.name;
        let by_impl = [Head::Type(ty), Head::Any].into_iter().any(|head| {
            self.program.methods.get(&(head, name)).is_some_and(|known| known.contains(&id))
        });
        by_impl || matches!(data.owner, Owner::Trait(of) if self.has_trait(Head::Type(ty), of))
    }

    /// Whether a function is a method of a type that is a new name of one outside.
    pub(crate) fn is_of_new_name(&self, id: FnId, path: Name) -> bool {
        let Owner::Impl(_) = self.program.function(id).owner else { return false };
        let Some(Ty::Adt(ty, _)) = self.outside_self(id) else { return false };
        self.under_new_name(ty) == Some(path)
    }

    /// The type outside that a type of the program is a new name of: it stands for its only field.
    pub(crate) fn under_new_name(&self, ty: TypeId) -> Option<Name> {
        let [shape] = &self.program.ty(ty).def.variants[..] else { return None };
        let [under] = &shape.fields[..] else { return None };
        match self.type_in(ty, &[], &under.ty) {
            Ty::External(path, _) => Some(path),
            _ => None,
        }
    }

    /// Whether a method is of a type that values leave out, as `Option` is.
    pub(crate) fn is_of_wrapper(&self, method: Method<'_>) -> bool {
        method.owner_outside().is_some_and(|owner| self.knowledge.transparent(owner).is_some())
    }
}

fn written(name: Name) -> TypeRef {
    let segment = Segment { name, args: Box::default(), bindings: Box::default() };
    TypeRef::Path(Path { global: false, segments: vec![segment], span: Span::default() })
}

fn given(name: &str, output: Ty) -> Ty {
    Ty::Traits(Rc::new([TraitTy { id: None, name: intern(name), output: Some(output) }]))
}
