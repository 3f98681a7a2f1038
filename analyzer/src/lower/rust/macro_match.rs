//! Which rule of a macro by example fits a call, and what its fragments are bound to.
//!
//! Each token of a call is read a bounded number of times, however many rules there are: rules that begin alike are one
//! path of a tree, and a fragment that was read at a place is not read there again.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::rc::Rc;

use proc_macro2::{TokenStream, TokenTree};
use syn::buffer::Cursor;
use syn::parse::{ParseBuffer, ParseStream, Parser as _};

use super::macro_fragment::Kind;
use super::macro_pattern::{Bracket, Node, NodeId, Piece, Repeat, Rule, Rules, Word};
use super::macro_template::Times;

/// What the fragments of a matcher are bound to.
pub(super) type Bindings = BTreeMap<String, Binding>;

/// What a fragment is bound to.
#[derive(Clone, Debug)]
pub(super) enum Binding {
    /// The tokens of one match.
    Tokens(Rc<[TokenTree]>),
    /// One binding for each round of a repetition.
    Rounds(Rc<[Binding]>),
}

/// The first rule that fits, with its bindings.
pub(super) fn first_match(rules: &Rules, tokens: TokenStream) -> Option<(&Rule, Bindings)> {
    let parser = |input: ParseStream<'_>| {
        let found = Search::new(rules).run(input);
        let found = found.ok_or_else(|| input.error("no rule fits"))?;
        input.parse::<TokenStream>()?;
        Ok(found)
    };
    let (rule, bound) = parser.parse2(tokens).ok()?;
    let rule = rules.rule(rule);
    Some((rule, rule.names.iter().cloned().zip(bound).collect()))
}

/// The way through the tree of rules for one call.
struct Search<'r, 'a> {
    rules: &'r Rules,
    reader: Reader<'a>,
    /// What was reached so far, each from an earlier one.
    steps: Vec<Step<'a>>,
}

/// Index of a [`Step`].
type StepId = usize;

/// A place in the call that a piece led to.
struct Step<'a> {
    before: Option<StepId>,
    at: Place<'a>,
    /// What the piece bound.
    bound: Vec<Binding>,
}

/// A place in the call that a piece may lead on from.
struct Ahead<'r> {
    from: StepId,
    piece: &'r Piece,
    to: NodeId,
}

impl<'r, 'a> Search<'r, 'a> {
    fn new(rules: &'r Rules) -> Self {
        Self { rules, reader: Reader::default(), steps: Vec::new() }
    }

    /// The number of the first rule that takes the whole input, and what it binds.
    fn run(&mut self, input: ParseStream<'a>) -> Option<(usize, Vec<Binding>)> {
        let mut best: Option<(usize, StepId)> = None;
        let mut ahead = Vec::new();
        let begin = Place { input: input.fork(), outer: None };
        self.reach(
            Step { before: None, at: begin, bound: Vec::new() },
            Rules::ROOT,
            &mut best,
            &mut ahead,
        );
        while let Some(Ahead { from, piece, to }) = ahead.pop() {
            if best.is_some_and(|(rule, _)| rule < self.rules.node(to).first) {
                continue;
            }
            let (mut at, mut bound) = (self.steps[from].at.fork(), Vec::new());
            if self.reader.step(piece, &mut at, &mut bound).is_some() {
                self.reach(Step { before: Some(from), at, bound }, to, &mut best, &mut ahead);
            }
        }
        best.map(|(rule, step)| (rule, self.bound(step)))
    }

    /// Notes what can be done from a step on. Tokens come first, as they are cheap to compare.
    fn reach(
        &mut self,
        step: Step<'a>,
        node: NodeId,
        best: &mut Option<(usize, StepId)>,
        ahead: &mut Vec<Ahead<'r>>,
    ) {
        let mut from = self.steps.len();
        let mut node: &'r Node = self.rules.node(node);
        self.steps.push(step);
        loop {
            let at = &self.steps[from].at;
            if let Some(rule) = node.ends.filter(|_| at.is_end())
                && best.is_none_or(|(known, _)| rule < known)
            {
                *best = Some((rule, from));
            }
            let pieces = node.pieces.iter().rev();
            ahead.extend(pieces.map(|(piece, to)| Ahead { from, piece, to: *to }));
            if node.words.is_empty() {
                return;
            }
            let at = at.fork();
            let Some(to) = at.word().and_then(|word| node.words.get(&word)) else { return };
            node = self.rules.node(*to);
            self.steps.push(Step { before: Some(from), at, bound: Vec::new() });
            from = self.steps.len() - 1;
        }
    }

