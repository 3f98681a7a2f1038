//! Types and paths as they were written: nothing is resolved.

use serde::{Deserialize, Serialize};

use super::{Name, Span};

/// A type as it was written.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum TypeRef {
    /// A named type.
    Path(Path),
    /// `&T`, `&mut T`
    Ref {
        /// Whether it is `&mut`.
        mutable: bool,
        /// What it refers to.
        inner: Box<TypeRef>,
    },
    /// `(A, B)`; `()` when empty.
    Tuple(Vec<TypeRef>),
    /// `[T]`, `[T; N]`
    Slice(Box<TypeRef>),
    /// `fn(A) -> B`
    FnPtr {
        /// Parameter types.
        params: Vec<TypeRef>,
        /// Return type; `None` is `()`.
        ret: Option<Box<TypeRef>>,
    },
    /// `dyn A + B`
    Dyn(Vec<Path>),
    /// `impl A + B`
    Impl(Vec<Path>),
    /// `<T as Trait>::Name` and `<T>::Name`
    Projection {
        /// The type.
        base: Box<TypeRef>,
        /// The trait, when it is named.
        of_trait: Option<Box<Path>>,
        /// What follows: usually one associated type.
        rest: Box<[Name]>,
    },
    /// `_`, or nothing written.
    Infer,
    /// Anything else.
    Unknown,
}

impl TypeRef {
    /// Whether it names something that is wanted, as itself or inside.
    pub fn names(&self, is_wanted: &dyn Fn(Name) -> bool) -> bool {
        let in_path = |path: &Path| {
            let mut segments = path.segments.iter();
            let inside = |segment: &Segment| segment.types().any(|inner| inner.names(is_wanted));
            segments.any(|segment| is_wanted(segment.name) || inside(segment))
        };
        match self {
            Self::Path(path) => in_path(path),
            Self::Ref { inner, .. } | Self::Slice(inner) => inner.names(is_wanted),
            Self::Tuple(types) => types.iter().any(|ty| ty.names(is_wanted)),
            Self::Dyn(paths) | Self::Impl(paths) => paths.iter().any(in_path),
            _ => false,
        }
    }
}

/// A path with generic arguments.
#[derive(Debug, Clone, PartialEq, Default, Serialize, Deserialize)]
pub struct Path {
    /// Whether it began with `::`.
    pub global: bool,
    /// Its segments; `self`, `super`, `crate` and `Self` stand as they were written.
    pub segments: Vec<Segment>,
    /// Where it stands.
    pub span: Span,
}

/// One segment of a path.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Segment {
    /// The identifier.
    pub name: Name,
    /// Type arguments. `Fn(A, B) -> C` is written as one tuple argument `(A, B)` and the binding `Output = C`.
    pub args: Box<[TypeRef]>,
    /// Associated type bindings: `Item = T`.
    pub bindings: Box<[(Name, TypeRef)]>,
}

impl Segment {
    /// The types that it names, as arguments and in bindings.
    pub fn types(&self) -> impl Iterator<Item = &TypeRef> {
        self.args.iter().chain(self.bindings.iter().map(|(_, ty)| ty))
    }
}
