//! What handlers run beside: other handlers, what a program has spawned, and what it does while requests are served.

use super::Model;
use super::parallel::Within;
use crate::knowledge::WaitsFor;
use crate::trace::node::{Node, NodeId, NodeKind, Step};
use crate::trace::tree::Tree;

/// What handlers run beside.
#[derive(Clone, Copy, Debug)]
enum Beside {
    /// A context or lane.
    Context(NodeId),
    /// What a program itself does.
    Program,
}

impl Beside {
    fn context(self) -> Option<NodeId> {
        match self {
            Self::Context(node) => Some(node),
            Self::Program => None,
        }
    }
}

impl Model<'_, '_> {
    /// Entry points know nothing of each other, but handlers run beside what a program has spawned, and beside each other.
    pub(super) fn meet_in_program(
        &self,
        (a, below_a): (NodeId, NodeId),
        (b, below_b): (NodeId, NodeId),
    ) -> Option<(Within, NodeId, Option<NodeId>)> {
        let is_handler = |id: NodeId| matches!(self.tree().node(id).kind, NodeKind::Spawn { .. });
        match (is_handler(below_a), is_handler(below_b)) {
            (true, true) => Some((Within::Tasks, below_b, Some(below_a))),
            (true, false) => Some((Within::Tasks, below_a, self.beside_handlers(b)?.context())),
            (false, true) => Some((Within::Tasks, below_b, self.beside_handlers(a)?.context())),
            (false, false) => None,
        }
    }

    /// Whether handlers run beside a leaf of a program: its context outlives what started it, or is waited for together with
    /// something else, which may be the server, or it is done beside the server.
    fn beside_handlers(&self, leaf: NodeId) -> Option<Beside> {
        let is_lane = |at| matches!(self.tree().node(at).kind, NodeKind::Lane { .. });
        let is_raced = |spawn: NodeId| {
            let joins = self.joins.iter().filter(|(known, _)| *known == spawn);
            let mut lanes = joins.map(|&(_, join)| self.tree().ancestors(join).any(is_lane));
            lanes.clone().next().is_some() && lanes.all(|is_in_one| is_in_one)
        };
        let outliving = self
            .outliving_spawn(leaf, NodeId::PROGRAM, None)
            .or_else(|| self.spawns_around(leaf).filter(|&at| is_raced(at)).last());
        match outliving {
            Some(context) => Some(Beside::Context(context)),
            None => self.servers.iter().find_map(|&server| self.beside_server(leaf, server)),
        }
    }

    /// Whether something is done while requests are served.
    fn beside_server(&self, leaf: NodeId, server: NodeId) -> Option<Beside> {
        let (common, below_leaf, below_server) = self.common(leaf, server)?;
        match self.tree().node(common).kind {
            NodeKind::Program | NodeKind::Branch => None,
            NodeKind::Together => Some(Beside::Context(below_leaf)),
            _ if below_server < below_leaf => {
                self.outliving_spawn(server, common, Some(leaf))?;
                Some(self.spawns_around(leaf).last().map_or(Beside::Program, Beside::Context))
            }
            _ => None,
        }
    }

    fn spawns_around(&self, leaf: NodeId) -> impl Iterator<Item = NodeId> {
        let is_spawn = |at: &NodeId| matches!(self.tree().node(*at).kind, NodeKind::Spawn { .. });
        self.tree().ancestors(leaf).filter(is_spawn)
    }
}

/// Where requests are served.
pub(super) fn servers(tree: &Tree) -> Vec<NodeId> {
    let serves = |node: &Node| node.kind == NodeKind::Step(Step::Delay(WaitsFor::Requests));
    tree.iter().filter(|(_, node)| serves(node)).map(|(at, _)| at).collect()
}
