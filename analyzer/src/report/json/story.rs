//! Who meets, and what follows, as the JSON report has it.

use serde::Serialize;

use super::{JsonSpan, View};
use crate::findings::{Outcome, Step};

/// A step of a story: `step` says which kind it is.
#[derive(Serialize)]
#[serde(tag = "step", rename_all = "lowercase")]
pub(super) enum JsonStep<'a> {
    Opened {
        #[serde(flatten)]
        span: JsonSpan,
        how: &'a str,
    },
    Context {
        #[serde(flatten)]
        span: JsonSpan,
        kind: &'a str,
        many: bool,
        calls: &'a [String],
        operation: JsonOperation<'a>,
        also: &'a [String],
    },
}

/// What is done at the end of the way, and where.
#[derive(Serialize)]
pub(super) struct JsonOperation<'a> {
    name: &'a str,
    #[serde(flatten)]
    span: JsonSpan,
}

/// What the client does then.
#[derive(Serialize)]
pub(super) struct JsonOutcome<'a> {
    consequence: &'a str,
    cause: Option<&'a str>,
    evidence: Vec<String>,
}

impl<'a> From<&'a Outcome> for JsonOutcome<'a> {
    fn from(outcome: &'a Outcome) -> Self {
        Self {
            consequence: &outcome.consequence,
            cause: outcome.cause.as_deref(),
            evidence: outcome.evidence.iter().map(ToString::to_string).collect(),
        }
    }
}

impl View<'_> {
    pub(super) fn step<'a>(&self, step: &'a Step) -> JsonStep<'a> {
        match step {
            Step::Opened { at, how } => JsonStep::Opened { span: self.span(*at), how },
            Step::Context(context) => JsonStep::Context {
                span: self.span(context.at),
                kind: &context.kind,
                many: context.many,
                calls: &context.calls,
                operation: JsonOperation {
                    name: &context.operation,
                    span: self.span(context.operation_at),
                },
                also: &context.also,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::findings::Context;
    use crate::report::test_finding;

    #[test]
    fn a_step_says_which_kind_it_is() {
        let (report, sources) = test_finding("/w/a.rs", "run()", "run()");
        let at = report.findings[0].primary.at;
        let context = Context {
            kind: "task".to_owned(),
            at,
            many: true,
            calls: vec!["run".to_owned()],
            operation: "queue_declare".to_owned(),
            operation_at: at,
            also: vec!["basic_qos".to_owned()],
        };
        let steps = [Step::Opened { at, how: "open()".to_owned() }, Step::Context(context)];
        let view = View { root: Path::new("/w"), sources: &sources };
        let json = steps
            .each_ref()
            .map(|step| serde_json::to_string(&view.step(step)).expect("it is JSON"));
        let span = r#""path":"a.rs","line":1,"column":1,"end_line":1,"end_column":6,"byte_start":0,"byte_end":5"#;
        assert_eq!(json[0], format!(r#"{{"step":"opened",{span},"how":"open()"}}"#));
        let context = format!(
            r#"{{"step":"context",{span},"kind":"task","many":true,"calls":["run"],"operation":{{"name":"queue_declare",{span}}},"also":["basic_qos"]}}"#
        );
        assert_eq!(json[1], context);
    }
}
