//! Our own JSON against the schemas that are published.

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

/// The same of the map.
fn strict_map_schema() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("schema/map.schema.json");
    let mut schema: Value = serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap();
    schema["$defs"].as_object_mut().unwrap().values_mut().for_each(close);
    close(&mut schema);
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

#[test]
fn maps_agree_with_their_schema_and_say_what_is_where() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().join("testdata");
    let map = |case: &str| -> Value {
        let run = chanlint(&root.join(case), &["map", "--output-format", "json"]);
        assert_eq!((run.code, run.stderr.as_str()), (0, ""), "{case}");
        let map = serde_json::from_str(&run.stdout).unwrap();
        assert_eq!(against(&strict_map_schema(), &map), None, "{case}");
        map
    };
    let rust = map("outage");
    let channel = &rust["channels"][0];
    assert_eq!((&channel["id"], &channel["name"]), (&"channel-1".into(), &"Bus::connect".into()));
    assert_eq!(channel["connection"], rust["connections"][0]["id"]);
    assert_eq!(channel["prefetch"], serde_json::json!([10]));
    assert_eq!(channel["findings"], serde_json::json!([rust["findings"][0]["id"]]));
    let task = &channel["contexts"][0];
    assert_eq!((&task["name"], &task["function"]), (&"task".into(), &"Bus::subscribe".into()));
    assert_eq!((&task["started_in"], &task["meets"]), (&"start".into(), &true.into()));
    let publish = &channel["contexts"][2]["operations"][0];
    let names = serde_json::json!([{ "kind": "exchange", "name": "shop" }, { "kind": "routing_key", "name": "stopped" }]);
    assert_eq!((&publish["kind"], &publish["names"]), (&"publish".into(), &names));
    let go = map("outage-go");
    let bind = &go["channels"][0]["contexts"][1]["operations"][1];
    assert_eq!((&bind["name"], &bind["kind"]), (&"QueueBind".into(), &"set_up".into()));
    let names: Vec<&Value> =
        bind["names"].as_array().unwrap().iter().map(|it| &it["kind"]).collect();
    assert!(
        names.contains(&&"exchange".into()) && names.contains(&&"routing_key".into()),
        "{bind}"
    );
}

#[test]
fn the_map_schema_refuses_what_is_not_a_map() {
    let dir = package("map-wrong", FILES);
    let map = chanlint(&dir, &["map", "--output-format", "json"]);
    let map: Value = serde_json::from_str(&map.stdout).unwrap();
    let schema = strict_map_schema();
    assert_eq!(against(&schema, &map), None);
    for (pointer, wrong) in [
        ("/schema", Value::from(2)),
        ("/channels/0/id", "1".into()),
        ("/channels/0/contexts/0/times", "twice".into()),
        ("/channels/0/contexts/0/operations/0/kind", "think".into()),
        ("/channels/0/origin/line", 0.into()),
        ("/findings/0/id", "".into()),
    ] {
        let mut changed = map.clone();
        *changed.pointer_mut(pointer).unwrap_or_else(|| panic!("{pointer}")) = wrong;
        assert_ne!(against(&schema, &changed), None, "{pointer}");
    }
}
