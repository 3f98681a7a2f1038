//! A finding about one place, put together from what a rule says.

use super::Rule;
use crate::findings::{Confidence, Finding, Group, Level, Place};
use crate::model::Model;
use crate::program::FnId;
use crate::trace::handle::OriginId;

/// What a rule says.
pub(super) struct Said {
    /// The fact.
    pub(super) message: String,
    /// Where the reader should act.
    pub(super) primary: Place,
    /// The rest of the story.
    pub(super) related: Vec<Place>,
    /// What the operation is called on, in the user's words, for the help.
    pub(super) it: String,
    /// The channel or connection.
    pub(super) origin: OriginId,
    /// The function around the primary place.
    pub(super) within: Option<FnId>,
    /// The method that the client's table is asked about.
    pub(super) method: Option<crate::facts::Name>,
    /// How sure it is.
    pub(super) confidence: Confidence,
}

/// The finding, when its place is reported and the client's table knows what follows.
pub(super) fn finding(model: &Model<'_, '_>, rule: &Rule, said: Said) -> Option<Finding> {
    let at = said.primary.at;
    if !model.is_reported(at) {
        return None;
    }
    let failure = model.failure(rule.name, said.origin, said.method, at)?;
    let group = match failure.level {
        Some(Level::Deny) => Group::Correctness,
        _ => rule.group,
    };
    let mut related = said.related;
    related.retain(|place| place.at != at && model.is_reported(place.at));
    Some(Finding {
        rule: rule.name,
        group,
        level: group.default_level(),
        confidence: said.confidence,
        message: said.message,
        package: model.package(at).map(|package| package.name.clone()).unwrap_or_default(),
        client: model.client_of(said.origin).name.clone(),
        client_version: model.known_version(said.origin, at),
        story: Vec::new(),
        outcome: Some(failure.outcome()),
        help: failure.help.iter().map(|help| help.replace("{it}", &said.it)).collect(),
        fix: None,
        symbol: said.within.map(|id| model.function_name(id)).unwrap_or_default(),
        primary: said.primary,
        related,
        causes: Vec::new(),
        program: None,
        again: Vec::new(),
    })
}

/// How sure a finding is: where the opening of its channel was not seen, a step was inferred.
pub(super) fn confidence(model: &Model<'_, '_>, origin: OriginId) -> Confidence {
    if model.origin(origin).provenance.is_some() { Confidence::Likely } else { Confidence::Certain }
}
