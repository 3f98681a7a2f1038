//! Suppressions as they stand in one file, as comments and as attributes, in one form.

use super::directive::{self, Word};
use super::name::{self, Named};
use crate::facts::{Facts, LintAttr, MarkedAttr, MarkedComment, Span, to_u32};
use crate::findings::Finding;
use crate::sources::FileId;

/// A suppression, or something that was meant to be one.
pub(super) struct Remark {
    pub(super) file: FileId,
    /// The comment, or the attribute.
    pub(super) at: Span,
    pub(super) kind: Kind,
    pub(super) is_attribute: bool,
    pub(super) names: Vec<Name>,
    pub(super) has_reason: bool,
    /// What could not be read.
    pub(super) mistakes: Vec<Mistake>,
    /// Rules that are called by a name of before, and what is said of that.
    pub(super) renamings: Vec<(Span, String)>,
    /// Everything inside is covered.
    node: Option<Span>,
    /// What begins or ends here is covered, too.
    line: Option<Span>,
}

/// What a suppression does.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Allow,
    Expect,
}

/// A name in a suppression.
pub(super) struct Name {
    pub(super) named: Named,
    pub(super) at: Span,
    pub(super) is_used: bool,
}

/// Something in a suppression that could not be read.
pub(super) struct Mistake {
    pub(super) at: Span,
    pub(super) said: String,
    pub(super) way_out: String,
}

/// The suppressions of a file, in source order.
pub(super) fn remarks(file: FileId, text: &str, facts: &Facts) -> Vec<Remark> {
    let whole = Span { start: 0, end: to_u32(text.len()) };
    let comments = facts.comments.iter().map(|comment| of_comment(file, text, whole, comment));
    let attributes = outermost(&facts.attributes)
        .into_iter()
        .flat_map(|attr| attr.lints.iter().map(move |lint| of_attribute(file, attr, lint)));
    let mut remarks: Vec<Remark> = comments.chain(attributes).collect();
    remarks.sort_by_key(|remark| remark.at);
    remarks
}

/// An attribute of a statement hangs on its first operand as well.
fn outermost(attributes: &[MarkedAttr]) -> Vec<&MarkedAttr> {
    let mut found: Vec<&MarkedAttr> = attributes.iter().collect();
    found.sort_by_key(|attr| (attr.attr.span, std::cmp::Reverse(attr.target.end)));
    found.dedup_by_key(|attr| attr.attr.span);
    found
}

fn of_comment(file: FileId, text: &str, whole: Span, comment: &MarkedComment) -> Remark {
    let mut remark = Remark {
        file,
        at: comment.span,
        kind: Kind::Allow,
        is_attribute: false,
        names: Vec::new(),
        has_reason: false,
        mistakes: Vec::new(),
        renamings: Vec::new(),
        node: comment.target,
        line: comment.line,
    };
    let words = &text[comment.words.start as usize..comment.words.end as usize];
    let directive = match directive::read(words) {
        Ok(directive) => directive,
        Err(said) => {
            let way_out = "write `// chanlint: allow(rule) -- reason`".to_owned();
            remark.mistakes.push(Mistake { at: comment.span, said, way_out });
            return remark;
        }
    };
    match directive.word {
        Word::Allow => {}
        Word::AllowFile => remark.node = Some(whole),
        Word::Expect => remark.kind = Kind::Expect,
    }
    remark.has_reason = directive.has_reason;
    for name in directive.names {
        let offset = |at: usize| comment.words.start + to_u32(at);
        let at = Span { start: offset(name.start), end: offset(name.end) };
        remark.name(&words[name], at);
    }
    remark
}

fn of_attribute(file: FileId, attr: &MarkedAttr, lint: &LintAttr) -> Remark {
    let mut remark = Remark {
        file,
        at: attr.attr.span,
        kind: if lint.word == "expect" { Kind::Expect } else { Kind::Allow },
        is_attribute: true,
        names: Vec::new(),
        has_reason: !lint.reason.trim().is_empty(),
        mistakes: Vec::new(),
        renamings: Vec::new(),
        node: Some(attr.target),
        line: None,
    };
    if !matches!(lint.word.as_str(), "allow" | "expect") {
        let said = format!("an attribute cannot `{}` a rule of chanlint", lint.word);
        let way_out = "give the level on the command line or in `chanlint.toml`".to_owned();
        remark.mistakes.push(Mistake { at: attr.attr.span, said, way_out });
        return remark;
    }
    for (name, at) in &lint.rules {
        remark.name(name, *at);
    }
    remark
}

impl Remark {
    fn name(&mut self, name: &str, at: Span) {
        self.renamings.extend(name::renaming(name).map(|said| (at, said)));
        match Named::read(name) {
            Ok(named) => self.names.push(Name { named, at, is_used: false }),
            Err((said, way_out)) => self.mistakes.push(Mistake { at, said, way_out }),
        }
    }

    /// Whether a place is covered: inside the node, or beginning or ending on the line.
    pub(super) fn covers(&self, place: Span) -> bool {
        if self.node.is_some_and(|node| node.start <= place.start && place.end <= node.end) {
            return true;
        }
        let Some(line) = self.line else { return false };
        let on_line = |at: u32| line.start <= at && at <= line.end;
        on_line(place.start) || on_line(place.end.saturating_sub(1))
    }

    /// Whether it is about anything at all.
    pub(super) fn is_about_something(&self) -> bool {
        self.node.is_some() || self.line.is_some()
    }

    /// Whether it names the rule of a finding. What names it is used from then on.
    pub(super) fn names_rule_of(&mut self, finding: &Finding) -> bool {
        let mut names = false;
        for name in &mut self.names {
            if name.named.includes(finding.rule, finding.group) {
                name.is_used = true;
                names = true;
            }
        }
        names
    }
}
