//! Every folder of `testdata/` is a small workspace: what its sources mark with `//~ rule` has to be reported, nothing else may be,
//! and the report reads as the snapshot beside it says.

mod support {
    pub(crate) mod marks;
    pub(crate) mod picture;
}

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use chanlint::findings::Report;
use chanlint::levels::Levels;
use chanlint::report::human::{self, Detail};
use chanlint::report::{Look, Palette, closing, shown_path, told};
use chanlint::sources::Sources;
use chanlint::{config, discover};
use libtest_mimic::{Arguments, Failed, Trial};
use support::marks::{self, Mark};
use support::picture::{self, Theme};
use walkdir::WalkDir;

/// The case that the README shows, and where it does.
const SHOWN: &str = "outage";
const PICTURES: [(&str, Theme); 2] = [
    ("testdata/outage/report.svg", Theme::Dark),
    ("testdata/outage/report-light.svg", Theme::Light),
];
/// The map of the same case.
const MAP: &str = "testdata/outage/map.svg";
/// How many columns the terminal of the picture has.
const COLUMNS: usize = 104;
const SHOWN_BETWEEN: [&str; 2] = ["<!-- outage -->\n", "<!-- /outage -->"];

fn main() -> ExitCode {
    let cases = cases();
    assert!(
        cases.iter().any(|(name, _)| name == SHOWN),
        "testdata/{SHOWN} is what the README shows"
    );
    let mut trials: Vec<Trial> =
        cases.into_iter().map(|(name, dir)| Trial::test(name, move || check(&dir))).collect();
    trials.extend([Trial::test("readme", readme), Trial::test("picture", picture)]);
    libtest_mimic::run(&Arguments::from_args(), trials).exit_code()
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package lies in the workspace")
}

fn cases() -> Vec<(String, PathBuf)> {
    let entries = fs::read_dir(root().join("testdata")).expect("testdata can be listed");
    let dirs = entries.map(|entry| entry.expect("testdata can be listed").path());
    let named = |dir: PathBuf| Some((dir.file_name()?.to_str()?.to_owned(), dir));
    let mut cases: Vec<_> = dirs.filter(|dir| dir.is_dir()).filter_map(named).collect();
    cases.sort();
    cases
}

/// What `cargo chanlint` does in a directory, without anything that cargo has downloaded.
fn run(dir: &Path, paths: Vec<PathBuf>) -> (Report, Sources) {
    let discovery = discover::Request { paths, ..discover::Request::new(dir) };
    let config = config::Choice::Found;
    let request = chanlint::Request { discovery, config, levels: Levels::default(), jobs: Some(1) };
    chanlint::run(&request).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

fn check(dir: &Path) -> Result<(), Failed> {
    let (report, sources) = run(dir, Vec::new());
    let place = |at: chanlint::sources::Location| {
        let source = sources.get(at.file);
        (shown_path(&source.path, dir), source.line_index(at.span.start) + 1)
    };
    marks::compare(marks_below(dir), marks::found(&report, place)).map_err(|differences| {
        format!("{differences}\n{}", human::findings(&report, &sources, Look::PLAIN, Detail::Brief))
    })?;
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(dir);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("report", shown(&report, &sources)));
    Ok(())
}

fn marks_below(dir: &Path) -> Vec<Mark> {
    let entries = WalkDir::new(dir).sort_by_file_name().into_iter();
    let paths = entries.map(|entry| entry.expect("testdata can be listed").into_path());
    let sources = paths.filter(|path| {
        path.extension().is_some_and(|extension| extension == "rs" || extension == "go")
    });
    sources
        .flat_map(|path| {
            let text = fs::read_to_string(&path).expect("fixtures are text");
            marks::marks(&shown_path(&path, dir), 1, &text)
        })
        .collect()
}

/// Everything that the program prints, but for the time that it took.
fn shown(report: &Report, sources: &Sources) -> String {
    let findings = human::findings(report, sources, Look::PLAIN, Detail::Brief);
    format!("{findings}{}{}\n", told::problems(report), closing::conclusion(report))
}

/// The README shows the report of one case. `UPDATE=1` renews it.
fn readme() -> Result<(), Failed> {
    let path = root().join("README.md");
    let readme = fs::read_to_string(&path)?;
    let (report, sources) = run(root(), vec![Path::new("testdata").join(SHOWN)]);
    let fresh = format!("\n```text\n{}```\n\n", shown(&report, &sources));
    let [open, close] = SHOWN_BETWEEN;
    let (before, rest) = readme.split_once(open).ok_or("README.md shows the outage")?;
    let (old, after) = rest.split_once(close).ok_or("the outage ends")?;
    if std::env::var_os("UPDATE").is_some() && old != fresh {
        fs::write(&path, [before, open, &fresh, close, after].concat())?;
    } else if old != fresh {
        let command = "UPDATE=1 cargo test -p cargo-chanlint --test testdata";
        return Err(
            format!("README.md shows another report than testdata/{SHOWN}: {command}").into()
        );
    }
    Ok(())
}

/// The README has pictures of the same report, for a dark page and a light one, and of its map. `UPDATE=1` renews them.
fn picture() -> Result<(), Failed> {
    // In its own folder, as users run it: paths are as long as theirs.
    let (report, sources) = run(&root().join("testdata").join(SHOWN), Vec::new());
    let prompt = "$ cargo chanlint\n";
    let findings =
        human::findings(&report, &sources, Look::new(Palette::Ansi, COLUMNS), Detail::Brief);
    let conclusion = closing::conclusion(&report);
    let shown = format!("{prompt}{findings}{conclusion}\n");
    let terminals =
        PICTURES.map(|(picture, theme)| (picture, picture::svg(&shown, COLUMNS, theme)));
    let map = (MAP, chanlint::report::picture::svg::render(&report, &sources));
    for (picture, fresh) in terminals.into_iter().chain([map]) {
        let path = root().join(picture);
        let old = fs::read_to_string(&path).unwrap_or_default();
        if std::env::var_os("UPDATE").is_some() && old != fresh {
            fs::write(path, fresh)?;
        } else if old != fresh {
            let command = "UPDATE=1 cargo test -p cargo-chanlint --test testdata";
            return Err(
                format!("{picture} shows another report than testdata/{SHOWN}: {command}").into()
            );
        }
    }
    Ok(())
}
