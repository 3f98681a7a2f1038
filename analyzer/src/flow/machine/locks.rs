//! Guards of locks that are held, and which of them live on where code ends.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::flow::heap::Heap;
use crate::flow::heap::object::ObjId;
use crate::flow::heap::value::Value;
use crate::trace::access::{LockId, Lockset};

/// A lock guard that is alive.
#[derive(Debug, Clone, Copy)]
struct Held {
    guard: ObjId,
    lock: LockId,
    exclusive: bool,
    /// How many guards were acquired before it.
    nth: u32,
    /// Whether it is held until it is released by its name, whatever ends before.
    by_name: bool,
    /// How it was had, when it is a turn at a queue with room for one message.
    turn: Option<Turn>,
}

/// How a turn is had at a queue with room for one message: the same context does the other to end it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Turn {
    /// A message was put in.
    Put,
    /// The message was taken out.
    Taken,
}

impl Turn {
    fn ends(self) -> Self {
        match self {
            Self::Put => Self::Taken,
            Self::Taken => Self::Put,
        }
    }
}

/// A point of the evaluation, as far as guards go.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Since(u32);

/// Guards that were held at some point.
#[derive(Debug, Clone)]
pub(crate) struct Guards(Vec<Held>);

/// Guards around branches that exclude each other.
#[derive(Debug)]
pub(crate) struct Fork {
    before: Guards,
    since: Since,
    /// What is held where the branches that ended so far meet.
    after: Vec<Held>,
    /// How many of them went on.
    ways: usize,
}

/// The locks of a program and those of their guards that are held.
#[derive(Debug, Default)]
pub(crate) struct Locks {
    held: Vec<Held>,
    /// What the trace calls them.
    ids: FxHashMap<ObjId, LockId>,
    /// Queues with room for one message.
    single: FxHashSet<ObjId>,
    turns: FxHashMap<(ObjId, Turn), LockId>,
    /// Turns that some context had and did not end itself: they keep nobody out.
    kept: FxHashSet<LockId>,
    acquired: u32,
}

impl Locks {
    /// What the trace calls a lock.
    pub(crate) fn id_of(&mut self, lock: ObjId, add: impl FnOnce() -> LockId) -> LockId {
        *self.ids.entry(lock).or_insert_with(add)
    }

    /// What the trace calls a lock of which a guard was taken.
    pub(crate) fn known(&self, lock: ObjId) -> Option<LockId> {
        self.ids.get(&lock).copied()
    }

    /// Every lock that the trace knows, in order.
    pub(crate) fn all(&self) -> Vec<(LockId, ObjId)> {
        let turns = self.turns.iter().map(|(&(queue, _), &lock)| (lock, queue));
        let mut all: Vec<_> =
            self.ids.iter().map(|(&object, &lock)| (lock, object)).chain(turns).collect();
        all.sort_unstable();
        all
    }

    /// A guard is there from now on.
    pub(crate) fn acquire(&mut self, guard: ObjId, lock: LockId, exclusive: bool) {
        self.held.push(Held {
            guard,
            lock,
            exclusive,
            nth: self.acquired,
            by_name: false,
            turn: None,
        });
        self.acquired += 1;
    }

    /// A lock is held from now on, until it is released.
    pub(crate) fn acquire_by_name(&mut self, lock: ObjId, id: LockId, exclusive: bool) {
        let nth = self.acquired;
        self.held.push(Held { guard: lock, lock: id, exclusive, nth, by_name: true, turn: None });
        self.acquired += 1;
    }

    /// A lock is released that was acquired so last.
    pub(crate) fn release_by_name(&mut self, lock: ObjId) {
        let newest = self.held.iter().rposition(|held| held.by_name && held.guard == lock);
        if let Some(at) = newest {
            self.held.remove(at);
        }
    }

    /// A queue has room for one message.
    pub(crate) fn note_single(&mut self, queue: ObjId) {
        self.single.insert(queue);
    }

    /// Whether a queue has room for one message.
    pub(crate) fn is_single(&self, queue: ObjId) -> bool {
        self.single.contains(&queue)
    }

