//! A scan of the raw text for nesting that would exhaust the stack, brackets that do not match, and what need not be
//! parsed.
//!
//! Runs before the parser, because an overflow cannot be caught. It knows tokens, but no syntax.

use std::borrow::Cow;
use std::ops::Range;

use super::refused::{Refused, Why};
use super::span::is_word;
use crate::lower::front::TestCode;

/// How deeply brackets and prefixes may nest.
pub(super) const MAX_LEVELS: u32 = 500;

/// What the scan found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Where nesting exceeds what the stack allows.
    pub(super) too_deep: Option<Refused>,
    /// A number that is longer than any other.
    pub(super) too_long: Option<Refused>,
    /// The first bracket without a partner.
    pub(super) unbalanced: Option<Refused>,
    /// How many links the longest chain has, such as `a.b().c()` or `a + b + c`: its tree is dropped recursively.
    pub(super) longest_chain: u32,
    /// Bytes without which documentation is an ordinary comment.
    docs: Vec<usize>,
    /// What stands between the braces of items that are compiled for tests only.
    tests: Vec<Range<usize>>,
    /// Macros by example.
    pub(super) macros: Vec<Definition>,
}

/// `macro_rules! name { .. }`
#[derive(Debug)]
pub(super) struct Definition {
    pub(super) name: Range<usize>,
    /// With the brackets around them.
    pub(super) rules: Range<usize>,
}

impl Scan {
    /// The text without what need not be parsed, at the same offsets: documentation becomes a comment, and the bodies
    /// of test items become spaces.
    pub(super) fn code<'t>(&self, text: &'t str, test_code: TestCode) -> Cow<'t, str> {
        let tests = match test_code {
            TestCode::Taken => &[],
            TestCode::LeftOut => self.tests.as_slice(),
        };
        if self.docs.is_empty() && tests.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut bytes = text.as_bytes().to_vec();
        for &at in &self.docs {
            bytes[at] = b' ';
        }
        for body in tests {
            bytes[body.clone()]
                .iter_mut()
                .filter(|byte| **byte != b'\n')
                .for_each(|byte| *byte = b' ');
        }
        String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
    }
}

/// Scans a text that starts behind the byte order mark and the `#!` line.
pub(super) fn scan(text: &str) -> Scan {
    let mut scanner = Scanner::new(text);
    let mut scan = Scan::default();
    while scanner.at < scanner.bytes.len() && scan.too_deep.is_none() {
        scanner.token(&mut scan);
    }
    if let Some(open) = scanner.levels.get(1) {
        scan.unbalanced
            .get_or_insert(Refused { at: open.at, why: Why::Unbalanced(char::from(open.bracket)) });
    }
    scan
}

/// What nests without brackets inside one pair of brackets.
#[derive(Default)]
struct Level {
    at: usize,
    bracket: u8,
    /// Whether it holds the tokens of a macro, which may tell documentation from none.
    verbatim: bool,
    /// Whether an attribute of this level says that the next braces hold test code.
    tests_next: bool,
    /// Whether it holds the body of a test item.
    tests: bool,
    /// The name of the macro whose rules it holds.
    defines: Option<Range<usize>>,
    /// Prefix operators, closures and assignments since the last separator.
    prefixes: u32,
    /// Unclosed `<`, comparisons included.
    angles: u32,
    /// Binary operators, `.`, `?`, `as`, `else` and pairs of brackets since the last separator.
    links: u32,
}

/// How much of `macro_rules! name` the last tokens are.
#[derive(Default)]
enum Defining {
    #[default]
    Nothing,
    Keyword,
    Bang,
    Name(Range<usize>),
}

