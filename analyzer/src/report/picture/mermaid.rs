//! What is reported of channels as a flowchart of Mermaid, which code hosts draw: the channels with findings and their
//! neighbours, as many as a reader can follow.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use super::scene::{EndKind, Scene, State, Strength};
use crate::findings::Report;
use crate::report::visible;
use crate::sources::Sources;

/// How many boxes there are at most, that which says what was left out among them.
const MOST_NODES: usize = 30;

/// The channels with findings and their neighbours.
pub fn render(report: &Report, sources: &Sources) -> String {
    draw(&Scene::new(report, sources))
}

/// The same, where there is any.
pub fn findings(report: &Report, sources: &Sources) -> Option<String> {
    let scene = Scene::new(report, sources);
    (scene.quiet_channels() < scene.channels.len()).then(|| draw(&scene))
}

fn draw(scene: &Scene) -> String {
    let chosen = Chosen::new(scene);
    let mut out = String::from("flowchart LR\n");
    for &at in &chosen.contexts {
        let who = &scene.contexts[at];
        let label = quoted(&[&who.title, who.place.as_deref().unwrap_or_default()]);
        let (id, class) = (at + 1, if who.many { ":::many" } else { "" });
        // Many at once are a stack of processes.
        let shape = if who.many { ["[[", "]]"] } else { ["[", "]"] };
        let _ = writeln!(out, "  x{id}{}{label}{}{class}", shape[0], shape[1]);
    }
    groups(&mut out, scene, &chosen);
    for &at in &chosen.ends {
        let end = &scene.ends[at];
        let label = quoted(&[&end.name, end.kind.word()]);
        let shape = if end.kind == EndKind::Queue { ["[(", ")]"] } else { ["([", "])"] };
        let _ = writeln!(out, "  q{}{}{label}{}", at + 1, shape[0], shape[1]);
    }
    if let Some(left_out) = chosen.left_out(scene) {
        let _ = writeln!(out, "  more[\"{left_out}\"]:::more");
    }
    edges(&mut out, scene, &chosen);
    out.push_str("  classDef shared stroke:#cf222e,stroke-width:3px\n");
    out.push_str("  classDef told stroke:#9a6700,stroke-width:2px\n");
    out.push_str("  classDef many stroke-width:2px\n");
    out.push_str("  classDef more stroke-dasharray:4 4\n");
    out
}

/// What is drawn, in the scene's order.
#[derive(Debug, Default)]
struct Chosen {
    contexts: BTreeSet<usize>,
    channels: BTreeSet<usize>,
    ends: BTreeSet<usize>,
}

impl Chosen {
    /// Whole channels with all their neighbours as long as there is room, those that are shared first.
    fn new(scene: &Scene) -> Self {
        let mut order: Vec<usize> = (0..scene.channels.len()).collect();
        order.retain(|&at| !scene.channels[at].findings.is_empty());
        order.sort_by_key(|&at| std::cmp::Reverse(scene.channels[at].state));
        let mut chosen = Self::default();
        for at in order {
            let with = chosen.with(scene, at);
            if with.count() < MOST_NODES {
                chosen = with;
            } else if chosen.channels.is_empty() {
                chosen = with.cut(scene);
            }
        }
        chosen
    }

    fn with(&self, scene: &Scene, channel: usize) -> Self {
        let uses = scene.uses.iter().filter(|one| one.channel == channel);
        let flows = scene.flows.iter().filter(|one| one.channel == channel);
        Self {
            contexts: self.contexts.iter().copied().chain(uses.map(|one| one.who)).collect(),
            channels: self.channels.iter().copied().chain([channel]).collect(),
            ends: self.ends.iter().copied().chain(flows.map(|one| one.end)).collect(),
        }
    }

    fn count(&self) -> usize {
        self.contexts.len() + self.channels.len() + self.ends.len()
    }

    /// One channel with more neighbours than there is room for: those that meet come first.
    fn cut(mut self, scene: &Scene) -> Self {
        let meets = |who: usize| scene.uses.iter().any(|one| one.who == who && one.meets);
        let mut contexts: Vec<usize> = self.contexts.into_iter().collect();
        contexts.sort_by_key(|&who| !meets(who));
        let room = MOST_NODES - 1 - self.channels.len();
        self.contexts = contexts.into_iter().take(room).collect();
        let room = room - self.contexts.len();
        self.ends = self.ends.into_iter().take(room).collect();
        self
    }

