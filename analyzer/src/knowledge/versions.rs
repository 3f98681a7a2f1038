//! With which versions of a client something follows.

use semver::{Version, VersionReq};

use super::{Failure, Hazard};

impl Hazard {
    /// Whether it is so with a version; an unknown one counts as the newest.
    pub fn holds_for(&self, version: Option<&Version>) -> bool {
        holds_for(&self.versions, version)
    }
}

impl Failure {
    /// Whether it is so with a version; an unknown one counts as the newest.
    pub fn holds_for(&self, version: Option<&Version>) -> bool {
        holds_for(&self.versions, version)
    }
}

fn holds_for(versions: &VersionReq, version: Option<&Version>) -> bool {
    match version {
        Some(version) => {
            // Pre-releases behave as the release they come before.
            let plain = Version::new(version.major, version.minor, version.patch);
            versions.matches(&plain)
        }
        None => versions.matches(&Version::new(9999, 0, 0)),
    }
}
