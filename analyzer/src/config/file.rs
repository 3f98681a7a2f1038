//! From the text of a file to settings and tables: what can stand in a configuration, and what is wrong with it.
//!
//! Knows neither which files there are nor how they go together.

mod keys;
#[cfg(test)]
mod schema;

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use self::keys::{Keys, Levels, Targets};
use super::document::{self, Wrong};
use super::levels::LevelTable;
use super::mistake::{Labelled, Mistake, Wording};
use super::origin::{Origin, Set};
use super::pattern::Pattern;
use super::settings::{Override, Settings};
use crate::findings::Group;
use crate::knowledge::{RuleName, Table};
use crate::levels::Selector;
use crate::problem::{Note, line_of};
use crate::rules::{RULES, renamed, renaming};
use crate::workspace::TargetKind;

/// What one configuration says.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) settings: Settings,
    pub(super) tables: Vec<Table>,
    /// The tables as TOML; empty without any.
    pub(super) written: String,
    /// Rules that it calls by a name of before.
    pub(super) notes: Vec<Note>,
}

/// A file that was read.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) path: PathBuf,
    pub(super) text: Arc<str>,
}

/// The part of a manifest that is ours.
#[derive(Debug, Deserialize)]
struct Manifest {
    workspace: Option<Section>,
    package: Option<Section>,
}

#[derive(Debug, Deserialize)]
struct Section {
    metadata: Option<Metadata>,
}

#[derive(Debug, Deserialize)]
struct Metadata {
    chanlint: Option<Keys>,
}

/// Reads a whole file. Its patterns are relative to `base`.
pub(super) fn whole(file: &Text, base: &Path) -> Result<Layer, Vec<Mistake>> {
    let (keys, wrong) = document::read(&file.text);
    let mut mistakes = file.not_read(&wrong);
    let layer = keys.map(|keys| layer(keys, file, base, &[], &mut mistakes));
    in_order(mistakes)?;
    layer.ok_or_else(Vec::new)
}

/// Reads `[workspace.metadata.chanlint]` and `[package.metadata.chanlint]` of a manifest, whose directory is `base`.
pub(super) fn metadata(
    file: &Text,
    base: &Path,
) -> Result<(Option<Layer>, Option<Layer>), Vec<Mistake>> {
    let (manifest, wrong) = document::read::<Manifest>(&file.text);
    let mut mistakes = file.not_read(&wrong);
    let mut read = |section: Option<Section>, name: &str| {
        let keys = section.and_then(|section| section.metadata?.chanlint)?;
        Some(layer(keys, file, base, &[name, "metadata", "chanlint"], &mut mistakes))
    };
    let layers = manifest
        .map(|manifest| (read(manifest.workspace, "workspace"), read(manifest.package, "package")));
    in_order(mistakes)?;
    Ok(layers.unwrap_or_default())
}

/// Fails with mistakes, where there are any, in the order of the text.
fn in_order(mut mistakes: Vec<Mistake>) -> Result<(), Vec<Mistake>> {
    if mistakes.is_empty() {
        return Ok(());
    }
    mistakes.sort_by_key(|mistake| mistake.place.as_ref().map(|place| place.span.start));
    Err(mistakes)
}

/// What keys say that stand at `place` in a file.
fn layer(
    keys: Keys,
    file: &Text,
    base: &Path,
    place: &[&str],
    mistakes: &mut Vec<Mistake>,
) -> Layer {
    let mut settings = Settings {
        levels: file.levels(&keys.levels, mistakes),
        overrides: Vec::new(),
        exclude: file.patterns(&keys.exclude, base, mistakes),
        targets: file.targets(&keys.targets),
    };
    for keys in &keys.overrides {
        settings.overrides.push(Override {
            paths: file.patterns(&keys.paths, base, mistakes),
            levels: file.levels(&keys.levels, mistakes),
        });
    }
    let of_overrides = keys.overrides.iter().map(|keys| &keys.levels);
    let notes = [&keys.levels].into_iter().chain(of_overrides);
    let notes = notes.flat_map(|levels| file.renamings(levels)).collect();
    let mut tables: Vec<Table> = keys.client.into_iter().map(Table::from).collect();
    mistakes.extend(tables.iter().flat_map(Table::rules).filter_map(|rule| file.unknown(rule)));
    tables.push(Table {
        alias: keys.alias,
        call: keys.call,
        handlers: keys.handlers,
        transparent: keys.transparent,
        collection: keys.collection,
        lock: keys.lock,
        shared_state: keys.shared_state,
        ..Table::default()
    });
    Layer { settings, tables, written: written(&file.text, place), notes }
}

