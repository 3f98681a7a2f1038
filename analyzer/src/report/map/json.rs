//! The map as one JSON object, a contract as the report is: `schema/map.schema.json`.

use rustc_hash::FxHashMap;
use serde_json::{Value, json};

use crate::findings::Report;
use crate::gaps::Gap;
use crate::map::{MappedChannel, MappedConnection, MappedContext, MappedOperation};
use crate::report::picture::Belongs;
use crate::report::{fingerprints, shown_path};
use crate::sources::{Location, Sources};

/// The whole map, indented, with a line ending at its end.
pub fn render(report: &Report, sources: &Sources) -> String {
    let view = View { report, sources, fingerprints: fingerprints(&report.findings, sources) };
    let belongs = Belongs::new(report);
    let mut ids = Ids::default();
    let channels: Vec<Value> = report
        .map
        .iter()
        .enumerate()
        .map(|(at, channel)| view.channel(at, channel, belongs.of(at), &mut ids))
        .collect();
    let place = |at| view.place(at);
    let skipped: Vec<Value> =
        report.skipped.iter().map(|(at, why)| json!({ "at": place(*at), "reason": why })).collect();
    let gap = |gap: &Gap| json!({ "at": place(gap.at), "kind": gap.kind.name(), "name": gap.name });
    let gaps: Vec<Value> = report.gaps.iter().map(gap).collect();
    let value = json!({
        "schema": 1, "connections": ids.told, "channels": channels, "findings": view.findings(),
        "skipped": skipped, "gaps": gaps,
    });
    format!("{value:#}\n")
}

/// What is the same wherever it is spoken of.
#[derive(Default)]
struct Ids<'a> {
    connections: FxHashMap<(&'a str, &'a MappedConnection), String>,
    /// The connections as they are told, in the order of their ids.
    told: Vec<Value>,
    contexts: FxHashMap<ContextKey<'a>, String>,
}

/// What makes two contexts one: what begins at one place and runs one function is one to a reader.
type ContextKey<'a> = (&'a str, Option<Location>, Option<&'a str>, Option<&'a str>);

impl<'a> Ids<'a> {
    fn context(&mut self, context: &'a MappedContext) -> String {
        let (function, route) = (context.function.as_deref(), context.route.as_deref());
        let key = (context.name.as_str(), context.at, function, route);
        let next = format!("context-{}", self.contexts.len() + 1);
        self.contexts.entry(key).or_insert(next).clone()
    }
}

struct View<'a> {
    report: &'a Report,
    sources: &'a Sources,
    fingerprints: Vec<String>,
}

impl View<'_> {
    fn place(&self, at: Location) -> Value {
        let source = self.sources.get(at.file);
        let start = source.line_column(at.span.start);
        json!({
            "path": shown_path(&source.path, &self.report.root), "line": start.line, "column": start.column,
            "byte_start": at.span.start, "byte_end": at.span.end,
        })
    }

    /// The findings, whose ids are the fingerprints of the report.
    fn findings(&self) -> Vec<Value> {
        let all = self.report.findings.iter().zip(&self.fingerprints);
        let told = all.map(|(finding, id)| {
            json!({
                "id": id, "rule": finding.rule, "level": finding.level, "message": finding.message,
                "at": self.place(finding.primary.at),
            })
        });
        told.collect()
    }

    fn channel<'a>(
        &self,
        at: usize,
        channel: &'a MappedChannel,
        findings: &[usize],
        ids: &mut Ids<'a>,
    ) -> Value {
        let connection = channel.connection.as_ref();
        let connection = connection.map(|one| self.connection(&channel.client, one, ids));
        let contexts: Vec<Value> =
            channel.contexts.iter().map(|context| self.context(context, ids)).collect();
        let findings: Vec<&String> = findings.iter().map(|&at| &self.fingerprints[at]).collect();
        json!({
            "id": format!("channel-{}", at + 1), "client": channel.client, "connection": connection,
            "origin": self.place(channel.origin), "how": channel.how, "name": channel.name,
            "modes": channel.modes, "prefetch": channel.prefetch, "names": channel.names,
            "shared": channel.shared, "findings": findings, "contexts": contexts,
        })
    }

    fn connection<'a>(
        &self,
        client: &'a str,
        connection: &'a MappedConnection,
        ids: &mut Ids<'a>,
    ) -> String {
        if let Some(id) = ids.connections.get(&(client, connection)) {
            return id.clone();
        }
        let id = format!("connection-{}", ids.told.len() + 1);
        ids.told.push(json!({
            "id": id, "client": client, "origin": self.place(connection.at), "how": connection.how,
            "name": connection.name,
        }));
        ids.connections.insert((client, connection), id.clone());
        id
    }

    fn context<'a>(&self, context: &'a MappedContext, ids: &mut Ids<'a>) -> Value {
        let operations: Vec<Value> =
            context.operations.iter().map(|operation| self.operation(operation)).collect();
        json!({
            "id": ids.context(context), "name": context.name, "at": context.at.map(|at| self.place(at)),
            "times": context.times, "function": context.function, "started_in": context.started_in,
            "route": context.route, "meets": context.meets, "operations": operations,
        })
    }

    fn operation(&self, operation: &MappedOperation) -> Value {
        json!({
            "name": operation.name, "kind": operation.kind, "at": self.place(operation.at),
            "guards": operation.guards, "names": operation.names,
        })
    }
}
