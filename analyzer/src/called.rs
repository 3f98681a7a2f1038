//! What the program is called by whoever runs it, and so calls itself in what it advises.
//!
//! Said once, when the program starts; whoever says nothing is taken for a user of cargo.

use std::borrow::Cow;
use std::sync::OnceLock;

/// A name of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Called {
    /// `cargo chanlint`.
    ByCargo,
    /// `chanlint`: where there need be no cargo.
    Plainly,
}

static NAME: OnceLock<Called> = OnceLock::new();

impl Called {
    /// What is typed before the arguments.
    pub const fn command(self) -> &'static str {
        match self {
            Self::ByCargo => "cargo chanlint",
            Self::Plainly => "chanlint",
        }
    }

    /// A text that speaks of the program as users of cargo call it, with this name.
    fn instead(self, text: &str) -> Cow<'_, str> {
        match self {
            Self::ByCargo => Cow::Borrowed(text),
            Self::Plainly => {
                let by_cargo = [Self::ByCargo.command(), "cargo-chanlint"];
                let [spaced, joined] = by_cargo.map(|name| format!("{name} "));
                Cow::Owned(text.replace(&spaced, "chanlint ").replace(&joined, "chanlint "))
            }
        }
    }
}

/// Says what the program is called. The first word counts.
pub fn say(name: Called) {
    let _ = NAME.set(name);
}

/// What the program is called.
pub fn name() -> Called {
    NAME.get().copied().unwrap_or(Called::ByCargo)
}

/// What is typed before the arguments.
pub fn command() -> &'static str {
    name().command()
}

/// A text of ours, with the name in place of `cargo chanlint`.
pub fn in_words(text: &str) -> Cow<'_, str> {
    name().instead(text)
}

#[cfg(test)]
mod tests {
    use super::Called;

    #[test]
    fn commands_in_a_text_are_called_as_the_program_was() {
        let text = "`cargo chanlint rules` lists them; cargo-chanlint completions bash > cargo-chanlint.fish";
        assert_eq!(Called::ByCargo.instead(text), text);
        let plain = "`chanlint rules` lists them; chanlint completions bash > cargo-chanlint.fish";
        assert_eq!(Called::Plainly.instead(text), plain);
    }
}
