//! Reads TOML with everything that is wrong in it: what cannot be meant is taken out, and the rest is read again.
//!
//! Knows nothing of what stands in it; the types that it is read into say what may.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeArray, DeString, DeTable, DeValue, Deserializer};

use crate::suggest;

/// A part of the text that cannot be read, and the reader's words about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Wrong {
    pub(super) span: Range<usize>,
    pub(super) message: String,
}

/// What can be read of a text, and what is wrong with the rest. Nothing is read where nothing right is left.
pub(super) fn read<T: DeserializeOwned>(text: &str) -> (Option<T>, Vec<Wrong>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let broken: Vec<Wrong> = errors.iter().map(wrong).collect();
    let mut document = Document { table, taken: BTreeSet::new(), wrong: Vec::new() };
    let value = document.read();
    let is_ours = |one: &Wrong| !broken.iter().any(|other| is_near(one, other, text));
    let mut all: Vec<Wrong> = document.wrong.into_iter().filter(is_ours).collect();
    all.extend(broken);
    (value, all)
}

fn wrong(error: &toml::de::Error) -> Wrong {
    Wrong { span: error.span().unwrap_or_default(), message: error.message().to_owned() }
}

/// Whether one may follow from the other: what stands on the line of a sign that was not expected, or lacks a key.
fn is_near(one: &Wrong, other: &Wrong, text: &str) -> bool {
    let line = |at: usize| text.get(..at).unwrap_or(text).matches('\n').count();
    missing(&one.message).is_some() || line(one.span.start) == line(other.span.start)
}

/// The key that a message says is missing.
fn missing(message: &str) -> Option<&str> {
    message.strip_prefix("missing field `")?.strip_suffix('`')
}

struct Document<'t> {
    table: Spanned<DeTable<'t>>,
    /// Keys that were taken out, with where their tables stand.
    taken: BTreeSet<(usize, String)>,
    wrong: Vec<Wrong>,
}

impl Document<'_> {
    fn read<T: DeserializeOwned>(&mut self) -> Option<T> {
        loop {
            let error = match T::deserialize(Deserializer::from(self.table.clone())) {
                Ok(value) => return Some(value),
                Err(error) => wrong(&error),
            };
            let place = error.span.clone();
            if !self.follows(&error) {
                self.wrong.push(error);
            }
            let start = self.table.span().start;
            if !take(self.table.get_mut(), start, &place, &mut self.taken) {
                return None;
            }
        }
    }

    /// Whether a key is missing only because it was taken out, or was taken out under the name that somebody mistyped.
    fn follows(&self, error: &Wrong) -> bool {
        let Some(key) = missing(&error.message) else { return false };
        let of_table = self.taken.iter().filter(|(start, _)| *start == error.span.start);
        let mut names = of_table.map(|(_, name)| name);
        names.any(|name| name == key || suggest::nearest(name, &[key]).is_some())
    }
}

/// Takes the innermost entry out that stands at a place. Says whether there was one. A table whose head stands alone does not
/// reach as far as its entries.
fn take(
    table: &mut DeTable<'_>,
    start: usize,
    place: &Range<usize>,
    taken: &mut BTreeSet<(usize, String)>,
) -> bool {
    if table.iter_mut().any(|(_, value)| take_within(value, place, taken)) {
        return true;
    }
    let mut entries = table.iter();
    let is_there = |(key, value): &(&Spanned<DeString<'_>>, &Spanned<DeValue<'_>>)| {
        holds(&key.span(), place) || holds(&value.span(), place)
    };
    let Some(name) = entries.find(is_there).map(|(key, _)| key.get_ref().to_string()) else {
        return false;
    };
    table.remove(name.as_str());
    taken.insert((start, name));
    true
}

fn take_within(
    value: &mut Spanned<DeValue<'_>>,
    place: &Range<usize>,
    taken: &mut BTreeSet<(usize, String)>,
) -> bool {
    let start = value.span().start;
    match value.get_mut() {
        DeValue::Table(table) => take(table, start, place, taken),
        DeValue::Array(array) => {
            if array.iter_mut().any(|item| take_within(item, place, taken)) {
                return true;
            }
            let found = array.iter().position(|item| holds(&item.span(), place));
            let Some(found) = found else { return false };
            let all = std::mem::replace(array, DeArray::new()).into_iter().enumerate();
            *array = all.filter(|(at, _)| *at != found).map(|(_, item)| item).collect();
            true
        }
        _ => false,
    }
}

fn holds(outer: &Range<usize>, inner: &Range<usize>) -> bool {
    outer.start <= inner.start && inner.end <= outer.end
}
