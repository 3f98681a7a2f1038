//! Whether a program that writes code runs this one: then text is made for it.

use std::env;

/// What such programs set for the commands that they run, the common names first.
const VARIABLES: &str = include_str!("agents.txt");

/// The variable that says so.
pub(crate) fn variable() -> Option<&'static str> {
    let is_set =
        |name: &&str| env::var_os(name).is_some_and(|value| !value.is_empty() && value != "0");
    VARIABLES.lines().find(is_set)
}
