//! How far it is asked which block gives a type a trait: bounds of a block ask for other blocks, each of which has bounds.

use super::Infer;
use crate::limits::Limit;
use crate::types::limited;
use crate::types::ty::{Projection, TraitRef, Ty};

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Question {
    /// Whether a type has a trait.
    Has(Ty, TraitRef),
    /// What an associated type is.
    Is(Projection),
}

/// The questions that are open.
#[derive(Debug, Default)]
pub(super) struct Asking {
    /// Those that are asked one for the sake of the other.
    open: Vec<Question>,
    /// How many were asked since the first of them.
    asked: u32,
}

impl Infer<'_, '_> {
    /// Asks something; nothing is found when it is asked for its own sake, or when too much is asked.
    pub(super) fn ask<T>(
        &mut self,
        question: Question,
        answer: impl FnOnce(&mut Self) -> Option<T>,
    ) -> Option<T> {
        if self.asking.open.is_empty() {
            self.asking.asked = 0;
        }
        // References are left out: `impl<T: Tr> Tr for &T` gives a type a trait that has it.
        if self.asking.open.contains(&question) {
            return None;
        }
        let depth = u32::try_from(self.asking.open.len()).unwrap_or(u32::MAX);
        let spent = [(depth, Limit::BlockDepth), (self.asking.asked, Limit::Blocks)];
        if let Some((_, limit)) = spent.into_iter().find(|(used, limit)| *used >= limit.most()) {
            limited::meet(limit);
            return None;
        }
        self.asking.open.push(question);
        self.asking.asked += 1;
        let found = answer(self);
        self.asking.open.pop();
        found
    }
}
