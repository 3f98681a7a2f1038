//! Acks for several deliveries at once, beside others.

use crate::knowledge::Meaning;
use crate::model::Model;
use crate::model::{Channel, Overlap};
use crate::rules::everything::answers_all_for_one;
use crate::trace::access::AccessId;

/// Two settlings of one channel's deliveries that can be under way at the same time, the first of them for several
/// deliveries at once.
pub(super) fn multiple_settlings(model: &Model<'_, '_>, channel: &Channel) -> Vec<Overlap> {
    let settling: Vec<AccessId> =
        channel.accesses.iter().copied().filter(|&id| model.is_settling(id)).collect();
    let several = settling
        .iter()
        .copied()
        .filter(|&id| model.is_set(id, Meaning::Multiple) && !answers_all_for_one(model, id));
    several
        .filter_map(|multiple| {
            // One place that says up to which number, and not of which delivery, keeps account of what others have done.
            let keeps_account = model.access(multiple).delivery.is_none();
            let others = settling.iter().copied().filter(|_| !keeps_account);
            std::iter::once(multiple).chain(others).find_map(|other| {
                let (first, second) = (multiple.min(other), multiple.max(other));
                model.may_happen_in_parallel(channel.origin, first, second)
            })
        })
        .collect()
}
