//! Schemas: other people's, from where cargo keeps the sources of our test dependencies, and what they say of a document.

use std::fs;
use std::path::Path;
use std::process::Command;

use boon::{Compiler, Schemas};
use cargo_metadata::MetadataCommand;
use serde_json::Value;

/// A file of a package that the tests depend on.
pub(crate) fn file_of(package: &str, path: &str) -> String {
    let metadata = MetadataCommand::new()
        .manifest_path(Path::new(env!("CARGO_MANIFEST_DIR")).join("Cargo.toml"))
        // Those of other systems were not downloaded and need not be.
        .other_options(["--filter-platform".to_owned(), host()])
        .exec()
        .unwrap();
    let package = metadata.packages.iter().find(|known| known.name == package).unwrap();
    let path = package.manifest_path.parent().unwrap().join(path);
    fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path}: {error}"))
}

fn host() -> String {
    let output = Command::new("rustc").arg("-vV").output().unwrap();
    let about = String::from_utf8(output.stdout).unwrap();
    about.lines().find_map(|line| line.strip_prefix("host: ")).unwrap().to_owned()
}

/// What a JSON schema has against a document, if anything.
pub(crate) fn against(schema: &Value, document: &Value) -> Option<String> {
    let (mut schemas, mut compiler) = (Schemas::new(), Compiler::new());
    compiler.add_resource("file:///schema.json", schema.clone()).unwrap();
    let schema = compiler.compile("file:///schema.json", &mut schemas).unwrap();
    let error = schemas.validate(document, schema).err()?;
    Some(format!("{error:#}"))
}
