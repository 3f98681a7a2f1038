//! The tree of effects: what a program does, in what order, and what runs beside what.
//!
//! Leaves are operations; inner nodes say how their children relate. Whether two operations can overlap follows from the
//! nodes between them (see `model::parallel`). Nodes are numbered in program order.

use std::fmt;

use super::node::{Node, NodeId, NodeKind, Step};
use crate::ids::{Id, IdVec};
use crate::sources::Location;

/// A tree under construction, with a cursor.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    cursor: NodeId,
    /// How many nodes there are that are an effect.
    effects: u32,
    /// How many steps there are: they are not forgotten, and are no effect.
    steps: u32,
}

/// A state of a tree under construction.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Default)]
pub struct Mark {
    nodes: usize,
    effects: u32,
    steps: u32,
}

impl Default for Tree {
    fn default() -> Self {
        let program = Node::new(NodeKind::Program, None, None);
        Self { nodes: vec![program], cursor: NodeId::PROGRAM, effects: 0, steps: 0 }
    }
}

impl Tree {
    /// The node behind an id.
    #[inline]
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The node behind an id.
    pub fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.index()]
    }

    /// The node that comes next.
    pub fn next(&self) -> NodeId {
        NodeId::from_index(self.nodes.len())
    }

    /// Where new nodes go.
    pub fn cursor(&self) -> NodeId {
        self.cursor
    }

    /// The state that the tree is in.
    pub fn mark(&self) -> Mark {
        Mark { nodes: self.nodes.len(), effects: self.effects, steps: self.steps }
    }

    /// Whether nothing that matters was added since a state.
    pub fn is_effect_free_since(&self, mark: Mark) -> bool {
        self.effects == mark.effects
    }

    /// Forgets the nodes since a state when nothing that matters was among them; says whether it did.
    pub fn forget_if_effect_free(&mut self, mark: Mark) -> bool {
        let is_effect_free = self.is_effect_free_since(mark);
        if is_effect_free && self.steps == mark.steps {
            self.nodes.truncate(mark.nodes);
        }
        is_effect_free
    }

    /// Adds a step at the cursor.
    pub fn step(&mut self, step: Step, at: Location) {
        let effects = self.effects;
        self.leaf(NodeKind::Step(step), Some(at));
        self.effects = effects;
        self.steps += 1;
    }

    /// Adds a leaf at the cursor.
    pub fn leaf(&mut self, kind: NodeKind, at: Option<Location>) -> NodeId {
        let id = self.next();
        self.effects += u32::from(!kind.is_frame());
        self.nodes.push(Node::new(kind, Some(self.cursor), at));
        id
    }

    /// Adds a node and moves the cursor into it; gives the node and where the cursor was.
    pub fn enter(&mut self, kind: NodeKind, at: Option<Location>) -> (NodeId, NodeId) {
        let before = self.cursor;
        let id = self.leaf(kind, at);
        self.cursor = id;
        (id, before)
    }

    /// Moves the cursor.
    pub fn move_to(&mut self, cursor: NodeId) {
        self.cursor = cursor;
    }

    /// After a branch some of whose alternatives end here: what follows belongs to those that go on.
    pub fn continue_in(&mut self, branch: NodeId, going_on: &[NodeId]) {
        self.cursor = branch;
        let (rest, _) = self.enter(NodeKind::Alternative, None);
        let (inner, _) = self.enter(NodeKind::Branch, None);
        for &alternative in going_on {
            self.node_mut(alternative).parent = Some(inner);
        }
        self.cursor = rest;
    }

    /// Makes what a node contains one of two alternatives, and moves the cursor into the other.
    pub fn another_alternative(&mut self, node: NodeId) {
        self.cursor = node;
        let count = self.nodes.len();
        let (branch, _) = self.enter(NodeKind::Branch, None);
        let (first, _) = self.enter(NodeKind::Alternative, None);
        for child in &mut self.nodes[..count] {
            if child.parent == Some(node) {
                child.parent = Some(first);
            }
        }
        self.cursor = branch;
        self.enter(NodeKind::Alternative, None);
    }

    /// A node's ancestors, itself first.
    pub fn ancestors(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        std::iter::successors(Some(id), |&at| self.node(at).parent)
    }

    /// Every node from one on with its id, in program order.
    pub fn since(&self, first: NodeId) -> impl Iterator<Item = (NodeId, &Node)> {
        let nodes = self.nodes.get(first.index()..).unwrap_or_default();
        (first.index()..).map(NodeId::from_index).zip(nodes)
    }

    /// Every node with its id, in program order.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.since(NodeId::PROGRAM)
    }

    /// What is directly inside each node, in program order.
    pub fn children(&self) -> IdVec<NodeId, Vec<NodeId>> {
        let mut children: IdVec<NodeId, Vec<NodeId>> =
            self.nodes.iter().map(|_| Vec::new()).collect();
        for (id, node) in self.iter() {
            if let Some(parent) = node.parent {
                children[parent].push(id);
            }
        }
        children
    }
}

/// A line for each node with its number, indented by what is around it.
impl fmt::Display for Tree {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let children = self.children();
        let mut open = vec![(NodeId::PROGRAM, 0)];
        while let Some((id, depth)) = open.pop() {
            writeln!(f, "{:1$}{2} {3}", "", 2 * depth, id.index(), self.node(id).kind)?;
            open.extend(children[id].iter().rev().map(|&child| (child, depth + 1)));
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests;
