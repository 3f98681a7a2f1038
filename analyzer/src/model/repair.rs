//! Changes of the text that rules can offer: an option switched off, a requeue that happens once, a call put before another.
//!
//! A change is offered only where the text at its place is what the evaluation read there: code that a macro wrote has places
//! that hold something else.

use super::Model;
use crate::findings::{Edit, Fix};
use crate::knowledge::{Meaning, OptionRule};
use crate::sources::Location;
use crate::trace::access::{AccessId, Constant};
use crate::trace::sites::{CallSite, Ending, Flag, WholeStatement};

impl Model<'_, '_> {
    /// A fix, when all that it changes is code that findings are reported in.
    pub fn fix(&self, title: impl Into<String>, safe: bool, edits: Vec<Edit>) -> Option<Fix> {
        let is_ours = |edit: &Edit| self.is_reported(edit.at);
        (!edits.is_empty() && edits.iter().all(is_ours)).then(|| Fix {
            title: title.into(),
            safe,
            edits,
        })
    }

    /// What leaves an option out that a literal in the call sets.
    pub fn unset(&self, id: AccessId, meaning: Meaning) -> Option<Edit> {
        let (flag, rule) = self.flag(id, meaning)?;
        if let (Some(alone), Some(unset_by)) = (flag.alone, &rule.unset_by) {
            let path = self.text(alone.path);
            let fits = self.text(alone.at).starts_with(path) && !path.is_empty();
            return fits.then(|| Edit { at: alone.at, text: format!("{path}::{unset_by}()") });
        }
        let Constant::Bool(value) = flag.value else { return None };
        Some(Edit { at: flag.at, text: (!value).to_string() })
    }

    /// What exchanges the literals that set two options of an operation.
    pub fn swapped(&self, id: AccessId, one: Meaning, other: Meaning) -> Option<Vec<Edit>> {
        let ((one, _), (other, _)) = (self.flag(id, one)?, self.flag(id, other)?);
        let text = |flag: &Flag| self.text(flag.at).to_owned();
        Some(vec![Edit { at: one.at, text: text(other) }, Edit { at: other.at, text: text(one) }])
    }

    /// What lets a requeue happen to a delivery that was not sent before, and the delivery's name.
    pub fn requeue_once(&self, id: AccessId) -> Option<(Edit, &str)> {
        let (flag, rule) = self.flag(id, Meaning::Requeue)?;
        // Options that are made elsewhere may be of several deliveries.
        let is_inside = self.access(id).at.holds(flag.at);
        let called_on = self.call_site(id)?.delivery.filter(|_| is_inside);
        let delivery = self.text(flag.delivery.or(called_on)?);
        let client = self.knowledge.client(self.operation(id).client);
        let redelivered = format!("{delivery}{}", client.redelivered.as_ref()?.by);
        let is_opposite = rule.inverted.iter().any(|name| flag.name == name.as_str());
        let text = if is_opposite { redelivered } else { format!("!{redelivered}") };
        is_word(delivery).then_some((Edit { at: flag.at, text }, delivery))
    }

    /// What makes a call of the client's just before an operation, its result treated as the operation's. `call` is the
    /// client's code, with `{it}` for what the operation is called on and `{crate}` for the client's name in this package.
    pub fn call_before(&self, id: AccessId, call: &str) -> Option<Vec<Edit>> {
        let site = self.call_site(id)?;
        if let Some(whole) = &site.whole {
            return self.checked_before(id, whole, call);
        }
        let statement = site.statement?;
        let rest = match site.ending? {
            Ending::Here(at) => in_one_line(self.text(at))?,
            Ending::Returned => ".await?".to_owned(),
        };
        let it = self.receiver(id).filter(|it| it.split('.').all(is_word))?;
        let (call, mut edits) = self.spelled(call, self.access(id).origin, statement)?;
        let call = call.replace("{it}", it);
        let between = self.next_line(statement);
        let mut at = statement;
        at.span.end = at.span.start;
        edits.push(Edit { at, text: format!("{call}{rest};{between}") });
        Some(edits)
    }

    /// What moves an operation's statement before that of another one in the same block, when nothing that it names is
    /// made between them.
    pub fn moved_before(&self, id: AccessId, other: AccessId) -> Option<Vec<Edit>> {
        if let (Some(moved), Some(first)) = (self.whole(id), self.whole(other)) {
            return self.whole_before(moved, first.at);
        }
        let statement = |id| self.call_site(id)?.statement;
        let (moved, first) = (self.with_semicolon(statement(id)?)?, statement(other)?);
        let indent = self.indent(first).filter(|&indent| self.indent(moved) == Some(indent))?;
        // A call cannot be moved out of its block, nor before what makes its arguments.
        let is_behind = first.file == moved.file && first.span.end <= moved.span.start;
        let mut between = first;
        between.span.end = moved.span.start.max(first.span.end);
        let (text, passed) = (self.text(moved), self.text(between));
        if !is_behind || text.starts_with("let ") || !is_one_block(passed) || makes(passed, text) {
            return None;
        }
        let mut at = first;
        at.span.end = at.span.start;
        let lines = self.whole_lines(moved)?;
        Some(vec![
            Edit { at, text: format!("{text}\n{indent}") },
            Edit { at: lines, text: String::new() },
        ])
    }

    fn whole(&self, id: AccessId) -> Option<&WholeStatement> {
        self.call_site(id)?.whole.as_ref()
    }

