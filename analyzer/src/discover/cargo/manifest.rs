//! One `Cargo.toml` as it stands, with what it inherits from its workspace.
//!
//! Reads leniently: a field of a strange type counts as absent, so that one odd line does not hide a package. Knows nothing of
//! lock files, of other packages and of AMQP clients.

use std::path::{Path, PathBuf};

use semver::{Version, VersionReq};
use toml::{Table, Value};

use crate::discover::written;
use crate::problem::{Problem, line_of};
use crate::territory::normalize;

/// A manifest that was read.
#[derive(Debug)]
pub(super) struct Manifest {
    /// Where it stands.
    pub(super) path: PathBuf,
    table: Table,
}

/// The sections that name what the package's own code can, and whether that is only for tests, examples and benches.
const DEPENDENCIES: [(&str, bool); 3] =
    [("dependencies", false), ("dev-dependencies", true), ("dev_dependencies", true)];

/// A dependency as the manifest asks for it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Requirement {
    /// The key in the manifest.
    pub(super) key: String,
    /// The package behind it; differs from the key when the dependency is renamed.
    pub(super) package: String,
    /// The versions it takes.
    pub(super) version: Option<VersionReq>,
    /// The directory of a path dependency.
    pub(super) path: Option<PathBuf>,
    /// Whether only tests, examples and benches can name it.
    pub(super) dev: bool,
}

impl Manifest {
    /// Reads and parses a manifest. The error says what is wrong, with its line where there is one.
    pub(super) fn read(path: &Path) -> Result<Self, Problem> {
        let bytes = written::read(path)
            .map_err(|error| Problem::new(path, format!("cannot be read: {error}")))?;
        let text = String::from_utf8(bytes)
            .map_err(|_| Problem::new(path, "this manifest is not UTF-8"))?;
        let table = text.parse::<Table>().map_err(|error| not_toml(path, &text, &error))?;
        let manifest = Self { path: path.to_owned(), table };
        match (manifest.package(), manifest.package_name(), manifest.workspace()) {
            (None, _, None) => {
                Err(Problem::new(path, "this manifest has neither a package nor a workspace"))
            }
            (Some(_), None, _) => {
                Err(Problem::new(path, "the package of this manifest has no name"))
            }
            (Some(_), Some(_), _) | (None, _, Some(_)) => Ok(manifest),
        }
    }

    /// The directory that it stands in.
    pub(super) fn dir(&self) -> &Path {
        self.path.parent().unwrap_or(Path::new(""))
    }

    /// Its whole content.
    pub(super) fn table(&self) -> &Table {
        &self.table
    }

    /// The `[workspace]` table.
    pub(super) fn workspace(&self) -> Option<&Table> {
        self.table.get("workspace")?.as_table()
    }

    /// The package's name; `None` for a virtual manifest.
    pub(super) fn package_name(&self) -> Option<&str> {
        self.package()?.get("name")?.as_str()
    }

    /// The directory that `package.workspace` names.
    pub(super) fn workspace_dir(&self) -> Option<PathBuf> {
        let dir = self.package()?.get("workspace")?.as_str()?;
        Some(normalize(&self.dir().join(dir)))
    }

    /// The package's version, which may be the workspace's.
    pub(super) fn version(&self, root: Option<&Self>) -> Option<Version> {
        self.inheritable("version", root)?.parse().ok()
    }

    /// The package's edition, which may be the workspace's.
    pub(super) fn edition(&self, root: Option<&Self>) -> Option<String> {
        self.inheritable("edition", root).map(str::to_owned)
    }

    fn inheritable<'a>(&'a self, key: &str, root: Option<&'a Self>) -> Option<&'a str> {
        match self.package()?.get(key)? {
            Value::String(text) => Some(text),
            Value::Table(inherited) if is_true(inherited, "workspace") => {
                root?.workspace()?.get("package")?.get(key)?.as_str()
            }
            _ => None,
        }
    }

