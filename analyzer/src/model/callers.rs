//! Callers that are not in view: which functions that are offered to others run at the same time.
//!
//! Where no type says whether several contexts may use a value, two things in the code do. A function that returns when its
//! consumer ends leaves nobody who called it free to call another one: who calls both does so from two contexts. And a lock beside
//! what functions work on is there because several contexts call them. Only functions that send or consume are asked: what
//! does no more than set up or close is called before and after them.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Model, Within};
use crate::facts::TypeRef;
use crate::knowledge::Kind;
use crate::program::FnId;
use crate::trace::handle::OriginId;
use crate::trace::node::{NodeId, NodeKind};

/// What calls of offered functions do with channels.
#[derive(Default)]
pub(super) struct Callers {
    /// The calls that send on a channel or consume from it.
    at_work: FxHashSet<(OriginId, NodeId)>,
    /// Those that send on it.
    sending: FxHashSet<(OriginId, NodeId)>,
    /// Those that return when a consumer of the channel ends.
    staying: FxHashSet<(OriginId, NodeId)>,
}

/// Two contexts that meet: the one that runs beside the rest, and the other.
type Meeting = (Within, NodeId, Option<NodeId>);

impl Model<'_, '_> {
    /// What the calls of offered functions do, where types say nothing of who may call them.
    pub(super) fn find_callers(&self) -> Callers {
        let mut callers = Callers::default();
        // In Rust a type says who may share it: `&self`, `Arc`, `Sync`.
        if !self.language().shares_without_a_word() {
            return callers;
        }
        let mut loops: FxHashMap<(OriginId, NodeId), NodeId> = FxHashMap::default();
        let mut sent: Vec<(NodeId, NodeId)> = Vec::new();
        for (id, one) in self.trace.accesses().entries() {
            let Some(call) = self.offered_call(one.node) else { continue };
            let is_own = self.context_of(one.node).is_none();
            let publishes = self.is_kind(id, Kind::Publish);
            if publishes || self.is_kind(id, Kind::Consume) || self.is_kind(id, Kind::Get) {
                callers.at_work.insert((one.origin, call));
            }
            if publishes {
                callers.sending.insert((one.origin, call));
            }
            // What a context of its own sends comes whenever it likes, and is no question.
            if publishes && is_own {
                sent.push((call, one.node));
            }
            if self.is_kind(id, Kind::Receive)
                && is_own
                && let Some(around) = self.outermost_loop(one.node, call)
            {
                loops.entry((one.origin, call)).or_insert(around);
            }
        }
        // Who sends first and then waits for what comes back asks and is answered: that ends with the answer.
        let asks = |call: NodeId, around: NodeId| {
            sent.iter().any(|&(of, node)| of == call && !self.is_inside(node, around))
        };
        let staying = loops.into_iter().filter(|&((_, call), around)| !asks(call, around));
        // A loop over deliveries that nothing was asked before ends with its consumer alone.
        callers.staying = staying.map(|(of, _)| of).collect();
        callers
    }

    fn outermost_loop(&self, node: NodeId, call: NodeId) -> Option<NodeId> {
        let around = self.tree().ancestors(node).take_while(|&at| at != call);
        around.filter(|&at| self.tree().node(at).kind == NodeKind::Loop).last()
    }

    /// The call of an offered function that a node is in.
    fn offered_call(&self, node: NodeId) -> Option<NodeId> {
        let mut around = self.tree().ancestors(node);
        around.find(|&at| self.offered_function(at).is_some())
    }

    /// The function that others are offered and that something outside calls at a node.
    fn offered_function(&self, at: NodeId) -> Option<FnId> {
        let NodeKind::Entry(id) = self.tree().node(at).kind else { return None };
        let data = self.program.function(id);
        let home = self.program.module(data.module).krate;
        let is_offered = data.public && self.program.crates[home].offered;
        (is_offered && !self.is_main(id) && !data.is_test()).then_some(id)
    }

    /// The context that a node is in: a call of an offered function is one, as others run beside it.
    pub(super) fn run_of(&self, node: NodeId) -> Option<NodeId> {
        let offered = || {
            let shares = self.language().shares_without_a_word();
            shares.then(|| self.offered_call(node)).flatten()
        };
        self.context_of(node).or_else(offered)
    }

