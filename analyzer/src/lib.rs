//! Finds AMQP channels that concurrent Rust code shares, and the other ways in which channels are misused.
//!
//! The pipeline, one function and one type a stage:
//! [`discover`] finds packages, [`config`] says what the project wants, [`load`] reads their files, `lower` turns each into
//! [`facts`], [`resolve`] links them into a [`program`], [`flow`] evaluates it with abstract values into a trace, [`model`]
//! answers questions about the trace, [`rules`] ask them, [`suppress`] takes away what the sources allow,
//! [`report`] prints what is left.

pub mod baseline;
pub mod callgraph;
pub mod config;
pub mod discover;
pub mod edit;
pub mod facts;
pub mod findings;
pub mod fixes;
pub mod flow;
pub mod ids;
pub mod knowledge;
pub mod levels;
pub mod limits;
pub mod load;
mod lower;
pub mod lowering;
pub mod map;
pub mod model;
pub mod problem;
pub mod program;
pub mod report;
pub mod resolve;
pub mod rules;
pub mod sources;
pub mod suggest;
pub mod suppress;
pub mod territory;
mod threads;
pub mod trace;
pub mod types;
pub mod workspace;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;

use callgraph::CallGraph;
use config::{Config, Mistakes};
use discover::Home;
use facts::{Cause, Facts};
use findings::{Finding, Level, Report, Scope, Summary};
use knowledge::Knowledge;
use limits::{Incomplete, Limit};
use load::Loaded;
use model::Model;
use sources::{FileId, Location, Sources};
use territory::Territory;
use trace::Trace;
use types::Types;
use types::library::Library;
use workspace::{PackageRole, Workspace};

/// What to analyse, and how to report it.
#[derive(Clone, Debug)]
pub struct Request {
    /// What to look at.
    pub discovery: discover::Request,
    /// Which configuration counts.
    pub config: config::Choice,
    /// Levels of the command line, which beat those of the configuration.
    pub levels: levels::Levels,
    /// How many threads parse; one for each core without it.
    pub jobs: Option<usize>,
}

/// What a run does next.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Stage {
    /// It looks for packages and their files.
    Discover,
    /// It reads source files.
    Load,
    /// It parses this many files.
    Parse(usize),
    /// It follows the channels through this many files.
    Follow(usize),
}

/// The configuration of a request, and the workspaces that it is for. Fails with what is wrong with it.
pub fn configuration(request: &Request) -> Result<(Config, Vec<Home>), Mistakes> {
    let homes = discover::survey(&request.discovery).homes();
    Ok((config::read(&request.config, &homes)?, homes))
}

/// The clients of a workspace with their versions, where they are known: what the first stages of a run know.
pub fn clients(request: &discover::Request) -> Vec<(String, Option<semver::Version>)> {
    let knowledge = Knowledge::builtin();
    let packages = knowledge.client_packages();
    let workspace = discover::packages(request, discover::survey(request), &packages);
    clients_of(&workspace, &packages)
}

/// Runs the whole pipeline. Fails when the configuration is wrong: what it left out could not be told from what is right.
pub fn run(request: &Request) -> Result<(Report, Sources), Mistakes> {
    run_told(request, &|_| ())
}

/// As [`run`], and tells of each stage before it begins.
pub fn run_told(request: &Request, tell: &dyn Fn(Stage)) -> Result<(Report, Sources), Mistakes> {
    tell(Stage::Discover);
    let mut survey = discover::survey(&request.discovery);
    let homes = survey.homes();
    let mut config = config::read(&request.config, &homes)?;
    let knowledge = Knowledge::with_own(std::mem::take(&mut config.tables));
    let discovery = discover::Request {
        kinds_in: config.kinds(&homes, &request.discovery.kinds),
        ..request.discovery.clone()
    };
    let workspace = discover::packages(&discovery, survey, &knowledge.client_packages());
    tell(Stage::Load);
    let mut loaded = load::load_some(&workspace, |path| !config.is_excluded(path));
    let files: Vec<FileId> = loaded.files.iter().map(|&(_, file)| file).collect();
    tell(Stage::Parse(files.len()));
    let mut facts = FxHashMap::default();
    let tests = workspace.packages.iter().any(|package| package.test_code);
    let lower_all = if tests { lowering::lower_all } else { lowering::lower_all_but_tests };
    for (file, lowered) in lower_all(&loaded.sources, &files, request.jobs) {
        match lowered {
            Ok(lowered) => {
                let source = loaded.sources.get(file);
                loaded.problems.extend(lowering::problem_of(source, &lowered));
                facts.insert(file, lowered);
            }
            Err(problem) => loaded.problems.push(problem),
        }
    }
    tell(Stage::Follow(files.len()));
    let mut report =
        on_deep_stack(|| analyze(&workspace, &loaded, &facts, &knowledge, request.jobs));
    let level = |rule: &str, group, file| {
        let path = loaded.sources.path(file);
        levels::level(&request.levels, config.settings(path), rule, group, path)
    };
    let input = suppress::Input {
        workspace: &workspace,
        loaded: &loaded,
        facts: &facts,
        level: &level,
        is_whole: workspace.is_whole && report.problems.is_empty() && report.notes.is_empty(),
    };
    report.summary.suppressed = suppress::suppress(&mut report.findings, &input);
    report.scope = Scope { files: input.reported_files(), is_whole: input.is_whole };
    sort(&mut report.findings, &loaded.sources);
    for finding in &mut report.findings {
        finding.level = level(finding.rule, finding.group, finding.primary.at.file);
    }
    report.allowed = report.findings.extract_if(.., |it| it.level == Level::Allow).collect();
    report.silenced = silenced(&report.allowed, &loaded.sources, &request.levels, &config);
    report.summary.allowed = report.silenced.iter().map(|(_, count)| count).sum();
    report.summary.findings = report.findings.len();
    report.root.clone_from(&request.discovery.directory);
    report.configuration = config.files;
    report.territory = discover::territory(&homes);
    Ok((report, loaded.sources))
}

