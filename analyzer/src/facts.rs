//! What one source file says, as plain owned data with byte spans.
//!
//! `lower` produces facts, `resolve` and `flow` read them. They hold syntax-shaped meaning and no behaviour; they must not
//! name a parser, a client library or a runtime, so that another front end can lower into them.

use ustr::Ustr;

use crate::ids::{IdVec, ids};

/// An interned identifier or string: one word, compared by pointer, ordered by text.
pub type Name = Ustr;

/// A half-open byte range of a file's text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

/// What is counted in one file, such as offsets and lines.
///
/// # Panics
/// Never: files of 4 GiB are refused where they are loaded.
pub(crate) fn to_u32(count: usize) -> u32 {
    u32::try_from(count).expect("files are smaller than 4 GiB")
}

/// All facts of one file.
#[derive(Debug, Default)]
pub struct Facts {
    /// The items of the file's module, in source order.
    pub items: Vec<Item>,
    /// Places that were passed over, with the reason.
    pub skipped: Vec<Skipped>,
    /// Items and members of items that are missing because they could not be read, in source order.
    pub broken: Vec<Broken>,
    /// Attributes that mention `chanlint`, wherever they stand: on the file, items, fields, statements, expressions.
    pub attributes: Vec<MarkedAttr>,
    /// Comments that begin with `chanlint:`, in source order.
    pub comments: Vec<MarkedComment>,
}

/// An attribute that speaks to the linter, and what it is on.
#[derive(Debug, Clone)]
pub struct MarkedAttr {
    /// The attribute.
    pub attr: Attr,
    /// The node that it is on, the whole file for `#![..]` at its top.
    pub target: Span,
    /// What it says of rules, also inside `cfg_attr`.
    pub lints: Vec<LintAttr>,
}

/// `allow(chanlint::a, chanlint::b, reason = "…")`
#[derive(Debug, Clone)]
pub struct LintAttr {
    /// Its name: `allow`, `expect`, `warn`, `deny` or `forbid`.
    pub word: Name,
    /// The names behind `chanlint::`, each with the place of its whole path.
    pub rules: Vec<(Name, Span)>,
    /// The reason, empty without one.
    pub reason: String,
}

/// A comment that speaks to the linter, and what it is about.
#[derive(Debug, Clone)]
pub struct MarkedComment {
    /// The whole comment.
    pub span: Span,
    /// What stands behind `chanlint:`.
    pub words: Span,
    /// The statement, field, item, match arm or expression that it is on.
    pub target: Option<Span>,
    /// A line whose code it is about as well.
    pub line: Option<Span>,
}

/// An item that could not be read.
#[derive(Debug, Clone)]
pub struct Broken {
    /// The byte at which it stopped making sense.
    pub at: u32,
    /// What is wrong there, such as "expected `,`".
    pub why: String,
}

/// A place that was passed over.
#[derive(Debug, Clone)]
pub struct Skipped {
    /// Where.
    pub span: Span,
    /// Why, as a phrase such as "macro `foo!` is not expanded".
    pub why: String,
    /// What kind of reason that is.
    pub cause: Cause,
}

/// Why a place was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Cause {
    /// The front end does not know what it means.
    NotUnderstood,
    /// It would take more than a bound allows to say what it means.
    GivenUp,
}

/// An item with its attributes.
#[derive(Debug)]
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
#[derive(Debug, Clone)]
pub struct Attr {
    /// The path, joined by `::`, such as `tokio::main`.
    pub path: Name,
    /// What stands behind the path, as text: `(any(), allow(x))`, `= "y"`, or nothing.
    pub tokens: String,
    /// Where.
    pub span: Span,
}

/// The kinds of items that matter to the analysis.
#[derive(Debug)]
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
    Fn(Function),
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
    Trait(TraitDef),
    /// An `impl` block.
    Impl(ImplDef),
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
#[derive(Debug, Clone)]
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
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum UseBinding {
    /// The item, under this name (`_` brings a trait's methods only).
    Named(Name),
    /// Everything public in the module or enum.
    Glob,
}

/// Generic parameters with every bound that is known, also those of `where` clauses.
#[derive(Debug, Clone, Default)]
pub struct Generics {
    /// Type parameters in order; lifetimes and constants are left out.
    pub params: Vec<GenericParam>,
    /// What a `where` clause says of types that are no parameters: `T::Item`, `Vec<T>`, `Self`.
    pub bounds: Vec<(TypeRef, Vec<Path>)>,
}

