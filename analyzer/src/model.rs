//! What rules may see: channels, what is done on them, where, beside what, under which locks.
//!
//! Built from the trace; a rule asks here and never looks at syntax, files or a client's name.

mod apart;
mod binaries;
mod callers;
mod conflicts;
mod consumers;
mod deliveries;
mod design;
mod dispatcher;
mod ending;
mod failure;
mod gaps;
mod joins;
mod map;
mod messages;
mod nesting;
mod observe;
mod one_at_a_time;
pub mod options;
mod order;
mod pairs;
mod parallel;
mod publication;
mod reopen;
mod repair;
mod servers;
mod settle;
mod spelled;
mod steps;
mod story;
pub mod turn;
mod twice;
mod unprompted;
mod uses;
mod words;

use std::cell::OnceCell;

use rustc_hash::{FxHashMap, FxHashSet};
use semver::Version;

use crate::facts::Name;
use crate::findings::ClientVersion;
use crate::ids::IdVec;
use crate::knowledge::{Client, HandleKind, Kind, Knowledge, Mode, OperationId, OperationInfo};
use crate::language::Language;
use crate::program::{CrateId, FnId, Program};
use crate::sources::{FileId, Location, Sources};
use crate::trace::access::{Access, AccessId};
use crate::trace::handle::OriginId;
use crate::trace::node::{NodeId, NodeKind};
use crate::trace::tree::Tree;
use crate::trace::{Origin, Trace};
use crate::workspace::{self, Package, PackageId, PackageRole, Workspace};
pub use conflicts::Conflict;
pub use parallel::{Overlap, Within};
pub use twice::Twice;

/// One channel: everything that goes through handles of one origin.
#[derive(Debug)]
pub struct Channel {
    /// Where it comes from.
    pub origin: OriginId,
    /// What is done on it, in program order.
    pub accesses: Vec<AccessId>,
    /// Whether publisher confirms are on.
    pub confirms: bool,
    /// Whether transactions are on.
    pub transactions: bool,
    /// What meets, once somebody has asked.
    overlaps: OnceCell<Vec<Overlap>>,
}

/// The model.
pub struct Model<'a, 'f> {
    /// Every channel that something is done on.
    pub channels: Vec<Channel>,
    /// Effects in their order.
    pub trace: &'a Trace,
    /// What was read.
    pub program: &'a Program<'f>,
    knowledge: &'a Knowledge,
    sources: &'a Sources,
    workspace: &'a Workspace,
    packages: FxHashMap<FileId, PackageId>,
    crates: FxHashMap<FileId, CrateId>,
    nesting: nesting::Nesting,
    joins: Vec<(NodeId, NodeId)>,
    publications: Vec<(OriginId, NodeId)>,
    messages: Vec<messages::Messages>,
    turns: Vec<NodeId>,
    servers: Vec<NodeId>,
    children: IdVec<NodeId, Vec<NodeId>>,
    answered_twice: OnceCell<Vec<Twice>>,
    delivery_loops: OnceCell<Vec<turn::DeliveryLoop>>,
    one_at_a_time: OnceCell<Vec<turn::DeliveryLoop>>,
    settling: OnceCell<Vec<(usize, NodeId)>>,
    uses: uses::Uses<'a>,
    callers: callers::Callers,
}

impl<'a, 'f> Model<'a, 'f> {
    /// The language of the program.
    pub fn language(&self) -> Language {
        self.knowledge.language
    }

    /// Builds the model.
    pub fn new(
        trace: &'a Trace,
        program: &'a Program<'f>,
        knowledge: &'a Knowledge,
        sources: &'a Sources,
        workspace: &'a Workspace,
        files: &[(PackageId, FileId)],
    ) -> Self {
        // A file of several packages is the first one's: the last entry stays.
        let packages: FxHashMap<_, _> =
            files.iter().rev().map(|&(package, file)| (file, package)).collect();
        let children = trace.tree.children();
        let joins = joins::joins(&trace.tree);
        let mut model = Self {
            channels: Vec::new(),
            trace,
            program,
            knowledge,
            sources,
            workspace,
            uses: uses::Uses::new(trace, knowledge, &packages),
            packages,
            crates: binaries::crates(program),
            nesting: nesting::Nesting::new(&trace.tree, &children),
            joins,
            publications: publication::publications(&trace.tree),
            messages: messages::messages(&trace.tree),
            turns: pairs::turns(&trace.tree),
            servers: servers::servers(&trace.tree),
            children,
            answered_twice: OnceCell::new(),
            delivery_loops: OnceCell::new(),
            one_at_a_time: OnceCell::new(),
            settling: OnceCell::new(),
            callers: callers::Callers::default(),
        };
        model.callers = model.find_callers();
        model.channels = model.find_channels();
        model
    }

    fn find_channels(&self) -> Vec<Channel> {
        let mut by_origin: FxHashMap<OriginId, Vec<AccessId>> = FxHashMap::default();
        let mut seen = FxHashSet::default();
        let mut binaries = binaries::Binaries::default();
        for (id, one) in self.trace.accesses().entries() {
            let origin = self.origin(one.origin);
            // What is done on a connection is no use of a channel.
            if origin.kind == HandleKind::Connection
                || !binaries.can_meet(self, one.origin, one.node)
            {
                continue;
            }
            // The same call in the same context says nothing new, unless other locks are held, or others run beside it by then.
            let context = self.run_of(one.node);
            let turn = self.turns.partition_point(|&turn| turn <= one.node);
            let free = one.lockset.shared().is_empty();
            let call = (one.origin, one.operation, one.at, context, turn, free);
            if one.lockset.exclusive().is_empty() && !seen.insert(call) {
                continue;
            }
            by_origin.entry(one.origin).or_default().push(id);
        }
        // A hash map has no order, and findings have one.
        let mut origins: Vec<_> = by_origin.into_iter().collect();
        origins.sort_unstable_by_key(|(origin, _)| *origin);
        origins.into_iter().map(|(origin, accesses)| self.channel(origin, accesses)).collect()
    }

