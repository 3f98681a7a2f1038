//! The JSON schema of a configuration, made of the types that read it, and held to what reads.

use std::borrow::Cow;
use std::path::Path;

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde_json::{Map, Value, json};

use super::{Keys, Mistake, tests};
use crate::config::TEMPLATE;
use crate::findings::{Group, Level};
use crate::levels::Selector;
use crate::rules::{RULES, former_names};

const FILE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/schema/config.schema.json");

/// A level for each name that can have one, and nothing else.
pub(super) struct LevelNames;

impl JsonSchema for LevelNames {
    fn schema_name() -> Cow<'static, str> {
        "Levels".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let level = generator.subschema_for::<Level>();
        let named = |name: &str, about: &str| {
            (name.to_owned(), json!({ "allOf": [level], "description": about }))
        };
        let mut names = Map::from_iter([named("all", "Every rule.")]);
        names.extend(
            Group::ALL.map(|group| named(group.name(), &format!("Rules about {}.", group.about()))),
        );
        for rule in RULES {
            names.extend([named(rule.name, &format!("Reports {}.", rule.finds()))]);
            for former in former_names(rule.name) {
                let (name, mut schema) = named(former, &format!("Now `{}`.", rule.name));
                schema["deprecated"] = true.into();
                names.insert(name, schema);
            }
        }
        json_schema!({ "type": "object", "properties": names, "additionalProperties": false })
    }
}

/// The schema. Editors that complete TOML know this draft best.
fn schema() -> Value {
    let generator = SchemaSettings::draft07().into_generator();
    let mut schema = generator.into_root_schema_for::<Keys>().to_value();
    schema["$id"] = "https://raw.githubusercontent.com/chanlint/chanlint/main/analyzer/schema/config.schema.json".into();
    schema["title"] = "Configuration of chanlint".into();
    schema["description"] = "`chanlint.toml`, and what stands under `[workspace.metadata.chanlint]` and `[package.metadata.chanlint]`.".into();
    let rules: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
    schema["definitions"]["RuleName"]["enum"] = rules.into();
    schema
}

#[test]
fn the_file_is_the_schema_of_what_is_read() {
    let fresh = serde_json::to_string_pretty(&schema()).expect("it is JSON") + "\n";
    if std::env::var_os("UPDATE").is_some() {
        std::fs::write(FILE, &fresh).expect("it can be written");
    }
    let file = std::fs::read_to_string(FILE).unwrap_or_default();
    assert!(file == fresh, "UPDATE=1 cargo test -p cargo-chanlint --lib schema");
}

/// A table somewhere in a configuration: headers that lead to it, and the keys that the schema gives it.
struct Known {
    headers: String,
    keys: Vec<String>,
}

/// Every table at and below a schema.
fn tables(root: &Value, schema: &Value, path: &[&str], around: &str, all: &mut Vec<Known>) {
    let schema = resolved(root, schema);
    let is_list = schema["type"] == "array";
    let table = if is_list { resolved(root, &schema["items"]) } else { schema };
    let Some(properties) = table["properties"].as_object() else { return };
    let name = path.join(".");
    let header = match (path.is_empty(), is_list) {
        (true, _) => String::new(),
        (_, true) => format!("[[{name}]]\n"),
        (_, false) => format!("[{name}]\n"),
    };
    let headers = format!("{around}{header}");
    for (key, schema) in properties {
        tables(root, schema, &[path, &[key]].concat(), &headers, all);
    }
    all.push(Known { headers, keys: properties.keys().cloned().collect() });
}

/// What a schema refers to, at once or as what a key may be left out of.
fn resolved<'s>(root: &'s Value, schema: &'s Value) -> &'s Value {
    let references = [&schema["$ref"], &schema["allOf"][0]["$ref"], &schema["anyOf"][0]["$ref"]];
    let name = references.into_iter().find_map(Value::as_str);
    name.and_then(|name| root.pointer(name.strip_prefix('#')?)).unwrap_or(schema)
}

