//! The ways through the code that answers one delivery, and the answers that each has behind it.
//!
//! A way is followed from the first answer on: what asks how it went may tell the ways apart on which a delivery was
//! answered, so behind it only what is answered on all of them counts.

use super::Twice;
use crate::knowledge::Kind;
use crate::model::Model;
use crate::trace::access::AccessId;
use crate::trace::node::{Leave, NodeId, NodeKind, Step};
use crate::trace::outcome::ResultUse;

/// Every second answer behind a first one on the same way. `answers` are those to one delivery, in program order.
pub(super) fn answered_again(model: &Model<'_, '_>, answers: &[AccessId]) -> Vec<Twice> {
    let [first, .., last] = answers[..] else { return Vec::new() };
    let (from, to) = (model.access(first).node, model.access(last).node);
    let Some(around) = model.nearest_around(from, to) else { return Vec::new() };
    let mut walk = Walk { model, answers, exits: Vec::new(), found: Vec::new() };
    walk.after(around, State::open());
    walk.found
}

/// An answer that some way has behind it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Answer {
    by: AccessId,
    /// Whether an error of something else left the function that answered.
    errored: bool,
    /// Whether a function that it is called from answers on some ways only: what it was given may decide.
    conditional: bool,
}

/// What can be true of the delivery at a point.
#[derive(Clone, Debug, Default, PartialEq)]
struct State {
    /// It is not answered.
    open: bool,
    /// The answer itself failed: the channel is lost, and whoever asks hears of it.
    failed: bool,
    /// It is answered.
    answers: Vec<Answer>,
}

impl State {
    fn open() -> Self {
        Self { open: true, ..Self::default() }
    }

    fn is_reached(&self) -> bool {
        self.open || self.failed || !self.answers.is_empty()
    }

    fn or(mut self, other: Self) -> Self {
        self.open |= other.open;
        self.failed |= other.failed;
        for answer in other.answers {
            if !self.answers.contains(&answer) {
                self.answers.push(answer);
            }
        }
        self
    }

    /// Behind a question: its answer may be that this way is none of those on which the delivery is answered.
    fn doubted(&self) -> Self {
        let mut state = self.clone();
        if state.open {
            state.answers.clear();
        } else if state.failed {
            state.answers.retain(|answer| answer.errored);
            state.open = state.answers.is_empty();
        }
        state
    }

    /// An error of something else leaves a function.
    fn errored(mut self) -> Self {
        self.answers.iter_mut().for_each(|answer| answer.errored = true);
        self
    }
}

/// A walk over the ways through the code that answers one delivery.
struct Walk<'m, 'a, 'f> {
    model: &'m Model<'a, 'f>,
    /// The answers, in program order.
    answers: &'m [AccessId],
    /// States that left a node early, by the node that they left.
    exits: Vec<(NodeId, State)>,
    found: Vec<Twice>,
}

