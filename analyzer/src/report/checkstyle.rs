//! The XML of Checkstyle, which plug-ins of CI servers and reviewing tools read: a list of errors for each file.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, Event};

use crate::findings::{Finding, Report};
use crate::report::xml::printable;
use crate::report::{severity, shown_path};
use crate::sources::Sources;

/// The version of Checkstyle whose reports these are like.
const VERSION: &str = "4.3";

/// The whole report, indented, with a line ending at its end.
pub fn render(report: &Report, sources: &Sources) -> String {
    let mut bytes = Vec::new();
    write(&mut bytes, &files(report, sources)).expect("memory takes everything");
    bytes.push(b'\n');
    String::from_utf8(bytes).expect("made of strings")
}

/// What is said about a file.
struct File {
    path: String,
    errors: Vec<Error>,
}

struct Error {
    /// From 1; some readers refuse an error without a line.
    line: u32,
    /// From 1, in characters.
    column: Option<u32>,
    severity: &'static str,
    message: String,
    source: String,
}

fn files(report: &Report, sources: &Sources) -> Vec<File> {
    let mut files = Vec::new();
    for problem in &report.problems {
        let line = problem.line.unwrap_or(1);
        let (message, source) = (problem.message.clone(), "chanlint.problem".to_owned());
        let error = Error { line, column: None, severity: "error", message, source };
        add(&mut files, shown_path(&problem.path, &report.root), error);
    }
    for note in &report.notes {
        let (message, source) = (note.message.clone(), "chanlint.note".to_owned());
        let error = Error { line: 1, column: None, severity: "info", message, source };
        add(&mut files, shown_path(&note.path, &report.root), error);
    }
    for one in &report.incomplete {
        let file = sources.get(one.at.file);
        let line = file.line_column(one.at.span.start).line;
        let (message, source) = (one.told(), "chanlint.incomplete".to_owned());
        let error = Error { line, column: None, severity: "info", message, source };
        add(&mut files, shown_path(&file.path, &report.root), error);
    }
    for finding in &report.findings {
        let file = sources.get(finding.primary.at.file);
        let start = file.line_column(finding.primary.at.span.start);
        let error = Error {
            line: start.line,
            column: Some(start.column),
            severity: severity(finding.level),
            message: told(finding),
            source: format!("chanlint.{}", finding.rule),
        };
        add(&mut files, shown_path(&file.path, &report.root), error);
    }
    files
}

/// The fact, what follows and the ways out: an attribute has one line.
fn told(finding: &Finding) -> String {
    let follows = finding.outcome.iter().map(|outcome| outcome.consequence.as_str());
    let help = finding.help.iter().map(String::as_str);
    [finding.message.as_str()].into_iter().chain(follows).chain(help).collect::<Vec<_>>().join("; ")
}

fn add(files: &mut Vec<File>, path: String, error: Error) {
    match files.iter_mut().find(|file| file.path == path) {
        Some(file) => file.errors.push(error),
        None => files.push(File { path, errors: vec![error] }),
    }
}

fn write(out: &mut Vec<u8>, files: &[File]) -> io::Result<()> {
    let mut writer = Writer::new_with_indent(out, b' ', 2);
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    writer
        .create_element("checkstyle")
        .with_attribute(("version", VERSION))
        .write_inner_content(|writer| files.iter().try_for_each(|file| write_file(writer, file)))?;
    Ok(())
}

fn write_file(writer: &mut Writer<&mut Vec<u8>>, file: &File) -> io::Result<()> {
    writer
        .create_element("file")
        .with_attribute(("name", printable(&file.path).as_str()))
        .write_inner_content(|writer| {
            file.errors.iter().try_for_each(|error| write_error(writer, error))
        })?;
    Ok(())
}

fn write_error(writer: &mut Writer<&mut Vec<u8>>, error: &Error) -> io::Result<()> {
    let line = error.line.to_string();
    let column = error.column.map(|column| column.to_string());
    let element = writer.create_element("error").with_attribute(("line", line.as_str()));
    let element = match &column {
        Some(column) => element.with_attribute(("column", column.as_str())),
        None => element,
    };
    element
        .with_attribute(("severity", error.severity))
        .with_attribute(("message", printable(&error.message).as_str()))
        .with_attribute(("source", error.source.as_str()))
        .write_empty()?;
    Ok(())
}
