//! The picture in the language of Graphviz, whose layout it then has.

use std::fmt::Write as _;

use super::scene::{EndKind, Scene, State, Strength};
use crate::findings::Report;
use crate::report::visible;
use crate::sources::Sources;

/// The whole map as a directed graph.
pub fn render(report: &Report, sources: &Sources) -> String {
    let scene = Scene::new(report, sources);
    let mut out = String::from(
        "digraph chanlint {\n  rankdir=LR;\n  node [shape=box, style=rounded, fontname=\"monospace\", fontsize=11];\n  edge [fontname=\"monospace\", fontsize=9];\n",
    );
    for (at, who) in scene.contexts.iter().enumerate() {
        let lines = [who.title.as_str(), who.place.as_deref().unwrap_or_default()];
        let shape = if who.many { ", peripheries=2" } else { "" };
        let _ = writeln!(out, "  x{} [label={}{shape}];", at + 1, quoted(&lines));
    }
    groups(&mut out, &scene);
    for (at, end) in scene.ends.iter().enumerate() {
        let shape = if end.kind == EndKind::Queue { "cylinder" } else { "ellipse" };
        let label = quoted(&[&end.name, end.kind.word()]);
        let _ = writeln!(out, "  q{} [label={label}, shape={shape}];", at + 1);
    }
    for one in &scene.uses {
        let label = quoted(&[&one.operations.join(", ")]);
        let look = if one.meets { ", color=red, penwidth=3" } else { style(one.strength) };
        let lock = if one.locked { ", arrowhead=tee, headlabel=\"lock\"" } else { "" };
        let (who, channel) = (one.who + 1, one.channel + 1);
        let _ = writeln!(out, "  x{who} -> c{channel} [label={label}{look}{lock}];");
    }
    for flow in &scene.flows {
        // Messages come from a queue that is consumed from.
        let back = if flow.strength == Strength::Consume { ", dir=back" } else { "" };
        let (channel, end, look) = (flow.channel + 1, flow.end + 1, style(flow.strength));
        let label = quoted(&[&flow.operations.join(", ")]);
        let _ = writeln!(out, "  c{channel} -> q{end} [label={label}{look}{back}];");
    }
    out.push_str("}\n");
    out
}

/// The connections with their channels.
fn groups(out: &mut String, scene: &Scene) {
    for (at, group) in scene.groups.iter().enumerate() {
        let label = quoted(&[&group.title, group.place.as_deref().unwrap_or_default()]);
        let style = if group.at.is_some() { "rounded" } else { "dashed" };
        let id = at + 1;
        let _ = writeln!(out, "  subgraph cluster_k{id} {{\n    label={label}; style={style};");
        let channels = scene.channels.iter().enumerate().filter(|(_, one)| one.group == at);
        for (at, channel) in channels {
            let modes = channel.modes.join(", ");
            let label = quoted(&[&channel.title, &channel.place, &modes, &channel.note]);
            let color = match channel.state {
                State::Shared => ", color=red, penwidth=2",
                State::Told | State::Allowed => ", color=goldenrod",
                State::Fine => "",
            };
            let _ = writeln!(out, "    c{} [label={label}{color}];", at + 1);
        }
        out.push_str("  }\n");
    }
}

fn style(strength: Strength) -> &'static str {
    match strength {
        Strength::Publish => ", color=blue",
        Strength::Consume => ", color=darkgreen",
        Strength::SetUp => ", style=dotted",
    }
}

/// Lines as one quoted string: a quotation mark ends it and a backslash has a meaning there.
fn quoted(lines: &[&str]) -> String {
    let said = lines.iter().filter(|line| !line.is_empty());
    let escaped = said.map(|line| visible(line).replace('\\', r"\\").replace('"', r#"\""#));
    let lines: Vec<String> = escaped.collect();
    format!("\"{}\"", lines.join(r"\n"))
}
