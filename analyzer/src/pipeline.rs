//! A run from what a user asks for to what is reported: the stages in their order, and which level each finding has.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rustc_hash::FxHashMap;
use semver::Version;

use crate::analysis::{analyze, clients_of, sort};
use crate::causes::unite;
use crate::config::{self, Config, Mistakes};
use crate::discover::{self, Home};
use crate::facts::Facts;
use crate::findings::{Finding, Level, Report, Scope};
use crate::flow;
use crate::knowledge::Tables;
use crate::levels::Levels;
use crate::load::{self, Loaded};
use crate::lower;
use crate::lowering;
use crate::sources::{FileId, Sources};
use crate::suppress;
use crate::types::library::Library;
use crate::workspace::Workspace;

/// What to analyse, and how to report it.
#[derive(Clone, Debug)]
pub struct Request {
    /// What to look at.
    pub discovery: discover::Request,
    /// Which configuration counts.
    pub config: config::Choice,
    /// Levels of the command line, which beat those of the configuration.
    pub levels: Levels,
    /// How many threads read and parse; one for each core without it.
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
pub fn clients(request: &discover::Request) -> Vec<(String, Option<Version>)> {
    let tables = Tables::builtin();
    let packages = tables.client_packages();
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
    let tables = Tables::with_own(std::mem::take(&mut config.tables));
    let notes = std::mem::take(&mut config.notes);
    let discovery = discover::Request {
        kinds_in: config.kinds(&homes, &request.discovery.kinds),
        ..request.discovery.clone()
    };
    let mut workspace = discover::packages(&discovery, survey, &tables.client_packages());
    // What is wrong with the request itself, its directory bears.
    let is_wanted = |path: &Path| path == request.discovery.directory || !config.is_excluded(path);
    workspace.problems.retain(|problem| is_wanted(&problem.path));
    workspace.notes.retain(|note| is_wanted(&note.path));
    let read = || read(&workspace, &config, request, tell);
    let (loaded, facts) = beside_libraries(&workspace, &tables, request.jobs, read);
    tell(Stage::Follow(loaded.files.len()));
    let mut report = on_deep_stack(|| analyze(&workspace, &loaded, &facts, &tables, request.jobs));
    let level = |rule: &str, group, file| {
        let path = loaded.sources.path(file);
        config.settings(path).level(&request.levels, rule, group, path)
    };
    let input = suppress::Input {
        workspace: &workspace,
        loaded: &loaded,
        facts: &facts,
        level: &level,
        is_whole: workspace.is_whole && report.problems.is_empty() && report.notes.is_empty(),
    };
    let suppressed = suppress::suppress(&mut report.findings, &input);
    report.summary.suppressed = suppressed.count;
    report.scope = Scope { files: input.reported_files(), is_whole: input.is_whole };
    report.notes.extend(notes.into_iter().chain(suppressed.notes));
    report.notes.sort();
    report.notes.dedup();
    sort(&mut report.findings, &loaded.sources);
    for finding in &mut report.findings {
        finding.level = level(finding.rule, finding.group, finding.primary.at.file);
    }
    report.allowed = report.findings.extract_if(.., |it| it.level == Level::Allow).collect();
    report.silenced = silenced(&report.allowed, &loaded.sources, &request.levels, &config);
    report.summary.allowed = report.silenced.iter().map(|(_, count)| count).sum();
    unite(&mut report.findings);
    unite(&mut report.allowed);
    report.summary.findings = report.findings.len();
    report.root.clone_from(&request.discovery.directory);
    report.configuration = config.files;
    report.territory = discover::territory(&homes);
    Ok((report, loaded.sources))
}

/// Reads and parses the files of a workspace.
fn read(
    workspace: &Workspace,
    config: &Config,
    request: &Request,
    tell: &dyn Fn(Stage),
) -> (Loaded, FxHashMap<FileId, Facts>) {
    tell(Stage::Load);
    let mut loaded = load::load_some(workspace, request.jobs, |path| !config.is_excluded(path));
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
    (loaded, facts)
}

/// Does something, and reads beside it what is known of the libraries of a workspace, unless one thread does all: a small
/// program takes as long to read as they do.
fn beside_libraries<T>(
    workspace: &Workspace,
    tables: &Tables,
    jobs: Option<usize>,
    work: impl FnOnce() -> T,
) -> T {
    let read_libraries = || {
        for language in workspace.languages() {
            Library::of_workspace(workspace, tables.of(language));
        }
    };
    std::thread::scope(|scope| {
        if jobs != Some(1) {
            // Without a thread they are read when they are asked for.
            let thread = std::thread::Builder::new().stack_size(lower::STACK);
            let _ = thread.spawn_scoped(scope, read_libraries);
        }
        work()
    })
}

/// For each configuration how many of the findings at level allow it silences.
fn silenced(
    allowed: &[Finding],
    sources: &Sources,
    typed: &Levels,
    config: &Config,
) -> Vec<(PathBuf, usize)> {
    let mut silenced: BTreeMap<&Path, usize> = BTreeMap::new();
    for finding in allowed {
        let path = sources.path(finding.primary.at.file);
        let settings = config.settings(path);
        let by = settings.silencer(typed, finding.rule, finding.group, path);
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
