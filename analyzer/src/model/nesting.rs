//! Which node of the effect tree is inside which, answered without walking up.
use crate::ids::IdVec;
use crate::trace::node::NodeId;
use crate::trace::tree::Tree;

/// The place of each node in a walk through the tree.
pub(super) struct Nesting {
    /// When the walk enters and leaves each node: what is inside a node is entered and left between.
    walk: IdVec<NodeId, (u32, u32)>,
    /// How many nodes are around each.
    depths: IdVec<NodeId, usize>,
}

impl Nesting {
    /// Walks through a tree; `children` is what is directly inside each node.
    pub(super) fn new(tree: &Tree, children: &IdVec<NodeId, Vec<NodeId>>) -> Self {
        let mut nesting = Self {
            walk: tree.iter().map(|_| (0, 0)).collect(),
            depths: tree.iter().map(|_| 0).collect(),
        };
        let mut time = 0;
        // Each node is met twice: on the way in and, as `None`, on the way out.
        let mut open: Vec<NodeId> = Vec::new();
        let mut next = vec![Some(NodeId::PROGRAM)];
        while let Some(step) = next.pop() {
            time += 1;
            if let Some(node) = step {
                nesting.walk[node].0 = time;
                nesting.depths[node] = open.len();
                open.push(node);
                next.push(None);
                next.extend(children[node].iter().rev().copied().map(Some));
            } else if let Some(node) = open.pop() {
                nesting.walk[node].1 = time;
            }
        }
        nesting
    }

    /// How many nodes are around a node.
    pub(super) fn depth(&self, node: NodeId) -> usize {
        self.depths[node]
    }

    /// Whether a node is another or inside it.
    pub(super) fn is_inside(&self, node: NodeId, around: NodeId) -> bool {
        let (inner, outer) = (self.walk[node], self.walk[around]);
        outer.0 <= inner.0 && inner.1 <= outer.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::trace::node::NodeKind;

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
        assert_eq!([program, outer, inner, beside].map(|node| nesting.depth(node)), [0, 1, 2, 1]);
    }
}
