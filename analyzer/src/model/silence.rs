//! Consumers that end without anybody hearing of it.

use super::Model;
use super::turn::DeliveryLoop;
use crate::knowledge::Kind;
use crate::sources::Location;
use crate::trace::node::{Leave, NodeId, NodeKind, Step};

/// A consumer in a task of its own that ends, and nothing tells of it.
#[derive(Clone, Debug)]
pub struct Silence {
    /// The loop.
    pub of: DeliveryLoop,
    /// The task.
    pub context: NodeId,
    /// How it ends.
    pub ending: Ending,
    /// Where it leaves, when it does so inside the loop.
    pub leave: Option<Location>,
}

/// How a consumer ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ending {
    /// The loop's pattern takes no error.
    FirstError,
    /// An error leaves the loop.
    ErrorLeaves,
    /// The stream is over.
    EndOfStream,
}

impl Model<'_, '_> {
    /// Every consumer that ends silently.
    pub fn silent_ends(&self) -> Vec<Silence> {
        self.delivery_loops().into_iter().filter_map(|repeat| self.silent_end(repeat)).collect()
    }

    fn silent_end(&self, of: DeliveryLoop) -> Option<Silence> {
        of.receive?;
        let context = self.task_of(of.node)?;
        if self.is_heard(context) || self.speaks_after(of.node, context) {
            return None;
        }
        if self.loop_info(of.node).ends_on_error {
            return Some(Silence { of, context, ending: Ending::FirstError, leave: None });
        }
        if self.speaks_of_errors(&of) {
            return None;
        }
        let leave = self.error_leaves(&of);
        if leave.is_none() && self.loop_info(of.node).endless {
            return None;
        }
        let ending = if leave.is_some() { Ending::ErrorLeaves } else { Ending::EndOfStream };
        Some(Silence { of, context, ending, leave })
    }

    /// The task around a loop that is in no other loop of the task.
    fn task_of(&self, repeat: NodeId) -> Option<NodeId> {
        let mut around = self.tree().ancestors(repeat).skip(1);
        let at = around.find(|&at| {
            matches!(
                self.tree().node(at).kind,
                NodeKind::Loop | NodeKind::Spawn { .. } | NodeKind::Lane { .. }
            )
        })?;
        match &self.tree().node(at).kind {
            // What a framework calls is none of ours; it stands directly below the program.
            NodeKind::Spawn { .. } => {
                (self.tree().node(at).parent != Some(NodeId::PROGRAM)).then_some(at)
            }
            // One of many consumers that are polled together: the others go on.
            NodeKind::Lane { many: true } => Some(at),
            _ => None,
        }
    }

    /// Whether somebody learns of a task's end when it comes.
    fn is_heard(&self, context: NodeId) -> bool {
        let has_join = self.joins_of(context).next().is_some();
        self.trace.join_handle_stored.contains(context)
            || (has_join && !self.is_one_of_many(context))
            || (!has_join && self.trace.join_handle_collected.contains(context))
    }

    /// Whether a context is waited for together with others only: who does that learns of the last one's end.
    pub fn is_one_of_many(&self, context: NodeId) -> bool {
        let is_lane_of_many = |at| self.tree().node(at).kind == NodeKind::Lane { many: true };
        let waits_for_all = |join| self.tree().node(join).parent.is_some_and(is_lane_of_many);
        let mut joins = self.joins_of(context).peekable();
        is_lane_of_many(context) || (joins.peek().is_some() && joins.all(waits_for_all))
    }

    /// Whether anything happens in a task after a loop.
    fn speaks_after(&self, repeat: NodeId, context: NodeId) -> bool {
        let mut last = repeat;
        self.visit_inside(repeat, &mut |at| last = last.max(at));
        let mut speaks = false;
        self.visit_inside(context, &mut |at| {
            let tells = match self.tree().node(at).kind {
                NodeKind::Step(
                    Step::Say
                    | Step::Call
                    | Step::Work(_)
                    | Step::Pause
                    | Step::Leave(Leave::End, _),
                )
                | NodeKind::Open(_)
                | NodeKind::Spawn { .. }
                | NodeKind::Join(_) => true,
                // Closing up tells nobody.
                NodeKind::Access(id) => {
                    !self.is_kind(id, Kind::Lifecycle) && self.operation(id).name != "basic_cancel"
                }
                _ => false,
            };
            speaks |= tells && at > last && !self.is_inside(at, repeat);
        });
        speaks
    }

    /// Whether the loop tells of a stream's error or end, or hands it on.
    fn speaks_of_errors(&self, of: &DeliveryLoop) -> bool {
        let steps = self.steps_in(of.node);
        let without = steps.iter().filter(|(_, step)| *step == Step::Without(of.origin));
        let mut ways = without.filter_map(|&(at, _)| self.tree().node(at).parent);
        ways.any(|way| {
            self.steps_in(way).into_iter().any(|(_, step)| {
                matches!(step, Step::Say | Step::Call | Step::Leave(Leave::End, _))
            })
        })
    }

    /// Where a stream's error leaves the loop.
    fn error_leaves(&self, of: &DeliveryLoop) -> Option<Location> {
        let steps = self.steps_in(of.node);
        let (at, _) = steps.into_iter().find(|&(at, step)| match step {
            Step::Leave(Leave::TryReceive, _) => true,
            Step::Leave(how @ (Leave::Break | Leave::Return), target) => {
                self.ends(how, target, of.node) && self.lacks_delivery(at, of)
            }
            _ => false,
        })?;
        self.tree().node(at).at
    }

    /// Whether a node is on a way on which the stream gave no delivery.
    fn lacks_delivery(&self, node: NodeId, of: &DeliveryLoop) -> bool {
        self.between(node, of.node).any(|way| {
            let first = self.children(way).first().map(|&child| &self.tree().node(child).kind);
            first == Some(&NodeKind::Step(Step::Without(of.origin)))
        })
    }
}