    /// What was bound on the way to a step.
    fn bound(&self, last: StepId) -> Vec<Binding> {
        let mut bound = Vec::new();
        let mut at = Some(last);
        while let Some(step) = at.map(|step| &self.steps[step]) {
            bound.extend(step.bound.iter().rev().cloned());
            at = step.before;
        }
        bound.reverse();
        bound
    }
}

/// A place in a call.
struct Place<'a> {
    input: ParseBuffer<'a>,
    /// Where the tokens behind the group go on that it is in.
    outer: Option<Rc<Place<'a>>>,
}

impl Place<'_> {
    fn fork(&self) -> Self {
        Self { input: self.input.fork(), outer: self.outer.clone() }
    }

    fn is_end(&self) -> bool {
        self.outer.is_none() && self.input.is_empty()
    }

    /// Steps over a token that is no group.
    fn word(&self) -> Option<Word> {
        self.input.parse::<TokenTree>().ok().as_ref().and_then(Word::of)
    }

    fn open(&mut self, bracket: Bracket) -> syn::Result<()> {
        let behind = self.input.fork();
        let inner;
        match bracket {
            Bracket::Paren => _ = syn::parenthesized!(inner in behind),
            Bracket::Brace => _ = syn::braced!(inner in behind),
            Bracket::Square => _ = syn::bracketed!(inner in behind),
        }
        let outer = Self { input: behind, outer: self.outer.take() };
        *self = Self { input: inner, outer: Some(Rc::new(outer)) };
        Ok(())
    }

    fn close(&mut self) -> Option<()> {
        let outer = self.outer.as_ref().filter(|_| self.input.is_empty())?;
        *self = outer.fork();
        Some(())
    }
}

/// Reads pieces of matchers, and remembers which fragments stand where.
#[derive(Default)]
struct Reader<'a> {
    known: BTreeMap<(Spot<'a>, Kind), Option<Fragment<'a>>>,
}

/// A fragment that was read.
struct Fragment<'a> {
    tokens: Rc<[TokenTree]>,
    end: ParseBuffer<'a>,
}

impl<'a> Reader<'a> {
    /// Steps over what a piece takes. Without it, nothing can be said of the place any more.
    fn step(&mut self, piece: &Piece, at: &mut Place<'a>, bound: &mut Vec<Binding>) -> Option<()> {
        match piece {
            Piece::Word(word) => (at.word()? == *word).then_some(()),
            Piece::Open(bracket) => at.open(*bracket).ok(),
            Piece::Close => at.close(),
            Piece::Fragment(kind) => {
                bound.push(Binding::Tokens(self.fragment((*kind)?, &mut at.input)?));
                Some(())
            }
            Piece::Repeat(repeat) => self.repeat(repeat, at, bound),
        }
    }

    fn fragment(&mut self, kind: Kind, input: &mut ParseBuffer<'a>) -> Option<Rc<[TokenTree]>> {
        if !kind.is_parsed() {
            return kind.read(input).map(Rc::from);
        }
        let read = || {
            let end = input.fork();
            let tokens = kind.read(&end)?.into();
            Some(Fragment { tokens, end })
        };
        let known = self.known.entry((Spot(input.cursor()), kind)).or_insert_with(read);
        let fragment = known.as_ref()?;
        *input = fragment.end.fork();
        Some(Rc::clone(&fragment.tokens))
    }

    /// As many rounds as fit. A round that does not fit ends the repetition, and a separator in front of it stays.
    fn repeat(
        &mut self,
        repeat: &Repeat,
        at: &mut Place<'a>,
        bound: &mut Vec<Binding>,
    ) -> Option<()> {
        let mut columns = vec![Vec::new(); repeat.fragments];
        let mut rounds = 0_usize;
        while !at.input.is_empty() && (repeat.times != Times::AtMostOnce || rounds == 0) {
            let separator = if rounds == 0 { &[] } else { repeat.separator.as_slice() };
            let Some((next, round)) = self.round(&repeat.body, separator, at) else { break };
            *at = next;
            columns.iter_mut().zip(round).for_each(|(column, binding)| column.push(binding));
            rounds += 1;
        }
        if repeat.times == Times::AtLeastOnce && rounds == 0 {
            return None;
        }
        bound.extend(columns.into_iter().map(|column| Binding::Rounds(column.into())));
        Some(())
    }

