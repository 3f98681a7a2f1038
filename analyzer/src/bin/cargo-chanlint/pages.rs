//! `explain` and `rules`: what the tool knows about its rules.

use std::fmt::Write as _;

use anyhow::bail;
use chanlint::rules::{RULES, renamed};
use chanlint::suggest;

/// The page of a rule.
pub(crate) fn explain(name: &str) -> anyhow::Result<&'static str> {
    let plain = name.strip_prefix("chanlint::").unwrap_or(name).replace('-', "_");
    let plain = renamed(&plain).unwrap_or(&plain).to_owned();
    if let Some(rule) = RULES.iter().find(|rule| rule.name == plain) {
        return Ok(rule.docs);
    }
    let known: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    bail!(
        "unknown rule `{name}`{} (`cargo chanlint rules` lists them)",
        suggest::did_you_mean(&plain, &known)
    )
}

/// One line for each rule.
pub(crate) fn rules() -> String {
    let width = RULES.iter().map(|rule| rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for rule in RULES {
        let level = rule.group.default_level().name();
        let _ = writeln!(text, "{:width$}  {:11}  {level}", rule.name, rule.group.name());
    }
    text
}