/// For each configuration how many of the findings at level allow it silences.
fn silenced(
    allowed: &[Finding],
    sources: &Sources,
    typed: &levels::Levels,
    config: &Config,
) -> Vec<(PathBuf, usize)> {
    let mut silenced: BTreeMap<&Path, usize> = BTreeMap::new();
    for finding in allowed {
        let path = sources.path(finding.primary.at.file);
        let settings = config.settings(path);
        let by = levels::silencer(typed, settings, finding.rule, finding.group, path);
        by.into_iter().for_each(|by| *silenced.entry(by).or_default() += 1);
    }
    silenced.into_iter().map(|(by, count)| (by.to_owned(), count)).collect()
}

/// Runs a function on a thread whose stack holds the deepest evaluation.
fn on_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(flow::STACK).spawn_scoped(scope, work);
        match thread.map(std::thread::ScopedJoinHandle::join) {
            Ok(Ok(value)) => value,
            Ok(Err(panic)) => std::panic::resume_unwind(panic),
            Err(error) => panic!("the system gives no thread: {error}"),
        }
    })
}

/// The stages behind loading: a pure function of its input, `jobs` aside: how many threads
/// infer types, one for each core without it. Needs a stack of [`flow::STACK`] bytes.
pub fn analyze(
    workspace: &Workspace,
    loaded: &Loaded,
    facts: &FxHashMap<FileId, Facts>,
    knowledge: &Knowledge,
    jobs: Option<usize>,
) -> Report {
    let input = resolve::Input { workspace, sources: &loaded.sources, facts };
    let program = resolve::resolve(input, knowledge);
    let library = Library::of_workspace(workspace, knowledge);
    let types = Types::new(&program, knowledge, &library, jobs);
    let calls = CallGraph::new(&program, &types);
    let context = flow::Context::new(workspace, &program, knowledge);
    let trace = flow::flow(&program, &types, &calls, knowledge, &context);
    let model = Model::new(&trace, &program, knowledge, &loaded.sources, workspace, &loaded.files);
    let mut findings = Vec::new();
    for rule in rules::RULES {
        (rule.check)(&model, &mut findings);
    }
    sort(&mut findings, &loaded.sources);
    let mut problems: Vec<_> = workspace.problems.iter().chain(&loaded.problems).cloned().collect();
    problems.sort();
    problems.dedup();
    let members = workspace.packages.iter().filter(|package| package.role == PackageRole::Member);
    let packages: Vec<_> = members.cloned().collect();
    let summary = Summary {
        packages: packages.len(),
        files: facts.len(),
        channels: model.channels.len(),
        findings: findings.len(),
        excluded: loaded.excluded,
        left_out: workspace.left_out,
        ..Summary::default()
    };
    Report {
        findings,
        problems,
        notes: workspace.notes.iter().chain(&loaded.notes).cloned().collect(),
        skipped: skipped(&program),
        incomplete: incomplete(&trace, facts, &model),
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
        map: model.map(),
        clients: client_names(workspace, knowledge),
    }
}

/// What was not followed to its end in the reported packages, each once.
fn incomplete(
    trace: &Trace,
    facts: &FxHashMap<FileId, Facts>,
    model: &Model<'_, '_>,
) -> Vec<Incomplete> {
    let given_up = facts.iter().flat_map(|(&file, facts)| {
        let given_up = facts.skipped.iter().filter(|skipped| skipped.cause == Cause::GivenUp);
        given_up.map(move |skipped| Incomplete {
            at: Location { file, span: skipped.span },
            limit: Limit::Macros,
            message: skipped.why.clone(),
        })
    });
    let mut incomplete: Vec<Incomplete> =
        trace.incomplete.iter().cloned().chain(given_up).collect();
    incomplete.retain(|one| model.is_reported(one.at));
    incomplete.sort();
    incomplete.dedup();
    incomplete
}

/// Modules that were passed over.
fn skipped(program: &program::Program<'_>) -> Vec<(Location, String)> {
    let missing = program.modules_without_file.iter();
    let mut modules: Vec<_> = missing
        .map(|(at, name)| (*at, format!("no file was read for the module `{name}`")))
        .collect();
    // Two targets may share a file.
    modules.sort();
    modules.dedup();
    modules
}

/// A total order, and one finding for each rule and primary place.
fn sort(findings: &mut Vec<Finding>, sources: &Sources) {
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
        }
        same
    });
}

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
fn clients_of(workspace: &Workspace, packages: &[&str]) -> Vec<(String, Option<semver::Version>)> {
    let dependencies = workspace.packages.iter().flat_map(|package| &package.dependencies);
    let clients = dependencies.filter(|known| packages.contains(&known.package.as_str()));
    let mut clients: Vec<_> =
        clients.map(|known| (known.package.clone(), known.version.version().cloned())).collect();
    clients.sort();
    clients.dedup();
    clients
}
