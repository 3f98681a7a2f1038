//! From all packages to those that matter: the ones that were asked for and reach a client, and what they are built on.

use std::collections::BTreeSet;
use std::path::PathBuf;

use super::entry::Entry;
use super::node::{Need, Node, NodeId, Standing};
use super::reach;
use super::request::{Request, Selection};
use crate::ids::Id as _;
use crate::language::Language;
use crate::problem::Problem;
use crate::suggest;
use crate::workspace::{
    ClientVersion, Dependency, Package, PackageId, PackageRole, Target, TargetKind,
};

/// What was asked of a package.
#[derive(Debug, Clone, Default)]
pub(super) struct Wanted {
    kinds: BTreeSet<TargetKind>,
    test_code: bool,
    /// Findings count only here; everywhere when empty.
    only: Vec<PathBuf>,
}

/// The packages that matter, members first, each part sorted by directory.
pub(super) fn scope(
    wanted: &[Option<Wanted>],
    nodes: &[Node],
    clients: &[&str],
    problems: &mut Vec<Problem>,
) -> Vec<Package> {
    let reaches = reaching(nodes, wanted, clients);
    // A folder whose manifest is broken may hold no sources of its own.
    let has_sources = |node: &Node| node.manifest.is_some() || !node.targets.is_empty();
    let is_member =
        |node: NodeId| wanted[node].is_some() && reaches[node] && has_sources(&nodes[node]);
    let mut kept: Vec<NodeId> = (0..nodes.len()).filter(|&node| is_member(node)).collect();
    let mut next = 0;
    while let Some(&node) = kept.get(next) {
        next += 1;
        // Also those that reach no client: a wrapper around `spawn` or a generic carrier may stand there.
        let below = usable(&nodes[node], wanted[node].as_ref()).filter_map(|need| need.answer);
        let below: Vec<NodeId> = below.filter(|found| !kept.contains(found)).collect();
        kept.extend(below);
        let mut seen = BTreeSet::new();
        kept.retain(|&node| seen.insert(node));
    }
    kept.sort_by(|&a, &b| (!is_member(a), &nodes[a].dir).cmp(&(!is_member(b), &nodes[b].dir)));
    let ids: Vec<Option<PackageId>> = (0..nodes.len())
        .map(|node| kept.iter().position(|&at| at == node).map(PackageId::from_index))
        .collect();
    kept.iter()
        .map(|&at| {
            let asked = wanted[at].as_ref().filter(|_| reaches[at]);
            problems.extend(missing_targets(&nodes[at], asked));
            package(&nodes[at], asked, &ids, clients)
        })
        .collect()
}

/// How many packages that reach a client were left out by their names.
pub(super) fn left_out(
    request: &Request,
    wanted: &[Option<Wanted>],
    nodes: &[Node],
    clients: &[&str],
) -> usize {
    let is_left_out =
        |node: &Node| node.standing == Standing::Member && request.exclude.contains(&node.name);
    let reaches = reaching(nodes, wanted, clients);
    nodes.iter().zip(reaches).filter(|(node, reaches)| *reaches && is_left_out(node)).count()
}

/// What was asked of each package, `None` for those that were not asked for.
pub(super) fn wanted(
    request: &Request,
    entries: &[Entry],
    nodes: &[Node],
    problems: &mut Vec<Problem>,
) -> Vec<Option<Wanted>> {
    problems.extend(unknown_names(request, nodes));
    let mut wanted: Vec<Option<Wanted>> =
        nodes.iter().map(|node| wanted_of(request, entries, node)).collect();
    let was_asked = wanted.iter().any(Option::is_some);
    for (wanted, node) in wanted.iter_mut().zip(nodes) {
        wanted.take_if(|_| request.exclude.contains(&node.name));
    }
    if was_asked && wanted.iter().all(Option::is_none) {
        problems
            .push(Problem::new(&request.directory, "every package was left out by `--exclude`"));
    }
    wanted
}

/// What was asked of a package, those to leave out among them.
fn wanted_of(request: &Request, entries: &[Entry], node: &Node) -> Option<Wanted> {
    if node.standing != Standing::Member {
        return None;
    }
    match &request.selection {
        Selection::Workspace => Some(everything(request, node)),
        Selection::Packages(names) => names.contains(&node.name).then(|| everything(request, node)),
        Selection::Paths => wanted_by_paths(request, entries, node),
    }
}

/// A package without limits inside it.
fn everything(request: &Request, node: &Node) -> Wanted {
    let kinds = request.kinds_in.get(&node.dir).unwrap_or(&request.kinds).clone();
    Wanted { test_code: kinds.contains(&TargetKind::Test), kinds, only: Vec::new() }
}

fn wanted_by_paths(request: &Request, entries: &[Entry], node: &Node) -> Option<Wanted> {
    let mut wanted = everything(request, node);
    for entry in entries {
        match entry {
            Entry::Below { dir, .. } if node.dir.starts_with(dir) => {
                return Some(everything(request, node));
            }
            Entry::Loose(path) if *path == node.dir => return Some(wanted),
            Entry::Inside { manifest, only, kinds } if node.manifest.as_ref() == Some(manifest) => {
                wanted.only.push(only.clone());
                wanted.kinds.extend(kinds);
            }
            _ => {}
        }
    }
    (!wanted.only.is_empty()).then_some(wanted)
}

