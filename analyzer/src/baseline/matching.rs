//! Which entries of a baseline speak of which findings.
//!
//! Fingerprints do not know folders, so that equal code in two files called `mod.rs` is told apart by a number only, which changes
//! when one more is found. So an entry goes to the finding in its own file first; to one elsewhere only when its file is gone,
//! as it was moved then.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use crate::baseline::Entry;
use crate::report::Identity;

/// A name that a finding may be known by.
///
/// A finding has one; one that stands for several of an earlier version, or whose rule was called otherwise, has theirs as well,
/// and takes all of their entries.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Claim {
    pub(super) identity: Identity,
    /// The file that it lies in, as entries name it.
    pub(super) path: String,
}

/// What became of claims and entries, each in their order.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Matched {
    /// Whether a finding is known.
    pub(super) known: Vec<bool>,
    /// Whether an entry has found its finding.
    pub(super) taken: Vec<bool>,
}

/// Numbers of equal findings go up to here. Once some of them are fixed, those that are left keep theirs.
const MOST_EQUAL: u64 = 1000;

/// Gives entries to findings. `is_gone` says whether an entry's file is not there any more.
pub(super) fn matched(
    claims: &[Vec<Claim>],
    entries: &[&Entry],
    is_gone: &dyn Fn(&str) -> bool,
) -> Matched {
    let mut slots = Slots::new(claims, entries);
    let mut known = vec![false; claims.len()];
    let of_finding = |(at, of)| std::iter::repeat(at).zip::<&[Claim]>(of);
    let mut open: Vec<(usize, &Claim)> =
        claims.iter().map(Vec::as_slice).enumerate().flat_map(of_finding).collect();
    open.retain(|&(at, claim)| {
        let is_taken = slots.take(claim, |path| path == claim.path);
        known[at] |= is_taken;
        !is_taken
    });
    let mut gone: BTreeMap<String, bool> = BTreeMap::new();
    let mut is_gone = |path: &str| *gone.entry(path.to_owned()).or_insert_with(|| is_gone(path));
    for (at, claim) in open {
        known[at] |= slots.take(claim, &mut is_gone);
    }
    Matched { known, taken: slots.taken }
}

/// Entries, by what they can be entries of.
struct Slots<'a> {
    entries: &'a [&'a Entry],
    /// The entries of an identity, in the order of their numbers.
    of: BTreeMap<Identity, Vec<usize>>,
    taken: Vec<bool>,
}

