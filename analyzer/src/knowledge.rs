//! What clients, runtimes and frameworks do, as data: the tables in `clients/` and `runtimes/`, and a user's own in the same schema.
//!
//! The rest of the analysis asks here by canonical path or method name; it never names a library itself.

mod building;
mod calls;
mod functions;
mod names;
mod own;
mod routes;
mod schema;
mod tables;
mod versions;

use rustc_hash::{FxHashMap, FxHashSet};

use crate::facts::{Name, intern};
use crate::ids::{IdVec, ids};
use crate::language::Language;
pub use names::{Kind, Meaning, Mode, Notice, Pattern};
pub use own::OwnClient;
pub use routes::Routes;
pub use schema::{
    Alias, Attribute, CallRule, Callback, Conversion, Effect, Failure, Handle, HandleKind,
    Handlers, Hazard, Life, LookedAt, Open, Operation, OptionRule, Part, Reads, Redelivered,
    RuleName, Scope, Table, Times, Transparent, Types, Verdict, WaitsFor,
};
#[cfg(test)]
pub(crate) use tables::builtin as builtin_tables;
pub use tables::{TableError, Tables};

ids! {
    /// Index of a client in [`Knowledge::clients`].
    pub ClientId
    /// Index of an operation.
    pub OperationId
}

/// A client library.
#[derive(Debug, Default)]
pub struct Client {
    /// The name that reports print.
    pub name: String,
    /// The package names that are this client.
    pub packages: Vec<String>,
    /// What follows when two operations overlap.
    pub hazards: Vec<Hazard>,
    /// What follows from one operation.
    pub failures: Vec<Failure>,
    /// What options mean.
    pub options: Vec<OptionRule>,
    /// Methods that give a part which stands for the handle.
    pub parts: Vec<Part>,
    /// Fields of a delivery that are what was sent.
    pub content: Vec<String>,
    /// How code asks whether a delivery was sent before.
    pub redelivered: Option<Redelivered>,
    /// How code looks at what the broker says about a message.
    pub verdicts: Vec<Verdict>,
    /// How code learns whether a channel lives.
    pub life: Life,
    /// Methods of its traits that run on a channel by themselves.
    pub callbacks: Vec<Callback>,
    /// Whether calls wait until there is what they give.
    pub blocking: bool,
    /// Versions that send at the call, not when the future is awaited.
    pub eager: Option<semver::VersionReq>,
    /// Whether a delivery sends only the first answer that it is given itself.
    pub answers_once: bool,
    /// How `#[dedicated_channel]` is put on functions that take its channel.
    pub attribute: Option<Attribute>,
}

/// An operation of a client.
#[derive(Debug)]
pub struct OperationInfo {
    /// The client it belongs to.
    pub client: ClientId,
    /// The method's name.
    pub name: Name,
    /// What it is.
    pub operation: Operation,
}

/// What is known of the libraries of one language: every table that speaks of them, indexed.
#[derive(Debug, Default)]
pub struct Knowledge {
    /// The language.
    pub language: Language,
    /// The clients: a user's own, then the built-in ones in the order of their files' names.
    pub clients: IdVec<ClientId, Client>,
    /// The operations of all clients.
    pub operations: IdVec<OperationId, OperationInfo>,
    /// Functions and traits that run code many times.
    pub handlers: Vec<Handlers>,
    /// How code says what requests they answer.
    pub routes: Routes,
    handles: FxHashMap<Name, (ClientId, HandleKind)>,
    /// Handle types by their paths and first arguments.
    handles_of: FxHashMap<(Name, Name), (ClientId, HandleKind)>,
    opens_by_method: FxHashMap<Name, Vec<(ClientId, Open)>>,
    opens_by_path: FxHashMap<Name, (ClientId, Open)>,
    operations_by_method: FxHashMap<Name, Vec<OperationId>>,
    implied: FxHashMap<(ClientId, HandleKind), OperationId>,
    calls_by_path: FxHashMap<Name, CallRule>,
    /// What makes a queue of a type: of several rules the first.
    makes_queue: FxHashMap<Name, CallRule>,
    /// Types that let in as many holders as they were made for.
    turns: FxHashSet<Name>,
    calls_by_method: FxHashMap<Name, Vec<CallRule>>,
    /// Rules by how names begin and end.
    calls_by_name: Vec<(String, String, CallRule)>,
    transparent: FxHashMap<Name, u8>,
    conversions: FxHashMap<Name, Conversion>,
    waits: FxHashMap<Name, WaitsFor>,
    /// The last names of functions that wait for something that takes time.
    taking_time: FxHashSet<Name>,
    given_to_wait: FxHashSet<Name>,
    draining: FxHashMap<Name, Reads>,
    writing: FxHashSet<Name>,
    bounding: FxHashSet<Name>,
    asking: FxHashSet<Name>,
    fleeting: Vec<String>,
    growing: FxHashSet<Name>,
    adding_by_key: FxHashSet<Name>,
    collections: FxHashSet<Name>,
    dropped: FxHashSet<Name>,
    dropped_by_trait: Vec<Name>,
    pointers: FxHashSet<Name>,
    locks: FxHashSet<Name>,
    shared_state: FxHashSet<Name>,
    aliases: Vec<(String, String)>,
    unambiguous_globs: FxHashSet<Name>,
    handle_names: FxHashSet<Name>,
    part_types: FxHashSet<Name>,
    receivers: FxHashSet<Name>,
    client_roots: FxHashSet<String>,
    option_endings: Vec<String>,
}

