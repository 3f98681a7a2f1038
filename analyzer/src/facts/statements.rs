//! What stands around expressions: statements, arms, patterns and literals.

use serde::{Deserialize, Serialize};

use super::{ExprId, Name, Path, Span, TypeRef};

/// A block of statements.
#[derive(Debug, Serialize, Deserialize)]
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
#[derive(Debug, Serialize, Deserialize)]
pub enum Stmt {
    /// `let pat: ty = init else { .. };`
    Let {
        /// What it binds.
        pat: Pat,
        /// The written type.
        ty: Option<Box<TypeRef>>,
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
#[derive(Debug, Serialize, Deserialize)]
pub struct Arm {
    /// The pattern.
    pub pat: Pat,
    /// The guard.
    pub guard: Option<ExprId>,
    /// The body.
    pub body: ExprId,
}

/// An arm of a `select!`.
#[derive(Debug, Serialize, Deserialize)]
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
#[derive(Debug, Serialize, Deserialize)]
pub enum LoopKind {
    /// `loop`
    Loop,
    /// `while cond`; the condition may contain `Let`.
    While(ExprId),
    /// `for pat in iter`
    For {
        /// What each element binds.
        pat: Box<Pat>,
        /// The iterated value.
        iter: ExprId,
    },
    /// For each pair of a key and an element of a value. What has elements without keys, as a queue has, gives the element in
    /// the place of the key.
    Range {
        /// What each key binds.
        key: Box<Pat>,
        /// What each element binds.
        value: Option<Box<Pat>>,
        /// The value.
        over: ExprId,
    },
}

/// A literal.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub enum Lit {
    /// A string.
    Str(String),
    /// A byte string that is valid UTF-8.
    Bytes(String),
    /// An integer without its suffix, as far as 64 bits hold it.
    Int(u64),
    /// A boolean.
    Bool(bool),
    /// No value: what a place holds that nothing was put into.
    Nil,
    /// Any other.
    Other,
}

/// A pattern.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
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
    TupleStruct(Box<Path>, Vec<Pat>),
    /// `Path { a, b: pat, .. }`
    Struct(Box<Path>, Vec<(Name, Pat)>),
    /// `Path` with more than one segment.
    Path(Box<Path>),
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
