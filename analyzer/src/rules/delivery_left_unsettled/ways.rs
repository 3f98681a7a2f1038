//! The ways through a turn of a loop over deliveries, and what they leave of the delivery.

use super::asked::{asks_of_call_before, drops_the_work, is_told_before, takes_back};
use super::state::{Flying, How, State, Unsettled};
use crate::knowledge::Kind;
use crate::model::Model;
use crate::model::turn::DeliveryLoop;
use crate::trace::access::AccessId;
use crate::trace::node::{Leave, NodeId, NodeKind, Step};

/// States that left a node early, by the node that they left.
type Exits = Vec<(NodeId, State)>;

/// The ways through a turn on which the delivery is not settled and the loop goes on.
pub(super) fn unsettled_ways(model: &Model<'_, '_>, repeat: &DeliveryLoop) -> Vec<Unsettled> {
    let mut exits = Exits::new();
    let start = if repeat.receive.is_none() {
        State { flying: vec![Flying::fresh()], ..State::default() }
    } else {
        State { absent: true, ..State::default() }
    };
    let end = sequence(model, repeat.node, repeat, start, &mut exits);
    let goes_on = is_consumed_again(model, repeat);
    let going_on = exits.into_iter().filter(|(node, _)| *node == repeat.node).map(|(_, state)| {
        // Who leaves the loop for good leaves the delivery to the end of the channel.
        if goes_on { state } else { state.without_left() }
    });
    let mut all = going_on.fold(end, State::or);
    all.flying.retain(|flying| !ends_the_stream(model, repeat, flying.way));
    let flying = all.flying.into_iter().map(|flying| flying.way);
    all.lost.into_iter().chain(flying).collect()
}

/// Whether a way leaves a closure with an error that ends the stream, and the consumer with it.
fn ends_the_stream(model: &Model<'_, '_>, repeat: &DeliveryLoop, way: Unsettled) -> bool {
    let ends_on_error = model.drain_of(repeat.node).is_some_and(|drain| drain.ends_on_error);
    let leaves = |(at, step): (NodeId, Step)| match step {
        Step::Leave(Leave::Try, target) => {
            let mut around = model.between(target, repeat.node);
            let is_outermost = !around.any(|at| {
                matches!(model.tree().node(at).kind, NodeKind::Call(_) | NodeKind::Closure)
            });
            is_outermost && model.tree().node(at).at == way.at
        }
        _ => false,
    };
    ends_on_error && model.steps_in(repeat.node).into_iter().any(leaves)
}

/// Whether deliveries of the same channel are taken once the loop was left: then what it left unanswered counts.
fn is_consumed_again(model: &Model<'_, '_>, repeat: &DeliveryLoop) -> bool {
    let mut around = model.tree().ancestors(repeat.node).skip(1);
    let is_repeated = around.any(|at| {
        model.tree().node(at).kind == NodeKind::Loop && !model.is_opened_in(repeat.origin, at)
    });
    let takes = |id: AccessId| {
        let one = model.access(id);
        one.origin == repeat.origin
            && (model.is_kind(id, Kind::Receive) || model.is_kind(id, Kind::Consume))
            && !model.is_inside(one.node, repeat.node)
            && model.can_follow(repeat.node, one.node)
    };
    is_repeated || model.trace.accesses().ids().any(takes)
}

fn sequence(
    model: &Model<'_, '_>,
    node: NodeId,
    of: &DeliveryLoop,
    mut state: State,
    exits: &mut Exits,
) -> State {
    let start = state.clone();
    let mut first_turn = None;
    for &child in model.children(node) {
        let second = model.loop_info(node).second;
        if first_turn.is_none() && second.is_some_and(|second| second <= child) {
            first_turn = Some(std::mem::replace(&mut state, start.clone()));
        }
        if state.is_reached() {
            state = after(model, child, of, state, exits);
        }
    }
    match first_turn {
        Some(first) => first.or(state),
        None => state,
    }
}

