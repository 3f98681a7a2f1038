//! Known calls on locks, cells, pools and collections.

use super::known::{Known, owner_path};
use crate::facts::intern;
use crate::flow::Evaluator;
use crate::flow::heap::object::{Entry, Obj, ObjId, Options};
use crate::flow::heap::value::Value;
use crate::knowledge::{Effect, HandleKind};
use crate::resolve::types::Ty;
use crate::sources::Location;
use crate::trace::access::Lock;
use crate::trace::handle::{Handle, ProvenanceKind};
use crate::trace::node::NodeKind;

impl<'f> Evaluator<'_, 'f> {
    pub(crate) fn lock(&mut self, known: &Known<'_, 'f>, exclusive: bool) -> Value<'f> {
        let Value::Obj(lock) = known.subject() else { return Value::Unknown };
        let inner = match self.heap.obj(lock) {
            Obj::External { held, .. } | Obj::Options(Options { held, .. }) => {
                held.iter().fold(Value::Unknown, |sum: Value<'f>, value| sum.join(value.clone()))
            }
            // The lock itself was not seen: what stands for it is what it protects.
            _ => Value::Obj(lock),
        };
        let guard = self.guard(lock, inner, exclusive, known.at);
        if !known.name.starts_with("try_") {
            self.note_locked(lock, exclusive, known.at);
        }
        guard
    }

    pub(crate) fn guard(
        &mut self,
        lock: ObjId,
        inner: Value<'f>,
        exclusive: bool,
        at: Location,
    ) -> Value<'f> {
        let outside = self.heap.type_from_outside(&inner);
        let guard = self.heap.alloc(Obj::Guard { lock, inner });
        let lock =
            self.locks.id_of(lock, || self.recorder.add_lock(Lock { at, outside, made_in: None }));
        self.locks.acquire(guard, lock, exclusive);
        Value::Obj(guard)
    }

    /// The receiver is held from here on.
    pub(crate) fn acquire(&mut self, known: &Known<'_, 'f>, exclusive: bool) -> Value<'f> {
        let Value::Obj(lock) = known.subject() else { return Value::Unknown };
        let id = self.locks.id_of(lock, || {
            self.recorder.add_lock(Lock { at: known.at, outside: None, made_in: None })
        });
        self.locks.acquire_by_name(lock, id, exclusive);
        Value::Unknown
    }

    /// Some of the receiver is held from here on: all of it, unless another could hold as much beside it.
    pub(crate) fn acquire_permit(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let size = match known.subject() {
            Value::Obj(semaphore) => match self.heap.obj(semaphore) {
                Obj::External { held, .. } => held.first().and_then(number),
                _ => None,
            },
            _ => None,
        };
        let leaves_too_little =
            |size: u128| number(&known.arg()).is_some_and(|it| size < it.saturating_mul(2));
        if size.is_some_and(leaves_too_little) {
            return self.acquire(known, true);
        }
        Value::Unknown
    }

    /// The receiver is not held any more.
    pub(crate) fn release_lock(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        if let Value::Obj(lock) = known.subject() {
            self.locks.release_by_name(lock);
        }
        Value::Unknown
    }

    pub(crate) fn permit(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let Value::Obj(semaphore) = known.subject() else { return Value::Unknown };
        let single = match self.heap.obj(semaphore) {
            // Of a semaphore with several permits nobody knows who else holds one: that is no mutual exclusion.
            Obj::External { held, .. } => held.iter().any(|value| matches!(value, Value::Int(1))),
            _ => false,
        };
        self.guard(semaphore, Value::Unknown, single, known.at)
    }

    pub(crate) fn element(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let subject = self.heap.content(&known.subject());
        match known.args.first() {
            Some(Value::Index(node)) => self.element_in(&subject, *node),
            Some(Value::Int(_)) | None => self.element_or_content(&subject),
            Some(Value::Str(key)) if self.heap.entries(&subject).is_some() => {
                value_of_pair(self.element_under(&subject, key))
            }
            // A key gives the value; the pair stands for both in an entry.
            Some(_) => value_of_pair(self.element_or_content(&subject)),
        }
    }

    /// A value of another type around what a call is given.
    pub(crate) fn wrap(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let path = intern(known.rule.gives.as_deref().unwrap_or_default());
        let held = known.receiver.iter().cloned().chain(known.args.clone()).collect();
        self.heap.value_of(Obj::External { path, held })
    }

    /// Some element, or what a cell holds.
    fn element_or_content(&mut self, subject: &Value<'f>) -> Value<'f> {
        if let Value::Obj(id) = subject
            && let Obj::External { path, held } | Obj::Options(Options { path, held, .. }) =
                self.heap.obj(*id)
            // A cell that holds one thing gives that, as `get` of a `OnceCell` does.
            && self.heap.entries(subject).is_none()
            && !self.knowledge.is_lock(*path)
            && !held.is_empty()
        {
            return held.clone().into_iter().fold(Value::Unknown, Value::join);
        }
        self.any_element(subject)
    }

    pub(crate) fn take(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let subject = self.heap.content(&known.subject());
        // In a loop each round takes another one.
        let element = match self.position.iteration() {
            Some(node) => self.element_in(&subject, node),
            None => self.any_element(&subject),
        };
        let element = if self.is_kept_delivery(&element) { self.seen(element) } else { element };
        self.taken_for_good(element)
    }

    /// Whether a value is some delivery that was put away: whoever takes it out answers it.
    fn is_kept_delivery(&self, element: &Value<'f>) -> bool {
        let Value::Obj(id) = element else { return false };
        let Obj::Summary { ty, .. } = self.heap.obj(*id) else { return false };
        self.is_delivery(ty)
    }

    fn is_delivery(&self, ty: &Ty) -> bool {
        match ty {
            Ty::External(path, _) => {
                matches!(self.knowledge.handle(*path), Some((_, HandleKind::Delivery)))
            }
            Ty::Tuple(parts) => parts.iter().any(|part| self.is_delivery(part)),
            _ => false,
        }
    }

    /// What is taken out of a collection that was there before is nobody else's from now on.
    fn taken_for_good(&mut self, element: Value<'f>) -> Value<'f> {
        let Value::Obj(id) = element else { return element };
        let Obj::Handle(handle) = self.heap.obj(id).clone() else { return element };
        let origin = self.recorder.trace().origin(handle.origin).clone();
        let from_outside = origin.provenance.as_ref().is_some_and(|provenance| {
            matches!(provenance.kind, ProvenanceKind::Parameter | ProvenanceKind::Shared)
        });
        // What was opened in view has an origin of its own already.
        if handle.kind != HandleKind::Channel || !from_outside {
            return element;
        }
        let origin = self.recorder.open(origin);
        self.heap.value_of(Obj::Handle(Handle { origin, ..handle }))
    }

    /// Fills a cell, or makes one.
    pub(crate) fn init(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        // `OnceCell::new()`, `LazyLock::new(|| ..)`
        let Some(receiver) = &known.receiver else {
            let value = self.initial_value(known);
            if !value.is_unknown() {
                return value;
            }
            let path = owner_path(known.name);
            let cell = self.heap.alloc(Obj::External { path, held: Vec::new() });
            self.heap.note_cell_site(cell, self.recorder.cursor());
            return Value::Obj(cell);
        };
        let site = self.heap.cell_site(receiver);
        let old = self.heap.cell_content(receiver);
        let value = match site {
            // The first caller runs the initialiser, all others find the cell full.
            Some(_) if !old.is_unknown() && known.name.contains("init") => return old,
            // Whoever comes first, it happens once, where the cell was made: written down there, it is before all uses.
            Some(site) if known.name.contains("init") => {
                let cursor = self.recorder.cursor();
                self.recorder.move_to(site);
                self.recorder.enter(NodeKind::Once, Some(known.at));
                let value = self.initial_value(known);
                self.recorder.move_to(cursor);
                value
            }
            _ => self.initial_value(known),
        };
        if self.store(receiver, value.clone()) {
            return old.join(value);
        }
        // A cell of which only the content is known, as of a field from outside, keeps it all the same.
        self.note_published(&value);
        receiver.clone().join(value)
    }

    /// Runs what is given, unless that was done at this place before.
    pub(crate) fn once(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let gate = known.subject();
        if self.heap.cell_content(&gate).is_unknown() {
            self.initial_value(known);
            self.store(&gate, Value::Bool(true));
        }
        Value::Unknown
    }

    /// What an initialiser gives, or the value that was given as it is.
    fn initial_value(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        match known.args.last() {
            Some(closure @ (Value::Closure(_) | Value::Fn(_))) => {
                let given = self.call_value(&closure.clone(), Vec::new(), known.at);
                self.poll(&given, known.at)
            }
            // `cache.get_with(key, future)` polls what fills it; `cell.set(future)` does not.
            Some(value @ Value::Future(_)) if known.rule.effect == Effect::Fill => {
                self.poll(&value.clone(), known.at)
            }
            Some(value) => value.clone(),
            None => Value::Unknown,
        }
    }

    /// What a pool's manager makes, made anew for each checkout; nobody else has it.
    pub(crate) fn checkout(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let first = self.recorder.trace().origins().next_id();
        let value = self.checked_out(known);
        self.recorder.note_pooled_since(first);
        value
    }

    fn checked_out(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let subject = known.subject();
        // A pool holds its manager, in a builder or an `Arc`.
        let inside = self.heap.objects_in(&subject).filter_map(|(_, obj)| match obj {
            Obj::Struct(data) => Some(data.clone()),
            _ => None,
        });
        let managers: Vec<_> = inside.collect();
        for manager in managers {
            // What pools call the making of a new object.
            for method in ["create", "connect"] {
                let functions = self.methods_of(manager.ty, intern(method));
                if !functions.is_empty() {
                    let receiver = self.heap.value_of(Obj::Struct(manager.clone()));
                    let value = self.call_any(&functions, &[receiver], known.at);
                    return self.poll(&value, known.at);
                }
            }
        }
        let connection = self.pooled_connection(&subject);
        connection
            .map_or(Value::Unknown, |client| self.open(client, HandleKind::Connection, known.at))
    }

    fn pooled_connection(&self, pool: &Value<'f>) -> Option<crate::knowledge::ClientId> {
        let (_, handle) = self.heap.handle_in(pool)?;
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

    /// The first argument with the others in it; one that was empty is a collection of its own from here on.
    pub(crate) fn append(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let Some((first, more)) = known.args.split_first() else { return Value::Unknown };
        let whole = match self.heap.entries(first) {
            Some(_) => first.clone(),
            None => self.heap.collection(Vec::new()),
        };
        more.iter().for_each(|value| self.insert(&whole, value.clone()));
        whole
    }

    pub(crate) fn collect(&mut self, known: &Known<'_, 'f>) -> Value<'f> {
        let subject = known.subject();
        // A map that is collected from pairs is looked up by key: its elements are the values.
        if known.receiver.is_none()
            && known.name.contains("Map")
            && let Some(entries) = self.heap.entries(&subject)
        {
            let pairs = entries
                .into_iter()
                .map(|entry| Entry { value: value_of_pair(entry.value), ..entry });
            return self.heap.value_of(Obj::Collection(pairs.collect()));
        }
        if self.heap.entries(&subject).is_some() || matches!(subject, Value::Future(_)) {
            return subject;
        }
        // What is collected was no collection that is known: it is an element.
        let values = if subject.is_unknown() { Vec::new() } else { vec![subject] };
        let collection = self.heap.collection(values);
        match &known.rule.gives {
            Some(path) => {
                self.heap.value_of(Obj::External { path: intern(path), held: vec![collection] })
            }
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

fn number(value: &Value<'_>) -> Option<u128> {
    match value {
        Value::Int(number) => Some(*number),
        _ => None,
    }
}