/// A type parameter.
#[derive(Debug, Clone)]
pub struct GenericParam {
    /// Its name.
    pub name: Name,
    /// Its bounds, traits only.
    pub bounds: Vec<Path>,
    /// What it is where it is left out.
    pub default: Option<TypeRef>,
}

/// Whose the value of a static is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ValueOf {
    /// All have the same: the name is the value.
    All,
    /// Each thread has its own: the name is a key.
    Thread,
    /// Each task has its own: the name is a key.
    Task,
}

/// A struct, enum or union.
#[derive(Debug)]
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
#[derive(Debug)]
pub struct Variant {
    /// Its name.
    pub name: Name,
    /// Its fields; tuple fields are named `0`, `1` …
    pub fields: Vec<Field>,
}

/// A field.
#[derive(Debug)]
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
#[derive(Debug)]
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
#[derive(Debug)]
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
#[derive(Debug)]
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
#[derive(Debug)]
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
#[derive(Debug, Clone)]
pub struct Receiver {
    /// What the body calls it: `self`, where the language leaves no choice.
    pub name: Name,
    /// How it is taken.
    pub kind: ReceiverKind,
    /// The written type of `self: Arc<Self>` and the like.
    pub ty: Option<TypeRef>,
}

/// How a method takes `self`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReceiverKind {
    /// `self`
    Value,
    /// `&self`
    Shared,
    /// `&mut self`
    Exclusive,
}

/// A parameter of a function or closure.
#[derive(Debug)]
pub struct Param {
    /// What it binds.
    pub pat: Pat,
    /// Its type, `TypeRef::Infer` where a closure leaves it out.
    pub ty: TypeRef,
    /// The whole parameter.
    pub span: Span,
}

/// A type as it was written.
#[derive(Debug, Clone, PartialEq)]
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
        of_trait: Option<Path>,
        /// What follows: usually one associated type.
        rest: Vec<Name>,
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
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Path {
    /// Whether it began with `::`.
    pub global: bool,
    /// Its segments; `self`, `super`, `crate` and `Self` stand as they were written.
    pub segments: Vec<Segment>,
    /// Where it stands.
    pub span: Span,
}

/// One segment of a path.
#[derive(Debug, Clone, PartialEq)]
pub struct Segment {
    /// The identifier.
    pub name: Name,
    /// Type arguments. `Fn(A, B) -> C` is written as one tuple argument `(A, B)` and the binding `Output = C`.
    pub args: Vec<TypeRef>,
    /// Associated type bindings: `Item = T`.
    pub bindings: Vec<(Name, TypeRef)>,
}

impl Segment {
    /// The types that it names, as arguments and in bindings.
    pub fn types(&self) -> impl Iterator<Item = &TypeRef> {
        self.args.iter().chain(self.bindings.iter().map(|(_, ty)| ty))
    }
}

ids! {
    /// Index of an expression in its body.
    pub ExprId
}

/// A function body, closure initialiser or static initialiser: an arena of expressions.
#[derive(Debug)]
pub struct Body {
    /// Every expression; children come before their parents.
    pub exprs: IdVec<ExprId, Expr>,
    /// The outermost expression.
    pub root: ExprId,
    /// Items that stand inside blocks, one list for each block that has some.
    pub scopes: Vec<Vec<Item>>,
}

/// An expression.
#[derive(Debug)]
pub struct Expr {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: ExprKind,
}

