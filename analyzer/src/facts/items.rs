//! Items of a file: what stands in a module, and what brings names into it.

use serde::{Deserialize, Serialize};

use super::{Body, Function, ImplDef, Name, Path, Span, TraitDef, TypeDef, TypeRef};

/// An item with its attributes.
#[derive(Debug, Serialize, Deserialize)]
pub struct Item {
    /// The whole item.
    pub span: Span,
    /// The attributes, in source order, `cfg_attr` ones included as they stand.
    pub attrs: Vec<Attr>,
    /// Whether the item is visible outside its module (`pub`, `pub(crate)` …).
    pub public: bool,
    /// What it is.
    pub kind: ItemKind,
}

/// An attribute: `#[path tokens]`.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Attr {
    /// The path, joined by `::`, such as `tokio::main`.
    pub path: Name,
    /// What stands behind the path, as text: `(any(), allow(x))`, `= "y"`, or nothing.
    pub tokens: String,
    /// Where.
    pub span: Span,
}

/// The kinds of items that matter to the analysis.
#[derive(Debug, Serialize, Deserialize)]
pub enum ItemKind {
    /// `mod name;` or `mod name { .. }`.
    Mod {
        /// The module's name.
        name: Name,
        /// The value of `#[path = ".."]`.
        path: Option<String>,
        /// The items of an inline module; `None` when they are in another file.
        items: Option<Vec<Item>>,
    },
    /// One leaf of a `use` tree; nested groups are flattened.
    Use(UseLeaf),
    /// `extern crate name as alias;`
    ExternCrate {
        /// The crate's name.
        name: Name,
        /// The name it goes by here.
        alias: Name,
    },
    /// A free function.
    Fn(Box<Function>),
    /// A struct, enum or union.
    Type(TypeDef),
    /// `type Name<..> = ty;`
    Alias {
        /// The alias's name.
        name: Name,
        /// Its generic parameters.
        generics: Generics,
        /// What it stands for.
        ty: TypeRef,
    },
    /// A trait.
    Trait(Box<TraitDef>),
    /// An `impl` block.
    Impl(Box<ImplDef>),
    /// A `static` or `const`, also those of `lazy_static!` and `thread_local!`.
    Static {
        /// Its name.
        name: Name,
        /// The type of its value.
        ty: TypeRef,
        /// Its initial value.
        init: Option<Body>,
        /// Whose its value is.
        of: ValueOf,
    },
    /// A macro by example, kept by name so that a later stage can say what was not expanded.
    MacroRules {
        /// Its name.
        name: Name,
    },
}

/// One leaf of a `use` tree.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct UseLeaf {
    /// The whole path, such as `tokio`, `sync`, `Mutex`; `self`, `super` and `crate` stand as they were written.
    pub path: Vec<Name>,
    /// Whether the path began with `::`.
    pub global: bool,
    /// What it brings into scope.
    pub binding: UseBinding,
    /// Where the last name of the path stands; of a glob, where the star does.
    pub at: Span,
}

/// What a `use` leaf brings into scope.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum UseBinding {
    /// The item, under this name (`_` brings a trait's methods only).
    Named(Name),
    /// Everything public in the module or enum.
    Glob,
}

/// Generic parameters with every bound that is known, also those of `where` clauses.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Generics {
    /// Type parameters in order; lifetimes and constants are left out.
    pub params: Vec<GenericParam>,
    /// What a `where` clause says of types that are no parameters: `T::Item`, `Vec<T>`, `Self`.
    pub bounds: Vec<(TypeRef, Vec<Path>)>,
}

/// A type parameter.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct GenericParam {
    /// Its name.
    pub name: Name,
    /// Its bounds, traits only.
    pub bounds: Vec<Path>,
    /// What it is where it is left out.
    pub default: Option<TypeRef>,
}

/// Whose the value of a static is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum ValueOf {
    /// All have the same: the name is the value.
    All,
    /// Each thread has its own: the name is a key.
    Thread,
    /// Each task has its own: the name is a key.
    Task,
}
