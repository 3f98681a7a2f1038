//! What one source file says, as plain owned data with byte spans.
//!
//! `lower` produces facts, `resolve` and `flow` read them. They hold syntax-shaped meaning and no behaviour; they must not
//! name a parser, a client library or a runtime, so that another front end can lower into them.

mod body;
mod definitions;
mod items;
mod name;
mod statements;
mod types;

use serde::{Deserialize, Serialize};

pub use body::{Body, Expr, ExprId, ExprKind};
pub use definitions::{
    AssocFn, Field, Function, ImplDef, Param, Receiver, ReceiverKind, TraitDef, TypeDef, Variant,
};
pub use items::{Attr, GenericParam, Generics, Item, ItemKind, UseBinding, UseLeaf, ValueOf};
pub use name::{Name, intern, interned};
pub use statements::{Arm, Block, Lit, LoopKind, Pat, SelectArm, Stmt};
pub use types::{Path, Segment, TypeRef};

/// A half-open byte range of a file's text.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
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
#[derive(Debug, Default, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct MarkedAttr {
    /// The attribute.
    pub attr: Attr,
    /// The node that it is on, the whole file for `#![..]` at its top.
    pub target: Span,
    /// What it says of rules, also inside `cfg_attr`.
    pub lints: Vec<LintAttr>,
}

/// `allow(chanlint::a, chanlint::b, reason = "…")`
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct LintAttr {
    /// Its name: `allow`, `expect`, `warn`, `deny` or `forbid`.
    pub word: Name,
    /// The names behind `chanlint::`, each with the place of its whole path.
    pub rules: Vec<(Name, Span)>,
    /// The reason, empty without one.
    pub reason: String,
}

/// A comment that speaks to the linter, and what it is about.
#[derive(Debug, Clone, Serialize, Deserialize)]
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
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Broken {
    /// The byte at which it stopped making sense.
    pub at: u32,
    /// What is wrong there, such as "expected `,`".
    pub why: String,
}

/// A place that was passed over.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Skipped {
    /// Where.
    pub span: Span,
    /// Why, as a phrase such as "macro `foo!` is not expanded".
    pub why: String,
    /// What kind of reason that is.
    pub cause: Cause,
}

/// Why a place was passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// The front end does not know what it means.
    NotUnderstood,
    /// It would take more than a bound allows to say what it means.
    GivenUp,
}