/// Steps over the tokens of a text.
pub(super) struct Scanner<'t> {
    pub(super) bytes: &'t [u8],
    pub(super) at: usize,
    /// Whether the last token can end an operand, so that an operator behind it is binary.
    pub(super) operand: bool,
    /// 2 behind `!`, 1 behind a name behind it, as in `macro_rules! name`.
    bang: u8,
    defining: Defining,
    levels: Vec<Level>,
    /// The sum of brackets, prefixes and angles of all levels.
    deep: u32,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        let levels = vec![Level::default()];
        Self {
            bytes: text.as_bytes(),
            at: 0,
            operand: false,
            bang: 0,
            defining: Defining::Nothing,
            levels,
            deep: 1,
        }
    }

    fn token(&mut self, scan: &mut Scan) {
        let byte = self.bytes[self.at];
        if matches!(byte, b' ' | b'\t' | b'\r' | b'\n') {
            self.run(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
            return;
        }
        if byte == b'/' && matches!(self.peek(1), b'/' | b'*') {
            return self.comment(scan);
        }
        let defining = std::mem::take(&mut self.defining);
        match byte {
            b'"' => self.string(),
            b'\'' => self.quote(),
            b'(' | b'[' | b'{' => self.open(byte, defining),
            b')' | b']' | b'}' => self.close(byte, scan),
            b'0'..=b'9' => self.literal_number(scan),
            _ if is_word(byte) => self.word(&defining),
            _ => self.punct(byte, &defining),
        }
        let links = self.levels.last().map_or(0, |level| level.links);
        scan.longest_chain = scan.longest_chain.max(links);
        if self.deep > MAX_LEVELS {
            let at = self.at.min(self.bytes.len());
            scan.too_deep = Some(Refused { at, why: Why::Deep(self.deep) });
        }
    }

    /// The byte some places ahead, 0 behind the end.
    pub(super) fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or_default()
    }

    /// Documentation starts here, which matters only to macros.
    pub(super) fn document(&self, scan: &mut Scan) {
        if self.levels.last().is_some_and(|level| !level.verbatim) {
            scan.docs.push(self.at + 2);
        }
    }

    fn open(&mut self, bracket: u8, defining: Defining) {
        let mut level = Level { at: self.at, bracket, verbatim: self.bang > 0, ..Level::default() };
        if let Defining::Name(name) = defining {
            level.defines = Some(name);
        }
        if let Some(outer) = self.levels.last_mut() {
            level.verbatim |= outer.verbatim;
            if bracket == b'{' {
                level.tests = std::mem::take(&mut outer.tests_next);
            }
        }
        self.levels.push(level);
        self.bang = 0;
        self.deep += 1;
        self.operand = false;
        self.at += 1;
    }

    fn close(&mut self, byte: u8, scan: &mut Scan) {
        let matching = |level: &Level| {
            matches!((level.bracket, byte), (b'(', b')') | (b'[', b']') | (b'{', b'}'))
        };
        if self.levels.len() > 1 && self.levels.last().is_some_and(matching) {
            self.reset();
            if let Some(level) = self.levels.pop() {
                if level.tests {
                    scan.tests.push(level.at + 1..self.at);
                }
                let rules = level.at..self.at + 1;
                scan.macros.extend(level.defines.map(|name| Definition { name, rules }));
            }
            self.deep -= 1;
        } else {
            let why = Why::Unbalanced(char::from(byte));
            scan.unbalanced.get_or_insert(Refused { at: self.at, why });
        }
        self.at += 1;
        self.operand = true;
        self.bang = 0;
        self.link();
        if byte == b'}' && !self.expression_goes_on() {
            self.reset();
        }
    }

    /// Whether what stands behind a closing brace continues the expression that the brace belongs to.
    fn expression_goes_on(&self) -> bool {
        let rest = self.bytes.get(self.at..).unwrap_or_default().trim_ascii_start();
        matches!(rest.first(), Some(b'.' | b'?' | b'=')) || rest.starts_with(b"else")
    }

    /// A separator: what stood before it is no longer nested.
    fn reset(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            self.deep -= level.prefixes + level.angles;
            level.prefixes = 0;
            level.angles = 0;
            level.links = 0;
            level.tests_next = false;
        }
    }

    fn prefix(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            level.prefixes += 1;
            self.deep += 1;
        }
    }

    fn link(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            level.links += 1;
        }
    }

    fn angle_open(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            level.angles += 1;
            self.deep += 1;
        }
    }

    fn angle_close(&mut self) {
        if let Some(level) = self.levels.last_mut().filter(|level| level.angles > 0) {
            level.angles -= 1;
            self.deep -= 1;
        }
    }

    /// `&&` and `||` between operands: what stood before them was compared and is no generic argument.
    fn logic(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            self.deep -= level.angles;
            level.angles = 0;
            level.links += 1;
        }
    }

    /// A comma ends prefixes and chains, but not generic arguments.
    fn comma(&mut self) {
        if let Some(level) = self.levels.last_mut() {
            self.deep -= level.prefixes;
            level.prefixes = 0;
            level.links = 0;
            level.tests_next = false;
        }
    }

    fn punct(&mut self, byte: u8, defining: &Defining) {
        if byte == b'!' && matches!(defining, Defining::Keyword) {
            self.defining = Defining::Bang;
        }
        let (previous, next) =
            (self.at.checked_sub(1).map_or(0, |at| self.bytes[at]), self.peek(1));
        let doubled = self.operand && byte == next && matches!(byte, b'&' | b'|' | b'.');
        self.at += if doubled { 2 } else { 1 };
        match byte {
            b'?' => return self.link(),
            b'#' if next == b'[' => self.attribute(),
            b'&' | b'|' if doubled => self.logic(),
            b';' => self.reset(),
            b',' => self.comma(),
            b'<' if next == b'<' || previous == b'<' || next == b'=' => {}
            b'<' => self.angle_open(),
            b'>' if previous == b'=' => self.comma(),
            b'>' if previous == b'-' => self.prefix(),
            b'>' => self.angle_close(),
            b'=' if !matches!(next, b'=' | b'>')
                && !matches!(previous, b'=' | b'!' | b'<' | b'>' | b'.') =>
            {
                self.prefix();
            }
            b'@' => self.prefix(),
            b'&' | b'*' | b'!' | b'-' | b'|' | b'.' if !self.operand => self.prefix(),
            _ => self.link(),
        }
        self.operand = false;
        self.bang = if byte == b'!' { 2 } else { 0 };
    }

    /// An attribute, whose tokens are stepped over like any others.
    fn attribute(&mut self) {
        let rest = self.bytes.get(self.at + 1..).unwrap_or_default();
        let end = memchr::memchr(b']', rest).unwrap_or_default();
        if let Some(level) = self.levels.last_mut().filter(|level| !level.verbatim) {
            level.tests_next |= means_tests(&rest[..end]);
        }
    }

    fn word(&mut self, defining: &Defining) {
        let begin = self.at;
        let word = self.run(is_word);
        match defining {
            Defining::Bang => self.defining = Defining::Name(begin..self.at),
            _ if word == b"macro_rules" => self.defining = Defining::Keyword,
            _ => {}
        }
        if matches!(self.peek(0), b'"' | b'#' | b'\'') && self.prefixed_literal(word) {
            return;
        }
        self.operand = !NO_OPERAND.contains(&word);
        self.bang = self.bang.saturating_sub(1);
        match word {
            b"return" | b"break" | b"yield" => self.prefix(),
            b"else" | b"as" => self.link(),
            _ => {}
        }
    }

    /// A number, or what follows the `r#` of a raw identifier.
    pub(super) fn number(&mut self) {
        self.run(is_word);
        self.operand = true;
    }

    /// Steps over the bytes that satisfy a condition.
    pub(super) fn run(&mut self, condition: impl Fn(u8) -> bool) -> &'t [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let len = rest.iter().position(|&byte| !condition(byte)).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }
}

/// Whether an attribute such as `cfg(test)`, `test` or `tokio::test(..)` is on test code.
fn means_tests(attribute: &[u8]) -> bool {
    let text: Vec<u8> =
        attribute.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    let path = text.split(|&byte| byte == b'(').next().unwrap_or_default();
    path == b"test"
        || path.ends_with(b"::test")
        || text == b"cfg(test)"
        || text.starts_with(b"cfg(all(test")
}

/// Keywords behind which an operator is a prefix.
const NO_OPERAND: [&[u8]; 16] = [
    b"as", b"break", b"const", b"dyn", b"else", b"if", b"impl", b"in", b"let", b"match", b"move",
    b"mut", b"ref", b"return", b"while", b"yield",
];

#[cfg(test)]
mod tests;
