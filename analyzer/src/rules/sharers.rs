//! Who shares a channel, in the words of a title: "request handlers and a task".

use crate::knowledge::Times;
use crate::model::{Conflict, Model, Within};
use crate::sources::Location;
use crate::trace::access::AccessId;
use crate::trace::node::{NodeId, NodeKind};

/// More of them are not named: a title is read at a glance.
const MOST_NAMED: usize = 3;

/// Those of one kind.
struct Kind {
    /// What one of them is called: `task`, `request handler`; a function in backticks for code that runs on beside others.
    word: String,
    /// Where they start.
    places: Vec<Location>,
    count: Count,
}

/// How many start at one place.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Count {
    One,
    /// As often as the program comes there.
    Many,
    /// As often as somebody asks: what handlers are there for.
    Always,
}

/// Everybody who takes part in what is as bad as the strongest conflict.
pub(super) fn sharers(model: &Model<'_, '_>, conflicts: &[Conflict<'_>]) -> String {
    let Some(strongest) = conflicts.first() else { return String::new() };
    if strongest.overlap.within == Within::Task {
        return "several futures of one task".to_owned();
    }
    let mut kinds: Vec<Kind> = Vec::new();
    for conflict in conflicts.iter().filter(|conflict| conflict.rank == strongest.rank) {
        let overlap = &conflict.overlap;
        for id in [overlap.second, overlap.first] {
            let context = model.context_in(id, overlap);
            let is_many = context == Some(overlap.context) && overlap.many;
            let many = if is_many { Count::Many } else { Count::One };
            add(model, &mut kinds, id, context, many);
        }
    }
    // Who starts something comes last: the reader asks who else there is.
    kinds.sort_by_key(|kind| kind.word.starts_with('`'));
    kinds.truncate(MOST_NAMED);
    // Nobody is alone in it: what starts at one place runs there more than once.
    if let [only] = &mut kinds[..]
        && only.places.len() == 1
    {
        only.count = only.count.max(Count::Many);
    }
    let shown: Vec<String> = kinds.iter().map(Kind::shown).collect();
    match &shown[..] {
        [all @ .., last] if !all.is_empty() => format!("{} and {last}", all.join(", ")),
        _ => shown.concat(),
    }
}

fn add(
    model: &Model<'_, '_>,
    kinds: &mut Vec<Kind>,
    id: AccessId,
    context: Option<NodeId>,
    many: Count,
) {
    let node = context.map(|context| model.tree().node(context));
    let (word, count) = match node.map(|node| &node.kind) {
        Some(NodeKind::Spawn { context, times: Times::Many }) => {
            (context.to_string(), Count::Always)
        }
        Some(NodeKind::Spawn { context, .. }) => (context.to_string(), many),
        Some(NodeKind::Entry(function)) => {
            (format!("call of `{}`", model.function_name(*function)), Count::Always)
        }
        Some(_) => ("future of one task".to_owned(), Count::Many),
        None => (running_on(model, id), Count::One),
    };
    let at = node.and_then(|node| node.at).unwrap_or(model.access(id).at);
    match kinds.iter_mut().find(|kind| kind.word == word) {
        Some(kind) => {
            kind.count = kind.count.max(count);
            if !kind.places.contains(&at) {
                kind.places.push(at);
            }
        }
        None => kinds.push(Kind { word, places: vec![at], count }),
    }
}

/// The function that runs on while others run beside it.
fn running_on(model: &Model<'_, '_>, id: AccessId) -> String {
    let function = model.function_of(model.access(id).node);
    function.map_or_else(
        || "the code that starts it".to_owned(),
        |id| format!("`{}`", model.function_name(id)),
    )
}

impl Kind {
    fn shown(&self) -> String {
        let word = &self.word;
        match self.places.len() {
            _ if word.starts_with('`') || word.starts_with("the ") => word.clone(),
            _ if self.count == Count::Always => plural(word),
            _ if self.count == Count::Many => format!("many {}", plural(word)),
            1 => format!("{} {word}", article(word)),
            2 => format!("two {}", plural(word)),
            _ => format!("several {}", plural(word)),
        }
    }
}

/// `futures of one task`, `request handlers`
fn plural(word: &str) -> String {
    match word.split_once(' ').filter(|(_, rest)| rest.starts_with("of ")) {
        Some((head, rest)) => format!("{head}s {rest}"),
        None => format!("{word}s"),
    }
}

fn article(word: &str) -> &'static str {
    if word.starts_with(['a', 'e', 'i', 'o', 'u']) { "an" } else { "a" }
}
