//! The state of lowering one file: what every part of this front end reads and writes.

use rustc_hash::FxHashSet;

use super::tree::Node;
use crate::facts::{
    Body, Cause, Expr, ExprId, ExprKind, Item, Name, Path, Segment, Skipped, Span, intern,
};
use crate::ids::IdVec;

/// The state of lowering one file.
pub(super) struct Lowerer<'t> {
    pub(super) text: &'t str,
    /// The names that imports may go by.
    pub(super) imported: FxHashSet<Name>,
    pub(super) skipped: Vec<Skipped>,
    /// The names of variables and parameters in sight, innermost last.
    pub(super) locals: Vec<Name>,
    /// The named results of the functions around, innermost last.
    pub(super) results: Vec<Vec<Name>>,
    /// What `break` without a label leaves, innermost last.
    pub(super) breakable: Vec<Breakable>,
    /// How many names were made up.
    pub(super) made_up: u32,
    pub(super) exprs: IdVec<ExprId, Expr>,
    /// Types that are declared inside blocks, a list for each block that has some.
    pub(super) scopes: Vec<Vec<Item>>,
}

/// A statement that `break` leaves.
pub(super) enum Breakable {
    /// A loop.
    Loop,
    /// A `switch` or `select`: its label, and whether something leaves it.
    Choice(Name, bool),
}

impl<'t> Lowerer<'t> {
    pub(super) fn new(text: &'t str) -> Self {
        Self {
            text,
            imported: FxHashSet::default(),
            skipped: Vec::new(),
            locals: Vec::new(),
            results: Vec::new(),
            breakable: Vec::new(),
            made_up: 0,
            exprs: IdVec::default(),
            scopes: Vec::new(),
        }
    }

    /// The text of a node.
    pub(super) fn text_of(&self, node: Node<'_>) -> &'t str {
        let span = node.span();
        self.text.get(span.start as usize..span.end as usize).unwrap_or_default()
    }

    pub(super) fn name_of(&self, node: Node<'_>) -> Name {
        intern(self.text_of(node))
    }

    /// What is not understood.
    pub(super) fn skip(&mut self, span: Span, why: impl Into<String>) {
        self.skipped.push(Skipped { span, why: why.into(), cause: Cause::NotUnderstood });
    }

    /// Lowers a body of its own.
    pub(super) fn body(&mut self, fill: impl FnOnce(&mut Self) -> ExprId) -> Body {
        let exprs = std::mem::take(&mut self.exprs);
        let scopes = std::mem::take(&mut self.scopes);
        let root = fill(self);
        let mut exprs = std::mem::replace(&mut self.exprs, exprs);
        let scopes = std::mem::replace(&mut self.scopes, scopes);
        // Facts of every file live together: what they do not use is worth giving back.
        exprs.shrink_to_fit();
        Body { exprs, root, scopes }
    }

    /// Adds an expression.
    pub(super) fn add(&mut self, span: Span, kind: ExprKind) -> ExprId {
        self.exprs.push(Expr { span, kind })
    }

    /// A path of these names.
    pub(super) fn path(&mut self, span: Span, names: &[Name]) -> ExprId {
        self.add(span, ExprKind::Path(path_of(span, names)))
    }

    /// A variable that no code can name.
    pub(super) fn made_up_name(&mut self, of: &str) -> Name {
        self.made_up += 1;
        intern(&format!("{of}#{}", self.made_up))
    }

    /// Whether a name is a variable or parameter of the code around.
    pub(super) fn is_local(&self, name: Name) -> bool {
        self.locals.contains(&name)
    }

    /// Code with variables of its own.
    pub(super) fn scoped<T>(&mut self, inside: impl FnOnce(&mut Self) -> T) -> T {
        let scope = self.locals.len();
        let given = inside(self);
        self.locals.truncate(scope);
        given
    }
}

/// A path of these names.
pub(super) fn path_of(span: Span, names: &[Name]) -> Path {
    let segment = |&name: &Name| Segment { name, args: Box::default(), bindings: Box::default() };
    Path { global: false, segments: names.iter().map(segment).collect(), span }
}
