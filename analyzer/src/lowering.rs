//! Lowers many files in parallel: one closure for each file, as neither syntax trees nor their spans may leave their thread.

use std::any::Any;
use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::facts::{Facts, Span};
use crate::language::Language;
use crate::lower::{self, LowerError, STACK, Surroundings, TestCode};
use crate::problem::Problem;
use crate::sources::{FileId, Source, Sources};
use crate::threads::on_threads;

/// Lowers files of code on `jobs` threads (one for each core with `None`). The result has the order of the ids. Macros that one
/// file defines are expanded in all of its language.
pub fn lower_all(
    sources: &Sources,
    files: &[FileId],
    jobs: Option<usize>,
) -> Vec<(FileId, Result<Facts, Problem>)> {
    lower_all_in(sources, files, jobs, TestCode::Taken)
}

/// As [`lower_all`], but the bodies of `#[cfg(test)]` and `#[test]` items are left out and cost nothing.
pub fn lower_all_but_tests(
    sources: &Sources,
    files: &[FileId],
    jobs: Option<usize>,
) -> Vec<(FileId, Result<Facts, Problem>)> {
    lower_all_in(sources, files, jobs, TestCode::LeftOut)
}

/// What is to be said of the items of a file that could not be read.
pub fn problem_of(source: &Source, facts: &Facts) -> Option<Problem> {
    let (first, others) = facts.broken.split_first()?;
    // A mistake costs an item in Rust, and no more than a statement in Go.
    let (one, several) = match source.language {
        Some(Language::Go) => ("a part of this file", "parts of this file"),
        Some(Language::Rust) | None => ("an item", "items"),
    };
    let message = match others.len() {
        0 => format!("{one} was not analysed: {}", first.why),
        more => format!(
            "{} {several} were not analysed, the first of them here: {}",
            more + 1,
            first.why
        ),
    };
    let line = Some(source.line_column(first.at).line);
    Some(Problem { path: source.path.clone(), line, message })
}

/// Where a line of comments can be put so that it is on what holds each of some ranges of a file.
pub fn places_above(sources: &Sources, file: FileId, ranges: &[Span]) -> Vec<Option<u32>> {
    let source = sources.get(file);
    let Some(language) = source.language else { return vec![None; ranges.len()] };
    let work = || lower::places_above(language, &source.text, ranges);
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, work);
        let found = thread.map(std::thread::ScopedJoinHandle::join);
        // Without a place there is no comment, which the caller has to say anyway.
        found.map_or(None, Result::ok).unwrap_or_else(|| vec![None; ranges.len()])
    })
}

fn lower_all_in(
    sources: &Sources,
    files: &[FileId],
    jobs: Option<usize>,
    test_code: TestCode,
) -> Vec<(FileId, Result<Facts, Problem>)> {
    let mut lowered = Vec::new();
    for language in Language::ALL {
        let is_of = |file: &FileId| sources.get(*file).language == Some(language);
        let files: Vec<FileId> = files.iter().copied().filter(is_of).collect();
        if files.is_empty() {
            continue;
        }
        let mut around = Surroundings::new(language, test_code);
        files.iter().for_each(|&file| around.add(&sources.get(file).text));
        lowered.extend(lower_all_with(sources, &files, jobs, |text| lower::lower(text, &around)));
    }
    lowered.sort_by_key(|(file, _)| *file);
    lowered
}

fn lower_all_with(
    sources: &Sources,
    files: &[FileId],
    jobs: Option<usize>,
    lower: impl Fn(&str) -> Result<Facts, LowerError> + Sync,
) -> Vec<(FileId, Result<Facts, Problem>)> {
    // Big files first, so that none is left for the end when the other threads have nothing to do.
    let mut queue = files.to_vec();
    queue.sort_unstable();
    queue.dedup();
    queue.sort_by_key(|file| std::cmp::Reverse(sources.get(*file).text.len()));
    let one = |(): &mut (), file: &FileId| (*file, lower_one(sources, *file, &lower));
    let mut lowered = on_threads(&queue, jobs, STACK, || (), one);
    lowered.sort_by_key(|(file, _)| *file);
    lowered
}

fn lower_one(
    sources: &Sources,
    file: FileId,
    lower: impl Fn(&str) -> Result<Facts, LowerError>,
) -> Result<Facts, Problem> {
    let source = sources.get(file);
    match catch_unwind(AssertUnwindSafe(|| lower(&source.text))) {
        Ok(Ok(facts)) => Ok(facts),
        Ok(Err(error)) => Err(Problem {
            path: source.path.clone(),
            line: Some(source.line_column(error.offset).line),
            message: format!("this file was not analysed: {}", error.message),
        }),
        Err(panic) => {
            let said = said(panic.as_ref());
            Err(Problem::new(
                &source.path,
                format!("this file was not analysed: internal error, please report it: {said}"),
            ))
        }
    }
}

fn said(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("no message")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sources(texts: &[&str]) -> (Sources, Vec<FileId>) {
        let mut sources = Sources::default();
        let add = |text: &&str| sources.add_code(text.into(), *text, Language::Rust);
        let ids = texts.iter().map(add).collect();
        (sources, ids)
    }

    #[test]
    fn results_stand_in_the_order_of_the_ids_at_any_number_of_threads() {
        let (sources, ids) = sources(&["a", "longest", "longer"]);
        for jobs in [1, 2, 8] {
            let lowered = lower_all_with(&sources, &ids, Some(jobs), |_| Ok(Facts::default()));
            assert_eq!(lowered.iter().map(|(file, _)| *file).collect::<Vec<_>>(), ids);
        }
    }

    #[test]
    fn what_is_no_code_is_passed_over() {
        let (mut sources, mut ids) = sources(&["fn f() {}"]);
        ids.push(sources.add("chanlint.toml".into(), "[levels]"));
        let lowered = lower_all(&sources, &ids, Some(1));
        assert_eq!(lowered.iter().map(|(file, _)| *file).collect::<Vec<_>>(), ids[..1]);
        let range = Span { start: 0, end: 1 };
        assert_eq!(places_above(&sources, ids[1], &[range]), [None]);
    }

    #[test]
    fn one_bad_file_costs_one_problem() {
        let (sources, ids) = sources(&["good", "x\nbad", "panics"]);
        let lowered = lower_all_with(&sources, &ids, Some(2), |text| match text {
            "good" => Ok(Facts::default()),
            "panics" => panic!("out of luck"),
            _ => Err(LowerError { offset: 2, message: "expected `;`".to_owned() }),
        });
        let problems: Vec<_> = lowered.into_iter().filter_map(|(_, result)| result.err()).collect();
        let [bad, panics] = &problems[..] else { panic!("two problems: {problems:?}") };
        assert_eq!(
            (bad.line, bad.message.as_str()),
            (Some(2), "this file was not analysed: expected `;`")
        );
        assert!(panics.message.contains("please report it: out of luck"), "{}", panics.message);
    }
}
