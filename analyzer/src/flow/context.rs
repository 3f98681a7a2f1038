//! What the evaluation needs to know of the workspace.

use crate::ids::IdVec;
use crate::knowledge::{ClientId, Knowledge};
use crate::program::{Crate, CrateId, Program};
use crate::workspace::{Package, PackageRole, Workspace};

/// What the evaluation needs to know of the workspace.
pub struct Context<'w> {
    /// For each crate the names of the packages that it depends on.
    pub packages: IdVec<CrateId, Vec<&'w str>>,
    /// Whether findings are reported in a crate.
    pub reported: IdVec<CrateId, bool>,
    /// Clients that some package depends on.
    pub present: Vec<ClientId>,
    /// For each crate the clients whose calls send at once.
    pub eager: IdVec<CrateId, Vec<ClientId>>,
}

impl<'w> Context<'w> {
    /// Looks it up for each crate of a program.
    pub fn new(workspace: &'w Workspace, program: &Program<'_>, knowledge: &Knowledge) -> Self {
        let package = |krate: &Crate| workspace.package(krate.package);
        let names = |package: &'w Package| {
            package.dependencies.iter().map(|dependency| dependency.package.as_str()).collect()
        };
        let packages = || program.crates.iter().map(package);
        Self {
            packages: packages().map(names).collect(),
            // Code that is not reported on is evaluated where reported code calls it, and nowhere else.
            reported: packages().map(|package| package.role == PackageRole::Member).collect(),
            present: knowledge.present_clients(workspace),
            eager: packages().map(|package| knowledge.eager_clients(package)).collect(),
        }
    }
}
