//! Indexes the tables. Of two that speak of one thing, the first counts.

use super::{
    CallRule, Client, ClientId, Effect, Handle, Knowledge, Open, Operation, OperationInfo, Table,
    WaitsFor, last_segment,
};
use crate::facts::intern;
use crate::language::Language;

impl Knowledge {
    /// What tables say of a language's libraries. Where two speak of one thing, the first counts.
    pub(super) fn from_tables(language: Language, tables: Vec<Table>) -> Self {
        let mut knowledge = Self { language, ..Self::default() };
        for table in tables.into_iter().filter(|table| table.language == language) {
            knowledge.add(table);
        }
        knowledge.aliases.sort_by_key(|(from, _)| std::cmp::Reverse(from.len()));
        knowledge
    }

    fn add(&mut self, table: Table) {
        self.aliases.extend(table.alias.into_iter().map(|alias| (alias.from, alias.to)));
        if let Some(header) = table.client {
            let client = self.client_named(&header.name);
            for package in &header.packages {
                self.client_roots.insert(self.root_of(package));
            }
            self.option_endings.extend(header.options);
            let known = &mut self.clients[client];
            known.blocking |= header.blocking;
            known.packages.extend(header.packages);
            known.hazards.extend(table.hazard);
            known.failures.extend(table.failure);
            known.options.extend(table.option);
            known.parts.extend(table.part);
            known.content.extend(table.content.into_iter().flat_map(|content| content.fields));
            known.redelivered = known.redelivered.take().or(table.redelivered.into_iter().next());
            known.verdicts.extend(table.verdict);
            for life in table.life {
                known.life.asked_by.extend(life.asked_by);
                known.life.brought_back_by.extend(life.brought_back_by);
                known.life.told_by.extend(life.told_by);
                known.life.told_in.extend(life.told_in);
            }
            known.callbacks.extend(table.callback);
            known.eager = known.eager.take().or(header.eager);
            known.answers_once |= header.answers_once;
            known.attribute = known.attribute.take().or(header.attribute);
            for handle in &table.handle {
                self.add_handle(client, handle);
            }
            for open in table.open {
                self.add_open(client, &open);
            }
            for operation in table.operation {
                self.add_operation(client, &operation);
            }
        }
        self.handlers.extend(table.handlers);
        table.route.iter().for_each(|route| self.routes.add(route));
        for rule in table.call {
            self.add_call(&rule);
        }
        for (list, kind) in [(table.collection, 0), (table.lock, 1), (table.shared_state, 2)] {
            for name in list.into_iter().flat_map(|entry| entry.types) {
                let map = match kind {
                    0 => &mut self.collections,
                    1 => &mut self.locks,
                    _ => &mut self.shared_state,
                };
                map.insert(intern(&name));
                self.unambiguous_globs.insert(intern(&name));
            }
        }
        self.pointers.extend(table.pointer.iter().flat_map(|of| &of.types).map(|ty| intern(ty)));
        for entry in table.growth {
            self.fleeting.extend(entry.fleeting_keys.iter().cloned());
            self.asking.extend(entry.asked_by_key.iter().map(|method| intern(method)));
            self.bounding.extend(entry.bounded_by.iter().map(|method| intern(method)));
            self.growing.extend(entry.types.iter().map(|ty| intern(ty)));
            self.adding_by_key.extend(entry.added_by_key.iter().map(|ty| intern(ty)));
        }
        for entry in table.waits {
            self.waits.extend(entry.paths.iter().map(|path| (intern(path), entry.what)));
            if entry.what == WaitsFor::Time {
                let names = entry.paths.iter().map(|path| last_segment(intern(path)));
                self.taking_time.extend(names);
            }
            self.given_to_wait.extend(entry.given.iter().map(|path| intern(path)));
        }
        for entry in table.drain {
            self.draining.extend(entry.methods.iter().map(|name| (intern(name), entry.reads)));
        }
        self.writing.extend(table.writes.iter().flat_map(|of| &of.paths).map(|path| intern(path)));
        for entry in table.dropped {
            self.dropped.extend(entry.types.iter().map(|name| intern(name)));
            self.dropped_by_trait.extend(entry.traits.iter().map(|name| intern(name)));
        }
        for entry in table.conversion {
            self.conversions.entry(intern(&entry.call)).or_insert(entry);
        }
        for entry in table.transparent {
            for name in entry.types {
                self.transparent.entry(intern(&name)).or_insert(entry.arg);
                self.unambiguous_globs.insert(intern(&name));
            }
        }
    }

    /// The client of this name, a new one when there is none yet.
    fn client_named(&mut self, name: &str) -> ClientId {
        let known = self.clients.entries().find(|(_, client)| client.name == name);
        if let Some((id, _)) = known {
            return id;
        }
        self.clients.push(Client { name: name.to_owned(), ..Client::default() })
    }

    fn add_handle(&mut self, client: ClientId, handle: &Handle) {
        for ty in &handle.types {
            if let Some(of) = &handle.of {
                self.handles_of.entry((intern(ty), intern(of))).or_insert((client, handle.kind));
                continue;
            }
            self.handles.entry(intern(ty)).or_insert((client, handle.kind));
            if handle.part {
                self.part_types.insert(intern(ty));
            }
            self.handle_names.insert(last_segment(intern(ty)));
            self.unambiguous_globs.insert(intern(ty));
        }
    }

    fn add_open(&mut self, client: ClientId, open: &Open) {
        for method in &open.methods {
            self.opens_by_method.entry(intern(method)).or_default().push((client, open.clone()));
        }
        for path in &open.paths {
            self.opens_by_path.entry(intern(path)).or_insert_with(|| (client, open.clone()));
        }
    }

    fn add_operation(&mut self, client: ClientId, operation: &Operation) {
        for method in &operation.methods {
            let id = self.operations.push(OperationInfo {
                client,
                name: intern(method),
                operation: operation.clone(),
            });
            self.operations_by_method.entry(intern(method)).or_default().push(id);
            if operation.implied {
                self.implied.entry((client, operation.on)).or_insert(id);
            }
        }
    }

    fn add_call(&mut self, rule: &CallRule) {
        if let (Effect::Queue, Some(gives)) = (rule.effect, &rule.gives) {
            self.makes_queue.entry(intern(gives)).or_insert_with(|| rule.clone());
        }
        if rule.effect == Effect::AcquirePermit {
            self.turns.extend(rule.on.iter().map(|ty| intern(ty)));
        }
        for path in &rule.paths {
            self.calls_by_path.entry(intern(path)).or_insert_with(|| rule.clone());
            self.unambiguous_globs.insert(intern(path));
        }
        if let Some((begins, ends)) = rule.named.as_deref().and_then(|name| name.split_once('*')) {
            self.calls_by_name.push((begins.to_owned(), ends.to_owned(), rule.clone()));
        }
        for method in &rule.methods {
            self.calls_by_method.entry(intern(method)).or_default().push(rule.clone());
        }
        for ty in &rule.on {
            self.receivers.insert(intern(ty));
            self.unambiguous_globs.insert(intern(ty));
        }
    }
}
