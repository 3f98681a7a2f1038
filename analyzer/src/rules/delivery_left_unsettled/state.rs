//! What can be true of a delivery at a point of a loop's turn.

use crate::sources::Location;
use crate::trace::node::Leave;

/// A way on which a delivery gets lost: neither acked nor rejected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Unsettled {
    /// Where the way leaves those on which it is settled.
    pub(super) at: Option<Location>,
    /// How.
    pub(super) how: Option<How>,
    /// Whether whoever called is given an error.
    gives_error: bool,
}

impl Unsettled {
    /// A way that leaves at a place, and gives whoever called no error.
    pub(super) fn at(at: Option<Location>, how: How) -> Self {
        Self { at, how: Some(how), gives_error: false }
    }

    /// As [`Self::at`]; whether it gives an error is known.
    pub(super) fn with(at: Option<Location>, how: How, gives_error: bool) -> Self {
        Self { at, how: Some(how), gives_error }
    }

    /// Whether whoever asks how it went is told that it failed.
    pub(super) fn is_failure(self) -> bool {
        self.gives_error || self.how.is_some_and(How::is_failure)
    }
}

/// How a way leaves those on which a delivery is settled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum How {
    /// Control leaves.
    Left(Leave),
    /// A time limit drops the code that works on it.
    AtTheLimit,
    /// A queue that is full gives it back.
    GivenBack,
    /// A queue that nobody reads any more gives it back, and it is dropped.
    Forgotten,
}

impl How {
    /// Whether whoever asks how it went is told that it failed.
    pub(super) fn is_failure(self) -> bool {
        matches!(self, Self::Left(Leave::Try) | Self::AtTheLimit | Self::GivenBack)
    }
}

/// What can be true of the delivery at a point.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct State {
    /// There may be none.
    pub(super) absent: bool,
    /// It may be settled.
    pub(super) settled: bool,
    /// It may be on its way, on each of these.
    pub(super) flying: Vec<Flying>,
    /// Deliveries that a function took and dropped when an error left it.
    pub(super) lost: Vec<Unsettled>,
}

/// A delivery that is not settled so far.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Flying {
    /// The way that it is on.
    pub(super) way: Unsettled,
    /// It came out of a function that settles on its other ways: the caller may settle it.
    pub(super) errored: bool,
}

impl Flying {
    /// One that was just received.
    pub(super) fn fresh() -> Self {
        Self { way: Unsettled { at: None, how: None, gives_error: false }, errored: false }
    }
}

impl State {
    /// The same when it is settled.
    pub(super) fn into_settled(self) -> Self {
        Self { settled: true, lost: self.lost, ..Self::default() }
    }

    pub(super) fn or(mut self, other: Self) -> Self {
        self.absent |= other.absent;
        self.settled |= other.settled;
        for flying in other.flying {
            if !self.flying.contains(&flying) {
                self.flying.push(flying);
            }
        }
        for lost in other.lost {
            if !self.lost.contains(&lost) {
                self.lost.push(lost);
            }
        }
        self
    }

    /// An error leaves the function that took the delivery.
    pub(super) fn lose(&mut self) {
        let (gone, stay) =
            self.flying.iter().partition(|flying| flying.way.how == Some(How::Left(Leave::Try)));
        self.flying = stay;
        let gone: Vec<Flying> = gone;
        self.lost.extend(gone.into_iter().map(|flying| flying.way));
    }

    /// Without the deliveries with which the loop was left.
    pub(super) fn without_left(mut self) -> Self {
        self.flying.retain(|flying| flying.way.how != Some(How::Left(Leave::Break)));
        self
    }

    pub(super) fn is_reached(&self) -> bool {
        self.absent || self.settled || !self.flying.is_empty() || !self.lost.is_empty()
    }
}
