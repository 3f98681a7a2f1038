//! Queues and exchanges, and which channels lead to them.

use super::{Builder, Strength, add_all};
use crate::map::{MappedKind, MappedNameKind, MappedOperation};

/// A queue or an exchange.
#[derive(Debug, Clone)]
pub(in crate::report::picture) struct End {
    pub(in crate::report::picture) number: usize,
    pub(in crate::report::picture) kind: EndKind,
    pub(in crate::report::picture) name: String,
}

/// Which of them it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(in crate::report::picture) enum EndKind {
    Queue,
    Exchange,
}

impl EndKind {
    /// The word for it.
    pub(in crate::report::picture) fn word(self) -> &'static str {
        match self {
            Self::Queue => "queue",
            Self::Exchange => "exchange",
        }
    }
}

/// What is done on a channel with a queue or exchange.
#[derive(Debug, Clone)]
pub(in crate::report::picture) struct Flow {
    pub(in crate::report::picture) number: usize,
    pub(in crate::report::picture) channel: usize,
    pub(in crate::report::picture) end: usize,
    pub(in crate::report::picture) strength: Strength,
    pub(in crate::report::picture) operations: Vec<String>,
}

impl Builder<'_> {
    /// Draws what an operation names.
    pub(super) fn flow(&mut self, channel: usize, operation: &MappedOperation) {
        for (kind, name) in ends(operation) {
            let next = self.scene.ends.len();
            let end = *self.known.ends.entry((kind, name.clone())).or_insert(next);
            if end == next {
                self.scene.ends.push(End { number: 0, kind, name });
            }
            let strength = Strength::of(operation.kind);
            let next = self.scene.flows.len();
            let at = *self.known.flows.entry((channel, end, strength)).or_insert(next);
            if at == next {
                let operations = Vec::new();
                self.scene.flows.push(Flow { number: 0, channel, end, strength, operations });
            }
            add_all(&mut self.scene.flows[at].operations, [operation.name.clone()]);
        }
    }
}

/// The queues and exchanges that an operation names. What goes to the default exchange goes to the queue that its key names.
fn ends(operation: &MappedOperation) -> Vec<(EndKind, String)> {
    let named = |kind| operation.names.iter().find(|name| name.kind == kind).map(|it| &it.name);
    let key = named(MappedNameKind::RoutingKey).cloned();
    let exchange = match named(MappedNameKind::Exchange) {
        Some(name) if !name.is_empty() => Some((EndKind::Exchange, name.clone())),
        Some(_) if operation.kind == MappedKind::Publish => Some(match key {
            Some(key) => (EndKind::Queue, key),
            None => (EndKind::Exchange, "default exchange".to_owned()),
        }),
        _ => None,
    };
    let queue = named(MappedNameKind::Queue).map(|name| (EndKind::Queue, name.clone()));
    queue.into_iter().chain(exchange).collect()
}
