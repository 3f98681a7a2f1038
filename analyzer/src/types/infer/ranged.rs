//! What a loop over pairs of keys and elements gives each time.

use super::Infer;
use crate::types::ty::Ty;
use crate::types::words::WORDS;

impl Infer<'_, '_> {
    /// The key and the element of something that is ranged over. What has no keys gives its element in their place.
    pub(super) fn ranged(&mut self, over: &Ty) -> (Ty, Ty) {
        let mut way = self.way(over);
        loop {
            match &way.at {
                Ty::Slice(element) => return (Ty::Unknown, (**element).clone()),
                Ty::External(path, args) if *path == WORDS.map => {
                    let arg = |at: usize| args.get(at).cloned().unwrap_or_default();
                    return (arg(0), arg(1));
                }
                Ty::External(path, args) if *path == WORDS.chan => {
                    return (args.first().cloned().unwrap_or_default(), Ty::Unknown);
                }
                _ => {}
            }
            if !self.go_on(&mut way) {
                return (Ty::Unknown, Ty::Unknown);
            }
        }
    }
}

/// What stands behind a key of a map.
pub(super) fn mapped(ty: &Ty) -> Option<Ty> {
    match ty {
        Ty::External(path, args) if *path == WORDS.map => args.get(1).cloned(),
        _ => None,
    }
}
