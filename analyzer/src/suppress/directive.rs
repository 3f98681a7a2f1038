//! What stands behind `chanlint:` in a comment: `allow(rule, rule) -- reason`.
//!
//! Knows the grammar only; whether a rule exists is asked elsewhere.

use std::ops::Range;

use crate::suggest;

/// The words that a comment can begin with.
const WORDS: [(&str, Word); 3] =
    [("allow", Word::Allow), ("allow-file", Word::AllowFile), ("expect", Word::Expect)];

/// What stands for every rule.
pub(super) const ALL: &str = "chanlint";

/// What a comment does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Word {
    Allow,
    AllowFile,
    Expect,
}

/// A comment that can be read. Ranges are bytes of its text.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Directive {
    pub(super) word: Word,
    pub(super) names: Vec<Range<usize>>,
    pub(super) has_reason: bool,
}

/// Reads the text behind `chanlint:`. The error says what is wrong with it.
pub(super) fn read(text: &str) -> Result<Directive, String> {
    if let Some(list) = text.strip_prefix("nolint:") {
        return Ok(of_all(text, list));
    }
    let end = text.find(|c: char| c == '(' || c.is_whitespace()).unwrap_or(text.len());
    let (first, rest) = text.split_at(end);
    if first.is_empty() {
        return Err("nothing stands behind `chanlint:`, where `allow(rule)` would".to_owned());
    }
    let Some((_, word)) = WORDS.into_iter().find(|(word, _)| *word == first) else {
        let known = WORDS.map(|(word, _)| word);
        let hint = suggest::did_you_mean(first, &known);
        return Err(format!("a comment that begins with `chanlint:` cannot say `{first}`{hint}"));
    };
    let inner = rest.trim_start().strip_prefix('(');
    let Some((list, behind)) = inner.and_then(|inner| inner.split_once(')')) else {
        return Err(format!("`{first}` needs the names of rules in parentheses"));
    };
    let list_start = text.len() - behind.len() - 1 - list.len();
    let names = names(list, list_start);
    if names.is_empty() {
        return Err(format!("`{first}` names no rule"));
    }
    let behind = behind.trim();
    let reason = behind.strip_prefix("--").map(str::trim);
    if reason.is_none() && !behind.is_empty() {
        return Err(format!("`--` is missing between `{first}` and its reason"));
    }
    Ok(Directive { word, names, has_reason: reason.is_some_and(|reason| !reason.is_empty()) })
}

/// `nolint:a,chanlint // reason`, as other linters' comments are written: the name of this one stands for all its rules.
fn of_all(text: &str, list: &str) -> Directive {
    let (list, reason) = list.split_once("//").unwrap_or((list, ""));
    let start = text.len() - text.trim_start_matches("nolint:").len();
    let mut names = names(list, start);
    names.retain(|name| &text[name.clone()] == ALL);
    Directive { word: Word::Allow, names, has_reason: !reason.trim().is_empty() }
}

/// The names of a list that starts at an offset; a comma may follow the last one.
fn names(list: &str, start: usize) -> Vec<Range<usize>> {
    let mut names = Vec::new();
    let mut at = start;
    for part in list.split(',') {
        let name = part.trim();
        let from = at + part.len() - part.trim_start().len();
        if !name.is_empty() {
            names.push(from..from + name.len());
        }
        at += part.len() + 1;
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, word: Word, names: &[&str], has_reason: bool) {
        let directive = read(text).expect("it can be read");
        let named: Vec<&str> = directive.names.iter().map(|name| &text[name.clone()]).collect();
        assert_eq!((directive.word, &named[..], directive.has_reason), (word, names, has_reason));
    }

    #[test]
    fn words_names_and_reasons_are_read() {
        check("allow(a) -- why", Word::Allow, &["a"], true);
        check("allow-file( a ,chanlint::b, ) --why", Word::AllowFile, &["a", "chanlint::b"], true);
        check("expect (é, b)", Word::Expect, &["é", "b"], false);
        check("allow(a) -- ", Word::Allow, &["a"], false);
        check("allow(a) -- (see b) -- and c", Word::Allow, &["a"], true);
    }

    #[test]
    fn a_comment_to_several_linters_names_this_one() {
        check("nolint:errcheck, chanlint // why", Word::Allow, &["chanlint"], true);
        check("nolint:chanlint", Word::Allow, &["chanlint"], false);
    }

    #[test]
    fn what_cannot_be_read_is_explained() {
        let said = |text| read(text).expect_err("it cannot be read");
        assert_eq!(
            said("alow(a) -- why"),
            "a comment that begins with `chanlint:` cannot say `alow`: did you mean `allow`?"
        );
        assert_eq!(said("allow a -- why"), "`allow` needs the names of rules in parentheses");
        assert_eq!(said("allow(a -- why"), "`allow` needs the names of rules in parentheses");
        assert_eq!(said("expect() -- why"), "`expect` names no rule");
        assert_eq!(said("allow(a) why"), "`--` is missing between `allow` and its reason");
        assert_eq!(said(""), "nothing stands behind `chanlint:`, where `allow(rule)` would");
    }
}
