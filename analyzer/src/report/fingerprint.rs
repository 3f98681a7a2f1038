//! A name for a finding that survives edits elsewhere: baselines and code hosts recognise a finding by it.

use rustc_hash::FxHashMap;

use crate::findings::Finding;
use crate::sources::Sources;

/// The fingerprint of each finding, in their order: 16 hexadecimal digits.
///
/// It depends on the rule, the package, the file's name, the function or type around, and the words at the primary place; not on
/// lines, folders, spacing and the wording of messages. Findings that agree in all of this are counted.
pub fn fingerprints(findings: &[Finding], sources: &Sources) -> Vec<String> {
    let mut seen: FxHashMap<Identity, u64> = FxHashMap::default();
    let print = |finding| {
        let identity = identity(finding, sources);
        let ordinal = seen.entry(identity).or_default();
        *ordinal += 1;
        format!("{:016x}", identity.print(*ordinal))
    };
    findings.iter().map(print).collect()
}

/// What findings have in common that differ in nothing but their place: a fingerprint without its count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) struct Identity(u64);

impl Identity {
    /// The fingerprint of one of them; they are counted from 1.
    pub(crate) fn print(self, ordinal: u64) -> u64 {
        mix(self.0, &ordinal.to_le_bytes())
    }
}

/// The fingerprint of a text: 16 hexadecimal digits.
pub(super) fn of_text(text: &str) -> String {
    format!("{:016x}", mix(FNV_OFFSET, text.as_bytes()))
}

/// The identity of a finding.
pub(crate) fn identity(finding: &Finding, sources: &Sources) -> Identity {
    let at = finding.primary.at;
    let file = sources.path(at.file).file_name().unwrap_or_default().to_string_lossy();
    let words = sources.slice(at).split_whitespace();
    let mut hash = FNV_OFFSET;
    for part in [finding.rule, &finding.package, &file, &finding.symbol].into_iter().chain(words) {
        hash = mix(mix(hash, part.as_bytes()), &[0]);
    }
    Identity(hash)
}

const FNV_OFFSET: u64 = 0xcbf2_9ce4_8422_2325;

/// FNV-1a: the same on every system and in every version, which the hashes of the standard library do not promise.
fn mix(hash: u64, bytes: &[u8]) -> u64 {
    bytes.iter().fold(hash, |hash, &byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::test_finding;

    fn print(path: &str, text: &str) -> Vec<String> {
        let (report, sources) = test_finding(path, text, "channel.clone()");
        fingerprints(&report.findings, &sources)
    }

    #[test]
    fn moved_lines_and_folders_keep_the_fingerprint() {
        let before = print("/w/src/a.rs", "fn f() { channel.clone() }");
        assert_eq!(
            before,
            print("/w/crates/x/src/a.rs", "// new\n\nfn f() {\n    channel.clone()\n}")
        );
        assert_ne!(before, print("/w/src/b.rs", "fn f() { channel.clone() }"));
    }

    #[test]
    fn equal_findings_are_told_apart() {
        let (mut report, sources) =
            test_finding("/w/src/a.rs", "channel.clone()", "channel.clone()");
        report.findings.push(report.findings[0].clone());
        let prints = fingerprints(&report.findings, &sources);
        assert_ne!(prints[0], prints[1]);
    }
}
