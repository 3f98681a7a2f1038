//! The program as its users run it, one module for each side of it.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod config;
mod editor;
mod explain;
mod files;
mod fix_command;
mod go;
mod go_inputs;
mod incomplete;
mod known;
mod outputs;
mod readme;
mod runs;
#[cfg(unix)]
mod strangers;
mod suppression;
mod terminal;
#[cfg(unix)]
mod writing;

#[path = "../support"]
mod support {
    pub(crate) mod program;
    pub(crate) mod project;
    pub(crate) mod repository;
    pub(crate) mod run;
    pub(crate) mod shelf;
}
