//! Types that can be cloned and hand a channel in a mode for one user to whoever holds a clone.

use super::{Channel, Model};
use crate::facts::{Name, ReceiverKind};
use crate::knowledge::Kind;
use crate::program::{FnId, Head, Owner, TypeId};
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::node::NodeKind;

/// An operation that every clone of a public type can start on one channel.
#[derive(Clone, Debug)]
pub struct Offered<'m> {
    /// The channel.
    pub channel: &'m Channel,
    /// The operation.
    pub operation: AccessId,
    /// The method that starts it.
    pub method: FnId,
    /// The type.
    pub name: Name,
    /// Where the type is defined.
    pub at: Location,
}

impl Model<'_, '_> {
    /// The first such operation of each type and channel in confirm or transaction mode.
    pub fn offered_channels(&self) -> Vec<Offered<'_>> {
        let moded = self.channels.iter().filter(|channel| channel.confirms || channel.transactions);
        let mut out: Vec<Offered<'_>> = Vec::new();
        for channel in moded {
            let mut offers = channel.accesses.iter().filter_map(|&id| self.offered(channel, id));
            if let Some(offer) = offers.find(|offer| !out.iter().any(|known| known.at == offer.at))
            {
                out.push(offer);
            }
        }
        out
    }

    fn offered<'m>(&'m self, channel: &'m Channel, id: AccessId) -> Option<Offered<'m>> {
        let access = self.access(id);
        if !(self.is_kind(id, Kind::Publish) || self.is_kind(id, Kind::Tx))
            || !access.lockset.exclusive().is_empty()
        {
            return None;
        }
        let calls =
            self.tree().ancestors(access.node).filter_map(|at| match self.tree().node(at).kind {
                NodeKind::Call(function) => Some(function),
                _ => None,
            });
        calls.into_iter().find_map(|method| {
            let ty = self.shareable_owner(method)?;
            let data = self.program.ty(ty);
            let file = self.program.module(data.module).file;
            let at = Location { file, span: data.def.name_span };
            Some(Offered { channel, operation: id, method, name: data.def.name, at })
        })
    }

    /// The public type that can be cloned and whose `&self` method, which others may call, this is.
    fn shareable_owner(&self, method: FnId) -> Option<TypeId> {
        let data = self.program.function(method);
        let receiver = data.function.receiver.as_ref()?;
        let Owner::Impl(of) = data.owner else { return None };
        let ty = self.program.impls_of_head.iter().find_map(|(head, impls)| match head {
            Head::Type(ty) if impls.contains(&of) => Some(*ty),
            _ => None,
        })?;
        let is_open = data.public && receiver.kind == ReceiverKind::Shared;
        (is_open && self.program.ty(ty).public && self.is_clone(ty)).then_some(ty)
    }

    fn is_clone(&self, ty: TypeId) -> bool {
        let derives = self.program.ty(ty).attrs.iter().any(|attr| {
            attr.path == "derive"
                && attr.tokens.split(|c: char| !c.is_alphanumeric()).any(|word| word == "Clone")
        });
        derives || self.program.methods.contains_key(&(Head::Type(ty), ustr::ustr("clone")))
    }
}