impl<'a> Slots<'a> {
    fn new(claims: &[Vec<Claim>], entries: &'a [&'a Entry]) -> Self {
        let mut by_print: FxHashMap<u64, Vec<usize>> = FxHashMap::default();
        for (at, entry) in entries.iter().enumerate() {
            if let Ok(print) = u64::from_str_radix(&entry.fingerprint, 16) {
                by_print.entry(print).or_default().push(at);
            }
        }
        let mut of: BTreeMap<Identity, Vec<usize>> =
            claims.iter().flatten().map(|claim| (claim.identity, Vec::new())).collect();
        for ordinal in 1..=MOST_EQUAL.max(claims.len() as u64) {
            // Most often each entry has been found by now.
            if by_print.is_empty() {
                break;
            }
            for (identity, of) in &mut of {
                of.extend(by_print.remove(&identity.print(ordinal)).into_iter().flatten());
            }
        }
        Self { entries, of, taken: vec![false; entries.len()] }
    }

    /// Takes the first free entry for a claim whose path is `right`, with its equals. Says whether there is one.
    fn take(&mut self, claim: &Claim, mut right: impl FnMut(&str) -> bool) -> bool {
        let Some(of) = self.of.get(&claim.identity) else { return false };
        let free = of.iter().find(|&&at| !self.taken[at] && right(&self.entries[at].path));
        let Some(&free) = free else { return false };
        let key = |entry: &'a Entry| (&entry.fingerprint, &entry.path);
        let wanted = key(self.entries[free]);
        // One that another version wrote down in other words is the same.
        for &at in of.iter().filter(|&&at| key(self.entries[at]) == wanted) {
            self.taken[at] = true;
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{identity, test_finding};

    /// The identity of a finding in a function.
    fn of(symbol: &str) -> Identity {
        let (mut report, sources) = test_finding("/w/src/mod.rs", "channel.clone()", "channel");
        symbol.clone_into(&mut report.findings[0].symbol);
        identity(&report.findings[0], &sources)
    }

    fn claim(symbol: &str, path: &str) -> Claim {
        Claim { identity: of(symbol), path: path.to_owned() }
    }

    fn entry(symbol: &str, ordinal: u64, path: &str) -> Entry {
        Entry {
            path: path.to_owned(),
            rule: "shared_channel".to_owned(),
            message: "as it was said".to_owned(),
            fingerprint: format!("{:016x}", of(symbol).print(ordinal)),
        }
    }

    /// Which findings are known and which entries are taken, as letters `x` in their order. Files in `gone` are gone.
    fn shown(claims: &[Vec<Claim>], entries: &[Entry], gone: &[&str]) -> (String, String) {
        let entries: Vec<&Entry> = entries.iter().collect();
        let matched = matched(claims, &entries, &|path| gone.contains(&path));
        let letters =
            |flags: Vec<bool>| flags.iter().map(|&is| if is { 'x' } else { '.' }).collect();
        (letters(matched.known), letters(matched.taken))
    }

    fn is(known: &str, taken: &str) -> (String, String) {
        (known.to_owned(), taken.to_owned())
    }

    #[test]
    fn an_entry_goes_to_the_finding_in_its_own_file() {
        let found = [vec![claim("f", "a/mod.rs")], vec![claim("f", "b/mod.rs")]];
        assert_eq!(shown(&found, &[entry("f", 1, "b/mod.rs")], &[]), is(".x", "x"));
        assert_eq!(shown(&found, &[entry("f", 2, "a/mod.rs")], &[]), is("x.", "x"));
        assert_eq!(shown(&found, &[entry("g", 1, "a/mod.rs")], &[]), is("..", "."));
    }

    #[test]
    fn a_moved_file_is_known_when_its_old_path_is_gone() {
        let found = [vec![claim("f", "a/mod.rs")], vec![claim("f", "c/mod.rs")]];
        let known = [entry("f", 1, "b/mod.rs"), entry("f", 2, "c/mod.rs")];
        assert_eq!(shown(&found, &known, &["b/mod.rs"]), is("xx", "xx"));
        assert_eq!(shown(&found, &known, &[]), is(".x", ".x"));
    }

    #[test]
    fn numbers_may_have_gaps() {
        let found = [vec![claim("f", "c/mod.rs")], vec![claim("f", "c/mod.rs")]];
        let known = [entry("f", 7, "c/mod.rs"), entry("f", MOST_EQUAL, "c/mod.rs")];
        assert_eq!(shown(&found, &known, &[]), is("xx", "xx"));
    }

    /// Two branches wrote one each, and git merged the files.
    #[test]
    fn entries_with_one_fingerprint_are_as_many_as_their_files() {
        let found = [vec![claim("f", "a/mod.rs")], vec![claim("f", "b/mod.rs")]];
        let known = [entry("f", 1, "a/mod.rs"), entry("f", 1, "b/mod.rs")];
        assert_eq!(shown(&found, &known, &[]), is("xx", "xx"));
        let reworded = Entry { message: "in other words".to_owned(), ..known[0].clone() };
        let known = [known[0].clone(), reworded];
        let twice = [vec![claim("f", "a/mod.rs")], vec![claim("f", "a/mod.rs")]];
        assert_eq!(shown(&twice, &known, &[]), is("x.", "xx"), "that is one entry");
    }

    #[test]
    fn a_finding_takes_the_entries_of_all_that_it_stands_for() {
        let merged = vec![claim("new", "a/mod.rs"), claim("f", "a/mod.rs"), claim("g", "b/mod.rs")];
        let known = [entry("f", 1, "a/mod.rs"), entry("g", 1, "b/mod.rs")];
        assert_eq!(shown(std::slice::from_ref(&merged), &known, &[]), is("x", "xx"));
        assert_eq!(shown(&[merged], &[entry("h", 1, "a/mod.rs")], &[]), is(".", "."));
    }
}
