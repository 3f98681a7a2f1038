//! What an evaluation writes down about a fixture, as facts that stand at a line.

use std::collections::BTreeMap;
use std::fmt;

use chanlint::callgraph::CallGraph;
use chanlint::facts::Facts;
use chanlint::flow::{self, Context};
use chanlint::ids::Id as _;
use chanlint::knowledge::{HandleKind, Knowledge, Times};
use chanlint::lowering::lower_all;
use chanlint::resolve::{self, Input};
use chanlint::sources::{FileId, Location};
use chanlint::trace::Trace;
use chanlint::trace::access::{Access, LockId};
use chanlint::trace::handle::{OriginId, ProvenanceKind};
use chanlint::trace::node::{Node, NodeKind};
use chanlint::trace::outcome::ResultUse;
use chanlint::types::{Types, library::Library};
use rustc_hash::FxHashMap;

use super::fixture::{Fixture, TABLES};

fn knowledge(fixture: &Fixture) -> &'static Knowledge {
    TABLES.of(fixture.workspace.packages[0].language)
}

/// Something that is true at a line: what happens there, and more about it, each with a word for what it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fact {
    /// The 0-based line of the fixture's string.
    pub(crate) line: usize,
    pub(crate) what: Words,
}

/// `op: basic_publish on: orders lock: state`, the first pair first.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Words(pub(crate) Vec<(String, String)>);

impl Words {
    fn one(key: &str, value: impl Into<String>) -> Self {
        Self(Vec::new()).with(key, value)
    }

    fn with(mut self, key: &str, value: impl Into<String>) -> Self {
        self.0.push((key.to_owned(), value.into()));
        self
    }

    /// Adds names, when there are some.
    fn with_all(self, key: &str, names: &[String]) -> Self {
        if names.is_empty() { self } else { self.with(key, names.join(", ")) }
    }

    pub(crate) fn get(&self, key: &str) -> Option<&str> {
        let mut pairs = self.0.iter();
        pairs.find(|(known, _)| known == key).map(|(_, value)| value.as_str())
    }
}

impl fmt::Display for Words {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let pair = |(key, value): &(String, String)| match value.as_str() {
            "" => key.clone(),
            value => format!("{key}: {value}"),
        };
        f.write_str(&self.0.iter().map(pair).collect::<Vec<_>>().join(" "))
    }
}

/// A fixture with its trace.
pub(crate) struct Traced {
    fixture: Fixture,
    trace: Trace,
}

impl Fixture {
    /// Runs the stages up to the trace.
    pub(crate) fn traced(self) -> Traced {
        let files: Vec<_> = self.loaded.files.iter().map(|&(_, file)| file).collect();
        let facts: FxHashMap<FileId, Facts> = lower_all(&self.loaded.sources, &files, Some(1))
            .into_iter()
            .map(|(file, lowered)| (file, lowered.unwrap_or_else(|problem| panic!("{problem:?}"))))
            .collect();
        let (workspace, sources) = (&self.workspace, &self.loaded.sources);
        let knowledge = knowledge(&self);
        let program = resolve::resolve(Input { workspace, sources, facts: &facts }, knowledge);
        let library = Library::of_workspace(workspace, knowledge);
        let types = Types::new(&program, knowledge, &library, Some(1));
        let calls = CallGraph::new(&program, &types);
        let context = Context::new(workspace, &program, knowledge);
        let trace = flow::flow(&program, &types, &calls, knowledge, &context);
        Traced { fixture: self, trace }
    }
}

impl Traced {
    /// The tree of effects as text.
    pub(crate) fn tree(&self) -> String {
        self.trace.tree.to_string()
    }

    /// Everything that a test has to speak of, in order and each once. `label` says what a channel is called that comes into
    /// view at a line.
    pub(crate) fn facts(&self, label: impl Fn(usize, &str) -> String) -> Vec<Fact> {
        let channels = self.channels(label);
        let mut facts: Vec<Fact> = channels.values().map(|channel| channel.fact.clone()).collect();
        let accesses = self.trace.accesses().iter();
        facts.extend(accesses.map(|access| self.operation(access, &channels)));
        for (_, node) in self.trace.tree.iter() {
            let Some(line) = node.at.map(|at| self.line(at)) else { continue };
            let all = context(&node.kind).into_iter().chain(rounds(node, &channels));
            facts.extend(all.map(|what| Fact { line, what }));
        }
        facts.sort();
        facts.dedup();
        facts
    }

