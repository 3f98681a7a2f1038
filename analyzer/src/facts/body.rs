//! Code: an arena of expressions.

use serde::{Deserialize, Serialize};

use super::{Arm, Block, Item, Lit, LoopKind, Name, Param, Pat, Path, SelectArm, Span, TypeRef};
use crate::ids::{IdVec, ids};

ids! {
    /// Index of an expression in its body.
    #[derive(Serialize, Deserialize)]
    pub ExprId
}

/// A function body, closure initialiser or static initialiser: an arena of expressions.
#[derive(Debug, Serialize, Deserialize)]
pub struct Body {
    /// Every expression; children come before their parents.
    pub exprs: IdVec<ExprId, Expr>,
    /// The outermost expression.
    pub root: ExprId,
    /// Items that stand inside blocks, one list for each block that has some.
    pub scopes: Vec<Vec<Item>>,
}

/// An expression.
#[derive(Debug, Serialize, Deserialize)]
pub struct Expr {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: ExprKind,
}

/// The kinds of expressions.
#[derive(Debug, Serialize, Deserialize)]
pub enum ExprKind {
    /// A literal.
    Lit(Lit),
    /// A local, static, constant, function item or unit variant.
    Path(Path),
    /// `<T as Trait>::name` and `<T>::name` in expression position.
    QualifiedPath {
        /// The type.
        base: Box<TypeRef>,
        /// The trait, when it is named.
        of_trait: Option<Box<Path>>,
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
        ret: Option<Box<TypeRef>>,
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
        type_args: Box<[TypeRef]>,
        /// The arguments.
        args: Box<[ExprId]>,
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
        path: Box<Path>,
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
        pat: Box<Pat>,
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
        ty: Box<TypeRef>,
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
