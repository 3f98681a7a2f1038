//! Suppressions in the sources: which findings they silence, and what is wrong with them.
//!
//! Knows comments and attributes as facts; what each is on was found when the file was lowered. Levels are handed in.

mod directive;
mod name;
mod remark;

pub mod add;

use rustc_hash::FxHashMap;

use crate::facts::{Facts, Span};
use crate::findings::{Finding, Group, Level};
use crate::load::Loaded;
use crate::problem::Note;
use crate::rules::suppression::{self, Spoken};
use crate::rules::{RULES, Rule};
use crate::sources::{FileId, Location};
use crate::workspace::{Package, PackageId, PackageRole, Workspace};
use name::Named;
use remark::{Kind, Remark};

/// What suppressions are judged by.
pub struct Input<'a> {
    /// Which packages are reported on.
    pub workspace: &'a Workspace,
    /// The files.
    pub loaded: &'a Loaded,
    /// What they say.
    pub facts: &'a FxHashMap<FileId, Facts>,
    /// The level of a rule's findings in a group, in a file.
    pub level: &'a dyn Fn(&str, Group, FileId) -> Level,
    /// Whether everything that could lead to a finding was analysed. Otherwise nothing can be called unused.
    pub is_whole: bool,
}

/// What came of suppressions.
#[derive(Debug, Default)]
pub struct Suppressed {
    /// How many findings were taken away that would have been reported.
    pub count: usize,
    /// Rules that are called by a name of before.
    pub notes: Vec<Note>,
}

/// Takes the findings away that the sources allow or expect, and adds those about the suppressions themselves, which
/// nothing in the sources silences.
pub fn suppress(findings: &mut Vec<Finding>, input: &Input<'_>) -> Suppressed {
    let mut remarks = Vec::new();
    let mut files: Vec<FileId> = input.facts.keys().copied().collect();
    files.sort_unstable();
    for file in files {
        let text = &input.loaded.sources.get(file).text;
        remarks.extend(remark::remarks(file, text, &input.facts[&file]));
    }
    let mut by_file: FxHashMap<FileId, Vec<&mut Remark>> = FxHashMap::default();
    for remark in &mut remarks {
        by_file.entry(remark.file).or_default().push(remark);
    }
    let mut suppressed = 0;
    findings.retain(|finding| {
        let near = by_file.get_mut(&finding.primary.at.file).map_or(&mut [][..], Vec::as_mut_slice);
        let silenced = near.iter_mut().fold(false, |silenced, remark| {
            let covers = remark.covers(finding.primary.at.span);
            (covers && remark.names_rule_of(finding)) || silenced
        });
        let level = (input.level)(finding.rule, finding.group, finding.primary.at.file);
        suppressed += usize::from(silenced && level > Level::Allow);
        !silenced
    });
    for remark in &remarks {
        if let Some(package) = input.reported(remark.file) {
            complain(findings, remark, package, input);
        }
    }
    let reported = remarks.iter().filter(|remark| input.reported(remark.file).is_some());
    Suppressed {
        count: suppressed,
        notes: reported.flat_map(|remark| renamings(remark, input)).collect(),
    }
}

fn renamings(remark: &Remark, input: &Input<'_>) -> Vec<Note> {
    let source = input.loaded.sources.get(remark.file);
    let said = remark.renamings.iter().map(|(at, said)| {
        let line = source.line_index(at.start) + 1;
        Note::new(&source.path, format!("{said} (line {line})"))
    });
    said.collect()
}

/// Adds what is wrong with a suppression.
fn complain(findings: &mut Vec<Finding>, remark: &Remark, package: &Package, input: &Input<'_>) {
    let file = remark.file;
    let at = |span: Span| Spoken { at: Location { file, span }, package: &package.name };
    findings.extend(
        remark.mistakes.iter().map(|mistake| {
            suppression::malformed(&at(mistake.at), &mistake.said, &mistake.way_out)
        }),
    );
    if !remark.has_reason && !remark.names.is_empty() {
        findings.push(suppression::without_reason(&at(remark.at), remark.is_attribute));
    }
    if !input.is_whole {
        return;
    }
    let idle = remark.names.iter().filter(|name| !name.is_used && input.is_on(name.named, file));
    findings.extend(idle.map(|name| {
        let spoken = at(name.at);
        match remark.kind {
            Kind::Expect => suppression::unfulfilled(&spoken, name.named.as_str()),
            Kind::Allow => {
                suppression::unused(&spoken, name.named.as_str(), remark.is_about_something())
            }
        }
    }));
}

impl Input<'_> {
    /// The files that findings are reported in, by their ids.
    pub fn reported_files(&self) -> Vec<FileId> {
        let owned = self.loaded.files.iter().filter(|(package, file)| {
            self.facts.contains_key(file) && self.is_reported(self.package(*package), *file)
        });
        let mut files: Vec<FileId> = owned.map(|(_, file)| *file).collect();
        files.sort_unstable();
        files.dedup();
        files
    }

    /// The package that a file is reported in.
    fn reported(&self, file: FileId) -> Option<&Package> {
        let owners = self.loaded.files.iter().filter(|(_, owned)| *owned == file);
        let mut owners = owners.map(|(package, _)| self.package(*package));
        owners.find(|package| self.is_reported(package, file))
    }

    fn package(&self, package: PackageId) -> &Package {
        self.workspace.package(package)
    }

    fn is_reported(&self, package: &Package, file: FileId) -> bool {
        let path = self.loaded.sources.path(file);
        let is_asked =
            package.only.is_empty() || package.only.iter().any(|only| path.starts_with(only));
        package.role == PackageRole::Member && is_asked
    }

    /// Whether some rule with a name can be reported in a file.
    fn is_on(&self, named: Named, file: FileId) -> bool {
        let is_on = |rule: &&Rule| (self.level)(rule.name, rule.group, file) > Level::Allow;
        RULES.iter().filter(|rule| named.includes(rule.name, rule.group)).any(is_on)
    }
}
