//! Program + knowledge -> [`Trace`]: evaluates the program with abstract values and writes down what happens to handles.
//!
//! Every entry point is evaluated once; a call is evaluated in the setting of its caller, so that a helper that opens a
//! channel gives each caller its own, and a wrapper that spawns what it is given needs no configuration. Only functions
//! that can matter are entered (`relevance`), and the work of one entry is bounded.

mod calls;
mod context;
mod effects;
mod entries;
mod heap;
mod keys;
mod language;
mod machine;
mod observe;
mod relevance;

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{ExprId, Name, Span};
use crate::ids::IdVec;
use crate::knowledge::{ClientId, HandleKind, Knowledge};
use crate::limits::{Incomplete, Limit};
use crate::program::{CrateId, FnId, Program, StaticId, TypeId};
use crate::resolve::paths::Resolver;
use crate::resolve::types::{Subst, Ty};
use crate::sources::Location;
use crate::trace::access::{Access, AccessId, LockId, Lockset};
use crate::trace::handle::{Handle, OriginId, Provenance, ProvenanceKind};
use crate::trace::node::NodeId;
use crate::trace::outcome::ResultUse;
use crate::trace::tree::Mark;
use crate::trace::{Origin, Trace};
pub use context::Context;
use heap::value::{Obj, ObjId, Place, Value};

/// A lock guard that is alive.
#[derive(Debug, Clone, Copy)]
struct HeldGuard {
    guard: ObjId,
    lock: LockId,
    exclusive: bool,
}

/// The variables and control state of a running body.
#[derive(Debug)]
struct Frame<'f> {
    place: Place<'f>,
    vars: Vec<(Name, Value<'f>)>,
    /// What `return` gave so far.
    returned: Value<'f>,
    /// Whether code after this point is not reached.
    ended: bool,
    /// Whether some way through the loop around goes on with its next iteration.
    continued: bool,
    /// What `break` gave so far.
    broken: Value<'f>,
    /// What `yield` gave so far.
    yielded: Value<'f>,
    /// The node whose end is the body's end.
    node: NodeId,
    /// Loops around, innermost last, with their labels.
    loops: Vec<(Option<Name>, NodeId)>,
    /// Deliveries whose presence the condition that is evaluated asks for.
    asked: Vec<OriginId>,
    /// Variables with the results of operations that nobody asked for yet.
    results: Vec<(Name, AccessId)>,
}

