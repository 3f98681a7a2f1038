//! How a channel is held: a type of the program around a cell, a trait object, a static, or nothing.

mod choose;
mod declare;
mod open;
mod reopening;
mod running;
mod statics;
mod traits;

use super::build::{Build, Fails, Layer};
use super::cell::{Cell, Reach};
use super::op::Op;
use super::travel::{self, Channel, Travel};
use choose::{access_for, is_static, shell_for};
pub(crate) use open::Origin;

/// What is around the cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shell {
    Bare,
    Struct,
    Counted,
    Tuple,
    Deref,
    Generic,
    Nested,
    Defaulted,
    Builder,
    ArcDyn,
    BoxedDyn,
    ImplTrait,
    GenericTrait,
    StoredClosure,
    OnceLock,
    LazyLock,
    LazyStatic,
    /// A static that opens its channel when it is first asked for.
    OpenedStatic,
    /// A type that opens its channel again when it has none.
    Reopening,
}

/// How the channel is reached from the value that holds it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Access {
    Field,
    Getter,
    Method,
    AsyncTrait,
    PlainTrait,
    BoxedTrait,
    DefaultMethod,
}

/// A value that holds a channel.
#[derive(Debug, Clone)]
pub(crate) struct Holder {
    pub(crate) cell: Cell,
    pub(crate) shell: Shell,
    pub(crate) access: Access,
    pub(crate) travel: Travel,
    pub(crate) origin: Origin,
    /// The type of the value that is passed around.
    pub(crate) ty: String,
    /// The name of the value.
    pub(crate) var: String,
    /// The type's, static's or trait's own name.
    name: String,
    field: String,
    /// How many types lie around the cell in a nested one, besides its own.
    depth: usize,
    trait_name: String,
    methods: Vec<(String, String)>,
    /// Whole methods that are tasks.
    running: Vec<String>,
    has_getter: bool,
    has_constructor: bool,
    /// What is done before it is shared.
    setup: Vec<Op>,
}

impl Holder {
    /// Any way of holding a channel with one of these cells.
    pub(crate) fn any(build: &mut Build, cells: &[(usize, Cell)]) -> Self {
        let cell = loop {
            let cell = build.rng.weighted(cells);
            if cell.fits(build.blocking) {
                break cell;
            }
        };
        let shell = shell_for(build, cell);
        Self::with(build, cell, shell)
    }

    pub(crate) fn with(build: &mut Build, cell: Cell, shell: Shell) -> Self {
        let access = access_for(build, cell, shell);
        let travel = build.rng.weighted(Travel::ALL);
        let origin = Origin::any(build, shell);
        let name = match shell {
            Shell::Bare => String::new(),
            _ if is_static(shell) => build.name(&["CHANNEL", "PUBLISHER", "BUS", "AMQP"]),
            _ => build.name(&[
                "Publisher",
                "EventBus",
                "Broker",
                "Messenger",
                "RabbitClient",
                "Outbox",
                "QueueClient",
                "AmqpService",
            ]),
        };
        let needs_trait = !matches!(access, Access::Field | Access::Getter | Access::Method)
            || shell == Shell::GenericTrait;
        let trait_name = if needs_trait {
            build.name(&["Publish", "EventSink", "MessageBroker", "Transport", "Notify"])
        } else {
            String::new()
        };
        let field =
            build.rng.pick(&["channel", "chan", "amqp", "ch", "rabbit", "inner"]).to_owned();
        let var = match shell {
            Shell::Bare => build.rng.pick(&["channel", "ch", "amqp_channel", "events", "chan"]),
            _ => build.rng.pick(&["publisher", "bus", "broker", "client", "service"]),
        };
        let mut holder = Self {
            cell,
            shell,
            access,
            travel,
            origin,
            name,
            field,
            depth: if shell == Shell::Nested { build.rng.pick(&[0, 2, 5]) } else { 0 },
            trait_name,
            ty: String::new(),
            var: var.to_owned(),
            methods: Vec::new(),
            running: Vec::new(),
            has_getter: false,
            has_constructor: false,
            setup: Vec::new(),
        };
        holder.ty = holder.passed_type();
        cell.declare(build);
        build.dim("cell", cell);
        build.dim("shell", shell);
        build.dim("access", access);
        build.dim("travel", travel);
        holder
    }