impl Knowledge {
    /// The built-in tables that speak of a language's libraries.
    ///
    /// # Panics
    /// As [`Tables::with_own`].
    pub fn of(language: Language) -> Self {
        let builtin = tables::builtin().expect("the built-in tables are read by a test");
        Self::from_tables(language, builtin)
    }

    /// What the paths of a package's items begin with.
    pub fn root_of(&self, package: &str) -> String {
        match self.language {
            Language::Rust => package.replace('-', "_"),
            Language::Go => package.to_owned(),
        }
    }

    /// Whether a delivery's field is what was sent.
    pub fn is_content(&self, client: ClientId, field: Name) -> bool {
        self.client(client).content.iter().any(|known| field == known.as_str())
    }

    /// Names of the packages that are clients or hand out a client's handles.
    pub fn client_packages(&self) -> Vec<&str> {
        self.clients.iter().flat_map(|client| client.packages.iter().map(String::as_str)).collect()
    }

    /// The prefixes of paths that are re-exports, each with what it stands for.
    pub fn aliases(&self) -> &[(String, String)] {
        &self.aliases
    }

    /// A path with re-exports replaced by the place they come from.
    pub fn canonical(&self, path: &str) -> Name {
        for (from, to) in &self.aliases {
            if let Some(rest) = path.strip_prefix(from.as_str())
                && (rest.is_empty() || rest.starts_with("::"))
            {
                return intern(&format!("{to}{rest}"));
            }
        }
        intern(path)
    }

    /// The client and kind of a handle type.
    pub fn handle(&self, path: Name) -> Option<(ClientId, HandleKind)> {
        self.handles.get(&path).copied()
    }

    /// The client and kind of a type that is a handle with such a first argument.
    pub fn handle_of(&self, path: Name, of: Name) -> Option<(ClientId, HandleKind)> {
        self.handles_of.get(&(path, of)).copied()
    }

    /// Whether a handle type is a part that stands for the handle.
    pub fn is_part_type(&self, path: Name) -> bool {
        self.part_types.contains(&path)
    }

    /// Clients that some package of a workspace depends on.
    pub fn present_clients(&self, workspace: &crate::workspace::Workspace) -> Vec<ClientId> {
        let dependencies = || workspace.packages.iter().flat_map(|package| &package.dependencies);
        let wrapped =
            |name: &str| dependencies().any(|dependency| dependency.package.contains(name));
        let present = self.clients.entries().filter(|(_, client)| {
            dependencies().any(|dependency| client.packages.contains(&dependency.package))
                || wrapped(&client.name)
        });
        present.map(|(id, _)| id).collect()
    }

    /// Clients whose calls send at once in the versions that a package uses.
    pub fn eager_clients(&self, package: &crate::workspace::Package) -> Vec<ClientId> {
        let eager = self.clients.entries().filter(|(_, client)| {
            let Some(eager) = &client.eager else { return false };
            package.dependencies.iter().any(|dependency| {
                client.packages.first() == Some(&dependency.package)
                    && dependency.version.version().is_some_and(|version| eager.matches(version))
            })
        });
        eager.map(|(id, _)| id).collect()
    }

    /// The canonical paths of a client's handles of one kind, in order.
    pub fn handle_types(&self, client: ClientId, kind: HandleKind) -> Vec<Name> {
        let mut types: Vec<Name> = self
            .handles
            .iter()
            .filter(|(_, known)| **known == (client, kind))
            .map(|(&path, _)| path)
            .collect();
        types.sort_unstable();
        types
    }

    /// Whether some handle type's last segment is this name.
    pub fn is_handle_name(&self, name: Name) -> bool {
        self.handle_names.contains(&name)
    }

    /// Whether a path leads into a client.
    pub fn is_client_path(&self, path: Name) -> bool {
        let root = path.as_str().split("::").next().unwrap_or_default();
        self.client_roots.contains(root)
    }

    /// What a call to this function opens.
    pub fn open_by_path(&self, path: Name) -> Option<&(ClientId, Open)> {
        self.opens_by_path.get(&path)
    }

    /// What a method of this name may open.
    pub fn opens_by_method(&self, method: Name) -> &[(ClientId, Open)] {
        self.opens_by_method.get(&method).map_or(&[], Vec::as_slice)
    }

