//! What XML can hold: no control characters, escaped or not, nor two others.

use crate::report::visible;

const NEVER_HELD: [char; 2] = ['\u{fffe}', '\u{ffff}'];

/// A text in one line.
pub(super) fn printable(text: &str) -> String {
    held(&visible(text))
}

/// A text whose control characters are visible already, with its line endings.
pub(super) fn held(text: &str) -> String {
    text.replace(NEVER_HELD, "\u{fffd}")
}
