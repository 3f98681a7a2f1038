//! Packages of Go: what `go.mod`, `go.work` and folders of sources say of them, as `go` understands it.
//!
//! Of a source file only its package clause and its imports are read here: they say which packages reach a client.

mod clause;
mod entries;
mod layout;
mod loose;
mod modfile;
mod modules;
mod nodes;
mod packages;
mod required;

use std::path::Path;

use super::entry::Entry;
use super::home::{Described, Home};
use super::node::{Found, Standing};
use super::request::Request;
use entries::{Asked, asked};
use modules::{Module, Modules, modules};
use nodes::Nodes;

/// Where a request's paths lead, with the modules that lie there.
pub(super) struct Survey {
    asked: Vec<Asked>,
    modules: Modules,
}

impl Survey {
    /// Follows the paths.
    pub(super) fn new(request: &Request) -> Self {
        let asked = asked(request);
        let modules = modules(&asked);
        Self { asked, modules }
    }

    /// Whether there is code in Go at or below a path, or around it.
    pub(super) fn is_about(&self, path: &Path) -> bool {
        self.asked.iter().any(|asked| asked.path == path)
    }

    /// The modules, each once.
    pub(super) fn homes(&self) -> Vec<Home> {
        let members =
            self.modules.found.iter().filter(|module| module.standing == Standing::Member);
        let home = |module: &Module| Home {
            dir: module.dir.clone(),
            root: module.manifest.as_ref().map(|manifest| Described {
                manifest: manifest.clone(),
                package: Some(module.path.clone()),
                for_workspace: false,
                for_package: false,
            }),
            members: Vec::new(),
        };
        members.map(home).collect()
    }

    /// The modules with the packages that reach one of `clients`. Modules that they require are looked for in `vendor`
    /// folders and below `cache`.
    pub(super) fn packages(self, clients: &[&str], cache: Option<&Path>) -> Found {
        let Modules { found, mut problems, mut notes } = self.modules;
        let roots = found.iter().filter(|module| module.standing == Standing::Member);
        let roots = roots.map(|module| module.dir.clone()).collect();
        let entries = self.asked.iter().flat_map(|asked| entries_of(asked, &found));
        let entries: Vec<Entry> = entries.collect();
        let Nodes { found: nodes, problems: of_nodes, notes: of_modules } =
            nodes::nodes(found, clients, cache);
        problems.extend(of_nodes);
        notes.extend(of_modules);
        Found { entries, nodes, roots, problems, notes }
    }
}

/// What a path stands for: all that lies below it, or a part of the module around it.
fn entries_of(asked: &Asked, modules: &[Module]) -> Vec<Entry> {
    let own = modules.iter().filter(|module| module.standing == Standing::Member);
    let mut entries = Vec::new();
    for module in own {
        if module.dir.starts_with(&asked.path) {
            entries.push(match &module.manifest {
                Some(manifest) => {
                    Entry::Below { manifest: manifest.clone(), dir: asked.path.clone() }
                }
                None => Entry::Loose(module.dir.clone()),
            });
        } else if let Some(manifest) =
            module.manifest.as_ref().filter(|_| asked.around == module.dir)
        {
            let (only, kinds) = (asked.path.clone(), std::collections::BTreeSet::new());
            entries.push(Entry::Inside { manifest: manifest.clone(), only, kinds });
        }
    }
    entries
}
