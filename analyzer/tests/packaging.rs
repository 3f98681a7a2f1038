//! The ways in which the program reaches its users, each used with the tool that they use: pip, pre-commit, a workflow's steps.
//!
//! What needs a published version finds it in a folder of wheels that stands in for the package index. Everything lies below the target directory.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod packaging {
    mod action;
    mod archive;
    mod command;
    mod hooks;
    mod image;
    mod place;
    mod registry;
    mod snippets;
    mod versions;
    mod wheel;
}
