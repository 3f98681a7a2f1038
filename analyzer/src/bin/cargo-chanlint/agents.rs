//! Whether a program that writes code runs this one: then text is made for it.

use std::env;

/// What such programs set for the commands that they run, the common names first.
pub(crate) const VARIABLES: &[&str] = &[
    "AI_AGENT",
    "AGENT",
    "AMP_CURRENT_THREAD_ID",
    "ANTIGRAVITY_AGENT",
    "AUGMENT_AGENT",
    "CLAUDECODE",
    "CLAUDE_CODE",
    "CLINE_ACTIVE",
    "CODEX_CI",
    "CODEX_SANDBOX",
    "CODEX_THREAD_ID",
    "COPILOT_CLI",
    "CRUSH",
    "CURSOR_AGENT",
    "GEMINI_CLI",
    "GOOSE_TERMINAL",
    "OPENCODE",
    "OPENCODE_CLIENT",
    "PI_CODING_AGENT",
    "ROO_ACTIVE",
];

/// The variable that says so.
pub(crate) fn variable() -> Option<&'static str> {
    let is_set =
        |name: &&&str| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    VARIABLES.iter().find(is_set).copied()
}