    /// A queue's only place is filled or emptied: that ends the turn of whoever did the other, else one begins.
    pub(crate) fn turn(&mut self, queue: ObjId, turn: Turn, add: impl FnOnce() -> LockId) {
        let is_ended = |held: &Held| held.guard == queue && held.turn == Some(turn.ends());
        if let Some(at) = self.held.iter().rposition(is_ended) {
            self.held.remove(at);
            return;
        }
        let lock = *self.turns.entry((queue, turn)).or_insert_with(add);
        let (nth, turn) = (self.acquired, Some(turn));
        self.held.push(Held { guard: queue, lock, exclusive: true, nth, by_name: true, turn });
        self.acquired += 1;
    }

    /// Turns that were not ended where they began.
    pub(crate) fn kept_turns(&self) -> &FxHashSet<LockId> {
        &self.kept
    }

    /// A guard is gone.
    pub(crate) fn release(&mut self, guard: ObjId) {
        self.held.retain(|held| held.by_name || held.guard != guard);
    }

    /// Every guard is gone.
    pub(crate) fn release_all(&mut self) {
        self.resume(Guards(Vec::new()));
    }

    /// How many guards are held.
    pub(crate) fn count(&self) -> usize {
        self.held.len()
    }

    /// The locks that are held.
    pub(crate) fn lockset(&self) -> Lockset {
        let locks = |exclusive| {
            let held = self.held.iter().filter(|held| held.exclusive == exclusive);
            held.map(|held| held.lock).collect()
        };
        Lockset::new(locks(true), locks(false))
    }

    /// From here on, guards are newer.
    pub(crate) fn now(&self) -> Since {
        Since(self.acquired)
    }

    /// The end of code that began at a point: its guards are gone, but for those that one of these values keeps.
    pub(crate) fn release_since<'v, 'f>(
        &mut self,
        since: Since,
        heap: &'v Heap<'_, 'f>,
        values: impl IntoIterator<Item = &'v Value<'f>>,
    ) where
        'f: 'v,
    {
        let ending: FxHashSet<ObjId> = ending(&self.held, since).collect();
        if ending.is_empty() {
            return;
        }
        let kept = heap.kept_guards(values, ending);
        self.held.retain(|held| !held.ends(since) || kept.contains(&held.guard));
    }

    /// The guards that are held.
    pub(crate) fn guards(&self) -> Guards {
        Guards(self.held.clone())
    }

    /// Code of another context begins: it holds none of the guards that are held here.
    pub(crate) fn suspend(&mut self) -> Guards {
        Guards(std::mem::take(&mut self.held))
    }

    /// As [`Self::suspend`], where the other context takes some guards along. What is held by name stays with who holds it,
    /// though the other context knows the lock, too.
    pub(crate) fn suspend_but(&mut self, takes_along: impl Fn(ObjId) -> bool) -> Guards {
        let is_taken = |held: &Held| !held.by_name && takes_along(held.guard);
        let (taken, left) = self.held.drain(..).partition(is_taken);
        self.held = taken;
        Guards(left)
    }

    /// These are the guards that are held now.
    pub(crate) fn resume(&mut self, guards: Guards) {
        // A turn that the code between had, and that it did not have before.
        let before = |held: &Held| guards.0.iter().any(|known| known.nth == held.nth);
        let new = self.held.iter().filter(|held| held.turn.is_some() && !before(held));
        self.kept.extend(new.map(|held| held.lock));
        self.held = guards.0;
    }

    /// Branches follow that exclude each other.
    pub(crate) fn fork(&self) -> Fork {
        Fork { before: self.guards(), since: self.now(), after: Vec::new(), ways: 0 }
    }

    /// One of the branches begins.
    pub(crate) fn begin_branch(&mut self, fork: &Fork) {
        self.held.clone_from(&fork.before.0);
    }

