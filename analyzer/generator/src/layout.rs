//! Lays tokens out in lines, in one of several styles. No token is added, dropped or changed but marks, which become lines.

use super::rng::Rng;
use super::text::{Kind, Token, tokens};

/// How code is laid out.
#[derive(Clone, Copy, Debug)]
pub struct Style {
    /// What one level is indented by.
    pub indent: &'static str,
    /// Lines longer than this are broken where they can be.
    pub width: usize,
    /// Chains longer than this go one call a line.
    pub chain: usize,
    /// Blocks without statements up to this long stay on one line.
    pub inline: usize,
    /// Whether items are set apart by an empty line.
    pub airy: bool,
}

impl Style {
    /// What rustfmt makes of it, roughly.
    pub const PLAIN: Self = Self { indent: "    ", width: 100, chain: 60, inline: 40, airy: true };

    pub(crate) fn any(rng: &mut Rng) -> Self {
        if rng.chance(50) {
            return Self::PLAIN;
        }
        Self {
            indent: rng.pick(&["    ", "  ", "\t", "        "]),
            width: rng.pick(&[60, 80, 100, 140]),
            chain: rng.pick(&[20, 40, 60, 100]),
            inline: rng.pick(&[0, 20, 40, 60]),
            airy: rng.chance(70),
        }
    }
}

/// A token or a group in delimiters.
enum Tree {
    Leaf(Token),
    Group(Token, Vec<Tree>, Token),
}

/// The text and the 1-based lines of its marks.
pub fn lay_out(code: &str, style: Style) -> (String, Vec<usize>) {
    let mut all = tokens(code).into_iter();
    let (trees, _) = trees(&mut all);
    let mut printer = Printer {
        style,
        out: String::new(),
        line: String::new(),
        depth: 0,
        row: 1,
        marked: false,
        spaced: false,
        marks: Vec::new(),
    };
    printer.block(&trees, true);
    printer.newline();
    (printer.out, printer.marks)
}

fn trees(all: &mut impl Iterator<Item = Token>) -> (Vec<Tree>, Option<Token>) {
    let mut out = Vec::new();
    while let Some(token) = all.next() {
        match token.kind {
            Kind::Open => {
                let (inner, close) = trees(all);
                let close = close.unwrap_or_else(|| panic!("nothing closes `{}`", token.text));
                out.push(Tree::Group(token, inner, close));
            }
            Kind::Close => return (out, Some(token)),
            _ => out.push(Tree::Leaf(token)),
        }
    }
    (out, None)
}

struct Printer {
    style: Style,
    out: String,
    line: String,
    depth: usize,
    row: usize,
    marked: bool,
    /// Whether a mark stood behind white space.
    spaced: bool,
    marks: Vec<usize>,
}

impl Printer {
    fn newline(&mut self) {
        if !self.line.is_empty() {
            self.out.push_str(self.line.trim_end());
            self.out.push('\n');
            self.line.clear();
            self.row += 1;
        }
    }

    fn empty_line(&mut self) {
        self.newline();
        if !self.out.is_empty() && !self.out.ends_with("\n\n") {
            self.out.push('\n');
            self.row += 1;
        }
    }

    fn put(&mut self, text: &str, space: bool) {
        if self.line.is_empty() {
            self.line = self.style.indent.repeat(self.depth);
        } else if space || self.spaced {
            self.line.push(' ');
        }
        self.spaced = false;
        if std::mem::take(&mut self.marked) {
            self.marks.push(self.row);
        }
        self.line.push_str(text);
        let rows = text.matches('\n').count();
        self.row += rows;
    }

    /// Statements or items, one a line.
    fn block(&mut self, trees: &[Tree], items: bool) {
        let mut start = 0;
        while start < trees.len() {
            let end = statement_end(trees, start);
            if items && self.style.airy && is_large(&trees[start..end]) {
                self.empty_line();
            }
            self.statement(&trees[start..end]);
            self.newline();
            start = end;
        }
    }

    fn statement(&mut self, trees: &[Tree]) {
        let long = head(trees) > self.style.chain.min(self.style.width)
            && !trees.iter().any(is_macro_rules);
        let mut broken = false;
        for (at, tree) in trees.iter().enumerate() {
            match tree {
                Tree::Leaf(token) if token.is(".") && long && at > 1 && is_call(trees, at) => {
                    if !self.line.trim_start().is_empty()
                        && !self.line.trim_start().starts_with('}')
                    {
                        self.newline();
                        self.depth += usize::from(!broken);
                        broken = true;
                    }
                    self.put(".", false);
                }
                _ => self.tree(tree),
            }
            if is_attribute(trees, at) {
                self.newline();
            }
        }
        self.depth -= usize::from(broken);
    }

    fn tree(&mut self, tree: &Tree) {
        match tree {
            Tree::Leaf(token) => match token.kind {
                Kind::Mark => {
                    self.marked = true;
                    self.spaced |= token.space;
                }
                Kind::LineComment => {
                    self.put(&token.text, true);
                    self.newline();
                }
                _ => self.put(&token.text, token.space),
            },
            Tree::Group(open, inner, close) if open.is("{") => self.braces(open, inner, close),
            Tree::Group(open, inner, close) => self.parentheses(open, inner, close),
        }
    }

