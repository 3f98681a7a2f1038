//! What a path stands for that is called, or that is the shape of a pattern.

use crate::facts::{Generics, Name, Path, TypeRef, intern};
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::program::{Def, FnId, Head, TypeId};
use crate::resolve::paths::Namespace;
use crate::resolve::types::Ty;
use crate::types::{self, infer::Target};

impl<'f> Evaluator<'_, 'f> {
    /// What a path in call position stands for, by the types where they say more than the names.
    pub(crate) fn meant_by(&self, named: Callee<'f>, target: Option<&Target>) -> Callee<'f> {
        let Some(target) = target else { return named };
        match (&named, target.callee) {
            // Names find every function that may be meant; types narrow them and fill in where names found nothing, but
            // replace none that is certain.
            (Callee::Functions(several), types::infer::Callee::Own(id))
                if several.contains(&id) =>
            {
                Callee::Functions(vec![id])
            }
            (Callee::Unknown | Callee::TraitMethod(_), types::infer::Callee::Outside(path)) => {
                Callee::External(path)
            }
            (Callee::Unknown, _) => {
                let meant = self.meant(Some(target));
                if meant.is_empty() { named } else { Callee::Functions(meant) }
            }
            _ => named,
        }
    }

    /// `StreamExt::for_each(stream, f)`: a method that is called by its path, of which no table knows the path.
    pub(crate) fn is_called_by_path(&self, path: Name, target: Option<&Target>) -> bool {
        let Some(types::infer::Callee::Outside(meant)) = target.map(|target| target.callee) else {
            return false;
        };
        let is_known = self.knowledge.open_by_path(path).is_some()
            || self.knowledge.call_by_path(path).is_some()
            || self.knowledge.is_client_path(path);
        !is_known && self.types.takes_receiver(meant)
    }

    pub(crate) fn is_local(frame: &Frame<'f>, path: &Path) -> bool {
        path.segments.len() == 1 && frame.lookup(path.segments[0].name).is_some()
    }

    pub(crate) fn callee(&mut self, frame: &Frame<'f>, path: &'f Path) -> Callee<'f> {
        self.named(frame, path, Namespace::Values)
    }

    /// What a path names: something that is called, or the shape of a pattern.
    pub(crate) fn named(
        &mut self,
        frame: &Frame<'f>,
        path: &'f Path,
        namespace: Namespace,
    ) -> Callee<'f> {
        // A path through a type is no path through modules: what it names depends on the type that is meant here.
        let lone_self = path.segments.len() == 1 && path.segments[0].name == "Self";
        if lone_self || path.segments.len() > 1 && self.starts_with_type(frame, path) {
            return self.associated_of_type(frame, path);
        }
        let place = &frame.place;
        let Some(resolved) = self.resolver.path(place.module, &place.blocks, path, namespace)
        else {
            return Callee::Unknown;
        };
        let last = path.segments.last().map_or(intern(""), |segment| segment.name);
        match (resolved.def, resolved.rest) {
            (Def::Fn(id), 0) => Callee::Functions(vec![id]),
            (Def::Type(id), 0) => Callee::Constructor(id, None),
            (Def::Variant(id, index), 0) => Callee::Constructor(id, Some(index)),
            (Def::External(path), 0) => Callee::External(path),
            (Def::Static(id), 0) => Callee::Value(self.static_value(id)),
            (Def::Type(id), 1) => self.associated(Head::Type(id), last),
            (Def::Trait(_), 1) => Callee::TraitMethod(last),
            (Def::Alias(_), 0 | 1) => self.associated_of_type(frame, path),
            _ => Callee::Unknown,
        }
    }

    /// Whether a path begins with `Self` or a generic parameter.
    pub(crate) fn starts_with_type(&self, frame: &Frame<'f>, path: &Path) -> bool {
        let first = path.segments[0].name;
        let is_param =
            |generics: &Generics| generics.params.iter().any(|param| param.name == first);
        let generics = frame.place.function.map_or([None, None], |id| self.generics_of(id));
        first == "Self"
            || frame.place.subst.contains_key(&first)
            || generics.into_iter().flatten().any(is_param)
    }

    /// `Type::name` where the type is `Self`, an alias or a generic parameter.
    pub(crate) fn associated_of_type(&mut self, frame: &Frame<'f>, path: &'f Path) -> Callee<'f> {
        let (Some(last), prefix) =
            (path.segments.last(), &path.segments[..path.segments.len() - 1])
        else {
            return Callee::Unknown;
        };
        let single = path.segments.len() == 1;
        let prefix = if single { path.segments.clone() } else { prefix.to_vec() };
        let written =
            TypeRef::Path(Path { global: path.global, segments: prefix, span: path.span });
        let ty = self.type_at(frame, &written);
        match ty {
            Ty::Adt(id, _) if single => Callee::Constructor(id, None),
            Ty::Adt(id, _) => {
                let variant =
                    self.program.ty(id).def.variants.iter().position(|v| v.name == last.name);
                match variant {
                    Some(index) if self.program.ty(id).def.is_enum => {
                        Callee::Constructor(id, u32::try_from(index).ok())
                    }
                    _ => self.associated(Head::Type(id), last.name),
                }
            }
            Ty::External(path, _) if single => Callee::External(path),
            Ty::External(path, _) => {
                Callee::External(self.knowledge.canonical(&format!("{path}::{}", last.name)))
            }
            Ty::Traits(bounds) => {
                let functions = bounds
                    .iter()
                    .filter_map(|bound| bound.id)
                    .flat_map(|id| self.implementations(id, last.name));
                Callee::Functions(functions.collect())
            }
            _ => Callee::Unknown,
        }
    }

    pub(crate) fn associated(&self, head: Head, name: Name) -> Callee<'f> {
        let own = self.program.methods.get(&(head, name)).cloned().unwrap_or_default();
        if !own.is_empty() {
            return Callee::Functions(own);
        }
        match head {
            Head::Type(id) if name == "default" => Callee::Default(id),
            Head::Type(id) => {
                let inherited = self.inherited(Head::Type(id), name);
                if inherited.is_empty() {
                    Callee::TraitMethod(name)
                } else {
                    Callee::Functions(inherited)
                }
            }
            _ => Callee::Unknown,
        }
    }

    /// `<T as Trait>::name` as a value.
    pub(crate) fn qualified(
        &mut self,
        frame: &Frame<'f>,
        base: &'f TypeRef,
        of_trait: Option<&Path>,
        name: Name,
    ) -> Value<'f> {
        let of = of_trait.and_then(|path| self.resolver.trait_of(frame.place.module, path));
        let head = match self.type_at(frame, base) {
            Ty::Adt(id, _) => Some(Head::Type(id)),
            Ty::External(path, _) => Some(Head::External(path)),
            _ => None,
        };
        // Another trait of the type may have a function of the same name.
        if let Some(function) =
            of.zip(head).and_then(|(of, head)| self.own_or_default(of, head, name))
        {
            return Value::Fn(function);
        }
        match head.map_or(Callee::Unknown, |head| self.associated(head, name)) {
            Callee::Functions(functions) if !functions.is_empty() => Value::Fn(functions[0]),
            _ => {
                let function = of.and_then(|id| self.implementations(id, name).first().copied());
                function.map_or(Value::Unknown, Value::Fn)
            }
        }
    }
}

/// What a path in call position stands for.
pub(crate) enum Callee<'f> {
    Value(Value<'f>),
    Constructor(TypeId, Option<u32>),
    Functions(Vec<FnId>),
    /// A method that is called with its receiver as the first argument.
    TraitMethod(Name),
    External(Name),
    /// A derived `Default`.
    Default(TypeId),
    Unknown,
}
