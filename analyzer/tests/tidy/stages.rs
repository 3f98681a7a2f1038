//! The pipeline as a table: a stage names what it builds on and nothing else, and so do the evaluator's rooms.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use crate::{File, forbid, names, sources};

/// The modules of the library, each behind those that it builds on, and the others that it may name.
const STAGES: &[(&str, &str)] = &[
    ("ids", ""),
    ("problem", ""),
    ("suggest", ""),
    ("called", ""),
    ("threads", ""),
    ("language", ""),
    ("facts", "ids"),
    ("sources", "facts language"),
    ("limits", "sources"),
    ("gaps", "sources"),
    ("map", "sources"),
    ("workspace", "facts ids language problem"),
    ("territory", ""),
    ("findings", "gaps limits map problem sources territory workspace"),
    ("edit", "facts sources"),
    ("discover", "facts ids language problem suggest territory workspace"),
    ("load", "discover problem sources threads workspace"),
    ("lower", "facts ids language"),
    ("lowering", "facts language lower problem sources threads"),
    ("knowledge", "facts findings ids language workspace"),
    ("program", "facts ids limits sources workspace"),
    ("resolve", "facts ids knowledge language limits program sources workspace"),
    (
        "types",
        "facts ids knowledge language limits lower program resolve sources threads workspace",
    ),
    ("callgraph", "facts ids program types"),
    ("trace", "facts ids knowledge limits program sources"),
    (
        "flow",
        "callgraph facts ids knowledge language limits program resolve sources trace types workspace",
    ),
    ("model", "facts findings gaps ids knowledge language map program sources trace workspace"),
    ("rules", "facts findings knowledge language model program sources trace"),
    ("causes", "facts findings sources"),
    ("levels", "called findings suggest"),
    (
        "config",
        "called discover findings knowledge levels problem rules sources suggest territory workspace",
    ),
    (
        "suppress",
        "called edit facts findings load lowering problem rules sources suggest workspace",
    ),
    (
        "analysis",
        "callgraph facts findings flow gaps knowledge language limits load map model program resolve rules sources territory trace types workspace",
    ),
    (
        "pipeline",
        "analysis causes config discover facts findings flow knowledge levels load lower lowering sources suppress types workspace",
    ),
    ("fixes", "config edit findings lowering pipeline problem sources territory"),
    (
        "report",
        "called config edit facts findings fixes gaps knowledge language levels limits map problem rules sources workspace",
    ),
    ("baseline", "called findings report rules sources"),
];

/// What is named all the same, to be cut: the finding that tests of both make.
const AGAINST_THE_STREAM: &[(&str, &str)] = &[("fixes", "report")];

/// The rooms of the evaluator that can be read without it, each with the others that it may name.
const ROOMS: &[(&str, &str)] = &[("bodies", ""), ("heap", "bodies"), ("machine", "bodies heap")];

/// The module of the library that a file belongs to; nothing for the library's root and the program.
pub(crate) fn stage(file: &File) -> Option<&str> {
    let first = file.path.strip_prefix("analyzer/src/")?.split('/').next()?;
    let name = first.strip_suffix(".rs").unwrap_or(first);
    (name != "lib" && name != "bin").then_some(name)
}

/// The modules of the library that a line of code names.
fn named(line: &str) -> impl Iterator<Item = &str> {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    let paths = line.split("crate::").skip(1);
    let names = paths.filter_map(move |path| path.split(|c| !is_part(c)).next());
    names.filter(|name| STAGES.iter().any(|(known, _)| known == name))
}

#[test]
fn a_stage_names_what_it_builds_on_and_nothing_else() {
    let is_staged = |file: &File| stage(file).is_some();
    let all: Vec<File> = sources("analyzer/src").into_iter().filter(is_staged).collect();
    forbid(&all, "modules are named one by one, so that they are seen here", |line| {
        line.contains("use crate::{")
    });
    let mut wrong = String::new();
    let mut against: BTreeSet<(&str, &str)> = BTreeSet::new();
    for file in &all {
        let Some(own) = stage(file) else { continue };
        let line_of = |wanted: &str| STAGES.iter().find(|(name, _)| *name == wanted);
        let Some((_, may)) = line_of(own) else {
            panic!("`{own}` has no line in the table of stages");
        };
        for (number, line) in file.code() {
            for name in named(line).filter(|name| *name != own) {
                if AGAINST_THE_STREAM.contains(&(own, name)) {
                    against.insert((own, name));
                } else if !may.split(' ').any(|known| known == name) {
                    writeln!(wrong, "{}:{number}: {}", file.path, line.trim()).unwrap();
                }
            }
        }
    }
    assert!(wrong.is_empty(), "a stage names one that it does not build on\n{wrong}");
    let excused: BTreeSet<(&str, &str)> = AGAINST_THE_STREAM.iter().copied().collect();
    assert_eq!(against, excused, "an excuse that nobody needs any more goes");
}

#[test]
fn the_stages_stand_in_the_order_in_which_they_build_on_each_other() {
    for (at, (name, may)) in STAGES.iter().enumerate() {
        let is_before = |wanted: &&str| STAGES[..at].iter().any(|(known, _)| known == wanted);
        let later: Vec<&str> = may.split_whitespace().filter(|wanted| !is_before(wanted)).collect();
        assert_eq!(later, Vec::<&str>::new(), "`{name}` builds on what stands behind it");
    }
}

#[test]
fn the_state_of_an_evaluation_can_be_read_without_the_evaluator() {
    for (room, may) in ROOMS {
        let folder = format!("analyzer/src/flow/{room}");
        let mut files = sources(&folder);
        files.extend(
            sources("analyzer/src/flow")
                .into_iter()
                .filter(|file| file.path == format!("{folder}.rs")),
        );
        assert!(files.len() > 2, "`{room}` is where it was");
        let is_known = |name: &str| name == *room || may.split(' ').any(|known| known == name);
        forbid(&files, &format!("`{room}` names itself and: {may}"), |line| {
            let mut rooms = line.split("crate::flow::").skip(1);
            let names_another =
                rooms.any(|path| !is_known(path.split("::").next().unwrap_or_default()));
            names_another || names(line, "Evaluator") || line.contains("super::super")
        });
    }
}
