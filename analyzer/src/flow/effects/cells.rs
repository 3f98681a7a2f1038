//! Known calls on locks, cells, pools and collections.

use super::known::{Known, owner_path};
use crate::flow::heap::value::{Entry, Obj, Options, Value};
use crate::flow::{Evaluator, HeldGuard};
use crate::knowledge::HandleKind;
use crate::sources::Location;
use crate::trace::handle::{Handle, ProvenanceKind};
use crate::trace::node::NodeKind;
use ustr::ustr;

impl<'f> Evaluator<'_, 'f> {
    pub(crate) fn lock(&mut self, known: &Known<'_, 'f>, exclusive: bool) -> Value<'f> {
        let Value::Obj(lock) = known.subject() else { return Value::Unknown };
        let inner = match self.obj(lock) {
            Obj::External { held, .. } | Obj::Options(Options { held, .. }) => {
                held.iter().fold(Value::Unknown, |sum: Value<'f>, value| sum.or(value.clone()))
            }
            _ => Value::Obj(lock),
        };
        self.guard(lock, inner, exclusive, known.at)
    }

    pub(crate) fn guard(
        &mut self,
        lock: crate::flow::heap::value::ObjId,
        inner: Value<'f>,
        exclusive: bool,
        at: Location,
    ) -> Value<'f> {
        let guard = self.alloc(Obj::Guard { lock, inner });
        let lock = *self.locks.entry(lock).or_insert_with(|| self.trace.add_lock(at));
        self.held.push(HeldGuard { guard, lock, exclusive });
        Value::Obj(guard)
    }

    pub(crate) fn permit(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let Value::Obj(semaphore) = known.subject() else { return Value::Unknown };
        let single = match self.obj(semaphore) {
            Obj::External { held, .. } => held.iter().any(|value| matches!(value, Value::Int(1))),
            _ => false,
        };
        self.guard(semaphore, Value::Unknown, single, known.at)
    }

    pub(crate) fn element(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let subject = self.content(&known.subject());
        match known.args.first() {
            Some(Value::Index(node)) => self.element_in(&subject, *node),
            Some(Value::Int(_)) | None => self.element_or_content(&subject),
            Some(_) => value_of_pair(self.element_or_content(&subject)),
        }
    }

    /// Some element, or what a cell holds.
    pub(crate) fn element_or_content(&mut self, subject: &Value<'f>) -> Value<'f> {
        if let Value::Obj(id) = subject
            && let Obj::External { path, held } | Obj::Options(Options { path, held, .. }) =
                self.obj(*id)
            && self.entries(subject).is_none()
            && !self.knowledge.is_lock(*path)
            && !held.is_empty()
        {
            return held.clone().into_iter().fold(Value::Unknown, Value::or);
        }
        self.any_element(subject)
    }

    pub(crate) fn take(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let subject = self.content(&known.subject());
        let element = match self.iterations.last().copied() {
            Some(node) => self.element_in(&subject, node),
            None => self.any_element(&subject),
        };
        self.taken_for_good(element)
    }

    /// What is taken out of a collection that was there before is nobody else's from now on.
    fn taken_for_good(&mut self, element: Value<'f>) -> Value<'f> {
        let Value::Obj(id) = element else { return element };
        let Obj::Handle(handle) = self.obj(id).clone() else { return element };
        let origin = self.trace.origin(handle.origin).clone();
        let from_outside = origin.provenance.as_ref().is_some_and(|provenance| {
            matches!(provenance.kind, ProvenanceKind::Parameter | ProvenanceKind::Shared)
        });
        if handle.kind != HandleKind::Channel || !from_outside {
            return element;
        }
        let origin = self.trace.open(origin);
        self.value_of(Obj::Handle(Handle { origin, ..handle }))
    }

    /// Fills a cell, or makes one.
    pub(crate) fn init(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let Some(receiver) = &known.receiver else {
            let value = self.initial_value(known);
            if !value.is_unknown() {
                return value;
            }
            let path = owner_path(known.name);
            let cell = self.alloc(Obj::External { path, held: Vec::new() });
            self.births.insert(cell, self.trace.tree.cursor());
            return Value::Obj(cell);
        };
        let birth = match receiver {
            Value::Obj(cell) => self.births.get(cell).copied(),
            _ => None,
        };
        let old = self.cell_content(receiver);
        let value = match birth {
            // The first caller runs the initialiser, all others find the cell full.
            Some(_) if !old.is_unknown() && known.name.contains("init") => return old,
            Some(birth) if known.name.contains("init") => {
                let cursor = self.trace.tree.cursor();
                self.trace.tree.move_to(birth);
                self.trace.tree.enter(NodeKind::Once, Some(known.at));
                let value = self.initial_value(known);
                self.trace.tree.move_to(cursor);
                value
            }
            _ => self.initial_value(known),
        };
        if self.store(receiver, value.clone()) {
            return old.or(value);
        }
        receiver.clone().or(value)
    }

    /// What an initialiser gives, or the value that was given as it is.
    pub(crate) fn initial_value(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        match known.args.last() {
            Some(closure @ (Value::Closure(_) | Value::Fn(_))) => {
                let given = self.call_value(&closure.clone(), Vec::new(), known.at);
                self.poll(&given, known.at)
            }
            Some(value) => value.clone(),
            None => Value::Unknown,
        }
    }

    pub(crate) fn cell_content(&self, cell: &Value<'f>) -> Value<'f> {
        match cell {
            Value::Obj(id) => match self.obj(*id) {
                Obj::External { held, .. } | Obj::Options(Options { held, .. }) => {
                    held.iter().fold(Value::Unknown, |sum: Value<'f>, value| sum.or(value.clone()))
                }
                Obj::Guard { inner, .. } => inner.clone(),
                _ => Value::Unknown,
            },
            _ => Value::Unknown,
        }
    }

    /// What a pool's manager makes, made anew for each checkout; nobody else has it.
    pub(crate) fn checkout(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let first = self.trace.origins().next_id();
        let value = self.checked_out(known);
        self.note_pooled(first);
        value
    }

    pub(crate) fn checked_out(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let subject = known.subject();
        let mut managers = Vec::new();
        self.visit(&subject, 3, &mut |obj| {
            if let Obj::Struct(data) = obj {
                managers.push(data.clone());
            }
        });
        for manager in managers {
            for method in ["create", "connect"] {
                let functions = self.methods_of(manager.ty, ustr(method));
                if !functions.is_empty() {
                    let receiver = self.value_of(Obj::Struct(manager.clone()));
                    let value = self.call_any(&functions, &[receiver], known.at);
                    return self.poll(&value, known.at);
                }
            }
        }
        let connection = self.pooled_connection(&subject);
        connection
            .map_or(Value::Unknown, |client| self.open(client, HandleKind::Connection, known.at))
    }

    pub(crate) fn pooled_connection(&self, pool: &Value<'f>) -> Option<crate::knowledge::ClientId> {
        let (_, handle) = self.handle_in(pool)?;
        let Handle { client, kind, .. } = handle;
        if !matches!(kind, HandleKind::Pool | HandleKind::Connection) {
            return None;
        }
        // A pool's crate names the client whose connections it hands out.
        let given = self.knowledge.handle_types(client, kind).into_iter().find_map(|path| {
            let root = path.as_str().split("::").next()?;
            self.knowledge.handle(self.knowledge.canonical(&format!("{root}::Connection")))
        });
        Some(given.map_or(client, |(client, _)| client))
    }

    pub(crate) fn collect(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let subject = known.subject();
        if known.receiver.is_none()
            && known.name.contains("Map")
            && let Some(entries) = self.entries(&subject)
        {
            let pairs = entries
                .into_iter()
                .map(|entry| Entry { value: value_of_pair(entry.value), ..entry });
            return self.value_of(Obj::Collection(pairs.collect()));
        }
        if self.entries(&subject).is_some() || matches!(subject, Value::Future(_)) {
            return subject;
        }
        let values = if subject.is_unknown() { Vec::new() } else { vec![subject] };
        let collection = self.collection(values);
        match &known.rule.gives {
            Some(path) => self.value_of(Obj::External { path: ustr(path), held: vec![collection] }),
            None => collection,
        }
    }
}

/// Of a key and a value, the value.
pub(crate) fn value_of_pair(pair: Value<'_>) -> Value<'_> {
    match &pair {
        Value::Tuple(items) if items.len() == 2 => items[1].clone(),
        _ => pair,
    }
}
