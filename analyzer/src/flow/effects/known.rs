//! Calls that a table knows: what each effect does to values, contexts, guards and order.

use crate::facts::{Name, intern};
use crate::flow::calls::typed::Method;
use crate::flow::heap::code::{ExternalFn, Future, Place, Until};
use crate::flow::heap::object::Obj;
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{CallRule, Effect, last_segment};
use crate::sources::Location;
use crate::trace::node::{Leave, Step};
use std::rc::Rc;

/// A call that a rule is applied to.
pub(crate) struct Known<'c, 'f> {
    pub(crate) rule: &'c CallRule,
    /// `None` for functions.
    pub(crate) receiver: Option<Value<'f>>,
    pub(crate) name: Name,
    pub(crate) args: Vec<Value<'f>>,
    pub(crate) at: Location,
}

impl<'f> Known<'_, 'f> {
    /// The argument that the rule speaks of.
    pub(crate) fn arg(&self) -> Value<'f> {
        self.args.get(self.rule.arg).cloned().unwrap_or(Value::Unknown)
    }

    /// The receiver, or the argument of a function.
    pub(crate) fn subject(&self) -> Value<'f> {
        self.receiver.clone().unwrap_or_else(|| self.arg())
    }
}

impl<'f> Evaluator<'_, 'f> {
    /// Calls a function outside by its path.
    pub(crate) fn call_external(
        &mut self,
        frame: &mut Frame<'f>,
        path: Name,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        if let Some((client, open)) = self.knowledge.open_by_path(path).cloned() {
            let from = Value::Unknown;
            return self.settled(client, Future::Open { client, gives: open.gives, at, from }, at);
        }
        // A path that a table has means what the table says, also where it reads like a method.
        let rule = self.knowledge.call_by_path(path).or_else(|| self.knowledge.call_named(path));
        if let Some(rule) = rule.cloned() {
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

    /// `Channel::basic_publish(&ch, ..)`, `Mutex::lock(&m)`, `JoinSet::spawn(&mut set, ..)`.
    pub(crate) fn call_as_method(
        &mut self,
        frame: &mut Frame<'f>,
        path: Name,
        args: &[Value<'f>],
        at: Location,
    ) -> Option<Value<'f>> {
        let (owner, method) = path.as_str().rsplit_once("::")?;
        let (owner, method) = (intern(owner), intern(method));
        let (receiver, rest) = args.split_first()?;
        if method == "clone" && self.knowledge.handle(owner).is_some() {
            return Some(self.handle_behind(receiver, at));
        }
        let on_handle = self.knowledge.handle(owner).is_some()
            && receiver.alternatives().iter().any(|one| self.heap.handle_in(one).is_some());
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
        Some(self.call_method(frame, receiver, Method::named(method, at.span), rest.to_vec(), at))
    }

    /// `Channel::clone(&x)`: what `x` is or derefs to.
    pub(crate) fn handle_behind(&mut self, value: &Value<'f>, at: Location) -> Value<'f> {
        match value {
            Value::Obj(id) if matches!(self.heap.obj(*id), Obj::Struct(_)) => {
                self.deref_struct(*id, at).unwrap_or_else(|| value.clone())
            }
            other => self.heap.content(other),
        }
    }

    /// Calls a function value outside.
    pub(crate) fn call_external_value(
        &mut self,
        function: &ExternalFn<'f>,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        // Its name stands elsewhere: the call is the place that is told.
        let place = Place { file: at.file, ..function.place.clone() };
        self.call_external(&mut Frame::new(place, Vec::new()), function.path, args, at)
    }

    /// A function that no table knows: closures that it is given run here, and what it gives holds the rest.
    pub(crate) fn call_unknown(
        &mut self,
        path: Name,
        args: Vec<Value<'f>>,
        at: Location,
    ) -> Value<'f> {
        let mut held = Vec::with_capacity(args.len());
        // A rule asks whether somebody was told of something: what only makes a value tells nobody.
        if !makes_a_value(path) {
            self.recorder.step(Step::Call, at);
        }
        for arg in args {
            self.note_escape(&arg);
            self.note_may_send(&arg, at);
            self.hand_over(&arg, at);
            // A closure that is handed to unknown code is called there, as far as anybody knows: once, here and now.
            held.push(match &arg {
                Value::Closure(_) => self.call_value(&arg, Vec::new(), at),
                _ => arg,
            });
        }
        let owner = owner_path(path);
        // A lock or semaphore keeps even what matters to nobody: how many permits it has is asked later.
        if self.knowledge.is_lock(owner)
            || self.knowledge.call_on_type(owner, intern("acquire")).is_some()
        {
            let lock = self.heap.value_of(Obj::External { path: owner, held });
            self.note_in_round(&lock);
            return lock;
        }
        self.hold(owner, held)
    }

    /// Applies a table's rule to a call.
    pub(crate) fn apply_rule(
        &mut self,
        frame: &mut Frame<'f>,
        rule: &CallRule,
        receiver: Option<&Value<'f>>,
        (name, args): (Name, Vec<Value<'f>>),
        at: Location,
    ) -> Value<'f> {
        let known = Known { rule, receiver: receiver.cloned(), name, args, at };
        match rule.effect {
            Effect::Spawn | Effect::SpawnInto | Effect::SpawnThread => self.spawn(&known),
            Effect::Scope => self.scope(&known),
            Effect::Run => self.run(&known),
            Effect::Together => self.together(&known, Until::All),
            Effect::Race => self.together(&known, Until::First),
            Effect::EachTogether => self.each_together(&known),
            Effect::ElementsTogether => self.elements_together(&known),
            Effect::Join => self.wait_for(&known),
            Effect::Stop => self.stop(&known),
            Effect::AskEnd => self.ask_end(&known),
            Effect::Wrap => self.wrap(&known),
            Effect::Keep => known.subject(),
            // The place is filled where the call is evaluated.
            Effect::Replace => self.heap.content(&known.arg()),
            Effect::Same => self.heap.content(&known.subject()),
            Effect::SameArg => known.arg(),
            Effect::Apply => self.apply(&known),
            Effect::Inspect => {
                self.apply(&known);
                known.subject()
            }
            Effect::OrElse => self.or_else(&known),
            Effect::Iterate => self.iterate(&known),
            Effect::Cycle => self.cycle(&known),
            Effect::Each => self.each(&known),
            Effect::Unfold => self.unfold(&known),
            Effect::Lock => self.lock(&known, true),
            Effect::LockShared => self.lock(&known, false),
            Effect::Permit => self.permit(&known),
            Effect::Insert => {
                let target = known.receiver.clone().unwrap_or(Value::Unknown);
                // What comes before the value is its key.
                let key = known.rule.arg.checked_sub(1).and_then(|at| known.args.get(at));
                self.insert_under(key, &target, known.arg());
                Value::Unknown
            }
            Effect::Append => self.append(&known),
            Effect::Element => self.element(&known),
            Effect::Next => self.next(&known),
            Effect::EachParallel => self.each_parallel(&known),
            Effect::Take => self.take(&known),
            Effect::Clear => {
                self.heap.clear(&known.subject());
                Value::Unknown
            }
            Effect::Init | Effect::Fill => self.init(&known),
            Effect::Once => self.once(&known),
            Effect::Handler => self.handler(&known),
            Effect::Service => self.service(&known),
            Effect::Serve => self.serve(&known),
            Effect::Messages => self.messages(&known),
            Effect::Queue => self.queue(&known),
            Effect::Acquire => self.acquire(&known, true),
            Effect::AcquireShared => self.acquire(&known, false),
            Effect::AcquirePermit => self.acquire_permit(&known),
            Effect::Release => self.release_lock(&known),
            Effect::Send => self.send(&known),
            Effect::Receive => self.receive(&known),
            Effect::Hear => self.hear(&known),
            Effect::Subscribe => self.subscribe(&known),
            Effect::Look => self.look(&known),
            Effect::Share => self.share(&known),
            Effect::Provide => self.provide(&known),
            Effect::Checkout => self.checkout(&known),
            Effect::Collect => self.collect(&known),
            Effect::Drop => {
                self.note_discarded(&known.arg());
                self.release(&known.arg());
                Value::Unknown
            }
            Effect::Cancellable => {
                Value::Future(Rc::new(Future::Cancellable { inner: known.arg(), at }))
            }
            Effect::Diverge => {
                self.recorder.note_foreign_await();
                self.leave(frame, Leave::End, None, at);
                frame.ended = true;
                Value::Unknown
            }
            Effect::Say => {
                self.recorder.step(Step::Say, at);
                Value::Unknown
            }
            Effect::Done => self.done(&known),
            Effect::Catch => {
                self.recorder.step(Step::Caught, at);
                Value::Unknown
            }
            Effect::Pause => {
                self.recorder.step(Step::Pause, at);
                Value::Unknown
            }
            Effect::Nothing if known.name == "to_string" => self.text_of(&[known.subject()]),
            // Which type is asked for is known where the call is evaluated.
            Effect::State | Effect::Nothing => Value::Unknown,
            Effect::Decode => {
                let from = known.receiver.clone().into_iter().chain(known.args.iter().cloned());
                self.call_unknown(known.name, from.collect(), known.at)
            }
        }
    }
}

/// Whether a function outside is called for what it gives alone: a duration, a string, the time.
fn makes_a_value(path: Name) -> bool {
    ["std::", "core::", "alloc::", "tokio::time::"].iter().any(|of| path.starts_with(of))
}

/// The type that a path's last segment belongs to, when it looks like one; else the path.
pub(crate) fn owner_path(path: Name) -> Name {
    match path.as_str().rsplit_once("::") {
        Some((owner, _)) if last_segment(intern(owner)).starts_with(char::is_uppercase) => {
            intern(owner)
        }
        _ => path,
    }
}
