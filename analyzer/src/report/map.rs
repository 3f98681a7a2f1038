//! The map of channels, as a tree for people and as JSON.

use serde_json::{Value, json};

use crate::findings::Report;
use crate::gaps::{Gap, counted};
use crate::map::{MappedChannel, MappedTimes};
use crate::report::{Lines, shown_path};
use crate::sources::{Location, Sources};

/// The map as an indented tree, one channel after the other, and what was passed over.
pub fn text(report: &Report, sources: &Sources) -> Lines {
    let place = |at: Location| {
        let source = sources.get(at.file);
        format!(
            "{}:{}",
            shown_path(&source.path, &report.root),
            source.line_column(at.span.start).line
        )
    };
    let mut out = Lines::new();
    for channel in &report.map {
        write_channel(&mut out, channel, &place);
    }
    for (at, why) in &report.skipped {
        out.line(format_args!("passed over: {}: {why}", place(*at)));
    }
    if let Some(said) = counted(&report.gaps) {
        out.line(format_args!("{said}"));
    }
    out
}

fn write_channel(out: &mut Lines, channel: &MappedChannel, place: &dyn Fn(Location) -> String) {
    let modes = channel.modes.iter().fold(String::new(), |modes, mode| modes + ", " + mode + " on");
    let shared = match &channel.shared {
        Some(rule) => format!("shared: {rule}"),
        None => "not shared".to_owned(),
    };
    out.line(format_args!(
        "{} channel, {} ({}{modes}), {shared}",
        channel.client,
        channel.how,
        place(channel.origin)
    ));
    if !channel.names.is_empty() {
        out.line(format_args!("    names: {}", channel.names.join(", ")));
    }
    for context in &channel.contexts {
        let many = if context.times == MappedTimes::Many { "many times" } else { "once" };
        let at = context.at.map(|at| format!(", {}", place(at))).unwrap_or_default();
        out.line(format_args!("    {} ({many}{at})", context.name));
        for operation in &context.operations {
            let guarded = if operation.guards > 0 { ", under a lock" } else { "" };
            let (name, at) = (&operation.name, place(operation.at));
            out.line(format_args!("        {name} ({at}{guarded})"));
        }
    }
}

/// The map as one JSON object.
pub fn json(report: &Report, sources: &Sources) -> String {
    let place = |at: Location| -> Value {
        let source = sources.get(at.file);
        let start = source.line_column(at.span.start);
        json!({
            "path": shown_path(&source.path, &report.root), "line": start.line, "column": start.column,
            "byte_start": at.span.start, "byte_end": at.span.end,
        })
    };
    let channels: Vec<Value> =
        report.map.iter().map(|channel| channel_json(channel, &place)).collect();
    let skipped: Vec<Value> =
        report.skipped.iter().map(|(at, why)| json!({ "at": place(*at), "reason": why })).collect();
    let gap = |gap: &Gap| json!({ "at": place(gap.at), "kind": gap.kind.name(), "name": gap.name });
    let gaps: Vec<Value> = report.gaps.iter().map(gap).collect();
    let value = json!({ "schema": 1, "channels": channels, "skipped": skipped, "gaps": gaps });
    format!("{value:#}\n")
}

fn channel_json(channel: &MappedChannel, place: &dyn Fn(Location) -> Value) -> Value {
    let contexts: Vec<Value> = channel
        .contexts
        .iter()
        .map(|context| {
            let operations: Vec<Value> = context
                .operations
                .iter()
                .map(|operation| {
                    json!({ "name": operation.name, "at": place(operation.at), "guards": operation.guards })
                })
                .collect();
            json!({
                "name": context.name, "at": context.at.map(place), "times": context.times, "operations": operations,
            })
        })
        .collect();
    json!({
        "client": channel.client, "origin": place(channel.origin), "how": channel.how, "modes": channel.modes,
        "names": channel.names, "shared": channel.shared, "contexts": contexts,
    })
}
