//! Which findings speak of which channel of the map.

use crate::findings::{Finding, Place, Report, Role, Step};
use crate::map::MappedChannel;
use crate::sources::Location;

/// The findings of each channel.
pub(in crate::report) struct Belongs(Vec<Vec<usize>>);

impl Belongs {
    /// Looks for them.
    pub(in crate::report) fn new(report: &Report) -> Self {
        let findings = |channel| {
            let all = report.findings.iter().enumerate();
            all.filter(|(_, finding)| is_about(finding, channel)).map(|(at, _)| at).collect()
        };
        Self(report.map.iter().map(findings).collect())
    }

    /// The findings of a channel, by their places in the report.
    pub(in crate::report) fn of(&self, channel: usize) -> &[usize] {
        &self.0[channel]
    }
}

/// Whether a finding speaks of a channel: it says where the channel is opened, or else it is about something done on it.
fn is_about(finding: &Finding, channel: &MappedChannel) -> bool {
    let again = || finding.again.iter().map(|again| again.at);
    let meets_there = || {
        let mut contexts = channel.contexts.iter().filter(|context| context.meets);
        contexts.any(|context| context.begins.is_some_and(|begins| again().any(|at| at == begins)))
    };
    let opened = opened(finding);
    if !opened.is_empty() {
        return opened.contains(&channel.opened)
            || meets_there()
            || again().any(|at| at == channel.opened);
    }
    let places = || {
        let told = finding.related.iter().chain([&finding.primary]).map(|place| place.at);
        told.chain(again())
    };
    let mut operations = channel.contexts.iter().flat_map(|context| &context.operations);
    places().any(|at| at == channel.opened)
        || operations.any(|one| places().any(|at| touches(at, one.told_at)))
}

/// Where a finding says that channels are opened.
fn opened(finding: &Finding) -> Vec<Location> {
    let told = finding.story.iter().filter_map(|step| match step {
        Step::Opened { at, .. } => Some(*at),
        Step::Context(_) => None,
    });
    let opened = |place: &&Place| place.role == Role::Opened;
    let places = finding.related.iter().chain([&finding.primary]).filter(opened);
    told.chain(places.map(|place| place.at)).collect()
}

/// Whether two places have text in common.
pub(super) fn touches(one: Location, other: Location) -> bool {
    let inside =
        |a: Location, b: Location| a.span.start <= b.span.start && b.span.start < a.span.end;
    one.file == other.file && (inside(one, other) || inside(other, one) || one.span == other.span)
}
