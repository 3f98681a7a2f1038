//! What is found in generated programs, analysed in memory.

use std::path::PathBuf;

use chanlint::facts::Facts;
use chanlint::findings::{Finding, Level};
use chanlint::flow;
use chanlint::ids::Id as _;
use chanlint::knowledge::Tables;
use chanlint::language::Language;
use chanlint::load::Loaded;
use chanlint::lowering::{lower_all, problem_of};
use chanlint::problem::Problem;
use chanlint::sources::{FileId, Location};
use chanlint::workspace::{
    ClientVersion, Dependency, Package, PackageId, PackageRole, Target, TargetKind, Workspace,
};
use generator::client::Client;
use generator::project::{self, File, Project};
use rustc_hash::FxHashMap;
use semver::Version;

/// The rules whose findings say that a channel is shared.
pub(crate) const SHARING: [&str; 7] = [
    "shared_channel",
    "shared_channel_rpc",
    "shared_confirm_channel",
    "shared_tx_channel",
    "multiple_consumers_on_channel",
    "channel_state_change_after_share",
    "multiple_ack_across_tasks",
];

/// What else a program may depend on.
const RUNTIMES: [&str; 39] = [
    "tokio",
    "tokio-util",
    "tokio-stream",
    "futures",
    "async-trait",
    "async-std",
    "smol",
    "anyhow",
    "tracing",
    "once_cell",
    "lazy_static",
    "rayon",
    "axum",
    "actix-web",
    "rocket",
    "tonic",
    "tower",
    "deadpool",
    "deadpool-lapin",
    "serde",
    "futures-util",
    "async-stream",
    "async-lock",
    "parking_lot",
    "actix-rt",
    "dashmap",
    "serenity",
    "poise",
    "teloxide",
    "actix",
    "bb8",
    "bb8-lapin",
    "mobc",
    "mobc-lapin",
    "warp",
    "hyper",
    "serde_json",
    "clap",
    "reqwest",
];

/// A finding, as far as it is compared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Found {
    pub(crate) rule: String,
    pub(crate) message: String,
    /// Path and line of every place, the primary one first.
    pub(crate) places: Vec<(String, usize)>,
}

/// The sharing findings of a program. Needs a deep stack.
pub(crate) fn analyze(project: &Project, tables: &Tables) -> Result<Vec<Found>, String> {
    let mut all = analyze_together(std::slice::from_ref(project), tables)?;
    Ok(all.pop().unwrap_or_default())
}

/// The sharing findings of each of several programs that stand in one workspace. Needs a deep stack.
pub(crate) fn analyze_together(
    projects: &[Project],
    tables: &Tables,
) -> Result<Vec<Vec<Found>>, String> {
    let (mut workspace, mut loaded) = (Workspace::default(), Loaded::default());
    for (index, project) in projects.iter().enumerate() {
        place(project, index, &mut workspace, &mut loaded);
    }
    workspace.members = workspace.packages.len();
    let facts = lowered(&loaded)?;
    let report = chanlint::analyze(&workspace, &loaded, &facts, tables, Some(1));
    let mut all = vec![Vec::new(); projects.len()];
    let sharing =
        |finding: &&Finding| SHARING.contains(&finding.rule) && finding.level > Level::Allow;
    for finding in report.findings.iter().filter(sharing) {
        let places = std::iter::once(&finding.primary).chain(&finding.related);
        let places: Vec<_> = places.map(|spot| seen_at(&loaded, spot.at)).collect();
        let index = places[0].0;
        assert!(places.iter().all(|(other, ..)| *other == index), "{finding:?} is of one program");
        all[index].push(Found {
            rule: finding.rule.to_owned(),
            message: finding.message.clone(),
            places: places.into_iter().map(|(_, path, line)| (path, line)).collect(),
        });
    }
    Ok(all)
}

