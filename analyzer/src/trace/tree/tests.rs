//! Trees are built as an evaluation builds them, and compared as they are printed.

use super::*;
use crate::facts::Span;
use crate::sources::FileId;
use crate::trace::handle::OriginId;
use crate::trace::node::Leave;

fn here() -> Location {
    Location { file: FileId(0), span: Span::default() }
}

fn open(tree: &mut Tree, origin: usize) -> NodeId {
    tree.leaf(NodeKind::Open(OriginId::from_index(origin)), None)
}

/// The tree as it is printed, without what every tree begins with.
#[track_caller]
fn assert_inside(tree: &Tree, lines: &[&str]) {
    let text = tree.to_string();
    let (program, inside) = text.split_once('\n').expect("there is a program");
    assert_eq!(program, "0 program");
    assert_eq!(inside.lines().collect::<Vec<_>>(), lines);
}

#[test]
fn what_is_added_goes_where_the_cursor_is() {
    let mut tree = Tree::default();
    let (repeat, before) = tree.enter(NodeKind::Loop, None);
    assert_eq!((before, tree.cursor()), (NodeId::PROGRAM, repeat));
    open(&mut tree, 0);
    tree.move_to(before);
    let announced = tree.next();
    assert_eq!(open(&mut tree, 1), announced);
    assert_inside(&tree, &["  1 loop", "    2 open 0", "  3 open 1"]);
    assert_eq!(tree.ancestors(NodeId::from_index(2)).map(Id::index).collect::<Vec<_>>(), [2, 1, 0]);
    assert_eq!(tree.since(announced).map(|(id, _)| id).collect::<Vec<_>>(), [announced]);
}

#[test]
fn a_branch_in_which_nothing_happens_is_forgotten() {
    let mut tree = Tree::default();
    let mark = tree.mark();
    let (_, before) = tree.enter(NodeKind::Branch, None);
    tree.enter(NodeKind::Alternative, None);
    tree.leaf(NodeKind::Closure, None);
    tree.move_to(before);
    assert!(tree.forget_if_effect_free(mark));
    assert_inside(&tree, &[]);
    assert_eq!(tree.mark(), mark);
}

#[test]
fn what_is_forgotten_takes_along_what_it_asked() {
    let mut tree = Tree::default();
    let mark = tree.mark();
    let (forgotten, before) = tree.enter(NodeKind::Branch, None);
    tree.node_mut(forgotten).asks = Some(here());
    tree.move_to(before);
    tree.forget_if_effect_free(mark);
    let (fresh, _) = tree.enter(NodeKind::Branch, None);
    assert_eq!((fresh, tree.node(fresh).asks), (forgotten, None));
}

#[test]
fn a_branch_in_which_something_happens_stays() {
    let mut tree = Tree::default();
    let mark = tree.mark();
    let (_, before) = tree.enter(NodeKind::Branch, None);
    tree.enter(NodeKind::Alternative, None);
    open(&mut tree, 0);
    tree.move_to(before);
    assert!(!tree.forget_if_effect_free(mark));
    assert_inside(&tree, &["  1 branch", "    2 alternative", "      3 open 0"]);
}

#[test]
fn steps_are_no_effect_and_are_not_forgotten() {
    let mut tree = Tree::default();
    let mark = tree.mark();
    let (call, before) = tree.enter(NodeKind::Closure, None);
    tree.step(Step::Leave(Leave::Return, call), here());
    tree.move_to(before);
    assert!(tree.is_effect_free_since(mark));
    assert!(tree.forget_if_effect_free(mark), "nothing happened that matters");
    assert_inside(&tree, &["  1 closure", "    2 return from 1"]);
}

#[test]
fn what_follows_a_branch_that_ends_belongs_to_those_that_go_on() {
    let mut tree = Tree::default();
    let (branch, before) = tree.enter(NodeKind::Branch, None);
    let alternatives: Vec<NodeId> = (0..3)
        .map(|origin| {
            tree.move_to(branch);
            let (alternative, _) = tree.enter(NodeKind::Alternative, None);
            open(&mut tree, origin);
            alternative
        })
        .collect();
    tree.move_to(before);
    // The first one returns.
    tree.continue_in(branch, &alternatives[1..]);
    open(&mut tree, 3);
    assert_inside(
        &tree,
        &[
            "  1 branch",
            "    2 alternative",
            "      3 open 0",
            "    8 alternative",
            "      9 branch",
            "        4 alternative",
            "          5 open 1",
            "        6 alternative",
            "          7 open 2",
            "      10 open 3",
        ],
    );
}

#[test]
fn another_alternative_of_a_node_excludes_what_was_there() {
    let mut tree = Tree::default();
    let context = NodeKind::Spawn { times: crate::knowledge::Times::One, context: "task".into() };
    let (spawn, before) = tree.enter(context, None);
    open(&mut tree, 0);
    tree.move_to(before);
    tree.leaf(NodeKind::Join(vec![spawn]), None);
    tree.another_alternative(spawn);
    open(&mut tree, 1);
    assert_inside(
        &tree,
        &[
            "  1 spawn task",
            "    4 branch",
            "      5 alternative",
            "        2 open 0",
            "      6 alternative",
            "        7 open 1",
            "  3 join 1",
        ],
    );
}

#[test]
fn children_stand_in_program_order() {
    let mut tree = Tree::default();
    let (together, _) = tree.enter(NodeKind::Together, None);
    let lanes: Vec<NodeId> = [false, true]
        .map(|many| {
            tree.move_to(together);
            tree.enter(NodeKind::Lane { many }, None).0
        })
        .into();
    let children = tree.children();
    assert_eq!(children[NodeId::PROGRAM], [together]);
    assert_eq!(children[together], lanes);
    assert_inside(&tree, &["  1 together", "    2 lane", "    3 lane, many"]);
}