    pub(crate) fn is_static(&self) -> bool {
        is_static(self.shell)
    }

    /// Whether something counted is around the cell, so that it needs no counter of its own.
    fn counted(&self) -> bool {
        self.is_static()
            || matches!(
                self.shell,
                Shell::Counted | Shell::Nested | Shell::ArcDyn | Shell::BoxedDyn | Shell::Reopening
            )
    }

    fn passed_type(&self) -> String {
        let name = &self.name;
        match self.shell {
            Shell::Bare => self.cell.ty(false),
            Shell::Counted | Shell::BoxedDyn | Shell::Reopening => format!("Arc<{name}>"),
            Shell::Generic => format!("{name}<{}>", self.cell.ty(false)),
            Shell::ArcDyn => format!("Arc<dyn {}>", self.trait_name),
            Shell::ImplTrait => format!("impl {} + Clone + Send + Sync + 'static", self.trait_name),
            Shell::GenericTrait => format!("{name}<{}>", self.implementor()),
            _ => name.clone(),
        }
    }

    fn implementor(&self) -> String {
        format!("Amqp{}", self.name)
    }

    /// Another handle of the same channel.
    pub(crate) fn share(&self, build: &mut Build, var: &str) -> String {
        if self.ty.starts_with("Arc<") && build.rng.chance(50) {
            format!("Arc::clone(&{var})")
        } else {
            format!("{var}.clone()")
        }
    }

    /// Operations that are done right after the channel is opened, on the channel itself.
    pub(crate) fn set_up(&mut self, ops: &[Op]) {
        self.setup.extend_from_slice(ops);
    }

    /// Statements that use the channel that a variable holds; `var` is ignored for a static.
    pub(crate) fn use_channel(
        &mut self,
        build: &mut Build,
        var: &str,
        ops: &[Op],
        fails: Fails,
    ) -> String {
        match self.access {
            Access::Field => {
                let place = self.place(var);
                self.through(build, &place, ops, fails)
            }
            Access::Getter => self.through_getter(build, var, ops, fails),
            _ => self.through_method(build, var, ops, fails),
        }
    }

    /// The function that gives the channel of a static which opens it.
    fn opener(&self) -> String {
        format!("{}_channel", self.name.to_lowercase())
    }

    /// Where the cell is, seen from a variable.
    fn place(&self, var: &str) -> String {
        let field = &self.field;
        match self.shell {
            Shell::Tuple => format!("{var}.0"),
            Shell::Deref if var == "self" => format!("{var}.0"),
            Shell::Bare | Shell::Deref | Shell::Reopening => var.to_owned(),
            Shell::Generic => format!("{var}.inner"),
            Shell::Nested => format!("{var}.shared{}.{field}", ".inner".repeat(self.depth)),
            Shell::OnceLock => format!("{}.get().unwrap()", self.name),
            Shell::LazyLock | Shell::LazyStatic => self.name.clone(),
            Shell::OpenedStatic => format!("{}().await", self.opener()),
            _ => format!("{var}.{field}"),
        }
    }

    fn through(&mut self, build: &mut Build, place: &str, ops: &[Op], fails: Fails) -> String {
        if self.shell == Shell::Reopening {
            let reach = self.reach_again(build, place, fails);
            return self.finish_reach(build, &reach, ops, fails);
        }
        let mut reach = self.cell.reach(build, place, fails);
        if matches!(self.shell, Shell::OnceLock | Shell::OpenedStatic)
            && matches!(self.cell, Cell::Plain | Cell::Arc)
        {
            reach.is_reference = true;
        }
        self.finish_reach(build, &reach, ops, fails)
    }

