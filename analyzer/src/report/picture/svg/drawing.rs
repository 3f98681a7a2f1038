//! Boxes, lines and the legend.

use std::fmt::Write as _;

use super::escaped;
use super::labels::{self, ASCENT, LINE, Label, PADDING};
use crate::report::picture::layout::{Line, Places, Rect};
use crate::report::picture::scene::{EndKind, Scene, State, Strength};

/// The legend takes so much of the height, and needs so much of the width.
pub(super) const LEGEND: i64 = 36;
pub(super) const LEAST_WIDTH: i64 = 760;

/// A closed padlock around the middle of a line.
const PADLOCK: &str = r#"<circle r="11"/><path d="M-3.5,-1 v-2.5 a3.5,3.5 0 0 1 7,0 v2.5"/><rect x="-5" y="-1" width="10" height="7.5" rx="1.5"/>"#;

pub(super) struct Drawing<'a> {
    pub(super) scene: &'a Scene,
    pub(super) places: &'a Places,
}

/// A box with its text.
struct Node<'a> {
    id: String,
    /// The group that it is in.
    group: Option<usize>,
    class: &'a str,
    rect: Rect,
    label: Label,
    /// What is said of it where there is room.
    whole: &'a [&'a str],
}

/// A line between two boxes.
struct Edge<'a> {
    id: String,
    class: String,
    at: &'a Line,
    ends: [String; 2],
    title: String,
}

impl Drawing<'_> {
    /// Everything, lines below boxes.
    pub(super) fn whole(&self, height: i64) -> String {
        let mut out = String::new();
        self.headings(&mut out);
        self.groups(&mut out);
        self.flows(&mut out);
        self.uses(&mut out);
        self.contexts(&mut out);
        self.channels(&mut out);
        self.ends(&mut out);
        self.padlocks(&mut out);
        legend(&mut out, height - LEGEND / 2);
        out
    }

    fn headings(&self, out: &mut String) {
        let [left, middle, right] = self.places.columns;
        let headings = [
            (left, labels::HEADINGS[0], self.scene.contexts.is_empty()),
            (middle, labels::HEADINGS[1], self.scene.channels.is_empty()),
            (right, labels::HEADINGS[2], self.scene.ends.is_empty()),
            (left, "no channel was seen", !self.scene.channels.is_empty()),
        ];
        for (x, heading, _) in headings.into_iter().filter(|(_, _, is_left_out)| !is_left_out) {
            let _ = writeln!(out, r#"<text class="heading" x="{x}" y="34">{heading}</text>"#);
        }
    }

    fn channel_id(&self, channel: usize) -> String {
        format!("c{}", self.scene.channels[channel].number)
    }

    fn groups(&self, out: &mut String) {
        for (at, group) in self.scene.groups.iter().enumerate() {
            node(
                out,
                &Node {
                    id: format!("k{}", group.number),
                    group: None,
                    class: if group.at.is_some() { "group" } else { "group unseen" },
                    rect: self.places.groups[at],
                    label: labels::group(group),
                    whole: &[&group.title, group.place.as_deref().unwrap_or_default()],
                },
            );
        }
    }

    fn flows(&self, out: &mut String) {
        for (at, flow) in self.scene.flows.iter().enumerate() {
            let end = &self.scene.ends[flow.end];
            line(
                out,
                &Edge {
                    id: format!("f{}", flow.number),
                    class: format!("flow {}", flow.strength.word()),
                    at: &self.places.outer[at],
                    ends: [self.channel_id(flow.channel), format!("q{}", end.number)],
                    title: format!(
                        "{}: {} {}",
                        flow.operations.join(", "),
                        end.kind.word(),
                        end.name
                    ),
                },
            );
        }
    }

    /// Those that meet are drawn last, over the others.
    fn uses(&self, out: &mut String) {
        let mut order: Vec<usize> = (0..self.scene.uses.len()).collect();
        order.sort_by_key(|&at| self.scene.uses[at].meets);
        for at in order {
            let one = &self.scene.uses[at];
            let meets = if one.meets { " meets" } else { "" };
            let who = &self.scene.contexts[one.who];
            line(
                out,
                &Edge {
                    id: format!("u{}", one.number),
                    class: format!("use {}{meets}", one.strength.word()),
                    at: &self.places.inner[at],
                    ends: [format!("x{}", who.number), self.channel_id(one.channel)],
                    title: format!("{}: {}", who.title, one.operations.join(", ")),
                },
            );
        }
    }

    fn contexts(&self, out: &mut String) {
        for (at, who) in self.scene.contexts.iter().enumerate() {
            let many = if who.many { "many at once" } else { "" };
            let place = who.place.as_deref().unwrap_or_default();
            node(
                out,
                &Node {
                    id: format!("x{}", who.number),
                    group: None,
                    class: if who.many { "who many" } else { "who" },
                    rect: self.places.left[at],
                    label: labels::who(who),
                    whole: &[&who.title, many, place, &who.operations.join(", ")],
                },
            );
        }
    }

    fn channels(&self, out: &mut String) {
        for (at, channel) in self.scene.channels.iter().enumerate() {
            let class = match channel.state {
                State::Shared => "channel shared",
                State::Told => "channel told",
                State::Allowed => "channel allowed",
                State::Fine => "channel",
            };
            let modes = channel.modes.join(", ");
            node(
                out,
                &Node {
                    id: format!("c{}", channel.number),
                    group: Some(self.scene.groups[channel.group].number),
                    class,
                    rect: self.places.middle[at],
                    label: labels::channel(channel),
                    whole: &[&channel.title, &channel.place, &modes, &channel.note],
                },
            );
        }
    }

    fn ends(&self, out: &mut String) {
        for (at, end) in self.scene.ends.iter().enumerate() {
            let class = match end.kind {
                EndKind::Queue => "end queue",
                EndKind::Exchange => "end exchange",
            };
            node(
                out,
                &Node {
                    id: format!("q{}", end.number),
                    group: None,
                    class,
                    rect: self.places.right[at],
                    label: labels::end(end),
                    whole: &[&end.name, end.kind.word()],
                },
            );
        }
    }

    fn padlocks(&self, out: &mut String) {
        for (at, one) in self.scene.uses.iter().enumerate().filter(|(_, one)| one.locked) {
            let Line { from, to } = self.places.inner[at];
            let (x, y) = (i64::midpoint(from.0, to.0), i64::midpoint(from.1, to.1));
            let title = escaped(&format!("{}: under a lock", self.scene.contexts[one.who].title));
            let id = one.number;
            let _ = writeln!(
                out,
                r#"<g class="padlock" data-of="u{id}" transform="translate({x} {y})"><title>{title}</title>{PADLOCK}</g>"#
            );
        }
    }
}

