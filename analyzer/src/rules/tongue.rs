//! The words of a program's language, where messages and helps need them.

use crate::language::Language;
use crate::model::Model;

/// What code is called that runs beside other code.
pub(super) fn task(model: &Model<'_, '_>) -> &'static str {
    match model.language() {
        Language::Rust => "task",
        Language::Go => "goroutine",
    }
}

/// What carries values from one of them to another, and an answer back.
pub(super) fn queue(model: &Model<'_, '_>) -> &'static str {
    match model.language() {
        Language::Rust => "a queue, with a `oneshot` for the answer",
        Language::Go => "a Go channel, with another one for the answer",
    }
}

/// How a channel is opened, where that is the same for all clients.
pub(super) fn opening(model: &Model<'_, '_>) -> Option<&'static str> {
    match model.language() {
        Language::Rust => None,
        Language::Go => Some("ch, err := conn.Channel()"),
    }
}

/// Whether attributes can be put on functions.
pub(super) fn has_attributes(model: &Model<'_, '_>) -> bool {
    model.language() == Language::Rust
}
