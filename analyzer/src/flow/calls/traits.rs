//! Which functions a method name means on a type, also through traits.

use super::typed::Method;
use crate::facts::Name;
use crate::flow::heap::object::{Obj, ObjId, Outside};
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::program::{FnId, Head, ImplId, Owner, TraitId, TypeId};
use crate::sources::Location;
use crate::trace::handle::ProvenanceKind;
use std::rc::Rc;

impl<'f> Evaluator<'_, 'f> {
    /// Methods of a type: inherent, of a trait, default, or for every type.
    pub(crate) fn methods_of(&self, ty: TypeId, name: Name) -> Vec<FnId> {
        if let Some(own) = self.program.methods.get(&(Head::Type(ty), name)) {
            return own.clone();
        }
        let inherited = self.inherited(Head::Type(ty), name);
        if !inherited.is_empty() {
            return inherited;
        }
        self.program
            .methods
            .get(&(Head::Any, name))
            // Which of several blanket impls holds depends on bounds, which names cannot weigh; the types have been asked
            // before.
            .map_or_else(Vec::new, |any| any.iter().take(1).copied().collect())
    }

    /// Default methods of the traits that a type has.
    pub(crate) fn inherited(&self, head: Head, name: Name) -> Vec<FnId> {
        let Some(candidates) = self.program.trait_methods.get(&name) else { return Vec::new() };
        let with_body =
            candidates.iter().filter(|&&id| self.program.function(id).function.body.is_some());
        let fitting = with_body.filter(|&&id| match self.program.function(id).owner {
            Owner::Trait(of) => self.has_trait(head, of),
            _ => false,
        });
        // As above: a type that has two traits with one default method each is called by a path.
        fitting.take(1).copied().collect()
    }

    pub(crate) fn has_trait(&self, head: Head, of: TraitId) -> bool {
        let Some(impls) = self.program.impls_of_trait.get(&of) else { return false };
        let heads = [head, Head::Any];
        heads.iter().any(|head| {
            let of_head: &[ImplId] =
                self.program.impls_of_head.get(head).map_or(&[], Vec::as_slice);
            of_head.iter().any(|id| impls.contains(id))
        })
    }

    /// A trait's function in every impl, and its default.
    pub(crate) fn implementations(&self, of: TraitId, name: Name) -> Vec<FnId> {
        if let Some(found) = self.program.implementations.get(&(of, name)) {
            return found.clone();
        }
        // The default body is one for all: it runs where no impl in view has its own.
        let own = self.program.traits[of].functions.iter().copied();
        own.filter(|&id| self.program.function(id).function.name == name).collect()
    }

    /// A trait's function for a type that has the trait: its own, else the default.
    pub(crate) fn own_or_default(&self, of: TraitId, head: Head, name: Name) -> Option<FnId> {
        if !self.has_trait(head, of) {
            return None;
        }
        let blocks = self.program.impls_of_head.get(&head).map_or(&[][..], Vec::as_slice);
        let is_own = |id: &FnId| match self.program.function(*id).owner {
            Owner::Impl(block) => blocks.contains(&block),
            _ => false,
        };
        let given = self.program.implementations.get(&(of, name)).map_or(&[][..], Vec::as_slice);
        let defaults = self.program.traits[of].functions.iter().filter(|&&id| {
            let function = self.program.function(id).function;
            function.name == name && function.body.is_some()
        });
        given.iter().copied().find(is_own).or_else(|| defaults.copied().next())
    }

    /// A method that one of the program's traits declares, in every impl of that trait.
    pub(crate) fn declared_in_traits(&self, name: Name) -> Vec<FnId> {
        let declared = self.program.trait_methods.get(&name).map_or(&[][..], Vec::as_slice);
        let owners = declared.iter().filter_map(|&id| match self.program.function(id).owner {
            Owner::Trait(of) => Some(of),
            _ => None,
        });
        owners.flat_map(|of| self.implementations(of, name)).collect()
    }

    /// A method of some type with known traits: of every type of the program that has them.
    pub(crate) fn call_method_of_opaque(
        &mut self,
        frame: &mut Frame<'f>,
        id: ObjId,
        method: Method<'_>,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        let Obj::Opaque { bounds, .. } = self.heap.obj(id) else { return Value::Unknown };
        let traits: Vec<TraitId> = bounds.iter().filter_map(|bound| bound.id).collect();
        let functions = self.trait_functions(&traits, method.name);
        if functions.is_empty() {
            return self.call_foreign_method(frame, &Value::Obj(id), None, method, args, at);
        }
        let declared = self.declared_once(&traits, method.name);
        let given = with_receiver(&Value::Obj(id), args.clone());
        if self.was_tried_around(&functions) {
            return self.tried_around(&functions, &given, at);
        }
        self.choose(declared, &given, |evaluator| {
            evaluator.one_of(&functions, at, |evaluator, &function| {
                let receiver = evaluator.view_as(id, function);
                evaluator.call_function(function, with_receiver(&receiver, args.clone()), at)
            })
        })
    }

    /// The function of the only one of some traits that declares it.
    pub(crate) fn declared_once(&self, traits: &[TraitId], name: Name) -> Option<FnId> {
        let functions = traits.iter().flat_map(|&of| &self.program.traits[of].functions);
        let mut named = functions.filter(|&&id| self.program.function(id).function.name == name);
        named.next().copied().filter(|_| named.next().is_none())
    }

    pub(crate) fn trait_functions(&self, traits: &[TraitId], name: Name) -> Vec<FnId> {
        let mut out = Vec::new();
        for &of in traits {
            let declares = self.program.traits[of].functions.iter();
            if declares.clone().any(|&id| self.program.function(id).function.name == name) {
                out.extend(self.implementations(of, name));
            }
        }
        out
    }

    /// An opaque value as the type that a function belongs to: the values of it that were made, or one that is materialized.
    pub(crate) fn view_as(&mut self, id: ObjId, function: FnId) -> Value<'f> {
        let Owner::Impl(of) = self.program.function(function).owner else { return Value::Obj(id) };
        let scope_self = self.program.impls_of_head.iter().find_map(|(head, impls)| match head {
            Head::Type(ty) if impls.contains(&of) => Some(*ty),
            _ => None,
        });
        let Some(ty) = scope_self else { return Value::Obj(id) };
        // Values of the type that were made in view are the likeliest to be behind the trait.
        let known = self.heap.instances_of(ty);
        if !known.is_unknown() && self.may_be_behind(id, ty) {
            return known;
        }
        if let Obj::Opaque { views, .. } = self.heap.obj(id)
            && let Some(&view) = views.get(&ty)
        {
            return Value::Obj(view);
        }
        let Obj::Opaque { outside, .. } = self.heap.obj(id) else { return Value::Unknown };
        let outside = Outside { inside: Some(id), ..outside.clone() };
        let made = self.materialize(&crate::resolve::types::Ty::Adt(ty, Rc::default()), &outside);
        if let Value::Obj(view) = made {
            self.heap.reveal_view(id, ty, view);
        }
        made
    }

    /// Whether the values of a type that were made in view may be behind an opaque one: of an entry point's parameters, each
    /// is another value.
    fn may_be_behind(&mut self, id: ObjId, ty: TypeId) -> bool {
        let Obj::Opaque { outside, .. } = self.heap.obj(id) else { return true };
        if outside.provenance.kind != ProvenanceKind::Parameter {
            return true;
        }
        let tree = self.recorder.tree();
        let mut around = tree.ancestors(self.recorder.cursor());
        let entry = around.find(|&at| tree.node(at).kind.is_entry());
        entry.is_none_or(|entry| self.heap.may_be_made(ty, entry, id))
    }
}

pub(crate) fn with_receiver<'f>(receiver: &Value<'f>, args: Vec<Value<'f>>) -> Vec<Value<'f>> {
    std::iter::once(receiver.clone()).chain(args).collect()
}
