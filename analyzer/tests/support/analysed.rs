//! What is found in a fixture.

use chanlint::facts::Facts;
use chanlint::findings::{Group, Report};
use chanlint::load::Loaded;
use chanlint::lowering::{lower_all, problem_of};
use chanlint::sources::{FileId, Location, Sources};
use chanlint::suppress::Input;
use chanlint::workspace::Workspace;
use rustc_hash::FxHashMap;

use super::fixture::{Fixture, TABLES};

impl Fixture {
    /// Runs the stages behind loading.
    pub(crate) fn analyze(self) -> Analysed {
        let Self { workspace, mut loaded, starts } = self;
        let files: Vec<_> = loaded.files.iter().map(|&(_, file)| file).collect();
        let mut facts = FxHashMap::default();
        for (file, lowered) in lower_all(&loaded.sources, &files, Some(1)) {
            match lowered {
                Ok(lowered) => {
                    loaded.problems.extend(problem_of(loaded.sources.get(file), &lowered));
                    facts.insert(file, lowered);
                }
                Err(problem) => loaded.problems.push(problem),
            }
        }
        let work = || chanlint::analyze(&workspace, &loaded, &facts, &TABLES, Some(1));
        let mut report = std::thread::scope(|scope| {
            let thread = std::thread::Builder::new().stack_size(chanlint::flow::STACK);
            let thread = thread.spawn_scoped(scope, work).expect("the system has a thread to give");
            thread.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))
        });
        suppress(&mut report, &workspace, &loaded, &facts);
        Analysed { report, sources: loaded.sources, starts }
    }
}

/// Takes away what the fixture allows, every rule being on or off as it is by default.
fn suppress(
    report: &mut Report,
    workspace: &Workspace,
    loaded: &Loaded,
    facts: &FxHashMap<FileId, Facts>,
) {
    let level = |_: &str, group: Group, _: FileId| group.default_level();
    let input = Input { workspace, loaded, facts, level: &level, is_whole: true };
    report.summary.suppressed = chanlint::suppress::suppress(&mut report.findings, &input).count;
}

/// What was found in a fixture.
pub(crate) struct Analysed {
    pub(crate) report: Report,
    pub(crate) sources: Sources,
    starts: Vec<usize>,
}

impl Analysed {
    /// The 0-based line of the fixture's string on which a location starts.
    pub(crate) fn line(&self, at: Location) -> usize {
        self.starts[at.file.0 as usize] + self.sources.get(at.file).line_index(at.span.start)
    }
}
