//! What items define: types, traits, `impl` blocks and functions with their parameters.

use serde::{Deserialize, Serialize};

use super::{Attr, Body, Generics, Name, Pat, Path, Span, TypeRef};

/// A struct, enum or union.
#[derive(Debug, Serialize, Deserialize)]
pub struct TypeDef {
    /// Its name.
    pub name: Name,
    /// Where the name stands.
    pub name_span: Span,
    /// Its generic parameters.
    pub generics: Generics,
    /// Its variants; a struct has one, with its own name.
    pub variants: Vec<Variant>,
    /// Whether it is an enum.
    pub is_enum: bool,
}

/// A variant of an enum, or the only shape of a struct.
#[derive(Debug, Serialize, Deserialize)]
pub struct Variant {
    /// Its name.
    pub name: Name,
    /// Its fields; tuple fields are named `0`, `1` …
    pub fields: Vec<Field>,
}

/// A field.
#[derive(Debug, Serialize, Deserialize)]
pub struct Field {
    /// Its name, a number for tuple fields.
    pub name: Name,
    /// Its type.
    pub ty: TypeRef,
    /// The whole field.
    pub span: Span,
    /// Whether the field is visible outside its module.
    pub public: bool,
    /// Whether what the field holds lends its own fields and methods to the struct.
    pub embedded: bool,
}

/// A trait.
#[derive(Debug, Serialize, Deserialize)]
pub struct TraitDef {
    /// Its name.
    pub name: Name,
    /// Its generic parameters.
    pub generics: Generics,
    /// Traits that it requires.
    pub supertraits: Vec<Path>,
    /// Its functions, with bodies where they have a default.
    pub functions: Vec<AssocFn>,
    /// Its associated types, with their bounds.
    pub types: Vec<(Name, Vec<Path>)>,
    /// Its associated constants, with the values that they have by default.
    pub consts: Vec<(Name, TypeRef, Option<Body>)>,
}

/// An `impl` block.
#[derive(Debug, Serialize, Deserialize)]
pub struct ImplDef {
    /// Its generic parameters.
    pub generics: Generics,
    /// The trait, with its arguments.
    pub of_trait: Option<Path>,
    /// The type that it is for.
    pub self_ty: TypeRef,
    /// Its functions.
    pub functions: Vec<AssocFn>,
    /// Its associated types.
    pub types: Vec<(Name, TypeRef)>,
    /// Its associated constants and statics.
    pub consts: Vec<(Name, TypeRef, Option<Body>)>,
}

/// A function inside a trait or an `impl`.
#[derive(Debug, Serialize, Deserialize)]
pub struct AssocFn {
    /// Its attributes.
    pub attrs: Vec<Attr>,
    /// The whole function.
    pub span: Span,
    /// Whether it is visible outside its module (always true in traits and trait impls).
    pub public: bool,
    /// The function.
    pub function: Function,
}

/// A function's signature and body.
#[derive(Debug, Serialize, Deserialize)]
pub struct Function {
    /// Its name.
    pub name: Name,
    /// Where the name stands.
    pub name_span: Span,
    /// Its generic parameters.
    pub generics: Generics,
    /// The receiver, when it is a method.
    pub receiver: Option<Receiver>,
    /// Its parameters without the receiver.
    pub params: Vec<Param>,
    /// The written return type; `None` is `()`. Of an `async fn` this is what awaiting it gives.
    pub ret: Option<TypeRef>,
    /// Whether it is an `async fn`.
    pub is_async: bool,
    /// Its body; `None` for a declaration.
    pub body: Option<Body>,
}

/// The parameter that a method is called on.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Receiver {
    /// What the body calls it: `self`, where the language leaves no choice.
    pub name: Name,
    /// How it is taken.
    pub kind: ReceiverKind,
    /// The written type of `self: Arc<Self>` and the like.
    pub ty: Option<Box<TypeRef>>,
}

/// How a method takes `self`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReceiverKind {
    /// `self`
    Value,
    /// `&self`
    Shared,
    /// `&mut self`
    Exclusive,
}

/// A parameter of a function or closure.
#[derive(Debug, Serialize, Deserialize)]
pub struct Param {
    /// What it binds.
    pub pat: Pat,
    /// Its type, `TypeRef::Infer` where a closure leaves it out.
    pub ty: TypeRef,
    /// The whole parameter.
    pub span: Span,
}
