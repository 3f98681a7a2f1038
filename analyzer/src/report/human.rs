//! The report for a person: what is wrong, who meets where, the code to act on, what follows, and the ways out of it.

mod remedy;
mod story;

use std::collections::BTreeSet;
use std::path::Path;

use crate::called;
use crate::findings::{Evidence, Finding, Level, Outcome, Place, Report, Role};
use crate::report::frame::{Frames, Mark};
use crate::report::look::{Look, Style};
use crate::report::text::Text;
use crate::report::{Lines, first_line, rule_url, severity};
use crate::sources::{Location, Sources};

/// What stands before every line of a finding but its title and its code.
const INDENT: usize = 2;

/// The column at which a rule's name ends where there is room: an eye still finds it there.
const FARTHEST: usize = 120;

/// How much of a finding is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Detail {
    /// The story, the code to act on, what follows.
    Brief,
    /// All of the story's code and all evidence, too.
    Full,
}

/// Every finding, in the order of the report. Where to read on is said once for each rule.
pub fn findings(report: &Report, sources: &Sources, look: Look, detail: Detail) -> Lines {
    let painter = Painter::new(sources, &report.root, look, detail);
    let mut known = BTreeSet::new();
    let mut lines = Lines::new();
    for finding in &report.findings {
        let more = if known.insert(finding.rule) { More::Named } else { More::Known };
        lines.append(&painter.drawn(finding, more));
    }
    lines
}

/// Draws findings one by one.
pub struct Painter<'a> {
    frames: Frames<'a>,
    detail: Detail,
}

/// Whether a reader knows already where there is more to read about a rule.
#[derive(Clone, Copy, PartialEq, Eq)]
enum More {
    Named,
    Known,
}

impl<'a> Painter<'a> {
    /// Paths are shown relative to `root`.
    pub fn new(sources: &'a Sources, root: &'a Path, look: Look, detail: Detail) -> Self {
        Self { frames: Frames { sources, root, look }, detail }
    }

    /// A finding that is read by itself.
    pub fn finding(&self, finding: &Finding) -> Lines {
        self.drawn(finding, More::Named)
    }

    fn drawn(&self, finding: &Finding, more: More) -> Lines {
        let mut out = Lines::new();
        self.title(finding, &mut out);
        let marks = self.marks(finding);
        self.story(finding, &marks, &mut out);
        self.frames.draw(&marks, &mut out);
        if let Some(outcome) = &finding.outcome {
            self.outcome(finding, outcome, &mut out);
        }
        self.ways_out(finding, &mut out);
        if more == More::Named {
            let command = format!("{} explain {}", called::command(), finding.rule);
            self.paragraph("more", Style::Title, Text::of(Style::Dim, &command), &mut out);
        }
        out.line(format_args!(""));
        out
    }

    /// The fact, and at the end of the line, or of the next, the rule.
    fn title(&self, finding: &Finding, out: &mut Lines) {
        let look = self.frames.look;
        let level = severity(finding.level);
        let color = if finding.level == Level::Deny { Style::Error } else { Style::Warning };
        let indent = level.len() + 2;
        let title = Text::of(color, level).and(Style::Title, ": ");
        let title = title.and(Style::Title, &finding.message);
        let rule = Text::of(Style::Dim, "[")
            .linked(color, finding.rule, rule_url(finding.rule))
            .and(Style::Dim, "]");
        let mut lines = title.wrapped(look.width(), look.width() - indent);
        for line in lines.iter_mut().skip(1) {
            *line = Text::new().spaces(indent).followed_by(std::mem::take(line));
        }
        let last = lines.pop().unwrap_or_default();
        let used = last.width() + rule.width();
        if used + 2 <= look.width() {
            let gap = look.width().min(FARTHEST).saturating_sub(used).max(2);
            lines.push(last.spaces(gap).followed_by(rule));
        } else {
            lines.extend([last, Text::new().spaces(indent).followed_by(rule)]);
        }
        lines.iter().for_each(|line| out.text(line, look.palette));
    }

    /// A word and what there is to say about it.
    fn paragraph(&self, word: &str, style: Style, text: Text, out: &mut Lines) {
        let head = Text::new().spaces(INDENT).and(style, word).and(Style::Plain, ": ");
        let indent = 2 * INDENT;
        out.wrapped(&head.followed_by(text), self.frames.look, indent);
    }

    /// What follows, why, and where that was seen.
    fn outcome(&self, finding: &Finding, outcome: &Outcome, out: &mut Lines) {
        let seen = self.seen(finding, outcome);
        let seen = if seen.is_empty() { String::new() } else { format!(" ({})", seen.join("; ")) };
        let seen = Text::of(Style::Dim, &seen);
        let consequence = Text::of(Style::Plain, &outcome.consequence);
        let word = "what happens";
        match &outcome.cause {
            None => self.paragraph(word, Style::Title, consequence.followed_by(seen), out),
            Some(cause) => {
                self.paragraph(word, Style::Title, consequence, out);
                let cause = Text::of(Style::Plain, cause).followed_by(seen);
                self.paragraph("because", Style::Title, cause, out);
            }
        }
    }