fn after(
    model: &Model<'_, '_>,
    node: NodeId,
    of: &DeliveryLoop,
    mut state: State,
    exits: &mut Exits,
) -> State {
    match &model.tree().node(node).kind {
        NodeKind::Access(id)
            if of
                .receive
                .is_some_and(|receive| model.access(*id).at == model.access(receive).at) =>
        {
            State { flying: vec![Flying::fresh()], lost: state.lost, ..State::default() }
        }
        NodeKind::Access(id) if model.answers(*id, of.origin) => state.into_settled(),
        NodeKind::Step(step) => after_step(model, node, *step, of, state, exits),
        NodeKind::Branch if model.settles_whichever(node, of.origin) => state.into_settled(),
        NodeKind::Branch | NodeKind::Program => after_branch(model, node, of, &state, exits),
        NodeKind::Call(_) | NodeKind::Closure => after_call(model, node, of, state, exits),
        NodeKind::Cancellable if !state.flying.is_empty() && drops_the_work(model, node, of) => {
            let mut end = sequence(model, node, of, state, exits);
            let way = Unsettled::at(model.tree().node(node).at, How::AtTheLimit);
            end.flying.push(Flying { way, errored: true });
            end
        }
        NodeKind::Loop if model.settles_inside(node, of.origin) => {
            let end = sequence(model, node, of, state, exits);
            exits.retain(|(left, _)| *left != node);
            end.into_settled()
        }
        NodeKind::Spawn { .. } if model.settles_inside(node, of.origin) => {
            let end = sequence(model, node, of, state, exits);
            let ended =
                exits.iter().filter(|(left, _)| *left == node).map(|(_, state)| state.clone());
            let mut end = ended.fold(end, State::or);
            exits.retain(|(left, _)| *left != node);
            end.flying.iter_mut().for_each(|flying| flying.errored = false);
            end
        }
        _ => {
            state = sequence(model, node, of, state, exits);
            let left: Vec<State> = exits
                .iter()
                .filter(|(left, _)| *left == node)
                .map(|(_, state)| state.clone())
                .collect();
            exits.retain(|(left, _)| *left != node);
            left.into_iter().fold(state, State::or)
        }
    }
}

fn after_step(
    model: &Model<'_, '_>,
    node: NodeId,
    step: Step,
    of: &DeliveryLoop,
    mut state: State,
    exits: &mut Exits,
) -> State {
    match step {
        Step::HandOver(origin) if origin == of.origin => {
            if answers_by_itself(model, node, of) {
                state
            } else {
                state.into_settled()
            }
        }
        Step::Offer(origin) if origin == of.origin => {
            let way = Unsettled::at(model.tree().node(node).at, How::GivenBack);
            state.flying.push(Flying { way, errored: true });
            state
        }
        Step::Forget(origin, queue)
            if origin == of.origin && model.is_left_by_its_reader(queue) =>
        {
            let way = Unsettled::at(model.tree().node(node).at, How::Forgotten);
            state.flying.push(Flying { way, errored: false });
            state
        }
        Step::Without(origin) | Step::Instead(origin) if origin == of.origin => {
            State { absent: true, lost: state.lost, ..State::default() }
        }
        Step::Leave(Leave::TryReceive, target) => {
            let lost = std::mem::take(&mut state.lost);
            exits.push((target, State { absent: true, lost, ..State::default() }));
            state
        }
        Step::Leave(how, target) => {
            let at = model.tree().node(node).at;
            let gives_error = model.gives_error_before(node);
            let mut gone = state.clone();
            for flying in &mut gone.flying {
                flying.way = Unsettled::with(at, How::Left(how), gives_error);
            }
            if how == Leave::End {
                return State::default();
            }
            if how == Leave::Break && target == of.node && !is_consumed_again(model, of) {
                // With the error the loop is over, and what it lost is left to the end of the channel.
                gone.lost.clear();
            }
            exits.push((target, gone));
            if how != Leave::Try {
                return State::default();
            }
            // An error that a function gave back leaves here, and with it what the function left behind.
            state.lost.clear();
            // What a limit or a queue has dropped is no error of a function: it leaves where it is asked for.
            let is_told = is_told_before(model, node);
            state.flying.retain(|flying| match flying.way.how {
                Some(How::Left(Leave::Return)) => true,
                Some(How::AtTheLimit | How::GivenBack) => !is_told,
                _ => !flying.errored,
            });
            state
        }
        _ => state,
    }
}

