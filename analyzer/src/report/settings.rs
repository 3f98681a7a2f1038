//! The settings that count, as a configuration that says the same, with where each value came from.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use crate::config::{Config, Origin, Override, Pattern, Settings};
use crate::findings::{Group, Level};
use crate::levels::Levels;
use crate::report::{Lines, shown_path, visible};
use crate::rules::RULES;
use crate::workspace::TargetKind;

/// What the command line says.
#[derive(Debug)]
pub struct Typed<'a> {
    /// Levels.
    pub levels: &'a Levels,
    /// Kinds of targets.
    pub kinds: &'a BTreeSet<TargetKind>,
}

/// The settings that count at a path, with the tables of the whole run. Files are shown relative to `root`.
pub fn render(config: &Config, at: &Path, typed: &Typed<'_>, root: &Path) -> Lines {
    let settings = config.settings(at);
    let shown = Shown { settings, typed, root };
    let overrides: Vec<String> = settings.overrides.iter().map(|over| shown.over(over)).collect();
    let own = config.written.iter().filter(|(_, tables)| !tables.is_empty());
    let tables =
        own.map(|(path, tables)| format!("\n# {}\n{tables}", visible(&shown_path(path, root))));
    let tables: Vec<String> = tables.collect();
    let parts =
        [shown.exclude(), shown.targets(), shown.levels(), overrides.concat(), tables.concat()];
    let mut lines = Lines::new();
    lines.each_line(&parts.concat());
    lines
}

struct Shown<'a> {
    settings: &'a Settings,
    typed: &'a Typed<'a>,
    root: &'a Path,
}

impl Shown<'_> {
    fn exclude(&self) -> String {
        if self.settings.exclude.is_empty() {
            return "exclude = []  # default\n".to_owned();
        }
        format!("exclude = {}\n", self.patterns(&self.settings.exclude))
    }

    fn targets(&self) -> String {
        let mut text = String::from("\n[targets]\n");
        for (kind, name) in [
            (TargetKind::Test, "tests"),
            (TargetKind::Example, "examples"),
            (TargetKind::Bench, "benches"),
        ] {
            let (value, from) = match self.settings.targets.get(&kind) {
                _ if self.typed.kinds.contains(&kind) => (true, COMMAND_LINE.to_owned()),
                Some(set) => (set.value, self.origin(&set.at)),
                None => (false, self.origin(&Origin::Default)),
            };
            let _ = writeln!(text, "{name} = {value}  # {from}");
        }
        text
    }

    fn levels(&self) -> String {
        let mut text = String::from("\n[levels]\n");
        let table = &self.settings.levels;
        for group in Group::ALL {
            let (level, from) =
                match (self.typed.levels.group_level(group), table.group_level(group)) {
                    (Some(level), _) => (level, COMMAND_LINE.to_owned()),
                    (None, Some(set)) => (set.value, self.origin(&set.at)),
                    (None, None) => (group.default_level(), self.origin(&Origin::Default)),
                };
            line(&mut text, group.name(), level, &from);
        }
        let named: BTreeSet<&str> = self.typed.levels.rules().chain(table.rules()).collect();
        for rule in RULES.iter().filter(|rule| named.contains(rule.name)) {
            let (level, from) = match self.typed.levels.level(rule.name, rule.group) {
                Some(level) => (level, COMMAND_LINE.to_owned()),
                None => match table.level(rule.name, rule.group) {
                    Some(set) => (set.value, self.origin(&set.at)),
                    None => continue,
                },
            };
            line(&mut text, rule.name, level, &from);
        }
        text
    }

    fn over(&self, over: &Override) -> String {
        let beaten = if self.typed.levels.is_empty() {
            ""
        } else {
            "# levels of the command line beat these\n"
        };
        let mut text = format!("\n{beaten}[[override]]\npaths = {}\n", self.patterns(&over.paths));
        for (selector, set) in over.levels.iter() {
            line(
                &mut text,
                &format!("levels.{}", selector.name()),
                set.value,
                &self.origin(&set.at),
            );
        }
        text
    }

    fn patterns(&self, patterns: &[Pattern]) -> String {
        let line = |pattern: &Pattern| {
            let text = toml::Value::String(pattern.text.clone());
            format!(
                "    {text},  # {}
",
                self.origin(&pattern.at)
            )
        };
        let lines: Vec<String> = patterns.iter().map(line).collect();
        format!(
            "[
{}]",
            lines.concat()
        )
    }

    fn origin(&self, origin: &Origin) -> String {
        match origin {
            Origin::Default => "default".to_owned(),
            Origin::File { path, line } => {
                format!("{}:{line}", visible(&shown_path(path, self.root)))
            }
        }
    }
}

const COMMAND_LINE: &str = "command line";

fn line(text: &mut String, name: &str, level: Level, from: &str) {
    let _ = writeln!(text, "{name} = \"{}\"  # {from}", level.name());
}
