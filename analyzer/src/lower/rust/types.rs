//! Types, paths, bounds and generic parameters.
//!
//! Knows nothing of expressions: constants in types are left out.

use syn::{GenericArgument, PathArguments, TypeParamBound};

use super::lowerer::Lowerer;
use crate::facts::{GenericParam, Generics, Name, Path, Segment, Span, TypeRef};

/// The bounds of a type parameter as the parser gives them.
type Bounds = syn::punctuated::Punctuated<TypeParamBound, syn::Token![+]>;

impl Lowerer<'_> {
    /// A written type.
    pub(super) fn ty(&self, ty: &syn::Type) -> TypeRef {
        match ty {
            syn::Type::Path(ty) => match &ty.qself {
                None => TypeRef::Path(self.path(&ty.path)),
                Some(qself) => self.projection(qself, &ty.path),
            },
            syn::Type::Reference(ty) => self.reference(ty.mutability.is_some(), &ty.elem),
            syn::Type::Ptr(ty) => {
                self.reference(matches!(ty.mutability, syn::PointerMutability::Mut(_)), &ty.elem)
            }
            syn::Type::Tuple(ty) => {
                TypeRef::Tuple(ty.elems.iter().map(|elem| self.ty(elem)).collect())
            }
            syn::Type::Slice(ty) => TypeRef::Slice(Box::new(self.ty(&ty.elem))),
            syn::Type::Array(ty) => TypeRef::Slice(Box::new(self.ty(&ty.elem))),
            syn::Type::FnPtr(ty) => TypeRef::FnPtr {
                params: ty.inputs.iter().map(|input| self.ty(&input.ty)).collect(),
                ret: self.return_type(&ty.output).map(Box::new),
            },
            syn::Type::TraitObject(ty) => TypeRef::Dyn(self.bounds(&ty.bounds)),
            syn::Type::ImplTrait(ty) => TypeRef::Impl(self.bounds(&ty.bounds)),
            syn::Type::Paren(ty) => self.ty(&ty.elem),
            syn::Type::Group(ty) => self.ty(&ty.elem),
            syn::Type::Infer(_) => TypeRef::Infer,
            _ => TypeRef::Unknown,
        }
    }

    /// A written return type; `None` is `()`.
    pub(super) fn return_type(&self, output: &syn::ReturnType) -> Option<TypeRef> {
        match output {
            syn::ReturnType::Default => None,
            syn::ReturnType::Type(_, ty) => Some(self.ty(ty)),
        }
    }

    /// A path with its generic arguments.
    pub(super) fn path(&self, path: &syn::Path) -> Path {
        let mut span: Option<Span> = None;
        let mut segments = Vec::with_capacity(path.segments.len());
        for segment in &path.segments {
            let (segment, at) = self.segment(segment);
            segments.push(segment);
            span = Some(span.map_or(at, |span| Span { end: at.end, ..span }));
        }
        let Span { mut start, end } = span.unwrap_or_default();
        if let Some(colon) = &path.leading_colon {
            start = self.spans.start(colon.spans[0]);
        }
        Path { global: path.leading_colon.is_some(), segments, span: self.spans.join(start, end) }
    }

    /// Traits among bounds, without `?Sized`.
    pub(super) fn bounds(&self, bounds: &Bounds) -> Vec<Path> {
        exact(bounds.iter().filter_map(|bound| self.bound(bound)))
    }

    /// Type parameters with the bounds of the `where` clause merged in.
    pub(super) fn generics(&self, generics: &syn::Generics) -> Generics {
        let mut params: Vec<GenericParam> = generics
            .type_params()
            .map(|param| GenericParam {
                name: self.spans.name(&param.ident),
                bounds: self.bounds(&param.bounds),
                default: param.default.as_ref().map(|(_, ty)| self.ty(ty)),
            })
            .collect();
        let mut bounds = Vec::new();
        for predicate in generics.where_clause.iter().flat_map(|clause| &clause.predicates) {
            self.merge_predicate(predicate, &mut params, &mut bounds);
        }
        Generics { params, bounds: exact(bounds.into_iter()) }
    }

    /// The types among generic arguments.
    pub(super) fn type_args(&self, args: &syn::AngleBracketedGenericArguments) -> Box<[TypeRef]> {
        let types = args.args.iter().filter_map(|arg| match arg {
            GenericArgument::Type(ty) => Some(self.ty(ty)),
            _ => None,
        });
        types.collect()
    }

    /// What `<T as Trait>::a::b` names: the type, the trait, and `a`, `b`.
    pub(super) fn qualified(
        &self,
        qself: &syn::QSelf,
        path: &syn::Path,
    ) -> (TypeRef, Option<Path>, Vec<Name>) {
        let split = qself.position.min(path.segments.len());
        let of_trait = (split > 0).then(|| self.path_prefix(path, split));
        let rest = path
            .segments
            .iter()
            .skip(split)
            .map(|segment| self.spans.name(&segment.ident))
            .collect();
        (self.ty(&qself.ty), of_trait, rest)
    }

    fn projection(&self, qself: &syn::QSelf, path: &syn::Path) -> TypeRef {
        let (base, of_trait, rest) = self.qualified(qself, path);
        TypeRef::Projection {
            base: Box::new(base),
            of_trait: of_trait.map(Box::new),
            rest: rest.into(),
        }
    }

    /// The trait of `<T as Trait>::name`, whose segments stand in one path with the name.
    fn path_prefix(&self, path: &syn::Path, segments: usize) -> Path {
        let mut lowered = self.path(path);
        lowered.segments.truncate(segments);
        let end = path
            .segments
            .iter()
            .nth(segments.saturating_sub(1))
            .map(|segment| self.segment_end(segment));
        lowered.span = self.spans.join(lowered.span.start, end.unwrap_or(lowered.span.end));
        lowered
    }

    fn reference(&self, mutable: bool, inner: &syn::Type) -> TypeRef {
        TypeRef::Ref { mutable, inner: Box::new(self.ty(inner)) }
    }

    fn bound(&self, bound: &TypeParamBound) -> Option<Path> {
        match bound {
            TypeParamBound::Trait(bound) if bound.maybe.is_none() => Some(self.path(&bound.path)),
            _ => None,
        }
    }

    fn segment(&self, segment: &syn::PathSegment) -> (Segment, Span) {
        let (name, mut span) = self.spans.ident(&segment.ident);
        let mut lowered = Segment { name, args: Box::default(), bindings: Box::default() };
        match &segment.arguments {
            PathArguments::None => {}
            PathArguments::AngleBracketed(args) => self.angle_args(args, &mut lowered),
            PathArguments::Parenthesized(args) => self.paren_args(args, &mut lowered),
        }
        if !segment.arguments.is_none() {
            span.end = self.segment_end(segment);
        }
        (lowered, span)
    }

    fn angle_args(&self, args: &syn::AngleBracketedGenericArguments, segment: &mut Segment) {
        segment.args = self.type_args(args);
        let bindings = args.args.iter().filter_map(|arg| match arg {
            GenericArgument::AssocType(assoc) => {
                Some((self.spans.name(&assoc.ident), self.ty(&assoc.ty)))
            }
            GenericArgument::Constraint(assoc) => {
                Some((self.spans.name(&assoc.ident), TypeRef::Impl(self.bounds(&assoc.bounds))))
            }
            _ => None,
        });
        segment.bindings = bindings.collect();
    }

    fn paren_args(&self, args: &syn::ParenthesizedGenericArguments, segment: &mut Segment) {
        let inputs = args.inputs.iter().map(|input| self.ty(&input.ty)).collect();
        let output = self.return_type(&args.output).unwrap_or_else(|| TypeRef::Tuple(Vec::new()));
        segment.args = [TypeRef::Tuple(inputs)].into();
        segment.bindings = [(Name::from("Output"), output)].into();
    }

    /// What a `where` clause says: of a parameter it stands with the parameter, of other types by itself.
    fn merge_predicate(
        &self,
        predicate: &syn::WherePredicate,
        params: &mut [GenericParam],
        others: &mut Vec<(TypeRef, Vec<Path>)>,
    ) {
        let syn::WherePredicate::Type(predicate) = predicate else { return };
        let (ty, bounds) = (self.ty(&predicate.bounded_ty), self.bounds(&predicate.bounds));
        let name = match &ty {
            TypeRef::Path(path) if !path.global && path.segments.len() == 1 => {
                Some(path.segments[0].name)
            }
            _ => None,
        };
        match params.iter_mut().find(|param| Some(param.name) == name) {
            Some(param) => param.bounds.extend(bounds),
            None => others.push((ty, bounds)),
        }
    }
}

