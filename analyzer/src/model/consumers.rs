//! Consumers that live on one channel at the same time.

use super::options::Setting;
use super::{Channel, Model};
use crate::knowledge::{HandleKind, Kind, Meaning};
use crate::program::FnId;
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::node::{Leave, NodeId, NodeKind, Step};

/// The queue that there is not: what it is asked for comes to the channel that consumes it.
const ANSWERS: &str = "amq.rabbitmq.reply-to";

impl Model<'_, '_> {
    /// Whether an operation starts a consumer of answers by direct reply-to, or, with `reply_to`, asks for such an answer.
    pub fn is_of_answers(&self, id: AccessId, meaning: Meaning) -> bool {
        self.said_text(id, meaning).is_some_and(|name| name == ANSWERS)
    }

    /// Two consumers that live on a channel at the same time; one that is started again and again stands for both.
    pub fn two_consumers(&self, channel: &Channel) -> Option<(AccessId, AccessId)> {
        // Whoever takes a channel out of a pool has it alone.
        if self.trace.in_turns.contains(channel.origin) {
            return None;
        }
        // Which consumer it ends, a tag says that is not followed: one may be over before the next begins.
        if channel.accesses.iter().any(|&id| self.is_kind(id, Kind::Cancel)) {
            return None;
        }
        let consumers = self.consumers_of(channel);
        for (index, &first) in consumers.iter().enumerate() {
            for &second in &consumers[index + 1..] {
                // One call that is evaluated in several settings is one consumer to a reader.
                let apart = self.access(first).at != self.access(second).at
                    || self.are_of_two_calls(first, second);
                if apart && self.both_live(first, second) && !self.may_be_of_the_next(second) {
                    return Some((first, second));
                }
            }
            if self.is_started_again(channel.origin, first) {
                return Some((first, first));
            }
        }
        None
    }

    /// A consumer that each call of a method starts in a task of its own, on a channel that all calls have; and the method. It is
    /// made to be called again where it is told from which queue to consume.
    pub fn consumer_of_each_call(&self, channel: &Channel) -> Option<(AccessId, FnId)> {
        if self.trace.in_turns.contains(channel.origin) {
            return None;
        }
        let consumers = self.consumers_of(channel).into_iter();
        let mut named_outside =
            consumers.filter(|&id| self.said_text(id, Meaning::Queue).is_none());
        named_outside.find_map(|id| self.starter_of(channel.origin, id).map(|method| (id, method)))
    }

    fn starter_of(&self, origin: OriginId, consume: AccessId) -> Option<FnId> {
        let node = self.access(consume).node;
        let entry = self.tree().ancestors(node).find(|&at| self.tree().node(at).kind.is_entry())?;
        let NodeKind::Entry(method) = self.tree().node(entry).kind else { return None };
        let task = self.spawned_inside(node, entry)?;
        let lives = self.reads_of(consume).any(|read| self.is_inside(read, task));
        let is_method = self.program.function(method).function.receiver.is_some();
        // What the method gives, its caller may wait for: behind the next call, as far as anybody knows.
        let is_of_caller = |join: NodeId| self.tree().node(join).parent == Some(entry);
        (lives
            && is_method
            && self.takes_payload(method)
            && !self.is_opened_in(origin, entry)
            && self.joins_of(task).all(is_of_caller))
        .then_some(method)
    }

    /// Whether a consumer may be one of the channel that took this one's place: the same call starts it there.
    fn may_be_of_the_next(&self, consume: AccessId) -> bool {
        let one = self.access(consume);
        let place =
            |node: NodeId| self.tree().node(node).parent.and_then(|at| self.tree().node(at).parent);
        let is_beside = |other: AccessId| {
            let other = self.access(other);
            other.at == one.at && other.origin != one.origin && place(other.node) == place(one.node)
        };
        self.trace.replaced.contains(one.origin) && self.trace.accesses().ids().any(is_beside)
    }

    /// Whether nobody else can consume from a consumer's queue: it is exclusive, or the consumer is.
    pub fn is_private(&self, consume: AccessId) -> bool {
        let is_exclusive = |id: AccessId| self.is_on(id, Meaning::Exclusive) == Some(true);
        let queue = self.said_text(consume, Meaning::Queue);
        let mut own = self.accesses_on(self.access(consume).origin).iter().copied();
        is_exclusive(consume)
            || own.any(|id| {
                let named = || self.said_text(id, Meaning::Queue);
                self.takes(id, Meaning::Passive)
                    && is_exclusive(id)
                    && (queue.is_none() || named() == queue)
            })
    }

