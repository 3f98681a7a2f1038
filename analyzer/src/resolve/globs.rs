//! Which modules see each other through glob imports: rings of them, and what leads from one ring to another. A name is looked for
//! where it is, and not in every module on the way: a thousand modules may import all of each other.
//!
//! It knows no paths: who resolves them says where each import leads.

use rustc_hash::{FxHashMap, FxHashSet};

use super::paths::Namespace;
use crate::facts::Name;
use crate::ids::IdVec;
use crate::ids::ids;
use crate::program::{Def, ModuleId, Program};

ids! {
    /// Modules that see each other, or one alone.
    RingId
}

/// What is seen of a name through globs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// Nothing of that name is there.
    Nothing,
    /// What this module has of that name, if anything.
    In(ModuleId),
    /// It may be one of several, of which the order of imports decides.
    Several,
}

/// All glob imports.
#[derive(Default)]
pub(super) struct Globs {
    rings: IdVec<RingId, Ring>,
    ring_of: FxHashMap<ModuleId, RingId>,
    /// The modules that have something of a name, or import it by its name.
    homes: FxHashMap<(Name, Namespace), Vec<ModuleId>>,
}

/// Where the globs of a ring lead besides itself.
#[derive(Default)]
struct Ring {
    rings: Vec<RingId>,
    others: Vec<Def>,
}

impl Globs {
    /// Reads where the globs of each module lead.
    pub(super) fn new(program: &Program<'_>, leads: &[(ModuleId, Vec<Def>)]) -> Self {
        let mut globs = Self::default();
        let mut edges: FxHashMap<ModuleId, Vec<ModuleId>> = FxHashMap::default();
        for (from, defs) in leads {
            let modules = defs.iter().filter_map(|def| match def {
                Def::Module(to) => Some(*to),
                _ => None,
            });
            edges.insert(*from, modules.collect());
        }
        let all: Vec<ModuleId> = leads.iter().map(|(from, _)| *from).collect();
        for ring in rings(&all, &edges) {
            let id = globs.rings.push(Ring::default());
            globs.ring_of.extend(ring.into_iter().map(|module| (module, id)));
        }
        for (from, defs) in leads {
            let own = globs.ring_of[from];
            for def in defs {
                let ring = &mut globs.rings[own];
                match def {
                    Def::Module(to) if globs.ring_of[to] == own => {}
                    Def::Module(to) => ring.rings.push(globs.ring_of[to]),
                    other => ring.others.push(*other),
                }
            }
        }
        globs.add_homes(program);
        globs
    }

    fn add_homes(&mut self, program: &Program<'_>) {
        for (id, module) in program.modules.entries() {
            // What no glob leads to is not seen through one.
            if !self.ring_of.contains_key(&id) {
                continue;
            }
            let types = module.types.keys().map(|name| (*name, Namespace::Types));
            let values = module.values.keys().map(|name| (*name, Namespace::Values));
            let both = [Namespace::Types, Namespace::Values];
            let imported =
                module.uses.keys().flat_map(|name| both.map(|namespace| (*name, namespace)));
            let names: FxHashSet<_> = types.chain(values).chain(imported).collect();
            names.into_iter().for_each(|name| self.homes.entry(name).or_default().push(id));
        }
    }

    /// What is seen of a name from a module that has nothing of it itself; `may_have` says whether something else than a module may
    /// have it.
    pub(super) fn seen(
        &self,
        from: ModuleId,
        (name, namespace): (Name, Namespace),
        may_have: impl Fn(Def) -> bool,
    ) -> Seen {
        let Some(&first) = self.ring_of.get(&from) else { return Seen::Several };
        let homes = self.homes.get(&(name, namespace)).map_or(&[][..], Vec::as_slice);
        let (mut open, mut reached) = (vec![first], FxHashSet::default());
        while let Some(at) = open.pop() {
            if !reached.insert(at) {
                continue;
            }
            if self.rings[at].others.iter().any(|&other| may_have(other)) {
                return Seen::Several;
            }
            open.extend(&self.rings[at].rings);
        }
        let mut seen = homes.iter().filter(|home| reached.contains(&self.ring_of[home]));
        match (seen.next(), seen.next()) {
            (None, _) => Seen::Nothing,
            (Some(&home), None) if home != from => Seen::In(home),
            _ => Seen::Several,
        }
    }
}

/// The rings of a graph, what leads nowhere included.
fn rings(all: &[ModuleId], edges: &FxHashMap<ModuleId, Vec<ModuleId>>) -> Vec<Vec<ModuleId>> {
    let mut backwards: FxHashMap<ModuleId, Vec<ModuleId>> = FxHashMap::default();
    for from in all {
        edges[from].iter().for_each(|to| backwards.entry(*to).or_default().push(*from));
    }
    // Who is left last leads to whoever is left before it, or is led to by them.
    let (mut left, mut seen) = (Vec::new(), FxHashSet::default());
    for &start in all {
        walk(start, edges, &mut seen, &mut left);
    }
    let mut seen = FxHashSet::default();
    let found = left.into_iter().rev().filter_map(|start| {
        let mut ring = Vec::new();
        walk(start, &backwards, &mut seen, &mut ring);
        (!ring.is_empty()).then_some(ring)
    });
    found.collect()
}

/// Goes to all that was not seen before, and notes each when all behind it was seen.
fn walk(
    start: ModuleId,
    edges: &FxHashMap<ModuleId, Vec<ModuleId>>,
    seen: &mut FxHashSet<ModuleId>,
    left: &mut Vec<ModuleId>,
) {
    let behind = |module: ModuleId| edges.get(&module).map_or(&[][..], Vec::as_slice).iter();
    if !seen.insert(start) {
        return;
    }
    let mut open = vec![(start, behind(start))];
    while let Some((module, next)) = open.last_mut() {
        match next.next() {
            Some(&to) if seen.insert(to) => open.push((to, behind(to))),
            Some(_) => {}
            None => {
                left.push(*module);
                open.pop();
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ids::Id as _;

    fn found(edges: &[(usize, &[usize])]) -> Vec<Vec<usize>> {
        let id = |index: &usize| ModuleId::from_index(*index);
        let all = edges.iter().map(|(from, to)| (id(from), to.iter().map(id).collect()));
        let all: FxHashMap<ModuleId, Vec<ModuleId>> = all.collect();
        let sorted = |ring: Vec<ModuleId>| {
            let mut ring: Vec<usize> = ring.into_iter().map(ModuleId::index).collect();
            ring.sort_unstable();
            ring
        };
        let from: Vec<ModuleId> = edges.iter().map(|(from, _)| id(from)).collect();
        let mut found: Vec<Vec<usize>> = rings(&from, &all).into_iter().map(sorted).collect();
        found.sort_unstable();
        found
    }

    #[test]
    fn who_see_each_other_are_one_ring() {
        let edges: [(usize, &[usize]); 4] = [(0, &[1]), (1, &[2]), (2, &[0, 3]), (4, &[0])];
        assert_eq!(found(&edges), [vec![0, 1, 2], vec![3], vec![4]]);
    }

    #[test]
    fn a_long_chain_is_as_many_rings() {
        let next: Vec<[usize; 1]> = (1..=5_000).map(|at| [at]).collect();
        let edges: Vec<(usize, &[usize])> =
            next.iter().enumerate().map(|(at, to)| (at, &to[..])).collect();
        assert_eq!(found(&edges).len(), 5_001);
    }
}
