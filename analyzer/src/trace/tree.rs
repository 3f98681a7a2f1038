//! The tree of effects: what a program does, in what order, and what runs beside what.
//!
//! Leaves are operations; inner nodes say how their children relate. Whether two operations can overlap follows from the
//! nodes between them (see `model::overlap`). Nodes are numbered in program order.

use super::access::AccessId;
use super::handle::OriginId;
use crate::facts::Name;
use crate::ids::{Id, ids};
use crate::knowledge::Times;
use crate::program::FnId;
use crate::sources::Location;

ids! {
    /// Index of a node.
    pub NodeId
}

impl NodeId {
    /// The root: the whole program.
    pub const PROGRAM: Self = Self(0);
}

/// How the children of a node relate, or what a leaf does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NodeKind {
    /// The whole program; children are entry points that know nothing of each other.
    Program,
    /// A function that something outside calls.
    Entry(FnId),
    /// A call: children in sequence.
    Call(FnId),
    /// A closure that is called: children in sequence.
    Closure,
    /// Children exclude each other.
    Branch,
    /// One way through a branch: children in sequence.
    Alternative,
    /// Children in sequence, again and again.
    Loop,
    /// Children run at the same time, in one task.
    Together,
    /// One of the things that run together; `many` when it stands for many.
    Lane {
        /// Whether it stands for many.
        many: bool,
    },
    /// Children run in a context of their own; what follows does not wait for them.
    Spawn {
        /// How many at the same time.
        times: Times,
        /// What a report calls it.
        context: Name,
    },
    /// Children are of a future that may be dropped before it is finished.
    Cancellable,
    /// These contexts are over.
    Join(Vec<NodeId>),
    /// Children run once, before whoever asked for their result goes on: the initialiser of a cell.
    Once,
    /// A handle is opened.
    Open(OriginId),
    /// An operation.
    Access(AccessId),
    /// Something between operations.
    Step(Step),
}

/// What happens between operations, written down where handles are in use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Control leaves this node.
    Leave(Leave, NodeId),
    /// Time passes.
    Pause,
    /// Something is logged or printed.
    Say,
    /// Code runs that is not followed.
    Call,
    /// Something that was made of a delivery's content is awaited.
    Work(OriginId),
    /// A delivery goes to code that is not followed.
    HandOver(OriginId),
    /// On this way there is no delivery: the stream gave an error or its end.
    Without(OriginId),
    /// On this way there is no delivery: something else that was waited for came first.
    Instead(OriginId),
    /// A channel is put where other code can find it.
    Publish(OriginId),
}

/// How control leaves a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Leave {
    /// `return`, `bail!`
    Return,
    /// `?`
    Try,
    /// `?` on what a stream of deliveries gave.
    TryReceive,
    /// `break`
    Break,
    /// `continue`
    Continue,
    /// A panic or the end of the process.
    End,
}

/// A node.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// The node around it; the program has none.
    pub parent: Option<NodeId>,
    /// Where it stands.
    pub at: Option<Location>,
    /// Other iterations that this one goes through again, element by element: what was opened in one of them is another
    /// handle each time here.
    pub zips_with: Vec<NodeId>,
    /// Origins of which each iteration sees another one.
    pub distinct_per_iteration: Vec<OriginId>,
}

/// What is known of a loop.
#[derive(Clone, Copy, Debug, Default)]
pub struct LoopInfo {
    /// Whether it runs over a range or a list that is written there.
    pub bounded: bool,
    /// Whether the first error of a stream ends it: `while let Some(Ok(x))`.
    pub ends_on_error: bool,
    /// Whether it is a `loop` without a condition.
    pub endless: bool,
    /// Where the body begins that was evaluated once more, with what the first left on the heap.
    pub second: Option<NodeId>,
}

/// A tree under construction, with a cursor.
#[derive(Debug)]
pub struct Tree {
    nodes: Vec<Node>,
    cursor: NodeId,
    /// How many nodes there are that something can refer to or that say something.
    effects: u32,
    /// How many steps there are: they are kept, and change nothing.
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
        let program = Node {
            kind: NodeKind::Program,
            parent: None,
            at: None,
            zips_with: Vec::new(),
            distinct_per_iteration: Vec::new(),
        };
        Self { nodes: vec![program], cursor: NodeId::PROGRAM, effects: 0, steps: 0 }
    }
}

impl Tree {
    /// The node behind an id.
    pub fn node(&self, id: NodeId) -> &Node {
        &self.nodes[id.index()]
    }

    /// The node behind an id.
    pub fn node_mut(&mut self, id: NodeId) -> &mut Node {
        &mut self.nodes[id.index()]
    }

    /// How many nodes there are.
    pub fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node that comes next.
    pub fn next(&self) -> NodeId {
        NodeId::from_index(self.nodes.len())
    }

    /// Whether there is nothing but the root, which is always there.
    pub fn is_empty(&self) -> bool {
        self.nodes.len() <= 1
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
        let bare = self.is_effect_free_since(mark);
        if bare && self.steps == mark.steps {
            self.nodes.truncate(mark.nodes);
        }
        bare
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
        let parent = Some(self.cursor);
        let structural = matches!(
            kind,
            NodeKind::Call(_)
                | NodeKind::Closure
                | NodeKind::Branch
                | NodeKind::Alternative
                | NodeKind::Cancellable
        );
        self.effects += u32::from(!structural);
        self.nodes.push(Node {
            kind,
            parent,
            at,
            zips_with: Vec::new(),
            distinct_per_iteration: Vec::new(),
        });
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

    /// After a branch some of whose ways end here: what follows belongs to the ways that go on.
    pub fn continue_in(&mut self, branch: NodeId, going_on: &[NodeId]) {
        self.cursor = branch;
        let (way, _) = self.enter(NodeKind::Alternative, None);
        let (inner, _) = self.enter(NodeKind::Branch, None);
        for &alternative in going_on {
            self.node_mut(alternative).parent = Some(inner);
        }
        self.cursor = way;
    }

    /// Makes what a node contains one of two ways through it, and moves the cursor into the other.
    pub fn another_way(&mut self, node: NodeId) {
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
        let nodes = self.nodes.iter().enumerate().skip(first.index());
        nodes.map(|(at, node)| (NodeId::from_index(at), node))
    }

    /// Every node with its id, in program order.
    pub fn iter(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.since(NodeId::PROGRAM)
    }
}
