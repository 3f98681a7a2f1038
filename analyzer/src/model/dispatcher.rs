//! Code that a client runs by itself on the task which reads what the broker sends.

use super::Model;
use crate::facts::intern;
use crate::knowledge::Callback;
use crate::program::{FnId, Owner};
use crate::trace::node::{NodeId, NodeKind};

impl Model<'_, '_> {
    /// Entry points that are such callbacks; where they are registered was not seen.
    pub fn dispatcher_entries(&self) -> Vec<(NodeId, FnId)> {
        let roots = self.children(NodeId::PROGRAM).iter().copied();
        let entries = roots.filter_map(|node| match self.tree().node(node).kind {
            NodeKind::Entry(id) if self.is_dispatcher_method(id) => Some((node, id)),
            _ => None,
        });
        entries.collect()
    }

    /// Whether a function is a method of a client's trait that is called where the client reads.
    fn is_dispatcher_method(&self, id: FnId) -> bool {
        let clients = self.knowledge.clients.iter();
        let mut callbacks = clients.flat_map(|client| &client.callbacks);
        callbacks.any(|callback| callback.on_dispatcher && self.is_method_of(callback, id))
    }

    /// Whether a function is a method of a callback's trait, in some type's impl.
    pub fn is_method_of(&self, callback: &Callback, id: FnId) -> bool {
        let data = self.program.function(id);
        let Owner::Impl(of) = data.owner else { return false };
        let impls = self.program.impls_of_external.get(&intern(&callback.of_trait));
        impls.is_some_and(|impls| impls.contains(&of))
            && callback.methods.iter().any(|method| data.function.name == method.as_str())
    }
}
