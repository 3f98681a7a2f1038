//! Which package and which target a file belongs to, as cargo would say it.

use std::path::Path;

use crate::findings::Report;
use crate::report::uri;
use crate::workspace::{Package, Target};

/// The package that a file lies in: the one with that name where it is known, else the innermost one around.
pub(super) fn package<'a>(
    report: &'a Report,
    name: Option<&str>,
    file: &Path,
) -> Option<&'a Package> {
    let named = || report.packages.iter().find(|package| Some(package.name.as_str()) == name);
    let around = || {
        let around = report.packages.iter().filter(|package| file.starts_with(&package.dir));
        around.max_by_key(|package| package.dir.components().count())
    };
    named().or_else(around)
}

/// The target that a file is a module of: the one with this root, else the one whose root stands nearest above it.
pub(super) fn target<'a>(package: &'a Package, file: &Path) -> Option<&'a Target> {
    let is_root = |target: &&Target| target.root == file;
    let depth = |target: &Target| {
        let folder = target.root.parent().filter(|folder| file.starts_with(folder))?;
        Some(folder.components().count())
    };
    let nearest = || {
        // Of equal ones the first counts: a library stands before the programs beside it.
        let targets = package.targets.iter().rev();
        targets.max_by_key(|target| depth(target))
    };
    package.targets.iter().find(is_root).or_else(nearest)
}

/// The package's id in cargo's notation: `path+file:///w/bus#0.1.0`, with the name where the directory has another.
pub(super) fn id(package: &Package) -> String {
    let version = package.version.as_ref().map_or("0.0.0".to_owned(), ToString::to_string);
    let called_like_dir = package.dir.file_name().is_some_and(|dir| *dir == *package.name);
    let name = if called_like_dir { String::new() } else { format!("{}@", package.name) };
    format!("path+{}#{name}{version}", uri::file(&package.dir))
}

/// The id of what lies in no package that could be read.
pub(super) fn nameless(dir: &Path) -> String {
    format!("path+{}#0.0.0", uri::file(dir))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::workspace::{PackageRole, TargetKind};

    fn named(name: &str, roots: &[(TargetKind, &str)]) -> Package {
        let target = |&(kind, root): &(TargetKind, &str)| Target {
            kind,
            name: name.into(),
            root: root.into(),
            files: Vec::new(),
        };
        Package {
            language: Language::Rust,
            name: name.to_owned(),
            version: Some("1.2.3".parse().expect("a version")),
            edition: None,
            role: PackageRole::Member,
            manifest: Some("/w/bus/Cargo.toml".into()),
            dir: "/w/bus".into(),
            targets: roots.iter().map(target).collect(),
            dependencies: Vec::new(),
            only: Vec::new(),
            test_code: false,
        }
    }

    #[test]
    fn a_module_belongs_to_the_target_around_it_and_the_library_comes_first() {
        let roots = [
            (TargetKind::Lib, "/w/bus/src/lib.rs"),
            (TargetKind::Bin, "/w/bus/src/bin/tool/main.rs"),
            (TargetKind::Bin, "/w/bus/src/main.rs"),
        ];
        let package = named("bus", &roots);
        let root = |file: &str| {
            let target = target(&package, Path::new(file)).expect("there are targets");
            target.root.to_str().expect("a test's path").to_owned()
        };
        assert_eq!(root("/w/bus/src/a.rs"), "/w/bus/src/lib.rs");
        assert_eq!(root("/w/bus/src/main.rs"), "/w/bus/src/main.rs");
        assert_eq!(root("/w/bus/src/bin/tool/a/b.rs"), "/w/bus/src/bin/tool/main.rs");
    }

    #[test]
    fn the_id_names_the_package_where_its_directory_does_not() {
        assert_eq!(id(&named("bus", &[])), "path+file:///w/bus#1.2.3");
        assert_eq!(id(&named("shop-bus", &[])), "path+file:///w/bus#shop-bus@1.2.3");
    }
}
