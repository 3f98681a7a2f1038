//! The picture as SVG: one file without anything outside of it, for light and dark surroundings.

mod drawing;
mod labels;

use std::fmt::Write as _;

use super::layout;
use super::scene::Scene;
use crate::findings::Report;
use crate::report::xml;
use crate::sources::Sources;
use drawing::Drawing;

/// Colours and lines, which the page uses, too.
pub(super) const STYLE: &str = include_str!("picture.css");

/// The picture as a file.
pub fn render(report: &Report, sources: &Sources) -> String {
    let scene = Scene::new(report, sources);
    draw(&scene, Whole::File)
}

/// What the picture is a part of.
#[derive(Debug, Clone, Copy)]
pub(super) enum Whole<'a> {
    /// Of nothing: it is a file with a style of its own.
    File,
    /// Of a page, which may have others with other names.
    Page {
        /// The name.
        name: &'a str,
    },
}

/// The picture.
pub(super) fn draw(scene: &Scene, whole: Whole<'_>) -> String {
    let plan = labels::plan(scene);
    let places = layout::place(&plan);
    let mut out = String::new();
    let width = places.width.max(drawing::LEAST_WIDTH);
    let height = places.height + drawing::LEGEND;
    let words = escaped(&words(scene));
    let role = match whole {
        Whole::File => "role=\"img\"".to_owned(),
        // What stands in it can be chosen there.
        Whole::Page { name } => format!("role=\"group\" data-name=\"{name}\""),
    };
    let _ = writeln!(
        out,
        r#"<svg xmlns="http://www.w3.org/2000/svg" class="chanlint-map" viewBox="0 0 {width} {height}" width="{width}" height="{height}" {role} aria-label="AMQP channels and who uses them: {words}">"#
    );
    if let Whole::File = whole {
        let _ = writeln!(out, "<title>AMQP channels and who uses them</title>");
        let _ = writeln!(out, "<style>\n{STYLE}</style>");
    }
    let _ = writeln!(out, r#"<rect class="paper" width="{width}" height="{height}"/>"#);
    out += &Drawing { scene, places: &places }.whole(height);
    out += "</svg>\n";
    out
}

/// The picture in a sentence.
fn words(scene: &Scene) -> String {
    let count = |number: usize, what: &str| {
        format!("{number} {what}{}", if number == 1 { "" } else { "s" })
    };
    let shared = scene.channels.len() - scene.quiet_channels();
    format!(
        "{} on {}, {} with findings; {}; {}",
        count(scene.contexts.len(), "context"),
        count(scene.channels.len(), "channel"),
        shared,
        count(scene.groups.len(), "connection"),
        count(scene.ends.len(), "queue or exchange"),
    )
}

/// Text as XML and HTML hold it, in elements and in attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut out = String::new();
    for c in xml::printable(text).chars() {
        match c {
            '&' => out += "&amp;",
            '<' => out += "&lt;",
            '>' => out += "&gt;",
            '"' => out += "&quot;",
            '\'' => out += "&#39;",
            c => out.push(c),
        }
    }
    out
}
