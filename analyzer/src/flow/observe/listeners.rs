//! Records queues that a client is given for its notices, as far as nobody takes the notices out.
//!
//! Such a queue is known by the variable or the field that holds it. Whatever names that and neither fills it nor gives it to the
//! client may take from it, in code that is not followed, too.

mod left_behind;
mod names;
pub(crate) mod select;

use rustc_hash::FxHashMap;

use self::names::{Kept, Mentions};
use self::select::Select;
use crate::facts::{ExprId, ExprKind, Name};
use crate::flow::heap::code::Place;
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::{Kind, Notice};
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::node::{NodeId, NodeKind};
use crate::trace::outcome::{ConfirmTaken, Unread, Unreading, Watch};

/// Queues that clients were given, and where something is taken out of queues.
#[derive(Debug, Default)]
pub(crate) struct Listeners<'f> {
    registered: Vec<Registered<'f>>,
    taken: FxHashMap<Location, Taking>,
}

/// A queue that a client is given.
#[derive(Clone, Debug)]
struct Registered<'f> {
    place: Place<'f>,
    call: ExprId,
    access: AccessId,
}

/// How something is taken out of a queue.
#[derive(Clone, Debug)]
struct Taking {
    /// Each time: the node around, and the one that comes next.
    nodes: Vec<(NodeId, NodeId)>,
    /// Whether a context of its own does nothing else.
    is_apart: bool,
    /// Whether it is done again and again there.
    is_repeated: bool,
}

/// Who takes a client's notices out of a queue.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Hearing {
    /// Nobody.
    Nobody,
    /// Whoever waits for the first of several things, once.
    Once(Select),
    /// Somebody, as far as is known.
    Somebody,
}

impl<'f> Evaluator<'_, 'f> {
    /// A method was called on a handle: it may give the client a queue. `first` is the first operation that came of it.
    pub(crate) fn note_listener(&mut self, frame: &Frame<'f>, call: ExprId, first: AccessId) {
        let at = frame.location(frame.place.body.exprs[call].span);
        let accesses = self.recorder.trace().accesses();
        let registers = |id: &AccessId| {
            let info = self.knowledge.operation(accesses[*id].operation);
            // A wrapper of the program may register more than one at the same call.
            accesses[*id].at == at && info.operation.kinds.contains(&Kind::Register)
        };
        // Where a lost channel was replaced, either may be meant.
        let registered = accesses.ids_since(first).filter(registers);
        let of = |access| Registered { place: frame.place.clone(), call, access };
        self.listeners.registered.extend(registered.map(of));
    }

    /// Something is taken out of what may be a queue.
    pub(crate) fn note_taking(&mut self, name: Name, at: Location) {
        if !self.knowledge.may_receive(name) {
            return;
        }
        let (is_apart, is_repeated) = self.taking();
        let node = (self.recorder.cursor(), self.recorder.tree().next());
        let first = || Taking { nodes: Vec::new(), is_apart, is_repeated };
        let known = self.listeners.taken.entry(at).or_insert_with(first);
        known.nodes.push(node);
        known.is_apart &= is_apart;
        known.is_repeated |= is_repeated;
    }

    /// Whether what runs is apart from all else and does nothing but this, and whether it does it again and again.
    fn taking(&self) -> (bool, bool) {
        let (mut calls, mut is_repeated) = (0, false);
        for at in self.recorder.tree().ancestors(self.recorder.cursor()) {
            match self.recorder.tree().node(at).kind {
                NodeKind::Loop => is_repeated = true,
                NodeKind::Call(_) => calls += 1,
                // Behind the start of a context nothing outside of it takes part.
                NodeKind::Spawn { .. } => {
                    return (calls == usize::from(self.runs_one_call()), is_repeated);
                }
                _ => {}
            }
        }
        (false, is_repeated)
    }

    /// Whether the code of the context around is one call.
    fn runs_one_call(&self) -> bool {
        let Some((running, _)) = self.position.running() else { return false };
        let Value::Closure(closure) = &running.code else { return false };
        let body = &closure.place.body.exprs[closure.body].kind;
        matches!(body, ExprKind::Call { .. } | ExprKind::MethodCall { .. })
    }

    /// All was evaluated: the queues from which nobody takes, or only the first of several notices that come together.
    pub(crate) fn leave_unread(&mut self) {
        let listeners = std::mem::take(&mut self.listeners);
        for one in &listeners.registered {
            self.note_left_behind(one, &listeners.taken);
        }
        let mut kept: Vec<(AccessId, Kept<'f>)> = Vec::new();
        let mut elsewhere: Vec<&Registered<'f>> = Vec::new();
        for one in &listeners.registered {
            match self.kept_listener(one) {
                Some(found) => kept.push((one.access, found)),
                None => elsewhere.push(one),
            }
        }
        for one in elsewhere {
            let only_said = self.is_taken_to_be_said(one);
            self.note_watch(one.access, only_said);
        }
        if kept.is_empty() {
            return;
        }
        let mentions = self.mentions(&kept);
        let heard: Vec<Hearing> =
            kept.iter().map(|(_, kept)| self.hearing(kept, &mentions, &listeners.taken)).collect();
        for ((access, kept), heard) in kept.iter().zip(&heard) {
            self.note_confirms_taken((*access, kept), &mentions, &listeners.taken);
            if *heard != Hearing::Nobody {
                let only_said = self.is_said_alone(kept, &mentions);
                self.note_watch(*access, only_said);
            }
        }
        for (at, (access, queue)) in kept.iter().enumerate() {
            let how = match &heard[at] {
                Hearing::Nobody => Unreading::Never,
                Hearing::Somebody => continue,
                Hearing::Once(select) => {
                    // Notices that come together fill the queue whose turn never comes.
                    let others = (0..kept.len()).filter(|&other| match &heard[other] {
                        Hearing::Once(same) => same.is_other_arm_of(select),
                        _ => false,
                    });
                    let beside: Vec<AccessId> = others.map(|other| kept[other].0).collect();
                    if beside.is_empty() {
                        continue;
                    }
                    Unreading::OnlyFirst { select: select.at, beside }
                }
            };
            self.recorder.add_unread(Unread { register: *access, room: queue.room, how });
        }
    }

    fn note_watch(&mut self, register: AccessId, only_said: bool) {
        if self.notice_of(register) == Some(Notice::Close) {
            let of = self.recorder.trace().accesses()[register].origin;
            self.recorder.add_watch(Watch { of, only_said });
        }
    }

    fn note_confirms_taken(
        &mut self,
        (register, kept): (AccessId, &Kept<'f>),
        mentions: &Mentions<'f>,
        taken: &FxHashMap<Location, Taking>,
    ) {
        if self.notice_of(register) != Some(Notice::Confirm) {
            return;
        }
        for at in self.takings_from(kept, mentions) {
            for &(around, next) in taken.get(&at).into_iter().flat_map(|taking| &taking.nodes) {
                self.recorder.add_confirm_taken(ConfirmTaken { register, around, next });
            }
        }
    }

    /// What an operation's queue is told of.
    fn notice_of(&self, register: AccessId) -> Option<Notice> {
        let operation = self.recorder.trace().accesses()[register].operation;
        self.knowledge.operation(operation).operation.notices
    }
}
