//! How far it is asked which block gives a type a trait: bounds of a block ask for other blocks, each of which has bounds.

use super::Infer;

/// Blocks whose bounds ask for other blocks: nothing real goes further.
const MOST_DEEP: u8 = 6;

/// Blocks that are asked for in all for the sake of one. Parser combinators, whose blocks are for whatever has their trait,
/// would ask for as many as there are ways to nest them.
const MOST_ASKED: u32 = 64;

/// The questions that are open.
#[derive(Debug, Default)]
pub(super) struct Asking {
    /// How many are asked one for the sake of the other.
    depth: u8,
    /// How many were asked since the first of them.
    asked: u32,
}

impl Infer<'_, '_> {
    /// Asks for a block; nothing is found when too much is asked.
    pub(super) fn ask<T>(&mut self, question: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        if self.asking.depth == 0 {
            self.asking.asked = 0;
        }
        if self.asking.depth >= MOST_DEEP || self.asking.asked >= MOST_ASKED {
            return None;
        }
        self.asking.depth += 1;
        self.asking.asked += 1;
        let found = question(self);
        self.asking.depth -= 1;
        found
    }
}
