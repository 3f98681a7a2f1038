//! The workspaces that a request leads to, as who looks for configuration sees them.

use std::path::PathBuf;

/// A workspace, a package that stands alone, or a folder of sources without a manifest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    /// The directory of its manifest, or the folder.
    pub dir: PathBuf,
    /// The manifest at its root, when there is one that can be read.
    pub root: Option<Described>,
    /// The manifests of its packages, sorted; the root's may be among them.
    pub members: Vec<Described>,
}

/// A manifest, and whether it configures this tool.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Described {
    /// Where it stands.
    pub manifest: PathBuf,
    /// The package's name; `None` for a virtual manifest.
    pub package: Option<String>,
    /// Whether it has `[workspace.metadata.chanlint]`.
    pub for_workspace: bool,
    /// Whether it has `[package.metadata.chanlint]`.
    pub for_package: bool,
}