    /// What it says that cannot be meant, and was passed over: a sentence for each.
    pub(super) fn mistakes(&self) -> Vec<String> {
        let mut sentences = Vec::new();
        for table in self.with_targets() {
            for (section, _) in DEPENDENCIES {
                sentences.extend(table.get(section).into_iter().flat_map(|it| odd(section, it)));
            }
        }
        if let Some(workspace) = self.table.get("workspace") {
            let shared = workspace.get("dependencies");
            sentences.extend(shared.into_iter().flat_map(|it| odd("workspace.dependencies", it)));
            let is_list =
                |list: &Value| list.as_array().is_some_and(|list| list.iter().all(Value::is_str));
            for key in ["members", "exclude"] {
                let is_odd = workspace.get(key).is_some_and(|list| !is_list(list));
                sentences.extend(is_odd.then(|| format!("`workspace.{key}` is no list of paths")));
            }
        }
        sentences
    }

    /// The whole, and what counts for some targets alone.
    fn with_targets(&self) -> impl Iterator<Item = &Table> {
        let targets = self.table.get("target").and_then(Value::as_table);
        let targets = targets.into_iter().flat_map(Table::values).filter_map(Value::as_table);
        std::iter::once(&self.table).chain(targets)
    }

    /// Every dependency that the package's own code can name: not those of its build script.
    pub(super) fn requirements(&self, root: Option<&Self>) -> Vec<Requirement> {
        let mut found = Vec::new();
        for table in self.with_targets() {
            for (section, dev) in DEPENDENCIES {
                let Some(lines) = table.get(section).and_then(Value::as_table) else { continue };
                found
                    .extend(lines.iter().map(|(key, line)| self.requirement(key, line, dev, root)));
            }
        }
        // A normal dependency stands before a dev one of the same name, which only adds features.
        found.sort_by(|a, b| (&a.key, a.dev).cmp(&(&b.key, b.dev)));
        found.dedup_by(|later, earlier| later.key == earlier.key);
        found
    }

    fn requirement(&self, key: &str, line: &Value, dev: bool, root: Option<&Self>) -> Requirement {
        let inherits = line.as_table().is_some_and(|line| is_true(line, "workspace"));
        let (owner, line) =
            match root.and_then(|root| Some((root, root.workspace_dependency(key)?))) {
                Some(inherited) if inherits => inherited,
                _ => (self, line),
            };
        let field = |name: &str| line.get(name).and_then(Value::as_str);
        let version = line.as_str().or_else(|| field("version"));
        Requirement {
            key: key.to_owned(),
            package: field("package").unwrap_or(key).to_owned(),
            version: version.and_then(|version| version.parse().ok()),
            path: field("path").map(|path| normalize(&owner.dir().join(path))),
            dev,
        }
    }

    fn workspace_dependency(&self, key: &str) -> Option<&Value> {
        self.workspace()?.get("dependencies")?.get(key)
    }

    fn package(&self) -> Option<&Table> {
        self.table.get("package").or_else(|| self.table.get("project"))?.as_table()
    }
}

impl Requirement {
    /// The lowest version that it takes, where it names one.
    pub(super) fn lowest_version(&self) -> Option<Version> {
        use semver::Op;
        let from_below =
            |comparator: &&semver::Comparator| !matches!(comparator.op, Op::Less | Op::LessEq);
        let version = |comparator: &semver::Comparator| Version {
            pre: comparator.pre.clone(),
            ..Version::new(
                comparator.major,
                comparator.minor.unwrap_or(0),
                comparator.patch.unwrap_or(0),
            )
        };
        self.version.as_ref()?.comparators.iter().filter(from_below).map(version).max()
    }
}

/// What in a section of dependencies is none.
fn odd(section: &str, value: &Value) -> Vec<String> {
    let Some(lines) = value.as_table() else {
        return vec![format!("`{section}` is no table, and nothing in it was read")];
    };
    let odd = lines.iter().filter(|(_, line)| !line.is_str() && !line.is_table());
    let told =
        odd.map(|(key, _)| format!("`{key}` in `{section}` is neither a version nor a table"));
    told.collect()
}