#[test]
fn every_table_has_the_keys_that_its_reader_knows_and_no_others() {
    let schema = schema();
    let mut all = Vec::new();
    tables(&schema, &schema, &[], "", &mut all);
    // Names that can have a level are looked up behind the reader.
    all.retain(|known| !known.headers.ends_with("levels]\n"));
    assert!(all.len() > 15);
    for Known { headers, mut keys } in all {
        let text = format!("{headers}no_such_key = 1\n");
        let error = toml::from_str::<Keys>(&text).expect_err("there is no such key");
        let mut known: Vec<&str> = error.message().split('`').skip(3).step_by(2).collect();
        known.sort_unstable();
        keys.sort_unstable();
        assert_eq!(keys, known, "{text}{error}");
    }
}

#[test]
fn it_knows_every_name_that_can_have_a_level() {
    let schema = schema();
    let levels = schema["definitions"]["Levels"]["properties"].as_object();
    let levels = levels.expect("they are listed");
    let known: Vec<(&str, Group)> = RULES.iter().map(|rule| (rule.name, rule.group)).collect();
    for name in Selector::names(&known) {
        assert!(levels.contains_key(name), "{name}");
    }
}

/// What the schema has against a text that is TOML.
fn against(text: &str) -> Option<String> {
    let document = toml::from_str::<Value>(text).unwrap_or_else(|error| panic!("{text}\n{error}"));
    let (mut schemas, mut compiler) = (boon::Schemas::new(), boon::Compiler::new());
    compiler.add_resource("file:///schema.json", schema()).expect("it is JSON");
    let schema = compiler.compile("file:///schema.json", &mut schemas).expect("it is a schema");
    schemas.validate(&document, schema).err().map(|error| format!("{error:#}"))
}

#[test]
fn it_takes_the_template_and_all_that_the_template_proposes() {
    assert_eq!(against(TEMPLATE), None);
    assert_eq!(against(&tests::proposed()), None);
    let shelf =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../testdata/own-libraries/chanlint.toml");
    assert_eq!(against(&std::fs::read_to_string(shelf).expect("it is there")), None);
}

/// Texts with one mistake each that a schema can see.
const WRONG: &[&str] = &[
    "levls = 1\n",
    "[levels]\nshared_chanel = \"deny\"\n",
    "[levels]\ncorrectness = \"wran\"\n",
    "exclude = \"src\"\n",
    "exclude = [3]\n",
    "targets = true\n",
    "[targets]\ntest = true\n",
    "[targets]\nbenches = \"yes\"\n",
    "[[override]]\nlevels.all = \"warn\"\n",
    "[[override]]\npaths = [\"a\"]\n",
    "[[override]]\npaths = [\"a\"]\nlevels = { perf = 1 }\n",
    "[[call]]\neffect = \"spwan\"\npaths = [\"jobs::run\"]\n",
    "[[call]]\nefect = \"spawn\"\n",
    "[[call]]\npaths = [\"jobs::run\"]\n",
    "[[call]]\neffect = \"spawn\"\narg = -1\n",
    "[call]\neffect = \"spawn\"\n",
    "[[client]]\nname = 1\npackages = []\n",
    "[[client]]\nname = \"x\"\n",
    "[[client]]\nname = \"x\"\npackages = [\"x\"]\n[[client.hazard]]\nbetween = [\"rpc\", \"publsh\"]\nrule = \"shared_channel\"\nlevel = \"warn\"\nwhy = \"w\"\n",
    "[[client]]\nname = \"x\"\npackages = [\"x\"]\n[[client.hazard]]\nbetween = [\"rpc\"]\nrule = \"shared_channel\"\nlevel = \"warn\"\nwhy = \"w\"\n",
    "[[client]]\nname = \"x\"\npackages = [\"x\"]\n[[client.hazard]]\nbetween = [\"rpc\", \"rpc\"]\nrule = \"shared\"\nlevel = \"warn\"\nwhy = \"w\"\n",
    "[[client]]\nname = \"x\"\npackages = [\"x\"]\n[[client.operation]]\nkinds = [\"rcp\"]\nmethods = [\"m\"]\non = \"channel\"\n",
];

#[test]
fn what_the_reader_refuses_it_refuses_where_it_can_see_it() {
    for text in WRONG {
        let mistakes: Vec<Mistake> = tests::read(text).expect_err(text);
        assert!(!mistakes.is_empty(), "{text}");
        assert!(against(text).is_some(), "{text}");
    }
}
