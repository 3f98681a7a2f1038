//! What a terminal shows of the fixtures' reports, at several widths: no line is longer than the terminal, and nothing is cut.
//!
//! `UPDATE=1` draws each as a picture, dark and light, into the target folder, for a person to look at.

#![expect(clippy::unwrap_used, reason = "a test stops at the first surprise")]

mod support {
    pub(crate) mod picture;
}

use std::fs;
use std::path::{Path, PathBuf};

use chanlint::discover;
use chanlint::findings::{Group, Report};
use chanlint::levels::Levels;
use chanlint::report::explain::{self, Topic};
use chanlint::report::human::{self, Detail};
use chanlint::report::{Look, Palette, closing, rules};
use chanlint::rules::RULES;
use chanlint::sources::Sources;
use support::picture::{self, Theme};
use unicode_width::UnicodeWidthStr as _;

const CASES: [&str; 7] =
    ["outage", "outage-lapin", "axum-state", "carriers", "own-libraries", "poem-data", "renewals"];
const WIDTHS: [usize; 3] = [80, 100, 140];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap().to_owned()
}

/// What `cargo chanlint` finds in a fixture.
fn run(case: &str) -> (Report, Sources) {
    let dir = root().join("testdata").join(case);
    let request = chanlint::Request {
        discovery: discover::Request::new(&dir),
        config: chanlint::config::Choice::Found,
        levels: Levels::default(),
        jobs: Some(1),
    };
    chanlint::run(&request).unwrap()
}

/// Everything else that is drawn for people.
fn pages(look: Look) -> Vec<(String, String)> {
    let clients = [("lapin".to_owned(), Some("4.12.3".parse().unwrap()))];
    let of_rules = RULES.iter().flat_map(|rule| {
        let short = explain::rule(rule, &clients, look);
        let full = explain::page(rule, look);
        [(format!("explain-{}", rule.name), short), (format!("page-{}", rule.name), full)]
    });
    let of_groups =
        Group::ALL.map(|group| (format!("explain-{}", group.name()), explain::group(group, look)));
    let of_topics =
        Topic::ALL.map(|topic| (format!("explain-{}", topic.name()), explain::topic(topic, look)));
    let pages = of_rules.chain(of_groups).chain(of_topics);
    let pages = pages.chain([("rules".to_owned(), rules::text(look))]);
    pages.map(|(name, lines)| (name, lines.into())).collect()
}

/// Fails where a line is longer than its terminal, unless it is a single word.
#[track_caller]
fn assert_fits(text: &str, width: usize, name: &str) {
    for line in text.lines() {
        let is_word = !line.trim_start_matches("- ").trim_start().contains(' ');
        assert!(line.width() <= width || is_word, "{name} at {width}: {line}");
    }
}

#[test]
fn lines_fit_and_nothing_is_cut() {
    let wide = Look::new(Palette::Plain, 1000);
    for case in CASES {
        let (report, sources) = run(case);
        for detail in [Detail::Brief, Detail::Full] {
            let findings = |look| String::from(human::findings(&report, &sources, look, detail));
            let whole = letters(&findings(wide));
            for width in WIDTHS {
                let text = findings(Look::new(Palette::Plain, width));
                assert_fits(&text, width, case);
                assert_eq!(letters(&text), whole, "{case} at {width}:\n{text}");
            }
        }
    }
}

#[test]
fn pages_fit_and_nothing_of_them_is_cut() {
    let whole = pages(Look::new(Palette::Plain, 1000));
    for width in WIDTHS {
        for ((name, text), (_, whole)) in pages(Look::new(Palette::Plain, width)).iter().zip(&whole)
        {
            assert_fits(text, width, name);
            // The short form shows as much of its examples as there is room for.
            if !name.starts_with("explain-") {
                assert_eq!(letters(text), letters(whole), "{name} at {width}");
            }
        }
    }
}

/// What is read, whatever line it stands in.
fn letters(text: &str) -> Vec<char> {
    let is_drawn = |c: &char| !"│┌─·^-".contains(*c) && !c.is_whitespace();
    let mut letters: Vec<char> = text.chars().filter(is_drawn).collect();
    letters.sort_unstable();
    letters
}

#[test]
fn pictures_are_drawn_when_they_are_asked_for() {
    let dir = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pictures");
    fs::create_dir_all(&dir).unwrap();
    let is_asked = std::env::var_os("UPDATE").is_some();
    for width in WIDTHS {
        let look = Look::new(Palette::Ansi, width);
        let cases = if is_asked { &CASES[..] } else { &CASES[..1] };
        let of_cases = cases.iter().map(|case| {
            let (report, sources) = run(case);
            let findings = human::findings(&report, &sources, look, Detail::Brief);
            ((*case).to_owned(), format!("{findings}{}\n", closing::conclusion(&report)))
        });
        let pages = if is_asked { pages(look) } else { Vec::new() };
        for (name, text) in of_cases.chain(pages) {
            for (theme_name, theme) in [("dark", Theme::Dark), ("light", Theme::Light)] {
                let svg = picture::svg(&text, width, theme);
                assert!(svg.contains("</svg>"), "{name}");
                fs::write(dir.join(format!("{name}-{width}-{theme_name}.svg")), svg).unwrap();
            }
        }
    }
}
