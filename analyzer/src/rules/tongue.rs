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

/// What taking a delivery gives when the stream is over.
pub(super) fn at_the_end(model: &Model<'_, '_>, method: &str, stream: &str) -> String {
    match model.language() {
        Language::Rust => format!("`{method}` gives `None` when the channel is lost"),
        Language::Go => {
            format!("`<-{stream}` gives an empty delivery at once when the channel is lost")
        }
    }
}

/// How a lock is given back.
pub(super) fn unlocked(model: &Model<'_, '_>) -> &'static str {
    match model.language() {
        Language::Rust => "end the guard's life",
        Language::Go => "give the lock back (`Unlock`)",
    }
}

/// What a wait for a confirm gives that was never asked for.
pub(super) fn unasked(model: &Model<'_, '_>) -> &'static str {
    match model.language() {
        Language::Rust => "always `NotRequested`",
        Language::Go => "there is no confirm to wait for",
    }
}

/// What could be told of the broker's word, where no value is.
pub(super) fn hearer(model: &Model<'_, '_>) -> &'static str {
    match model.language() {
        Language::Rust => "callback",
        Language::Go => "`NotifyPublish`",
    }
}

/// How an option of a call is switched off.
pub(super) fn left_out(model: &Model<'_, '_>, option: &str, method: Option<&str>) -> String {
    match (model.language(), method) {
        (Language::Rust, None) => format!("leave `{option}` out"),
        (Language::Rust, Some(method)) => format!("leave `{option}` out of `{method}`"),
        (Language::Go, None) => format!("say `false` for `{option}`"),
        (Language::Go, Some(method)) => format!("say `false` for `{option}` in `{method}`"),
    }
}

/// The same of an option that stands among others.
pub(super) fn left_out_of_options(model: &Model<'_, '_>, option: &str, method: &str) -> String {
    match model.language() {
        Language::Rust => format!("leave `{option}` out of the options of `{method}`"),
        Language::Go => left_out(model, option, Some(method)),
    }
}

/// That an option is off.
pub(super) fn without(model: &Model<'_, '_>, option: &str) -> String {
    match model.language() {
        Language::Rust => format!("without `{option}`"),
        Language::Go => format!("with `false` for `{option}`"),
    }
}

/// Whether a stream of deliveries gives an error before it ends.
pub(super) fn streams_give_errors(model: &Model<'_, '_>) -> bool {
    model.language() == Language::Rust
}

/// When a consumer ends that nothing is said of, and what that is called in short.
pub(super) fn stream_ends(model: &Model<'_, '_>) -> (&'static str, &'static str) {
    match model.language() {
        Language::Rust => ("when the stream does", "ends with the stream"),
        Language::Go => ("when its deliveries are over", "ends with the deliveries"),
    }
}

/// How an option that is a plain truth value is switched on.
pub(super) fn switched_on(model: &Model<'_, '_>, option: &str) -> String {
    match model.language() {
        Language::Rust => format!("{option}: true"),
        Language::Go => "true".to_owned(),
    }
}

/// What a client is given to put its notices into, with room for so many where that is known.
pub(super) fn queue_of_notices(model: &Model<'_, '_>, room: Option<u128>) -> &'static str {
    match (model.language(), room) {
        (Language::Rust, Some(0)) => "a queue without room",
        (Language::Rust, _) => "a queue",
        (Language::Go, Some(0)) => "an unbuffered Go channel",
        (Language::Go, _) => "a Go channel",
    }
}
