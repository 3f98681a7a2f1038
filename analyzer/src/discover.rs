//! From what the user asked for to the packages that have to be read.
//!
//! Reads manifests and lock files by itself: no cargo, no network and no toolchain is needed, and a workspace that cargo refuses
//! is analysed as far as it goes, with one problem for each thing that is wrong. Source files are not opened here, and the
//! names of the AMQP clients come from the caller. What a language's manifests say is read in a folder of its own.

mod cargo;
mod entry;
mod go;
mod home;
mod missing;
mod node;
mod passed_over;
mod reach;
mod request;
mod scope;
pub(crate) mod written;

use std::path::{Path, PathBuf};

use crate::territory::{Territory, normalize};
use crate::workspace::Workspace;
use node::{Found, Node, Standing};

pub use home::{Described, Home};
pub(crate) use passed_over::is_passed_over;
pub use request::{Request, Selection};

/// What the paths of a request lead to, before it is known which clients matter.
pub struct Survey {
    go: go::Survey,
    cargo: cargo::Survey,
}

/// Finds the packages that reach one of `clients` (package names), and those of the workspace that they are built on.
pub fn discover(request: &Request, clients: &[&str]) -> Workspace {
    packages(request, survey(request), clients)
}

/// Looks where a request's paths lead.
pub fn survey(request: &Request) -> Survey {
    let request = &request.without_dots();
    let go = go::Survey::new(request);
    let cargo = cargo::Survey::new(request, &|path| go.is_about(path));
    Survey { go, cargo }
}

impl Survey {
    /// The workspaces, each once.
    pub fn homes(&mut self) -> Vec<Home> {
        let mut homes = self.cargo.homes();
        for home in self.go.homes() {
            if homes.iter().all(|known| known.dir != home.dir) {
                homes.push(home);
            }
        }
        homes
    }
}

/// What belongs to workspaces on disk: their directories, and those of members that lie beside them.
pub fn territory(homes: &[Home]) -> Territory {
    let of_members = homes.iter().flat_map(|home| &home.members);
    let of_members = of_members.filter_map(|member| member.manifest.parent());
    Territory::new(homes.iter().map(|home| &*home.dir).chain(of_members).map(Path::to_owned))
}

/// The second half of [`discover`]; of `request`, the paths have been followed.
pub fn packages(request: &Request, survey: Survey, clients: &[&str]) -> Workspace {
    let request = &request.without_dots();
    let mut found = survey.cargo.packages(clients, request.cargo_home.as_deref());
    found.extend(survey.go.packages(clients, request.go_modules.as_deref()));
    let Found { entries, nodes, roots, mut problems, notes } = found;
    let wanted = scope::wanted(request, &entries, &nodes, &mut problems);
    let found = scope::scope(&wanted, &nodes, clients, &mut problems);
    let left_out = scope::left_out(request, &wanted, &nodes, clients);
    let is_member = |node: &Node| node.standing == Standing::Member;
    let members = nodes.iter().filter(|node| is_member(node)).count();
    let full = |path: &PathBuf| normalize(&request.directory.join(path));
    let texts = request.texts.iter().map(|(path, text)| (full(path), text.clone())).collect();
    let is_whole =
        nodes.iter().zip(&wanted).all(|(node, wanted)| !is_member(node) || wanted.is_some());
    let root = match &roots[..] {
        [root] => root.clone(),
        _ => request.directory.clone(),
    };
    problems.sort();
    problems.dedup();
    Workspace { root, packages: found, problems, notes, left_out, members, is_whole, texts }
}