/// Evaluates a program.
struct Evaluator<'a, 'f> {
    program: &'a Program<'f>,
    knowledge: &'a Knowledge,
    resolver: &'a Resolver<'a, 'f>,
    relevance: relevance::Relevance,
    heap: IdVec<ObjId, Obj<'f>>,
    trace: Trace,
    statics: FxHashMap<StaticId, Value<'f>>,
    held: Vec<HeldGuard>,
    /// The locks of which a guard was taken, as the trace calls them.
    locks: FxHashMap<ObjId, LockId>,
    /// Functions being evaluated, innermost last.
    stack: Vec<FnId>,
    /// Functions that were entered at least once.
    entered: FxHashSet<FnId>,
    /// Iterations around the cursor, innermost last.
    iterations: Vec<NodeId>,
    /// Handlers that were registered and run once the entry points are done.
    handlers: Vec<entries::Handler<'f>>,
    /// Values that were made shared state, with their types' heads.
    shared: Vec<Value<'f>>,
    /// Made-up shared values by type, one for all handlers.
    shared_views: Vec<(Ty, Value<'f>)>,
    /// Objects of each type that were made in view.
    instances: FxHashMap<TypeId, Vec<ObjId>>,
    /// Set while a future that may be dropped is polled: the node around it.
    cancellable: Option<NodeId>,
    /// How far the trace was when something was last waited for that is no operation.
    waited: NodeId,
    /// Channels that went where nobody can follow them.
    escaped: FxHashSet<OriginId>,
    /// Variables' channels that a context started elsewhere uses.
    carried: FxHashSet<OriginId>,
    /// Whether steps are written down.
    watch: observe::step::Watch,
    /// What this entry point may still evaluate.
    fuel: machine::fuel::Fuel,
    /// Expressions being evaluated, one inside the other.
    depth: u32,
    empty: Rc<Subst>,
    /// The objects that were made while a loop was evaluated.
    made_in: FxHashMap<NodeId, std::ops::Range<ObjId>>,
    /// Where each cell was made.
    births: FxHashMap<ObjId, NodeId>,
    /// Loops around the cursor that are evaluated for the second time.
    unrolled: u8,
    /// How often something was put into an object.
    stores: u32,
    /// What each of the ways around the cursor wrote, innermost last.
    writes: Vec<heap::store::Writes<'f>>,
    /// Calls that were seen to do nothing that matters.
    barren: calls::barren::Barren,
    /// For each call around: what had been done when it began.
    quiet: Vec<(Mark, u32)>,
    /// Contexts and lanes around the cursor, innermost last.
    running: Vec<effects::messages::Running<'f>>,
    /// Who holds and who waits at queues.
    queue_ends: observe::queue_ends::QueueEnds,
    /// Code that found a queue empty.
    waiting: Vec<effects::messages::Waiting<'f>>,
    /// Which expressions of each body cost nothing, by the body's address.
    costless: FxHashMap<usize, Rc<IdVec<ExprId, bool>>>,
    /// The names of each body that was asked about, by the body's address.
    bindings: FxHashMap<usize, Rc<observe::bindings::Bindings>>,
    /// Where each channel's handle was cloned.
    cloned: FxHashSet<(OriginId, Location)>,
    /// For the statement that binds a channel: where the variable's name may stand, when nothing but clones is made of it.
    only_cloned: FxHashMap<Location, Option<(Location, usize)>>,
    /// Clients that some package depends on.
    present: FxHashSet<ClientId>,
    /// Clients that send at the call, by crate.
    eager: IdVec<CrateId, Vec<ClientId>>,
}

/// Loops inside loops are evaluated twice this deep at most.
const MAX_UNROLLED: u8 = 2;
/// Evaluation recurses with the program; this holds [`Limit::Expressions`] in a debug build, too.
pub const STACK: usize = 512 << 20;

/// Evaluates the program. Needs a stack of [`STACK`] bytes.
pub fn flow(program: &Program<'_>, knowledge: &Knowledge, context: &Context<'_>) -> Trace {
    let resolver = Resolver::new(program, knowledge);
    let relevance = relevance::Relevance::new(program, knowledge, &resolver);
    let mut evaluator = Evaluator {
        program,
        knowledge,
        resolver: &resolver,
        relevance,
        heap: IdVec::default(),
        trace: Trace::default(),
        statics: FxHashMap::default(),
        held: Vec::new(),
        locks: FxHashMap::default(),
        stack: Vec::new(),
        entered: FxHashSet::default(),
        iterations: Vec::new(),
        handlers: Vec::new(),
        shared: Vec::new(),
        shared_views: Vec::new(),
        instances: FxHashMap::default(),
        cancellable: None,
        waited: NodeId::PROGRAM,
        escaped: FxHashSet::default(),
        carried: FxHashSet::default(),
        watch: observe::step::Watch::default(),
        fuel: machine::fuel::Fuel::full(),
        depth: 0,
        empty: Rc::default(),
        made_in: FxHashMap::default(),
        births: FxHashMap::default(),
        unrolled: 0,
        stores: 0,
        writes: Vec::new(),
        barren: calls::barren::Barren::default(),
        quiet: Vec::new(),
        running: Vec::new(),
        queue_ends: observe::queue_ends::QueueEnds::default(),
        waiting: Vec::new(),
        costless: FxHashMap::default(),
        bindings: FxHashMap::default(),
        cloned: FxHashSet::default(),
        only_cloned: FxHashMap::default(),
        present: context.present.iter().copied().collect(),
        eager: context.eager.clone(),
    };
    evaluator.run_entries(context);
    evaluator.note_ends_heard();
    let given_away = std::mem::take(&mut evaluator.escaped);
    evaluator.trace.given_away.extend(given_away);
    evaluator.trace
}

impl<'f> Evaluator<'_, 'f> {
    fn obj(&self, id: ObjId) -> &Obj<'f> {
        &self.heap[id]
    }

    fn obj_mut(&mut self, id: ObjId) -> &mut Obj<'f> {
        &mut self.heap[id]
    }

    fn alloc(&mut self, obj: Obj<'f>) -> ObjId {
        self.heap.push(obj)
    }

    fn value_of(&mut self, obj: Obj<'f>) -> Value<'f> {
        Value::Obj(self.alloc(obj))
    }

    /// Which expressions of a body cost nothing.
    fn costless(&mut self, body: &'f crate::facts::Body) -> Rc<IdVec<ExprId, bool>> {
        let key = std::ptr::from_ref(body).addr();
        let known = self.costless.entry(key);
        known.or_insert_with(|| Rc::new(machine::costless::costless(body))).clone()
    }

    /// The names of a body.
    fn bindings(&mut self, body: &'f crate::facts::Body) -> Rc<observe::bindings::Bindings> {
        let key = std::ptr::from_ref(body).addr();
        let known = self.bindings.entry(key);
        known.or_insert_with(|| Rc::new(observe::bindings::Bindings::new(body))).clone()
    }

    /// Writes down that something is not followed to its end.
    fn give_up(&mut self, limit: Limit, at: Location, message: impl Into<String>) {
        let given_up = Incomplete { at, limit, message: message.into() };
        if !self.trace.incomplete.contains(&given_up) {
            self.trace.incomplete.push(given_up);
        }
    }

    /// Whether no more calls are entered.
    fn is_too_deep(&self) -> bool {
        self.stack.len() >= Limit::Calls.most() as usize
    }

    /// A fresh handle, opened at the cursor.
    fn open(&mut self, client: ClientId, kind: HandleKind, at: Location) -> Value<'f> {
        self.open_on_connection(client, kind, None, at)
    }

    /// A fresh handle, opened at the cursor on a connection.
    fn open_on_connection(
        &mut self,
        client: ClientId,
        kind: HandleKind,
        connection: Option<OriginId>,
        at: Location,
    ) -> Value<'f> {
        let opened = Origin { client, kind, at, provenance: None, node: None, connection };
        let origin = self.trace.open(opened);
        self.value_of(Obj::Handle(Handle { client, kind, origin, by: None, part: false }))
    }

    /// A handle that came into view without being opened there.
    fn outside_handle(
        &mut self,
        client: ClientId,
        kind: HandleKind,
        provenance: Provenance,
    ) -> Value<'f> {
        let (at, how) = (provenance.at, provenance.kind);
        let provenance = Some(provenance);
        let origin = Origin { client, kind, at, provenance, node: None, connection: None };
        let origin = match how {
            // A handle that was lost on the way is another one each time the place is reached.
            ProvenanceKind::Imprecise => self.trace.open(origin),
            _ => self.trace.add_origin(origin),
        };
        self.value_of(Obj::Handle(Handle { client, kind, origin, by: None, part: false }))
    }

    /// Writes down an operation at the cursor.
    fn emit(&mut self, pending: &heap::value::PendingOperation<'f>) -> Option<AccessId> {
        let Obj::Handle(handle) = self.obj(pending.handle).clone() else { return None };
        self.fuel.renew();
        let lockset = self.locks_held();
        let arguments = self.arguments(&pending.args);
        let deliveries = self.deliveries_in(&pending.args);
        let cancellable = self.cancellable;
        Some(self.trace.add_access(pending.at, |node| Access {
            operation: pending.operation,
            origin: handle.origin,
            at: pending.at,
            name_at: pending.name_at,
            node,
            lockset,
            arguments,
            cancellable,
            by: handle.by,
            deliveries,
            result_use: ResultUse::Unknown,
        }))
    }

    /// The locks that are held.
    fn locks_held(&self) -> Lockset {
        let locks = |exclusive| {
            let held = self.held.iter().filter(|held| held.exclusive == exclusive);
            held.map(|held| held.lock).collect()
        };
        Lockset::new(locks(true), locks(false))
    }

    /// Deliveries that an operation is given, also inside its options.
    fn deliveries_in(&self, args: &[Value<'f>]) -> Vec<Handle> {
        let mut out: Vec<Handle> = Vec::new();
        for arg in args {
            self.visit(arg, 2, &mut |obj| {
                if let Obj::Handle(handle) = obj
                    && handle.kind == HandleKind::Delivery
                {
                    let whole = Handle { part: false, ..handle.clone() };
                    if !out.contains(&whole) {
                        out.push(whole);
                    }
                }
            });
        }
        out
    }
}

impl<'f> Frame<'f> {
    fn new(place: Place<'f>, vars: Vec<(Name, Value<'f>)>) -> Self {
        let unknown = || Value::Unknown;
        Self {
            place,
            vars,
            returned: unknown(),
            ended: false,
            continued: false,
            broken: unknown(),
            yielded: unknown(),
            node: NodeId::PROGRAM,
            loops: Vec::new(),
            asked: Vec::new(),
            results: Vec::new(),
        }
    }

    fn location(&self, span: Span) -> Location {
        Location { file: self.place.file, span }
    }

    fn lookup(&self, name: Name) -> Option<&Value<'f>> {
        self.vars.iter().rev().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    fn declare(&mut self, name: Name, value: Value<'f>) {
        self.vars.push((name, value));
    }

    /// Replaces the value of the innermost variable of this name.
    fn assign(&mut self, name: Name, value: Value<'f>) {
        if let Some((_, slot)) = self.vars.iter_mut().rev().find(|(known, _)| *known == name) {
            *slot = value;
        }
    }
}
