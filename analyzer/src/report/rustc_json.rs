//! The messages of cargo and rustc, one JSON object a line, as editors and everything else that reads `cargo check` expects them.
//!
//! Paths are relative to the workspace's directory, as cargo's are.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use serde::Serialize;
use serde_json::{Value, json};

use crate::facts::to_u32;
use crate::findings::{Edit, Finding, Fix, Report};
use crate::limits::Incomplete;
use crate::problem::{Note, Problem};
use crate::report::human::{Detail, Painter};
use crate::report::{
    Look, Palette, WIDTH, first_line, owner, rule_url, severity, shown_path, told,
};
use crate::sources::{BOM, Location, Sources};
use crate::workspace::{Target, TargetKind};

/// A `compiler-message` line for each problem, note and finding. `palette` is that of the rendered text in them.
pub fn messages(report: &Report, sources: &Sources, palette: Palette) -> String {
    let painter =
        Painter::new(sources, &report.workspace, Look::new(palette, WIDTH), Detail::Brief);
    let view = View { report, sources, painter };
    let problems = report.problems.iter().map(|problem| view.problem(problem));
    let notes = report.notes.iter().map(|note| view.note(note));
    let findings = report.findings.iter().map(|finding| view.finding(finding));
    let mut text = String::new();
    let incomplete = report.incomplete.iter().map(|one| view.incomplete(one));
    for message in problems.chain(notes).chain(incomplete).chain(findings) {
        let _ = writeln!(text, "{message}");
    }
    text
}

/// The line that ends the messages.
pub fn finished(success: bool) -> String {
    format!("{}\n", json!({ "reason": "build-finished", "success": success }))
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    #[serde(rename = "$message_type")]
    kind: &'static str,
    message: &'a str,
    code: Code,
    level: &'static str,
    spans: Vec<Span<'a>>,
    children: Vec<Child<'a>>,
    rendered: String,
}

#[derive(Serialize)]
struct Code {
    code: String,
    /// Compilers put a page here, which editors do not show; ours is a command away.
    explanation: Option<&'static str>,
}

/// A note or help below a diagnostic.
#[derive(Serialize)]
struct Child<'a> {
    message: String,
    code: Option<Code>,
    level: &'static str,
    spans: Vec<Span<'a>>,
    children: [(); 0],
    rendered: Option<String>,
}

/// Lines and columns count from 1, columns in characters; bytes count from 0; ends are exclusive.
#[derive(Serialize)]
struct Span<'a> {
    file_name: String,
    byte_start: u32,
    byte_end: u32,
    line_start: u32,
    line_end: u32,
    column_start: u32,
    column_end: u32,
    is_primary: bool,
    text: Vec<Line<'a>>,
    label: Option<String>,
    suggested_replacement: Option<&'a str>,
    suggestion_applicability: Option<&'static str>,
    expansion: Option<()>,
}

/// A line of the file that a span touches, and which of its columns.
#[derive(Serialize)]
struct Line<'a> {
    text: &'a str,
    highlight_start: u32,
    highlight_end: u32,
}

struct View<'a> {
    report: &'a Report,
    sources: &'a Sources,
    painter: Painter<'a>,
}

impl<'a> View<'a> {
    fn finding(&self, finding: &'a Finding) -> Value {
        let primary = &finding.primary;
        let mut spans = vec![Span { label: Some(primary.label.clone()), ..self.place(primary.at) }];
        // Editors list the places, but show each at its line as well: the numbers keep the order of the story.
        spans.extend(finding.related.iter().enumerate().map(|(at, place)| Span {
            is_primary: false,
            label: Some(format!("{}: {}", at + 1, place.label)),
            ..self.place(place.at)
        }));
        let notes = finding.notes().into_iter().map(|note| child("note", note));
        let help = finding.help.iter().map(|help| child("help", help.clone()));
        let fix = finding.fix.iter().map(|fix| self.fix(fix));
        let url = format!("for further information visit {}", rule_url(finding.rule));
        let diagnostic = Diagnostic {
            kind: "diagnostic",
            message: &finding.message,
            code: code(finding.rule),
            level: severity(finding.level),
            spans,
            children: notes.chain(help).chain(fix).chain([child("help", url)]).collect(),
            rendered: self.painter.finding(finding).into(),
        };
        self.envelope(
            Some(&finding.package),
            self.sources.path(finding.primary.at.file),
            &diagnostic,
        )
    }

    fn problem(&self, problem: &'a Problem) -> Value {
        let source = self.sources.iter().find(|(_, source)| source.path == problem.path);
        let index = problem.line.map_or(0, |line| line.saturating_sub(1) as usize);
        let in_source = source.filter(|(_, source)| index < source.line_count());
        let span = match in_source {
            Some((file, source)) => {
                let start = to_u32(source.line_start(index));
                let span = crate::facts::Span { start, end: to_u32(source.text.len()) };
                self.place(Location { file, span })
            }
            None => self.start_of_line(&problem.path, problem.line.unwrap_or(1)),
        };
        let diagnostic = Diagnostic {
            kind: "diagnostic",
            message: &problem.message,
            code: code("problem"),
            level: "error",
            spans: vec![span],
            children: Vec::new(),
            rendered: told::problem(problem, &self.report.workspace).into(),
        };
        self.envelope(None, &problem.path, &diagnostic)
    }