/// The tables at a place in a file: all that are no settings.
fn written(text: &str, place: &[&str]) -> String {
    let whole = toml::from_str::<toml::Table>(text).ok();
    let ours = whole.and_then(|mut table| {
        for key in place {
            let toml::Value::Table(inner) = table.remove(*key)? else { return None };
            table = inner;
        }
        Some(table)
    });
    let mut tables = ours.unwrap_or_default();
    tables.retain(|key, _| !["levels", "override", "exclude", "targets"].contains(&key));
    toml::to_string(&tables).unwrap_or_default()
}

impl Text {
    fn renamings<'a>(&'a self, written: &'a Levels) -> impl Iterator<Item = Note> + 'a {
        written.keys().filter_map(|name| {
            let said = renaming(name.as_ref())?;
            let line = line_of(&self.text, name.span().start);
            Some(Note::new(&self.path, format!("{said} (line {line})")))
        })
    }

    fn levels(&self, written: &Levels, mistakes: &mut Vec<Mistake>) -> LevelTable {
        let mut levels = LevelTable::default();
        let known: Vec<(&str, Group)> = RULES.iter().map(|rule| (rule.name, rule.group)).collect();
        for (name, &level) in written {
            let now = renamed(name.as_ref()).unwrap_or(name.as_ref());
            match Selector::exactly(now, &known) {
                Some(selector) => {
                    levels.insert(selector, Set { value: level, at: self.at(&name.span()) });
                }
                None => mistakes.push(self.mistake(
                    name.span(),
                    Wording::unknown("rule or group", name.as_ref(), &Selector::names(&known)),
                )),
            }
        }
        levels
    }

    fn patterns(
        &self,
        written: &[Spanned<String>],
        base: &Path,
        mistakes: &mut Vec<Mistake>,
    ) -> Vec<Pattern> {
        let mut patterns = Vec::new();
        for text in written {
            match Pattern::new(text.as_ref(), base, self.at(&text.span())) {
                Ok(pattern) => patterns.push(pattern),
                Err(label) => {
                    let message = "this is no pattern of paths".to_owned();
                    let wording = Wording { message, label, help: None };
                    mistakes.push(self.mistake(text.span(), wording));
                }
            }
        }
        patterns
    }

    /// What is wrong with a name in a table that no rule has: the table would silently say nothing.
    fn unknown(&self, rule: &RuleName) -> Option<Mistake> {
        let known: Vec<&str> = RULES.iter().map(|rule| rule.name).collect();
        let wording = || Wording::unknown("rule", &rule.name, &known);
        (!known.contains(&&*rule.name)).then(|| self.mistake(rule.at.clone(), wording()))
    }

    fn targets(&self, written: &Targets) -> BTreeMap<TargetKind, Set<bool>> {
        let kinds = [
            (TargetKind::Test, &written.tests),
            (TargetKind::Example, &written.examples),
            (TargetKind::Bench, &written.benches),
        ];
        let set =
            |value: &Spanned<bool>| Set { value: *value.as_ref(), at: self.at(&value.span()) };
        kinds.into_iter().filter_map(|(kind, value)| Some((kind, set(value.as_ref()?)))).collect()
    }

    fn at(&self, span: &Range<usize>) -> Origin {
        let line = line_of(&self.text, span.start);
        Origin::File { path: self.path.clone(), line }
    }

    fn not_read(&self, wrong: &[Wrong]) -> Vec<Mistake> {
        let mistake =
            |one: &Wrong| self.mistake(one.span.clone(), Wording::of_reader(&one.message));
        wrong.iter().map(mistake).collect()
    }

