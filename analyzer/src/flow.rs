//! Program + knowledge -> [`Trace`]: evaluates the program with abstract values and writes down what happens to handles.
//!
//! Every entry point is evaluated once; a call is evaluated in the setting of its caller, so that a helper that opens a
//! channel gives each caller its own, and a wrapper that spawns what it is given needs no configuration. Only functions
//! that can matter are entered (`relevance`), and the work of one entry is bounded.

mod bodies;
mod calls;
mod context;
mod effects;
mod entries;
mod heap;
mod language;
mod machine;
mod observe;
mod relevance;

use crate::callgraph::CallGraph;
use crate::knowledge::Knowledge;
use crate::program::Program;
use crate::resolve::paths::Resolver;
use crate::trace::Trace;
use crate::types::Types;
use bodies::Bodies;
pub use context::Context;
use heap::Heap;
use machine::calls::Calls;
use machine::frame::Frame;
use machine::limits::Limits;
use machine::locks::Locks;
use machine::position::Position;
use machine::recorder::Recorder;
use machine::schedule::Schedule;
use relevance::Relevance;

/// Evaluates a program: what is shared and only read, and the parts of its state.
struct Evaluator<'a, 'f> {
    program: &'a Program<'f>,
    knowledge: &'a Knowledge,
    context: &'a Context<'a>,
    resolver: &'a Resolver<'a, 'f>,
    types: &'a Types<'a, 'f>,
    callgraph: &'a CallGraph,
    relevance: Relevance,
    bodies: Bodies,
    heap: Heap<'a, 'f>,
    recorder: Recorder,
    position: Position<'f>,
    locks: Locks,
    calls: Calls,
    limits: Limits,
    schedule: Schedule<'f>,
    queue_ends: observe::queue_ends::QueueEnds,
    turns: observe::turns::Turns,
    listeners: observe::listeners::Listeners<'f>,
}

/// Evaluation recurses with the program; this holds [`Limit::Expressions`](crate::limits::Limit::Expressions) in a debug build,
/// too.
pub const STACK: usize = 512 << 20;

/// Evaluates the program. Needs a stack of [`STACK`] bytes.
pub fn flow(
    program: &Program<'_>,
    types: &Types<'_, '_>,
    callgraph: &CallGraph,
    knowledge: &Knowledge,
    context: &Context<'_>,
) -> Trace {
    let resolver = Resolver::new(program, knowledge);
    let relevance = Relevance::new(program, (types, callgraph), knowledge, &resolver);
    let mut evaluator = Evaluator {
        program,
        knowledge,
        context,
        resolver: &resolver,
        types,
        callgraph,
        relevance,
        bodies: Bodies::default(),
        heap: Heap::new(knowledge),
        recorder: Recorder::new(),
        position: Position::default(),
        locks: Locks::default(),
        calls: Calls::default(),
        limits: Limits::full(),
        schedule: Schedule::default(),
        queue_ends: observe::queue_ends::QueueEnds::default(),
        turns: observe::turns::Turns::default(),
        listeners: observe::listeners::Listeners::default(),
    };
    evaluator.run_entries(context);
    evaluator.note_ends_heard();
    evaluator.leave_what_grows();
    evaluator.leave_unread();
    evaluator.leave_locks();
    evaluator.recorder.forget_locks(evaluator.locks.kept_turns());
    evaluator.recorder.finish()
}