    /// Every channel, with what tests call it.
    fn channels(&self, label: impl Fn(usize, &str) -> String) -> BTreeMap<OriginId, Channel> {
        let mut by_place: BTreeMap<(usize, &str), Vec<OriginId>> = BTreeMap::new();
        for (id, origin) in self.trace.origins().entries() {
            if origin.kind == HandleKind::Channel {
                let how = origin.provenance.as_ref().map_or("open", |from| came(from.kind));
                by_place.entry((self.line(origin.at), how)).or_default().push(id);
            }
        }
        let mut channels = BTreeMap::new();
        for ((line, how), ids) in by_place {
            let name = label(line, how);
            let what = Words::one(how, &name);
            let times = ids.len();
            let what = if times == 1 { what } else { what.with("times", times.to_string()) };
            for (number, id) in (1..).zip(ids) {
                let name = if times == 1 { name.clone() } else { format!("{name}#{number}") };
                channels.insert(id, Channel { name, fact: Fact { line, what: what.clone() } });
            }
        }
        channels
    }

    fn operation(&self, access: &Access, channels: &BTreeMap<OriginId, Channel>) -> Fact {
        let name =
            |access: &Access| knowledge(&self.fixture).operation(access.operation).name.to_string();
        let on = channels.get(&access.origin).map_or("a connection", |channel| &channel.name);
        let locks = |ids: &[LockId]| ids.iter().map(|&id| self.lock(id)).collect::<Vec<_>>();
        let result = match access.result_use {
            ResultUse::Unknown => "unknown",
            ResultUse::Propagated => "propagated",
            ResultUse::Checked => "checked",
            ResultUse::Left => "left",
            ResultUse::Discarded => "discarded",
        };
        let mut what = Words::one("op", name(access))
            .with("on", on)
            .with_all("lock", &locks(access.lockset.exclusive()))
            .with_all("reads", &locks(access.lockset.shared()))
            .with("result", result);
        if let Some(by) = access.by {
            what = what.with("by", name(self.trace.access(by)));
        }
        if let Some(delivery) = access.delivery {
            what = what.with("delivery", (delivery.index() + 1).to_string());
        }
        if access.cancellable.is_some() {
            what = what.with("may", "be dropped");
        }
        Fact { line: self.line(access.at), what }
    }

    /// A lock is called as what it was taken of first: `self.state.lock()` takes `state`.
    fn lock(&self, id: LockId) -> String {
        let text = self.fixture.loaded.sources.slice(self.trace.locks()[id].at);
        let owner = text.rsplit_once('.').map_or(text, |(owner, _)| owner);
        let is_part = |c: char| c.is_alphanumeric() || c == '_';
        owner.rsplit(|c| !is_part(c)).find(|word| !word.is_empty()).unwrap_or(owner).to_owned()
    }

    fn line(&self, at: Location) -> usize {
        let source = self.fixture.loaded.sources.get(at.file);
        self.fixture.starts[at.file.0 as usize] + source.line_index(at.span.start)
    }
}

/// A channel and what tests call it.
struct Channel {
    name: String,
    fact: Fact,
}

/// What each round of a loop or each of many lanes has another one of.
fn rounds(node: &Node, channels: &BTreeMap<OriginId, Channel>) -> Vec<Words> {
    let own = node.distinct_per_iteration().iter().filter_map(|id| channels.get(id));
    let mut all: Vec<Words> = own.map(|channel| Words::one("each", &channel.name)).collect();
    all.extend(node.zips_with().iter().map(|_| Words::one("zips", "")));
    all
}

fn came(kind: ProvenanceKind) -> &'static str {
    match kind {
        ProvenanceKind::Parameter => "parameter",
        ProvenanceKind::Shared => "shared",
        ProvenanceKind::Static => "static",
        ProvenanceKind::Imprecise => "imprecise",
    }
}

/// What runs beside other code, and what waits for its end.
fn context(kind: &NodeKind) -> Option<Words> {
    let many = |words: Words, many: bool| if many { words.with("many", "") } else { words };
    match kind {
        NodeKind::Spawn { times, context } => {
            Some(many(Words::one("spawn", context.as_str()), *times == Times::Many))
        }
        NodeKind::Lane { many: more } => Some(many(Words::one("lane", ""), *more)),
        NodeKind::Join(_) => Some(Words::one("join", "")),
        _ => None,
    }
}