    /// One round, which takes something.
    fn round(
        &mut self,
        body: &[Piece],
        separator: &[Word],
        at: &Place<'a>,
    ) -> Option<(Place<'a>, Vec<Binding>)> {
        let (mut next, mut bound) = (at.fork(), Vec::new());
        for word in separator {
            if next.word()? != *word {
                return None;
            }
        }
        for piece in body {
            self.step(piece, &mut next, &mut bound)?;
        }
        (next.input.cursor() != at.input.cursor()).then_some((next, bound))
    }
}

/// A place among the tokens of one call, ordered as they are.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Spot<'a>(Cursor<'a>);

impl Ord for Spot<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.partial_cmp(&other.0).unwrap_or(Ordering::Equal)
    }
}

impl PartialOrd for Spot<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The rules of a macro whose templates say nothing.
    fn rules(matchers: impl IntoIterator<Item = String>) -> Rules {
        Rules::new(matchers.into_iter().map(|matcher| (tokens(&matcher), Vec::new())))
    }

    fn tokens(text: &str) -> TokenStream {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    /// The number of the rule that takes a call, how many fragments the parser looked for, and how many steps were gone.
    fn effort(rules: &Rules, call: &str) -> (Option<usize>, usize, usize) {
        let parser = |input: ParseStream<'_>| {
            let mut search = Search::new(rules);
            let found = search.run(input).map(|(rule, _)| rule);
            input.parse::<TokenStream>()?;
            Ok((found, search.reader.known.len(), search.steps.len()))
        };
        parser.parse2(tokens(call)).unwrap_or_else(|error| panic!("{call}: {error}"))
    }

    #[test]
    fn rules_that_begin_alike_are_read_once() {
        let sums = "a + b, ".repeat(100);
        let rules = rules((0..300).map(|at| format!("$($x:expr),* ; {at}")));
        // One look more, for the sum that does not stand behind the last comma.
        assert_eq!(effort(&rules, &format!("{sums} a ; 299")), (Some(299), 101, 4));
        assert_eq!(effort(&rules, &format!("{sums} a ; x")), (None, 101, 3));
    }

    #[test]
    fn rules_that_begin_differently_read_each_fragment_once() {
        let sums = "a + b; ".repeat(100);
        let separators = ["", "{ }", "( )", "[ ]"];
        let rules = rules(separators.map(|end| format!("$($x:expr);* ; [$x:expr] {end} !")));
        let (rule, fragments, _) = effort(&rules, &format!("{sums} a ; [c + d] (!)"));
        // The sums, `a`, what stands behind it and is none, and `c + d`.
        assert_eq!((rule, fragments), (None, 103));
    }

    #[test]
    fn the_first_rule_wins_whatever_way_it_is_found() {
        let call = "a b";
        for (matchers, first) in [
            (["$x:ident b", "a b"], Some(0)),
            (["a c", "$x:ident $y:ident"], Some(1)),
            (["a $x:ident", "a b"], Some(0)),
            (["a b c", "a b"], Some(1)),
            (["a", "b"], None),
            (["(a) b", "$($x:tt)*"], Some(1)),
        ] {
            let rules = rules(matchers.map(str::to_owned));
            assert_eq!(effort(&rules, call).0, first, "{matchers:?}");
        }
    }

    #[test]
    fn groups_match_as_a_whole() {
        let rules = rules(
            ["($x:ident) [$y:ident]", "($x:ident $z:ident) [$($y:ident)*]"].map(str::to_owned),
        );
        for (call, rule) in
            [("(a) [b]", Some(0)), ("(a b) [c d]", Some(1)), ("(a) b", None), ("(a b c) [d]", None)]
        {
            assert_eq!(effort(&rules, call).0, rule, "{call}");
        }
    }
}
