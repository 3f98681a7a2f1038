//! Whether contexts that name one channel could each open one beside where they are started, and close it at their end.
//!
//! What is repeated is the opening as it is written, with what looks at its error: there it is as right as it was.

use super::repair::is_word;
use super::{Channel, Conflict, Model, Within};
use crate::facts::{Name, Span};
use crate::findings::Edit;
use crate::knowledge::{HandleKind, Kind, Meaning, OperationInfo};
use crate::model::options::Setting;
use crate::sources::Location;
use crate::trace::access::{AccessId, Constant};
use crate::trace::handle::OriginId;
use crate::trace::node::NodeId;
use crate::trace::sites::{Runs, StartSite};

/// What is done on a channel that holds for what others do on it.
const FOR_ALL: &[Kind] = &[Kind::Ack, Kind::Register, Kind::State];

/// What speaks of what was done on the same channel before.
const OF_BEFORE: &[Kind] = &[Kind::Ack, Kind::Cancel, Kind::Recover];

/// The last release of Go in which all rounds of a loop share its variables.
const SHARED_BY_ROUNDS: u64 = 21;

/// A channel for one context.
struct Own<'t> {
    site: &'t StartSite,
    name: String,
}

impl Model<'_, '_> {
    /// What gives each context that is started beside the opening of a channel one of its own, where nothing ties it to the
    /// first channel.
    pub fn opened_apart(&self, channel: &Channel, conflicts: &[Conflict<'_>]) -> Option<Vec<Edit>> {
        let is_in_tasks = |conflict: &Conflict<'_>| conflict.overlap.within == Within::Tasks;
        let origin = channel.origin;
        let sites: Vec<&StartSite> =
            self.trace.start_sites.iter().filter(|site| site.origin == origin).collect();
        let is_kept_here =
            !self.trace.is_published(origin) && !self.trace.given_away.contains(origin);
        if sites.is_empty()
            || channel.transactions
            || !is_kept_here
            || !conflicts.iter().all(is_in_tasks)
        {
            return None;
        }
        let is_used_beside = self.is_used_beside(origin, &sites)?;
        let mut chosen = self.chosen(sites, is_used_beside);
        let mut edits = self.without_the_first(&chosen)?;
        // Where the only other one is left out, its name is free.
        if let ([only], false) = (&mut chosen[..], edits.is_empty()) {
            self.text(only.site.opened.bound).clone_into(&mut only.name);
        }
        for own in &chosen {
            edits.extend(self.started_apart(own)?);
        }
        edits.sort_by_key(|edit| edit.at);
        Some(edits)
    }

    /// Whether somebody else uses the channel once contexts are started that have their own; nothing where some context
    /// cannot have one.
    fn is_used_beside(&self, origin: OriginId, sites: &[&StartSite]) -> Option<bool> {
        let outside: Vec<NodeId> = self.tree().ancestors(self.origin(origin).node?).collect();
        let mut tasks: Vec<(NodeId, Vec<AccessId>)> = Vec::new();
        let mut others = Vec::new();
        for &id in self.accesses_on(origin) {
            match self.contexts_inside(id, &outside)[..] {
                [] => others.push(id),
                [task] => match tasks.iter_mut().find(|(known, _)| *known == task) {
                    Some((_, all)) => all.push(id),
                    None => tasks.push((task, vec![id])),
                },
                // What a context starts lives longer than it.
                _ => return None,
            }
        }
        let is_site = |task: NodeId| {
            let at = self.tree().node(task).at;
            self.is_one(task) && sites.iter().any(|site| at == Some(site.at))
        };
        // What works on the deliveries alone stays with their channel.
        let is_of_channel = |&id: &AccessId| self.operation(id).operation.on == HandleKind::Channel;
        let (own, rest): (Vec<_>, Vec<_>) = tasks.into_iter().partition(|&(task, _)| is_site(task));
        if rest.iter().any(|(_, all)| all.iter().any(is_of_channel))
            || others.iter().any(|&id| self.is_for_all(id))
            || !own.iter().all(|(_, all)| self.stands_alone(all))
        {
            return None;
        }
        let first = own.iter().map(|&(task, _)| task).min()?;
        let is_later =
            |&id: &AccessId| self.access(id).node > first && !self.is_kind(id, Kind::Lifecycle);
        Some(others.iter().any(is_later) || !rest.is_empty())
    }

    fn is_for_all(&self, id: AccessId) -> bool {
        FOR_ALL.iter().any(|&kind| self.is_kind(id, kind)) && !self.is_kind(id, Kind::Lifecycle)
    }

    /// Whether what a context does needs nothing that was done on the channel outside of it.
    fn stands_alone(&self, all: &[AccessId]) -> bool {
        let does = |kind: Kind| all.iter().any(|&id| self.is_kind(id, kind));
        let is_of_before = |&id: &AccessId| {
            OF_BEFORE.iter().any(|&kind| self.is_kind(id, kind))
                || self.is_of_answers(id, Meaning::ReplyTo)
                || self.is_of_last_queue(id)
        };
        !all.iter().any(is_of_before)
            && !does(Kind::Lifecycle)
            && (!does(Kind::Consume) || does(Kind::Receive))
    }

    /// Whether an operation means the queue that was declared last on its channel: it names none, and declares none.
    fn is_of_last_queue(&self, id: AccessId) -> bool {
        let takes = |meaning| self.takes(id, meaning);
        let declares = takes(Meaning::Exclusive) && !takes(Meaning::AutoAck);
        let unnamed = Setting::Set(Constant::Str("".into()));
        !declares && self.setting(id, Meaning::Queue) == unnamed
    }

    /// The contexts that get their own. The first of several that stand beside the opening may keep what nobody else uses.
    fn chosen<'t>(&self, mut sites: Vec<&'t StartSite>, is_used_beside: bool) -> Vec<Own<'t>> {
        sites.sort_by_key(|site| site.at);
        if !is_used_beside && sites.len() > 1 && sites.iter().all(|site| site.beside) {
            sites.remove(0);
        }
        let mut number = 1;
        let mut name = |site: &StartSite| {
            let known = self.text(site.opened.bound);
            if site.hides {
                return known.to_owned();
            }
            let text = &*self.sources.get(site.at.file).text;
            loop {
                number += 1;
                let new = format!("{known}{number}");
                if words(text, &new) == 0 {
                    return new;
                }
            }
        };
        sites.into_iter().map(|site| Own { site, name: name(site) }).collect()
    }

    /// The opening before the statement that starts a context, and what closes the channel at the end of that.
    fn started_apart(&self, own: &Own<'_>) -> Option<Vec<Edit>> {
        let Own { site, name } = own;
        let line = self.next_line(site.at);
        let is_own_line = line != " ";
        let opening = self.opening_at(own, &line).filter(|_| is_own_line)?;
        let close = format!("defer {name}.{}()", self.closing(site.origin)?);
        let start = point(site.at, site.at.span.start);
        let mut edits = Vec::new();
        match site.runs {
            Runs::Call(call) => {
                if self.text(call).contains('\n') {
                    return None;
                }
                let before = Location { span: span(site.at.span.start, call.span.start), ..call };
                let copies: String = self.copies(site, &line);
                let text = format!("{opening}{copies}go func() {{{line}\t{close}{line}\t");
                edits.push(Edit { at: before, text });
                edits.push(Edit { at: point(call, call.span.end), text: format!("{line}}}()") });
            }
            Runs::Code(first) => {
                let between = match self.indent(first) {
                    Some(indent) => format!("\n{indent}"),
                    None => "; ".to_owned(),
                };
                edits.push(Edit { at: start, text: opening });
                edits.push(Edit {
                    at: point(first, first.span.start),
                    text: format!("{close}{between}"),
                });
            }
        }
        if *name != self.text(site.opened.bound) {
            for &named in site.named.as_ref()? {
                rename(&mut edits, named, name);
            }
        }
        Some(edits)
    }

    /// The opening as it is written, for another place and under a name.
    fn opening_at(&self, own: &Own<'_>, line: &str) -> Option<String> {
        let opened = &own.site.opened;
        let (text, indent) = (self.text(opened.at), self.indent(opened.at)?);
        let known = self.text(opened.bound);
        let rest = text.strip_prefix(known).filter(|_| is_word(known) && !text.contains('`'))?;
        let mut out = own.name.clone();
        for (at, part) in rest.split('\n').enumerate() {
            if at > 0 {
                out += line;
                out += part.strip_prefix(indent).or(part.trim().is_empty().then_some(""))?;
            } else {
                out += part;
            }
        }
        Some(out + line)
    }

    /// What keeps the values that variables of loops have in this round.
    fn copies(&self, site: &StartSite, line: &str) -> String {
        let edition = self.package(site.at).and_then(|package| package.edition.as_deref());
        let mut parts = edition.unwrap_or_default().split('.').map(|part| part.parse::<u64>().ok());
        let is_shared = match (parts.next().flatten(), parts.next().flatten()) {
            (Some(1), Some(minor)) => minor <= SHARED_BY_ROUNDS,
            _ => true,
        };
        let copy = |name: &Name| format!("{name} := {name}{line}");
        site.loop_variables.iter().filter(|_| is_shared).map(copy).collect()
    }

    /// What the client calls the end of a channel.
    fn closing(&self, origin: OriginId) -> Option<&str> {
        let client = self.origin(origin).client;
        let mut all = self.knowledge.operations.iter();
        let is_closing = |info: &&OperationInfo| {
            info.client == client
                && info.operation.on == HandleKind::Channel
                && info.operation.kinds.contains(&Kind::Lifecycle)
        };
        all.find(is_closing).map(|info| info.name.as_str())
    }

    /// What leaves the first opening out where nobody is left to use it; nothing where the rest would not compile.
    fn without_the_first(&self, chosen: &[Own<'_>]) -> Option<Vec<Edit>> {
        let opened = &chosen.first()?.site.opened;
        let name = self.text(opened.bound);
        let close = self.closing(chosen.first()?.site.origin)?;
        let is_inside = |at: Location| chosen.iter().any(|own| own.site.at.holds(at));
        let left = opened.named.iter().copied().filter(|&at| !is_inside(at));
        let (closes, others): (Vec<Location>, Vec<Location>) =
            left.partition(|&at| self.is_closed_at(at, name, close));
        if !others.is_empty() {
            return Some(Vec::new());
        }
        // Words are counted in the text, as what was not read may name it, too.
        let is_known =
            words(self.text(opened.scope), name) == opened.mentions && !opened.error_lives;
        if !is_known {
            return (!closes.is_empty()).then(Vec::new);
        }
        let mut lines: Vec<Location> = Vec::new();
        for at in std::iter::once(opened.at).chain(closes) {
            let at = self.lines_of(at)?;
            match lines.last_mut() {
                Some(last) if last.span.end == at.span.start => last.span.end = at.span.end,
                _ => lines.push(at),
            }
        }
        let without = |at| Edit { at: self.with_gap(at), text: String::new() };
        Some(lines.into_iter().map(without).collect())
    }

    /// Whether a line does nothing but close what a name in it means.
    fn is_closed_at(&self, at: Location, name: &str, close: &str) -> bool {
        let source = self.sources.get(at.file);
        let line = source.line_index(at.span.start);
        let text = source.text.get(source.line_start(line)..source.line_start(line + 1));
        let text = text.unwrap_or_default().trim();
        let text = text.strip_prefix("defer ").unwrap_or(text);
        text.strip_prefix(name).is_some_and(|rest| rest == format!(".{close}()"))
    }

    /// The lines that a place stands in.
    fn lines_of(&self, at: Location) -> Option<Location> {
        let source = self.sources.get(at.file);
        let start = source.line_start(source.line_index(at.span.start));
        let end = source.line_start(source.line_index(at.span.end) + 1);
        let (start, end) = (u32::try_from(start).ok()?, u32::try_from(end).ok()?);
        Some(Location { span: span(start, end), ..at })
    }

    /// Lines with the empty one behind them, where nothing or an empty one is before them.
    fn with_gap(&self, at: Location) -> Location {
        let text = &*self.sources.get(at.file).text;
        let (before, after) =
            (text.get(..at.span.start as usize), text.get(at.span.end as usize..));
        let before = before.unwrap_or_default().trim_end_matches([' ', '\t', '\r']);
        let is_open = before.ends_with("\n\n") || before.trim_end().ends_with('{');
        let gap = after.and_then(|after| after.split_inclusive('\n').next()).unwrap_or_default();
        let gap = if is_open && gap.trim().is_empty() { gap.len() } else { 0 };
        let end = at.span.end + u32::try_from(gap).unwrap_or_default();
        Location { span: span(at.span.start, end), ..at }
    }
}

/// Puts a name in the place of another one; what is put in before it comes with it.
fn rename(edits: &mut Vec<Edit>, at: Location, name: &str) {
    match edits.iter_mut().find(|edit| edit.at == point(at, at.span.start)) {
        Some(before) => {
            before.at = at;
            before.text += name;
        }
        None => edits.push(Edit { at, text: name.to_owned() }),
    }
}

fn span(start: u32, end: u32) -> Span {
    Span { start, end }
}

/// A place where text can be put in.
fn point(near: Location, offset: u32) -> Location {
    Location { span: span(offset, offset), ..near }
}

/// How often a word stands in a text.
fn words(text: &str, word: &str) -> usize {
    text.split(|c: char| !c.is_alphanumeric() && c != '_').filter(|one| *one == word).count()
}