    fn mistake(&self, span: Range<usize>, wording: Wording) -> Mistake {
        let Wording { message, label, help } = wording;
        let place = Some(Labelled { text: Arc::clone(&self.text), span, label });
        Mistake { path: self.path.clone(), message, place, help }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::TEMPLATE;

    pub(super) fn read(text: &str) -> Result<Layer, Vec<Mistake>> {
        whole(&Text { path: "/w/chanlint.toml".into(), text: text.into() }, Path::new("/w"))
    }

    #[test]
    fn the_template_says_what_counts_without_it() {
        let Layer { settings, tables, written, notes } = read(TEMPLATE).expect("it is right");
        assert_eq!(notes, Vec::new());
        assert!(settings.exclude.is_empty() && settings.overrides.is_empty() && written.is_empty());
        assert!(tables.iter().all(|table| table.call.is_empty() && table.client.is_none()));
        assert_eq!(settings.targets.len(), 3);
        assert!(settings.targets.values().all(|wanted| !wanted.value));
        assert_eq!(settings.levels.iter().count(), Group::ALL.len());
        for group in Group::ALL {
            let level = settings.levels.group_level(group).map(|set| set.value);
            assert_eq!(level, Some(group.default_level()), "{group:?}");
        }
    }

    /// The template with what stands behind a `#` in it.
    pub(super) fn proposed() -> String {
        let proposals = |line: &str| match line.strip_prefix('#') {
            Some(proposed) if !proposed.starts_with([' ', ':']) => proposed.to_owned(),
            _ => line.to_owned(),
        };
        // One of the two lines for `exclude` goes, as a key cannot stand twice.
        let lines = TEMPLATE.lines().filter(|line| *line != "exclude = []").map(proposals);
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn what_the_template_proposes_is_right_too() {
        let Layer { settings, tables, .. } =
            read(&proposed()).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
        assert_eq!((settings.exclude.len(), settings.overrides.len()), (2, 1));
        let clients: Vec<_> = tables.iter().filter_map(|table| table.client.as_ref()).collect();
        assert_eq!(clients.len(), 1);
        assert_eq!(tables.iter().map(|table| table.call.len()).sum::<usize>(), 2);
    }

    #[test]
    fn a_manifest_speaks_for_its_workspace_and_its_package() {
        let text = "[workspace.metadata.chanlint]\nexclude = [\"a\"]\n\
            [package]\nname = \"x\"\n[package.metadata.other]\nkey = 1\n\
            [[package.metadata.chanlint.call]]\neffect = \"spawn\"\npaths = [\"a::b\"]\n";
        let file = Text { path: "/w/Cargo.toml".into(), text: text.into() };
        let (workspace, package) = metadata(&file, Path::new("/w")).expect("it is right");
        let workspace = workspace.expect("it is there").settings;
        let at = Origin::File { path: "/w/Cargo.toml".into(), line: 2 };
        assert_eq!(workspace.exclude[0].at, at);
        let package = package.expect("it is there");
        assert_eq!(package.written, "[[call]]\neffect = \"spawn\"\npaths = [\"a::b\"]\n");
    }

    #[test]
    fn mistakes_are_told_together_in_their_order() {
        let text = "[[client]]\nname = \"acme\"\npackages = []\n\
            [[client.failure]]\nrule = \"beta\"\nwhy = \"it does\"\n\
            [levels]\nzeta = \"warn\"\nalpha = \"warn\"\n";
        let mistakes = read(text).expect_err("unknown");
        let names: Vec<_> = mistakes.iter().map(|mistake| mistake.message.as_str()).collect();
        let expected = [
            "unknown rule `beta`",
            "unknown rule or group `zeta`",
            "unknown rule or group `alpha`",
        ];
        assert_eq!(names, expected);
    }

    /// What is said about a text, each with the line that it is about.
    fn said(text: &str) -> Vec<(usize, String)> {
        let line = |mistake: &Mistake| {
            let place = mistake.place.as_ref().expect("each has a place");
            text[..place.span.start].matches('\n').count() + 1
        };
        let mistakes = read(text).expect_err("something is wrong");
        mistakes.iter().map(|mistake| (line(mistake), mistake.message.clone())).collect()
    }

    fn owned(said: &[(usize, &str)]) -> Vec<(usize, String)> {
        said.iter().map(|&(line, message)| (line, message.to_owned())).collect()
    }

    #[test]
    fn everything_wrong_is_told_at_once_whatever_kind_it_is_of() {
        let text = "exclude = [\"src/[a\", 3]\nlevls = 1\n[levels]\nall = \"wran\"\nshared = \"deny\"\n\
            [targets]\ntest = true\nbenches = \"yes\"\n[[call]]\neffect = \"spwan\"\n[[call]]\nefect = \"spawn\"\n\
            paths = [\"a::b\"]\n[[override]]\npaths = [\"../b\"]\nlevels = { perf = 1 }\n";
        let expected = [
            (1, "this is no pattern of paths"),
            (1, "the integer `3` stands where a string belongs"),
            (2, "unknown key `levls`"),
            (4, "unknown value `wran`"),
            (5, "unknown rule or group `shared`"),
            (7, "unknown key `test`"),
            (8, "the string \"yes\" stands where a boolean belongs"),
            (10, "unknown value `spwan`"),
            (12, "unknown key `efect`"),
            (15, "this is no pattern of paths"),
            (16, "wanted string or table"),
        ];
        assert_eq!(said(text), owned(&expected));
    }

    #[test]
    fn what_follows_from_a_mistake_is_none_of_its_own() {
        let text = "[[call]]\npaths = 3\n[[call]]\neffect = \"spawn\"\n[[client]]\nname = 1\n";
        let expected = [
            (1, "the key `effect` is missing"),
            (2, "the integer `3` stands where an array belongs"),
            (6, "the integer `1` stands where a string belongs"),
        ];
        assert_eq!(said(text), owned(&expected));
        let broken = "[levels]\nall = \nperf = \"wran\"\n[tar gets]\nexclud = []\n";
        let said: Vec<usize> = said(broken).into_iter().map(|(line, _)| line).collect();
        assert_eq!(said, [2, 3, 4, 5]);
    }
}
