//! How much of an entry point is evaluated before it is given up, and how deep.

use crate::limits::Limit;

/// What may still be evaluated.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Expressions of the entry point.
    total: u32,
    /// Expressions until an operation is met.
    in_a_row: u32,
    /// Expressions being evaluated, one inside the other.
    depth: u32,
}

impl Limits {
    /// What an entry point starts with.
    pub(crate) fn full() -> Self {
        Self {
            total: Limit::EntryPoint.most(),
            in_a_row: Limit::BetweenOperations.most(),
            depth: 0,
        }
    }

    /// Whether nothing more is evaluated.
    #[inline]
    pub(crate) fn is_spent(self) -> bool {
        self.spent().is_some()
    }

    /// The limit that nothing more is evaluated for.
    #[inline]
    pub(crate) fn spent(self) -> Option<Limit> {
        match (self.total, self.in_a_row) {
            (0, _) => Some(Limit::EntryPoint),
            (_, 0) => Some(Limit::BetweenOperations),
            _ => None,
        }
    }

    /// One more expression is evaluated.
    #[inline]
    pub(crate) fn burn(&mut self) {
        self.total = self.total.saturating_sub(1);
        self.in_a_row = self.in_a_row.saturating_sub(1);
    }

    /// An operation on a handle was met.
    pub(crate) fn renew(&mut self) {
        // What is given up stays given up: the rest would be a function in pieces, out of its setting.
        if !self.is_spent() {
            self.in_a_row = Limit::BetweenOperations.most();
        }
    }

    /// Whether no expression inside the one that is evaluated is.
    #[inline]
    pub(crate) fn is_too_deep(self) -> bool {
        self.depth >= Limit::Expressions.most()
    }

    /// An expression inside another is evaluated.
    #[inline]
    pub(crate) fn descend(&mut self) {
        self.depth += 1;
    }

    /// That is over.
    #[inline]
    pub(crate) fn ascend(&mut self) {
        self.depth -= 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn burnt(limits: &mut Limits, times: u32) -> bool {
        (0..times).for_each(|_| limits.burn());
        limits.is_spent()
    }

    #[test]
    fn operations_keep_it_going_up_to_the_total() {
        let (total, in_a_row) = (Limit::EntryPoint.most(), Limit::BetweenOperations.most());
        let mut limits = Limits::full();
        for _ in 0..total / in_a_row {
            assert!(!burnt(&mut limits, in_a_row - 1));
            limits.renew();
        }
        assert!(burnt(&mut limits, in_a_row));
        limits.renew();
        assert!(limits.is_spent(), "what is given up stays so");
    }
}