    /// The operations that a method of this name may be.
    pub fn operations_by_method(
        &self,
        method: Name,
    ) -> impl Iterator<Item = (OperationId, &OperationInfo)> {
        let ids = self.operations_by_method.get(&method).map_or(&[][..], Vec::as_slice);
        ids.iter().map(|&id| (id, &self.operations[id]))
    }

    /// The operation that a handle stands for when it is iterated over or awaited.
    pub fn implied_operation(&self, client: ClientId, kind: HandleKind) -> Option<OperationId> {
        self.implied.get(&(client, kind)).copied()
    }

    /// An operation by id.
    pub fn operation(&self, id: OperationId) -> &OperationInfo {
        &self.operations[id]
    }

    /// A client by id.
    pub fn client(&self, id: ClientId) -> &Client {
        &self.clients[id]
    }

    /// Whether a method keeps a collection from growing for ever.
    pub fn bounds_growth(&self, method: Name) -> bool {
        self.bounding.contains(&method)
    }

    /// Whether a method asks a collection for what there is for a key.
    pub fn asks_by_key(&self, method: Name) -> bool {
        self.asking.contains(&method)
    }

    /// Whether a key by its name is one of those that come and go, such as sessions.
    pub fn is_fleeting(&self, key: Name) -> bool {
        let key = key.to_lowercase();
        self.fleeting.iter().any(|word| key.contains(word.as_str()))
    }

    /// Whether a type is a collection that grows with each element.
    pub fn grows(&self, path: Name) -> bool {
        self.collections.contains(&path) || self.growing.contains(&path)
    }

    /// Whether `collection[key] = value` adds an element where there is none for the key.
    pub fn adds_by_key(&self, path: Name) -> bool {
        self.adding_by_key.contains(&path)
    }

    /// Whether a value of a type outside does something when it is dropped.
    pub fn acts_when_dropped(&self, path: Name) -> bool {
        self.dropped.contains(&path)
    }

    /// The traits by which a type of the program does something when it is dropped.
    pub fn dropped_by_trait(&self) -> &[Name] {
        &self.dropped_by_trait
    }

    /// Which type argument a transparent wrapper stands for.
    pub fn transparent(&self, path: Name) -> Option<usize> {
        self.transparent.get(&path).map(|&arg| arg as usize)
    }

    /// Whether values of this type hold many values of one kind.
    pub fn is_collection(&self, path: Name) -> bool {
        self.collections.contains(&path)
    }

    /// Whether values of this type give out guards.
    pub fn is_lock(&self, path: Name) -> bool {
        self.locks.contains(&path)
    }

    /// Whether values of this type lead to one other value, and always to the same.
    pub fn is_pointer(&self, path: Name) -> bool {
        self.pointers.contains(&path)
    }

    /// Whether a handler's parameter of this type is state that all its calls share.
    pub fn is_shared_state(&self, path: Name) -> bool {
        self.shared_state.contains(&path)
    }

    /// Whether some table speaks of this path, so that a glob import may be taken to bring it in.
    pub fn knows(&self, path: Name) -> bool {
        let is_option = || self.option_endings.iter().any(|ending| path.ends_with(ending.as_str()));
        self.unambiguous_globs.contains(&path)
            || self.opens_by_path.contains_key(&path)
            || (is_option() && self.is_client_path(path))
    }

    /// Functions that open a handle, as the last two segments of their paths.
    pub fn opening_functions(&self) -> FxHashSet<(Name, Name)> {
        let last_two = |path: &Name| {
            let (owner, name) = path.as_str().rsplit_once("::")?;
            Some((last_segment(intern(owner)), intern(name)))
        };
        self.opens_by_path.keys().filter_map(last_two).collect()
    }

    /// Method names that occur in AMQP code only.
    pub fn distinctive_methods(&self) -> impl Iterator<Item = Name> {
        let operations =
            self.operations.iter().filter(|info| !info.operation.common_name).map(|info| info.name);
        let opens = self.clients_opens().into_iter();
        operations.chain(opens)
    }

    fn clients_opens(&self) -> Vec<Name> {
        let mut names: Vec<Name> = self
            .opens_by_method
            .iter()
            .filter(|(_, opens)| opens.iter().any(|(_, open)| !open.common_name))
            .map(|(&name, _)| name)
            .collect();
        names.sort_unstable();
        names
    }
}

/// The last segment of a path.
pub fn last_segment(path: Name) -> Name {
    path.as_str().rsplit("::").next().map_or(path, Name::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reexport_is_followed_only_at_a_segment_boundary() {
        let knowledge = Knowledge::of(Language::Rust);
        assert_eq!(knowledge.canonical("deadpool_lapin::lapin::Channel"), "lapin::Channel");
        assert_eq!(
            knowledge.canonical("deadpool_lapin::lapinx::Channel"),
            "deadpool_lapin::lapinx::Channel"
        );
    }
}
