//! Packages of Rust: what manifests, lock files and folders of sources say of them, as cargo understands it.

mod entries;
mod glob;
mod homes;
mod lock;
mod loose;
mod manifest;
mod members;
mod packages;
mod registry;
mod targets;

use std::path::Path;

use super::entry::Entry;
use super::home::Home;
use super::node::Found;
use super::request::Request;
use crate::problem::Problem;
use members::Manifests;
use packages::Packages;

/// Where a request's paths lead, with the manifests that were read on the way.
pub(super) struct Survey {
    entries: Vec<Entry>,
    problems: Vec<Problem>,
    manifests: Manifests,
}

impl Survey {
    /// Follows the paths. Where `elsewhere` says that another language has code, it is no fault that there is none here.
    pub(super) fn new(request: &Request, elsewhere: &dyn Fn(&Path) -> bool) -> Self {
        let mut manifests = Manifests::default();
        let (entries, problems) = entries::entries(request, &mut manifests, elsewhere);
        Self { entries, problems, manifests }
    }

    /// The workspaces, each once.
    pub(super) fn homes(&mut self) -> Vec<Home> {
        homes::homes(&self.entries, &mut self.manifests)
    }

    /// The packages, those that others depend on included. Dependencies from a registry or git are looked for below
    /// `cargo_home`; of `clients` (package names) no sources are.
    pub(super) fn packages(mut self, clients: &[&str], cargo_home: Option<&Path>) -> Found {
        let Packages { nodes, problems, roots } =
            packages::packages(&self.entries, &mut self.manifests, clients, cargo_home);
        self.problems.extend(problems);
        self.problems.extend(self.manifests.problems);
        let notes = self.manifests.missing.into_notes();
        Found { entries: self.entries, nodes, roots, problems: self.problems, notes }
    }
}
