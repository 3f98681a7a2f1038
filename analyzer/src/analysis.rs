//! The stages behind loading: a pure function of what was read.
//!
//! The packages of each language become a program, a trace and a model of their own. What was found in them meets here.

use std::collections::BTreeSet;
use std::path::PathBuf;

use rustc_hash::FxHashMap;

use crate::callgraph::CallGraph;
use crate::facts::{Cause, Facts};
use crate::findings::{Finding, Report, Scope, Summary};
use crate::flow;
use crate::gaps::Gap;
use crate::knowledge::{Knowledge, Tables};
use crate::language::Language;
use crate::limits::{Incomplete, Limit};
use crate::load::Loaded;
use crate::map::MappedChannel;
use crate::model::Model;
use crate::program::Program;
use crate::resolve;
use crate::rules::RULES;
use crate::sources::{FileId, Location, Sources};
use crate::territory::Territory;
use crate::trace::Trace;
use crate::types::Types;
use crate::types::library::Library;
use crate::workspace::{PackageRole, Workspace};

/// What is analysed.
#[derive(Clone, Copy)]
struct Input<'a> {
    workspace: &'a Workspace,
    loaded: &'a Loaded,
    facts: &'a FxHashMap<FileId, Facts>,
    /// How many threads infer types; one for each core without it.
    jobs: Option<usize>,
}

/// What was found in the packages of one language.
#[derive(Default)]
struct Found {
    findings: Vec<Finding>,
    skipped: Vec<(Location, String)>,
    incomplete: Vec<Incomplete>,
    channels: usize,
    map: Vec<MappedChannel>,
    gaps: BTreeSet<Gap>,
    clients: Vec<String>,
}

/// Analyses what was loaded, each language by what is known of its libraries, on so many threads: one for each core
/// without a number. Needs a stack of [`flow::STACK`] bytes.
pub fn analyze(
    workspace: &Workspace,
    loaded: &Loaded,
    facts: &FxHashMap<FileId, Facts>,
    tables: &Tables,
    jobs: Option<usize>,
) -> Report {
    let input = Input { workspace, loaded, facts, jobs };
    let mut found = Found::default();
    for language in workspace.languages() {
        found.extend(program(input, tables.of(language)));
    }
    report(input, found)
}

impl Found {
    fn extend(&mut self, other: Self) {
        self.findings.extend(other.findings);
        self.skipped.extend(other.skipped);
        self.incomplete.extend(other.incomplete);
        self.channels += other.channels;
        self.map.extend(other.map);
        self.gaps.extend(other.gaps);
        self.clients.extend(other.clients);
    }
}

/// Analyses the packages in the language that the knowledge is of.
fn program(input: Input<'_>, knowledge: &Knowledge) -> Found {
    let Input { workspace, loaded, facts, jobs } = input;
    let files = resolve::Input { workspace, sources: &loaded.sources, facts };
    let program = resolve::resolve(files, knowledge);
    let library = Library::of_workspace(workspace, knowledge);
    let types = Types::new(&program, knowledge, &library, jobs);
    let calls = CallGraph::new(&program, &types);
    let context = flow::Context::new(workspace, &program, knowledge);
    let trace = flow::flow(&program, &types, &calls, knowledge, &context);
    let model = Model::new(&trace, &program, knowledge, &loaded.sources, workspace, &loaded.files);
    let mut findings = Vec::new();
    for rule in RULES {
        (rule.check)(&model, &mut findings);
    }
    let map = model.map();
    Found {
        findings,
        skipped: skipped(&program),
        incomplete: incomplete((&program, &types, &trace), input, &model, knowledge.language),
        channels: map.len(),
        map,
        gaps: model.gaps(&|id| calls.is_given(id)),
        clients: client_names(workspace, knowledge),
    }
}

