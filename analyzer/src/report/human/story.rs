//! The story as a table: who it is, where, and the way from there to what is done on the channel.

use super::{INDENT, Painter};
use crate::findings::{Again, Context, Finding, Place, Role, Step};
use crate::report::frame::Mark;
use crate::report::look::Style;
use crate::report::shown_path;
use crate::report::text::{JOINED, Text, width};
use crate::report::{Lines, first_line};
use crate::sources::Location;

/// A longer story is not read: the rest is counted.
const MOST_STEPS: usize = 6;

/// Where less than this, or than its longest word, is left for the way, it goes below.
const NARROW: usize = 36;

/// One line of the table, when it fits.
struct Row {
    word: String,
    place: String,
    way: Text,
}

impl Painter<'_> {
    /// The steps of a story; of one without, the places that are not in the code below.
    pub(super) fn story(&self, finding: &Finding, marks: &[Mark], out: &mut Lines) {
        let mut rows: Vec<Row> = match &finding.story[..] {
            [] => {
                let is_marked = |place: &&Place| {
                    let at = first_line(place.at, self.frames.sources);
                    marks.iter().any(|mark| mark.at == at)
                };
                let others = finding.related.iter().filter(|place| !is_marked(place));
                others.map(|place| self.place_row(place)).collect()
            }
            steps => {
                let elsewhere = finding.again.iter().filter(|again| !is_told(steps, again));
                let steps = steps.iter().map(|step| self.step_row(step));
                steps.chain(elsewhere.map(|again| self.again_row(finding, again))).collect()
            }
        };
        let left_out = rows.split_off(rows.len().min(MOST_STEPS));
        self.table(&rows, out);
        if !left_out.is_empty() {
            let rest = Text::new().spaces(INDENT).and(Style::Dim, &more(&left_out));
            out.text(&rest, self.frames.look.palette);
        }
    }

    fn table(&self, rows: &[Row], out: &mut Lines) {
        let look = self.frames.look;
        let most = |column: fn(&Row) -> &str| rows.iter().map(|row| width(column(row))).max();
        let words = most(|row| &row.word).unwrap_or(0);
        let places = most(|row| &row.place).unwrap_or(0);
        let beside = INDENT + words + 2 + places + 2;
        for row in rows {
            let pad = |text: &str, columns: usize| columns - width(text);
            let head = Text::new().spaces(INDENT).and(Style::Title, &row.word);
            let head = head.spaces(pad(&row.word, words) + 2).and(Style::Place, &row.place);
            if look.width() >= beside + NARROW.max(row.way.longest_word()) {
                let gap = pad(&row.place, places) + 2;
                out.wrapped(&head.spaces(gap).followed_by(row.way.clone()), look, beside);
            } else {
                out.text(&head, look.palette);
                let below = INDENT + words + 2;
                let way = Text::new().spaces(below).followed_by(row.way.clone());
                out.wrapped(&way, look, below + 2);
            }
        }
    }

    fn place_row(&self, place: &Place) -> Row {
        let word = match place.role {
            Role::Opened => "opened",
            Role::Stored => "stored",
            Role::Shared => "shared",
            Role::Context => "started",
            Role::Used => "used",
            Role::Guarded => "lock",
        };
        let way = Text::of(Style::Plain, &place.label);
        Row { word: word.to_owned(), place: self.shown(place.at), way }
    }

    /// Another place of the same cause, which is no part of this story.
    fn again_row(&self, finding: &Finding, again: &Again) -> Row {
        let elsewhere = again.program.as_ref().filter(|_| again.package == finding.package);
        let name = elsewhere.unwrap_or(&again.package);
        let way = Text::of(Style::Plain, &format!("the same in `{name}`"));
        Row { word: "also".to_owned(), place: self.shown(again.at), way }
    }

    fn step_row(&self, step: &Step) -> Row {
        match step {
            Step::Opened { at, how } => Row {
                word: "opened".to_owned(),
                place: self.shown(*at),
                way: Text::of(Style::Plain, how),
            },
            Step::Context(context) => Row {
                // The last word says enough: a request handler is a handler.
                word: context.kind.rsplit(' ').next().unwrap_or_default().to_owned(),
                place: self.shown(context.at),
                way: self.way(context),
            },
        }
    }

    /// `create_order, many at once -> Broker::publish -> basic_publish  src/broker.rs:28`
    fn way(&self, context: &Context) -> Text {
        let arrow = format!("->{JOINED}");
        let many = if context.many { "many at once" } else { "" };
        let mut calls = context.calls.iter();
        let mut way = match (calls.next(), many) {
            (Some(first), "") => Text::of(Style::Plain, first),
            (Some(first), many) => {
                Text::of(Style::Plain, first).and(Style::Plain, ", ").and(Style::Plain, many)
            }
            (None, many) => Text::of(Style::Plain, many),
        };
        for call in calls {
            way = way.and(Style::Plain, " ").and(Style::Dim, &arrow).and(Style::Plain, call);
        }
        if !way.is_empty() {
            way = way.and(Style::Plain, " ").and(Style::Dim, &arrow);
        }
        way = way.and(Style::Name, &context.operation);
        if let Some(place) = self.shown_from(context) {
            way = way.and(Style::Plain, "  ").and(Style::Place, &place);
        }
        if !context.also.is_empty() {
            way = way.and(Style::Dim, &format!("  also{JOINED}{}", context.also.join(", ")));
        }
        way
    }

    /// Where an operation is, for a reader who has just read where its context begins; nothing where that is the same line.
    fn shown_from(&self, context: &Context) -> Option<String> {
        let (from, to) = (context.at, context.operation_at);
        if from.file != to.file {
            return Some(self.shown(to));
        }
        let source = self.frames.sources.get(to.file);
        let line = source.line_index(to.span.start);
        let is_there = source.line_index(from.span.start) == line;
        (!is_there).then(|| format!("line{JOINED}{}", line + 1))
    }

    /// A place as `path:line`.
    fn shown(&self, at: Location) -> String {
        let source = self.frames.sources.get(at.file);
        let path = shown_path(&source.path, self.frames.root);
        format!("{path}:{}", source.line_column(at.span.start).line)
    }
}

/// Whether a story tells of the place of another finding that it stands for.
fn is_told(steps: &[Step], again: &Again) -> bool {
    steps.iter().any(|step| matches!(step, Step::Context(context) if context.at == again.at))
}

/// What is left out: `and 8 more handlers`.
fn more(left_out: &[Row]) -> String {
    let count = left_out.len();
    let word = left_out.first().map_or("", |row| &row.word);
    let is_countable = !matches!(word, "meanwhile" | "also" | "opened" | "started" | "used");
    if !is_countable || left_out.iter().any(|row| row.word != word) {
        return format!("and {count} more");
    }
    format!("and {count} more {word}{}", if count == 1 { "" } else { "s" })
}
