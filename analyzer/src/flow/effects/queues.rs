//! Queues inside the program that carry channels and deliveries from one task to another.
//!
//! A receiver is often started before anything is sent: what waits at an empty queue runs again when something came. What
//! carries no handle is left alone here, as is all that other code does with messages.

use super::known::Known;
use crate::facts::{ExprId, ExprKind, Name, intern};
use crate::flow::calls::callee::Callee;
use crate::flow::heap::object::{Obj, Options};
use crate::flow::heap::value::Value;
use crate::flow::machine::locks::Turn;
use crate::flow::machine::position::Running;
use crate::flow::machine::schedule::Waiting;
use crate::flow::{Evaluator, Frame};
use crate::ids::Id;
use crate::knowledge::{CallRule, Effect, HandleKind};
use crate::limits::Limit;
use crate::resolve::types::Ty;
use crate::sources::Location;
use crate::trace::access::Lock;
use crate::trace::node::{NodeId, QueueId};

impl<'f> Evaluator<'_, 'f> {
    /// A queue's two ends, which are the same object.
    pub(crate) fn messages(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let queue = self.queue(known);
        Value::Tuple(vec![queue.clone(), queue].into())
    }

    /// A queue whose two ends are one value.
    pub(crate) fn queue(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let content = self.heap.collection(Vec::new());
        let path = intern(known.rule.gives.as_deref().unwrap_or_default());
        let queue = self.heap.value_of(Obj::External { path, held: vec![content.clone()] });
        self.note_in_round(&queue);
        if let Value::Obj(id) = queue {
            self.heap.note_cell_site(id, self.recorder.cursor());
        }
        if let (Value::Obj(id), [Value::Int(1)]) = (&queue, &known.args[..]) {
            self.locks.note_single(*id);
        }
        for arg in &known.args {
            // `watch::channel(initial)` has its first message from the start.
            if self.carries_handle(arg) {
                self.insert(&content, arg.clone());
            }
        }
        queue
    }

    /// What a call makes that a table says nothing of but its being made, where its type is another name of a queue's.
    pub(crate) fn named_queue(
        &mut self,
        frame: &mut Frame<'f>,
        whole: ExprId,
        made: ExprId,
    ) -> Option<Value<'f>> {
        let body = frame.place.body;
        let ExprKind::Call { callee, args } = &body.exprs[made].kind else { return None };
        let ExprKind::Path(path) = &body.exprs[*callee].kind else { return None };
        let Callee::External(path) = self.callee(frame, path) else { return None };
        if self.knowledge.call_by_path(path)?.effect != Effect::Nothing {
            return None;
        }
        let Ty::Adt(ty, _) = self.inferred(frame, whole) else { return None };
        let rule = self.knowledge.queue_maker(self.under_new_name(ty)?)?.clone();
        let args = args.iter().map(|&arg| self.eval(frame, arg)).collect();
        let at = frame.location(body.exprs[made].span);
        Some(self.apply_rule(frame, &rule, None, (path, args), at))
    }

    /// Something is put into a queue; where it goes from there is followed only for handles.
    pub(crate) fn send(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let value = known.arg();
        self.note_may_send(&known.subject(), known.at);
        if let Some(queue) = &known.receiver
            // Messages without a handle are most of them, and would be evaluated again at each receiver.
            && self.carries_handle(&value)
        {
            self.note_put_back(queue, &value);
            self.insert(queue, value.clone());
        } else if let Some(queue) = &known.receiver {
            self.turn(queue, Turn::Put, known.at);
        }
        self.note_sent(&value);
        self.note_used(&known.subject());
        self.call_unknown(intern(""), known.args.clone(), known.at);
        Value::Unknown
    }

    /// The next message of a queue is waited for, another one in each iteration.
    pub(crate) fn receive(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        self.note_arrival(&known.subject(), known.at);
        let value = self.look(known);
        if value.is_unknown() {
            self.turn(&known.subject(), Turn::Taken, known.at);
        }
        value
    }

    /// A queue with room for one message lets in one at a time: who fills its place, or empties it, keeps others out.
    fn turn(&mut self, queue: &Value<'f>, turn: Turn, at: Location) {
        let Value::Obj(id) = *queue else { return };
        if self.locks.is_single(id) {
            self.locks.turn(id, turn, || {
                self.recorder.add_lock(Lock { at, outside: None, made_in: None })
            });
        }
    }

    /// Something that is sent through a queue is waited for.
    pub(crate) fn hear(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let queue = known.subject();
        self.note_arrival(&queue, known.at);
        self.note_waited_at(&queue);
        Value::Unknown
    }

    /// Another end of a queue, made here, which gets what the others get.
    pub(crate) fn subscribe(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let queue = known.subject();
        let Value::Obj(id) = &queue else { return queue };
        let Obj::External { path, held } = self.heap.obj(*id) else { return queue };
        let end = self.heap.value_of(Obj::External { path: *path, held: held.clone() });
        if let (Value::Obj(id), true) = (&end, self.heap.cell_site(&queue).is_some()) {
            self.heap.note_cell_site(*id, self.recorder.cursor());
        }
        end
    }

    /// The next message of a queue.
    pub(crate) fn look(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let value = self.received(&known.subject());
        if value.is_unknown() {
            return self.call_unknown(intern(""), known.args.clone(), known.at);
        }
        value
    }

    /// What comes out of a queue.
    pub(crate) fn received(&mut self, queue: &Value<'f>) -> Value<'f> {
        self.note_waited_at(queue);
        let message = self.next_of(queue);
        self.note_taken(queue, &message);
        message
    }

    fn next_of(&mut self, queue: &Value<'f>) -> Value<'f> {
        let iteration = self.position.iteration();
        if let Some(node) = iteration.filter(|&node| !self.is_made_inside(queue, node)) {
            return self.element_in(queue, node);
        }
        let element = self.any_element(queue);
        self.seen(element)
    }

    /// Whether each round of a loop has a queue of its own: what comes out of it says nothing of the other rounds.
    fn is_made_inside(&self, queue: &Value<'f>, repeat: NodeId) -> bool {
        let made = self.heap.cell_site(queue);
        made.is_some_and(|made| self.recorder.tree().ancestors(made).any(|at| at == repeat))
    }

    /// Something is sent through a queue, or the queue goes to code that may send: whoever waits for it may go on.
    pub(crate) fn note_may_send(&mut self, queue: &Value<'f>, at: Location) {
        // It may be any of them: an arrival at each may follow this.
        for one in queue.alternatives() {
            if let Some(id) = self.queue_made_here(one) {
                self.recorder.send_through(id, at);
            }
        }
    }

    /// What is sent through a queue is waited for.
    pub(crate) fn note_arrival(&mut self, queue: &Value<'f>, at: Location) {
        if let Some(id) = self.queue_made_here(queue) {
            self.recorder.wait_at(id, at);
        }
    }

    /// A queue or signal as the trace calls it: its ends share what they hold. Through one that was not made in view others
    /// may send.
    fn queue_made_here(&self, value: &Value<'f>) -> Option<QueueId> {
        let Value::Obj(end) = value else { return None };
        let shared = match self.heap.obj(*end) {
            Obj::External { held, .. } => held.first(),
            _ => None,
        };
        let Value::Obj(id) = shared.unwrap_or(value) else { return None };
        self.heap.cell_site(value).map(|_| QueueId::from_index(id.index()))
    }

    fn carries_handle(&self, value: &Value<'f>) -> bool {
        let is_carried = |kind| matches!(kind, HandleKind::Channel | HandleKind::Delivery);
        self.heap.handles_in(value).any(|handle| is_carried(handle.kind))
    }

    /// Whether a value is a queue.
    pub(crate) fn is_queue(&self, value: &Value<'f>) -> bool {
        let Value::Obj(id) = value else { return false };
        let (Obj::External { path, .. } | Obj::Options(Options { path, .. })) = self.heap.obj(*id)
        else {
            return false;
        };
        self.is_type_of_queues(*path)
    }

    /// Whether values of a type outside are queues.
    pub(crate) fn is_type_of_queues(&self, path: Name) -> bool {
        let sends = |rule: &CallRule| rule.effect == Effect::Send;
        self.knowledge.call_on_type(path, intern("send")).is_some_and(sends)
    }

    /// The code around looks at a queue that is empty so far.
    pub(crate) fn note_empty(&mut self, queue: &Value<'f>) {
        let Value::Obj(id) = queue else { return };
        // Evaluated again, the same calls do more.
        self.calls.depend_on_more();
        let Some((running, iterations)) = self.position.running() else { return };
        let (running, iterations) = (running.clone(), iterations.to_vec());
        self.schedule.wait(Waiting { queue: *id, running, iterations });
    }

    /// Runs code that waited at queues which something was put into since.
    pub(crate) fn run_waiting(&mut self) {
        // Who receives may send on, to who waits at another queue.
        for _ in 0..Limit::Rounds.most() {
            let ready = self.take_ready();
            if ready.is_empty() {
                self.schedule.stop_waiting();
                return;
            }
            for one in ready {
                self.run_again(one);
            }
        }
        for one in self.take_ready() {
            let message = "this waits for messages that others send on without end";
            self.recorder.give_up(Limit::Rounds, one.running.at, message);
        }
        self.schedule.stop_waiting();
    }

    /// Code that waited at queues in which there is something.
    fn take_ready(&mut self) -> Vec<Waiting<'f>> {
        let is_filled = |queue| {
            let entries = self.heap.entries(&Value::Obj(queue));
            entries.is_some_and(|entries| !entries.is_empty())
        };
        self.schedule.take_ready(is_filled)
    }

    /// The same code with what it waited for: another alternative of its node.
    fn run_again(&mut self, one: Waiting<'f>) {
        let Running { node, code, at, .. } = one.running.clone();
        let iterations = self.position.replace_iterations(one.iterations);
        // It waits in its own context, with the loops and without the locks of the code that sends.
        let guards = self.locks.suspend();
        let before = self.recorder.cursor();
        self.recorder.another_alternative(node);
        self.position.start_again(one.running);
        self.may(|evaluator| {
            let given = match &code {
                Value::Closure(_) | Value::Fn(_) => evaluator.call_value(&code, Vec::new(), at),
                other => other.clone(),
            };
            evaluator.poll(&given, at);
        });
        self.position.finish();
        self.recorder.move_to(before);
        self.locks.resume(guards);
        self.position.replace_iterations(iterations);
    }
}