/// The report on what was found, before anybody says what of it counts.
fn report(input: Input<'_>, found: Found) -> Report {
    let Input { workspace, loaded, facts, .. } = input;
    let Found { mut findings, mut skipped, mut incomplete, channels, map, gaps, mut clients } =
        found;
    sort(&mut findings, &loaded.sources);
    // Two targets may share a file.
    skipped.sort();
    skipped.dedup();
    incomplete.sort();
    incomplete.dedup();
    clients.sort();
    clients.dedup();
    let mut problems: Vec<_> = workspace.problems.iter().chain(&loaded.problems).cloned().collect();
    problems.sort();
    problems.dedup();
    let members = workspace.packages.iter().filter(|package| package.role == PackageRole::Member);
    let packages: Vec<_> = members.cloned().collect();
    let summary = Summary {
        packages: packages.len(),
        files: facts.len(),
        channels,
        findings: findings.len(),
        excluded: loaded.excluded,
        left_out: workspace.left_out,
        ..Summary::default()
    };
    Report {
        findings,
        problems,
        notes: workspace.notes.iter().chain(&loaded.notes).cloned().collect(),
        skipped,
        incomplete,
        summary,
        root: PathBuf::new(),
        workspace: workspace.root.clone(),
        territory: Territory::default(),
        packages,
        configuration: Vec::new(),
        allowed: Vec::new(),
        fixed_files: None,
        silenced: Vec::new(),
        scope: Scope::default(),
        map,
        gaps: gaps.into_iter().collect(),
        clients,
    }
}

/// What was not followed to its end in the reported packages.
fn incomplete(
    (program, types, trace): (&Program<'_>, &Types<'_, '_>, &Trace),
    input: Input<'_>,
    model: &Model<'_, '_>,
    language: Language,
) -> Vec<Incomplete> {
    let of_language = |file: &FileId| input.loaded.sources.get(*file).language == Some(language);
    let facts = input.facts.iter().filter(|(file, _)| of_language(file));
    let given_up = facts.flat_map(|(&file, facts)| {
        let given_up = facts.skipped.iter().filter(|skipped| skipped.cause == Cause::GivenUp);
        given_up.map(move |skipped| Incomplete {
            at: Location { file, span: skipped.span },
            limit: Limit::Macros,
            message: skipped.why.clone(),
        })
    });
    let noted = program.incomplete.iter().chain(&types.incomplete).chain(&trace.incomplete);
    let all = noted.cloned().chain(given_up);
    all.filter(|one| model.is_reported(one.at)).collect()
}

/// Modules that were passed over.
fn skipped(program: &Program<'_>) -> Vec<(Location, String)> {
    let missing = program.modules_without_file.iter();
    missing.map(|(at, name)| (*at, format!("no file was read for the module `{name}`"))).collect()
}

/// A total order, and one finding for each rule and primary place.
pub(crate) fn sort(findings: &mut Vec<Finding>, sources: &Sources) {
    findings.sort_by(|a, b| {
        let key = |finding: &Finding| (finding.primary.at.span, finding.rule);
        let path = |finding: &Finding| sources.path(finding.primary.at.file).to_path_buf();
        path(a)
            .cmp(&path(b))
            .then_with(|| key(a).cmp(&key(b)))
            .then_with(|| a.message.cmp(&b.message))
    });
    findings.dedup_by(|later, earlier| {
        let same = later.rule == earlier.rule && later.primary.at == earlier.primary.at;
        if same {
            let new = later
                .related
                .drain(..)
                .filter(|place| !earlier.related.iter().any(|known| known.at == place.at));
            let new: Vec<_> = new.collect();
            earlier.related.extend(new);
            earlier.causes.append(&mut later.causes);
        }
        same
    });
}

/// The clients that packages of a workspace depend on, each with its version where that is known.
fn client_names(workspace: &Workspace, knowledge: &Knowledge) -> Vec<String> {
    let named = clients_of(workspace, &knowledge.client_packages()).into_iter();
    named
        .map(|(name, version)| match version {
            Some(version) => format!("{name} {version}"),
            None => name,
        })
        .collect()
}

/// The packages of clients that others depend on, sorted.
pub(crate) fn clients_of(
    workspace: &Workspace,
    packages: &[&str],
) -> Vec<(String, Option<semver::Version>)> {
    let dependencies = workspace.packages.iter().flat_map(|package| &package.dependencies);
    let clients = dependencies.filter(|known| packages.contains(&known.package.as_str()));
    let mut clients: Vec<_> =
        clients.map(|known| (known.package.clone(), known.version.version().cloned())).collect();
    clients.sort();
    clients.dedup();
    clients
}