/// Collects without room for more: facts of every file live together.
pub(super) fn exact<T>(items: impl Iterator<Item = T>) -> Vec<T> {
    let mut out: Vec<T> = items.collect();
    out.shrink_to_fit();
    out
}

#[cfg(test)]
mod tests {
    use crate::facts::TypeRef;
    use crate::lower::rust::testing::{facts, function, path, slice, ty};

    fn printed(written: &str) -> String {
        let facts = facts(&format!("fn f(x: {written}) {{}}"));
        ty(&function(&facts).params[0].ty)
    }

    #[test]
    fn types_keep_their_arguments_and_bindings() {
        let same = [
            "Arc<Mutex<a::B>>",
            "::std::vec::Vec<u8>",
            "&mut [u8]",
            "(A, (B), ())",
            "dyn Future<Output = Result<(), E>> + Send",
            "impl Stream<Item = u8>",
            "<T as a::Iter<u8>>::Item",
            "<T>::A::B",
            "fn(A, &B) -> C",
            "_",
        ];
        for written in same {
            assert_eq!(printed(written), written.replace("(B)", "B"), "{written}");
        }
    }

    #[test]
    fn what_is_no_type_of_a_value_is_left_out() {
        assert_eq!(printed("Box<dyn Any + 'static + ?Sized>"), "Box<dyn Any>");
        assert_eq!(printed("Array<'a, u8, 3, { N + 1 }>"), "Array<u8>");
        assert_eq!(printed("[Vec<u8>; 4]"), "[Vec<u8>]");
        assert_eq!(printed("*const u8"), "&u8");
        assert_eq!(printed("!"), "?");
        assert_eq!(printed("m!(u8)"), "?");
    }

