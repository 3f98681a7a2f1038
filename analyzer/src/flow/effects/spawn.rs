//! Known calls that start, end or wait for contexts.

use super::known::Known;
use crate::facts::intern;
use crate::flow::Evaluator;
use crate::flow::effects::handlers::Registration;
use crate::flow::heap::Heap;
use crate::flow::heap::code::{Future, Until};
use crate::flow::heap::object::{Obj, ObjId};
use crate::flow::heap::value::Value;
use crate::knowledge::{Effect, HandleKind};
use crate::trace::node::{NodeId, NodeKind};
use crate::trace::outcome::Unpolling;

impl<'f> Evaluator<'_, 'f> {
    pub(crate) fn spawn(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let value = known.arg();
        if !self.heap.runs(&value) {
            // `spawn` of something that is no code here: a process, a builder, a function that was not entered.
            let given = self.call_unknown(
                intern(""),
                known.receiver.iter().cloned().chain(known.args.clone()).collect(),
                known.at,
            );
            return self.work_elsewhere(known, &value, &given).unwrap_or(given);
        }
        let context = intern(known.rule.context.as_deref().unwrap_or("task"));
        let kind = NodeKind::Spawn { times: known.rule.times, context };
        let (node, before) = self.recorder.enter(kind, Some(known.at));
        self.note_start(&value, known.at);
        // A task holds the guards that move into it and none of its spawner's.
        let guards = self.locks.suspend_but(|guard| takes_along(&self.heap, &value, guard));
        let outer = self.recorder.enter_context();
        self.position.start(node, value.clone(), known.at);
        self.note_queues_taken(&value, node);
        self.note_guards_taken(&value, node);
        let first = self.heap.objects().next_id();
        let mut result = Value::Unknown;
        // When it runs is not known: what it stores may be there or not.
        self.may_beside(|evaluator| {
            result = match &value {
                Value::Closure(_) | Value::Fn(_) => {
                    let given = evaluator.call_value(&value, Vec::new(), known.at);
                    evaluator.poll_unless_thread(given, known)
                }
                _ => {
                    evaluator.note_work(&value, known.at);
                    evaluator.poll(&value, known.at)
                }
            };
        });
        self.heap.note_allocated_in(node, first);
        self.position.finish();
        self.note_unpolled(&result, known.at, Unpolling::Task);
        self.locks.resume(guards);
        self.recorder.leave_context(outer);
        self.recorder.move_to(before);
        // Whether somebody waits for it is seen where the handle goes.
        let task = self.heap.value_of(Obj::Task { spawn: node, result });
        if let Some(receiver) = &known.receiver {
            // `JoinSet::spawn`: whoever waits for the set waits for all in it.
            self.insert(receiver, task.clone());
        }
        task
    }

    /// The task in which code that was not entered works on a message.
    fn work_elsewhere(
        &mut self,
        known: &Known<'_, 'f>,
        value: &Value<'f>,
        gives: &Value<'f>,
    ) -> Option<Value<'f>> {
        // A method called `spawn` or `execute` may be anybody's, unless it is of a set of tasks.
        let is_set = |value: &Value<'f>| self.heap.entries(value).is_some();
        let is_anybodys = known.rule.on.is_empty() && !known.receiver.as_ref().is_none_or(is_set);
        if is_anybodys || self.heap.content_in(value).is_none() {
            return None;
        }
        let context = intern(known.rule.context.as_deref().unwrap_or("task"));
        let kind = NodeKind::Spawn { times: known.rule.times, context };
        let (node, before) = self.recorder.enter(kind, Some(known.at));
        self.note_work(value, known.at);
        self.recorder.move_to(before);
        let task = self.heap.value_of(Obj::Task { spawn: node, result: gives.clone() });
        if let Some(receiver) = &known.receiver {
            self.insert(receiver, task.clone());
        }
        Some(task)
    }

    /// A thread that gives a future does not poll it.
    fn poll_unless_thread(&mut self, given: Value<'f>, known: &Known<'_, 'f>) -> Value<'f> {
        if known.rule.effect == Effect::SpawnThread {
            self.note_unpolled(&given, known.at, Unpolling::Thread);
            return given;
        }
        self.poll(&given, known.at)
    }

    /// Runs the argument; what it spawned is over afterwards.
    pub(crate) fn scope(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        // Every context that is started inside is over where the scope ends.
        let first = self.recorder.tree().next();
        let value = self.call_value(&known.arg(), vec![Value::Unknown], known.at);
        let value = self.poll(&value, known.at);
        let spawned: Vec<NodeId> = self
            .recorder
            .tree()
            .since(first)
            .filter(|(_, node)| matches!(node.kind, NodeKind::Spawn { .. }))
            .map(|(id, _)| id)
            .collect();
        self.recorder.wait_for(spawned, known.at);
        value
    }

    pub(crate) fn run(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let value = known.arg();
        if self.heap.runs(&value) || matches!(value, Value::Obj(_)) {
            let value = match value {
                Value::Closure(_) | Value::Fn(_) => self.call_value(&value, Vec::new(), known.at),
                other => other,
            };
            return self.poll(&value, known.at);
        }
        self.hold(intern(""), known.receiver.iter().cloned().chain(known.args.clone()).collect())
    }

    pub(crate) fn wait_for(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let (spawned, result) = self.tasks_in(known);
        // `handle.join()` of a thread; everything else that is called so follows below.
        if !spawned.is_empty() {
            self.recorder.wait_for(spawned, known.at);
            return result;
        }
        let subject = known.subject();
        match &subject {
            // `(a, b).join()`, `a.join(b)`
            Value::Tuple(_) | Value::Future(_) if known.name == "join" => {
                self.together(known, Until::All)
            }
            // `.wait()` of a blocking client or of futures 0.1.
            Value::Future(_) => self.poll(&subject, known.at),
            Value::Obj(id) if matches!(self.heap.obj(*id), Obj::Handle(handle) if handle.kind == HandleKind::Confirm) => {
                self.poll(&subject, known.at)
            }
            Value::Obj(id)
                if self.heap.is_from_outside(*id)
                    || matches!(self.heap.obj(*id), Obj::Collection(_)) =>
            {
                self.poll(&subject, known.at)
            }
            _ => subject,
        }
    }

    /// The context around counts to what the receiver waits for.
    pub(crate) fn done(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        if let (Some((running, _)), Some(group)) = (self.position.running(), &known.receiver) {
            let task = Obj::Task { spawn: running.node, result: Value::Unknown };
            let task = self.heap.value_of(task);
            self.insert(group, task);
        }
        Value::Unknown
    }

    /// The tasks in the receiver and the arguments are stopped; where there are none, something else is waited for.
    pub(crate) fn stop(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let (spawned, result) = self.tasks_in(known);
        if spawned.is_empty() {
            return self.wait_for(known);
        }
        self.recorder.stop(spawned, known.at);
        result
    }

    /// Whoever asks whether tasks are over learns of their end.
    pub(crate) fn ask_end(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let (spawned, _) = self.tasks_in(known);
        self.recorder.note_ends_heard(spawned);
        Value::Unknown
    }

    /// The tasks that a call is given, with what they give.
    fn tasks_in(&self, known: &Known<'_, 'f>) -> (Vec<NodeId>, Value<'f>) {
        let mut spawned = Vec::new();
        let mut results = Vec::new();
        for value in known.receiver.iter().chain(&known.args) {
            for (_, obj) in self.heap.objects_in(value) {
                if let Obj::Task { spawn, result } = obj {
                    spawned.push(*spawn);
                    results.push(result.clone());
                }
            }
        }
        (spawned, results.into_iter().fold(Value::Unknown, Value::join))
    }

    pub(crate) fn share(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        if known.args.is_empty() {
            // `ctx.data()` looks at what was shared.
            return known.subject();
        }
        let value = known.arg();
        self.note_shared(&value);
        match &known.receiver {
            None => value,
            Some(receiver) => self.hold(intern(""), vec![receiver.clone(), value]),
        }
    }

    /// A filter that gives each request something: what the argument gives is the same for all when it was made outside.
    pub(crate) fn provide(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let code = known.arg();
        // It runs for each request, beside the other requests.
        self.register_handler(&code, Registration::by(known.rule));
        let value = match &code {
            Value::Closure(closure) if closure.params.is_empty() => {
                self.call_value(&code, Vec::new(), known.at)
            }
            _ => Value::Unknown,
        };
        self.note_shared(&value);
        let path = intern(known.rule.gives.as_deref().unwrap_or_default());
        let held = if self.matters(&value) { vec![value] } else { Vec::new() };
        self.heap.value_of(Obj::External { path, held })
    }

    /// Remembers state that all handlers share; of a list of dependencies each of them.
    fn note_shared(&mut self, value: &Value<'f>) {
        self.heap.share(value.clone());
        if let Value::Obj(id) = value
            && let Obj::External { path, held } = self.heap.obj(*id)
            && path.is_empty()
        {
            held.clone().into_iter().for_each(|one| self.heap.share(one));
        }
    }
}

/// Whether code that is spawned takes a guard with it: it is an argument, or the code names the variable.
fn takes_along<'f>(heap: &Heap<'_, 'f>, code: &Value<'f>, guard: ObjId) -> bool {
    !taken_along(code, &|value| heap.keeps_guard(value, guard)).is_empty()
}

/// What code that is spawned takes with it, of what fits: its arguments, and the variables that it names.
pub(crate) fn taken_along<'f>(
    code: &Value<'f>,
    fits: &dyn Fn(&Value<'f>) -> bool,
) -> Vec<Value<'f>> {
    let captured = match code {
        Value::Closure(closure) => &closure.captured,
        Value::Future(future) => match &**future {
            Future::Block { captured, .. } => captured,
            Future::Call { args, .. } => {
                return args.iter().filter(|arg| fits(arg)).cloned().collect();
            }
            _ => return Vec::new(),
        },
        _ => return Vec::new(),
    };
    captured.iter().map(|(_, value)| value).filter(|value| fits(value)).cloned().collect()
}
