//! Our own JSON against the schema that is published.

use std::fs;
use std::path::Path;

use chanlint::report::json;
use serde_json::Value;

use crate::support::program::{FILES, chanlint, full_report, package, write};
use crate::support::shelf::against;

/// The published schema, which allows keys to come, made to refuse those that it does not speak of.
fn strict_schema() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/report.schema.json");
    let mut schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    for pointer in ["", "/properties/tool", "/properties/summary"] {
        close(schema.pointer_mut(pointer).unwrap());
    }
    for pointer in [
        "/$defs/finding",
        "/$defs/finding/properties/primary",
        "/$defs/finding/properties/related/items",
        "/$defs/fix",
        "/$defs/fix/properties/edits/items",
        "/$defs/problem",
        "/$defs/note",
    ] {
        close(schema.pointer_mut(pointer).unwrap());
    }
    schema
}

fn close(object: &mut Value) {
    object["unevaluatedProperties"] = false.into();
}

#[test]
fn real_reports_agree_with_the_published_schema() {
    let dir = package("json", FILES);
    write(&dir, "src/broken.rs", "fn f( {");
    let run = chanlint(&dir, &["--output-format", "json"]);
    let report: Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((run.code, run.stderr.as_str()), (2, ""));
    assert_eq!(report["problems"][0]["path"], "src/broken.rs");
    assert_eq!(against(&strict_schema(), &report), None);
    let (report, sources) = full_report(&dir);
    let report: Value = serde_json::from_str(&json::render(&report, &sources)).unwrap();
    assert_eq!(against(&strict_schema(), &report), None);
}

#[test]
fn the_schema_refuses_what_is_not_a_report() {
    let (report, sources) = full_report(&package("json-wrong", FILES));
    let report: Value = serde_json::from_str(&json::render(&report, &sources)).unwrap();
    let schema = strict_schema();
    for (pointer, wrong) in [
        ("/schema", Value::from(2)),
        ("/findings/0/level", "allow".into()),
        ("/findings/0/primary", serde_json::json!({})),
        ("/findings/0/related/0/role", "culprit".into()),
        ("/findings/0/fix/edits/0/line", 0.into()),
        ("/findings/0/fingerprint", "".into()),
        ("/problems/0/path", Value::Null),
        ("/notes/0/message", "".into()),
    ] {
        let mut changed = report.clone();
        *changed.pointer_mut(pointer).unwrap() = wrong;
        assert_ne!(against(&schema, &changed), None, "{pointer}");
    }
    let mut more = report.clone();
    more["findings"][0]["primary"]["extra"] = 1.into();
    assert_ne!(against(&schema, &more), None);
}
