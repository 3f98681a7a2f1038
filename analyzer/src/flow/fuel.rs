//! How much of an entry point is evaluated before it is given up.

/// One entry point may evaluate this many expressions.
const TOTAL: u32 = 100_000;
/// So many in a row without an operation on a handle: what comes then is an interpreter or a parser. The longest way from
/// one operation to the next in sixty public programs that use AMQP took 5,100.
const IN_A_ROW: u32 = 20_000;

/// What an entry point may still evaluate, in expressions.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fuel {
    total: u32,
    in_a_row: u32,
}

impl Fuel {
    /// What an entry point starts with.
    pub(super) fn full() -> Self {
        Self { total: TOTAL, in_a_row: IN_A_ROW }
    }

    /// Whether nothing more is evaluated.
    pub(super) fn is_empty(self) -> bool {
        self.total == 0 || self.in_a_row == 0
    }

    /// One more expression is evaluated.
    pub(super) fn burn(&mut self) {
        self.total = self.total.saturating_sub(1);
        self.in_a_row = self.in_a_row.saturating_sub(1);
    }

    /// An operation on a handle was met.
    pub(super) fn renew(&mut self) {
        if !self.is_empty() {
            self.in_a_row = IN_A_ROW;
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
        let mut fuel = Fuel::full();
        for _ in 0..TOTAL / IN_A_ROW {
            assert!(!burnt(&mut fuel, IN_A_ROW - 1));
            fuel.renew();
        }
        assert!(burnt(&mut fuel, IN_A_ROW));
        fuel.renew();
        assert!(fuel.is_empty(), "what is given up stays so");
    }
}
