//! A finding: its steps with their code, what happens then, and the ways out.

use std::fmt::Write as _;

use super::View;
use crate::findings::Finding;
use crate::report::picture::scene::{Stop, Told};
use crate::report::picture::svg::escaped;
use crate::report::{rule_url, severity};

impl View<'_> {
    pub(super) fn finding(&self, out: &mut String, at: usize, finding: &Finding, told: &Told) {
        let (level, rule) = (severity(finding.level), finding.rule);
        let _ = writeln!(
            out,
            "<details class=\"finding {level}\" name=\"finding\" id=\"finding-{}\" data-channels=\"{}\"{}>",
            at + 1,
            numbers('c', &told.channels),
            // What is alone needs no choice.
            if self.report.findings.len() == 1 { " open" } else { "" },
        );
        let _ = writeln!(
            out,
            "<summary><span class=\"level\">{level}</span> <span class=\"message\">{}</span> <span class=\"place\">{} · {rule}</span></summary>",
            words(&finding.message),
            self.place(finding.primary.at).replace("<a ", "<a tabindex=\"-1\" "),
        );
        if told.channels.is_empty() {
            out.push_str("<p class=\"aside\">This is not about a channel of the picture.</p>\n");
        }
        out.push_str("<ol class=\"steps\">\n");
        told.stops.iter().for_each(|stop| self.stop(out, stop));
        out.push_str("</ol>\n<dl>\n");
        if let Some(outcome) = &finding.outcome {
            let _ = writeln!(out, "<dt>what happens</dt><dd>{}</dd>", words(&outcome.consequence));
            if let Some(cause) = &outcome.cause {
                let evidence: Vec<String> =
                    outcome.evidence.iter().map(ToString::to_string).collect();
                let evidence = escaped(&evidence.join("; "));
                let _ = writeln!(
                    out,
                    "<dt>because</dt><dd>{} <small>{evidence}</small></dd>",
                    words(cause)
                );
            }
        }
        for (at, help) in finding.help.iter().enumerate() {
            let term = if at == 0 { "way out" } else { "or" };
            let _ = writeln!(out, "<dt class=\"way\">{term}</dt><dd>{}</dd>", words(help));
        }
        let url = escaped(&rule_url(rule));
        let _ = writeln!(
            out,
            "<dt>rule</dt><dd><a href=\"{url}\" rel=\"noreferrer\">{rule}</a></dd>\n</dl>\n</details>"
        );
    }

    fn stop(&self, out: &mut String, stop: &Stop) {
        let _ = writeln!(
            out,
            "<li data-channels=\"{}\" data-uses=\"{}\"><p>{}</p>",
            numbers('c', &stop.channels),
            numbers('u', &stop.uses),
            words(&stop.text)
        );
        stop.places.iter().for_each(|&at| self.code(out, at));
        out.push_str("</li>\n");
    }
}

/// What things are called on the picture.
fn numbers(kind: char, all: &[usize]) -> String {
    let all: Vec<String> = all.iter().map(|at| format!("{kind}{}", at + 1)).collect();
    all.join(" ")
}

/// A text whose names stand in backticks; one that is not closed is a backtick.
fn words(text: &str) -> String {
    let parts: Vec<&str> = text.split('`').collect();
    let mut out = String::new();
    for (at, part) in parts.iter().enumerate() {
        let part = escaped(part);
        match (at % 2 == 1, at + 1 < parts.len()) {
            (true, true) => out += &format!("<code>{part}</code>"),
            (true, false) => out += &format!("`{part}"),
            (false, _) => out += &part,
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_code_and_nothing_is_markup() {
        assert_eq!(words("`f<T>` & <b>"), "<code>f&lt;T&gt;</code> &amp; &lt;b&gt;");
        assert_eq!(words("a ` b"), "a ` b");
    }
}