/// The program that a location is in, the path of its file there, and its line.
fn seen_at(loaded: &Loaded, at: Location) -> (usize, String, usize) {
    let source = loaded.sources.get(at.file);
    let line = source.line_column(at.span.start).line;
    let path = source.path.to_string_lossy();
    let (folder, path) = path.split_once('/').expect("each program has a folder");
    let index = folder.parse().expect("which is called by its number");
    (index, path.to_owned(), usize::try_from(line).unwrap_or(0))
}

fn lowered(loaded: &Loaded) -> Result<FxHashMap<FileId, Facts>, String> {
    let ids: Vec<_> = loaded.files.iter().map(|(_, id)| *id).collect();
    let mut facts = FxHashMap::default();
    for (file, lowered) in lower_all(&loaded.sources, &ids, Some(1)) {
        let told = |problem: Problem| {
            format!("{}:{:?}: {}", problem.path.display(), problem.line, problem.message)
        };
        let lowered = lowered.map_err(told)?;
        if let Some(problem) = problem_of(loaded.sources.get(file), &lowered) {
            return Err(told(problem));
        }
        facts.insert(file, lowered);
    }
    Ok(facts)
}

/// Runs on a stack that is deep enough.
pub(crate) fn on_deep_stack<T: Send>(work: impl FnOnce() -> T + Send) -> T {
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new()
            .stack_size(flow::STACK)
            .spawn_scoped(scope, work)
            .expect("a thread");
        thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
    })
}

/// Puts a program into a workspace, in a folder that is called by its number.
fn place(project: &Project, index: usize, workspace: &mut Workspace, loaded: &mut Loaded) {
    let folder = PathBuf::from(index.to_string());
    let first = workspace.packages.len();
    let id = |at: usize| PackageId::from_index(first + at);
    for file in &project.files {
        let path = folder.join(&file.path);
        let file_id = loaded.sources.add_code(path, file.text.as_str(), Language::Rust);
        loaded.files.push((id(owner(project, file)), file_id));
    }
    for package in &project.packages {
        let dir = match (project.packages.len(), package.is_lib) {
            (1, _) => folder.clone(),
            (_, true) => folder.join("messaging"),
            (_, false) => folder.join("app"),
        };
        let mut dependencies = vec![client(project.client)];
        dependencies.extend(RUNTIMES.iter().map(|name| dependency(name, ClientVersion::Unknown)));
        if let Some(used) = &package.uses {
            let mut local = dependency(used, ClientVersion::Unknown);
            local.resolved = Some(id(0));
            dependencies.push(local);
        }
        workspace.packages.push(member(package, dir, dependencies));
    }
}

/// Which package of a program a file belongs to.
fn owner(project: &Project, file: &File) -> usize {
    let in_app = !file.path.starts_with("messaging/");
    usize::from(in_app && project.packages.len() > 1)
}

fn member(package: &project::Package, dir: PathBuf, dependencies: Vec<Dependency>) -> Package {
    let (kind, root) =
        if package.is_lib { (TargetKind::Lib, "lib.rs") } else { (TargetKind::Bin, "main.rs") };
    Package {
        language: Language::Rust,
        name: package.name.clone(),
        version: None,
        edition: None,
        role: PackageRole::Member,
        manifest: Some(dir.join("Cargo.toml")),
        targets: vec![Target {
            kind,
            name: package.name.replace('-', "_").as_str().into(),
            root: dir.join("src").join(root),
            files: Vec::new(),
        }],
        dir,
        dependencies,
        only: Vec::new(),
        test_code: false,
    }
}

fn client(client: Client) -> Dependency {
    let (name, version) = client.package();
    dependency(name, ClientVersion::Locked(Version::parse(version).expect("a version")))
}

fn dependency(name: &str, version: ClientVersion) -> Dependency {
    Dependency {
        name: name.replace('-', "_").as_str().into(),
        package: name.to_owned(),
        version,
        resolved: None,
    }
}