    /// Whether calls of two offered functions run at the same time.
    pub(super) fn meet_as_calls(&self, origin: OriginId, a: NodeId, b: NodeId) -> Option<Meeting> {
        let works = |call: NodeId| self.callers.at_work.contains(&(origin, call));
        let (one, other) = (self.offered_function(a)?, self.offered_function(b)?);
        // Set-up and shutdown come before and behind all calls.
        if !works(a) || !works(b) {
            return None;
        }
        let stays = |call: NodeId| self.callers.staying.contains(&(origin, call));
        if one == other {
            let again = self.is_called_beside_itself(origin, a, one);
            return again.then_some((Within::Tasks, b, Some(a)));
        }
        let expected = self.expects_company(one) && self.expects_company(other);
        match (stays(a), stays(b)) {
            (true, _) => Some((Within::Tasks, a, Some(b))),
            (false, true) => Some((Within::Tasks, b, Some(a))),
            (false, false) => expected.then_some((Within::Tasks, b, Some(a))),
        }
    }

    /// What a call of an offered function left running meets the next call of another one.
    pub(super) fn meet_after_a_call(
        &self,
        origin: OriginId,
        (a, below_a): (NodeId, NodeId),
        (b, below_b): (NodeId, NodeId),
    ) -> Option<Meeting> {
        let (one, other) = (self.offered_function(below_a)?, self.offered_function(below_b)?);
        let works = |call: NodeId| self.callers.at_work.contains(&(origin, call));
        if !works(below_a) || !works(below_b) || one == other && !self.takes_payload(one) {
            return None;
        }
        let left = |node: NodeId| self.outliving_spawn(node, NodeId::PROGRAM, None);
        match (left(a), left(b)) {
            (left_a, Some(context)) => Some((Within::Tasks, context, left_a.or(Some(below_a)))),
            (Some(context), None) => Some((Within::Tasks, context, Some(below_b))),
            (None, None) => None,
        }
    }

    /// Whether a call of an offered function meets another call of it on the same channel.
    pub(super) fn meets_its_next_call(&self, origin: OriginId, call: NodeId, leaf: NodeId) -> bool {
        let Some(id) = self.offered_function(call) else { return false };
        // Asked of the call itself, it is whether anything in it does.
        // What the call opened for itself meets nobody, unless it put it where the next call looks.
        let is_left = || leaf == call || self.is_left_before(origin, leaf);
        if self.is_opened_in(origin, call) && !(self.trace.left.contains(origin) && is_left()) {
            return false;
        }
        self.callers.at_work.contains(&(origin, call))
            && self.is_called_beside_itself(origin, call, id)
    }

    /// Whether a function is called again while one call of it runs: by each with something else to send, or from another queue.
    fn is_called_beside_itself(&self, origin: OriginId, call: NodeId, id: FnId) -> bool {
        let stays = self.callers.staying.contains(&(origin, call));
        let sends = self.callers.sending.contains(&(origin, call));
        (stays || self.expects_company(id)) && self.is_told_what_to_consume(id)
            || sends && self.expects_company(id) && self.takes_payload(id)
    }

    /// Whether a call had left a channel where the next one finds it, when it came to a node.
    fn is_left_before(&self, origin: OriginId, node: NodeId) -> bool {
        let first = self.publications.partition_point(|&(known, _)| known < origin);
        let published = self.publications.get(first).filter(|(known, _)| *known == origin);
        published.is_some_and(|&(_, at)| at < node)
    }

    /// Whether a call of an offered function returns when its consumer ends.
    pub(super) fn stays(&self, call: NodeId) -> bool {
        self.callers.staying.iter().any(|&(_, known)| known == call)
    }

    fn expects_company(&self, id: FnId) -> bool {
        self.trace.expects_company.contains(id)
    }

    /// Whether whoever calls says which queue: each call consumes from another one.
    fn is_told_what_to_consume(&self, id: FnId) -> bool {
        let language = self.language();
        let is_text = |ty: &TypeRef| match ty {
            TypeRef::Path(path) => {
                path.segments.last().is_some_and(|it| language.is_text(it.name.as_str()))
            }
            _ => false,
        };
        let function = self.program.function(id).function;
        function.params.iter().any(|param| is_text(&param.ty))
    }
}
