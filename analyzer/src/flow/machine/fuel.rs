//! How much of an entry point is evaluated before it is given up.

use crate::limits::Limit;

/// What an entry point may still evaluate, in expressions.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fuel {
    total: u32,
    in_a_row: u32,
}

impl Fuel {
    /// What an entry point starts with.
    pub(crate) fn full() -> Self {
        Self { total: Limit::EntryPoint.most(), in_a_row: Limit::BetweenOperations.most() }
    }

    /// Whether nothing more is evaluated.
    pub(crate) fn is_empty(self) -> bool {
        self.spent().is_some()
    }

    /// The limit that nothing more is evaluated for.
    pub(crate) fn spent(self) -> Option<Limit> {
        match (self.total, self.in_a_row) {
            (0, _) => Some(Limit::EntryPoint),
            (_, 0) => Some(Limit::BetweenOperations),
            _ => None,
        }
    }

    /// One more expression is evaluated.
    pub(crate) fn burn(&mut self) {
        self.total = self.total.saturating_sub(1);
        self.in_a_row = self.in_a_row.saturating_sub(1);
    }

    /// An operation on a handle was met.
    pub(crate) fn renew(&mut self) {
        if !self.is_empty() {
            self.in_a_row = Limit::BetweenOperations.most();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn burnt(fuel: &mut Fuel, times: u32) -> bool {
        (0..times).for_each(|_| fuel.burn());
        fuel.is_empty()
    }

    #[test]
    fn operations_keep_it_going_up_to_the_total() {
        let (total, in_a_row) = (Limit::EntryPoint.most(), Limit::BetweenOperations.most());
        let mut fuel = Fuel::full();
        for _ in 0..total / in_a_row {
            assert!(!burnt(&mut fuel, in_a_row - 1));
            fuel.renew();
        }
        assert!(burnt(&mut fuel, in_a_row));
        fuel.renew();
        assert!(fuel.is_empty(), "what is given up stays so");
    }
}
