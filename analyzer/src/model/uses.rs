//! What is done on what, looked up instead of searched for: each question takes as long as its answer is.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Model;
use crate::ids::IdVec;
use crate::knowledge::{ClientId, Kind, Knowledge};
use crate::sources::FileId;
use crate::trace::Trace;
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;
use crate::trace::sites::CloneSite;
use crate::workspace::PackageId;

/// The operations, channels and clones of a trace by what they belong to, each list in program order.
pub(super) struct Uses<'t> {
    on: IdVec<OriginId, Vec<AccessId>>,
    by: FxHashMap<AccessId, Vec<AccessId>>,
    opened_on: FxHashMap<OriginId, Vec<OriginId>>,
    cloned: FxHashMap<OriginId, Vec<&'t CloneSite>>,
    /// The kinds of operations on a client's channels that packages have, or open those channels.
    known: FxHashSet<(Option<PackageId>, ClientId, Kind)>,
}

impl<'t> Uses<'t> {
    /// Reads a trace; `packages` says which package each file belongs to.
    pub(super) fn new(
        trace: &'t Trace,
        knowledge: &Knowledge,
        packages: &FxHashMap<FileId, PackageId>,
    ) -> Self {
        let mut uses = Self {
            on: trace.origins().iter().map(|_| Vec::new()).collect(),
            by: FxHashMap::default(),
            opened_on: FxHashMap::default(),
            cloned: FxHashMap::default(),
            known: FxHashSet::default(),
        };
        for (id, one) in trace.accesses().entries() {
            uses.on[one.origin].push(id);
            one.by.into_iter().for_each(|by| uses.by.entry(by).or_default().push(id));
            let origin = trace.origin(one.origin);
            // What is done in one package on a channel of another is known in both.
            for at in [one.at, origin.at] {
                let package = packages.get(&at.file).copied();
                let kinds = knowledge.operation(one.operation).operation.kinds.iter();
                uses.known.extend(kinds.map(|&kind| (package, origin.client, kind)));
            }
        }
        for (id, origin) in trace.origins().entries() {
            let connection = origin.connection.into_iter();
            connection.for_each(|on| uses.opened_on.entry(on).or_default().push(id));
        }
        for site in &trace.clone_sites {
            uses.cloned.entry(site.origin).or_default().push(site);
        }
        uses
    }
}

impl<'a> Model<'a, '_> {
    /// The operations on the handles of an origin.
    pub fn accesses_on(&self, origin: OriginId) -> &[AccessId] {
        &self.uses.on[origin]
    }

    /// The operations on what an operation gave: the deliveries of a consumer, the confirm of a publish.
    pub fn accesses_by(&self, giver: AccessId) -> &[AccessId] {
        self.uses.by.get(&giver).map_or(&[], Vec::as_slice)
    }

    /// The channels that are opened on a connection.
    pub fn opened_on(&self, connection: OriginId) -> &[OriginId] {
        self.uses.opened_on.get(&connection).map_or(&[], Vec::as_slice)
    }

    /// Where handles of an origin are cloned.
    pub(super) fn clones_of(&self, origin: OriginId) -> &[&'a CloneSite] {
        self.uses.cloned.get(&origin).map_or(&[], Vec::as_slice)
    }

    /// Whether two origins stand in one package.
    pub fn are_of_one_package(&self, one: OriginId, other: OriginId) -> bool {
        let package = |of: OriginId| self.packages.get(&self.origin(of).at.file);
        package(one) == package(other)
    }

    /// Whether the package that an origin stands in has an operation of a kind on some channel of its client: what another
    /// package does says nothing.
    pub(super) fn is_known_in_package(&self, origin: OriginId, kind: Kind) -> bool {
        let of = self.origin(origin);
        let package = self.packages.get(&of.at.file).copied();
        self.uses.known.contains(&(package, of.client, kind))
    }
}
