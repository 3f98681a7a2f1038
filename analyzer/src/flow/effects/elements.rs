//! Which element of a collection an iteration or an index sees, and what a round of a loop has to itself.

use super::containers::value_of_pair;
use crate::facts::ExprId;
use crate::flow::bodies::names::is_name;
use crate::flow::bodies::spans::holds;
use crate::flow::heap::object::Obj;
use crate::flow::heap::value::Value;
use crate::flow::{Evaluator, Frame};
use crate::knowledge::HandleKind;
use crate::sources::Location;
use crate::trace::handle::OriginId;
use crate::trace::node::NodeId;

impl<'f> Evaluator<'_, 'f> {
    /// The element at a known place of a list that was written out.
    fn entry_at(&mut self, base: &Value<'f>, position: u128) -> Option<Value<'f>> {
        let entries = self.heap.entries(base)?;
        if entries.iter().any(|entry| entry.iteration.is_some() || entry.copies) {
            return None;
        }
        let entry = entries.into_iter().nth(usize::try_from(position).ok()?)?;
        Some(self.seen(entry.value))
    }

    /// What an option gave away is gone: an iteration around sees it once.
    pub(crate) fn taken_out(&mut self, value: &Value<'f>) {
        let origins = self.heap.origins_in(value);
        if let Some(node) = self.position.iteration() {
            self.recorder.set_distinct(node, origins);
        }
    }

    /// `elements.next()`: each round of the loops that the iterator comes into sees another element.
    pub(crate) fn advanced(&mut self, frame: &Frame<'f>, iterator: ExprId, value: &Value<'f>) {
        let body = frame.place.body;
        let Some((name, span)) = is_name(body, iterator) else { return };
        let Some(variable) = self.bodies.bindings(body).variable(name, span) else { return };
        let elements = self.heap.content(value);
        let is_code = self.heap.is_deferred(&elements) && self.only_element(&elements).is_some();
        if is_code || self.heap.entries(&elements).is_none() || self.holds_deliveries(&elements) {
            return;
        }
        let comes_in = |node: &NodeId| {
            self.recorder.tree().node(*node).at.is_some_and(|at| {
                let is_here = at.file == frame.location(span).file && holds(at.span, span);
                is_here && !holds(at.span, variable.statement)
            })
        };
        let loops: Vec<NodeId> = self.position.iterations().take_while(comes_in).collect();
        for node in loops {
            self.element_in(&elements, node);
        }
    }

    /// Whether a delivery or what answers one is among some elements: those follow from their consumer.
    fn holds_deliveries(&self, elements: &Value<'f>) -> bool {
        let is_channel = |kind| matches!(kind, HandleKind::Channel | HandleKind::Connection);
        self.heap.handles_in(elements).any(|handle| !is_channel(handle.kind))
    }

    /// `base[index]`: the running number of an iteration gives another element each time.
    pub(crate) fn index(&mut self, base: &Value<'f>, index: &Value<'f>) -> Value<'f> {
        match index {
            Value::Index(node) => self.element_in(base, *node),
            Value::Int(position) => match self.entry_at(base, *position) {
                Some(value) => value,
                None => self.any_element(base),
            },
            Value::Str(key) => value_of_pair(self.element_under(base, key)),
            // An index that is not known may be a key.
            _ => value_of_pair(self.any_element(base)),
        }
    }

    /// The element that an iteration sees, another one each time.
    pub(crate) fn element_in(&mut self, value: &Value<'f>, node: NodeId) -> Value<'f> {
        let Some(entries) = self.heap.entries(value) else { return self.element_of_other(value) };
        if entries.is_empty() && self.is_queue(value) {
            self.note_empty(value);
        }
        let around: Vec<NodeId> = self.recorder.tree().ancestors(node).collect();
        let mut counted: Vec<(OriginId, usize)> = Vec::new();
        for entry in &entries {
            if let Some(iteration) = entry.iteration
                && !entry.copies
                // An element that an earlier loop put there: this loop's rounds go through that loop's rounds again.
                && !around.contains(&iteration)
            {
                self.recorder.zip_with(node, [iteration]);
                continue;
            }
            for origin in self.heap.origins_in(&entry.value) {
                match counted.iter_mut().find(|(known, _)| *known == origin) {
                    Some((_, count)) => *count += 1,
                    // Copies of one handle meet each other; two entries with one origin do as well.
                    None => counted.push((origin, if entry.copies { 2 } else { 1 })),
                }
            }
        }
        let once = counted.into_iter().filter(|&(_, count)| count == 1).map(|(origin, _)| origin);
        self.recorder.set_distinct(node, once);
        entries.into_iter().fold(Value::Unknown, |sum, entry| sum.join(self.seen(entry.value)))
    }

    /// Some element.
    pub(crate) fn any_element(&mut self, value: &Value<'f>) -> Value<'f> {
        match self.heap.entries(value) {
            Some(entries) if entries.is_empty() && self.is_queue(value) => {
                self.note_empty(value);
                Value::Unknown
            }
            Some(entries) => {
                entries.into_iter().fold(Value::Unknown, |sum, entry| sum.join(entry.value))
            }
            None => self.element_of_other(value),
        }
    }

    /// The element that is kept under a key: any of which the key is not known may be it.
    pub(crate) fn element_under(&mut self, value: &Value<'f>, key: &str) -> Value<'f> {
        match self.heap.entries(value) {
            Some(entries) if !self.is_queue(value) => {
                let fitting = entries.into_iter().filter(|entry| entry.may_be_under(key));
                fitting.fold(Value::Unknown, |sum, entry| sum.join(entry.value))
            }
            _ => self.any_element(value),
        }
    }

    /// What iterating over something that is no collection gives: a consumer's deliveries, or the value itself.
    fn element_of_other(&mut self, value: &Value<'f>) -> Value<'f> {
        let cursor = self.recorder.cursor();
        // A second round has taken its delivery where the first one did.
        let first = self.recorder.tree().node(cursor).at;
        let around = {
            let mut around = self.recorder.tree().ancestors(cursor);
            around.find_map(|at| self.recorder.tree().node(at).at)
        };
        match (value, around) {
            // Where a lost channel was replaced, the consumer of either may be meant.
            (Value::Any(all), Some(around)) if all.iter().any(|one| self.is_consumer(one)) => {
                let each = |evaluator: &mut Self, one: &Value<'f>| evaluator.next_in(one, first);
                self.one_of_values(&all.clone(), around, each)
            }
            _ => self.next_in(value, first),
        }
    }

    fn next_in(&mut self, value: &Value<'f>, at: Option<Location>) -> Value<'f> {
        match self.heap.handle_in(value) {
            Some((id, handle)) if handle.kind == HandleKind::Consumer => {
                if let Some(at) = at {
                    self.receive_in_loop(id, &handle, at);
                }
                self.next_delivery(&handle)
            }
            _ => value.clone(),
        }
    }

    /// Whether a value is a consumer.
    pub(super) fn is_consumer(&self, value: &Value<'f>) -> bool {
        self.heap.handle_in(value).is_some_and(|(_, handle)| handle.kind == HandleKind::Consumer)
    }

    /// An element as it is looked at: what was not seen being made is another one each time.
    pub(crate) fn seen(&mut self, element: Value<'f>) -> Value<'f> {
        let Value::Obj(id) = element else { return element };
        let Obj::Summary { ty, outside } = self.heap.obj(id).clone() else { return element };
        self.materialize_if_relevant(&ty, &outside.imprecise())
    }
}
