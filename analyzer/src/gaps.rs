//! What the analysis did not understand: nothing was given up there, but channels come from nowhere or go nowhere.

use crate::sources::Location;

/// What is not understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GapKind {
    /// An operation on a channel of which it was not seen where it is opened.
    UnseenOpening,
    /// A function that uses a channel and that nothing calls.
    Uncalled,
    /// A function that uses a channel and is given to, or belongs to a trait of, code that no table knows.
    UnknownCaller,
}

impl GapKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::UnseenOpening, Self::Uncalled, Self::UnknownCaller];

    /// The name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::UnseenOpening => "unseen-opening",
            Self::Uncalled => "uncalled",
            Self::UnknownCaller => "unknown-caller",
        }
    }

    fn counted(self, count: usize) -> String {
        let s = if count == 1 { "" } else { "s" };
        let verb = if count == 1 { "uses" } else { "use" };
        match self {
            Self::UnseenOpening => {
                format!("{count} operation{s} on channels whose opening was not seen")
            }
            Self::Uncalled => {
                format!("{count} function{s} that {verb} a channel and that nothing calls")
            }
            Self::UnknownCaller => {
                format!("{count} function{s} that {verb} a channel, for code that no table knows")
            }
        }
    }
}

/// How much is not understood, in words; nothing when all is.
pub fn counted(gaps: &[Gap]) -> Option<String> {
    let of = |kind| gaps.iter().filter(|gap| gap.kind == kind).count();
    let counts = GapKind::ALL.map(|kind| (kind, of(kind)));
    let said = counts.into_iter().filter(|(_, count)| *count > 0);
    let said: Vec<String> = said.map(|(kind, count)| kind.counted(count)).collect();
    (!said.is_empty()).then(|| format!("not understood: {}", said.join(", ")))
}

/// A place that is not understood.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Gap {
    /// Where: the name of the operation, or the function.
    pub at: Location,
    /// Why.
    pub kind: GapKind,
    /// The operation or function.
    pub name: String,
}
