//! What the broker does not have.

use crate::knowledge::Meaning;
use crate::model::Model;
use crate::model::options::Setting;
use crate::trace::access::{AccessId, Constant};

/// Something that a call asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wish {
    /// A message that comes back when no consumer takes it at once.
    Immediate,
    /// Recovery to the same consumer.
    Recovery,
    /// No deliveries for a while.
    Stop,
    /// A limit of bytes.
    Size {
        /// The limit.
        size: u128,
        /// Whether no number of messages is said: then the size was meant for it.
        is_swapped: bool,
    },
}

/// What a call asks for that the broker does not have, where that is known.
pub(super) fn wish(model: &Model<'_, '_>, call: AccessId) -> Option<Wish> {
    let is_off = |meaning| model.takes(call, meaning) && model.is_on(call, meaning) == Some(false);
    if model.is_set(call, Meaning::Immediate) {
        return Some(Wish::Immediate);
    }
    if is_off(Meaning::Recover) {
        return Some(Wish::Recovery);
    }
    if is_off(Meaning::Flow) {
        return Some(Wish::Stop);
    }
    match model.setting(call, Meaning::PrefetchSize) {
        Setting::Set(Constant::Int(size)) if size > 0 => {
            let count = model.setting(call, Meaning::Prefetch);
            let is_swapped = count == Setting::Set(Constant::Int(0));
            Some(Wish::Size { size, is_swapped })
        }
        _ => None,
    }
}