/// Whether a delivery goes to code that answers nothing: on another way the loop answers what that code is done with.
fn answers_by_itself(model: &Model<'_, '_>, hand_over: NodeId, of: &DeliveryLoop) -> bool {
    let callee = model.callee(hand_over);
    let is_same = |at: NodeId, step: Step| {
        step == Step::HandOver(of.origin) && at != hand_over && model.callee(at) == callee
    };
    let answers =
        || model.accesses_in(of.node).into_iter().filter(|&id| model.answers(id, of.origin));
    callee.is_some()
        && model.steps_in(of.node).into_iter().any(|(at, step)| {
            is_same(at, step) && answers().any(|id| model.can_follow(at, model.access(id).node))
        })
}

fn after_branch(
    model: &Model<'_, '_>,
    node: NodeId,
    of: &DeliveryLoop,
    state: &State,
    exits: &mut Exits,
) -> State {
    let settles = model.settles_inside(node, of.origin);
    let asks_how_it_went = asks_of_call_before(model, node);
    let mut out = State::default();
    for &way in model.children(node) {
        let mut before = state.clone();
        if asks_how_it_went && !model.is_failed_way(way) {
            // Where it went well, no error left it.
            before.flying.retain(|flying| !(flying.errored && flying.way.is_failure()));
            // Where some kinds of errors have ways of their own, these are inside of this one.
            if !model.steps_in(way).iter().any(|(_, step)| *step == Step::Failed) {
                before.lost.clear();
            }
        }
        if leaves(model, way) {
            // It may be the way on which a function that settles on some ways gave nothing more to do.
            before.flying.retain(|flying| !flying.errored || flying.way.is_failure());
        }
        if asks_how_it_went && takes_back(model, way) {
            before.flying.retain(|flying| flying.way.how != Some(How::GivenBack));
        }
        let mut end = after(model, way, of, before, exits);
        if settles {
            // Whoever asks how it went settles on one way what others left behind.
            end.flying.retain(|flying| !(flying.errored && state.flying.contains(flying)));
            let at = model.tree().node(way).asks.or_else(|| model.condition(node));
            for flying in end.flying.iter_mut().filter(|flying| flying.way.at.is_none()) {
                flying.way.at = at;
            }
        }
        out = out.or(end);
    }
    if model.children(node).is_empty() { state.clone() } else { out }
}

/// A function that settles on some ways gives the others back to its caller.
fn after_call(
    model: &Model<'_, '_>,
    node: NodeId,
    of: &DeliveryLoop,
    state: State,
    exits: &mut Exits,
) -> State {
    let before = state.clone();
    let end = sequence(model, node, of, state, exits);
    let mut left: Vec<State> =
        exits.iter().filter(|(left, _)| *left == node).map(|(_, state)| state.clone()).collect();
    exits.retain(|(left, _)| *left != node);
    let receives =
        of.receive.is_some_and(|receive| model.is_inside(model.access(receive).node, node));
    if receives {
        left.iter_mut().for_each(State::lose);
    }
    let mut out = left.into_iter().fold(end, State::or);
    if !model.settles_inside(node, of.origin) {
        // It only looks at the delivery: which way it took says nothing.
        out.flying = if out.flying.is_empty() { Vec::new() } else { before.flying.clone() };
        if receives && out.flying.is_empty() {
            out.flying.push(Flying::fresh());
        }
    }
    if out.settled && !before.settled {
        out.flying.iter_mut().for_each(|flying| flying.errored = true);
    }
    out
}

/// Whether a way ends by leaving the code around.
fn leaves(model: &Model<'_, '_>, way: NodeId) -> bool {
    let last = model.children(way).last().map(|&at| &model.tree().node(at).kind);
    matches!(
        last,
        Some(NodeKind::Step(Step::Leave(Leave::Return | Leave::Break | Leave::Continue, _)))
    )
}
