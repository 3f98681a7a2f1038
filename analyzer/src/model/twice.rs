//! Deliveries that are answered twice on one way through the code.

mod ways;

use std::collections::BTreeMap;

use super::Model;
use crate::knowledge::Meaning;
use crate::trace::access::AccessId;
use crate::trace::handle::DeliveryId;

/// Two answers to one delivery.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Twice {
    /// The one that counts.
    pub first: AccessId,
    /// The one that the broker knows no delivery for.
    pub second: AccessId,
}

impl Model<'_, '_> {
    /// Every second answer to a delivery that comes behind a first one on the same way, with that one.
    pub fn answered_twice(&self) -> &[Twice] {
        self.answered_twice.get_or_init(|| self.find_answered_twice())
    }

    fn find_answered_twice(&self) -> Vec<Twice> {
        let mut found: Vec<Twice> = Vec::new();
        for answers in self.answers_by_delivery().into_values() {
            found.extend(ways::answered_again(self, &answers));
        }
        let place = |id| self.access(id).at;
        found.sort_by_key(|twice| (place(twice.second), place(twice.first)));
        found.dedup_by_key(|twice| place(twice.second));
        found
    }

    fn answers_by_delivery(&self) -> BTreeMap<DeliveryId, Vec<AccessId>> {
        let mut answers: BTreeMap<DeliveryId, Vec<AccessId>> = BTreeMap::new();
        for (id, one) in self.trace.accesses().entries() {
            let Some(delivery) = one.delivery.filter(|_| self.is_settling(id)) else { continue };
            // Where the broker waits for no answer, the first is one too many.
            let is_awaited = || {
                let source = self.source_of(id);
                !source.is_some_and(|source| self.is_set(source, Meaning::AutoAck))
            };
            if !self.trace.deliveries_collected.contains(delivery) && is_awaited() {
                answers.entry(delivery).or_default().push(id);
            }
        }
        answers
    }
}