    /// Whether a consumer waits on a queue of its own for the answer to a question that its channel asked, and is over with it.
    pub fn is_for_one_answer(&self, consume: AccessId) -> bool {
        let origin = self.access(consume).origin;
        let asks = |&id: &AccessId| {
            self.is_kind(id, Kind::Publish)
                && self.setting(id, Meaning::ReplyTo) != Setting::Default
        };
        // That the stream is over leaves a loop, too.
        let is_left = |repeat: NodeId| {
            let turn = self.delivery_loops().iter().find(|turn| turn.node == repeat);
            let mut steps = self.steps_in(repeat).into_iter();
            steps.any(|(at, step)| {
                matches!(step, Step::Leave(Leave::Return | Leave::Break, _))
                    && turn.is_none_or(|turn| !self.lacks_delivery(at, turn))
            })
        };
        let mut reads = self.reads_of(consume).peekable();
        self.is_private(consume)
            && !self.trace.is_published(origin)
            && self.accesses_on(origin).iter().any(asks)
            && reads.peek().is_some()
            && reads.all(|read| self.loop_around(read).is_none_or(is_left))
    }

    /// Two consumers that live on a channel at the same time under one tag that the code says; one that is started again and
    /// again stands for both.
    pub fn two_with_one_tag(&self, channel: &Channel) -> Option<(AccessId, AccessId)> {
        // Who starts a consumer again where another channel was put into this one's place starts it on that one.
        if self.trace.replaced.contains(channel.origin) {
            return None;
        }
        let consumers = self.consumers_of(channel);
        let tag = |id: AccessId| self.said_text(id, Meaning::ConsumerTag);
        for (index, &first) in consumers.iter().enumerate() {
            let Some(name) = tag(first) else { continue };
            let same = |second: &AccessId| tag(*second).as_ref() == Some(&name);
            // An empty tag is made by the broker, which never gives one twice.
            let mut later = consumers[index + 1..].iter().copied().filter(same);
            let living = later.find(|&second| {
                self.is_started_beside(first, second)
                    && !self.is_cancelled(channel, Some(self.access(second).node))
            });
            if let Some(second) = living {
                return Some((first, second));
            }
            if self.is_kept_in_a_loop(channel, first) && !self.is_cancelled(channel, None) {
                return Some((first, first));
            }
        }
        None
    }

    /// Whether a consumer is started while another one lives: by other code, or by another call of the same.
    fn is_started_beside(&self, first: AccessId, second: AccessId) -> bool {
        let (one, other) = (self.access(first), self.access(second));
        let Some((common, ..)) = self.common(one.node, other.node) else { return false };
        let is_called = |node: NodeId| {
            let is_call = |at| matches!(self.tree().node(at).kind, NodeKind::Call(_));
            self.between(node, common).any(is_call)
        };
        let apart = one.at != other.at || is_called(one.node) && is_called(other.node);
        // Futures that are polled together are started one beside the other, whatever the order of the code.
        let at_once = self.tree().node(common).kind == NodeKind::Together;
        apart && (at_once || self.can_reach(one.node, other.node)) && self.both_live(first, second)
    }

    /// Whether some consumer of a channel is cancelled, before a node where one is given.
    fn is_cancelled(&self, channel: &Channel, before: Option<NodeId>) -> bool {
        let mut all = channel.accesses.iter();
        all.any(|&id| {
            let in_time = before.is_none_or(|before| self.access(id).node < before);
            self.is_kind(id, Kind::Cancel) && in_time
        })
    }

    /// Whether a loop starts a consumer in each turn, on a channel from outside it, and something goes on that reads it.
    fn is_kept_in_a_loop(&self, channel: &Channel, id: AccessId) -> bool {
        let node = self.access(id).node;
        let outside =
            self.tree().ancestors(node).take_while(|&at| !self.is_opened_in(channel.origin, at));
        let mut loops = outside.filter(|&at| matches!(self.tree().node(at).kind, NodeKind::Loop));
        loops.any(|repeat| {
            let reads = self.reads_of(id);
            let mut tasks = reads.filter_map(|read| self.spawned_inside(read, repeat));
            let mut callbacks = self.trace.callbacks.iter().filter(|run| !run.on_dispatcher);
            self.trace.consumers_collected.contains(id)
                || tasks.any(|task| task > node && !self.is_over(task, repeat, None))
                || callbacks.any(|run| {
                    run.origin == channel.origin
                        && run.node > node
                        && self.is_inside(run.node, repeat)
                })
        })
    }

    /// Where consumers are started on a channel: each call of a function that starts one counts.
    fn consumers_of(&self, channel: &Channel) -> Vec<AccessId> {
        let own = self.accesses_on(channel.origin).iter().copied();
        own.filter(|&id| self.is_kind(id, Kind::Consume)).collect()
    }

