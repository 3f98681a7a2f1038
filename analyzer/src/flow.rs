//! Program + knowledge -> [`Trace`]: evaluates the program with abstract values and writes down what happens to handles.
//!
//! Every entry point is evaluated once; a call is evaluated in the setting of its caller, so that a helper that opens a
//! channel gives each caller its own, and a wrapper that spawns what it is given needs no configuration. Only functions
//! that can matter are entered (`relevance`), and the work of one entry is bounded.

mod call;
mod entries;
mod eval;
mod known;
mod method;
mod object;
mod pattern;
mod poll;
mod relevance;
mod store;
pub mod tree;
pub mod value;

use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Name, Span};
use crate::knowledge::{ClientId, HandleKind, Knowledge, OperationId};
use crate::program::{FnId, Program, StaticId, TypeId};
use crate::resolve::paths::Resolver;
use crate::resolve::types::{Subst, Ty};
use crate::sources::Location;
use tree::{NodeId, NodeKind, OriginId, Tree, UseId};
use value::{HandleValue, Obj, ObjId, Place, Source, Value};

/// Where a handle comes from.
#[derive(Clone, Debug)]
pub struct Origin {
    /// The client.
    pub client: ClientId,
    /// What it is.
    pub kind: HandleKind,
    /// Where it was opened or came into view.
    pub at: Location,
    /// `None` when the opening was seen.
    pub source: Option<Source>,
    /// The node of the opening; `None` for handles that were there before the entry point.
    pub node: Option<NodeId>,
}

/// An operation on a handle.
#[derive(Clone, Debug)]
pub struct Use {
    /// Which.
    pub operation: OperationId,
    /// The handle's origin.
    pub origin: OriginId,
    /// The whole call.
    pub at: Location,
    /// The method's name.
    pub name_at: Location,
    /// The leaf.
    pub node: NodeId,
    /// The exclusive locks that are held.
    pub guards: Vec<ObjId>,
    /// Whether the handle is one of several that it may be.
    pub one_of_several: bool,
    /// Simple arguments and options that are known: strings, numbers, truth values by field or position.
    pub arguments: Vec<Argument>,
    /// Whether the future may be dropped before it is finished, and the call that does.
    pub cancellable: Option<Location>,
}

/// A simple argument of an operation.
#[derive(Clone, Debug, PartialEq)]
pub struct Argument {
    /// Its position, 0-based.
    pub position: usize,
    /// The field of an options struct, or the builder method that set it.
    pub field: Option<Name>,
    /// Its value.
    pub value: Simple,
}

/// A simple value.
#[derive(Clone, Debug, PartialEq)]
pub enum Simple {
    /// A string.
    Str(Rc<str>),
    /// A number.
    Int(u128),
    /// A truth value.
    Bool(bool),
}

/// What the evaluation wrote down.
#[derive(Debug, Default)]
pub struct Trace {
    /// Effects in their order.
    pub tree: Tree,
    /// Operations.
    pub uses: Vec<Use>,
    /// Origins.
    pub origins: Vec<Origin>,
    /// Places that were not followed, with the reason.
    pub skipped: Vec<(Location, String)>,
    /// Futures that are dropped without being polled, with the operations inside them.
    pub unpolled: Vec<Location>,
}

/// A lock guard that is alive.
#[derive(Debug, Clone, Copy)]
struct HeldGuard {
    guard: ObjId,
    lock: ObjId,
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
    /// What `break` gave so far.
    broken: Value<'f>,
    /// What `yield` gave so far.
    yielded: Value<'f>,
}

/// Evaluates a program.
struct Evaluator<'a, 'f> {
    program: &'a Program<'f>,
    knowledge: &'a Knowledge,
    resolver: &'a Resolver<'a, 'f>,
    relevance: relevance::Relevance,
    heap: Vec<Obj<'f>>,
    trace: Trace,
    statics: FxHashMap<StaticId, Value<'f>>,
    held: Vec<HeldGuard>,
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
    /// Set while a future that may be dropped is polled.
    cancellable: Option<Location>,
    /// Expressions that this entry point may still evaluate.
    fuel: u32,
    /// Expressions being evaluated, one inside the other.
    depth: u32,
    empty: Rc<Subst>,
    /// How often something was put into an object.
    stores: u32,
    /// What each of the ways around the cursor wrote, innermost last.
    writes: Vec<store::Writes<'f>>,
    /// Calls that were seen to do nothing that matters.
    barren: FxHashSet<(FnId, Vec<u32>)>,
    /// Clients that some package depends on.
    present: FxHashSet<ClientId>,
    /// Clients that send at the call, by crate.
    eager: Vec<Vec<ClientId>>,
}

/// Calls deeper than this are not entered.
const MAX_CALLS: usize = 64;
/// One entry point may evaluate this many expressions.
const FUEL: u32 = 100_000;

/// Expressions nested deeper than this, calls included, are not followed.
const MAX_DEPTH: u32 = 4_000;
/// Evaluation recurses with the program; this holds [`MAX_DEPTH`] expressions in a debug build, too.
pub const STACK: usize = 512 << 20;