/// The kinds of expressions.
#[derive(Debug)]
pub enum ExprKind {
    /// A literal.
    Lit(Lit),
    /// A local, static, constant, function item or unit variant.
    Path(Path),
    /// `<T as Trait>::name` and `<T>::name` in expression position.
    QualifiedPath {
        /// The type.
        base: TypeRef,
        /// The trait, when it is named.
        of_trait: Option<Path>,
        /// The associated function or constant.
        name: Name,
    },
    /// `{ .. }`, also `unsafe` and labelled ones.
    Block(Block),
    /// `async { .. }`; with `stream` the body of `stream!` and the like.
    Async {
        /// The body.
        body: ExprId,
        /// Whether it takes its captures by value.
        moves: bool,
        /// Whether it is a stream that yields, not a future.
        stream: bool,
    },
    /// `|a, b| body`; an async closure has an `Async` body.
    Closure {
        /// The parameters.
        params: Vec<Param>,
        /// The written return type. Of an async closure this is what awaiting its future gives.
        ret: Option<TypeRef>,
        /// The body.
        body: ExprId,
        /// Whether it takes its captures by value.
        moves: bool,
    },
    /// `f(a, b)`; tuple struct and tuple variant constructors look the same.
    Call {
        /// What is called.
        callee: ExprId,
        /// The arguments.
        args: Vec<ExprId>,
    },
    /// `receiver.name::<T>(args)`
    MethodCall {
        /// The receiver.
        receiver: ExprId,
        /// The method.
        name: Name,
        /// Where the name stands.
        name_span: Span,
        /// Written type arguments.
        type_args: Vec<TypeRef>,
        /// The arguments.
        args: Vec<ExprId>,
    },
    /// An understood macro that evaluates its arguments in order: `info!(a, b)`, `format!(..)`, `assert!(..)`.
    Macro {
        /// The macro's last path segment.
        name: Name,
        /// The expressions among its arguments.
        args: Vec<ExprId>,
    },
    /// `base.name`; tuple fields are named `0`, `1` …
    Field {
        /// The base.
        base: ExprId,
        /// The field.
        name: Name,
    },
    /// `base[index]`
    Index {
        /// The base.
        base: ExprId,
        /// The index.
        index: ExprId,
    },
    /// `Path { a: x, ..rest }`
    Struct {
        /// The type or variant.
        path: Path,
        /// The fields.
        fields: Vec<(Name, ExprId)>,
        /// The struct update base.
        rest: Option<ExprId>,
    },
    /// `(a, b)`
    Tuple(Vec<ExprId>),
    /// `[a, b]`, `vec![a, b]`
    Array(Vec<ExprId>),
    /// `[a; n]`, `vec![a; n]`
    Repeat {
        /// The element.
        elem: ExprId,
        /// How many.
        len: ExprId,
    },
    /// `&x`, `&mut x`
    Ref {
        /// Whether it is `&mut`.
        mutable: bool,
        /// What is borrowed.
        expr: ExprId,
    },
    /// `*x`
    Deref(ExprId),
    /// `!x`, `-x`
    Unary {
        /// The operator's text.
        op: Name,
        /// The operand.
        expr: ExprId,
    },
    /// `a + b`, `a && b` … but no assignment.
    Binary {
        /// The operator's text.
        op: Name,
        /// Left operand.
        left: ExprId,
        /// Right operand.
        right: ExprId,
    },
    /// `place = value`, `place += value`
    Assign {
        /// What is assigned.
        place: ExprId,
        /// The new value, or the right operand of a compound assignment.
        value: ExprId,
        /// Whether it is a compound assignment.
        compound: bool,
    },
    /// `if cond { .. } else { .. }`; the condition may contain `Let`.
    If {
        /// The condition.
        cond: ExprId,
        /// The first branch.
        then: ExprId,
        /// The other branch.
        otherwise: Option<ExprId>,
    },
    /// `let PAT = expr` in a condition.
    Let {
        /// What it binds.
        pat: Pat,
        /// The scrutinee.
        expr: ExprId,
    },
    /// `match scrutinee { .. }`
    Match {
        /// The scrutinee.
        scrutinee: ExprId,
        /// The arms.
        arms: Vec<Arm>,
    },
    /// `loop`, `while`, `for`
    Loop {
        /// Which loop.
        kind: LoopKind,
        /// The body.
        body: ExprId,
    },
    /// `select! { .. }`: the awaited expressions run together, the handlers exclude each other.
    Select {
        /// The arms.
        arms: Vec<SelectArm>,
        /// The `else`, `default` or `complete` arm.
        otherwise: Option<ExprId>,
    },
    /// `join!(a, b)`, `try_join!(a, b)`: the branches run together.
    Join(Vec<ExprId>),
    /// `x.await`
    Await(ExprId),
    /// `x?`
    Try(ExprId),
    /// `x as T`
    Cast {
        /// The operand.
        expr: ExprId,
        /// The type.
        ty: TypeRef,
    },
    /// `a..b`
    Range(Option<ExprId>, Option<ExprId>),
    /// `return x`
    Return(Option<ExprId>),
    /// `break 'l x`
    Break {
        /// The label, with its quote.
        label: Option<Name>,
        /// The value.
        value: Option<ExprId>,
    },
    /// `continue 'l`
    Continue {
        /// The label, with its quote.
        label: Option<Name>,
    },
    /// `yield x` inside a stream.
    Yield(Option<ExprId>),
    /// Code that is called when the function or closure around ends, however that comes: the last one first.
    Defer(ExprId),
    /// Anything else; its parts are evaluated in order.
    Unknown(Vec<ExprId>),
}