    fn note(&self, note: &'a Note) -> Value {
        let diagnostic = Diagnostic {
            kind: "diagnostic",
            message: &note.message,
            code: code("note"),
            level: "note",
            spans: vec![self.start_of_line(&note.path, 1)],
            children: Vec::new(),
            rendered: told::note(note, &self.report.workspace).into(),
        };
        self.envelope(None, &note.path, &diagnostic)
    }

    fn incomplete(&self, one: &Incomplete) -> Value {
        let path = self.sources.path(one.at.file);
        let message = one.told();
        let diagnostic = Diagnostic {
            kind: "diagnostic",
            message: &message,
            code: code("incomplete"),
            level: "note",
            spans: vec![self.span(one.at)],
            children: Vec::new(),
            rendered: told::note(&Note::new(path, message.clone()), &self.report.workspace).into(),
        };
        self.envelope(None, path, &diagnostic)
    }

    /// The text of manifests and of what could not be read is not at hand.
    fn start_of_line(&self, path: &Path, line: u32) -> Span<'a> {
        Span {
            file_name: self.path(path),
            byte_start: 0,
            byte_end: 0,
            line_start: line,
            line_end: line,
            column_start: 1,
            column_end: 1,
            is_primary: true,
            text: Vec::new(),
            label: None,
            suggested_replacement: None,
            suggestion_applicability: None,
            expansion: None,
        }
    }

    /// A help whose spans say what stands there instead.
    fn fix(&self, fix: &'a Fix) -> Child<'a> {
        let applicability = if fix.safe { "MachineApplicable" } else { "MaybeIncorrect" };
        let edit = |edit: &'a Edit| Span {
            suggested_replacement: Some(&edit.text),
            suggestion_applicability: Some(applicability),
            ..self.span(edit.at)
        };
        Child { spans: fix.edits.iter().map(edit).collect(), ..child("help", fix.title.clone()) }
    }

    /// A place of the story: its first line, as an editor underlines all of a span.
    fn place(&self, at: Location) -> Span<'a> {
        self.span(first_line(at, self.sources))
    }

    /// A primary span without a label.
    fn span(&self, at: Location) -> Span<'a> {
        let source = self.sources.get(at.file);
        let (start, end) = (source.line_column(at.span.start), source.line_column(at.span.end));
        let line = |number: u32| {
            let text = source.line_text(number as usize - 1);
            let text = if number == 1 { text.trim_start_matches(BOM) } else { text };
            let past_end = text.chars().count() + 1;
            Line {
                text,
                highlight_start: if number == start.line { start.column } else { 1 },
                highlight_end: if number == end.line { end.column } else { to_u32(past_end) },
            }
        };
        Span {
            file_name: self.path(&source.path),
            byte_start: at.span.start,
            byte_end: at.span.end,
            line_start: start.line,
            line_end: end.line,
            column_start: start.column,
            column_end: end.column,
            is_primary: true,
            text: (start.line..=end.line).map(line).collect(),
            label: None,
            suggested_replacement: None,
            suggestion_applicability: None,
            expansion: None,
        }
    }

    fn path(&self, path: &Path) -> String {
        shown_path(path, &self.report.workspace)
    }

    /// What cargo says about the target that a message belongs to.
    fn envelope(&self, package: Option<&str>, file: &Path, message: &Diagnostic<'_>) -> Value {
        let package = owner::package(self.report, package, file);
        let dir = package.map_or(&self.report.workspace, |package| &package.dir);
        let manifest = package.and_then(|package| package.manifest.clone());
        let target = package.and_then(|package| owner::target(package, file));
        let edition = package.and_then(|package| package.edition.as_deref()).unwrap_or("2015");
        json!({
            "reason": "compiler-message",
            "package_id": package.map_or_else(|| owner::nameless(dir), owner::id),
            "manifest_path": manifest.unwrap_or_else(|| dir.join("Cargo.toml")),
            "target": target_json(target, file, edition),
            "message": message,
        })
    }
}

fn target_json(target: Option<&Target>, file: &Path, edition: &str) -> Value {
    let kind = target.map_or(TargetKind::Bin, |target| target.kind);
    let (kind, crate_type, is_documented, is_tested) = match kind {
        TargetKind::Lib => ("lib", "lib", true, true),
        TargetKind::Bin => ("bin", "bin", true, true),
        TargetKind::Test => ("test", "bin", false, true),
        TargetKind::Example => ("example", "bin", false, false),
        TargetKind::Bench => ("bench", "bin", false, false),
    };
    let name = target.map_or_else(|| file_stem(file), |target| target.name.to_string());
    let root: PathBuf = target.map_or_else(|| file.to_owned(), |target| target.root.clone());
    json!({
        "kind": [kind], "crate_types": [crate_type], "name": name, "src_path": root, "edition": edition,
        "doc": is_documented, "doctest": kind == "lib", "test": is_tested,
    })
}

