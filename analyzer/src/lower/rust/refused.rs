//! Why a text is not parsed, as the scan of it found.

use crate::facts::to_u32;
use crate::lower::front::LowerError;

/// Too deep nesting.
#[derive(Debug, Clone, Copy)]
pub(super) struct Deep {
    pub(super) at: usize,
    pub(super) levels: u32,
}

impl Deep {
    /// The error that it causes in a text that starts at `base`.
    pub(super) fn error(self, base: usize) -> LowerError {
        let message = format!("nested too deeply ({} levels)", self.levels);
        LowerError { offset: to_u32(base + self.at), message }
    }
}

/// A number with too many digits.
#[derive(Debug, Clone, Copy)]
pub(super) struct Long {
    pub(super) at: usize,
    pub(super) digits: usize,
}

impl Long {
    /// As above.
    pub(super) fn error(self, base: usize) -> LowerError {
        let message = format!("a number has {} digits", self.digits);
        LowerError { offset: to_u32(base + self.at), message }
    }
}

/// A bracket without a partner.
#[derive(Debug, Clone, Copy)]
pub(super) struct Unbalanced {
    pub(super) at: usize,
    pub(super) bracket: char,
}

impl Unbalanced {
    /// As above.
    pub(super) fn error(self, base: usize) -> LowerError {
        let message = format!("this `{}` has no partner", self.bracket);
        LowerError { offset: to_u32(base + self.at), message }
    }
}