    /// Which client does so, and what came of trying it; with all details also where it was read.
    fn seen(&self, finding: &Finding, outcome: &Outcome) -> Vec<String> {
        let version = finding.client_version.as_ref();
        let client =
            version.map(|version| format!("{} {}", finding.client, version.in_parentheses()));
        let number = version.map(|version| format!("{} {}", finding.client, version.number()));
        let is_shown = |evidence: &&Evidence| {
            self.detail == Detail::Full || matches!(evidence, Evidence::Measured(_))
        };
        let evidence = outcome.evidence.iter().filter(is_shown).map(|evidence| {
            let on_it = number.as_ref().map(|client| format!("measured on {client}"));
            let told = evidence.to_string();
            match on_it.and_then(|on_it| told.strip_prefix(&on_it).map(str::to_owned)) {
                Some(rest) => format!("measured{rest}"),
                None => told,
            }
        });
        client.iter().cloned().chain(evidence).collect()
    }

    /// What is underlined: the place to act on and, close to it, what else the story tells of its file; with all details everything.
    fn marks(&self, finding: &Finding) -> Vec<Mark> {
        let color = if finding.level == Level::Deny { Style::Error } else { Style::Warning };
        let primary = Mark {
            at: first_line(finding.primary.at, self.frames.sources),
            label: finding.primary.label.clone(),
            sign: '^',
            style: color,
        };
        let is_shown = |place: &&Place| self.detail == Detail::Full || self.is_near(finding, place);
        let related = finding.related.iter().filter(is_shown);
        let most = if self.detail == Detail::Full { usize::MAX } else { 2 };
        let related = related.take(most).map(|place| Mark {
            at: first_line(place.at, self.frames.sources),
            label: place.label.clone(),
            sign: '-',
            style: Style::Place,
        });
        [primary].into_iter().chain(related).collect()
    }

