//! Matchers of macros by example, merged into one tree, so that rules which begin alike are read once for all of them.
//!
//! Knows nothing of calls.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use rustc_hash::FxHashMap;

use super::macro_fragment::Kind;
use super::macro_template::{Template, Times, repetition};

/// The rules of one macro.
pub(super) struct Rules {
    rules: Vec<Rule>,
    nodes: Vec<Node>,
}

/// What a rule whose matcher fits expands to.
pub(super) struct Rule {
    /// The fragments of the matcher in order, those of repetitions included.
    pub(super) names: Vec<String>,
    pub(super) template: Vec<Template>,
}

/// Index of a [`Node`].
pub(super) type NodeId = usize;

/// A place between two pieces of the matchers that begin with the same pieces.
pub(super) struct Node {
    /// The first rule that goes through here.
    pub(super) first: usize,
    /// The first rule that ends here.
    pub(super) ends: Option<usize>,
    /// Where a token leads.
    pub(super) words: FxHashMap<Word, NodeId>,
    /// Where other pieces lead, in the order of their rules.
    pub(super) pieces: Vec<(Piece, NodeId)>,
}

/// One piece of a matcher, groups taken apart.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Piece {
    /// A token that must stand there.
    Word(Word),
    /// A group begins.
    Open(Bracket),
    /// A group ends.
    Close,
    /// `$name:kind`, the name left out; `None` is a kind that nobody knows, which nothing fits.
    Fragment(Option<Kind>),
    /// `$( .. ) sep *`
    Repeat(Repeat),
}

/// A token that is no group.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) enum Word {
    /// An operator's character.
    Punct(char),
    /// An identifier.
    Ident(String),
    /// A literal.
    Literal(String),
}

impl Word {
    /// The word of a token, `None` for a group.
    pub(super) fn of(token: &TokenTree) -> Option<Self> {
        match token {
            TokenTree::Punct(punct) => Some(Self::Punct(punct.as_char())),
            TokenTree::Ident(ident) => Some(Self::Ident(ident.to_string())),
            TokenTree::Literal(literal) => Some(Self::Literal(literal.to_string())),
            TokenTree::Group(_) => None,
        }
    }
}

/// The delimiters of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Bracket {
    /// `( )`
    Paren,
    /// `{ }`
    Brace,
    /// `[ ]`
    Square,
}

/// A repetition.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Repeat {
    pub(super) body: Vec<Piece>,
    /// How many fragments the body has.
    pub(super) fragments: usize,
    pub(super) separator: Vec<Word>,
    pub(super) times: Times,
}

impl Rules {
    /// The node at which every matcher begins.
    pub(super) const ROOT: NodeId = 0;

    /// Merges pairs of a matcher and a template, in their order.
    pub(super) fn new(pairs: impl IntoIterator<Item = (TokenStream, Vec<Template>)>) -> Self {
        let mut rules = Self { rules: Vec::new(), nodes: vec![Node::new(0)] };
        let mut known = FxHashMap::default();
        for (matcher, template) in pairs {
            let mut matcher_of_rule = Matcher::default();
            matcher_of_rule.read(matcher);
            rules.add(matcher_of_rule.pieces, &mut known);
            rules.rules.push(Rule { names: matcher_of_rule.names, template });
        }
        rules
    }

    fn add(&mut self, pieces: Vec<Piece>, known: &mut FxHashMap<(NodeId, Piece), NodeId>) {
        let rule = self.rules.len();
        let mut at = Self::ROOT;
        for piece in pieces {
            at = *known.entry((at, piece)).or_insert_with_key(|(at, piece)| {
                let next = self.nodes.len();
                self.nodes.push(Node::new(rule));
                let node = &mut self.nodes[*at];
                match piece {
                    Piece::Word(word) => drop(node.words.insert(word.clone(), next)),
                    other => node.pieces.push((other.clone(), next)),
                }
                next
            });
        }
        self.nodes[at].ends.get_or_insert(rule);
    }

    /// A node.
    pub(super) fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id]
    }

    /// A rule by its number.
    pub(super) fn rule(&self, number: usize) -> &Rule {
        &self.rules[number]
    }
}

impl Node {
    fn new(first: usize) -> Self {
        Self { first, ends: None, words: FxHashMap::default(), pieces: Vec::new() }
    }
}

/// A matcher while it is read.
#[derive(Default)]
struct Matcher {
    pieces: Vec<Piece>,
    names: Vec<String>,
}

impl Matcher {
    fn read(&mut self, tokens: TokenStream) {
        let mut tokens = tokens.into_iter();
        while let Some(token) = tokens.next() {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == '$' => self.variable(&mut tokens),
                TokenTree::Group(group) => {
                    let bracket = bracket(group.delimiter());
                    self.pieces.extend(bracket.map(Piece::Open));
                    self.read(group.stream());
                    self.pieces.extend(bracket.map(|_| Piece::Close));
                }
                token => self.word(&token),
            }
        }
    }

    fn word(&mut self, token: &TokenTree) {
        self.pieces.extend(Word::of(token).map(Piece::Word));
    }

    /// What stands behind a `$`.
    fn variable(&mut self, tokens: &mut impl Iterator<Item = TokenTree>) {
        match tokens.next() {
            Some(TokenTree::Group(group)) => {
                let (separator, times) = repetition(tokens);
                let mut inner = Self::default();
                inner.read(group.stream());
                self.pieces.push(Piece::Repeat(Repeat {
                    body: inner.pieces,
                    fragments: inner.names.len(),
                    separator: separator.iter().filter_map(Word::of).collect(),
                    times,
                }));
                self.names.append(&mut inner.names);
            }
            Some(TokenTree::Ident(name)) => {
                // The colon.
                tokens.next();
                let kind = tokens.next().and_then(|kind| Kind::named(&kind.to_string()));
                self.pieces.push(Piece::Fragment(kind));
                self.names.push(name.to_string());
            }
            Some(other) => self.word(&other),
            None => self.pieces.push(Piece::Word(Word::Punct('$'))),
        }
    }
}

fn bracket(delimiter: Delimiter) -> Option<Bracket> {
    match delimiter {
        Delimiter::Parenthesis => Some(Bracket::Paren),
        Delimiter::Brace => Some(Bracket::Brace),
        Delimiter::Bracket => Some(Bracket::Square),
        Delimiter::None => None,
    }
}
