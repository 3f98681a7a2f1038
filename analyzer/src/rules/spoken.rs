//! What the rules about suppressions have in common. Such a rule asks no model.

use super::Rule;
use crate::findings::{Confidence, Finding, Place, Role};
use crate::model::Model;
use crate::sources::Location;

/// A suppression, or a part of one.
pub(crate) struct Spoken<'a> {
    /// Where it stands.
    pub(crate) at: Location,
    /// The package around it.
    pub(crate) package: &'a str,
}

/// The check of such a rule, which has nothing to say before the others.
pub(super) fn check(_: &Model<'_, '_>, _: &mut Vec<Finding>) {}

/// A finding about a suppression.
pub(super) fn finding(
    rule: &Rule,
    spoken: &Spoken<'_>,
    message: String,
    label: &str,
    help: String,
) -> Finding {
    Finding {
        rule: rule.name,
        group: rule.group,
        level: rule.group.default_level(),
        confidence: Confidence::Certain,
        message,
        package: spoken.package.to_owned(),
        client: String::new(),
        client_version: None,
        primary: Place { at: spoken.at, label: label.to_owned(), role: Role::Used },
        related: Vec::new(),
        story: Vec::new(),
        outcome: None,
        help: vec![help],
        fix: None,
        symbol: String::new(),
        causes: Vec::new(),
        program: None,
        again: Vec::new(),
    }
}
