//! What is found in the generator's twins in Go.

use std::fmt::Write as _;

use chanlint::findings::{Finding, Level};
use chanlint::sources::Location;
use generator::go::Twin;

use super::fixture::Fixture;
use super::generated::{Found, SHARING};

/// A twin as a fixture.
pub(crate) fn fixture(twin: &Twin) -> String {
    let mut text = String::new();
    for file in &twin.files {
        write!(text, "//- /{}\n{}", file.path, file.text).expect("a string grows");
    }
    text
}

/// The sharing findings of a twin.
pub(crate) fn analyze(twin: &Twin) -> Result<Vec<Found>, String> {
    let analysed = Fixture::parse(&fixture(twin)).analyze();
    let report = &analysed.report;
    if let Some(problem) = report.problems.first() {
        return Err(format!("{}:{:?}: {}", problem.path.display(), problem.line, problem.message));
    }
    let place = |at: Location| {
        let source = analysed.sources.get(at.file);
        let path = source.path.to_string_lossy().trim_start_matches('/').to_owned();
        (path, usize::try_from(source.line_column(at.span.start).line).unwrap_or(0))
    };
    let sharing =
        |finding: &&Finding| SHARING.contains(&finding.rule) && finding.level > Level::Allow;
    let found = report.findings.iter().filter(sharing).map(|finding| Found {
        rule: finding.rule.to_owned(),
        message: finding.message.clone(),
        places: std::iter::once(&finding.primary)
            .chain(&finding.related)
            .map(|spot| place(spot.at))
            .collect(),
    });
    Ok(found.collect())
}