impl Walk<'_, '_, '_> {
    fn sequence(&mut self, node: NodeId, mut state: State) -> State {
        let start = state.clone();
        let second = self.model.loop_info(node).second;
        let mut first_turn = None;
        // What came just before, and what was true before that.
        let mut before: Option<(NodeId, State)> = None;
        for &child in self.model.children(node) {
            if first_turn.is_none() && second.is_some_and(|second| second <= child) {
                first_turn = Some(std::mem::replace(&mut state, start.clone()));
                before = None;
            }
            if !state.is_reached() {
                continue;
            }
            if let Some((at, earlier)) = &before
                && self.is_dropped(*at)
            {
                state.failed = earlier.failed;
            }
            let earlier = state.clone();
            state = match self.model.tree().node(child).kind {
                NodeKind::Step(Step::Leave(how, to)) => self.leave((how, to), state, before.take()),
                NodeKind::Branch if self.asks_answer(before.as_ref(), child) => {
                    let earlier = before.take().map(|(_, earlier)| earlier).unwrap_or_default();
                    self.after_question(child, &state, &earlier)
                }
                _ => self.after(child, state),
            };
            before = Some((child, earlier));
        }
        match first_turn {
            Some(first) => first.or(state),
            None => state,
        }
    }

    /// Whether a node is an answer of whose result nothing is known, and which is not the last of its function.
    fn is_dropped(&self, at: NodeId) -> bool {
        self.answer_at(at).is_some_and(|id| self.model.access(id).result_use == ResultUse::Unknown)
    }

    fn answer_at(&self, at: NodeId) -> Option<AccessId> {
        match self.model.tree().node(at).kind {
            NodeKind::Access(id) => Some(id).filter(|id| self.answers.contains(id)),
            _ => None,
        }
    }

    fn after(&mut self, node: NodeId, state: State) -> State {
        if let Some(id) = self.answer_at(node) {
            return self.answer(id, &state);
        }
        match self.model.tree().node(node).kind {
            // Whatever came before, the panic may have come before that.
            NodeKind::Step(Step::Caught) => State { open: true, ..state },
            NodeKind::Access(_)
            | NodeKind::Step(_)
            | NodeKind::Open(_)
            | NodeKind::Join(_)
            | NodeKind::Stop(_) => state,
            // Whoever calls the entries of a program may call one of them for each delivery.
            NodeKind::Branch | NodeKind::Together | NodeKind::Program => {
                self.after_branch(node, state)
            }
            NodeKind::Loop => self.after_loop(node, state),
            NodeKind::Cancellable => {
                let answers = self.answer_inside(node).is_some();
                let mut end = self.through(node, state);
                end.open |= answers;
                end
            }
            _ => self.through(node, state),
        }
    }

    /// Everything in a node, with what leaves it early.
    fn through(&mut self, node: NodeId, state: State) -> State {
        let end = self.sequence(node, state);
        let (here, rest): (Vec<_>, Vec<_>) =
            std::mem::take(&mut self.exits).into_iter().partition(|(left, _)| *left == node);
        self.exits = rest;
        let mut end = here.into_iter().fold(end, |end, (_, state)| end.or(state));
        for answer in end.answers.iter_mut().filter(|_| end.open) {
            answer.conditional |= self.called(answer.by) == Some(node);
        }
        end
    }

    /// The call of the function that an answer stands in.
    fn called(&self, id: AccessId) -> Option<NodeId> {
        let mut around = self.model.tree().ancestors(self.model.access(id).node);
        around.find(|&at| matches!(self.model.tree().node(at).kind, NodeKind::Call(_)))
    }

    fn answer(&mut self, id: AccessId, state: &State) -> State {
        self.tell(&state.answers, id);
        let asked = matches!(
            self.model.access(id).result_use,
            ResultUse::Unknown | ResultUse::Checked | ResultUse::Left
        );
        let answers = vec![Answer { by: id, errored: false, conditional: false }];
        State { open: false, failed: asked, answers }
    }

    /// Of several first answers the one is told that stands elsewhere.
    fn tell(&mut self, before: &[Answer], second: AccessId) {
        let place = |id| self.model.access(id).at;
        let firsts = || {
            let before = before.iter().filter(|one| self.is_sure(**one, second)).map(|one| one.by);
            before.filter(|&by| self.is_refused(by, second) && !self.is_one_call(by, second))
        };
        let elsewhere = firsts().find(|&by| place(by) != place(second));
        if let Some(first) = elsewhere.or_else(|| firsts().next()) {
            self.found.push(Twice { first, second });
        }
    }

    /// Whether the broker gets both answers: what a delivery answers itself, it answers once.
    fn is_refused(&self, first: AccessId, second: AccessId) -> bool {
        let by_itself = |id| self.model.is_kind(id, Kind::DeliveryAck);
        let client = self.model.client_of(self.model.access(first).origin);
        !(client.answers_once && by_itself(first) && by_itself(second))
    }

    /// A function that is given what to do does not do it twice because it does it in the end.
    fn is_sure(&self, first: Answer, second: AccessId) -> bool {
        let function = |id| self.model.function_of(self.model.access(id).node);
        !first.conditional || function(first.by) != function(second)
    }

    /// Whether two operations are one call, which is sent when it is made, and again when it is awaited.
    fn is_one_call(&self, first: AccessId, second: AccessId) -> bool {
        let (one, other) = (self.model.access(first), self.model.access(second));
        one.at == other.at && self.model.sends_at_the_call(one.origin, one.at)
    }

    fn leave(
        &mut self,
        (how, to): (Leave, NodeId),
        mut state: State,
        before: Option<(NodeId, State)>,
    ) -> State {
        match how {
            Leave::End => return State::default(),
            Leave::Return | Leave::Break | Leave::Continue => {
                let gives_error = |at: NodeId| {
                    self.model.tree().node(at).kind == NodeKind::Step(Step::GivesError)
                };
                let errs = before.is_some_and(|(at, _)| gives_error(at));
                self.exits.push((to, if errs { state.errored() } else { state }));
                return State::default();
            }
            Leave::Try | Leave::TryReceive => {}
        }
        let Some((at, earlier)) = before else {
            self.exits.push((to, state.clone().errored()));
            return state;
        };
        if self.answer_at(at).is_some() {
            // It fails itself.
            self.exits.push((to, State { failed: true, open: false, ..earlier }));
            return State { failed: false, ..state };
        }
        self.exits.push((to, state.clone().errored()));
        if state.open {
            // What was called may have said by its error that it has answered.
            state.answers.retain(|answer| earlier.answers.contains(answer));
        }
        state.failed &= earlier.failed;
        state
    }

    /// Whether a branch asks whether the answer right before it could be given.
    fn asks_answer(&self, before: Option<&(NodeId, State)>, branch: NodeId) -> bool {
        let is_answer = before.is_some_and(|(at, _)| self.answer_at(*at).is_some());
        is_answer && self.model.children(branch).iter().any(|&way| self.model.is_failed_way(way))
    }

    /// Behind the question whether an answer could be given: on one way it was not, on the others it was.
    fn after_question(&mut self, branch: NodeId, state: &State, earlier: &State) -> State {
        let ways = self.model.children(branch).to_vec();
        let ends: Vec<State> = ways
            .into_iter()
            .map(|way| {
                let start = if self.model.is_failed_way(way) {
                    State { failed: true, open: false, ..earlier.clone() }
                } else {
                    State { failed: false, ..state.clone() }
                };
                let end = self.through(way, start);
                if self.gives_error(way) { end.errored() } else { end }
            })
            .collect();
        ends.into_iter().fold(State::default(), State::or)
    }

    /// Ways that exclude each other, or may not be gone at all.
    fn after_branch(&mut self, node: NodeId, state: State) -> State {
        let doubted = state.doubted();
        let ways = self.model.children(node).to_vec();
        let mut ends = Vec::new();
        let left = self.exits.len();
        for &way in &ways {
            let end = self.through(way, doubted.clone());
            let errs = self.gives_error(way);
            ends.push(if errs { end.errored() } else { end });
        }
        let Some(inside) = self.answer_inside(node) else {
            // A question that sends some ways elsewhere may be about the answer.
            let sorts = ends.iter().any(|end| !end.is_reached());
            return if sorts { ends.into_iter().fold(State::default(), State::or) } else { state };
        };
        let leaves_open = self.exits.iter().skip(left).any(|(_, state)| state.open);
        let all = !leaves_open
            && ways.iter().zip(&ends).all(|(&way, end)| {
                !end.open && (!end.is_reached() || self.answer_inside(way).is_some())
            });
        if all {
            let is_doubtful = |one: &Answer| !doubted.answers.contains(one);
            let certain: Vec<Answer> = state.answers.into_iter().filter(is_doubtful).collect();
            self.tell(&certain, inside);
        }
        ends.into_iter().fold(State::default(), State::or)
    }

    /// Whether a way gives an error: whoever is told of one may come from here.
    fn gives_error(&self, way: NodeId) -> bool {
        let mut steps =
            self.model.children(way).iter().map(|&at| self.model.tree().node(at).kind.clone());
        steps.any(|kind| kind == NodeKind::Step(Step::GivesError))
    }

    /// A loop, which may have no turn.
    fn after_loop(&mut self, node: NodeId, state: State) -> State {
        let end = self.through(node, state.doubted());
        if self.answer_inside(node).is_some() { state.doubted().or(end) } else { state }
    }

    /// The first answer inside a node.
    fn answer_inside(&self, node: NodeId) -> Option<AccessId> {
        let mut answers = self.answers.iter().copied();
        answers.find(|&id| self.model.is_inside(self.model.access(id).node, node))
    }
}