fn is_true(table: &Table, key: &str) -> bool {
    table.get(key).and_then(Value::as_bool).unwrap_or(false)
}

fn not_toml(path: &Path, text: &str, error: &toml::de::Error) -> Problem {
    let line = error.span().map(|span| line_of(text, span.start));
    let reason = error.message().lines().next().unwrap_or("syntax error");
    Problem { path: path.to_owned(), line, message: format!("this manifest is not TOML: {reason}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn manifest(path: &str, text: &str) -> Manifest {
        Manifest { path: path.into(), table: text.parse().expect("test manifest") }
    }

    #[test]
    fn a_renamed_workspace_dependency_keeps_its_key_and_the_roots_path() {
        let root = manifest(
            "/w/Cargo.toml",
            "[workspace.dependencies]\nmq = { package = \"lapin\", version = \"2.1\" }\nbus = { path = \"libs/bus\" }",
        );
        let member = manifest(
            "/w/app/Cargo.toml",
            "[dependencies]\nmq.workspace = true\nbus = { workspace = true }\n[dev-dependencies]\nmq = \"9\"",
        );
        let [bus, mq] = &member.requirements(Some(&root))[..] else { panic!("two dependencies") };
        assert_eq!(bus.path.as_deref(), Some(Path::new("/w/libs/bus")));
        assert_eq!((mq.key.as_str(), mq.package.as_str(), mq.dev), ("mq", "lapin", false));
        assert_eq!(mq.version, "2.1".parse().ok());
    }

    #[test]
    fn dependencies_of_a_target_count_and_those_of_the_build_script_do_not() {
        let member = manifest(
            "/w/Cargo.toml",
            "[target.'cfg(unix)'.dependencies]\namqprs = \"2\"\n[build-dependencies]\nlapin = \"4\"\n[dev-dependencies]\nx = \"1\"",
        );
        let found = member.requirements(None);
        let keys: Vec<_> = found.iter().map(|found| (found.key.as_str(), found.dev)).collect();
        assert_eq!(keys, [("amqprs", false), ("x", true)]);
    }

    #[test]
    fn what_cannot_be_meant_is_told() {
        let told = |text| manifest("/w/Cargo.toml", text).mistakes().len();
        for text in [
            "dependencies = 3",
            "[dependencies]\nlapin = 4",
            "[target.x]\ndependencies = []",
            "[workspace]\nmembers = \"a\"",
            "[workspace]\nexclude = [1]",
            "[workspace]\ndependencies = { lapin = true }",
        ] {
            assert_eq!(told(text), 1, "{text}");
        }
        assert_eq!(told("[workspace]\nmembers = []\n[dependencies]\na = \"1\"\nb.path = \"b\""), 0);
    }

    #[test]
    fn a_version_can_be_the_workspaces() {
        let root = manifest("/w/Cargo.toml", "[workspace.package]\nversion = \"1.2.3\"");
        let member =
            manifest("/w/a/Cargo.toml", "[package]\nname = \"a\"\nversion.workspace = true");
        assert_eq!(member.version(Some(&root)), Some(Version::new(1, 2, 3)));
        assert_eq!(member.version(None), None);
        assert_eq!(member.edition(Some(&root)), None);
    }

    #[test]
    fn the_lowest_version_is_the_lower_bound() {
        for (requirement, version) in [
            ("2.1", Some("2.1.0")),
            ("^0.15", Some("0.15.0")),
            ("=1", Some("1.0.0")),
            (">=1.2, <3", Some("1.2.0")),
            ("~4.7.1", Some("4.7.1")),
            ("3.*", Some("3.0.0")),
            ("4.0.0-rc.1", Some("4.0.0-rc.1")),
            ("<2", None),
            ("*", None),
        ] {
            let lines =
                manifest("/w/Cargo.toml", &format!("[dependencies]\nlapin = \"{requirement}\""));
            let found =
                lines.requirements(None)[0].lowest_version().map(|version| version.to_string());
            assert_eq!(found.as_deref(), version, "{requirement}");
        }
    }
}
