//! What a function's parameters, generics and `Self` are in one call.

use crate::facts::{Generics, Name, TypeRef, intern};
use crate::flow::heap::object::{Obj, Outside};
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::last_segment;
use crate::program::{FnId, Owner};
use crate::resolve::types::{Subst, Ty, TypeScope};
use crate::sources::Location;
use crate::trace::handle::ProvenanceKind;

impl<'f> Evaluator<'_, 'f> {
    /// What is known of a function's generic parameters from its arguments.
    pub(crate) fn bound_generics(&self, function: FnId, args: &[Value<'f>]) -> Subst {
        let facts = self.program.function(function).function;
        let mut subst = Subst::default();
        // Arguments come with the receiver first, parameters without it.
        let offset = usize::from(facts.receiver.is_some());
        for (param, value) in facts.params.iter().zip(args.iter().skip(offset)) {
            let Some(name) = lone_name(&param.ty) else { continue };
            if facts.generics.params.iter().any(|generic| generic.name == name)
                && let Some(ty) = self.heap.type_of(value)
            {
                subst.insert(name, ty);
            }
        }
        // `impl<T> Pool<T>`: what its own parameters are, the receiver knows.
        if let (Owner::Impl(id), Some(Value::Obj(receiver))) =
            (self.program.function(function).owner, args.first())
            && let Obj::Struct(data) = self.heap.obj(*receiver)
            && let TypeRef::Path(path) = &self.program.impls[id].def.self_ty
            && let Some(segment) = path.segments.last()
        {
            for (written, known) in segment.args.iter().zip(data.args.iter()) {
                if let (Some(name), false) = (lone_name(written), matches!(known, Ty::Unknown)) {
                    subst.insert(name, known.clone());
                }
            }
        }
        subst
    }

    pub(crate) fn self_type(
        &self,
        function: FnId,
        args: &[Value<'f>],
        subst: &Subst,
    ) -> Option<Ty> {
        let data = self.program.function(function);
        match data.owner {
            Owner::Free => None,
            Owner::Trait(_) => args.first().and_then(|value| self.heap.type_of(value)),
            Owner::Impl(id) => {
                let data = &self.program.impls[id];
                let generics = [Some(&data.def.generics), None];
                let scope = TypeScope::of_item(data.module, generics, subst);
                match self.resolver.ty(self.program, scope, &data.def.self_ty) {
                    // `impl<T: Trait> Other for T`: `Self` is whatever the method is called on.
                    Ty::Traits(_) | Ty::Unknown => {
                        args.first().and_then(|value| self.heap.type_of(value))
                    }
                    ty => Some(ty),
                }
            }
        }
    }

    pub(crate) fn generics_of(&self, function: FnId) -> [Option<&'f Generics>; 2] {
        let data = self.program.function(function);
        let owner = match data.owner {
            Owner::Free => None,
            Owner::Impl(id) => Some(&self.program.impls[id].def.generics),
            Owner::Trait(id) => Some(&self.program.traits[id].def.generics),
        };
        [Some(&data.function.generics), owner]
    }

    pub(crate) fn bind_parameters(
        &mut self,
        frame: &mut Frame<'f>,
        function: FnId,
        args: Vec<Value<'f>>,
    ) {
        let facts = self.program.function(function).function;
        let mut args = args.into_iter();
        if let Some(receiver) = &facts.receiver {
            frame.declare(receiver.name, args.next().unwrap_or(Value::Unknown));
        }
        let dedicated = self.dedicated_parameter(function);
        for (index, param) in facts.params.iter().enumerate() {
            let at = frame.location(param.span);
            if let Some((position, takes_argument)) = dedicated
                && position == index
            {
                if takes_argument {
                    args.next();
                }
                let fresh = self.fresh_channel_of(frame, &param.ty, at);
                self.bind(frame, &param.pat, &fresh);
                continue;
            }
            // A parameter whose argument was lost still has the handles that its type says.
            let mut value = args.next().unwrap_or(Value::Unknown);
            if value.is_unknown() {
                let ty = self.type_at(frame, &param.ty);
                let path = binding_name(&param.pat).to_string();
                value = value.join(self.materialize_if_relevant(
                    &ty,
                    &Outside::new(ProvenanceKind::Imprecise, at, path),
                ));
            }
            self.bind(frame, &param.pat, &value);
        }
    }

    /// `#[dedicated_channel]`: which parameter is a channel of the call's own, and whether callers pass something for it.
    fn dedicated_parameter(&self, function: FnId) -> Option<(usize, bool)> {
        let data = self.program.function(function);
        let attr = data.attrs.iter().find(|attr| last_segment(attr.path) == "dedicated_channel")?;
        let position = data
            .function
            .params
            .iter()
            .position(|param| last_name(&param.ty) == Some(intern("Channel")))?;
        let opens_itself = attr.tokens.replace(' ', "").contains("from=");
        Some((position, !opens_itself))
    }

    fn fresh_channel_of(&mut self, frame: &Frame<'f>, ty: &TypeRef, at: Location) -> Value<'f> {
        match self.type_at(frame, ty) {
            Ty::External(path, _) => match self.knowledge.handle(path) {
                Some((client, kind)) => self.open(client, kind, at),
                None => Value::Unknown,
            },
            _ => Value::Unknown,
        }
    }
}

/// The name of a type that is written as one plain identifier, references left out.
pub(crate) fn lone_name(ty: &TypeRef) -> Option<Name> {
    match ty {
        TypeRef::Path(path) if path.segments.len() == 1 => Some(path.segments[0].name),
        TypeRef::Ref { inner, .. } => lone_name(inner),
        _ => None,
    }
}

fn last_name(ty: &TypeRef) -> Option<Name> {
    match ty {
        TypeRef::Path(path) => path.segments.last().map(|segment| segment.name),
        TypeRef::Ref { inner, .. } => last_name(inner),
        _ => None,
    }
}

/// The name that a parameter binds, for messages.
pub(crate) fn binding_name(pat: &crate::facts::Pat) -> Name {
    use crate::facts::Pat;
    match pat {
        Pat::Bind { name, .. } => *name,
        Pat::Ref(inner) => binding_name(inner),
        Pat::TupleStruct(_, parts) if parts.len() == 1 => binding_name(&parts[0]),
        _ => intern("_"),
    }
}
