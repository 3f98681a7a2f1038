//! From declarations to files and packages.

use super::build::{Build, Item, Layer};
use super::client::Client;
use crate::project::File;
use crate::text::MARK;

/// Where declarations stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Plan {
    OneFile,
    TwoFiles,
    TwoPackages,
}

/// Imports, by how code names them.
const IMPORTS: &[(&str, &str)] = &[
    ("errors.", "errors"),
    ("fmt.", "fmt"),
    ("http.", "net/http"),
    ("log.", "log"),
    ("sync.", "sync"),
    ("time.", "time"),
    ("errgroup.", "golang.org/x/sync/errgroup"),
];

/// The files of a program.
pub(super) fn files(build: &mut Build) -> Vec<File> {
    let plan =
        build.rng.weighted(&[(2, Plan::OneFile), (1, Plan::TwoFiles), (2, Plan::TwoPackages)]);
    build.dim("plan", plan);
    let of = |layer: Layer| {
        let items: Vec<&Item> = build.items.iter().filter(|item| item.layer == layer).collect();
        items.iter().map(|item| item.code.as_str()).collect::<Vec<_>>().join("\n\n")
    };
    let (bus, app) = (of(Layer::Bus), of(Layer::App));
    let own = |code: &str| named(code, "");
    match plan {
        Plan::OneFile => {
            vec![file(build.client, "main.go", "main", &own(&format!("{bus}\n\n{app}")))]
        }
        Plan::TwoFiles => vec![
            file(build.client, "main.go", "main", &own(&app)),
            file(build.client, "bus.go", "main", &own(&bus)),
        ],
        Plan::TwoPackages => {
            let mut files = vec![file(build.client, "main.go", "main", &named(&app, "bus."))];
            if !bus.is_empty() {
                files.push(file(build.client, "bus/bus.go", "bus", &own(&bus)));
            }
            files
        }
    }
}

/// Code that names the declarations of the other package with what stands before them; a mark is no name.
fn named(code: &str, before: &str) -> String {
    code.replace(MARK, "\0").replace('@', before).replace('\0', MARK)
}

fn file(client: Client, path: &str, package: &str, code: &str) -> File {
    let (module, version) = client.module();
    let mut imports = String::new();
    if code.contains("bus.") && package == "main" {
        imports += "\"example.com/page/bus\"\n";
    }
    let uses = |name: &str| {
        let starts = |at: usize| {
            !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '_')
        };
        code.match_indices(name).any(|(at, _)| starts(at))
    };
    for (name, import) in IMPORTS {
        if uses(name) {
            imports += &format!("\"{import}\"\n");
        }
    }
    if uses("amqp.") {
        imports += &format!("amqp \"{module}\"\n");
    }
    let text =
        format!("// {module} {version}\npackage {package}\n\nimport (\n{imports})\n\n{code}\n");
    let (text, marks) = laid_out(&text);
    File { path: path.to_owned(), text, marks }
}

/// Statements on lines of their own, and the 1-based lines with marks.
fn laid_out(code: &str) -> (String, Vec<usize>) {
    let mut lines: Vec<String> = Vec::new();
    for line in code.lines() {
        lines.extend(broken(line));
    }
    let (mut text, mut marks, mut depth) = (String::new(), Vec::new(), 0_usize);
    let mut number = 0;
    for line in lines {
        let line = line.trim();
        if line.is_empty() && (text.ends_with("\n\n") || text.ends_with("{\n")) {
            continue;
        }
        number += 1;
        if line.contains(MARK) {
            marks.push(number);
        }
        if line.starts_with(['}', ')']) {
            depth = depth.saturating_sub(1);
        }
        text += &"\t".repeat(if line.is_empty() { 0 } else { depth });
        text += &line.replace(MARK, "");
        text.push('\n');
        depth += usize::from(line.ends_with(['{', '(']));
    }
    (text, marks)
}

/// A line, broken behind braces that open a block and before those that close one. Braces of literals stay.
fn broken(line: &str) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut blocks = Vec::new();
    let mut in_string = false;
    let chars: Vec<char> = line.chars().collect();
    for (at, &c) in chars.iter().enumerate() {
        if c == '"' && (at == 0 || chars[at - 1] != '\\') {
            in_string = !in_string;
        }
        let opens = c == '{' && !in_string && chars.get(at + 1) == Some(&' ');
        let current = out.last_mut().expect("there is a line");
        match c {
            '{' if !in_string => {
                current.push(c);
                blocks.push(opens);
                if opens {
                    out.push(String::new());
                }
            }
            '}' if !in_string => {
                // A line may close what an earlier one opened.
                let was_block =
                    blocks.pop().unwrap_or(chars.get(at.wrapping_sub(1)) == Some(&' ') || at == 0);
                if was_block && !current.trim().is_empty() {
                    out.push(String::new());
                }
                out.last_mut().expect("there is a line").push(c);
            }
            _ => current.push(c),
        }
    }
    out
}
