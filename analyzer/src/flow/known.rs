//! Calls that a table knows: what each effect does to values, contexts, guards and order.

use std::rc::Rc;

use ustr::ustr;

use super::tree::{NodeId, NodeKind};
use super::value::{Entry, Future, HandleValue, LaneValue, Obj, Value};
use super::{Evaluator, Frame, HeldGuard};
use crate::facts::Name;
use crate::knowledge::{CallRule, Effect, HandleKind, Open, Times};
use crate::sources::Location;

/// A call that a rule is applied to.
struct Known<'c, 'f> {
    rule: &'c CallRule,
    /// `None` for functions.
    receiver: Option<Value<'f>>,
    name: Name,
    args: Vec<Value<'f>>,
    at: Location,
}

impl<'f> Known<'_, 'f> {
    /// The argument that the rule speaks of.
    fn arg(&self) -> Value<'f> {
        self.args.get(self.rule.arg).cloned().unwrap_or(Value::Unknown)
    }

    /// The receiver, or the argument of a function.
    fn subject(&self) -> Value<'f> {
        self.receiver.clone().unwrap_or_else(|| self.arg())
    }
}

impl<'f> Evaluator<'_, 'f> {
    /// Calls a function outside by its path.
    pub(super) fn call_external(
        &mut self,
        frame: &mut Frame<'f>,
        path: Name,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        if let Some((client, open)) = self.knowledge.open_by_path(path).cloned() {
            return self.open_by_function(client, &open, at);
        }
        if let Some(rule) = self.knowledge.call_by_path(path).cloned() {
            return self.apply_rule(frame, &rule, None, (path, args), at);
        }
        if let Some(value) = self.call_as_method(frame, path, &args, at) {
            return value;
        }
        if self.knowledge.is_client_path(path) {
            return self.client_options(path, args);
        }
        self.call_unknown(path, args, at)
    }

    pub(super) fn open_by_function(
        &mut self,
        client: crate::knowledge::ClientId,
        open: &Open,
        at: Location,
    ) -> Value<'f> {
        let from = Value::Unknown;
        Value::Future(Rc::new(Future::Open { client, gives: open.gives, at, from }))
    }

    /// `Channel::basic_publish(&ch, ..)`, `Mutex::lock(&m)`, `JoinSet::spawn(&mut set, ..)`.
    fn call_as_method(
        &mut self,
        frame: &mut Frame<'f>,
        path: Name,
        args: &[Value<'f>],
        at: Location,
    ) -> Option<Value<'f>> {
        let (owner, method) = path.as_str().rsplit_once("::")?;
        let (owner, method) = (ustr(owner), ustr(method));
        let (receiver, rest) = args.split_first()?;
        if method == "clone" && self.knowledge.handle(owner).is_some() {
            return Some(self.handle_behind(receiver, at));
        }
        let on_handle =
            self.knowledge.handle(owner).is_some() && self.handle_in(receiver).is_some();
        let on_known = self.knowledge.call_on_type(owner, method).is_some();
        let on_extended =
            self.program.methods.contains_key(&(crate::program::Head::External(owner), method));
        if !on_handle && !on_known && !on_extended {
            return None;
        }
        if on_known {
            let rule = self.knowledge.call_on_type(owner, method)?.clone();
            return Some(self.apply_rule(
                frame,
                &rule,
                Some(receiver),
                (method, rest.to_vec()),
                at,
            ));
        }
        Some(self.call_method(frame, receiver, (method, at.span), rest.to_vec(), at))
    }

    /// `Channel::clone(&x)`: what `x` is or derefs to.
    fn handle_behind(&mut self, value: &Value<'f>, at: Location) -> Value<'f> {
        match value {
            Value::Obj(id) if matches!(self.obj(*id), Obj::Struct(_)) => {
                self.deref_struct(*id, at).unwrap_or_else(|| value.clone())
            }
            other => self.content(other),
        }
    }

    /// A client's constructor of options or arguments: what is simple is kept by position.
    fn client_options(&mut self, path: Name, args: Vec<Value<'f>>) -> Value<'f> {
        let held = args.into_iter().enumerate().map(|(position, value)| {
            if self.matters(&value) {
                return value;
            }
            Value::Tuple(Rc::new([Value::Str(Rc::from(position.to_string())), value]))
        });
        let held = held.collect();
        let owner = owner_path(path);
        self.value_of(Obj::External { path: owner, held })
    }

    /// Calls a function value outside.
    pub(super) fn call_external_value(
        &mut self,
        path: Name,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        let place =
            match self.program.functions.first().and_then(|data| data.function.body.as_ref()) {
                Some(body) => self.place(body, at.file, crate::program::ModuleId(0)),
                None => return Value::Unknown,
            };
        let mut frame = Frame::new(place, Vec::new());
        self.call_external(&mut frame, path, args, at)
    }

    /// A function that no table knows: closures that it is given run here, and what it gives holds the rest.
    pub(super) fn call_unknown(
        &mut self,
        path: Name,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        let mut held = Vec::with_capacity(args.len());
        self.step(super::tree::Step::Call, at);
        for arg in args {
            self.note_escape(&arg);
            self.hand_over(&arg, at);
            held.push(match &arg {
                Value::Closure(_) => self.call_value(&arg, Vec::new(), at),
                _ => arg,
            });
        }
        let owner = owner_path(path);
        if self.knowledge.is_lock(owner)
            || self.knowledge.call_on_type(owner, ustr("acquire")).is_some()
        {
            return self.value_of(Obj::External { path: owner, held });
        }
        self.hold(owner, held)
    }

    /// Applies a table's rule to a call.
    pub(super) fn apply_rule(
        &mut self,
        frame: &mut Frame<'f>,
        rule: &CallRule,
        receiver: Option<&Value<'f>>,
        (name, args): (Name, Vec<Value<'f>>),
        at: Location,
    ) -> Value<'f> {
        let known = Known { rule, receiver: receiver.cloned(), name, args, at };
        match rule.effect {
            Effect::Spawn | Effect::SpawnInto => self.spawn(&known),
            Effect::Scope => self.scope(&known),
            Effect::Run => self.run(&known),
            Effect::Together => self.together(&known),
            Effect::EachTogether => self.each_together(&known),
            Effect::ElementsTogether => self.elements_together(&known),
            Effect::Join => self.join(&known),
            Effect::Keep => known.subject(),
            Effect::Same => self.content(&known.subject()),
            Effect::SameArg => known.arg(),
            Effect::Apply => self.apply(&known),
            Effect::Inspect => {
                self.apply(&known);
                known.subject()
            }
            Effect::OrElse => self.or_else(&known),
            Effect::Iterate => self.iterate(&known),
            Effect::Each => self.each(&known),
            Effect::Lock => self.lock(&known, true),
            Effect::LockShared => self.lock(&known, false),
            Effect::Permit => self.permit(&known),
            Effect::Insert => {
                let target = known.receiver.clone().unwrap_or(Value::Unknown);
                self.insert(&target, known.arg());
                Value::Unknown
            }
            Effect::Element => self.element(&known),
            Effect::Next => self.next(&known),
            Effect::EachParallel => self.each_parallel(&known),
            Effect::Take => self.take(&known),
            Effect::Clear => {
                self.clear(&known.subject());
                Value::Unknown
            }
            Effect::Init => self.init(&known),
            Effect::Handler => {
                let context = rule.context.clone().unwrap_or_else(|| "handler".to_owned());
                for value in known.args.clone() {
                    self.register_handler(&value, &context);
                }
                match &rule.gives {
                    Some(path) => {
                        self.value_of(Obj::External { path: ustr(path), held: Vec::new() })
                    }
                    None => self.hold(ustr(""), known.receiver.into_iter().collect()),
                }
            }
            Effect::Share => self.share(&known),
            Effect::Checkout => self.checkout(&known),
            Effect::Collect => self.collect(&known),
            Effect::Drop => {
                self.release(&known.arg());
                Value::Unknown
            }
            Effect::Cancellable => {
                Value::Future(Rc::new(Future::Cancellable { inner: known.arg(), at }))
            }
            Effect::Diverge => {
                self.waited = self.trace.tree.len();
                self.leave(frame, super::tree::Leave::End, None, at);
                frame.ended = true;
                Value::Unknown
            }
            Effect::Pause => {
                self.step(super::tree::Step::Pause, at);
                Value::Unknown
            }
            Effect::Nothing => Value::Unknown,
        }
    }

    /// What a guard protects, or the value itself.
    fn content(&self, value: &Value<'f>) -> Value<'f> {
        match value {
            Value::Obj(id) => match self.obj(*id) {
                Obj::Guard { inner, .. } => inner.clone(),
                _ => value.clone(),
            },
            _ => value.clone(),
        }
    }

    fn spawn(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let value = known.arg();
        if !self.runs(&value) {
            // `spawn` of something that is no code here: a process, a builder.
            return self.call_unknown(
                ustr(""),
                known.receiver.iter().cloned().chain(known.args.clone()).collect(),
                known.at,
            );
        }
        let context = known.rule.context.as_deref().unwrap_or("task");
        let kind = NodeKind::Spawn { times: known.rule.times, context: ustr(context) };
        let (node, before) = self.trace.tree.enter(kind, Some(known.at));
        let held = std::mem::take(&mut self.held);
        let cancellable = self.cancellable.take();
        let waited = self.waited;
        let mut result = Value::Unknown;
        self.maybe(|evaluator| {
            result = match &value {
                Value::Closure(_) | Value::Fn(_) => {
                    let given = evaluator.call_value(&value, Vec::new(), known.at);
                    evaluator.poll_unless_thread(given, context, known.at)
                }
                _ => evaluator.poll(&value, known.at),
            };
        });
        self.cancellable = cancellable;
        self.held = held;
        self.waited = waited;
        self.trace.tree.move_to(before);
        let task = self.value_of(Obj::Task { spawn: node, result });
        if let Some(receiver) = &known.receiver {
            self.insert(receiver, task.clone());
        }
        task
    }

    fn runs(&self, value: &Value<'f>) -> bool {
        match value {
            Value::Closure(_) | Value::Future(_) | Value::Fn(_) => true,
            Value::Any(all) => all.iter().any(|one| self.runs(one)),
            Value::Obj(id) => match self.obj(*id) {
                Obj::External { held, .. } => held.iter().any(|inner| self.runs(inner)),
                Obj::Collection(entries) => entries.iter().any(|entry| self.runs(&entry.value)),
                _ => false,
            },
            _ => false,
        }
    }

    /// A thread that gives a future does not poll it.
    fn poll_unless_thread(&mut self, given: Value<'f>, context: &str, at: Location) -> Value<'f> {
        if context == "thread" {
            self.note_unpolled(&given, at, super::step::Unpolling::Thread);
            return given;
        }
        self.poll(&given, at)
    }

    /// Runs the argument; what it spawned is over afterwards.
    fn scope(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let first = self.trace.tree.len();
        let value = self.call_value(&known.arg(), vec![Value::Unknown], known.at);
        let value = self.poll(&value, known.at);
        let spawned: Vec<NodeId> = self
            .trace
            .tree
            .iter()
            .skip(first)
            .filter(|(_, node)| matches!(node.kind, NodeKind::Spawn { .. }))
            .map(|(id, _)| id)
            .collect();
        self.trace.tree.leaf(NodeKind::Join(spawned), Some(known.at));
        value
    }

    fn run(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let value = known.arg();
        if self.runs(&value) || matches!(value, Value::Obj(_)) {
            let value = match value {
                Value::Closure(_) | Value::Fn(_) => self.call_value(&value, Vec::new(), known.at),
                other => other,
            };
            return self.poll(&value, known.at);
        }
        self.hold(ustr(""), known.receiver.iter().cloned().chain(known.args.clone()).collect())
    }

    fn together(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let mut values: Vec<Value<'f>> =
            known.receiver.iter().cloned().chain(known.args.clone()).collect();
        if let [Value::Tuple(items)] = &values[..] {
            values = items.to_vec();
        }
        let lanes: Vec<LaneValue<'f>> = match &values[..] {
            [one] => self.lanes_of(one),
            several => {
                several.iter().map(|value| LaneValue { value: value.clone(), many: None }).collect()
            }
        };
        if lanes.iter().any(|lane| matches!(lane.value, Value::Closure(_))) {
            let results = self.poll_together(lanes, known.at);
            return Value::Tuple(results.into());
        }
        Value::Future(Rc::new(Future::Together { lanes, at: known.at }))
    }

    /// The elements of a collection as things that run together.
    fn lanes_of(&self, value: &Value<'f>) -> Vec<LaneValue<'f>> {
        let around: Vec<NodeId> = self.trace.tree.ancestors(self.trace.tree.cursor()).collect();
        let Some(entries) = self.entries(value) else {
            return vec![LaneValue { value: value.clone(), many: None }];
        };
        let lane = |entry: Entry<'f>| {
            let iteration = entry.iteration.filter(|iteration| !around.contains(iteration));
            let many = iteration.is_some() || entry.copies;
            LaneValue { value: entry.value, many: many.then(|| iteration.into_iter().collect()) }
        };
        entries.into_iter().map(lane).collect()
    }

    fn each_together(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        if matches!(known.args.first(), Some(Value::Int(1))) {
            return self.each(known);
        }
        let stream = known.receiver.clone().unwrap_or(Value::Unknown);
        let iterations: Vec<NodeId> = self
            .entries(&stream)
            .into_iter()
            .flatten()
            .filter_map(|entry| entry.iteration)
            .collect();
        let element = self.any_element(&stream);
        let inner = Value::Future(Rc::new(Future::Then {
            first: element,
            then: known.arg(),
            at: known.at,
        }));
        let lanes = vec![LaneValue { value: inner, many: Some(iterations) }];
        Value::Future(Rc::new(Future::Together { lanes, at: known.at }))
    }

    fn elements_together(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let stream = known.receiver.clone().unwrap_or(Value::Unknown);
        if matches!(known.args.first(), Some(Value::Int(1))) {
            return stream;
        }
        let mut lanes = self.lanes_of(&stream);
        for lane in &mut lanes {
            // `buffer_unordered` runs several elements of one stream.
            lane.many.get_or_insert_with(Vec::new);
        }
        Value::Future(Rc::new(Future::Together { lanes, at: known.at }))
    }

    fn join(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let mut spawned = Vec::new();
        let mut result = Value::Unknown;
        for value in known.receiver.iter().chain(&known.args) {
            let mut results = Vec::new();
            self.visit(value, 3, &mut |obj| {
                if let Obj::Task { spawn, result } = obj {
                    spawned.push(*spawn);
                    results.push(result.clone());
                }
            });
            result = results.into_iter().fold(result, Value::or);
        }
        if !spawned.is_empty() {
            self.trace.tree.leaf(NodeKind::Join(spawned), Some(known.at));
            return result;
        }
        let subject = known.subject();
        match &subject {
            // `(a, b).join()`, `a.join(b)`
            Value::Tuple(_) | Value::Future(_) if known.name == "join" => self.together(known),
            // `.wait()` of a blocking client or of futures 0.1.
            Value::Future(_) => self.poll(&subject, known.at),
            Value::Obj(id) if matches!(self.obj(*id), Obj::Handle(handle) if handle.kind == HandleKind::Confirm) => {
                self.poll(&subject, known.at)
            }
            Value::Obj(id)
                if matches!(self.obj(*id), Obj::External { .. } | Obj::Collection(_)) =>
            {
                self.poll(&subject, known.at)
            }
            _ => subject,
        }
    }

    /// Calls the argument with the receiver's content: at once, for each element, or when the receiver is there.
    fn apply(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
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
        let is_stream = matches!(self.handle_in(&subject), Some((_, handle)) if handle.kind == HandleKind::Consumer);
        if is_stream {
            // The stream, or the result that holds it: what happens to its deliveries is a guess.
            if let Some((_, handle)) = self.handle_in(&subject) {
                self.trace.answered.insert(handle.origin);
            }
        }
        if self.entries(&subject).is_some() || is_stream {
            return self.each(known);
        }
        let subject = self.content(&subject);
        let args = if matches!(known.name.as_str(), "map_or" | "map_or_else") { 2 } else { 1 };
        let result = self.call_value(&closure, vec![subject], known.at);
        if args == 2 {
            result.or(known.args.first().cloned().unwrap_or(Value::Unknown))
        } else {
            result
        }
    }

    fn or_else(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let subject = known.subject();
        let other = match known.args.last() {
            Some(closure @ (Value::Closure(_) | Value::Fn(_))) => {
                let (branch, before) = self.trace.tree.enter(NodeKind::Branch, Some(known.at));
                self.trace.tree.enter(NodeKind::Alternative, None);
                let value = self.call_value(&closure.clone(), Vec::new(), known.at);
                self.trace.tree.move_to(branch);
                self.trace.tree.move_to(before);
                value
            }
            Some(value) => value.clone(),
            None => Value::Unknown,
        };
        if matches!(subject, Value::Future(_)) {
            return subject;
        }
        if known.name.as_str().contains("insert") {
            self.insert(&subject, other.clone());
        }
        subject.or(other)
    }

    /// An iterator over something unknown still runs a loop.
    fn iterate(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let mut value = self.content(&known.subject());
        if value.is_unknown() {
            let entry = Entry { value: Value::Unknown, iteration: None, copies: false };
            value = self.value_of(Obj::Collection(vec![entry]));
        }
        match &known.rule.gives {
            Some(path) => self.value_of(Obj::External { path: ustr(path), held: vec![value] }),
            None => value,
        }
    }

    fn each(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let closure = known.args.last().cloned().unwrap_or(Value::Unknown);
        let subject = known.receiver.clone().unwrap_or(Value::Unknown);
        let (node, before) = self.trace.tree.enter(NodeKind::Loop, Some(known.at));
        self.iterations.push(node);
        let element = match (&subject, self.is_number_range(&subject)) {
            (_, true) => Value::Index(node),
            _ => self.element_in(&subject, node),
        };
        let folds = matches!(known.name.as_str(), "fold" | "try_fold" | "scan");
        let args = if folds { vec![Value::Unknown, element] } else { vec![element] };
        let delivery = args.last().and_then(|element| self.delivery_in(element, 1));
        let value = self.call_value(&closure, args, known.at);
        if let Some(origin) = delivery.filter(|_| self.is_deferred(&value, 3)) {
            // What the closure gives runs elsewhere.
            self.step(super::tree::Step::HandOver(origin), known.at);
        }
        self.iterations.pop();
        self.trace.tree.move_to(before);
        let each = self.value_of(Obj::Collection(vec![Entry {
            value,
            iteration: Some(node),
            copies: false,
        }]));
        // A stream that is code itself runs when the whole is awaited.
        if self.entries(&subject).is_none() && self.is_deferred(&subject, 3) {
            return self.hold(ustr(""), vec![subject, each]);
        }
        each
    }

    fn is_number_range(&self, value: &Value<'f>) -> bool {
        matches!(self.entries(value).as_deref(), Some([entry]) if entry.value.is_unknown() && entry.iteration.is_none())
    }

    fn lock(&mut self, known: &Known<'_, 'f>, exclusive: bool) -> Value<'f> {
        let Value::Obj(lock) = known.subject() else { return Value::Unknown };
        let inner = match self.obj(lock) {
            Obj::External { held, .. } => {
                held.iter().fold(Value::Unknown, |sum: Value<'f>, value| sum.or(value.clone()))
            }
            _ => Value::Obj(lock),
        };
        self.guard(lock, inner, exclusive)
    }

    fn guard(&mut self, lock: super::value::ObjId, inner: Value<'f>, exclusive: bool) -> Value<'f> {
        let guard = self.alloc(Obj::Guard { lock, inner, exclusive });
        self.held.push(HeldGuard { guard, lock, exclusive });
        Value::Obj(guard)
    }

    fn permit(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let Value::Obj(semaphore) = known.subject() else { return Value::Unknown };
        let single = match self.obj(semaphore) {
            Obj::External { held, .. } => held.iter().any(|value| matches!(value, Value::Int(1))),
            _ => false,
        };
        self.guard(semaphore, Value::Unknown, single)
    }

    fn element(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let subject = self.content(&known.subject());
        match known.args.first() {
            Some(Value::Index(node)) => self.element_in(&subject, *node),
            Some(Value::Int(_)) | None => self.element_or_content(&subject),
            Some(_) => value_of_pair(self.element_or_content(&subject)),
        }
    }

    /// Some element, or what a cell holds.
    fn element_or_content(&mut self, subject: &Value<'f>) -> Value<'f> {
        if let Value::Obj(id) = subject
            && let Obj::External { path, held } = self.obj(*id)
            && self.entries(subject).is_none()
            && !self.knowledge.is_lock(*path)
            && !held.is_empty()
        {
            return held.clone().into_iter().fold(Value::Unknown, Value::or);
        }
        self.any_element(subject)
    }

    fn next(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let subject = self.content(&known.subject());
        if self.entries(&subject).is_some() && self.is_deferred(&subject, 3) {
            let lanes = self.lanes_of(&subject);
            return Value::Future(Rc::new(Future::Together { lanes, at: known.at }));
        }
        self.any_element(&subject)
    }

    /// As `each`, in many threads at once; all are over when the call returns.
    fn each_parallel(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let closure = known.args.last().cloned().unwrap_or(Value::Unknown);
        let subject = known.receiver.clone().unwrap_or(Value::Unknown);
        let context = ustr(known.rule.context.as_deref().unwrap_or("thread"));
        let kind = NodeKind::Spawn { times: Times::Many, context };
        let (node, before) = self.trace.tree.enter(kind, Some(known.at));
        let held = std::mem::take(&mut self.held);
        self.iterations.push(node);
        let element = self.element_in(&subject, node);
        let mut value = Value::Unknown;
        self.maybe(|evaluator| value = evaluator.call_value(&closure, vec![element], known.at));
        self.iterations.pop();
        self.held = held;
        self.trace.tree.move_to(before);
        self.trace.tree.leaf(NodeKind::Join(vec![node]), Some(known.at));
        let each = Obj::Collection(vec![Entry { value, iteration: Some(node), copies: false }]);
        let inner = self.value_of(each);
        match &known.rule.gives {
            Some(path) => self.value_of(Obj::External { path: ustr(path), held: vec![inner] }),
            None => inner,
        }
    }

    fn take(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let subject = self.content(&known.subject());
        match self.iterations.last().copied() {
            Some(node) => self.element_in(&subject, node),
            None => self.any_element(&subject),
        }
    }

    /// Fills a cell, or makes one.
    fn init(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let Some(receiver) = &known.receiver else {
            let value = self.initial_value(known);
            if !value.is_unknown() {
                return value;
            }
            let path = owner_path(known.name);
            let cell = self.alloc(Obj::External { path, held: Vec::new() });
            self.births.insert(cell, self.trace.tree.cursor());
            return Value::Obj(cell);
        };
        let birth = match receiver {
            Value::Obj(cell) => self.births.get(cell).copied(),
            _ => None,
        };
        let old = self.cell_content(receiver);
        let value = match birth {
            // The first caller runs the initialiser, all others find the cell full.
            Some(_) if !old.is_unknown() && known.name.contains("init") => return old,
            Some(birth) if known.name.contains("init") => {
                let cursor = self.trace.tree.cursor();
                self.trace.tree.move_to(birth);
                self.trace.tree.enter(NodeKind::Once, Some(known.at));
                let value = self.initial_value(known);
                self.trace.tree.move_to(cursor);
                value
            }
            _ => self.initial_value(known),
        };
        if self.store(receiver, value.clone()) {
            return old.or(value);
        }
        receiver.clone().or(value)
    }

    /// What an initialiser gives, or the value that was given as it is.
    fn initial_value(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        match known.args.last() {
            Some(closure @ (Value::Closure(_) | Value::Fn(_))) => {
                let given = self.call_value(&closure.clone(), Vec::new(), known.at);
                self.poll(&given, known.at)
            }
            Some(value) => value.clone(),
            None => Value::Unknown,
        }
    }

    fn cell_content(&self, cell: &Value<'f>) -> Value<'f> {
        match cell {
            Value::Obj(id) => match self.obj(*id) {
                Obj::External { held, .. } => {
                    held.iter().fold(Value::Unknown, |sum: Value<'f>, value| sum.or(value.clone()))
                }
                Obj::Guard { inner, .. } => inner.clone(),
                _ => Value::Unknown,
            },
            _ => Value::Unknown,
        }
    }

    /// What a pool's manager makes, made anew for each checkout; nobody else has it.
    fn checkout(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let first = self.trace.origins.len();
        let value = self.checked_out(known);
        self.note_pooled(first);
        value
    }

    fn checked_out(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let subject = known.subject();
        let mut managers = Vec::new();
        self.visit(&subject, 3, &mut |obj| {
            if let Obj::Struct(data) = obj {
                managers.push(data.clone());
            }
        });
        for manager in managers {
            for method in ["create", "connect"] {
                let functions = self.methods_of(manager.ty, ustr(method));
                if !functions.is_empty() {
                    let receiver = self.value_of(Obj::Struct(manager.clone()));
                    let value = self.call_any(&functions, &[receiver], known.at);
                    return self.poll(&value, known.at);
                }
            }
        }
        let connection = self.pooled_connection(&subject);
        connection
            .map_or(Value::Unknown, |client| self.open(client, HandleKind::Connection, known.at))
    }

    fn pooled_connection(&self, pool: &Value<'f>) -> Option<crate::knowledge::ClientId> {
        let (_, handle) = self.handle_in(pool)?;
        let HandleValue { client, kind, .. } = handle;
        if !matches!(kind, HandleKind::Pool | HandleKind::Connection) {
            return None;
        }
        // A pool's crate names the client whose connections it hands out.
        let given = self.knowledge.handle_types(client, kind).into_iter().find_map(|path| {
            let root = path.as_str().split("::").next()?;
            self.knowledge.handle(self.knowledge.canonical(&format!("{root}::Connection")))
        });
        Some(given.map_or(client, |(client, _)| client))
    }

    fn share(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let value = known.arg();
        self.shared.push(value.clone());
        match &known.receiver {
            None => value,
            Some(receiver) => self.hold(ustr(""), vec![receiver.clone(), value]),
        }
    }

    fn collect(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let subject = known.subject();
        if known.receiver.is_none()
            && known.name.contains("Map")
            && let Some(entries) = self.entries(&subject)
        {
            let pairs = entries
                .into_iter()
                .map(|entry| Entry { value: value_of_pair(entry.value), ..entry });
            return self.value_of(Obj::Collection(pairs.collect()));
        }
        if self.entries(&subject).is_some() || matches!(subject, Value::Future(_)) {
            return subject;
        }
        let values = if subject.is_unknown() { Vec::new() } else { vec![subject] };
        let collection = self.collection(values);
        match &known.rule.gives {
            Some(path) => self.value_of(Obj::External { path: ustr(path), held: vec![collection] }),
            None => collection,
        }
    }
}

/// Of a key and a value, the value.
pub(super) fn value_of_pair(pair: Value<'_>) -> Value<'_> {
    match &pair {
        Value::Tuple(items) if items.len() == 2 => items[1].clone(),
        _ => pair,
    }
}

/// The type that a path's last segment belongs to, when it looks like one; else the path.
fn owner_path(path: Name) -> Name {
    match path.as_str().rsplit_once("::") {
        Some((owner, _))
            if crate::knowledge::last_segment(ustr(owner)).starts_with(char::is_uppercase) =>
        {
            ustr(owner)
        }
        _ => path,
    }
}
