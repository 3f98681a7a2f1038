//! The XML of `JUnit`, which nearly every CI server shows: a suite for each file, a failed test for each finding.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use crate::findings::{Finding, Report};
use crate::limits::Incomplete;
use crate::problem::Problem;
use crate::report::human::{Detail, Painter};
use crate::report::xml::{held, printable};
use crate::report::{Look, severity, shown_path};
use crate::sources::Sources;

/// The whole report, indented, with a line ending at its end.
pub fn render(report: &Report, sources: &Sources) -> String {
    let mut suites = Vec::new();
    report.problems.iter().for_each(|problem| add_problem(&mut suites, problem, report));
    report.incomplete.iter().for_each(|one| add_incomplete(&mut suites, one, report, sources));
    let painter = Painter::new(sources, &report.root, Look::PLAIN, Detail::Brief);
    for finding in &report.findings {
        let text = painter.finding(finding).into();
        add_finding(&mut suites, finding, text, report, sources);
    }
    if suites.is_empty() {
        // Servers take a report without a test for a broken one.
        add(
            &mut suites,
            "chanlint",
            Case { name: "no findings".to_owned(), outcome: Outcome::Passed },
        );
    }
    let mut bytes = Vec::new();
    write(&mut bytes, &suites).expect("memory takes everything");
    bytes.push(b'\n');
    String::from_utf8(bytes).expect("made of strings")
}

/// What was found in one file.
struct Suite {
    path: String,
    cases: Vec<Case>,
}

/// What a server calls a test.
struct Case {
    /// Unlike that of the others in its suite.
    name: String,
    outcome: Outcome,
}

enum Outcome {
    Passed,
    /// A finding, with the text for people.
    Failure {
        level: &'static str,
        message: String,
        text: String,
    },
    /// A problem.
    Error {
        message: String,
    },
    /// Something that was not followed to its end.
    Skipped {
        message: String,
    },
}

fn add_problem(suites: &mut Vec<Suite>, problem: &Problem, report: &Report) {
    let path = shown_path(&problem.path, &report.root);
    let name = problem.line.map_or("problem".to_owned(), |line| format!("problem at {line}"));
    add(suites, &path, Case { name, outcome: Outcome::Error { message: problem.message.clone() } });
}

fn add_incomplete(suites: &mut Vec<Suite>, one: &Incomplete, report: &Report, sources: &Sources) {
    let source = sources.get(one.at.file);
    let start = source.line_column(one.at.span.start);
    let name = format!("{} at {}:{}", one.limit.name(), start.line, start.column);
    let outcome = Outcome::Skipped { message: one.told() };
    add(suites, &shown_path(&source.path, &report.root), Case { name, outcome });
}

fn add_finding(
    suites: &mut Vec<Suite>,
    finding: &Finding,
    text: String,
    report: &Report,
    sources: &Sources,
) {
    let source = sources.get(finding.primary.at.file);
    let start = source.line_column(finding.primary.at.span.start);
    let outcome =
        Outcome::Failure { level: severity(finding.level), message: finding.message.clone(), text };
    let name = format!("{} at {}:{}", finding.rule, start.line, start.column);
    add(suites, &shown_path(&source.path, &report.root), Case { name, outcome });
}

fn add(suites: &mut Vec<Suite>, path: &str, case: Case) {
    match suites.iter_mut().find(|suite| suite.path == path) {
        Some(suite) => suite.cases.push(case),
        None => suites.push(Suite { path: path.to_owned(), cases: vec![case] }),
    }
}

fn write(out: &mut Vec<u8>, suites: &[Suite]) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let counts = counts(suites.iter().flat_map(|suite| &suite.cases));
    writer
        .create_element("testsuites")
        .with_attribute(("name", "chanlint"))
        // The whole has no number of skipped tests.
        .with_attributes(attributes(&counts[..3]))
        .write_inner_content(|writer| {
            suites.iter().try_for_each(|suite| write_suite(writer, suite))
        })?;
    Ok(())
}

type Out<'a> = Writer<&'a mut Vec<u8>>;

fn write_suite(writer: &mut Out<'_>, suite: &Suite) -> io::Result<()> {
    let counts = counts(&suite.cases);
    writer
        .create_element("testsuite")
        .with_attribute(("name", printable(&suite.path).as_str()))
        .with_attributes(attributes(&counts))
        .write_inner_content(|writer| {
            suite.cases.iter().try_for_each(|case| write_case(writer, &suite.path, case))
        })?;
    Ok(())
}

fn write_case(writer: &mut Out<'_>, path: &str, case: &Case) -> io::Result<()> {
    let path = printable(path);
    // What stands behind a dot is taken for the class.
    let class = path.strip_suffix(".rs").unwrap_or(&path);
    let element = writer.create_element("testcase").with_attributes([
        ("name", case.name.as_str()),
        ("classname", class),
        ("file", &path),
    ]);
    match &case.outcome {
        Outcome::Passed => element.write_empty()?,
        Outcome::Failure { level, message, text } => element.write_inner_content(|writer| {
            let message = printable(message);
            let failure = writer.create_element("failure");
            let failure = failure.with_attributes([("type", *level), ("message", &message)]);
            let text = held(text);
            failure.write_text_content(BytesText::new(&text)).map(drop)
        })?,
        Outcome::Error { message } => element.write_inner_content(|writer| {
            let message = printable(message);
            let error = writer.create_element("error");
            let error = error.with_attributes([("type", "problem"), ("message", &message)]);
            error.write_text_content(BytesText::new(&message)).map(drop)
        })?,
        Outcome::Skipped { message } => element.write_inner_content(|writer| {
            let message = printable(message);
            let skipped = writer.create_element("skipped");
            skipped.with_attribute(("message", message.as_str())).write_empty().map(drop)
        })?,
    };
    Ok(())
}

/// How many tests, failures, errors and skipped tests there are.
fn counts<'a>(cases: impl IntoIterator<Item = &'a Case>) -> [(&'static str, String); 4] {
    let (mut tests, mut failures, mut errors, mut skipped) = (0, 0, 0, 0);
    for case in cases {
        tests += 1;
        match case.outcome {
            Outcome::Passed => {}
            Outcome::Failure { .. } => failures += 1,
            Outcome::Error { .. } => errors += 1,
            Outcome::Skipped { .. } => skipped += 1,
        }
    }
    [("tests", tests), ("failures", failures), ("errors", errors), ("skipped", skipped)]
        .map(|(name, count): (_, usize)| (name, count.to_string()))
}

fn attributes<'a>(
    counts: &'a [(&'static str, String)],
) -> impl Iterator<Item = (&'a str, &'a str)> {
    counts.iter().map(|(name, count)| (*name, count.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::test_finding;

    #[test]
    fn what_xml_cannot_hold_is_replaced_and_the_rest_escaped() {
        let (mut report, sources) =
            test_finding("/w/src/<a>&.rs", "x(\"\u{c}\u{1b}\u{ffff}\")", "x");
        report.problems = vec![Problem::new("/w/Cargo.toml", "a \"quoted\" <reason>")];
        let text = render(&report, &sources);
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
        assert!(text.contains("classname=\"src/&lt;a&gt;&amp;\""), "{text}");
        assert!(text.contains("message=\"a &quot;quoted&quot; &lt;reason&gt;\""), "{text}");
        assert!(
            text.contains("<testsuites name=\"chanlint\" tests=\"2\" failures=\"1\" errors=\"1\">")
        );
    }
}