/// Evaluates the program. Needs a stack of [`STACK`] bytes.
pub fn flow<'f>(program: &Program<'f>, knowledge: &Knowledge, context: &Context<'_>) -> Trace {
    let resolver = Resolver::new(program, knowledge);
    let relevance = relevance::Relevance::new(program, knowledge, &resolver);
    let mut evaluator = Evaluator {
        program,
        knowledge,
        resolver: &resolver,
        relevance,
        heap: Vec::new(),
        trace: Trace::default(),
        statics: FxHashMap::default(),
        held: Vec::new(),
        stack: Vec::new(),
        entered: FxHashSet::default(),
        iterations: Vec::new(),
        handlers: Vec::new(),
        shared: Vec::new(),
        shared_views: Vec::new(),
        instances: FxHashMap::default(),
        cancellable: None,
        fuel: FUEL,
        depth: 0,
        empty: Rc::default(),
        stores: 0,
        writes: Vec::new(),
        barren: FxHashSet::default(),
        present: context.present.iter().copied().collect(),
        eager: context.eager.clone(),
    };
    evaluator.run_entries(context);
    evaluator.trace
}

/// What the evaluation needs to know of the workspace.
pub struct Context<'w> {
    /// Packages that some crate depends on, by the crate's index: their names.
    pub packages: Vec<Vec<&'w str>>,
    /// Whether findings are reported in a crate, by its index.
    pub reported: Vec<bool>,
    /// Clients that some package depends on.
    pub present: Vec<ClientId>,
    /// Clients whose calls send at once, by crate index.
    pub eager: Vec<Vec<ClientId>>,
}

impl<'f> Evaluator<'_, 'f> {
    fn obj(&self, id: ObjId) -> &Obj<'f> {
        &self.heap[id.0 as usize]
    }

    fn obj_mut(&mut self, id: ObjId) -> &mut Obj<'f> {
        &mut self.heap[id.0 as usize]
    }

    fn alloc(&mut self, obj: Obj<'f>) -> ObjId {
        let id = ObjId(u32::try_from(self.heap.len()).unwrap_or(u32::MAX));
        self.heap.push(obj);
        id
    }

    fn value_of(&mut self, obj: Obj<'f>) -> Value<'f> {
        Value::Obj(self.alloc(obj))
    }

    /// Notes a place that is not followed.
    fn skip(&mut self, at: Location, why: impl Into<String>) {
        self.trace.skipped.push((at, why.into()));
    }

    /// A fresh handle, opened at the cursor.
    fn open(&mut self, client: ClientId, kind: HandleKind, at: Location) -> Value<'f> {
        let origin = self.new_origin(Origin { client, kind, at, source: None, node: None });
        let node = self.trace.tree.leaf(NodeKind::Open(origin), Some(at));
        self.trace.origins[origin.0 as usize].node = Some(node);
        self.value_of(Obj::Handle(HandleValue { client, kind, origin }))
    }

    /// A handle that came into view without being opened there.
    fn outside_handle(&mut self, client: ClientId, kind: HandleKind, source: Source) -> Value<'f> {
        // A handle that was lost on the way is another one each time the place is reached.
        let at = source.at;
        let lost = source.kind == value::SourceKind::Lost;
        let origin = self.new_origin(Origin { client, kind, at, source: Some(source), node: None });
        if lost {
            let node = self.trace.tree.leaf(NodeKind::Open(origin), Some(at));
            self.trace.origins[origin.0 as usize].node = Some(node);
        }
        self.value_of(Obj::Handle(HandleValue { client, kind, origin }))
    }

    fn new_origin(&mut self, origin: Origin) -> OriginId {
        self.trace.origins.push(origin);
        OriginId(u32::try_from(self.trace.origins.len() - 1).unwrap_or(u32::MAX))
    }

    /// Writes down an operation at the cursor.
    fn emit(&mut self, pending: &value::PendingOperation<'f>, one_of_several: bool) {
        let Obj::Handle(handle) = self.obj(pending.handle).clone() else { return };
        let id = UseId(u32::try_from(self.trace.uses.len()).unwrap_or(u32::MAX));
        let node = self.trace.tree.leaf(NodeKind::Use(id), Some(pending.at));
        let mut guards: Vec<ObjId> =
            self.held.iter().filter(|held| held.exclusive).map(|held| held.lock).collect();
        guards.sort_unstable();
        guards.dedup();
        let arguments = self.arguments(&pending.args);
        self.trace.uses.push(Use {
            operation: pending.operation,
            origin: handle.origin,
            at: pending.at,
            name_at: pending.name_at,
            node,
            guards,
            one_of_several,
            arguments,
            cancellable: self.cancellable,
        });
    }

    fn arguments(&self, args: &[Value<'f>]) -> Vec<Argument> {
        let mut out = Vec::new();
        for (position, value) in args.iter().enumerate() {
            if let Some(value) = simple(value) {
                out.push(Argument { position, field: None, value });
            } else if let Value::Obj(id) = value
                && let Obj::External { held, .. } = self.obj(*id)
            {
                out.extend(held.iter().filter_map(|value| named_option(position, value)));
            }
        }
        out
    }
}

/// An option that a struct literal or builder call set: kept as the pair of its name and value.
fn named_option(position: usize, value: &Value<'_>) -> Option<Argument> {
    let Value::Tuple(pair) = value else { return None };
    let [Value::Str(name), value] = &pair[..] else { return None };
    Some(Argument { position, field: Some(Name::from(name)), value: simple(value)? })
}

fn simple(value: &Value<'_>) -> Option<Simple> {
    match value {
        Value::Str(text) => Some(Simple::Str(text.clone())),
        Value::Int(number) => Some(Simple::Int(*number)),
        Value::Bool(truth) => Some(Simple::Bool(*truth)),
        _ => None,
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
            broken: unknown(),
            yielded: unknown(),
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
