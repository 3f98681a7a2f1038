//! The stubs that are built in, and which of them a workspace needs, in which versions.
//!
//! Items with `#[before(2)]` are those of versions before 2, items with `#[since(2)]` those from then on.

use std::path::PathBuf;

use rustc_hash::FxHashMap;
use semver::Version;

use crate::facts::{Attr, Facts, Item, ItemKind};
use crate::knowledge::Knowledge;
use crate::language::Language;
use crate::lower::{self, Surroundings, TestCode};
use crate::resolve::Input;
use crate::sources::{FileId, Sources};
use crate::workspace::{
    ClientVersion, Dependency, Package, PackageRole, Target, TargetKind, Workspace,
};

/// The name of a crate as code spells it, what it declares, and the crates that this names.
type Embedded = (&'static str, Form, &'static [&'static str]);

/// How a stub is embedded.
enum Form {
    /// Lowered when the program was built.
    Facts(&'static [u8]),
    /// As it was written, in Go.
    Text(&'static str),
}

const STUBS: &[Embedded] = &include!(concat!(env!("OUT_DIR"), "/stubs.rs"));

const STUBS_OF_GO: &[Embedded] = &include!(concat!(env!("OUT_DIR"), "/stubs_of_go.rs"));

/// A crate that is needed.
pub(super) struct Stub {
    embedded: &'static Embedded,
    /// The version; the newest without one.
    version: Option<Version>,
}

/// Every crate of a language.
pub(super) fn newest(language: Language) -> Vec<Stub> {
    let all = match language {
        Language::Rust => STUBS,
        Language::Go => STUBS_OF_GO,
    };
    all.iter().map(|embedded| Stub { embedded, version: None }).collect()
}

/// The crates that a workspace can name, and those that they name.
pub(super) fn of_workspace(workspace: &Workspace, knowledge: &Knowledge) -> Vec<Stub> {
    // They are few, and the same in all versions.
    if knowledge.language == Language::Go {
        return newest(Language::Go);
    }
    // Without a manifest any crate may be there.
    let any = workspace.packages.iter().any(|package| package.manifest.is_none());
    let dependencies = workspace.packages.iter().flat_map(|package| &package.dependencies);
    let versions: FxHashMap<String, Option<&Version>> = dependencies
        .map(|dependency| (crate_name(dependency, knowledge), dependency.version.version()))
        .fold(FxHashMap::default(), |mut all, (name, version)| {
            let known = all.entry(name).or_insert(version);
            *known = (*known).max(version);
            all
        });
    let mut wanted: Vec<bool> = STUBS
        .iter()
        .map(|(name, ..)| any || *name == "std" || versions.contains_key(*name))
        .collect();
    while let Some(at) = (0..STUBS.len()).find(|&at| !wanted[at] && is_named(at, &wanted)) {
        wanted[at] = true;
    }
    let wanted = STUBS.iter().zip(wanted).filter(|(_, wanted)| *wanted);
    wanted
        .map(|(embedded, _)| Stub {
            embedded,
            version: versions.get(embedded.0).copied().flatten().cloned(),
        })
        .collect()
}

fn is_named(at: usize, wanted: &[bool]) -> bool {
    let mut others = STUBS.iter().zip(wanted).filter(|(_, wanted)| **wanted);
    others.any(|((.., named), _)| named.contains(&STUBS[at].0))
}

/// The crate that has a dependency's stub: tables make one of a crate and its parts.
fn crate_name(dependency: &Dependency, knowledge: &Knowledge) -> String {
    let path = knowledge.canonical(&dependency.package.replace('-', "_"));
    path.split("::").next().unwrap_or_default().to_owned()
}

/// What makes stubs others than the next ones: their crates, each with the major version.
pub(super) fn key(stubs: &[Stub]) -> Vec<(&'static str, Option<u64>)> {
    let major = |stub: &Stub| stub.version.as_ref().map(|version| version.major);
    stubs.iter().map(|stub| (stub.embedded.0, major(stub))).collect()
}

/// Lowers stubs and links them into a program's input.
pub(super) fn linked<T>(
    stubs: &[Stub],
    language: Language,
    read: impl FnOnce(Input<'_>) -> T,
) -> T {
    let mut sources = Sources::default();
    let mut workspace = Workspace::default();
    let mut facts: FxHashMap<FileId, Facts> = FxHashMap::default();
    for stub in stubs {
        let (name, form, _) = stub.embedded;
        let path = PathBuf::from(name);
        // Nothing is told of a place in a stub.
        let file = sources.add_code(path.clone(), "", language);
        let mut declared =
            form.declared().unwrap_or_else(|why| panic!("the stub of {name}: {why}"));
        retain(&mut declared.items, stub.version.as_ref());
        facts.insert(file, declared);
        workspace.packages.push(package(name, path, language));
    }
    link(&mut workspace);
    read(Input { workspace: &workspace, sources: &sources, facts: &facts })
}

impl Form {
    fn declared(&self) -> Result<Facts, String> {
        match self {
            Self::Facts(bytes) => postcard::from_bytes(bytes).map_err(|error| error.to_string()),
            Self::Text(text) => {
                let around = Surroundings::new(Language::Go, TestCode::Taken);
                lower::lower(text, &around).map_err(|error| error.message)
            }
        }
    }
}

/// Keeps the items of a version.
fn retain(items: &mut Vec<Item>, version: Option<&Version>) {
    items.retain(|item| item.attrs.iter().all(|attr| is_of(attr, version)));
    for item in items {
        if let ItemKind::Mod { items: Some(items), .. } = &mut item.kind {
            retain(items, version);
        }
    }
}

fn is_of(attr: &Attr, version: Option<&Version>) -> bool {
    let major = || attr.tokens.trim_matches(['(', ')']).trim().parse().unwrap_or(0);
    let version = version.map_or(u64::MAX, |version| version.major);
    match attr.path.as_str() {
        "before" => version < major(),
        "since" => version >= major(),
        _ => true,
    }
}

/// The crate of a stub.
fn package(name: &str, root: PathBuf, language: Language) -> Package {
    let files = vec![root.clone()];
    Package {
        language,
        name: name.to_owned(),
        version: None,
        edition: None,
        role: PackageRole::Member,
        dir: PathBuf::new(),
        manifest: Some(PathBuf::new()),
        targets: vec![Target { kind: TargetKind::Lib, name: name.into(), root, files }],
        dependencies: Vec::new(),
        only: Vec::new(),
        test_code: false,
    }
}

/// Every stub may name every other one.
fn link(workspace: &mut Workspace) {
    let named: Vec<Dependency> = workspace
        .entries()
        .map(|(id, package)| Dependency {
            name: package.name.as_str().into(),
            package: package.name.clone(),
            version: ClientVersion::Unknown,
            resolved: Some(id),
        })
        .collect();
    for package in &mut workspace.packages {
        package.dependencies.clone_from(&named);
    }
}
