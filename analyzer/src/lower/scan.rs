//! A scan of the raw text for nesting that would exhaust the stack, brackets that do not match, and documentation.
//!
//! Runs before the parser, because an overflow cannot be caught. It knows tokens, but no syntax.

use std::borrow::Cow;

use super::LowerError;
use super::span::{is_word, to_u32};

/// How deeply brackets and prefixes may nest.
const MAX_LEVELS: u32 = 500;

/// How many links a chain such as `a.b().c()` or `a + b + c` may have: trees of such chains are dropped recursively.
const MAX_LINKS: u32 = 40_000;

/// What the scan found.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Where nesting exceeds what the stack allows.
    pub(super) too_deep: Option<Deep>,
    /// The first bracket without a partner.
    pub(super) unbalanced: Option<Unbalanced>,
    /// Bytes without which documentation is an ordinary comment.
    docs: Vec<usize>,
}

impl Scan {
    /// The text with documentation turned into comments, which cost the parser nothing, at the same offsets.
    pub(super) fn without_docs<'t>(&self, text: &'t str) -> Cow<'t, str> {
        if self.docs.is_empty() {
            return Cow::Borrowed(text);
        }
        let mut bytes = text.as_bytes().to_vec();
        for &at in &self.docs {
            bytes[at] = b' ';
        }
        String::from_utf8(bytes).map_or(Cow::Borrowed(text), Cow::Owned)
    }
}

/// Too deep nesting.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deep {
    pub(super) at: usize,
    pub(super) levels: u32,
}

/// A bracket without a partner.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unbalanced {
    at: usize,
    bracket: char,
}

impl Unbalanced {
    /// The error that it causes in a text that starts at `base`.
    pub(super) fn error(self, base: usize) -> LowerError {
        let message = format!("this `{}` has no partner", self.bracket);
        LowerError { offset: to_u32(base + self.at), message }
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
            .get_or_insert(Unbalanced { at: open.at, bracket: char::from(open.bracket) });
    }
    scan
}

/// Length of the group that a text starts with, when it starts with one that ends.
pub(super) fn group_len(text: &str) -> Option<usize> {
    if !text.starts_with(['(', '[', '{']) {
        return None;
    }
    let mut scanner = Scanner::new(text);
    let mut scan = Scan::default();
    loop {
        scanner.token(&mut scan);
        if scanner.levels.len() == 1 {
            return Some(scanner.at);
        }
        if scanner.at >= text.len() || scan.too_deep.is_some() || scan.unbalanced.is_some() {
            return None;
        }
    }
}

/// What nests without brackets inside one pair of brackets.
#[derive(Default)]
struct Level {
    at: usize,
    bracket: u8,
    /// Whether it holds the tokens of a macro, which may tell documentation from none.
    verbatim: bool,
    /// Prefix operators, closures and assignments since the last separator.
    prefixes: u32,
    /// Unclosed `<`, comparisons included.
    angles: u32,
    /// Binary operators, `.`, `?`, `as`, `else` and pairs of brackets since the last separator.
    links: u32,
}

struct Scanner<'t> {
    bytes: &'t [u8],
    at: usize,
    /// Whether the last token can end an operand, so that an operator behind it is binary.
    operand: bool,
    /// 2 behind `!`, 1 behind a name behind it, as in `macro_rules! name`.
    bang: u8,
    levels: Vec<Level>,
    /// The sum of brackets, prefixes and angles of all levels.
    deep: u32,
}

impl<'t> Scanner<'t> {
    fn new(text: &'t str) -> Self {
        let levels = vec![Level::default()];
        Self { bytes: text.as_bytes(), at: 0, operand: false, bang: 0, levels, deep: 1 }
    }