/// A problem for each name of `--package` and `--exclude` that no member has.
fn unknown_names(request: &Request, nodes: &[Node]) -> Vec<Problem> {
    let members: Vec<&str> = nodes
        .iter()
        .filter(|node| node.standing == Standing::Member)
        .map(|node| node.name.as_str())
        .collect();
    let selected = match &request.selection {
        Selection::Packages(names) => &names[..],
        Selection::Paths | Selection::Workspace => &[],
    };
    let unknown =
        selected.iter().chain(&request.exclude).filter(|name| !members.contains(&name.as_str()));
    unknown
        .map(|name| {
            let hint = suggest::did_you_mean(name, &members);
            Problem::new(
                &request.directory,
                format!("there is no package `{name}` in the workspace{hint}"),
            )
        })
        .collect()
}

/// Which packages depend on a client, directly or through others. Clients themselves count, and sources without a manifest.
fn reaching(nodes: &[Node], wanted: &[Option<Wanted>], clients: &[&str]) -> Vec<bool> {
    let is_client = |name: &String| clients.contains(&name.as_str());
    let depends = |node: NodeId, test: &dyn Fn(&Need) -> bool| {
        usable(&nodes[node], wanted[node].as_ref()).any(test)
    };
    let direct = |node: NodeId| {
        let needs_client = |need: &Need| is_client(&need.package);
        nodes[node].manifest.is_none()
            || is_client(&nodes[node].name)
            || depends(node, &needs_client)
    };
    reach::spread((0..nodes.len()).map(direct).collect(), |node, reached| {
        depends(node, &|need| need.answer.is_some_and(|to| reached[to]))
    })
}

/// What the targets which are read can name.
fn usable<'a>(node: &'a Node, wanted: Option<&Wanted>) -> impl Iterator<Item = &'a Need> {
    let dev = wanted.is_some_and(|wanted| {
        wanted.kinds.iter().any(|kind| !matches!(kind, TargetKind::Lib | TargetKind::Bin))
    });
    node.needs.iter().filter(move |need| dev || !need.dev)
}

fn package(
    node: &Node,
    wanted: Option<&Wanted>,
    ids: &[Option<PackageId>],
    clients: &[&str],
) -> Package {
    let read = |target: &&Target| match wanted {
        Some(wanted) => wanted.kinds.contains(&target.kind) || node.manifest.is_none(),
        None => target.kind == TargetKind::Lib,
    };
    let mut dependencies: Vec<Dependency> =
        usable(node, wanted).map(|need| dependency(need, ids)).collect();
    if node.manifest.is_none() {
        dependencies.extend(clients.iter().map(|client| nameable(client, ClientVersion::Unknown)));
    } else if clients.contains(&node.name.as_str()) {
        // Its own programs and examples name it as any user does.
        let version = node.version.clone().map_or(ClientVersion::Unknown, ClientVersion::Locked);
        dependencies.push(nameable(&node.name, version));
    }
    Package {
        language: node.language,
        name: node.name.clone(),
        version: node.version.clone(),
        edition: node.edition.clone(),
        role: role(node, wanted),
        manifest: node.manifest.clone(),
        dir: if node.dir.is_file() { node.dir.with_file_name("") } else { node.dir.clone() },
        targets: node.targets.iter().filter(read).cloned().collect(),
        dependencies,
        only: wanted.map(|wanted| wanted.only.clone()).unwrap_or_default(),
        test_code: wanted.is_some_and(|wanted| wanted.test_code),
    }
}

fn role(node: &Node, wanted: Option<&Wanted>) -> PackageRole {
    match node.standing {
        Standing::Foreign => PackageRole::Foreign,
        Standing::Member | Standing::Dependency if wanted.is_some() => PackageRole::Member,
        Standing::Member | Standing::Dependency => PackageRole::Dependency,
    }
}

fn dependency(need: &Need, ids: &[Option<PackageId>]) -> Dependency {
    Dependency {
        name: need.name,
        package: need.package.clone(),
        version: need.version.clone(),
        resolved: need.answer.and_then(|to| ids[to]),
    }
}

fn nameable(package: &str, version: ClientVersion) -> Dependency {
    Dependency {
        name: package.replace('-', "_").as_str().into(),
        package: package.to_owned(),
        version,
        resolved: None,
    }
}

/// A problem for each target whose file is missing, of the kinds that are read.
fn missing_targets(node: &Node, wanted: Option<&Wanted>) -> Vec<Problem> {
    let (Some(wanted), Some(manifest)) = (wanted, &node.manifest) else { return Vec::new() };
    if node.language == Language::Rust && node.targets.is_empty() && node.missing.is_empty() {
        let sentence = "nothing of this package was analysed: there is neither `src/lib.rs` nor `src/main.rs`, and no other target";
        return vec![Problem::new(manifest, sentence)];
    }
    let missing = node.missing.iter().filter(|(kind, _)| wanted.kinds.contains(kind));
    missing.map(|(_, sentence)| Problem::new(manifest, sentence)).collect()
}