    /// Whether a place belongs into the one frame: that of a story whose rows tell the rest has only what comes right after.
    fn is_near(&self, finding: &Finding, place: &Place) -> bool {
        const LINES: usize = 12;
        let line = |at: Location| self.frames.sources.get(at.file).line_index(at.span.start);
        let primary = finding.primary.at;
        if place.at.file != primary.file {
            return false;
        }
        finding.story.is_empty()
            || place.role != Role::Opened
                && (line(primary)..line(primary) + LINES).contains(&line(place.at))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::findings::{Context, Edit, Fix, Step};
    use crate::report::{Palette, test_finding};

    const CODE: &str = "let c = open();\nspawn(async {\n    c.publish();\n});\nc.declare();\n";

    fn at(words: &str) -> Location {
        test_finding("", CODE, words).0.findings[0].primary.at
    }

    fn place(words: &str, label: &str, role: Role) -> Place {
        Place { at: at(words), label: label.to_owned(), role }
    }

    fn context(words: &str, calls: &[&str], operation: &str) -> Context {
        Context {
            kind: "task".to_owned(),
            at: at(words),
            many: false,
            calls: calls.iter().map(|&call| call.to_owned()).collect(),
            operation: operation.to_owned(),
            operation_at: at(operation),
            also: Vec::new(),
        }
    }

    /// A story with everything in it that can be.
    fn full() -> (Report, Sources) {
        let (mut report, sources) =
            test_finding("/w/src/main.rs", CODE, "spawn(async {\n    c.publish();\n})");
        let finding = &mut report.findings[0];
        "each task started here uses the channel".clone_into(&mut finding.primary.label);
        finding.related = vec![
            place("open()", "the channel is opened here", Role::Opened),
            place("c.publish()", "`publish` here", Role::Used),
        ];
        let task =
            context("spawn(async {\n    c.publish();\n})", &["Bus::run", "Bus::tell"], "publish");
        finding.story = vec![
            Step::Opened { at: at("open()"), how: "open()".to_owned() },
            Step::Context(Context { many: true, also: vec!["ack".to_owned()], ..task }),
            Step::Context(Context {
                kind: "meanwhile".to_owned(),
                ..context("c.declare()", &["main"], "declare")
            }),
        ];
        finding.help.push(
            "or keep the channel in one task that the others send messages to, and nobody else"
                .to_owned(),
        );
        let edits = vec![Edit {
            at: at("c.publish();"),
            text: "let c = open();\n    c.publish();".to_owned(),
        }];
        finding.fix = Some(Fix { title: "open another".to_owned(), safe: false, edits });
        let again = finding.clone();
        report.findings.push(again);
        (report, sources)
    }

    fn shown(columns: usize, detail: Detail) -> String {
        let (report, sources) = full();
        findings(&report, &sources, Look::new(Palette::Plain, columns), detail).into()
    }

    #[test]
    fn the_story_comes_first_and_where_to_read_on_is_said_once() {
        let shown = shown(90, Detail::Brief);
        let (first, second) = shown.split_once("\n\n").unwrap_or_default();
        assert_eq!(second.trim_end(), first.rsplit_once('\n').unwrap_or_default().0);
        insta::assert_snapshot!(first, @r"
        error: two tasks call `queue_declare` on one channel                  [shared_channel_rpc]
          opened     src/main.rs:1  open()
          task       src/main.rs:2  Bus::run, many at once -> Bus::tell -> publish  line 3
                                    also ack
          meanwhile  src/main.rs:5  main -> declare
           ┌─ src/main.rs:2:1
         2 │ spawn(async {
           │ ^^^^^^^^^^^^^ each task started here uses the channel
         3 │     c.publish();
           │     ----------- `publish` here
          what happens: one of them gets the other's reply
          because: the second call overwrites the first one's reply slot (amqprs 2.1.5; measured:
            9 of 10 rounds fail)
          way out: open a channel for each task
            or keep the channel in one task that the others send messages to, and nobody else
          fix: --fix --unsafe-fixes: open another
            + let c = open();
          more: cargo chanlint explain shared_channel_rpc
        ");
    }

    #[test]
    fn a_narrow_terminal_gets_the_same_words() {
        let shown = shown(48, Detail::Brief);
        let first = shown.split("\n\n").next().unwrap_or_default();
        insta::assert_snapshot!(first, @r"
        error: two tasks call `queue_declare` on one
               channel              [shared_channel_rpc]
          opened     src/main.rs:1
                     open()
          task       src/main.rs:2
                     Bus::run, many at once -> Bus::tell
                       -> publish  line 3  also ack
          meanwhile  src/main.rs:5
                     main -> declare
           ┌─ src/main.rs:2:1
         2 │ spawn(async {
           │ ^^^^^^^^^^^^^ each task started here uses
           │               the channel
         3 │     c.publish();
           │     ----------- `publish` here
          what happens: one of them gets the other's
            reply
          because: the second call overwrites the first
            one's reply slot (amqprs 2.1.5; measured: 9
            of 10 rounds fail)
          way out: open a channel for each task
            or keep the channel in one task that the
              others send messages to, and nobody else
          fix: --fix --unsafe-fixes: open another
            + let c = open();
          more: cargo chanlint explain
            shared_channel_rpc
        ");
    }

    #[test]
    fn with_all_details_all_code_and_all_evidence_is_there() {
        let shown = shown(90, Detail::Full);
        let first = shown.split("\n\n").next().unwrap_or_default();
        insta::assert_snapshot!(first, @r"
        error: two tasks call `queue_declare` on one channel                  [shared_channel_rpc]
          opened     src/main.rs:1  open()
          task       src/main.rs:2  Bus::run, many at once -> Bus::tell -> publish  line 3
                                    also ack
          meanwhile  src/main.rs:5  main -> declare
           ┌─ src/main.rs:2:1
         1 │ let c = open();
           │         ------ the channel is opened here
         2 │ spawn(async {
           │ ^^^^^^^^^^^^^ each task started here uses the channel
         3 │     c.publish();
           │     ----------- `publish` here
          what happens: one of them gets the other's reply
          because: the second call overwrites the first one's reply slot (amqprs 2.1.5;
            amqprs#145; measured: 9 of 10 rounds fail)
          way out: open a channel for each task
            or keep the channel in one task that the others send messages to, and nobody else
          fix: --fix --unsafe-fixes: open another
            + let c = open();
          more: cargo chanlint explain shared_channel_rpc
        ");
    }

    #[test]
    fn of_a_long_story_the_rest_is_counted() {
        let (mut report, sources) = full();
        report.findings.truncate(1);
        let step = report.findings[0].story[1].clone();
        report.findings[0].story.extend(vec![step; 11]);
        let shown = findings(&report, &sources, Look::PLAIN, Detail::Brief);
        assert!(shown.as_str().contains("\n  and 8 more tasks\n"), "{shown}");
    }

    #[test]
    fn a_fix_in_several_places_names_them_and_a_long_one_is_left_to_the_diff() {
        let (mut report, sources) = full();
        let mut shown = |edits: Vec<Edit>| {
            report.findings.truncate(1);
            report.findings[0].fix.as_mut().expect("there is one").edits = edits;
            String::from(findings(&report, &sources, Look::PLAIN, Detail::Brief))
        };
        let edit = |words: &str, text: &str| Edit { at: at(words), text: text.to_owned() };
        let both = shown(vec![edit("open()", "open_it()"), edit("c.declare()", "d.declare()")]);
        let expected = "    src/main.rs:1\n    - let c = open();\n    + let c = open_it();\n    \
            src/main.rs:5\n    - c.declare();\n    + d.declare();\n";
        assert!(both.contains(expected), "{both}");
        let long = shown(vec![edit("open()", &"\nopen()".repeat(11))]);
        assert!(long.contains(": open another\n  more: "), "{long}");
    }

    #[test]
    fn rules_are_links_where_a_terminal_takes_them() {
        let (report, sources) = full();
        let look = |palette| findings(&report, &sources, Look::new(palette, 80), Detail::Brief);
        let link = format!("\u{1b}]8;;{}\u{1b}\\", rule_url("shared_channel_rpc"));
        assert!(look(Palette::Linked).as_str().contains(&link));
        assert!(!look(Palette::Ansi).as_str().contains("\u{1b}]8"));
        assert!(!look(Palette::Plain).as_str().contains('\u{1b}'));
    }
}
