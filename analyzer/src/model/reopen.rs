//! Whether tasks that share a channel through clones could each open one instead.

use super::repair::in_one_line;
use std::collections::BTreeMap;

use super::{Channel, Conflict, Model, Within};
use crate::findings::Edit;
use crate::knowledge::{Kind, Times};
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::node::{NodeId, NodeKind};
use crate::trace::sites::{CloneSite, Opening};

/// What tasks do on a channel that another one cannot take over.
const BOUND: &[Kind] = &[Kind::Ack, Kind::Register, Kind::State];

/// The tasks that a clone is made in or named in. The tasks are in order, and none starts another one of them.
fn fed_by(site: &CloneSite, tasks: &[Location]) -> Vec<Location> {
    let places = std::iter::once(site.at).chain(site.named.iter().copied());
    let around = |place: Location| {
        let begun = tasks.partition_point(|task| *task <= place);
        tasks[..begun].last().copied().filter(|task| task.holds(place))
    };
    places.filter_map(around).collect()
}

impl Model<'_, '_> {
    /// What gives each task a channel of its own, where each gets a clone and nothing ties it to the first channel: no
    /// state of it, no delivery tags.
    pub fn own_channels(&self, channel: &Channel, conflicts: &[Conflict<'_>]) -> Option<Vec<Edit>> {
        let is_in_tasks = |conflict: &Conflict<'_>| conflict.overlap.within == Within::Tasks;
        let is_free = !channel.confirms
            && !channel.transactions
            && !channel.accesses.iter().any(|&id| self.is_bound(id));
        let sites = self.clones_of(channel.origin);
        if !is_free || sites.is_empty() || !conflicts.iter().all(is_in_tasks) {
            return None;
        }
        let tasks = self.tasks_of(channel)?;
        // Every task is fed by a clone, and every clone feeds a task.
        let fed: Vec<Vec<Location>> = sites.iter().map(|site| fed_by(site, &tasks)).collect();
        let mut reached: Vec<Location> = fed.iter().flatten().copied().collect();
        reached.sort_unstable();
        reached.dedup();
        if reached != tasks || fed.iter().any(Vec::is_empty) {
            return None;
        }
        self.openings(sites)
    }

    fn is_bound(&self, id: AccessId) -> bool {
        BOUND.iter().any(|&kind| self.is_kind(id, kind)) && !self.is_kind(id, Kind::Lifecycle)
    }

    /// Where the tasks start that use a channel; nothing when some are more than one task each, or share it further.
    fn tasks_of(&self, channel: &Channel) -> Option<Vec<Location>> {
        let opened = self.origin(channel.origin).node?;
        let outside: Vec<NodeId> = self.tree().ancestors(opened).collect();
        let mut tasks = Vec::new();
        for &id in &channel.accesses {
            match self.contexts_inside(id, &outside)[..] {
                // What runs on beside the tasks keeps the channel that there is.
                [] => {}
                [task] => {
                    tasks.push(self.tree().node(task).at.filter(|_| self.is_one(task))?);
                }
                // A task in a task would need a clone of the outer one's.
                _ => return None,
            }
        }
        tasks.sort_unstable();
        tasks.dedup();
        Some(tasks)
    }

    /// The contexts around an operation that are inside of what is around its channel's opening, the innermost first.
    pub(super) fn contexts_inside(&self, id: AccessId, outside: &[NodeId]) -> Vec<NodeId> {
        let is_context = |&at: &NodeId| {
            matches!(self.tree().node(at).kind, NodeKind::Spawn { .. } | NodeKind::Lane { .. })
        };
        let around = self.tree().ancestors(self.access(id).node);
        around.take_while(|at| !outside.contains(at)).filter(is_context).collect()
    }

    /// Whether a node stands for one context each time that code comes there.
    pub(super) fn is_one(&self, task: NodeId) -> bool {
        matches!(self.tree().node(task).kind, NodeKind::Spawn { times: Times::One, .. })
    }

    /// Every clone replaced by the opening, and the first opening left out where nobody is left to use it.
    fn openings(&self, sites: &[&CloneSite]) -> Option<Vec<Edit>> {
        let mut edits = Vec::new();
        let mut openings: BTreeMap<Location, Opening> = BTreeMap::new();
        for site in sites {
            let opening = site.opening?;
            if !self.text(site.at).ends_with("clone()") {
                return None;
            }
            edits.push(Edit { at: site.at, text: in_one_line(self.text(opening.at))? });
            openings.entry(opening.statement).or_insert(opening);
        }
        for (statement, _) in
            openings.into_iter().filter(|&(_, opening)| self.is_left_alone(opening))
        {
            edits.push(Edit { at: self.whole_lines(statement)?, text: String::new() });
        }
        edits.sort_by_key(|edit| edit.at);
        edits.dedup();
        Some(edits)
    }

    /// Whether nobody names the first channel once its clones are gone.
    fn is_left_alone(&self, opening: Opening) -> bool {
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        let name = self.text(opening.name);
        // Words are counted in the text, as what a macro names is no expression.
        opening.only_cloned.is_some_and(|(scope, times)| {
            self.text(scope).split(|c| !is_part(c)).filter(|word| *word == name).count() == times
        })
    }

    /// The lines of a statement that has them for itself.
    pub(super) fn whole_lines(&self, statement: Location) -> Option<Location> {
        let source = self.sources.get(statement.file);
        let mut at = statement;
        at.span.start -= u32::try_from(self.indent(statement)?.len()).ok()?;
        let last = source.line_index(statement.span.end);
        let end = source.line_start(last + 1);
        let rest = source.text.get(statement.span.end as usize..end)?;
        at.span.end = u32::try_from(end).ok()?;
        rest.trim().is_empty().then_some(at)
    }
}
