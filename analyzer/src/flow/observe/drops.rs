//! Channels whose last handle goes out of scope while a consumer lives on them, and connections whose channels live on.
//!
//! Only what is certain is written down: a channel that is returned, stored, sent away, carried into a task or kept until
//! something else has been waited for is left out.

use rustc_hash::FxHashMap;

use crate::flow::Evaluator;
use crate::flow::heap::object::{Obj, ObjId};
use crate::flow::heap::value::Value;
use crate::flow::machine::frame::Frame;
use crate::knowledge::{HandleKind, Kind};
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::node::{NodeId, NodeKind};
use crate::trace::outcome::{CutOff, End, Orphaned};

/// What was done on each channel and connection, in order.
type Uses = FxHashMap<OriginId, Vec<AccessId>>;

/// The beginning of a function's or async block's body.
#[derive(Debug)]
pub(crate) struct Scope {
    node: NodeId,
    objects: ObjId,
    origins: OriginId,
    accesses: AccessId,
}

impl<'f> Evaluator<'_, 'f> {
    /// A body begins at the cursor.
    pub(crate) fn enter_scope(&self) -> Scope {
        Scope {
            node: self.recorder.cursor(),
            objects: self.heap.objects().next_id(),
            origins: self.recorder.trace().origins().next_id(),
            accesses: self.recorder.trace().accesses().next_id(),
        }
    }

    /// A body ends and gives a value: what it opened and gave nobody is dropped.
    pub(crate) fn leave_scope(&mut self, scope: &Scope, value: &Value<'f>) {
        self.drop_what_ends(scope, value, End::Body);
    }

    /// A turn of a loop ends: what it opened and put into no variable around is dropped.
    pub(crate) fn leave_turn(&mut self, scope: &Scope, frame: &Frame<'f>) {
        if self.recorder.trace().origins().next_id() == scope.origins {
            return;
        }
        // What ways left that do not come here is in the variables where they go on.
        let left = frame.around.iter().flat_map(|around| [&around.again, &around.behind]);
        let left = left.filter_map(|left| left.vars.as_ref()).flatten();
        let around = frame.vars.iter().chain(left).map(|(_, value)| value);
        let given = around.chain([&frame.broken, &frame.yielded]).chain(&frame.returned);
        // What is bound around, or goes out of the loop, lives on.
        let kept = Value::Tuple(given.cloned().collect());
        self.drop_what_ends(scope, &kept, End::Turn);
    }

    fn drop_what_ends(&mut self, scope: &Scope, value: &Value<'f>, end: End) {
        if !self.knowledge.language.ends_values()
            || self.recorder.trace().origins().next_id() == scope.origins
        {
            return;
        }
        // `main` that ends ends the process: nothing is lost that was not lost anyway.
        if self.is_program(scope.node) {
            return;
        }
        let uses = self.uses_since(scope);
        for origin in self.recorder.trace().origins().ids_since(scope.origins) {
            let own = uses.get(&origin).map_or(&[][..], Vec::as_slice);
            if let Some(consume) = self.live_consumer(origin, own, scope)
                && !self.is_kept(origin, value, scope)
            {
                let function = self.calls.innermost();
                self.recorder.add_orphaned(Orphaned { origin, consume, function, end });
            }
            if let Some(channel) = self.left_without(origin, &uses, value, scope) {
                let (connection, function) = (origin, self.calls.innermost());
                self.recorder.add_cut_off(CutOff { connection, channel, function, end });
            }
        }
    }

    /// What was done in a body, by what it was done on: a body may open many channels.
    fn uses_since(&self, scope: &Scope) -> Uses {
        let mut uses = Uses::default();
        for (id, one) in self.recorder.trace().accesses().since(scope.accesses) {
            uses.entry(one.origin).or_default().push(id);
        }
        uses
    }

    /// A channel of a connection that was opened in a body, when the channel lives on and the connection does not.
    fn left_without(
        &mut self,
        connection: OriginId,
        uses: &Uses,
        value: &Value<'f>,
        scope: &Scope,
    ) -> Option<OriginId> {
        let of = |origin| uses.get(&origin).map_or(&[][..], Vec::as_slice);
        let is_own = self.is_opened_in(connection, HandleKind::Connection, scope);
        let is_published = self.recorder.trace().is_published(connection);
        let is_over = is_published || self.is_closed(of(connection));
        if !is_own || is_over || self.is_kept(connection, value, scope) {
            return None;
        }
        let trace = self.recorder.trace();
        let mut since = trace.origins().ids_since(scope.origins);
        since.find(|&channel| {
            let lives_on = || {
                self.leads_to(value, channel)
                    || trace.is_published(channel)
                    || self.is_used_by_task(of(channel), scope)
            };
            trace.origin(channel).connection == Some(connection)
                && !self.is_closed(of(channel))
                && !self.is_opened_in_loop(channel, scope)
                && lives_on()
        })
    }

    /// Whether a handle is opened in a body.
    fn is_opened_in(&self, origin: OriginId, kind: HandleKind, scope: &Scope) -> bool {
        let (data, tree) = (self.recorder.trace().origin(origin), self.recorder.tree());
        let mut around = data.node.into_iter().flat_map(|open| tree.ancestors(open));
        // What a task opens that a body starts lives as long as the task.
        let ends =
            |at: NodeId| at == scope.node || matches!(tree.node(at).kind, NodeKind::Spawn { .. });
        let within = around.find(|&at| ends(at)) == Some(scope.node);
        data.provenance.is_none() && data.kind == kind && within
    }

    /// Whether a loop in a body opens a handle: the body may go on as long as the loop does.
    fn is_opened_in_loop(&self, origin: OriginId, scope: &Scope) -> bool {
        let tree = self.recorder.tree();
        let open = self.recorder.trace().origin(origin).node;
        let around = open.into_iter().flat_map(|open| tree.ancestors(open));
        let mut inside = around.take_while(|&at| at != scope.node);
        inside.any(|at| tree.node(at).kind == NodeKind::Loop)
    }

    /// Whether somebody closed a channel or connection.
    fn is_closed(&self, uses: &[AccessId]) -> bool {
        uses.iter().any(|&id| {
            let one = self.recorder.trace().access(id);
            let kinds = &self.knowledge.operation(one.operation).operation.kinds;
            kinds.contains(&Kind::Lifecycle)
        })
    }

    /// Whether a task that was started in a body uses a channel, and nothing there waits for the task.
    fn is_used_by_task(&self, uses: &[AccessId], scope: &Scope) -> bool {
        let tree = self.recorder.tree();
        uses.iter().any(|&id| {
            let one = self.recorder.trace().access(id);
            let inside = tree.ancestors(one.node).take_while(|&at| at != scope.node);
            let mut tasks = inside.filter(|&at| match tree.node(at).kind {
                NodeKind::Spawn { context, .. } => !context.ends_with("callback"),
                _ => false,
            });
            let is_joined = |task: NodeId| {
                let mut all = tree.since(scope.node);
                all.any(|(_, node)| matches!(&node.kind, NodeKind::Join(of) if of.contains(&task)))
            };
            // What is waited for since may be the program's end.
            let goes_on = |task| !is_joined(task) && self.recorder.is_not_waited_for(task);
            tasks.any(goes_on)
        })
    }

    /// The end of a program ends everything in it.
    fn is_program(&self, node: NodeId) -> bool {
        let mut around = self.recorder.tree().ancestors(node);
        let below_spawn = self
            .recorder
            .tree()
            .ancestors(node)
            .any(|at| matches!(self.recorder.tree().node(at).kind, NodeKind::Spawn { .. }));
        let is_main = |at: NodeId| match self.recorder.tree().node(at).kind {
            NodeKind::Call(id) => self.program.is_main(id),
            _ => false,
        };
        !below_spawn && around.next().is_some_and(is_main)
    }

    /// The consumer of a channel that was opened in a body, when nothing was waited for since and nobody closed the channel.
    fn live_consumer(
        &self,
        origin: OriginId,
        uses: &[AccessId],
        scope: &Scope,
    ) -> Option<AccessId> {
        if !self.is_opened_in(origin, HandleKind::Channel, scope) {
            return None;
        }
        let mut consume = None;
        for &id in uses {
            let one = self.recorder.trace().access(id);
            let kinds = &self.knowledge.operation(one.operation).operation.kinds;
            let is = |wanted: Kind| kinds.contains(&wanted);
            // Whoever closes it means to, and whoever reads deliveries holds the consumer.
            if is(Kind::Lifecycle) || is(Kind::Receive) {
                return None;
            }
            if is(Kind::Consume) && self.recorder.is_not_waited_for(one.node) {
                consume = Some(id);
            }
        }
        consume
    }

    /// Whether a handle of a channel or connection may live on.
    fn is_kept(&mut self, origin: OriginId, value: &Value<'f>, scope: &Scope) -> bool {
        self.recorder.is_shared(origin)
            || self.leads_to(value, origin)
            || self.is_inside_something(origin, scope)
    }

    /// Whether a value leads to a channel or connection.
    fn leads_to(&self, value: &Value<'f>, origin: OriginId) -> bool {
        let mut inside = self.heap.marked(value).filter_map(handle_of);
        inside.any(|(known, _)| known == origin)
    }

    /// Whether some object on the heap holds a handle of a channel, wrappers left out that nothing holds in turn.
    fn is_inside_something(&mut self, origin: OriginId, scope: &Scope) -> bool {
        let wrappers = self.heap.holders_of_handle(origin);
        if wrappers.iter().any(|&id| !self.is_local_wrapper(id, scope)) {
            return true;
        }
        let is_wrapper = |value: &Value<'f>| {
            let mut all = value.alternatives().iter();
            all.any(|one| matches!(one, Value::Obj(id) if wrappers.contains(id)))
        };
        self.heap.is_any_root(is_wrapper) || wrappers.iter().any(|&id| self.heap.is_held(id))
    }

    /// Whether an object was made in a scope and is nothing but a name for the one thing that it holds.
    fn is_local_wrapper(&self, id: ObjId, scope: &Scope) -> bool {
        let Obj::Struct(data) = self.heap.obj(id) else { return false };
        let def = self.program.ty(data.ty).def;
        id >= scope.objects
            && !def.is_enum
            && def.variants.iter().all(|variant| variant.fields.len() == 1)
    }

    /// Notes channels and connections that are given to code nobody knows.
    pub(crate) fn note_escape(&mut self, value: &Value<'f>) {
        let gone = self.heap.marked(value).filter_map(handle_of);
        for (origin, kind) in gone {
            match kind {
                HandleKind::Connection => self.recorder.note_captured(origin),
                _ => self.recorder.give_away([origin]),
            }
        }
    }

    /// Notes channels and connections that a context looks at which was started after they were opened.
    pub(crate) fn note_carried(&mut self, value: &Value<'f>) {
        let Value::Obj(id) = value else { return };
        let inner = match self.heap.obj(*id) {
            Obj::Struct(data) => data.fields.values().find_map(|field| match field {
                Value::Obj(inner) if data.fields.len() == 1 => handle_of(self.heap.obj(*inner)),
                _ => None,
            }),
            own => handle_of(own),
        };
        let Some((origin, _)) = inner else { return };
        let Some(open) = self.recorder.trace().origin(origin).node else { return };
        let cursor = self.recorder.cursor();
        let spawned = self
            .recorder
            .tree()
            .ancestors(cursor)
            .find(|&at| matches!(self.recorder.tree().node(at).kind, NodeKind::Spawn { .. }));
        // A callback is given the channel each time, and keeps none.
        let is_callback = |at| match self.recorder.tree().node(at).kind {
            NodeKind::Spawn { context, .. } => context.ends_with("callback"),
            _ => false,
        };
        if spawned.is_some_and(is_callback) {
            return;
        }
        // A task that was started before the channel was opened cannot have been given it.
        if spawned.is_some_and(|spawned| spawned > open) {
            self.recorder.note_captured(origin);
        }
    }
}

/// The channel or connection that an object is.
fn handle_of(obj: &Obj<'_>) -> Option<(OriginId, HandleKind)> {
    match obj {
        Obj::Handle(handle) => match handle.kind {
            HandleKind::Channel | HandleKind::Connection => Some((handle.origin, handle.kind)),
            _ => None,
        },
        _ => None,
    }
}
