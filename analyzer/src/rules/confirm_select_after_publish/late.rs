//! Whether confirms are asked for too late for a message that they are for.

use crate::knowledge::Kind;
use crate::model::{Channel, Model};
use crate::trace::access::AccessId;

/// A message that confirms come too late for.
#[derive(Clone, Copy, Debug)]
pub(super) struct Late {
    /// What sends it.
    pub(super) publish: AccessId,
    /// What waits for its confirm, where something does.
    pub(super) wait: Option<AccessId>,
}

/// The message that a call asks confirms for when it is sent already: its own confirm is waited for behind the call, or all
/// confirms are, and no other message is sent before that, or no other one is sent at all.
pub(super) fn late(model: &Model<'_, '_>, channel: &Channel, select: AccessId) -> Option<Late> {
    let all = model.accesses_on(channel.origin);
    let node = |id: AccessId| model.access(id).node;
    let of = |kind: Kind| all.iter().copied().filter(move |&id| model.is_kind(id, kind));
    let at = node(select);
    if of(Kind::ConfirmSelect).any(|other| node(other) < at) {
        return None;
    }
    let sent: Vec<AccessId> =
        of(Kind::Publish).filter(|&id| model.is_done_before(node(id), at)).collect();
    let last = *sent.last()?;
    let later = || of(Kind::Publish).filter(|&id| node(id) > at).map(node);
    for wait in of(Kind::ConfirmWait).filter(|&wait| model.can_reach(at, node(wait))) {
        let by = model.access(wait).by;
        let own = sent.iter().copied().find(|&publish| by == Some(publish));
        let is_of_all = !model.awaits_confirm(wait);
        let nothing_new = !later().any(|other| other < node(wait));
        if let Some(publish) = own.or_else(|| (is_of_all && nothing_new).then_some(last)) {
            return Some(Late { publish, wait: Some(wait) });
        }
    }
    let origin = channel.origin;
    let is_kept = model.origin(origin).provenance.is_none()
        && !model.trace.given_away.contains(origin)
        && !model.trace.is_published(origin);
    (is_kept && later().next().is_none()).then_some(Late { publish: last, wait: None })
}
