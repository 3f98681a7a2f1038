//! A part of a scene, in which everything keeps its number.

use super::{Scene, State};

impl Scene {
    /// The channels that code shares, with all their neighbours.
    pub(in crate::report::picture) fn only_shared(&self) -> Self {
        let is_shared =
            |at: &usize| matches!(self.channels[*at].state, State::Shared | State::Allowed);
        let channels = Kept::new(self.channels.len(), is_shared);
        let uses = || self.uses.iter().filter(|one| channels.new_place(one.channel).is_some());
        let flows = || self.flows.iter().filter(|one| channels.new_place(one.channel).is_some());
        let contexts = Kept::new(self.contexts.len(), |&at| uses().any(|one| one.who == at));
        let ends = Kept::new(self.ends.len(), |&at| flows().any(|one| one.end == at));
        let in_group =
            |at: &usize| channels.places.iter().any(|&channel| self.channels[channel].group == *at);
        let groups = Kept::new(self.groups.len(), in_group);
        let mut part = Self {
            contexts: contexts.of(&self.contexts),
            groups: groups.of(&self.groups),
            channels: channels.of(&self.channels),
            ends: ends.of(&self.ends),
            uses: uses().cloned().collect(),
            flows: flows().cloned().collect(),
            told: Vec::new(),
        };
        let moved = |kept: &Kept, at: &mut usize| *at = kept.new_place(*at).unwrap_or_default();
        part.channels.iter_mut().for_each(|one| moved(&groups, &mut one.group));
        for one in &mut part.uses {
            moved(&contexts, &mut one.who);
            moved(&channels, &mut one.channel);
        }
        for one in &mut part.flows {
            moved(&channels, &mut one.channel);
            moved(&ends, &mut one.end);
        }
        part
    }
}

/// The old places of what is kept, in order.
struct Kept {
    places: Vec<usize>,
}

impl Kept {
    fn new(all: usize, is_kept: impl Fn(&usize) -> bool) -> Self {
        Self { places: (0..all).filter(is_kept).collect() }
    }

    fn of<T: Clone>(&self, all: &[T]) -> Vec<T> {
        self.places.iter().map(|&at| all[at].clone()).collect()
    }

    fn new_place(&self, old: usize) -> Option<usize> {
        self.places.binary_search(&old).ok()
    }
}
