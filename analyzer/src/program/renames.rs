//! Names that stand for other names, and what they lead to in the end.

use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::Name;

/// Names with those that they stand for.
#[derive(Debug, Default)]
pub struct Renames(FxHashMap<Name, Renamed>);

#[derive(Debug, Default)]
struct Renamed {
    /// What the name is written for.
    direct: Vec<Name>,
    /// Also through others. It is found when it is asked for: in a chain of aliases every one has all that come after it.
    behind: OnceLock<Vec<Name>>,
}

impl Renames {
    /// Every name that a name leads to, in order; itself left out.
    pub fn behind(&self, name: Name) -> &[Name] {
        self.0.get(&name).map_or(&[], |renamed| renamed.behind.get_or_init(|| self.find(name)))
    }

    fn find(&self, name: Name) -> Vec<Name> {
        let mut found = FxHashSet::default();
        let mut work = vec![name];
        while let Some(at) = work.pop() {
            let direct = self.0.get(&at).map_or(&[][..], |renamed| &renamed.direct);
            work.extend(direct.iter().filter(|&&other| other != name && found.insert(other)));
        }
        let mut found = Vec::from_iter(found);
        found.sort_unstable();
        found
    }
}

impl FromIterator<(Name, Name)> for Renames {
    fn from_iter<I: IntoIterator<Item = (Name, Name)>>(pairs: I) -> Self {
        let mut renames = Self::default();
        for (name, other) in pairs {
            renames.0.entry(name).or_default().direct.push(other);
        }
        renames
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_leads_to_all_that_come_after_it_and_not_to_itself() {
        let names = |text: &str| -> Vec<Name> { text.split(' ').map(Name::from).collect() };
        let pairs = [("a", "b"), ("b", "c"), ("c", "a"), ("c", "d"), ("e", "d")];
        let renames: Renames =
            pairs.map(|(one, other)| (one.into(), other.into())).into_iter().collect();
        let mut behind = renames.behind("a".into()).to_vec();
        behind.sort_unstable_by_key(Name::as_str);
        assert_eq!(behind, names("b c d"));
        assert_eq!(
            (renames.behind("e".into()), renames.behind("d".into())),
            (&names("d")[..], &[][..])
        );
    }
}