    fn token(&mut self, scan: &mut Scan) {
        let byte = self.bytes[self.at];
        match byte {
            b' ' | b'\t' | b'\r' | b'\n' => {
                self.run(|byte| matches!(byte, b' ' | b'\t' | b'\r' | b'\n'));
                return;
            }
            b'/' if matches!(self.peek(1), b'/' | b'*') => self.comment(scan),
            b'"' => self.string(),
            b'\'' => self.quote(),
            b'(' | b'[' | b'{' => self.open(byte),
            b')' | b']' | b'}' => self.close(byte, scan),
            b'0'..=b'9' => self.number(),
            _ if is_word(byte) => self.word(),
            _ => self.punct(byte),
        }
        let links = self.levels.last().map_or(0, |level| level.links);
        if self.deep > MAX_LEVELS || links > MAX_LINKS {
            scan.too_deep =
                Some(Deep { at: self.at.min(self.bytes.len()), levels: self.deep.max(links) });
        }
    }

    fn peek(&self, ahead: usize) -> u8 {
        self.bytes.get(self.at + ahead).copied().unwrap_or_default()
    }

    fn open(&mut self, bracket: u8) {
        let verbatim = self.bang > 0 || self.levels.last().is_some_and(|level| level.verbatim);
        self.levels.push(Level { at: self.at, bracket, verbatim, ..Level::default() });
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
            self.levels.pop();
            self.deep -= 1;
        } else {
            scan.unbalanced.get_or_insert(Unbalanced { at: self.at, bracket: char::from(byte) });
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
        }
    }

    fn punct(&mut self, byte: u8) {
        let (previous, next) =
            (self.at.checked_sub(1).map_or(0, |at| self.bytes[at]), self.peek(1));
        let doubled = self.operand && byte == next && matches!(byte, b'&' | b'|' | b'.');
        self.at += if doubled { 2 } else { 1 };
        match byte {
            b'?' => return self.link(),
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

    fn word(&mut self) {
        let word = self.run(is_word);
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

    fn number(&mut self) {
        self.run(is_word);
        self.operand = true;
    }

    /// Steps over the bytes that satisfy a condition.
    fn run(&mut self, condition: impl Fn(u8) -> bool) -> &'t [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let len = rest.iter().position(|&byte| !condition(byte)).unwrap_or(rest.len());
        self.at += len;
        &rest[..len]
    }

    /// A literal whose prefix was just read, or a raw identifier.
    fn prefixed_literal(&mut self, prefix: &[u8]) -> bool {
        let hashes = self.bytes[self.at..].iter().take_while(|&&byte| byte == b'#').count();
        match (prefix, self.peek(hashes)) {
            (b"b" | b"c", b'"') if hashes == 0 => self.string(),
            (b"b", b'\'') if hashes == 0 => self.quote(),
            (b"r" | b"br" | b"cr", b'"') => self.raw_string(hashes),
            (b"r", _) if hashes == 1 => {
                self.at += 1;
                self.number();
            }
            _ => return false,
        }
        true
    }

    fn string(&mut self) {
        self.at += 1;
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += if byte == b'\\' { 2 } else { 1 };
            if byte == b'"' {
                break;
            }
        }
        self.operand = true;
    }

    fn raw_string(&mut self, hashes: usize) {
        self.at += hashes + 1;
        loop {
            let rest = self.bytes.get(self.at..).unwrap_or_default();
            let Some(quote) = memchr::memchr(b'"', rest) else {
                self.at = self.bytes.len();
                break;
            };
            self.at += quote + 1;
            let rest = &rest[quote + 1..];
            if rest.len() >= hashes && rest[..hashes].iter().all(|&byte| byte == b'#') {
                self.at += hashes;
                break;
            }
        }
        self.operand = true;
    }

    /// A character, or the quote of a lifetime or label.
    fn quote(&mut self) {
        if self.peek(1) == b'\\' {
            self.at += 3;
            self.run(|byte| byte != b'\'');
            self.at += 1;
            self.operand = true;
            return;
        }
        let len = match self.peek(1) {
            0..0x80 => 1,
            0x80..0xe0 => 2,
            0xe0..0xf0 => 3,
            0xf0.. => 4,
        };
        if self.peek(1 + len) == b'\'' {
            self.at += len + 2;
            self.operand = true;
        } else {
            self.at += 1;
            self.run(is_word);
            self.operand = false;
        }
    }

    fn comment(&mut self, scan: &mut Scan) {
        let documents = match (self.peek(1), self.peek(2)) {
            (_, b'!') => true,
            (b'/', b'/') => self.peek(3) != b'/',
            (b'*', b'*') => !matches!(self.peek(3), b'*' | b'/'),
            _ => false,
        };
        if documents && self.levels.last().is_some_and(|level| !level.verbatim) {
            scan.docs.push(self.at + 2);
        }
        if self.peek(1) == b'/' {
            let rest = &self.bytes[self.at..];
            self.at += memchr::memchr(b'\n', rest).unwrap_or(rest.len());
            return;
        }
        let mut open = 0_u32;
        while self.at < self.bytes.len() {
            match (self.peek(0), self.peek(1)) {
                (b'/', b'*') => {
                    open += 1;
                    self.at += 2;
                }
                (b'*', b'/') => {
                    open -= 1;
                    self.at += 2;
                }
                _ => self.at += 1,
            }
            if open == 0 {
                break;
            }
        }
    }
}

