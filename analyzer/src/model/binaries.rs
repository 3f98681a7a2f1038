//! Which binaries a piece of code runs in: what one of them opens, no other one uses.

use rustc_hash::FxHashMap;

use super::Model;
use crate::program::{CrateId, Extern, Program};
use crate::sources::FileId;
use crate::trace::handle::OriginId;
use crate::trace::node::{NodeId, NodeKind};
use crate::workspace::TargetKind;

/// Which crates can be parts of one binary; asked for pair by pair.
#[derive(Default)]
pub(super) struct Binaries {
    linked: FxHashMap<(CrateId, CrateId), bool>,
}

impl Binaries {
    /// Whether code at a node can run in a binary in which a handle was opened.
    pub(super) fn can_meet(
        &mut self,
        model: &Model<'_, '_>,
        origin: OriginId,
        node: NodeId,
    ) -> bool {
        // Nobody saw it opened: whoever gave it may be any program.
        let Some(open) = model.origin(origin).node else { return true };
        let (Some(home), Some(user)) = (model.crate_of(open), model.crate_of(node)) else {
            return true;
        };
        // A library is part of whatever is built with it, so either may be built with the other.
        home == user
            || *self
                .linked
                .entry((home, user))
                .or_insert_with(|| model.is_linked(home, user) || model.is_linked(user, home))
    }
}

/// The crate that each file belongs to: of several the first.
pub(super) fn crates(program: &Program<'_>) -> FxHashMap<FileId, CrateId> {
    program.modules.iter().rev().map(|module| (module.file, module.krate)).collect()
}

impl Model<'_, '_> {
    /// The program that code at a node runs in, when that is one of its own and no library.
    pub fn program_of(&self, node: NodeId) -> Option<String> {
        let home = &self.program.crates[self.crate_of(node)?];
        (home.kind == TargetKind::Bin).then(|| home.name.to_string())
    }

    /// The crate that evaluation entered on its way to a node: that of a program, or of who gives a framework its handlers.
    fn crate_of(&self, node: NodeId) -> Option<CrateId> {
        let way = self.tree().ancestors(node).map(|at| self.tree().node(at));
        let entered = way.filter_map(|at| match at.kind {
            NodeKind::Entry(id) | NodeKind::Call(id) => {
                Some(self.program.module(self.program.function(id).module).krate)
            }
            NodeKind::Spawn { .. } => self.crates.get(&at.at?.file).copied(),
            _ => None,
        });
        entered.last()
    }

    /// Whether a crate is built with another one as a dependency, however far down.
    fn is_linked(&self, user: CrateId, dependency: CrateId) -> bool {
        let mut seen = vec![user];
        let mut next = 0;
        while let Some(&krate) = seen.get(next) {
            let data = &self.program.crates[krate];
            // Sources without a manifest name what they like.
            if krate == dependency || data.any_extern {
                return true;
            }
            for (_, known) in &data.externs {
                let Extern::Crate(root) = known else { continue };
                let known = self.program.module(*root).krate;
                if !seen.contains(&known) {
                    seen.push(known);
                }
            }
            next += 1;
        }
        false
    }
}