    fn both_live(&self, first: AccessId, second: AccessId) -> bool {
        let nodes = (self.access(first).node, self.access(second).node);
        let Some((common, ..)) = self.common(nodes.0, nodes.1) else { return false };
        !matches!(self.tree().node(common).kind, NodeKind::Branch | NodeKind::Program)
            && !self.is_next_turn(common, nodes.0, nodes.1)
            && !self.is_gone_before(first, second, common)
    }

    /// Whether a consumer that is a value is dropped before another starts, with the task or call that it never leaves: it is
    /// read there, if at all, and by nobody else.
    fn is_gone_before(&self, first: AccessId, second: AccessId, common: NodeId) -> bool {
        let nodes = (self.access(first).node, self.access(second).node);
        // A consumer that is no value, but a callback with its client, ends with nobody's scope.
        let is_value = self.operation(first).operation.gives == Some(HandleKind::Consumer);
        let reads = || self.accesses_by(first).iter().map(|&id| self.access(id));
        let stays = |at: NodeId| reads().all(|one| self.is_inside(one.node, at));
        let is_over = |at: NodeId| match self.tree().node(at).kind {
            NodeKind::Spawn { .. } => self.is_over(at, common, Some(nodes.1)),
            NodeKind::Call(_) => {
                reads().next().is_some()
                    && reads().all(|one| self.spawned_inside(one.node, at).is_none())
            }
            _ => false,
        };
        let callbacks = self.trace.callbacks.iter();
        let mut runs = callbacks.filter(|run| run.origin == self.access(first).origin);
        is_value
            && nodes.0 < nodes.1
            && !runs.any(|run| !run.on_dispatcher)
            && self.between(nodes.0, common).any(|at| is_over(at) && stays(at))
    }

    /// Whether a function that was called twice started a consumer each time, and both go on when it returns.
    fn are_of_two_calls(&self, first: AccessId, second: AccessId) -> bool {
        let nodes = (self.access(first).node, self.access(second).node);
        let Some((common, ..)) = self.common(nodes.0, nodes.1) else { return false };
        let is_called = |node: NodeId| {
            let is_call = |at| matches!(self.tree().node(at).kind, NodeKind::Call(_));
            self.between(node, common).any(is_call)
        };
        is_called(nodes.0) && is_called(nodes.1) && self.lives_on(first) && self.lives_on(second)
    }

    /// Whether a consumer goes on when the call that started it returns: a callback or a task takes its deliveries.
    fn lives_on(&self, consume: AccessId) -> bool {
        let started = self.access(consume);
        // The access itself is inside the call that made it.
        let call = self.tree().node(started.node).parent.unwrap_or(started.node);
        let callbacks = self.trace.callbacks.iter().filter(|run| !run.on_dispatcher);
        let mut nodes = callbacks.filter(|run| run.origin == started.origin).map(|run| run.node);
        nodes.any(|node| node > started.node && self.is_inside(node, call))
            || self.reads_of(consume).any(|read| self.spawned_inside(read, call).is_some())
    }

    /// Where a consumer's deliveries are taken. What is done with one of them later says nothing of the consumer.
    fn reads_of(&self, consume: AccessId) -> impl Iterator<Item = NodeId> {
        let all = self.accesses_by(consume).iter().copied();
        all.filter(|&id| self.is_kind(id, Kind::Receive)).map(|id| self.access(id).node)
    }

    /// Whether a loop starts a consumer on a channel from outside it and hands it to a context that goes on, or keeps it with
    /// the others.
    fn is_started_again(&self, origin: OriginId, id: AccessId) -> bool {
        let node = self.access(id).node;
        let around: Vec<NodeId> = self.tree().ancestors(node).collect();
        let outside = around.iter().copied().take_while(|&at| !self.is_opened_in(origin, at));
        // Each of many that are polled together starts one, before any of the others is over.
        if outside.clone().any(|at| self.tree().node(at).kind == (NodeKind::Lane { many: true })) {
            return true;
        }
        let mut loops = outside.filter(|&at| matches!(self.tree().node(at).kind, NodeKind::Loop));
        let reads: Vec<NodeId> = self.reads_of(id).collect();
        // A task that works on one delivery is not where the consumer lives; where nobody is seen to read it, any may be.
        let has_it =
            |task: NodeId| reads.is_empty() || reads.iter().any(|&read| self.is_inside(read, task));
        loops.any(|repeat| {
            let goes_on = |at: NodeId| match self.tree().node(at).kind {
                NodeKind::Spawn { .. } => has_it(at) && !self.is_over(at, repeat, None),
                _ => false,
            };
            self.trace.consumers_collected.contains(id)
                || self.inside(repeat).iter().any(|&at| at > node && goes_on(at))
        })
    }
}
