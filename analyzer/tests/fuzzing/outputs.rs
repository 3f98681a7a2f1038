//! Whether what is printed of a report can be read by those who read it.

use chanlint::findings::Report;
use chanlint::report::human::Detail;
use chanlint::report::{
    Look, Palette, agent, checkstyle, github, gitlab, human, json, junit, rdjson, rustc_json,
    sarif, short,
};
use chanlint::sources::Sources;
use serde_json::Value;
use uppsala::{Document, XsdValidator, parse};

use crate::support::shelf::{against, file_of};

const SCHEMA: &str = include_str!("../../schema/report.schema.json");

/// What is wrong with the outputs of a report.
pub(crate) fn wrong(report: &Report, sources: &Sources) -> Vec<String> {
    let schema = serde_json::from_str(SCHEMA).expect("the schema is JSON");
    let checkstyle = checkstyle::render(report, sources);
    let mut wrong = Vec::new();
    match serde_json::from_str::<Value>(&json::render(report, sources)) {
        Ok(document) => wrong.extend(against(&schema, &document)),
        Err(error) => wrong.push(format!("json: {error}")),
    }
    let sarif = serde_json::from_str::<serde_sarif::sarif::Sarif>(&sarif::render(report, sources));
    wrong.extend(sarif.err().map(|error| format!("sarif: {error}")));
    let gitlab = serde_json::from_str::<Value>(&gitlab::render(report, sources));
    wrong.extend(gitlab.err().map(|error| format!("gitlab: {error}")));
    let rdjson = serde_json::from_str::<Value>(&rdjson::render(report, sources));
    wrong.extend(rdjson.err().map(|error| format!("rdjson: {error}")));
    wrong.extend(wrong_junit(&junit::render(report, sources)));
    let checkstyle: Result<Document<'_>, _> = parse(&checkstyle);
    wrong.extend(checkstyle.err().map(|error| format!("checkstyle: {error}")));
    let messages = rustc_json::messages(report, sources, Palette::Plain);
    let messages = cargo_metadata::Message::parse_stream(messages.as_bytes());
    wrong.extend(messages.filter_map(Result::err).map(|error| format!("rustc-json: {error}")));
    // What people read has no grammar: it is only drawn.
    let look = Look::new(Palette::Linked, 80);
    for text in [
        String::from(human::findings(report, sources, look, Detail::Full)),
        agent::findings(report, sources).into(),
        github::render(report, sources, "token"),
        short::findings(report, sources).into(),
    ] {
        wrong.extend(
            text.is_empty()
                .then(|| "nothing was printed".to_owned())
                .filter(|_| !report.findings.is_empty()),
        );
    }
    wrong
}

fn wrong_junit(text: &str) -> Vec<String> {
    let schema = file_of("junit-report", "tests/JUnit.xsd");
    let schema = parse(&schema).and_then(|schema| XsdValidator::from_schema(&schema));
    let schema = schema.expect("the schema is one");
    let document: Result<Document<'_>, _> = parse(text);
    match document {
        Ok(document) => {
            schema.validate(&document).iter().map(|error| format!("junit: {error}")).collect()
        }
        Err(error) => vec![format!("junit: {error}")],
    }
}
