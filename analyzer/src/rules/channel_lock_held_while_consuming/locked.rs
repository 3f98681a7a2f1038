//! What is received under a lock that other code needs.

use crate::knowledge::Kind;
use crate::model::Model;
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::node::NodeKind;

/// Waiting for a delivery while a lock is held that another context needs.
#[derive(Clone, Debug)]
pub(super) struct LockedReceive {
    /// The wait.
    pub(super) receive: AccessId,
    /// What needs the lock.
    pub(super) blocked: AccessId,
}

/// Waits for a delivery under a lock that an operation of another context needs.
pub(super) fn locked_receives(model: &Model<'_, '_>) -> Vec<LockedReceive> {
    let all = || model.trace.accesses().ids();
    let mut out: Vec<LockedReceive> = Vec::new();
    for receive in all().filter(|&id| model.is_kind(id, Kind::Receive)) {
        let (held, origin) =
            (model.access(receive).lockset.exclusive(), model.access(receive).origin);
        if held.is_empty()
            || out.iter().any(|known| model.access(known.receive).at == model.access(receive).at)
        {
            continue;
        }
        let blocked = all().find(|&other| {
            let needs =
                model.access(other).lockset.exclusive().iter().any(|lock| held.contains(lock));
            needs
                && !model.is_kind(other, Kind::Receive)
                && model.access(other).at != model.access(receive).at
                && !has_waited(model, receive, other)
                && is_beside(model, origin, receive, other)
        });
        out.extend(blocked.map(|blocked| LockedReceive { receive, blocked }));
    }
    out
}

/// Whether what needs the lock has it already, and has waited for its own delivery at the same place: two of a kind wait for each
/// other, and neither for more than the next delivery.
fn has_waited(model: &Model<'_, '_>, receive: AccessId, other: AccessId) -> bool {
    let body = |id: AccessId| {
        model.tree().ancestors(model.access(id).node).find(|&at| {
            matches!(
                model.tree().node(at).kind,
                NodeKind::Call(_) | NodeKind::Closure | NodeKind::Entry(_) | NodeKind::Spawn { .. }
            )
        })
    };
    let at = model.access(receive).at;
    let mut same = model.trace.accesses().entries().filter(|(_, one)| one.at == at);
    same.any(|(id, _)| id < other && body(id) == body(other))
}

fn is_beside(model: &Model<'_, '_>, origin: OriginId, one: AccessId, other: AccessId) -> bool {
    let (first, second) = (one.min(other), one.max(other));
    model.may_happen_in_parallel(origin, first, second).is_some()
}
