//! A few lines of code around a place.

use std::fmt::Write as _;

use super::View;
use crate::facts::to_u32;
use crate::report::picture::svg::escaped;
use crate::report::{first_line, shown_path};
use crate::sources::Location;

/// Lines above and below the one that is spoken of.
const AROUND: usize = 2;

impl View<'_> {
    /// The code of a place, with the place marked.
    pub(super) fn code(&self, out: &mut String, at: Location) {
        let at = first_line(at, self.sources);
        let source = self.sources.get(at.file);
        let line = source.line_index(at.span.start);
        let _ = writeln!(out, "<figure>\n<figcaption>{}</figcaption>", self.place(at));
        out.push_str("<pre><code>");
        let last = source.line_index(to_u32(source.text.len()));
        for here in line.saturating_sub(AROUND)..=(line + AROUND).min(last) {
            let text = source.line_text(here);
            let number = here + 1;
            if here == line {
                let start = source.line_start(here);
                let cut = |offset: u32| (offset as usize).saturating_sub(start).min(text.len());
                let (from, to) = (cut(at.span.start), cut(at.span.end));
                let [before, marked, after] =
                    [&text[..from], &text[from..to], &text[to..]].map(escaped);
                let _ = write!(
                    out,
                    "<span class=\"line-here\"><i>{number}</i>{before}<mark>{marked}</mark>{after}</span>"
                );
            } else {
                let _ = write!(out, "<span><i>{number}</i>{}</span>", escaped(text));
            }
        }
        out.push_str("</code></pre>\n</figure>\n");
    }

    /// `path:line`, as a link where there is a base.
    pub(super) fn place(&self, at: Location) -> String {
        let source = self.sources.get(at.file);
        let line = source.line_column(at.span.start).line;
        let shown = escaped(&format!("{}:{line}", shown_path(&source.path, &self.report.root)));
        let link = self.base.and_then(|base| base.line(&source.path, &self.report.root, line));
        match link {
            Some(link) => format!("<a href=\"{}\">{shown}</a>", escaped(&link)),
            None => shown,
        }
    }
}
