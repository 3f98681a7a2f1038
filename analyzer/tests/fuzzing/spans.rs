//! Whether places lie in their files, on the borders of characters.

use chanlint::facts::{AssocFn, Body, ExprKind, Facts, Function, Item, ItemKind, Param, Span};
use chanlint::findings::Report;
use chanlint::lowering::lower_all;
use chanlint::sources::{FileId, Location, Sources};

/// The places of a report that do not slice their text.
pub(crate) fn wrong_in_report(report: &Report, sources: &Sources) -> Vec<String> {
    let mut wrong = Vec::new();
    for finding in &report.findings {
        let places = std::iter::once(&finding.primary).chain(&finding.related);
        let edits = finding.fix.iter().flat_map(|fix| &fix.edits);
        let words = places.map(|place| place.at).filter(|at| at.span.start >= at.span.end);
        wrong.extend(words.map(|at| format!("{}: nothing at {at:?}", finding.rule)));
        let places =
            std::iter::once(&finding.primary).chain(&finding.related).map(|place| place.at);
        let all = places.chain(edits.map(|edit| edit.at));
        wrong.extend(
            all.filter(|at| cuts(*at, sources)).map(|at| format!("{}: {at:?}", finding.rule)),
        );
    }
    let passed_over = report.skipped.iter().map(|(at, _)| *at);
    let channels = report.map.iter().map(|channel| channel.origin);
    let others = passed_over.chain(channels).filter(|at| cuts(*at, sources));
    wrong.extend(others.map(|at| format!("passed over or on the map: {at:?}")));
    let lines = |problem: &chanlint::problem::Problem| {
        sources.iter().find(|(_, it)| it.path == problem.path).map_or(1, |(_, it)| it.line_count())
    };
    for problem in &report.problems {
        if problem.line.is_some_and(|line| line == 0 || line as usize > lines(problem)) {
            wrong.push(format!("{problem:?}"));
        }
    }
    wrong
}

/// The places in the facts of files that do not slice their text.
pub(crate) fn wrong_in_facts(sources: &Sources) -> Vec<String> {
    let files: Vec<FileId> = sources.iter().map(|(file, _)| file).collect();
    let mut wrong = Vec::new();
    for (file, facts) in lower_all(sources, &files, Some(1)) {
        let Ok(facts) = facts else { continue };
        let cut = spans(&facts).into_iter().map(|span| Location { file, span });
        wrong.extend(cut.filter(|at| cuts(*at, sources)).map(|at| format!("facts: {at:?}")));
    }
    wrong
}

fn cuts(at: Location, sources: &Sources) -> bool {
    sources.get(at.file).text.get(at.span.start as usize..at.span.end as usize).is_none()
}

fn spans(facts: &Facts) -> Vec<Span> {
    let mut out: Vec<Span> = facts.skipped.iter().map(|skipped| skipped.span).collect();
    out.extend(facts.broken.iter().map(|broken| Span { start: broken.at, end: broken.at }));
    out.extend(facts.comments.iter().flat_map(|comment| {
        [Some(comment.span), Some(comment.words), comment.target, comment.line]
            .into_iter()
            .flatten()
    }));
    out.extend(facts.attributes.iter().flat_map(|marked| [marked.attr.span, marked.target]));
    items(&facts.items, &mut out);
    out
}

fn items(items: &[Item], out: &mut Vec<Span>) {
    for item in items {
        out.push(item.span);
        out.extend(item.attrs.iter().map(|attr| attr.span));
        match &item.kind {
            ItemKind::Mod { items: Some(inner), .. } => self::items(inner, out),
            ItemKind::Fn(function) => self::function(function, out),
            ItemKind::Type(def) => {
                out.push(def.name_span);
                out.extend(
                    def.variants.iter().flat_map(|variant| &variant.fields).map(|it| it.span),
                );
            }
            ItemKind::Trait(def) => members(&def.functions, out),
            ItemKind::Impl(def) => {
                members(&def.functions, out);
                def.consts
                    .iter()
                    .filter_map(|(_, _, init)| init.as_ref())
                    .for_each(|it| body(it, out));
            }
            ItemKind::Static { init: Some(init), .. } => body(init, out),
            _ => {}
        }
    }
}

fn members(functions: &[AssocFn], out: &mut Vec<Span>) {
    for member in functions {
        out.push(member.span);
        function(&member.function, out);
    }
}

fn function(function: &Function, out: &mut Vec<Span>) {
    out.push(function.name_span);
    params(&function.params, out);
    if let Some(it) = &function.body {
        body(it, out);
    }
}

fn params(params: &[Param], out: &mut Vec<Span>) {
    out.extend(params.iter().map(|param| param.span));
}

fn body(body: &Body, out: &mut Vec<Span>) {
    for expr in &body.exprs {
        out.push(expr.span);
        match &expr.kind {
            ExprKind::MethodCall { name_span, .. } => out.push(*name_span),
            ExprKind::Closure { params, .. } => self::params(params, out),
            _ => {}
        }
    }
    body.scopes.iter().for_each(|scope| items(scope, out));
}