/// A block of statements.
#[derive(Debug)]
pub struct Block {
    /// The statements.
    pub stmts: Vec<Stmt>,
    /// The last expression without a semicolon: the block's value.
    pub tail: Option<ExprId>,
    /// Index into `Body::scopes` when items stand inside the block.
    pub scope: Option<u32>,
    /// The label, with its quote; of a loop's body, the loop's label.
    pub label: Option<Name>,
}

/// A statement.
#[derive(Debug)]
pub enum Stmt {
    /// `let pat: ty = init else { .. };`
    Let {
        /// What it binds.
        pat: Pat,
        /// The written type.
        ty: Option<TypeRef>,
        /// The initial value.
        init: Option<ExprId>,
        /// The diverging block.
        otherwise: Option<ExprId>,
        /// The whole statement.
        span: Span,
    },
    /// An expression whose value is dropped.
    Expr(ExprId),
}

/// An arm of a `match`.
#[derive(Debug)]
pub struct Arm {
    /// The pattern.
    pub pat: Pat,
    /// The guard.
    pub guard: Option<ExprId>,
    /// The body.
    pub body: ExprId,
}

/// An arm of a `select!`.
#[derive(Debug)]
pub struct SelectArm {
    /// What the finished expression binds.
    pub pat: Pat,
    /// The expression that is polled.
    pub future: ExprId,
    /// The precondition.
    pub guard: Option<ExprId>,
    /// The handler.
    pub handler: ExprId,
}

/// Which loop.
#[derive(Debug)]
pub enum LoopKind {
    /// `loop`
    Loop,
    /// `while cond`; the condition may contain `Let`.
    While(ExprId),
    /// `for pat in iter`
    For {
        /// What each element binds.
        pat: Pat,
        /// The iterated value.
        iter: ExprId,
    },
    /// For each pair of a key and an element of a value. What has elements without keys, as a queue has, gives the element in
    /// the place of the key.
    Range {
        /// What each key binds.
        key: Pat,
        /// What each element binds.
        value: Option<Pat>,
        /// The value.
        over: ExprId,
    },
}

/// A literal.
#[derive(Debug, Clone, PartialEq)]
pub enum Lit {
    /// A string.
    Str(String),
    /// A byte string that is valid UTF-8.
    Bytes(String),
    /// An integer without its suffix.
    Int(u128),
    /// A boolean.
    Bool(bool),
    /// No value: what a place holds that nothing was put into.
    Nil,
    /// Any other.
    Other,
}

/// A pattern.
#[derive(Debug, Clone, PartialEq)]
pub enum Pat {
    /// `_`, `..`
    Wild,
    /// `x`, `ref x`, `mut x`, `x @ sub`. A lone name may turn out to be a constant or unit variant.
    Bind {
        /// The name.
        name: Name,
        /// Where it stands.
        span: Span,
        /// The pattern behind `@`.
        sub: Option<Box<Pat>>,
    },
    /// `(a, b)`; `..` stands as `Rest`.
    Tuple(Vec<Pat>),
    /// Names for the several results of a call: its value, and behind it what tells of errors. Of a value that is no tuple,
    /// the first gets all.
    Results(Vec<Pat>),
    /// `Path(a, b)`
    TupleStruct(Path, Vec<Pat>),
    /// `Path { a, b: pat, .. }`
    Struct(Path, Vec<(Name, Pat)>),
    /// `Path` with more than one segment.
    Path(Path),
    /// `&pat`
    Ref(Box<Pat>),
    /// `a | b`
    Or(Vec<Pat>),
    /// `[a, b]`
    Slice(Vec<Pat>),
    /// A literal or range.
    Lit(Option<Lit>),
    /// `..` inside a tuple or slice.
    Rest,
    /// Anything else.
    Unknown,
}
