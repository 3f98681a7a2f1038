//! Known calls that run code for elements or contents, one after the other or at the same time.

use super::known::Known;
use crate::facts::{Name, intern};
use crate::flow::Evaluator;
use crate::flow::heap::code::{Future, LaneValue, Until};
use crate::flow::heap::object::{Entry, Obj};
use crate::flow::heap::value::Value;
use crate::knowledge::{HandleKind, Times};
use crate::trace::Drain;
use crate::trace::node::{NodeId, NodeKind, Step};
use std::rc::Rc;

impl<'f> Evaluator<'_, 'f> {
    pub(crate) fn together(&mut self, known: &Known<'_, 'f>, until: Until) -> Value<'f> {
        let mut values: Vec<Value<'f>> =
            known.receiver.iter().cloned().chain(known.args.clone()).collect();
        if let [Value::Tuple(items)] = &values[..] {
            // `join((a, b))` of futures-concurrency takes what `join(a, b)` takes.
            values = items.to_vec();
        }
        let lanes: Vec<LaneValue<'f>> = match &values[..] {
            [one] => self.lanes_of(one),
            several => {
                several.iter().map(|value| LaneValue { value: value.clone(), many: None }).collect()
            }
        };
        if lanes.iter().any(|lane| matches!(lane.value, Value::Closure(_))) {
            // Closures run when they are given (`rayon::join`), futures when the whole is polled.
            let results = self.poll_together(lanes, until, known.at);
            return Value::Tuple(results.into());
        }
        Value::Future(Rc::new(Future::Together { lanes, until, at: known.at }))
    }

    /// The elements of a collection as things that run together.
    fn lanes_of(&self, value: &Value<'f>) -> Vec<LaneValue<'f>> {
        let around: Vec<NodeId> = self.recorder.tree().ancestors(self.recorder.cursor()).collect();
        let Some(entries) = self.heap.entries(value) else {
            return vec![LaneValue { value: value.clone(), many: None }];
        };
        let lane = |entry: Entry<'f>| {
            let iteration = entry.iteration.filter(|iteration| !around.contains(iteration));
            // An element that a loop around put there is one of this round; one of another loop stands for all rounds of
            // that.
            let many = iteration.is_some() || entry.copies;
            LaneValue { value: entry.value, many: many.then(|| iteration.into_iter().collect()) }
        };
        entries.into_iter().map(lane).collect()
    }

    pub(crate) fn each_together(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        // One at a time is one after the other.
        if matches!(known.args.first(), Some(Value::Int(1))) {
            return self.each(known);
        }
        let stream = known.receiver.clone().unwrap_or(Value::Unknown);
        // The order in which they are done is nobody's: any of them is beside any other.
        let (element, iterations) = if self.is_consumer(&stream) {
            let (node, element) = self.each_delivery(&stream, known);
            (element, vec![node])
        } else {
            let entries = self.heap.entries(&stream).into_iter().flatten();
            let iterations = entries.filter_map(|entry| entry.iteration).collect();
            (self.any_element(&stream), iterations)
        };
        let inner = Value::Future(Rc::new(Future::Then {
            first: element,
            then: known.arg(),
            at: known.at,
        }));
        let lanes = vec![LaneValue { value: inner, many: Some(iterations) }];
        Value::Future(Rc::new(Future::Together { lanes, until: Until::All, at: known.at }))
    }

    /// The deliveries of a consumer, one after the other, and the loop that takes them.
    fn each_delivery(
        &mut self,
        consumer: &Value<'f>,
        known: &Known<'_, 'f>,
    ) -> (NodeId, Value<'f>) {
        let (node, before) = self.recorder.enter(NodeKind::Loop, Some(known.at));
        self.position.enter_iteration(node);
        self.note_drain(consumer, known.name, node);
        let element = self.element_in(consumer, node);
        self.position.leave_iteration();
        self.recorder.move_to(before);
        (node, element)
    }

    /// `unfold(seed, |seed| async { Some((item, seed)) })`: its items are made when they are waited for.
    pub(crate) fn unfold(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let [seed, step, ..] = &known.args[..] else { return Value::Unknown };
        let pair = Future::Then { first: seed.clone(), then: step.clone(), at: known.at };
        let item = Future::First(Value::Future(Rc::new(pair)));
        self.heap.collection(vec![Value::Future(Rc::new(item))])
    }

    pub(crate) fn elements_together(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let stream = known.receiver.clone().unwrap_or(Value::Unknown);
        if matches!(known.args.first(), Some(Value::Int(1))) {
            return stream;
        }
        let mut lanes = self.lanes_of(&stream);
        for lane in &mut lanes {
            // `buffer_unordered` runs several elements of one stream.
            lane.many.get_or_insert_with(Vec::new);
        }
        Value::Future(Rc::new(Future::Together { lanes, until: Until::All, at: known.at }))
    }

    /// Calls the argument with the receiver's content: at once, for each element, or when the receiver is there.
    pub(crate) fn apply(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let closure = known.args.last().cloned().unwrap_or(Value::Unknown);
        let subject = known.receiver.clone().unwrap_or(Value::Unknown);
        if known.receiver.is_none() {
            return self.call_value(&closure, Vec::new(), known.at);
        }
        if matches!(subject, Value::Future(_)) {
            return Value::Future(Rc::new(Future::Then {
                first: subject,
                then: closure,
                at: known.at,
            }));
        }
        // An iterator or stream calls its closure for each element, an option or future once.
        let is_stream = self.is_consumer(&subject);
        if is_stream {
            // The stream, or the result that holds it: what happens to its deliveries is a guess.
            if let Some((_, handle)) = self.heap.handle_in(&subject) {
                self.recorder.note_answered([handle.origin]);
            }
        }
        if self.heap.entries(&subject).is_some() || is_stream {
            return self.each(known);
        }
        let subject = self.heap.content(&subject);
        let args = if matches!(known.name.as_str(), "map_or" | "map_or_else") { 2 } else { 1 };
        let result = self.call_value(&closure, vec![subject], known.at);
        if args == 2 {
            result.join(known.args.first().cloned().unwrap_or(Value::Unknown))
        } else {
            result
        }
    }

    pub(crate) fn or_else(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let subject = known.subject();
        let other = match known.args.last() {
            Some(closure @ (Value::Closure(_) | Value::Fn(_))) => {
                self.one_of(std::slice::from_ref(closure), known.at, |evaluator, closure| {
                    evaluator.call_value(closure, Vec::new(), known.at)
                })
            }
            Some(value) => value.clone(),
            None => Value::Unknown,
        };
        if matches!(subject, Value::Future(_)) {
            return subject;
        }
        // `entry(key).or_insert_with(..)` also puts it there.
        if known.name.as_str().contains("insert") {
            self.insert(&subject, other.clone());
        }
        subject.either(other)
    }

    /// An iterator over something unknown still runs a loop.
    pub(crate) fn iterate(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let mut value = self.heap.content(&known.subject());
        if value.is_unknown() {
            let entry = Entry { value: Value::Unknown, key: None, iteration: None, copies: false };
            value = self.heap.value_of(Obj::Collection(vec![entry]));
        }
        match &known.rule.gives {
            Some(path) => {
                self.heap.value_of(Obj::External { path: intern(path), held: vec![value] })
            }
            None => value,
        }
    }

    /// Elements that come again: two of them may be one.
    pub(crate) fn cycle(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let value = self.heap.content(&known.subject());
        let Some(entries) = self.heap.entries(&value) else { return value };
        let again = entries.into_iter().map(|entry| Entry { copies: true, ..entry }).collect();
        self.heap.value_of(Obj::Collection(again))
    }

    pub(crate) fn each(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let closure = known.args.last().cloned().unwrap_or(Value::Unknown);
        let subject = known.receiver.clone().unwrap_or(Value::Unknown);
        let (node, before) = self.recorder.enter(NodeKind::Loop, Some(known.at));
        self.position.enter_iteration(node);
        self.note_drain(&subject, known.name, node);
        let element = match (&subject, self.heap.is_number_range(&subject)) {
            // A running number picks another element in each round: `channels[i]`.
            (_, true) => Value::Index(node),
            _ => self.element_in(&subject, node),
        };
        let element = self.generated(element, known.at);
        // The state comes first; what it is after some rounds is not followed.
        let folds = matches!(known.name.as_str(), "fold" | "try_fold" | "scan");
        let args = if folds { vec![Value::Unknown, element] } else { vec![element] };
        let delivery = args.last().and_then(|element| self.heap.delivery_in(element));
        let value = self.call_value(&closure, args, known.at);
        if let Some(origin) = delivery.filter(|_| self.heap.is_deferred(&value)) {
            // What the closure gives runs elsewhere.
            self.recorder.step(Step::HandOver(origin), known.at);
        }
        self.position.leave_iteration();
        self.recorder.move_to(before);
        // What becomes of deliveries comes one after the other, in their order.
        let is_in_order = self.is_consumer(&subject) && self.heap.is_deferred(&value);
        let value = if is_in_order {
            Value::Future(Rc::new(Future::Round { element: value, of: node }))
        } else {
            value
        };
        let each = self.heap.value_of(Obj::Collection(vec![Entry {
            value,
            key: None,
            iteration: Some(node),
            copies: false,
        }]));
        // A stream that is code itself runs when the whole is awaited.
        if self.heap.entries(&subject).is_none() && self.heap.is_deferred(&subject) {
            return self.hold(intern(""), vec![subject, each]);
        }
        each
    }

    /// `consumer.for_each(..)` reads a consumer to its end, `consumer.filter_map(..)` gives another stream.
    fn note_drain(&mut self, subject: &Value<'f>, name: Name, node: NodeId) {
        let ends_on_error = name.starts_with("try_");
        let Some(reads) = self.knowledge.reads(name) else { return };
        let Some((_, handle)) = self.heap.handle_in(subject) else { return };
        if handle.kind == HandleKind::Consumer {
            let (origin, by) = (handle.origin, handle.by);
            self.recorder.note_drain(Drain { node, origin, by, ends_on_error, reads });
        }
    }

    pub(crate) fn next(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let subject = self.heap.content(&known.subject());
        if self.heap.entries(&subject).is_some() && self.heap.is_deferred(&subject) {
            if let Some(element) = self.only_element(&subject) {
                return element;
            }
            let lanes = self.lanes_of(&subject);
            let until = Until::First;
            return Value::Future(Rc::new(Future::Together { lanes, until, at: known.at }));
        }
        self.any_element(&subject)
    }

    /// The element of a stream that one piece of code makes: whoever waits for it runs that code, beside nothing. Of a set of
    /// futures all run.
    pub(super) fn only_element(&self, stream: &Value<'f>) -> Option<Value<'f>> {
        let entries = self.heap.entries(stream)?;
        let [Entry { value: Value::Future(future), copies: false, .. }] = &entries[..] else {
            return None;
        };
        let is_in_order =
            matches!(**future, Future::Generator { .. } | Future::Round { .. } | Future::First(_));
        is_in_order.then(|| Value::Future(future.clone()))
    }

    /// As `each`, in many threads at once; all are over when the call returns.
    pub(crate) fn each_parallel(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let closure = known.args.last().cloned().unwrap_or(Value::Unknown);
        let subject = known.receiver.clone().unwrap_or(Value::Unknown);
        let context = intern(known.rule.context.as_deref().unwrap_or("thread"));
        let kind = NodeKind::Spawn { times: Times::Many, context };
        let (node, before) = self.recorder.enter(kind, Some(known.at));
        // Other threads do not hold what this one holds.
        let guards = self.locks.suspend();
        self.position.enter_iteration(node);
        let element = self.element_in(&subject, node);
        let mut value = Value::Unknown;
        self.may(|evaluator| value = evaluator.call_value(&closure, vec![element], known.at));
        self.position.leave_iteration();
        self.locks.resume(guards);
        self.recorder.move_to(before);
        // The call returns when all threads are done.
        self.recorder.wait_for(vec![node], known.at);
        let each =
            Obj::Collection(vec![Entry { value, key: None, iteration: Some(node), copies: false }]);
        let inner = self.heap.value_of(each);
        match &known.rule.gives {
            Some(path) => {
                self.heap.value_of(Obj::External { path: intern(path), held: vec![inner] })
            }
            None => inner,
        }
    }
}
