//! Which node of the effect tree is inside which, answered without walking up.

use crate::flow::tree::{NodeId, Tree};

/// The place of each node in a walk through the tree.
pub(super) struct Nesting {
    /// When the walk enters and leaves each node: what is inside a node is entered and left between.
    walk: Vec<(u32, u32)>,
    /// How many nodes are around each.
    depths: Vec<u32>,
}

impl Nesting {
    /// Walks through a tree; `children` is what is directly inside each node.
    pub(super) fn new(tree: &Tree, children: &[Vec<NodeId>]) -> Self {
        let mut nesting = Self { walk: vec![(0, 0); tree.len()], depths: vec![0; tree.len()] };
        let mut time = 0;
        // Each node is met twice: on the way in and, as `None`, on the way out.
        let mut open: Vec<NodeId> = Vec::new();
        let mut next = vec![Some(NodeId(0))];
        while let Some(step) = next.pop() {
            time += 1;
            if let Some(node) = step {
                nesting.walk[node.0 as usize].0 = time;
                nesting.depths[node.0 as usize] = u32::try_from(open.len()).unwrap_or(u32::MAX);
                open.push(node);
                next.push(None);
                next.extend(children[node.0 as usize].iter().rev().copied().map(Some));
            } else if let Some(node) = open.pop() {
                nesting.walk[node.0 as usize].1 = time;
            }
        }
        nesting
    }

    /// How many nodes are around a node.
    pub(super) fn depth(&self, node: NodeId) -> u32 {
        self.depths[node.0 as usize]
    }

    /// Whether a node is another or inside it.
    pub(super) fn is_inside(&self, node: NodeId, around: NodeId) -> bool {
        let (inner, outer) = (self.walk[node.0 as usize], self.walk[around.0 as usize]);
        outer.0 <= inner.0 && inner.1 <= outer.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::tree::NodeKind;
    use crate::model::turn::children;

    #[test]
    fn a_node_is_inside_itself_and_what_is_around_it() {
        let mut tree = Tree::default();
        let (outer, program) = tree.enter(NodeKind::Loop, None);
        let (inner, _) = tree.enter(NodeKind::Closure, None);
        tree.move_to(program);
        let (beside, _) = tree.enter(NodeKind::Loop, None);
        let nesting = Nesting::new(&tree, &children(&tree));
        let inside = |node, around| nesting.is_inside(node, around);
        assert!(inside(inner, outer) && inside(inner, inner) && inside(outer, program));
        assert!(!inside(outer, inner) && !inside(beside, outer) && !inside(inner, beside));
        assert_eq!([program, outer, inner, beside].map(|node| nesting.depth(node)), [0, 1, 2, 1]);
    }
}