    fn finish_reach(
        &mut self,
        build: &mut Build,
        reach: &Reach,
        ops: &[Op],
        fails: Fails,
    ) -> String {
        let channel = Channel { expr: &reach.channel, is_reference: reach.is_reference };
        let done = travel::operations(build, self.travel, channel, ops, fails);
        format!("{} {done} {}", reach.before, reach.after)
    }

    fn through_getter(&mut self, build: &mut Build, var: &str, ops: &[Op], fails: Fails) -> String {
        if self.shell == Shell::Reopening {
            return self.through(build, var, ops, fails);
        }
        self.has_getter = true;
        let direct = |channel: String| Reach { channel, is_reference: true, ..Reach::default() };
        let bound = |before: String, channel: &str| Reach {
            before,
            channel: channel.to_owned(),
            is_reference: channel.contains("as_ref"),
            after: String::new(),
        };
        let reach = match self.cell {
            Cell::Mutex | Cell::RwWrite => {
                bound(format!("let guard = {var}.lock().await;"), "guard")
            }
            Cell::MutexOpt => {
                bound(format!("let guard = {var}.lock().await;"), "guard.as_ref().unwrap()")
            }
            Cell::RwRead => bound(format!("let guard = {var}.read().await;"), "guard"),
            Cell::RwOptRead => {
                bound(format!("let guard = {var}.read().await;"), "guard.as_ref().unwrap()")
            }
            Cell::StdOut => bound(format!("let channel = {var}.channel();"), "channel"),
            Cell::MutexOut | Cell::MutexOptOut | Cell::MutexDropped | Cell::RwOut => {
                bound(format!("let channel = {var}.channel().await;"), "channel")
            }
            _ => direct(format!("{var}.channel()")),
        };
        self.finish_reach(build, &reach, ops, fails)
    }

    fn through_method(&mut self, build: &mut Build, var: &str, ops: &[Op], fails: Fails) -> String {
        let signature = format!("{ops:?}{}", build.marking);
        let known =
            self.methods.iter().find(|(key, _)| *key == signature).map(|(_, code)| code.clone());
        let name = match known {
            Some(code) => code.split('/').next().unwrap_or_default().to_owned(),
            None => self.add_method(build, signature, ops),
        };
        let receiver = match self.shell {
            Shell::BoxedDyn | Shell::GenericTrait if self.shell == Shell::BoxedDyn => {
                format!("{var}.bus")
            }
            Shell::GenericTrait => format!("{var}.transport"),
            _ => var.to_owned(),
        };
        let import = if self.trait_name.is_empty() {
            String::new()
        } else {
            format!("/*+{}*/ ", self.trait_name)
        };
        let done = match self.shell {
            Shell::StoredClosure => {
                format!("{}({receiver}.{name})(){}", build.mark(), build.then())
            }
            _ => format!("{}{receiver}.{name}(){}", build.mark(), build.then()),
        };
        format!("{import}{}", build.finish(&done, fails))
    }

    /// Adds a method that does the operations; its name.
    fn add_method(&mut self, build: &mut Build, signature: String, ops: &[Op]) -> String {
        let name = build
            .name(&["publish", "send", "emit", "declare", "notify", "handle", "store", "flush"]);
        let outer = std::mem::replace(&mut build.layer, Layer::Holder);
        let body = match (self.access, self.shell) {
            (Access::DefaultMethod, _) => {
                let channel = Reach {
                    channel: "self.channel()".to_owned(),
                    is_reference: true,
                    ..Reach::default()
                };
                self.finish_reach(build, &channel, ops, Fails::Question)
            }
            (_, Shell::StoredClosure) => {
                let travel = std::mem::replace(&mut self.travel, Travel::Inline);
                let place = if self.cell == Cell::Plain || self.cell == Cell::Arc {
                    "channel"
                } else {
                    "cell"
                };
                let body = self.through(build, place, ops, Fails::Question);
                self.travel = travel;
                body
            }
            _ => {
                let place = self.place("self");
                self.through(build, &place, ops, Fails::Question)
            }
        };
        build.layer = outer;
        self.methods.push((signature, format!("{name}/{body}")));
        name
    }
}
