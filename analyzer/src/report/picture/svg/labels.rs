//! What stands in each box, and how large that makes it.

use unicode_width::UnicodeWidthChar as _;

use crate::report::picture::layout::{Plan, Size};
use crate::report::picture::scene::{End, Group, Pipe, Scene, Who};
use crate::report::visible;

/// How many columns a line has at most; what is longer is cut in the middle, and whole where the pointer rests.
const COLUMNS: usize = 46;
/// A column in the first line of a box, and in the others, in tenths of a pixel.
const WIDE: i64 = 80;
const NARROW: i64 = 68;
/// What stands above the columns, and how wide a column of that is, in tenths of a pixel.
pub(super) const HEADINGS: [&str; 3] =
    ["who runs at the same time", "channels, in their connections", "queues and exchanges"];
const HEADING: i64 = 74;
/// Between a box's sides and its text.
pub(super) const PADDING: i64 = 12;
/// Lines of a box, from one base line to the next.
pub(super) const LINE: i64 = 18;
/// Above the first base line.
pub(super) const ASCENT: i64 = 20;
const BELOW: i64 = 10;

/// The lines of a box, as they are drawn.
#[derive(Debug)]
pub(super) struct Label(pub(super) Vec<String>);

impl Label {
    fn of(lines: impl IntoIterator<Item = String>) -> Self {
        Self(lines.into_iter().map(|line| short(&line)).collect())
    }

    fn size(&self) -> Size {
        let wide = |at: usize| if at == 0 { WIDE } else { NARROW };
        let widths = self.0.iter().enumerate().map(|(at, line)| columns(line) * wide(at) / 10);
        let lines = i64::try_from(self.0.len()).unwrap_or(1);
        Size {
            width: widths.max().unwrap_or(0) + 2 * PADDING,
            height: ASCENT + LINE * (lines - 1) + BELOW,
        }
    }
}

pub(super) fn who(who: &Who) -> Label {
    let place = who.place.iter().cloned();
    let operations = who.operations.join(", ");
    Label::of([who.title.clone()].into_iter().chain(place).chain([operations]))
}

pub(super) fn channel(channel: &Pipe) -> Label {
    let place = [channel.place.clone()].into_iter().chain(channel.modes.iter().cloned());
    let place: Vec<String> = place.collect();
    Label::of([channel.title.clone(), place.join(" · "), channel.note.clone()])
}

pub(super) fn group(group: &Group) -> Label {
    Label::of([group.title.clone()].into_iter().chain(group.place.iter().cloned()))
}

pub(super) fn end(end: &End) -> Label {
    Label::of([end.name.clone(), end.kind.word().to_owned()])
}

/// What the layout has to know.
pub(super) fn plan(scene: &Scene) -> Plan {
    let inner = scene.uses.iter().map(|one| (one.who, one.channel));
    let outer = scene.flows.iter().map(|one| (one.channel, one.end));
    Plan {
        left: scene.contexts.iter().map(|one| who(one).size()).collect(),
        middle: scene.channels.iter().map(|one| channel(one).size()).collect(),
        group_of: scene.channels.iter().map(|one| one.group).collect(),
        heads: scene.groups.iter().map(|one| group(one).size()).collect(),
        right: scene.ends.iter().map(|one| end(one).size()).collect(),
        least: HEADINGS.map(|heading| columns(heading) * HEADING / 10),
        inner: inner.collect(),
        outer: outer.collect(),
    }
}

fn width(c: char) -> usize {
    c.width().unwrap_or(0)
}

fn columns(text: &str) -> i64 {
    let columns: usize = text.chars().map(width).sum();
    i64::try_from(columns).unwrap_or(i64::MAX / 1000)
}

/// A text that fits a line: what does not fit is left out of its middle.
fn short(text: &str) -> String {
    let text = visible(text);
    if text.chars().map(width).sum::<usize>() <= COLUMNS {
        return text.into_owned();
    }
    // The end of a path says more than its beginning.
    let head: String = taken(COLUMNS / 2 - 3, text.chars()).into_iter().collect();
    let tail: String = taken(COLUMNS / 2 + 2, text.chars().rev()).into_iter().rev().collect();
    format!("{head}…{tail}")
}

/// As many characters as have room.
fn taken(room: usize, chars: impl Iterator<Item = char>) -> Vec<char> {
    let mut used = 0;
    let fits = |c: &char| {
        used += width(*c);
        used <= room
    };
    chars.take_while(fits).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_texts_keep_their_ends() {
        assert_eq!(short("src/bus.rs:12"), "src/bus.rs:12");
        let long = short(&format!("src/{}/bus.rs:12", "x".repeat(80)));
        assert!(long.starts_with("src/") && long.ends_with("/bus.rs:12"), "{long}");
        assert!(columns(&long) <= 46, "{long}");
        assert!(columns(&short(&"漢".repeat(80))) <= 46);
    }
}
