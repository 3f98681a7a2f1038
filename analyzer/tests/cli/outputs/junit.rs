//! The XML of `JUnit` against the XSD that Jenkins came with, as the crate `junit-report` tests itself with it.

use chanlint::report::junit;
use uppsala::{Document, XsdValidator, parse};

use crate::support::program::{FILES, chanlint, full_report, package};
use crate::support::shelf::file_of;

#[track_caller]
fn assert_valid(text: &str) {
    let errors = errors(text);
    assert!(errors.is_empty(), "{}\n{text}", errors.join("\n"));
}

fn errors(text: &str) -> Vec<String> {
    let schema = file_of("junit-report", "tests/JUnit.xsd");
    let schema = XsdValidator::from_schema(&parse(&schema).unwrap()).unwrap();
    let document: Document<'_> = parse(text).unwrap();
    schema.validate(&document).iter().map(ToString::to_string).collect()
}

#[test]
fn the_xsd_takes_findings_problems_and_a_clean_run() {
    let dir = package("junit", FILES);
    let run = chanlint(&dir, &["--output-format", "junit"]);
    assert_eq!((run.code, run.stderr.as_str()), (1, ""));
    assert_valid(&run.stdout);
    let (report, sources) = full_report(&dir);
    let full = junit::render(&report, &sources);
    assert_valid(&full);
    assert!(
        full.contains("<testsuites name=\"chanlint\" tests=\"4\" failures=\"2\" errors=\"2\">"),
        "{full}"
    );
    let clean = chanlint(&dir, &["--output-format", "junit", "-A", "all"]);
    assert_eq!(clean.code, 0);
    assert_valid(&clean.stdout);
    assert!(clean.stdout.contains("tests=\"1\" failures=\"0\" errors=\"0\""), "{}", clean.stdout);
    assert_ne!(
        errors(&full.replace("failure ", "mishap ").replace("/failure", "/mishap")),
        Vec::<String>::new()
    );
}
