//! Changes to code that change nothing about what it does: the same has to be found afterwards.
//!
//! Done to generated programs, to the blocks of the rules' pages and to the workspaces of `testdata/`.

#[expect(dead_code, reason = "the other test uses the rest")]
mod generator;
mod support {
    #[expect(dead_code, reason = "other tests use the rest")]
    pub(crate) mod fixture;
    #[expect(dead_code, reason = "other tests use the rest")]
    pub(crate) mod page;
}
mod transforms {
    pub(crate) mod functions;
    pub(crate) mod locals;
    pub(crate) mod newtype;
    pub(crate) mod uses;

    use crate::generator::text::{Kind, Token};

    /// Tokens as text, with the space that stood between them.
    pub(crate) fn write(all: &[Token]) -> String {
        let mut out = String::new();
        for token in all {
            if token.space {
                out.push(' ');
            }
            out.push_str(&token.text);
            if token.kind == Kind::LineComment {
                out.push('\n');
            }
        }
        out
    }

    /// Index of the delimiter that closes the one at `open`.
    pub(crate) fn close(all: &[Token], open: usize) -> Option<usize> {
        let mut depth = 0;
        for (at, token) in all.iter().enumerate().skip(open) {
            match token.kind {
                Kind::Open => depth += 1,
                Kind::Close => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return Some(at);
            }
        }
        None
    }
}

use std::fmt::Write as _;

use chanlint::findings::Level;
use chanlint::knowledge::Knowledge;
use chanlint::rules::RULES;
use generator::check::{analyze, on_deep_stack};
use generator::layout::{Style, lay_out};
use support::fixture::Fixture;
use transforms::{functions, locals, newtype, uses};

/// A change to the text of a file, or none where it does not apply.
type Change = fn(&str) -> Option<String>;

const CHANGES: &[(&str, Change)] = &[
    ("reflowed narrowly", |text| {
        Some(reflowed(text, Style { width: 40, chain: 10, inline: 0, ..Style::PLAIN }))
    }),
    ("reflowed widely", |text| {
        Some(reflowed(
            text,
            Style { indent: "\t", width: 400, chain: 400, inline: 400, airy: false },
        ))
    }),
    ("locals renamed", locals::renamed),
    ("imports flattened", uses::flat),
    ("imports nested", uses::nested),
    ("imports aliased", uses::aliased),
    ("bodies extracted", functions::extracted),
];

fn reflowed(text: &str, style: Style) -> String {
    lay_out(text, style).0
}

/// What is compared: rules with the operations that their messages name.
type Signature = Vec<(String, String)>;

fn of_fixture(text: &str) -> Result<Signature, String> {
    let analysed = Fixture::parse(text).analyze();
    if let [problem, ..] = &analysed.report.problems[..] {
        return Err(problem.message.clone());
    }
    let findings = analysed.report.findings.iter().filter(|finding| finding.level > Level::Allow);
    let mut signature: Signature =
        findings.map(|one| (one.rule.to_owned(), named(&one.message))).collect();
    signature.sort();
    Ok(signature)
}

/// What a message names in backticks, by the names from before the change.
fn named(message: &str) -> String {
    let names = message.split('`').skip(1).step_by(2).collect::<Vec<_>>().join(" ");
    names.replace("_too", "").replace("_inner", "")
}

/// A fixture's files with their headers, each changed.
fn changed(text: &str, change: Change) -> Option<String> {
    if !text.contains("//- ") {
        return change(text);
    }
    let mut any = false;
    let mut out = String::new();
    for file in text.split("//- ").skip(1) {
        let (header, code) = file.split_once('\n')?;
        let new = change(code);
        any |= new.is_some();
        let _ = writeln!(out, "//- {header}\n{}", new.as_deref().unwrap_or(code));
    }
    any.then_some(out)
}

/// The code of a library moved to another place: a module in the file, a file, a crate.
fn moved(text: &str) -> Vec<(&'static str, String)> {
    if text.contains("//- ")
        || ["fn main", "crate::", "super::", "mod "].iter().any(|word| text.contains(word))
    {
        return Vec::new();
    }
    vec![
        ("moved to a module", format!("pub mod moved {{ {text} }}\npub use moved::*;\n")),
        (
            "moved to a file",
            format!(
                "//- /src/lib.rs crate:page\npub mod moved;\npub use moved::*;\n//- /src/moved.rs\n{text}"
            ),
        ),
        (
            "moved to a crate",
            format!(
                "//- /inner/src/lib.rs crate:inner\n{text}//- /src/lib.rs crate:page\npub use inner::*;\n"
            ),
        ),
    ]
}

#[test]
fn blocks_of_pages() {
    let mut differences = String::new();
    for rule in RULES {
        for block in support::page::parse(rule.docs).0 {
            let Ok(before) = of_fixture(&block.code) else { continue };
            let mut others = moved(&block.code);
            let all = CHANGES.iter().chain(&[("wrapped in a newtype", newtype::wrapped as Change)]);
            others.extend(
                all.filter_map(|&(name, change)| Some((name, changed(&block.code, change)?))),
            );
            for (name, text) in others {
                let after = of_fixture(&text);
                if after.as_ref() != Ok(&before) {
                    let _ = writeln!(
                        differences,
                        "{}:{}, {name}: {before:?} became {after:?}\n{text}",
                        rule.name, block.line
                    );
                }
            }
        }
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn generated_programs() {
    let differences = on_deep_stack(|| {
        let knowledge = Knowledge::builtin();
        let mut differences = String::new();
        for seed in 0..60 {
            let program = generator::program(seed);
            let Ok(before) = analyze(&program.project, &knowledge) else { continue };
            for &(name, change) in CHANGES {
                let mut project = program.project.clone();
                for file in &mut project.files {
                    file.text = change(&file.text).unwrap_or_else(|| file.text.clone());
                }
                let after = analyze(&project, &knowledge);
                let signature = |found: &[generator::check::Found]| {
                    let mut all: Signature =
                        found.iter().map(|one| (one.rule.clone(), named(&one.message))).collect();
                    all.sort();
                    all
                };
                if after.as_ref().map(|found| signature(found)) != Ok(signature(&before)) {
                    let _ = writeln!(
                        differences,
                        "seed {seed}, {name}: {:?} became {:?}",
                        signature(&before),
                        after.as_ref().map(|found| signature(found))
                    );
                    for file in &project.files {
                        let _ = writeln!(differences, "//- {}\n{}", file.path, file.text);
                    }
                }
            }
        }
        differences
    });
    assert!(differences.is_empty(), "{differences}");
}
