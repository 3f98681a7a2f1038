//! Why a text is not parsed, as the scan of it found.

use std::fmt;

use crate::facts::to_u32;
use crate::lower::front::LowerError;

/// What a parser cannot be given, and where it stands: a byte of the text that was scanned.
#[derive(Debug, Clone, Copy)]
pub(super) struct Refused {
    pub(super) at: usize,
    pub(super) why: Why,
}

/// Why.
#[derive(Debug, Clone, Copy)]
pub(super) enum Why {
    /// Nesting of so many levels.
    Deep(u32),
    /// A number of so many digits.
    Long(usize),
    /// A bracket without a partner.
    Unbalanced(char),
}

impl Refused {
    /// The error that it causes in a text of which what was scanned starts at `base`.
    pub(super) fn error(self, base: usize) -> LowerError {
        LowerError { offset: to_u32(base + self.at), message: self.why.to_string() }
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Deep(levels) => write!(f, "nested too deeply ({levels} levels)"),
            Self::Long(digits) => write!(f, "a number has {digits} digits"),
            Self::Unbalanced(bracket) => write!(f, "this `{bracket}` has no partner"),
        }
    }
}