    fn channel(&self, origin: OriginId, accesses: Vec<AccessId>) -> Channel {
        let mode = |wanted: Mode| {
            accesses.iter().any(|&id| self.operation(id).operation.mode == Some(wanted))
        };
        let (confirms, transactions) = (mode(Mode::Confirm), mode(Mode::Tx));
        Channel { origin, accesses, confirms, transactions, overlaps: OnceCell::new() }
    }

    /// An origin.
    pub fn origin(&self, id: OriginId) -> &Origin {
        self.trace.origin(id)
    }

    /// An access.
    pub fn access(&self, id: AccessId) -> &Access {
        self.trace.access(id)
    }

    /// The operation of an access.
    pub fn operation(&self, id: AccessId) -> &OperationInfo {
        self.knowledge.operation(self.access(id).operation)
    }

    /// The name of an operation.
    pub fn operation_name(&self, id: OperationId) -> Name {
        self.knowledge.operation(id).name
    }

    /// Whether an operation gives the broker's confirm as a value.
    pub fn gives_confirm(&self, id: AccessId) -> bool {
        self.operation(id).operation.gives == Some(HandleKind::Confirm)
    }

    /// Whether an access waits for the confirm that another one gave.
    pub fn awaits_confirm(&self, id: AccessId) -> bool {
        self.operation(id).operation.on == HandleKind::Confirm
    }

    /// Whether an access's operation is of a kind.
    pub fn is_kind(&self, id: AccessId, kind: Kind) -> bool {
        self.operation(id).operation.kinds.contains(&kind)
    }

    /// The client that a channel belongs to.
    pub fn client(&self, channel: &Channel) -> &'a Client {
        self.knowledge.client(self.origin(channel.origin).client)
    }

    /// The client that an origin belongs to.
    pub fn client_of(&self, origin: OriginId) -> &'a Client {
        self.knowledge.client(self.origin(origin).client)
    }

    /// The effect tree.
    pub fn tree(&self) -> &Tree {
        &self.trace.tree
    }

    /// What is directly inside a node, in program order.
    pub fn children(&self, node: NodeId) -> &[NodeId] {
        &self.children[node]
    }

    /// The package that a place belongs to.
    pub fn package(&self, at: Location) -> Option<&Package> {
        let id = self.packages.get(&at.file)?;
        Some(self.workspace.package(*id))
    }

    /// Whether a place lies in a library that comes from elsewhere.
    pub fn is_foreign(&self, at: Location) -> bool {
        self.package(at).is_some_and(|package| package.role == PackageRole::Foreign)
    }

    /// Whether findings are reported at a place.
    pub fn is_reported(&self, at: Location) -> bool {
        let path = self.sources.path(at.file);
        self.package(at).is_some_and(|package| {
            let asked =
                package.only.is_empty() || package.only.iter().any(|only| path.starts_with(only));
            package.role == PackageRole::Member && asked
        })
    }

    /// The version of a channel's client, as the package of a place sees it.
    pub fn client_version(&self, channel: &Channel, at: Location) -> Option<&Version> {
        self.version_of(channel.origin, at)
    }

    /// The version of an origin's client, as the package of a place sees it.
    pub fn version_of(&self, origin: OriginId, at: Location) -> Option<&Version> {
        self.required(origin, at)?.version()
    }

    /// The same, for people: how it is known counts.
    pub fn known_version(&self, origin: OriginId, at: Location) -> Option<ClientVersion> {
        match self.required(origin, at)? {
            workspace::ClientVersion::Locked(version) => {
                Some(ClientVersion::Locked(version.to_string()))
            }
            workspace::ClientVersion::Required(version) => {
                Some(ClientVersion::Lowest(version.to_string()))
            }
            workspace::ClientVersion::Unknown => None,
        }
    }

    /// What the package of a place, or else another one, says of the version of an origin's client.
    fn required(&self, origin: OriginId, at: Location) -> Option<&workspace::ClientVersion> {
        let client = self.client_of(origin);
        let near = self.package(at);
        // A helper's package may depend on no client itself: whoever calls it does.
        near.into_iter().chain(&self.workspace.packages).find_map(|package| {
            let mut dependencies = package.dependencies.iter();
            let known = dependencies.find(|known| client.packages.contains(&known.package))?;
            Some(&known.version)
        })
    }

    /// The text of a place.
    pub fn text(&self, at: Location) -> &str {
        self.sources.slice(at)
    }

    /// A readable name of a function.
    pub fn function_name(&self, id: FnId) -> String {
        self.program.display(id)
    }

    /// Where a function's name stands.
    pub fn function_place(&self, id: FnId) -> Location {
        self.program.function(id).at
    }

    /// The innermost context around a node: a spawned one or one of several that run together.
    pub fn context_of(&self, node: NodeId) -> Option<NodeId> {
        self.nesting.context(node)
    }

    /// The function around a node.
    pub fn function_of(&self, node: NodeId) -> Option<FnId> {
        self.tree().ancestors(node).find_map(|at| match self.tree().node(at).kind {
            NodeKind::Call(id) | NodeKind::Entry(id) => Some(id),
            _ => None,
        })
    }
}
