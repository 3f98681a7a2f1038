//! The page around the picture: what was found at its side, and the code of each step. One file, which asks for nothing.
//!
//! It says everything without its script; the script lets a finding be followed on the picture, and searches.

mod code;
mod finding;
mod link;

use std::fmt::Write as _;

use super::scene::Scene;
use super::svg::{self, escaped};
use crate::findings::Report;
use crate::report::{closing, map, shown_path};
use crate::sources::Sources;
pub use link::LinkBase;

const STYLE: &str = include_str!("html/page.css");
const SCRIPT: &str = include_str!("html/page.js");

/// Nothing is fetched, whatever stands in the page.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; base-uri 'none'; form-action 'none'";

/// The page as a file; with a base, places are links to the code there.
pub fn render(report: &Report, sources: &Sources, base: Option<&LinkBase>) -> String {
    let scene = Scene::new(report, sources);
    let shared = scene.only_shared();
    let view = View { report, sources, base };
    let conclusion = escaped(&closing::conclusion(report));
    let mut out =
        String::from("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    let _ = writeln!(out, r#"<meta http-equiv="Content-Security-Policy" content="{POLICY}">"#);
    out += "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n";
    let _ = writeln!(out, "<title>{conclusion}</title>");
    let _ = writeln!(out, "<style>\n{}{STYLE}</style>\n</head>\n<body>", svg::STYLE);
    out += "<a class=\"skip\" href=\"#findings\">Skip to the findings</a>\n";
    let _ = writeln!(out, "<header>\n<h1>{conclusion}</h1>");
    out += tools(scene.channels.len() > shared.channels.len() && !shared.channels.is_empty());
    out += "</header>\n<main>\n";
    let _ = writeln!(
        out,
        "<section id=\"picture\" aria-label=\"Picture of the channels\" tabindex=\"0\">\n{}{}</section>",
        svg::draw(&scene, svg::Whole::Page { name: "all" }),
        svg::draw(&shared, svg::Whole::Page { name: "shared" }),
    );
    view.findings(&mut out, &scene);
    out += "</main>\n";
    view.text(&mut out);
    let _ = writeln!(out, "<script>\n{SCRIPT}</script>\n</body>\n</html>");
    out
}

/// What is read, and where its code is to be seen.
struct View<'a> {
    report: &'a Report,
    sources: &'a Sources,
    base: Option<&'a LinkBase>,
}

impl View<'_> {
    fn findings(&self, out: &mut String, scene: &Scene) {
        let count = self.report.findings.len();
        let s = if count == 1 { "" } else { "s" };
        let _ = writeln!(
            out,
            "<aside id=\"findings\" aria-labelledby=\"how-many\" tabindex=\"-1\">\n<h2 id=\"how-many\">{count} finding{s}</h2>"
        );
        if !self.report.problems.is_empty() {
            out.push_str("<ul class=\"problems\">\n");
            for problem in &self.report.problems {
                let line = problem.line.map_or_else(String::new, |line| format!(":{line}"));
                let path = escaped(&shown_path(&problem.path, &self.report.root));
                let message = escaped(&problem.message);
                let _ = writeln!(out, "<li>{path}{line}: {message}</li>");
            }
            out.push_str("</ul>\n");
        }
        for (at, told) in scene.told.iter().enumerate() {
            self.finding(out, at, &self.report.findings[at], told);
        }
        out.push_str(
            "<p id=\"nothing\" hidden>Nothing here fits what is searched for.</p>\n</aside>\n",
        );
    }

    /// What the picture shows, for those who cannot see it.
    fn text(&self, out: &mut String) {
        let text = map::text(self.report, self.sources);
        let lines: Vec<String> = text.as_str().lines().map(escaped).collect();
        let _ = writeln!(
            out,
            "<details class=\"words\">\n<summary>The picture in words</summary>\n<pre>{}</pre>\n</details>",
            lines.join("\n")
        );
    }
}

/// What the script serves; without it they would do nothing, and are not shown.
fn tools(has_others: bool) -> &'static str {
    if has_others {
        "<div class=\"tools\" hidden>\n<label>Search <input id=\"search\" type=\"search\" autocomplete=\"off\"></label>\n<label><input id=\"only-shared\" type=\"checkbox\"> only shared</label>\n<button id=\"theme\" type=\"button\">Dark</button>\n<span id=\"status\" role=\"status\"></span>\n</div>\n"
    } else {
        "<div class=\"tools\" hidden>\n<label>Search <input id=\"search\" type=\"search\" autocomplete=\"off\"></label>\n<button id=\"theme\" type=\"button\">Dark</button>\n<span id=\"status\" role=\"status\"></span>\n</div>\n"
    }
}
