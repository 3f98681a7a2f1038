//! What a name can do to each syntax.

use std::path::Path;

use super::{dot, html, mermaid, svg};
use crate::findings::{Report, Step};
use crate::map::{
    MappedChannel, MappedContext, MappedKind, MappedName, MappedNameKind, MappedOperation,
    MappedTimes,
};
use crate::report::test_finding;
use crate::sources::{Location, Sources};

const HOSTILE: &str =
    "</title></script>]]>\"'`--><b onload=1>\\\"; #quot; |x| {y} [z] (w)\n\u{202e}%%";

/// A report on channels that are all opened at different places; the first so many are shared.
fn report(channels: usize, shared: usize, name: &str) -> (Report, Sources) {
    let text = "open()\n".repeat(channels.max(1));
    let (mut report, sources) = test_finding("/w/a.rs", &text, "open()");
    let at = report.findings[0].primary.at;
    let finding = report.findings.remove(0);
    for index in 0..channels {
        let start = u32::try_from(index * "open()\n".len()).expect("it is small");
        let at = Location { span: crate::facts::Span { start, end: start + 4 }, ..at };
        let is_shared = index < shared;
        report.map.push(channel(at, is_shared, name));
        if is_shared {
            let how = "open()".to_owned();
            let story = vec![Step::Opened { at, how }];
            report.findings.push(crate::findings::Finding { story, ..finding.clone() });
        }
    }
    (report, sources)
}

fn channel(at: Location, is_shared: bool, name: &str) -> MappedChannel {
    let operation = MappedOperation {
        name: "queue_declare".to_owned(),
        kind: MappedKind::SetUp,
        at,
        told_at: at,
        guards: 0,
        names: vec![MappedName { kind: MappedNameKind::Queue, name: name.to_owned() }],
    };
    let context = MappedContext {
        name: "task".to_owned(),
        at: Some(at),
        begins: Some(at),
        function: Some(name.to_owned()),
        started_in: None,
        route: None,
        times: MappedTimes::Many,
        meets: is_shared,
        operations: vec![operation],
    };
    MappedChannel {
        client: "amqprs".to_owned(),
        origin: at,
        opened: at,
        how: "opened here".to_owned(),
        name: Some(name.to_owned()),
        connection: None,
        modes: Vec::new(),
        prefetch: Vec::new(),
        contexts: vec![context],
        names: Vec::new(),
        shared: is_shared.then(|| "shared_channel_rpc".to_owned()),
    }
}

#[test]
fn a_strangers_name_is_text_and_nothing_else() {
    let (report, sources) = report(1, 1, HOSTILE);
    for page in [svg::render(&report, &sources), html::render(&report, &sources, None)] {
        assert!(!page.contains("<b onload"), "{page}");
        assert!(!page.contains('\u{202e}'), "what turns text around is shown");
        assert_eq!(page.matches("</script>").count(), page.matches("<script>").count());
    }
    let mut reader = quick_xml::Reader::from_str(HOSTILE);
    assert!(reader.read_event().is_err(), "the name would break it");
    let picture = svg::render(&report, &sources);
    let mut reader = quick_xml::Reader::from_str(&picture);
    while !matches!(reader.read_event().expect("it is XML"), quick_xml::events::Event::Eof) {}
}

#[test]
fn labels_of_graphs_stay_in_their_quotes() {
    let (report, sources) = report(1, 1, HOSTILE);
    for line in mermaid::render(&report, &sources).lines() {
        let quotes = line.matches('"').count();
        assert!(quotes == 0 || quotes == 2, "{line}");
        let inside = line.split('"').nth(1).unwrap_or_default().replace("<br/>", "");
        assert!(!inside.contains(['<', '>', '`', '[', '{', '|', '\\', '%']), "{line}");
    }
    for line in dot::render(&report, &sources).lines() {
        let plain = line.replace(r"\\", "").replace(r#"\""#, "");
        assert_eq!(plain.matches('"').count() % 2, 0, "{line}");
    }
}

#[test]
fn a_flowchart_has_thirty_boxes_at_most_and_says_what_it_leaves_out() {
    let boxes = |text: &str| {
        let is_box =
            |line: &&str| line.contains("[\"") || line.contains("[(") || line.contains("[[");
        text.lines().filter(is_box).filter(|line| !line.contains("subgraph")).count()
    };
    let (few, sources) = report(14, 2, "f");
    let text = mermaid::render(&few, &sources);
    assert!(text.contains("and 12 channels without findings"), "{text}");
    assert_eq!(boxes(&text), 2 + 2 + 1 + 1, "{text}");
    let (many, sources) = report(60, 40, "f");
    let text = mermaid::render(&many, &sources);
    assert!(boxes(&text) <= 30, "{text}");
    assert!(text.contains("more channels with findings, 20 channels without findings"), "{text}");
    assert!(mermaid::findings(&report(3, 0, "f").0, &sources).is_none());
}

#[test]
fn equal_input_gives_equal_bytes_and_places_that_are_linked() {
    let ((one, sources), (other, others)) = (report(30, 10, "f"), report(30, 10, "f"));
    let base = "https://example.org".parse().expect("it is an address");
    let page = html::render(&one, &sources, Some(&base));
    assert_eq!(page, html::render(&other, &others, Some(&base)));
    assert!(one.root == Path::new("/w") && page.contains("https://example.org/a.rs#L3"));
    assert_eq!(svg::render(&one, &sources), svg::render(&other, &others));
}