    /// A branch that goes on ends: what it did not release, or gives as its value, is held behind it.
    pub(crate) fn end_branch<'f>(&self, fork: &mut Fork, heap: &Heap<'_, 'f>, value: &Value<'f>) {
        // What is held until somebody releases it is held behind the branches when each of them holds it.
        let holds = |held: &Held| self.held.iter().any(|own| own.guard == held.guard);
        fork.after.retain(|held| !held.by_name || holds(held));
        fork.ways += 1;
        let kept =
            heap.kept_guards(std::iter::once(value), ending(&self.held, fork.since).collect());
        let mut known: FxHashSet<ObjId> = fork.after.iter().map(|known| known.guard).collect();
        for held in &self.held {
            if held.by_name && fork.ways > 1 {
                continue;
            }
            let lives_on = !held.ends(fork.since) || kept.contains(&held.guard);
            // A lock that is held on one path alone counts as held: it is better to be silent than to be wrong.
            if lives_on && known.insert(held.guard) {
                fork.after.push(*held);
            }
        }
    }

    /// The branches meet: a guard is held that lives on after one of them.
    pub(crate) fn join(&mut self, fork: Fork) {
        self.held = fork.after;
    }
}

impl Held {
    /// Whether it ends with code that began at a point, unless that leaves behind what keeps it. What was acquired earlier belongs
    /// to the code around.
    fn ends(&self, since: Since) -> bool {
        !self.by_name && self.nth >= since.0
    }
}

/// The guards that end with code that began at a point.
fn ending(held: &[Held], since: Since) -> impl Iterator<Item = ObjId> {
    held.iter().filter(move |held| held.ends(since)).map(|held| held.guard)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::flow::heap::object::Obj;
    use crate::ids::Id;
    use crate::knowledge::Knowledge;
    use crate::language::Language;

    /// A program with two locks, of which guards can be had.
    struct Two<'k> {
        heap: Heap<'k, 'static>,
        locks: Locks,
    }

    impl<'k> Two<'k> {
        fn new(knowledge: &'k Knowledge) -> Self {
            Self { heap: Heap::new(knowledge), locks: Locks::default() }
        }

        fn acquire(&mut self, lock: usize) -> ObjId {
            let guard = self.heap.alloc(Obj::Collection(Vec::new()));
            self.locks.acquire(guard, LockId::from_index(lock), true);
            guard
        }

        fn held(&self) -> Lockset {
            self.locks.lockset()
        }
    }

    fn exclusive(locks: &[usize]) -> Lockset {
        Lockset::new(locks.iter().map(|&lock| LockId::from_index(lock)).collect(), Vec::new())
    }

    #[test]
    fn the_guard_that_a_value_keeps_lives_on_and_no_other() {
        let knowledge = Knowledge::of(Language::Rust);
        let mut two = Two::new(&knowledge);
        let outer = two.acquire(0);
        let since = two.locks.now();
        two.acquire(1);
        let kept = two.acquire(2);
        // Counting would keep the guard that was acquired first.
        two.locks.release(outer);
        two.locks.release_since(since, &two.heap, [&Value::Obj(kept)]);
        assert_eq!(two.held(), exclusive(&[2]));
    }

    #[test]
    fn behind_branches_a_guard_is_held_that_one_of_them_kept() {
        let knowledge = Knowledge::of(Language::Rust);
        let mut two = Two::new(&knowledge);
        let outer = two.acquire(0);
        let mut fork = two.locks.fork();
        for releases in [true, false] {
            two.locks.begin_branch(&fork);
            if releases {
                two.locks.release(outer);
            }
            two.acquire(1);
            two.locks.end_branch(&mut fork, &two.heap, &Value::Unknown);
        }
        two.locks.join(fork);
        assert_eq!(two.held(), exclusive(&[0]));
    }

    #[test]
    fn another_context_holds_what_it_takes_along() {
        let knowledge = Knowledge::of(Language::Rust);
        let mut two = Two::new(&knowledge);
        two.acquire(0);
        let taken = two.acquire(1);
        let left = two.locks.suspend_but(|guard| guard == taken);
        assert_eq!(two.held(), exclusive(&[1]));
        two.locks.resume(left);
        assert_eq!(two.held(), exclusive(&[0]));
    }
}