    fn braces(&mut self, open: &Token, inner: &[Tree], close: &Token) {
        self.put(&open.text, open.space);
        if inner.is_empty() || (flat(inner) <= self.style.inline && !inner.iter().any(is_statement))
        {
            inner.iter().for_each(|tree| self.tree(tree));
            self.put(&close.text, close.space);
            return;
        }
        self.newline();
        self.depth += 1;
        let items = inner
            .iter()
            .any(|tree| matches!(tree, Tree::Leaf(token) if token.is("fn") || token.is("use")));
        self.block(inner, items);
        self.depth -= 1;
        self.put(&close.text, false);
    }

    fn parentheses(&mut self, open: &Token, inner: &[Tree], close: &Token) {
        let fits = self.line.len() + flat(inner) <= self.style.width;
        let hugs = inner.iter().any(
            |tree| matches!(tree, Tree::Group(open, inner, _) if open.is("{") && !inner.is_empty()),
        );
        self.put(&open.text, open.space);
        if fits || hugs || inner.len() < 3 {
            inner.iter().for_each(|tree| self.tree(tree));
            self.put(&close.text, close.space);
            return;
        }
        self.newline();
        self.depth += 1;
        for tree in inner {
            self.tree(tree);
            if matches!(tree, Tree::Leaf(token) if token.is(",")) {
                self.newline();
            }
        }
        self.newline();
        self.depth -= 1;
        self.put(&close.text, false);
    }
}

/// Where the statement, field or arm that begins at `start` ends.
fn statement_end(trees: &[Tree], start: usize) -> usize {
    let mut angles = 0_usize;
    for (at, tree) in trees.iter().enumerate().skip(start) {
        let ends = match tree {
            // Angle brackets of types stand without a space before them.
            Tree::Leaf(token) if token.is("<") && !token.space => {
                angles += 1;
                false
            }
            Tree::Leaf(token) if token.is(">") => {
                angles = angles.saturating_sub(1);
                false
            }
            Tree::Leaf(token) if token.is(",") => angles == 0,
            Tree::Leaf(token) => token.is(";") || token.kind == Kind::LineComment,
            Tree::Group(open, ..) if open.is("{") => ends_block(trees.get(at + 1)),
            Tree::Group(..) => false,
        };
        if ends {
            return at + 1;
        }
    }
    trees.len()
}

/// Whether an attribute ends at a place in a statement.
fn is_attribute(trees: &[Tree], at: usize) -> bool {
    let is_hash = |tree: &Tree| matches!(tree, Tree::Leaf(token) if token.is("#"));
    matches!(&trees[at], Tree::Group(open, ..) if open.is("["))
        && at % 2 == 1
        && trees[..=at].iter().step_by(2).all(is_hash)
}

fn ends_block(next: Option<&Tree>) -> bool {
    match next {
        None | Some(Tree::Group(..)) => true,
        Some(Tree::Leaf(token)) => match token.kind {
            Kind::Punct => matches!(token.text.as_str(), "#" | "&" | "*" | "|" | "!" | "-"),
            Kind::Word => !matches!(token.text.as_str(), "else" | "as" | "where"),
            _ => true,
        },
    }
}

/// Whether an item is set apart from its neighbours.
fn is_large(trees: &[Tree]) -> bool {
    let starts = |word: &str| matches!(&trees[0], Tree::Leaf(token) if token.is(word));
    !starts("use")
        && !starts("mod")
        && (starts("#")
            || trees.iter().any(|tree| matches!(tree, Tree::Group(open, ..) if open.is("{"))))
}

fn is_statement(tree: &Tree) -> bool {
    match tree {
        Tree::Leaf(token) => token.is(";") || matches!(token.kind, Kind::LineComment | Kind::Mark),
        Tree::Group(_, inner, _) => inner.iter().any(is_statement),
    }
}

fn is_macro_rules(tree: &Tree) -> bool {
    matches!(tree, Tree::Leaf(token) if token.is("macro_rules"))
}

/// Whether a `.` begins a call or an await.
fn is_call(trees: &[Tree], at: usize) -> bool {
    let name = matches!(trees.get(at + 1), Some(Tree::Leaf(token)) if token.kind == Kind::Word);
    let called = matches!(trees.get(at + 2), Some(Tree::Group(open, ..)) if open.is("("))
        || matches!(trees.get(at + 1), Some(Tree::Leaf(token)) if token.is("await"));
    name && called
}

/// The length on one line, without the statements of blocks.
fn head(trees: &[Tree]) -> usize {
    let is_block = |tree: &Tree| matches!(tree, Tree::Group(open, inner, _) if open.is("{") && inner.iter().any(is_statement));
    let kept = |tree: &&Tree| !is_block(tree);
    trees
        .iter()
        .filter(kept)
        .map(|tree| match tree {
            Tree::Group(_, inner, _) if inner.iter().any(is_statement) => head(inner) + 2,
            other => flat(std::slice::from_ref(other)),
        })
        .sum()
}

/// The length on one line.
fn flat(trees: &[Tree]) -> usize {
    let length = |token: &Token| token.text.len() + usize::from(token.space);
    trees
        .iter()
        .map(|tree| match tree {
            Tree::Leaf(token) if token.kind == Kind::Mark => 0,
            Tree::Leaf(token) => length(token),
            Tree::Group(open, inner, close) => length(open) + flat(inner) + length(close),
        })
        .sum()
}