    /// A call before a statement, its error looked at as that of the statement is.
    fn checked_before(
        &self,
        id: AccessId,
        whole: &WholeStatement,
        call: &str,
    ) -> Option<Vec<Edit>> {
        let it = self.receiver(id).filter(|it| it.split('.').all(is_word))?;
        let (check, error) = whole.check?;
        let asked = format!("if {error} != nil {{");
        let rest = self.text(check).strip_prefix(&asked)?;
        let indent = self.indent(whole.at).filter(|&indent| self.indent(check) == Some(indent))?;
        let call = call.replace("{it}", it);
        let mut at = whole.at;
        at.span.end = at.span.start;
        let text = format!("if {error} := {call}; {error} != nil {{{rest}\n{indent}");
        Some(vec![Edit { at, text }])
    }

    /// What moves a statement with what looks at its error before another one of the same block.
    fn whole_before(&self, moved: &WholeStatement, first: Location) -> Option<Vec<Edit>> {
        let indent = self.indent(first).filter(|&indent| self.indent(moved.at) == Some(indent))?;
        let is_behind = first.file == moved.at.file && first.span.end <= moved.at.span.start;
        let mut between = first;
        between.span.end = moved.at.span.start.max(first.span.end);
        let is_there = |bound: &Location| bound.span.end <= first.span.start;
        let has_all = moved.needs.iter().all(is_there)
            && moved.needs_one.iter().all(|some| some.iter().any(is_there));
        if !is_behind || !is_one_block(self.text(between)) || !has_all {
            return None;
        }
        let mut at = first;
        at.span.end = at.span.start;
        let text = format!("{}\n{indent}", self.text(moved.at));
        let lines = self.whole_lines(moved.at)?;
        Some(vec![Edit { at, text }, Edit { at: lines, text: String::new() }])
    }

    /// A statement that is an expression, with what ends it.
    fn with_semicolon(&self, statement: Location) -> Option<Location> {
        let mut whole = statement;
        whole.span.end += 1;
        let text = &*self.sources.get(statement.file).text;
        let after = text.get(statement.span.end as usize..)?;
        after.starts_with(';').then_some(whole)
    }

    /// What stands between two statements of which the other is at a place.
    pub(super) fn next_line(&self, statement: Location) -> String {
        match self.indent(statement) {
            Some(indent) => format!("\n{indent}"),
            None => " ".to_owned(),
        }
    }

    /// The only literal that sets an option of an operation, as it stands in the text.
    fn flag(&self, id: AccessId, meaning: Meaning) -> Option<(&Flag, &OptionRule)> {
        let info = self.operation(id);
        let rules = self.knowledge.client(info.client).options.iter().filter(|rule| {
            rule.meaning == meaning
                && rule.methods.iter().any(|method| info.name == method.as_str())
        });
        let flags = &self.call_site(id)?.flags;
        let mut setting = rules.flat_map(|rule| {
            let sets = |flag: &&Flag| {
                let mut names = rule.names.iter().chain(&rule.inverted);
                let is_itself = rule.names.is_empty() && flag.name.is_empty();
                rule.argument.is_none_or(|at| flag.position == at)
                    && (is_itself || names.any(|name| flag.name == name.as_str()))
            };
            flags.iter().filter(sets).map(move |flag| (flag, rule))
        });
        let is_written = |flag: &Flag| match flag.value {
            Constant::Bool(value) => self.text(flag.at) == value.to_string(),
            Constant::Int(value) => self.text(flag.at) == value.to_string(),
            Constant::Str(_) | Constant::Other => false,
        };
        // Of two literals that set one option the later may count, or either in its branch: that is not for a fix to decide.
        let only = setting.next().filter(|(flag, _)| is_written(flag));
        only.filter(|_| setting.next().is_none())
    }

    fn call_site(&self, id: AccessId) -> Option<&CallSite> {
        let one = self.access(id);
        let is_as_read = self.text(one.name_at) == self.operation(id).name.as_str();
        self.trace.call_sites.get(&one.at).filter(|_| is_as_read && one.at.holds(one.name_at))
    }

    /// The white space that a place stands behind, when nothing else is before it in its line.
    pub(super) fn indent(&self, at: Location) -> Option<&str> {
        let source = self.sources.get(at.file);
        let start = source.line_start(source.line_index(at.span.start));
        let before = source.text.get(start..at.span.start as usize)?;
        before.chars().all(char::is_whitespace).then_some(before)
    }
}

/// The text of an expression with its line breaks left out; nothing when that could change it.
pub(super) fn in_one_line(text: &str) -> Option<String> {
    // A comment would take what follows with it, and a string may go over the end of its line.
    let is_plain = !text.contains("//") && !text.contains("/*") && !text.contains('"');
    if !text.contains('\n') {
        return Some(text.to_owned());
    }
    is_plain.then(|| text.lines().map(str::trim).collect())
}

/// Whether a text leaves no block that it has not begun.
fn is_one_block(text: &str) -> bool {
    let depths = text.chars().scan(0_i32, |depth, c| {
        *depth += i32::from(c == '{') - i32::from(c == '}');
        Some(*depth)
    });
    let depths: Vec<i32> = depths.collect();
    depths.iter().all(|&depth| depth >= 0) && depths.last().is_none_or(|&depth| depth == 0)
}

/// Whether some `let` in a text makes a variable that another text names.
fn makes(text: &str, other: &str) -> bool {
    let words = |text: &'_ str| -> Vec<String> {
        let parts = text.split(|c: char| !c.is_alphanumeric() && c != '_');
        parts.filter(|part| !part.is_empty()).map(str::to_owned).collect()
    };
    let named = words(other);
    let patterns = text.split("let ").skip(1).filter_map(|rest| rest.split('=').next());
    patterns.flat_map(words).any(|word| named.contains(&word))
}

pub(super) fn is_word(text: &str) -> bool {
    !text.is_empty() && text.chars().all(|c| c.is_alphanumeric() || c == '_')
}
