//! `Cargo.lock`: which version of a package another one got, and which packages reach a client.

use std::path::Path;

use rustc_hash::FxHashMap;
use semver::Version;
use toml::{Table, Value};

use super::manifest::Requirement;
use crate::discover::{reach, written};
use crate::problem::Problem;

/// A lock file.
#[derive(Debug)]
pub(super) struct Lock {
    /// Every package in it.
    pub(super) packages: Vec<Locked>,
}

/// A package in a lock file.
#[derive(Debug)]
pub(super) struct Locked {
    /// Its name.
    pub(super) name: String,
    /// Its version.
    pub(super) version: Version,
    /// Registry or git address; `None` for a package of the workspace or a path dependency.
    pub(super) source: Option<String>,
    /// Whether it depends on a client, directly or through others.
    pub(super) reaches_client: bool,
    /// What it depends on, as indices.
    edges: Vec<usize>,
}

/// The index of a package in a lock file.
pub(super) type LockedId = usize;

impl Lock {
    /// Reads the lock file in a directory; `None` when there is none.
    pub(super) fn read(dir: &Path, clients: &[&str]) -> Option<Result<Self, Problem>> {
        let path = dir.join("Cargo.lock");
        if !path.exists() {
            return None;
        }
        let lock = written::text(&path).and_then(|text| Self::parse(&text, clients));
        let unused = "this lock file was not used and versions come from the manifests";
        Some(lock.map_err(|reason| Problem::new(&path, format!("{unused}: {reason}"))))
    }

    fn parse(text: &str, clients: &[&str]) -> Result<Self, String> {
        if !clients.iter().any(|client| text.contains(&format!("\"{client}\""))) {
            // Where no client is locked no version is of use, and large lock files take their time.
            return Ok(Self { packages: Vec::new() });
        }
        let table: Table =
            text.parse().map_err(|error: toml::de::Error| error.message().to_owned())?;
        let entries = table.get("package").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
        // The oldest lock files hold the package itself under `root`.
        let entries = entries.iter().chain(table.get("root")).filter_map(Value::as_table);
        let (mut packages, edges): (Vec<_>, Vec<_>) = entries.filter_map(locked).unzip();
        let mut by_name: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        for (at, package) in packages.iter().enumerate() {
            by_name.entry(&package.name).or_default().push(at);
        }
        let target = |&(name, version): &Edge<'_>| {
            let named = by_name.get(name)?.iter().copied();
            named.clone().find(|&at| {
                version.is_none_or(|version| packages[at].version.to_string() == version)
            })
        };
        let edges: Vec<Vec<usize>> =
            edges.iter().map(|edges| edges.iter().filter_map(target).collect()).collect();
        let reached = reaching(&packages, &edges, clients);
        for ((package, edges), reached) in packages.iter_mut().zip(edges).zip(reached) {
            package.edges = edges;
            package.reaches_client = reached;
        }
        Ok(Self { packages })
    }

    /// The entry of a package that stands in the workspace.
    pub(super) fn local(&self, name: &str, version: Option<&Version>) -> Option<LockedId> {
        let named =
            |at: &usize| self.packages[*at].source.is_none() && self.packages[*at].name == name;
        let exact =
            |at: &usize| version.is_none_or(|version| self.packages[*at].version == *version);
        let mut candidates = (0..self.packages.len()).filter(named);
        let first = candidates.clone().next();
        candidates.find(exact).or(first)
    }

    /// What a requirement of `from` was resolved to; with `from` unknown, any package of that name that fits.
    pub(super) fn resolve(
        &self,
        from: Option<LockedId>,
        requirement: &Requirement,
    ) -> Option<LockedId> {
        let wanted = |at: &usize| {
            let package = &self.packages[*at];
            package.name == requirement.package
                && requirement
                    .version
                    .as_ref()
                    .is_none_or(|version| fits(version, &package.version))
        };
        let best = |candidates: &mut dyn Iterator<Item = usize>| {
            candidates.filter(wanted).max_by_key(|&at| &self.packages[at].version)
        };
        let by_edge = from.and_then(|from| best(&mut self.packages[from].edges.iter().copied()));
        by_edge.or_else(|| best(&mut (0..self.packages.len())))
    }
}

/// Which packages depend on a client, directly or through others.
fn reaching(packages: &[Locked], edges: &[Vec<usize>], clients: &[&str]) -> Vec<bool> {
    let is_client = |at: usize| clients.contains(&packages[at].name.as_str());
    let direct = edges.iter().map(|edges| edges.iter().any(|&to| is_client(to))).collect();
    reach::spread(direct, |at, reached| edges[at].iter().any(|&to| reached[to]))
}

/// Whether a version fits, pre-releases included: the lock file has already chosen it.
fn fits(requirement: &semver::VersionReq, version: &Version) -> bool {
    requirement.matches(version)
        || (!version.pre.is_empty()
            && requirement.matches(&Version::new(version.major, version.minor, version.patch)))
}

/// The name of a dependency, with its version where the name alone is ambiguous.
type Edge<'a> = (&'a str, Option<&'a str>);

/// An entry and what it depends on.
fn locked(package: &Table) -> Option<(Locked, Vec<Edge<'_>>)> {
    let field = |key: &str| package.get(key).and_then(Value::as_str);
    let edges =
        package.get("dependencies").and_then(Value::as_array).map_or(&[][..], Vec::as_slice);
    let locked = Locked {
        name: field("name")?.to_owned(),
        version: field("version")?.parse().ok()?,
        source: field("source").map(str::to_owned),
        reaches_client: false,
        edges: Vec::new(),
    };
    Some((locked, edges.iter().filter_map(Value::as_str).filter_map(edge).collect()))
}

/// `name`, `name version` or `name version (source)`.
fn edge(text: &str) -> Option<Edge<'_>> {
    let mut parts = text.split_whitespace();
    Some((parts.next()?, parts.next()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TWO: &str = r#"
        [[package]]
        name = "app"
        version = "0.1.0"
        dependencies = ["lapin 1.10.0", "wrapper"]
        [[package]]
        name = "lapin"
        version = "1.10.0"
        source = "registry"
        [[package]]
        name = "lapin"
        version = "2.5.0"
        source = "registry"
        [[package]]
        name = "wrapper"
        version = "0.3.0"
        source = "registry"
        dependencies = ["lapin 2.5.0 (registry)"]
    "#;

    fn requirement(package: &str, version: &str) -> Requirement {
        let version = version.parse().ok();
        Requirement {
            key: package.to_owned(),
            package: package.to_owned(),
            version,
            path: None,
            dev: false,
        }
    }

    #[test]
    fn the_edge_chooses_between_two_locked_versions() {
        let lock = Lock::parse(TWO, &["lapin"]).expect("parses");
        let major = |from| {
            lock.resolve(from, &requirement("lapin", "*")).map(|at| lock.packages[at].version.major)
        };
        assert_eq!(major(lock.local("app", None)), Some(1));
        assert_eq!(major(None), Some(2));
    }

    #[test]
    fn a_stale_lock_does_not_answer() {
        let lock = Lock::parse(TWO, &["lapin"]).expect("parses");
        assert_eq!(lock.resolve(lock.local("app", None), &requirement("lapin", "4.1")), None);
    }

    #[test]
    fn wrappers_reach_a_client() {
        let lock = Lock::parse(TWO, &["lapin"]).expect("parses");
        let reaching = lock.packages.iter().filter(|package| package.reaches_client);
        let names: Vec<_> = reaching.map(|package| package.name.as_str()).collect();
        assert_eq!(names, ["app", "wrapper"]);
    }
}
