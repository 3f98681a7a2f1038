//! The map of channels, as a tree for people and as JSON.

mod json;

use crate::findings::Report;
use crate::gaps::counted;
use crate::map::{MappedChannel, MappedTimes};
use crate::report::{Lines, shown_path};
use crate::sources::{Location, Sources};
pub use json::render as json;

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
