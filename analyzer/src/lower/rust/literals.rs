//! Literals and comments as the scan of the raw text steps over them.

use super::refused::{Refused, Why};
use super::scan::{Scan, Scanner};
use super::span::is_word;

/// How many digits a number may have: the parser's work for one grows with their square.
const MOST_DIGITS: usize = 10_000;

impl Scanner<'_> {
    /// A literal whose prefix was just read, or a raw identifier.
    pub(super) fn prefixed_literal(&mut self, prefix: &[u8]) -> bool {
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

    /// A number, with what its letters say of its type.
    pub(super) fn literal_number(&mut self, scan: &mut Scan) {
        let at = self.at;
        self.number();
        let digits = self.at - at;
        if digits > MOST_DIGITS {
            scan.too_long.get_or_insert(Refused { at, why: Why::Long(digits) });
        }
    }

    /// A string with escapes.
    pub(super) fn string(&mut self) {
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
    pub(super) fn quote(&mut self) {
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

    /// A line comment, or a block comment with those inside it.
    pub(super) fn comment(&mut self, scan: &mut Scan) {
        let documents = match (self.peek(1), self.peek(2)) {
            (_, b'!') => true,
            (b'/', b'/') => self.peek(3) != b'/',
            (b'*', b'*') => !matches!(self.peek(3), b'*' | b'/'),
            _ => false,
        };
        if documents {
            self.document(scan);
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
