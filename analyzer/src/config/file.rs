//! From the text of a file to settings and tables: what can stand in a configuration, and what is wrong with it.
//!
//! Knows neither which files there are nor how they go together.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use serde::Deserialize;
use toml::Spanned;

use super::mistake::{Labelled, Mistake, Wording};
use super::{Origin, Override, Pattern, Set, Settings};
use crate::findings::{Group, Level};
use crate::knowledge::{Alias, CallRule, Handlers, OwnClient, Table, Transparent, Types};
use crate::levels::{LevelTable, Selector};
use crate::rules::{RULES, renamed};
use crate::workspace::TargetKind;

/// What one configuration says.
#[derive(Debug)]
pub(super) struct Layer {
    pub(super) settings: Settings,
    pub(super) tables: Vec<Table>,
    /// The tables as TOML; empty without any.
    pub(super) written: String,
}

/// A file that was read.
#[derive(Debug, Clone)]
pub(super) struct Text {
    pub(super) path: PathBuf,
    pub(super) text: Arc<str>,
}

/// The keys of a configuration.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Keys {
    #[serde(default)]
    levels: Levels,
    #[serde(default, rename = "override")]
    overrides: Vec<OverrideKeys>,
    #[serde(default)]
    exclude: Vec<Spanned<String>>,
    #[serde(default)]
    targets: Targets,
    #[serde(default)]
    client: Vec<OwnClient>,
    #[serde(default)]
    alias: Vec<Alias>,
    #[serde(default)]
    call: Vec<CallRule>,
    #[serde(default)]
    handlers: Vec<Handlers>,
    #[serde(default)]
    transparent: Vec<Transparent>,
    #[serde(default)]
    collection: Vec<Types>,
    #[serde(default)]
    lock: Vec<Types>,
    #[serde(default)]
    shared_state: Vec<Types>,
}

type Levels = BTreeMap<Spanned<String>, Level>;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OverrideKeys {
    paths: Vec<Spanned<String>>,
    levels: Levels,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Targets {
    tests: Option<Spanned<bool>>,
    examples: Option<Spanned<bool>>,
    benches: Option<Spanned<bool>>,
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
    let keys = toml::from_str(&file.text).map_err(|error| vec![file.not_read(&error)])?;
    layer(keys, file, base, &[])
}

/// Reads `[workspace.metadata.chanlint]` and `[package.metadata.chanlint]` of a manifest, whose directory is `base`.
pub(super) fn metadata(
    file: &Text,
    base: &Path,
) -> Result<(Option<Layer>, Option<Layer>), Vec<Mistake>> {
    let manifest: Manifest =
        toml::from_str(&file.text).map_err(|error| vec![file.not_read(&error)])?;
    let read = |section: Option<Section>, name: &str| {
        let keys = section.and_then(|section| section.metadata?.chanlint);
        keys.map(|keys| layer(keys, file, base, &[name, "metadata", "chanlint"])).transpose()
    };
    Ok((read(manifest.workspace, "workspace")?, read(manifest.package, "package")?))
}

/// What keys say that stand at `place` in a file.
fn layer(keys: Keys, file: &Text, base: &Path, place: &[&str]) -> Result<Layer, Vec<Mistake>> {
    let mut mistakes = Vec::new();
    let mut settings = Settings {
        levels: file.levels(&keys.levels, &mut mistakes),
        overrides: Vec::new(),
        exclude: file.patterns(&keys.exclude, base, &mut mistakes),
        targets: file.targets(&keys.targets),
    };
    for keys in &keys.overrides {
        settings.overrides.push(Override {
            paths: file.patterns(&keys.paths, base, &mut mistakes),
            levels: file.levels(&keys.levels, &mut mistakes),
        });
    }
    if !mistakes.is_empty() {
        mistakes.sort_by_key(|mistake| mistake.place.as_ref().map(|place| place.span.start));
        return Err(mistakes);
    }
    let mut tables: Vec<Table> = keys.client.into_iter().map(Table::from).collect();
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
    Ok(Layer { settings, tables, written: written(&file.text, place) })
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
        let before = self.text.get(..span.start).unwrap_or(&self.text);
        let line = u32::try_from(before.matches('\n').count() + 1).unwrap_or(u32::MAX);
        Origin::File { path: self.path.clone(), line }
    }

    fn not_read(&self, error: &toml::de::Error) -> Mistake {
        let span = error.span().unwrap_or_default();
        self.mistake(span, Wording::of_reader(error.message()))
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

    fn read(text: &str) -> Result<Layer, Vec<Mistake>> {
        whole(&Text { path: "/w/chanlint.toml".into(), text: text.into() }, Path::new("/w"))
    }

    #[test]
    fn the_template_says_what_counts_without_it() {
        let Layer { settings, tables, written } = read(TEMPLATE).expect("it is right");
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

    #[test]
    fn what_the_template_proposes_is_right_too() {
        let proposals = |line: &str| match line.strip_prefix('#') {
            Some(proposed) if !proposed.starts_with(' ') => proposed.to_owned(),
            _ => line.to_owned(),
        };
        // One of the two lines for `exclude` goes, as a key cannot stand twice.
        let lines = TEMPLATE.lines().filter(|line| *line != "exclude = []").map(proposals);
        let text = lines.collect::<Vec<_>>().join("\n");
        let Layer { settings, tables, .. } =
            read(&text).unwrap_or_else(|mistakes| panic!("{mistakes:?}"));
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
    fn a_file_that_ends_anywhere_is_read_or_gives_mistakes_that_can_be_drawn() {
        use crate::config::Mistakes;
        use crate::report::human::Palette;
        use crate::report::mistakes::render;

        let text = "exclude = [\"ä\"]\r\n[levels]\r\nall = \"warn\" # ü\r\n[[override]]\r\n\
            paths = [\"**\"]\r\nlevels = { perf = \"deny\" }\r\n[[client]]\r\nname = \"é\"\r\npackages = []";
        let mut wrong = 0;
        for end in (0..=text.len()).filter(|&end| text.is_char_boundary(end)) {
            if let Err(mistakes) = read(&text[..end]) {
                wrong += 1;
                let drawn = render(&Mistakes(mistakes), Path::new("/w"), Palette::Plain);
                assert!(drawn.as_str().contains("chanlint.toml:"), "{drawn}");
            }
        }
        assert!(wrong > 100, "most of them are wrong: {wrong}");
        assert!(read(text).is_ok());
    }

    #[test]
    fn mistakes_are_told_together_in_their_order() {
        let mistakes = read("[levels]\nzeta = \"warn\"\nalpha = \"warn\"\n").expect_err("unknown");
        let names: Vec<_> = mistakes.iter().map(|mistake| mistake.message.as_str()).collect();
        assert_eq!(names, ["unknown rule or group `zeta`", "unknown rule or group `alpha`"]);
    }
}
