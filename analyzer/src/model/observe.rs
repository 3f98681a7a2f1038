//! Changes that let a program hear what the broker says of its messages: a look at a confirm that was dropped, and confirms asked
//! for where a channel is opened.
//!
//! Both change statements that are nothing but one call whose result is awaited, as the text says.

use super::Model;
use super::repair::is_word;
use crate::facts::Span;
use crate::findings::Edit;
use crate::knowledge::LookedAt;
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::handle::OriginId;

/// A statement's expression with what is done to its result, before the semicolon.
struct Statement<'t> {
    /// The expression, whole.
    at: Location,
    /// What is done to the result: `.await?`, `.await.unwrap()`, `.await.expect("..")`.
    ending: &'t str,
    /// What stands before the expression: nothing, or `let name =`.
    before: &'t str,
    /// Where the whole begins.
    start: u32,
}

impl Statement<'_> {
    /// Puts text before it, and other text in the place of its semicolon.
    fn within(&self, before: &str, after: String) -> [Edit; 2] {
        let Span { start, end } = self.at.span;
        let semicolon = Location { span: Span { start: end, end: end + 1 }, ..self.at };
        [
            Edit { at: point(self.at, start), text: before.to_owned() },
            Edit { at: semicolon, text: after },
        ]
    }
}

impl Model<'_, '_> {
    /// What looks at the broker's word on a message, whose confirm, or whose word, is dropped: another one is an error, or ends the
    /// program where errors do.
    pub fn look_at(&self, id: AccessId, looked_at: &LookedAt) -> Option<Vec<Edit>> {
        let one = self.access(id);
        let statement = self.statement(one.at).filter(|statement| statement.before.is_empty())?;
        // The confirm itself is awaited as the publish is.
        let is_confirm = self.text(one.at).ends_with("await");
        let again = if is_confirm { "" } else { statement.ending };
        let word = format!("{again}{}", looked_at.by);
        if !statement.ending.ends_with('?') {
            let after = format!("{word}, \"the broker refused the message\");");
            return Some(statement.within("assert!(", after).into());
        }
        let (refusal, mut edits) = self.spelled(&looked_at.refusal, one.origin, statement.at)?;
        let line = self.next_line(statement.at);
        let deeper = if line == " " { " ".to_owned() } else { format!("{line}    ") };
        let after = format!("{word} {{{deeper}Err({refusal})?;{line}}}");
        edits.extend(statement.within("if !", after));
        Some(edits)
    }

    /// What makes a call right after a channel is opened, its result treated as that of the opening.
    pub fn call_after_opening(&self, origin: OriginId, call: &str) -> Option<Vec<Edit>> {
        let opened = self.origin(origin);
        let statement = self.statement(opened.at).filter(|_| opened.provenance.is_none())?;
        let name = statement.before.strip_prefix("let ")?.split(['=', ':']).next()?.trim();
        let name = name.strip_prefix("mut ").unwrap_or(name);
        let (call, mut edits) =
            self.spelled(call, origin, statement.at).filter(|_| is_word(name))?;
        let line = self.next_line(point(statement.at, statement.start));
        let call = call.replace("{it}", name);
        let text = format!("{line}{call}{};", statement.ending);
        edits.push(Edit { at: point(statement.at, statement.at.span.end + 1), text });
        Some(edits)
    }

    /// The statement that an expression is all of, a `let` and what awaits and takes its result aside.
    fn statement(&self, expr: Location) -> Option<Statement<'_>> {
        let text = &*self.sources.get(expr.file).text;
        let (before, after) =
            (text.get(..expr.span.start as usize)?, text.get(expr.span.end as usize..)?);
        let ending = &after[..ending(after)?];
        let (start, before) = beginning(before)?;
        let end = expr.span.end + u32::try_from(ending.len()).ok()?;
        let at = Location { span: Span { start: expr.span.start, end }, ..expr };
        Some(Statement { at, ending, before, start: u32::try_from(start).ok()? })
    }
}

/// A place in the file of another where text can be put in.
fn point(near: Location, offset: u32) -> Location {
    Location { span: Span { start: offset, end: offset }, ..near }
}

/// Where the statement begins that a text ends in, and what of it is there, if that is on one line; comments are no part of it.
fn beginning(text: &str) -> Option<(usize, &str)> {
    let mut begun = (text.len(), "");
    let mut end = text.len();
    for line in text.split('\n').rev() {
        let start = end - line.len();
        // A string with slashes in it is cut, too: then no beginning is found, and no fix is offered.
        let code = line.split("//").next().unwrap_or_default();
        let from = code.rfind([';', '{', '}']).map(|at| at + 1);
        let rest = &code[from.unwrap_or(0)..];
        if !rest.trim().is_empty() {
            if !begun.1.is_empty() {
                return None;
            }
            let lead = rest.len() - rest.trim_start().len();
            begun = (start + from.unwrap_or(0) + lead, rest.trim());
        }
        if from.is_some() {
            return Some(begun);
        }
        end = start.saturating_sub(1);
    }
    None
}

/// How long the part is that awaits and takes a result, when a semicolon follows.
fn ending(after: &str) -> Option<usize> {
    let called = after.trim_start();
    let awaited = called.strip_prefix(".await").unwrap_or(after);
    let taken =
        awaited.strip_prefix('?').or_else(|| awaited.strip_prefix(".unwrap()")).or_else(|| {
            let (words, rest) = awaited.strip_prefix(".expect(\"")?.split_once("\")")?;
            (!words.contains(['"', '\\'])).then_some(rest)
        })?;
    taken.starts_with(';').then(|| after.len() - taken.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_statement_begins_behind_the_one_before_it() {
        for (text, expected) in [
            ("f();\n    ", Some("")),
            ("f(); // done; {\n    // and; then\n\n    ", Some("")),
            ("{ let a = ", Some("let a =")),
            ("}\n    let a =\n        ", Some("let a =")),
            ("f();\n    let a: A =\n        g.", None),
            ("no beginning", None),
        ] {
            let found = beginning(text).map(|(start, before)| (text[start..].trim(), before));
            assert_eq!(found, expected.map(|before| (before, before)), "{text}");
        }
    }

    #[test]
    fn a_result_is_awaited_and_taken_before_the_statement_ends() {
        for (after, expected) in [
            (".await?;", Some(".await?")),
            ("\n    .await?; x", Some("\n    .await?")),
            ("?;", Some("?")),
            (".await.unwrap();", Some(".await.unwrap()")),
            (".await.expect(\"a b\");", Some(".await.expect(\"a b\")")),
            (".await.expect(\"a \\\" b\");", None),
            (".await?.id();", None),
            (".await?", None),
            (".await;", None),
        ] {
            assert_eq!(ending(after).map(|end| &after[..end]), expected, "{after}");
        }
    }
}
