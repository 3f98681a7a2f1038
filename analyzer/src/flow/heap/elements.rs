//! Collections: what goes in, and which element an iteration or index sees.

use super::object::{MAX_DEREF, MAX_REACH};
use super::value::{Entry, Obj, Options, Value};
use crate::flow::Evaluator;
use crate::knowledge::HandleKind;
use crate::trace::handle::{Handle, OriginId};
use crate::trace::node::NodeId;

impl<'f> Evaluator<'_, 'f> {
    /// Puts a value into a collection.
    pub(crate) fn insert(&mut self, target: &Value<'f>, value: Value<'f>) {
        if value.is_unknown() || self.is_mere_content(&value) {
            return;
        }
        self.stores += 1;
        self.note_collected(&value);
        let iteration = self.iterations.last().copied();
        match target {
            Value::Obj(id) if self.reaches(&value, *id, MAX_REACH) => {}
            Value::Obj(id) => match self.obj_mut(*id) {
                Obj::Collection(entries) => entries.push(Entry { value, iteration, copies: false }),
                Obj::Guard { inner, .. } => {
                    let inner = inner.clone();
                    self.insert(&inner, value);
                }
                Obj::External { held, .. } | Obj::Options(Options { held, .. }) => {
                    let first = held.first().cloned();
                    match first {
                        Some(inner @ Value::Obj(_)) => self.insert(&inner, value),
                        _ => self.put(*id, &value),
                    }
                }
                _ => {}
            },
            Value::Any(all) => {
                if let Some(first) = all.clone().first() {
                    self.insert(first, value);
                }
            }
            _ => {}
        }
    }

    /// The element at a known place of a list that was written out.
    fn entry_at(&mut self, base: &Value<'f>, position: u128) -> Option<Value<'f>> {
        let entries = self.entries(base)?;
        if entries.iter().any(|entry| entry.iteration.is_some() || entry.copies) {
            return None;
        }
        let entry = entries.into_iter().nth(usize::try_from(position).ok()?)?;
        Some(self.seen(entry.value))
    }

    /// What an option gave away is gone: an iteration around sees it once.
    pub(crate) fn taken_out(&mut self, value: &Value<'f>) {
        let origins = self.origins_in(value, 4);
        if let Some(&node) = self.iterations.last() {
            self.trace.tree.node_mut(node).distinct_per_iteration.extend(origins);
        }
    }

    /// `base[index]`: the running number of an iteration gives another element each time.
    pub(crate) fn index(&mut self, base: &Value<'f>, index: &Value<'f>) -> Value<'f> {
        match index {
            Value::Index(node) => self.element_in(base, *node),
            Value::Int(position) => match self.entry_at(base, *position) {
                Some(value) => value,
                None => self.any_element(base),
            },
            _ => crate::flow::effects::cells::value_of_pair(self.any_element(base)),
        }
    }

    /// The element that an iteration sees, another one each time.
    pub(crate) fn element_in(&mut self, value: &Value<'f>, node: NodeId) -> Value<'f> {
        let Some(entries) = self.entries(value) else { return self.element_of_other(value) };
        if entries.is_empty() && self.is_queue(value) {
            self.note_empty(value);
        }
        let around: Vec<NodeId> = self.trace.tree.ancestors(node).collect();
        let mut counted: Vec<(OriginId, usize)> = Vec::new();
        for entry in &entries {
            if let Some(iteration) = entry.iteration
                && !around.contains(&iteration)
            {
                self.trace.tree.node_mut(node).zips_with.push(iteration);
                continue;
            }
            for origin in self.origins_in(&entry.value, 4) {
                match counted.iter_mut().find(|(known, _)| *known == origin) {
                    Some((_, count)) => *count += 1,
                    None => counted.push((origin, if entry.copies { 2 } else { 1 })),
                }
            }
        }
        let once = counted.into_iter().filter(|&(_, count)| count == 1).map(|(origin, _)| origin);
        self.trace.tree.node_mut(node).distinct_per_iteration.extend(once);
        entries.into_iter().fold(Value::Unknown, |sum, entry| sum.or(self.seen(entry.value)))
    }

    /// Some element.
    pub(crate) fn any_element(&mut self, value: &Value<'f>) -> Value<'f> {
        match self.entries(value) {
            Some(entries) if entries.is_empty() && self.is_queue(value) => {
                self.note_empty(value);
                Value::Unknown
            }
            Some(entries) => {
                entries.into_iter().fold(Value::Unknown, |sum, entry| sum.or(entry.value))
            }
            None => self.element_of_other(value),
        }
    }

    /// What iterating over something that is no collection gives: a consumer's deliveries, or the value itself.
    pub(crate) fn element_of_other(&mut self, value: &Value<'f>) -> Value<'f> {
        match self.handle_in(value) {
            Some((id, handle)) if handle.kind == HandleKind::Consumer => {
                self.receive_in_loop(id, &handle);
                self.value_of(Obj::Handle(Handle { kind: HandleKind::Delivery, ..handle }))
            }
            _ => value.clone(),
        }
    }

    /// The elements of a collection, also behind guards and wrappers.
    pub(crate) fn entries(&self, value: &Value<'f>) -> Option<Vec<Entry<'f>>> {
        self.entries_at(value, MAX_DEREF)
    }

    pub(crate) fn entries_at(&self, value: &Value<'f>, depth: u8) -> Option<Vec<Entry<'f>>> {
        match value {
            _ if depth == 0 => None,
            Value::Obj(id) => match self.obj(*id) {
                Obj::Collection(entries) => Some(entries.clone()),
                Obj::Guard { inner, .. } => self.entries_at(inner, depth - 1),
                Obj::External { held, .. } | Obj::Options(Options { held, .. }) => {
                    held.iter().find_map(|inner| self.entries_at(inner, depth - 1))
                }
                _ => None,
            },
            Value::Any(all) => {
                let mut sum = None;
                for entries in all.iter().filter_map(|one| self.entries_at(one, depth - 1)) {
                    sum.get_or_insert_with(Vec::new).extend(entries);
                }
                sum
            }
            _ => None,
        }
    }

    /// An element as it is looked at: what was not seen being made is another one each time.
    pub(crate) fn seen(&mut self, element: Value<'f>) -> Value<'f> {
        let Value::Obj(id) = element else { return element };
        let Obj::Unseen { ty, outside } = self.obj(id).clone() else { return element };
        self.made_up_if_relevant(&ty, &outside.imprecise())
    }
}