    /// What is not drawn, in words.
    fn left_out(&self, scene: &Scene) -> Option<String> {
        let s = |count: usize| if count == 1 { "" } else { "s" };
        let with = scene.channels.len() - scene.quiet_channels() - self.channels.len();
        let quiet = scene.quiet_channels();
        let drawn = |one: &&super::scene::Use| self.channels.contains(&one.channel);
        let all: BTreeSet<usize> = scene.uses.iter().filter(drawn).map(|one| one.who).collect();
        let users = all.len() - self.contexts.len();
        let said: Vec<String> = [
            (users, format!("{users} more user{}", s(users))),
            (with, format!("{with} more channel{} with findings", s(with))),
            (quiet, format!("{quiet} channel{} without findings", s(quiet))),
        ]
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(_, said)| said)
        .collect();
        (!said.is_empty()).then(|| format!("and {}", said.join(", ")))
    }
}

/// The connections with their channels.
fn groups(out: &mut String, scene: &Scene, chosen: &Chosen) {
    for (at, group) in scene.groups.iter().enumerate() {
        let mut channels =
            chosen.channels.iter().filter(|&&one| scene.channels[one].group == at).peekable();
        if channels.peek().is_none() {
            continue;
        }
        let label = quoted(&[&group.title, group.place.as_deref().unwrap_or_default()]);
        let _ = writeln!(out, "  subgraph k{}[{label}]", at + 1);
        for &at in channels {
            let channel = &scene.channels[at];
            let modes = channel.modes.join(", ");
            let label = quoted(&[&channel.title, &channel.place, &modes, &channel.note]);
            let class = if channel.state == State::Shared { "shared" } else { "told" };
            let _ = writeln!(out, "    c{}[{label}]:::{class}", at + 1);
        }
        out.push_str("  end\n");
    }
}

/// The lines, and the colour of those that meet, which go by their numbers.
fn edges(out: &mut String, scene: &Scene, chosen: &Chosen) {
    let mut number = 0;
    let mut red = Vec::new();
    for one in &scene.uses {
        if !chosen.channels.contains(&one.channel) || !chosen.contexts.contains(&one.who) {
            continue;
        }
        let lock = if one.locked { "|under a lock|" } else { "" };
        let (who, channel) = (one.who + 1, one.channel + 1);
        let line = if one.meets { "==>" } else { arrow(one.strength) };
        let _ = writeln!(out, "  x{who} {line}{lock} c{channel}");
        if one.meets {
            red.push(number.to_string());
        }
        number += 1;
    }
    for flow in &scene.flows {
        if !chosen.channels.contains(&flow.channel) || !chosen.ends.contains(&flow.end) {
            continue;
        }
        let (channel, end) = (flow.channel + 1, flow.end + 1);
        let _ = writeln!(out, "  c{channel} {} q{end}", arrow(flow.strength));
    }
    if !red.is_empty() {
        let _ = writeln!(out, "  linkStyle {} stroke:#cf222e,stroke-width:3px", red.join(","));
    }
}

fn arrow(strength: Strength) -> &'static str {
    match strength {
        Strength::Publish => "-->",
        // Messages come the other way.
        Strength::Consume => "---",
        Strength::SetUp => "-.-",
    }
}

/// Lines as one label: every sign that means something to Mermaid, to Markdown or to HTML is written as its number.
fn quoted(lines: &[&str]) -> String {
    let said = lines.iter().filter(|line| !line.is_empty());
    let escaped = said.map(|line| {
        let plain = |c: char| c.is_alphanumeric() || " /.:,-_()".contains(c);
        let sign = |c: char| if plain(c) { c.to_string() } else { format!("#{};", u32::from(c)) };
        visible(line).chars().map(sign).collect()
    });
    let lines: Vec<String> = escaped.collect();
    format!("\"{}\"", lines.join("<br/>"))
}
