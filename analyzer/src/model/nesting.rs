//! Which node of the effect tree is inside which, and in which context and sequence, answered without walking up.

use std::ops::Range;

use crate::ids::IdVec;
use crate::trace::node::{NodeId, NodeKind};
use crate::trace::tree::Tree;

/// The place of each node in a walk through the tree.
pub(super) struct Nesting {
    /// The nodes in the order of the walk: what is inside a node follows it.
    order: Vec<NodeId>,
    /// Where each node and what is inside of it stand in that order.
    places: IdVec<NodeId, Range<usize>>,
    /// How many nodes are around each.
    depths: IdVec<NodeId, usize>,
    /// The innermost spawned context or lane that each is inside of.
    contexts: IdVec<NodeId, Option<NodeId>>,
    /// The node that each follows others in, whatever calls are between: what happens in a call happens where it is made.
    sequences: IdVec<NodeId, NodeId>,
}

impl Nesting {
    /// Walks through a tree; `children` is what is directly inside each node.
    pub(super) fn new(tree: &Tree, children: &IdVec<NodeId, Vec<NodeId>>) -> Self {
        let mut nesting = Self {
            order: Vec::new(),
            places: tree.iter().map(|_| 0..0).collect(),
            depths: tree.iter().map(|_| 0).collect(),
            contexts: tree.iter().map(|_| None).collect(),
            sequences: tree.iter().map(|(id, _)| id).collect(),
        };
        // Each node is met twice: on the way in and, as `None`, on the way out.
        let mut open: Vec<NodeId> = Vec::new();
        let mut next = vec![Some(NodeId::PROGRAM)];
        while let Some(step) = next.pop() {
            if let Some(node) = step {
                nesting.places[node].start = nesting.order.len();
                nesting.order.push(node);
                nesting.depths[node] = open.len();
                nesting.place(tree, node, open.last().copied());
                open.push(node);
                next.push(None);
                next.extend(children[node].iter().rev().copied().map(Some));
            } else if let Some(node) = open.pop() {
                nesting.places[node].end = nesting.order.len();
            }
        }
        nesting
    }

    fn place(&mut self, tree: &Tree, node: NodeId, around: Option<NodeId>) {
        let kind = |id| &tree.node(id).kind;
        let begins = matches!(kind(node), NodeKind::Spawn { .. } | NodeKind::Lane { .. });
        self.contexts[node] =
            if begins { Some(node) } else { around.and_then(|around| self.contexts[around]) };
        let Some(around) = around else { return };
        let is_call = matches!(kind(around), NodeKind::Call(_) | NodeKind::Closure);
        self.sequences[node] = if is_call { self.sequences[around] } else { around };
    }

    /// The innermost spawned context or lane that a node is, or is inside of.
    pub(super) fn context(&self, node: NodeId) -> Option<NodeId> {
        self.contexts[node]
    }

    /// Whether two nodes follow each other, calls left out.
    pub(super) fn are_in_sequence(&self, one: NodeId, other: NodeId) -> bool {
        self.sequences[one] == self.sequences[other]
    }

    /// How many nodes are around a node.
    pub(super) fn depth(&self, node: NodeId) -> usize {
        self.depths[node]
    }

    /// Where a node and every node inside it stand among all that are inside the program.
    pub(super) fn place_of(&self, node: NodeId) -> Range<usize> {
        self.places[node].clone()
    }

    /// A node and every node inside it, in program order.
    pub(super) fn inside(&self, node: NodeId) -> &[NodeId] {
        &self.order[self.places[node].clone()]
    }

    /// Whether a node is another or inside it.
    pub(super) fn is_inside(&self, node: NodeId, around: NodeId) -> bool {
        self.places[around].contains(&self.places[node].start)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::knowledge::Times;

    #[test]
    fn a_node_is_inside_itself_and_what_is_around_it() {
        let mut tree = Tree::default();
        let (outer, program) = tree.enter(NodeKind::Loop, None);
        let (inner, _) = tree.enter(NodeKind::Closure, None);
        tree.move_to(program);
        let (beside, _) = tree.enter(NodeKind::Loop, None);
        let nesting = Nesting::new(&tree, &tree.children());
        let inside = |node, around| nesting.is_inside(node, around);
        assert!(inside(inner, outer) && inside(inner, inner) && inside(outer, program));
        assert!(!inside(outer, inner) && !inside(beside, outer) && !inside(inner, beside));
        assert_eq!(nesting.inside(outer), [outer, inner]);
        assert_eq!(nesting.inside(program), [program, outer, inner, beside]);
        assert_eq!([program, outer, inner, beside].map(|node| nesting.depth(node)), [0, 1, 2, 1]);
    }

    #[test]
    fn calls_belong_to_where_they_are_made() {
        let mut tree = Tree::default();
        let spawn = NodeKind::Spawn { times: Times::One, context: "task".into() };
        let (task, _) = tree.enter(spawn, None);
        let first = tree.leaf(NodeKind::Join(Vec::new()), None);
        tree.enter(NodeKind::Closure, None);
        let called = tree.leaf(NodeKind::Join(Vec::new()), None);
        tree.enter(NodeKind::Loop, None);
        let again = tree.leaf(NodeKind::Join(Vec::new()), None);
        let nesting = Nesting::new(&tree, &tree.children());
        assert!(nesting.are_in_sequence(first, called) && !nesting.are_in_sequence(first, again));
        assert_eq!([task, first, again].map(|node| nesting.context(node)), [Some(task); 3]);
        assert_eq!(nesting.context(NodeId::PROGRAM), None);
    }
}