fn file_stem(file: &Path) -> String {
    file.file_stem().unwrap_or_default().to_string_lossy().into_owned()
}

fn child<'a>(level: &'static str, message: String) -> Child<'a> {
    Child { message, code: None, level, spans: Vec::new(), children: [], rendered: None }
}

fn code(name: &str) -> Code {
    Code { code: format!("chanlint::{name}"), explanation: None }
}

#[cfg(test)]
mod tests {
    use cargo_metadata::Message;
    use cargo_metadata::diagnostic::{Applicability, DiagnosticLevel};

    use super::*;
    use crate::findings::{Place, Role};
    use crate::report::test_finding;

    fn read(report: &Report, sources: &Sources) -> Vec<cargo_metadata::CompilerMessage> {
        let text = messages(report, sources, Palette::Plain);
        let read = Message::parse_stream(text.as_bytes());
        read.map(|message| match message.expect("text is read") {
            Message::CompilerMessage(message) => message,
            other => panic!("{other:?}"),
        })
        .collect()
    }

    #[test]
    fn places_and_fixes_have_the_columns_and_the_text_that_editors_need() {
        let text = "\u{feff}let ö = é.clone();\nspawn(async {\n    é.clone()\n});\n";
        let (mut report, sources) = test_finding("/w/src/ä.rs", text, "é.clone()");
        let (other, _) = test_finding("", text, "spawn(async {\n    é.clone()\n})");
        let task = other.findings[0].primary.at;
        let finding = &mut report.findings[0];
        finding.related =
            vec![Place { at: task, label: "a task starts here".to_owned(), role: Role::Context }];
        let edit = Edit { at: task, text: "open()".to_owned() };
        finding.fix =
            Some(Fix { title: "open another".to_owned(), safe: false, edits: vec![edit] });
        report.workspace = "/w".into();

        let [message] = &read(&report, &sources)[..] else { panic!("one finding") };
        let diagnostic = &message.message;
        assert_eq!(message.package_id.repr, "path+file:///w#0.0.0");
        assert_eq!(diagnostic.level, DiagnosticLevel::Error);
        assert_eq!(diagnostic.code.as_ref().unwrap().code, "chanlint::shared_channel_rpc");
        let place = |span: &cargo_metadata::diagnostic::DiagnosticSpan| {
            let lines = (span.line_start, span.line_end);
            (span.file_name.clone(), lines, (span.column_start, span.column_end), span.is_primary)
        };
        let file = || "src/ä.rs".to_owned();
        let places: Vec<_> = diagnostic.spans.iter().map(place).collect();
        assert_eq!(places, [(file(), (1, 1), (9, 18), true), (file(), (2, 2), (1, 14), false)]);
        assert_eq!(diagnostic.spans[0].text[0].text, "let ö = é.clone();");
        assert_eq!(diagnostic.spans[1].label.as_deref(), Some("1: a task starts here"));
        let fix = diagnostic.children.iter().find(|child| child.message == "open another").unwrap();
        assert_eq!(place(&fix.spans[0]), (file(), (2, 4), (1, 3), true));
        assert_eq!(fix.spans[0].suggested_replacement.as_deref(), Some("open()"));
        assert_eq!(fix.spans[0].suggestion_applicability, Some(Applicability::MaybeIncorrect));
        let marked = |line: &cargo_metadata::diagnostic::DiagnosticSpanLine| {
            (line.text.clone(), line.highlight_start, line.highlight_end)
        };
        let marked: Vec<_> = fix.spans[0].text.iter().map(marked).collect();
        let line = |text: &str, start, end| (text.to_owned(), start, end);
        let task = [line("spawn(async {", 1, 14), line("    é.clone()", 1, 14), line("});", 1, 3)];
        assert_eq!(marked, task);
    }

    #[test]
    fn problems_come_first_with_a_place_to_jump_to() {
        let (mut report, sources) = test_finding("/w/src/a.rs", "x\n  é y\n", "x");
        report.workspace = "/w".into();
        report.problems = vec![
            Problem { line: Some(2), ..Problem::new("/w/src/a.rs", "not analysed: odd") },
            Problem { line: Some(7), ..Problem::new("/w/Cargo.toml", "no TOML") },
        ];
        let read = read(&report, &sources);
        let span = |at: usize| &read[at].message.spans[0];
        assert_eq!((span(0).line_start, span(0).column_start, span(0).column_end), (2, 1, 6));
        assert_eq!((span(1).file_name.as_str(), span(1).line_start), ("Cargo.toml", 7));
        assert_eq!(read[1].message.rendered.as_deref(), Some("error: Cargo.toml:7: no TOML\n"));
        assert_eq!(read.len(), 3);
    }
}
