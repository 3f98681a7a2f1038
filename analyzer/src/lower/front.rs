//! What every front end is asked and what it answers besides facts.

/// Why a file could not be lowered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LowerError {
    /// Byte offset in the text at which the parser stopped.
    pub(crate) offset: u32,
    /// What is wrong there, such as "expected `;`".
    pub(crate) message: String,
}

/// Whether the bodies of test code are lowered, such as those of `#[cfg(test)]` and `#[test]` items.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) enum TestCode {
    /// They are.
    #[default]
    Taken,
    /// They are not, and cost nothing; the items stay, with empty bodies.
    LeftOut,
}