/// Keywords behind which an operator is a prefix.
const NO_OPERAND: [&[u8]; 16] = [
    b"as", b"break", b"const", b"dyn", b"else", b"if", b"impl", b"in", b"let", b"match", b"move",
    b"mut", b"ref", b"return", b"while", b"yield",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn deep(text: &str) -> bool {
        scan(text).too_deep.is_some()
    }

    fn balanced(text: &str) -> bool {
        scan(text).unbalanced.is_none()
    }

    #[test]
    fn brackets_in_literals_and_comments_do_not_count() {
        let texts = [
            r##"f("(", '(', b'(', b"(", c"(", r"\", r#"("("#, br#"("#, cr"(")"##,
            "// (\nf() /* ( /* ( */ ( */",
            r"('\'', '\u{28}', '\\', b'\'', '(' )",
            "impl<'a> A<'a> { fn f(&'a self) -> &'a u8 { 'l: loop { break 'l; } } }",
            "r#match(r#fn, 'é', '(')",
            r#"("\\", "\"(")"#,
        ];
        for text in texts {
            assert!(balanced(text), "{text}");
        }
        assert!(!balanced("'a (") && !balanced("r#\"\"# (") && !balanced("/* */ ("));
    }

    #[test]
    fn operators_between_operands_are_no_prefixes() {
        for link in [
            "&& b ",
            "|| b ",
            "- 1 ",
            "* b ",
            "& b ",
            "| b ",
            "< 2 && b ",
            "<< 1 ",
            ">= b ",
            "== b ",
            ".. b ",
        ] {
            assert!(!deep(&format!("f(a {})", link.repeat(2_000))), "{link}");
        }
    }

    #[test]
    fn separators_end_what_nests_without_brackets() {
        assert!(!deep(&"let a: &mut Vec<u8> = &mut b;".repeat(2_000)));
        assert!(!deep(&"if *a { -b } ".repeat(2_000)));
        assert!(!deep(&"match a { A => &b, B => |c| -c, } ".repeat(2_000)));
        assert!(!deep(&format!("f({})", "&a, -b, |c| d, ".repeat(2_000))));
    }

    #[test]
    fn prefixes_of_outer_brackets_add_up() {
        assert!(deep(&format!("{}x", "&(".repeat(300))));
        assert!(!deep(&format!("{}x", "&(".repeat(200))));
        assert!(deep(&format!("{}u8", "A<B, ".repeat(600))));
    }

    #[test]
    fn only_documentation_is_blanked() {
        let text = "m! x { /// kept\n } /// a\n//// b\n//! c\n/** d */ /*** e */ /**/ /*! f */ \"/// g\" // h\n'/' //é";
        let blanked = "m! x { /// kept\n } //  a\n//// b\n//  c\n/*  d */ /*** e */ /**/ /*  f */ \"/// g\" // h\n'/' //é";
        assert_eq!(scan(text).without_docs(text), blanked);
    }
}