fn node(out: &mut String, node: &Node<'_>) {
    let Node { id, group, class, label, whole, rect: Rect { x, y, width, height } } = node;
    let said = whole.iter().filter(|line| !line.is_empty()).map(|line| escaped(line));
    let said: Vec<String> = said.collect();
    let said = said.join("&#10;");
    let group = group.map_or_else(String::new, |group| format!(r#" data-group="k{group}""#));
    let _ = writeln!(out, r#"<g data-id="{id}"{group} class="node {class}"><title>{said}</title>"#);
    let radius = if class.ends_with("exchange") { height / 2 } else { 6 };
    if class.ends_with("many") {
        for by in [8, 4] {
            let (x, y) = (x + by, y + by);
            let _ = writeln!(
                out,
                r#"<rect class="behind" x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}"/>"#
            );
        }
    }
    let _ = writeln!(
        out,
        r#"<rect class="box" x="{x}" y="{y}" width="{width}" height="{height}" rx="{radius}"/>"#
    );
    let (text_x, mut text_y) = (x + PADDING, y + ASCENT);
    for (at, line) in label.0.iter().enumerate() {
        let class = ["title", "place", "note"][at.min(2)];
        let line = escaped(line);
        let _ = writeln!(out, r#"<text class="{class}" x="{text_x}" y="{text_y}">{line}</text>"#);
        text_y += LINE;
    }
    out.push_str("</g>\n");
}

/// A curve that leaves and arrives level.
fn line(out: &mut String, edge: &Edge<'_>) {
    let Edge { id, class, at, ends: [from, to], title } = edge;
    let Line { from: (x1, y1), to: (x2, y2) } = at;
    let middle = i64::midpoint(*x1, *x2);
    let title = escaped(title);
    let _ = writeln!(
        out,
        r#"<path data-id="{id}" class="line {class}" data-from="{from}" data-to="{to}" d="M{x1},{y1} C{middle},{y1} {middle},{y2} {x2},{y2}"><title>{title}</title></path>"#
    );
}

/// What the lines mean.
fn legend(out: &mut String, y: i64) {
    let text_y = y + 4;
    out.push_str("<g class=\"legend\">\n");
    let of_strengths = Strength::ALL.map(|strength| (strength.word(), strength.word()));
    let meets = ("use meets", "two that must not meet");
    let mut x = 24;
    for (class, word) in of_strengths.into_iter().chain([meets]) {
        let (end, text) = (x + 28, x + 36);
        let _ = writeln!(
            out,
            r#"<path class="line {class}" d="M{x},{y} H{end}"/><text x="{text}" y="{text_y}">{word}</text>"#
        );
        x += if class == meets.0 { 220 } else { 112 };
    }
    let text = x + 18;
    let _ = writeln!(
        out,
        r#"<g class="padlock" transform="translate({x} {y})">{PADLOCK}</g><text x="{text}" y="{text_y}">in turns by a lock</text>"#
    );
    out.push_str("</g>\n");
}