    #[test]
    fn functions_as_bounds_take_a_tuple_and_give_an_output() {
        assert_eq!(
            printed("Box<dyn Fn(A, &B) -> C + Send>"),
            "Box<dyn Fn<(A, &B), Output = C> + Send>"
        );
        assert_eq!(printed("impl FnOnce()"), "impl FnOnce<(), Output = ()>");
        assert_eq!(printed("impl for<'a> AsyncFn(&'a A)"), "impl AsyncFn<(&A), Output = ()>");
        assert_eq!(printed("impl Iterator<Item: Clone>"), "impl Iterator<Item = impl Clone>");
    }

    #[test]
    fn where_clauses_of_parameters_join_their_bounds() {
        let text = "fn f<'a, T: A + ?Sized, const N: usize, U>() where T: B<U>, U: 'a, Vec<T>: C, Self: D {}";
        let facts = facts(text);
        let generics = &function(&facts).generics;
        let printed: Vec<String> = generics
            .params
            .iter()
            .map(|param| {
                format!(
                    "{}: {}",
                    param.name,
                    param.bounds.iter().map(path).collect::<Vec<_>>().join(" + ")
                )
            })
            .collect();
        assert_eq!(printed, ["T: A + B<U>", "U: "]);
    }

    #[test]
    fn paths_stand_from_their_first_to_their_last_token() {
        let text = "fn f<T: Fn(D) -> E>(a: ::a::B<u8>, b: <G as a::H<u8>>::I) {}";
        let facts = facts(text);
        let function = function(&facts);
        let mut paths = vec![&function.generics.params[0].bounds[0]];
        for param in &function.params {
            match &param.ty {
                TypeRef::Path(path) => paths.push(path),
                TypeRef::Projection { of_trait: Some(path), .. } => paths.push(path),
                other => panic!("{other:?}"),
            }
        }
        let spans: Vec<&str> = paths.iter().map(|path| slice(text, path.span)).collect();
        assert_eq!(spans, ["Fn(D) -> E", "::a::B<u8>", "a::H<u8>"]);
    }
}
