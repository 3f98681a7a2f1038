//! Types that can be cloned and hand a channel in a mode for one user to whoever holds a clone.

use crate::facts::{Name, ReceiverKind, intern};
use crate::knowledge::Kind;
use crate::model::{Channel, Model};
use crate::program::{FnId, Head, Owner, TypeId};
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::node::NodeKind;

/// An operation that every clone of a public type can start on one channel.
#[derive(Clone, Debug)]
pub(super) struct Offered<'m> {
    /// The channel.
    pub(super) channel: &'m Channel,
    /// The operation.
    pub(super) operation: AccessId,
    /// The method that starts it.
    pub(super) method: FnId,
    /// The type.
    pub(super) name: Name,
    /// Where the type is defined.
    pub(super) at: Location,
}

/// The first such operation of each type and channel in confirm or transaction mode.
pub(super) fn offered_channels<'m>(model: &'m Model<'_, '_>) -> Vec<Offered<'m>> {
    let moded = model.channels.iter().filter(|channel| channel.confirms || channel.transactions);
    let mut out: Vec<Offered<'_>> = Vec::new();
    for channel in moded {
        let mut offers = channel.accesses.iter().filter_map(|&id| offered(model, channel, id));
        if let Some(offer) = offers.find(|offer| !out.iter().any(|known| known.at == offer.at)) {
            out.push(offer);
        }
    }
    out
}

fn offered<'m>(
    model: &'m Model<'_, '_>,
    channel: &'m Channel,
    id: AccessId,
) -> Option<Offered<'m>> {
    let access = model.access(id);
    if !(model.is_kind(id, Kind::Publish) || model.is_kind(id, Kind::Tx))
        || !access.lockset.exclusive().is_empty()
    {
        return None;
    }
    let calls =
        model.tree().ancestors(access.node).filter_map(|at| match model.tree().node(at).kind {
            NodeKind::Call(function) => Some(function),
            _ => None,
        });
    calls.into_iter().find_map(|method| {
        let ty = shareable_owner(model, method)?;
        let data = model.program.ty(ty);
        let file = model.program.module(data.module).file;
        let at = Location { file, span: data.def.name_span };
        Some(Offered { channel, operation: id, method, name: data.def.name, at })
    })
}

/// The public type that can be cloned and whose `&model` method, which others may call, this is.
fn shareable_owner(model: &Model<'_, '_>, method: FnId) -> Option<TypeId> {
    let data = model.program.function(method);
    let receiver = data.function.receiver.as_ref()?;
    let Owner::Impl(of) = data.owner else { return None };
    let ty = model.program.impls_of_head.iter().find_map(|(head, impls)| match head {
        Head::Type(ty) if impls.contains(&of) => Some(*ty),
        _ => None,
    })?;
    let is_open = data.public && receiver.kind == ReceiverKind::Shared;
    (is_open && model.program.ty(ty).public && is_clone(model, ty)).then_some(ty)
}

fn is_clone(model: &Model<'_, '_>, ty: TypeId) -> bool {
    let derives = model.program.ty(ty).attrs.iter().any(|attr| {
        attr.path == "derive"
            && attr.tokens.split(|c: char| !c.is_alphanumeric()).any(|word| word == "Clone")
    });
    derives || model.program.methods.contains_key(&(Head::Type(ty), intern("clone")))
}
