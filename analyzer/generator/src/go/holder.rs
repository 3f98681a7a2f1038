//! How a channel is held in Go: a variable, a struct with or without a lock, behind an interface, in a package.

mod cell;
mod written;

use super::build::{Build, Fails};
use super::travel::{self, Travel};
use crate::op::Op;
use crate::text::code;
pub(super) use cell::Cell;

/// What is around the struct.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shell {
    /// The channel itself.
    Bare,
    Struct,
    Nested,
    Embedded,
    Interface,
    PackageVar,
    /// A package variable that is filled when it is first asked for.
    Once,
    Generic,
    /// A function that has captured it.
    Closure,
}

/// How the channel is reached from the value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Access {
    Field,
    Getter,
    Method,
}

/// A value that holds a channel.
#[derive(Debug, Clone)]
pub(super) struct Holder {
    cell: Cell,
    pub(super) shell: Shell,
    access: Access,
    travel: Travel,
    /// The struct around the cell.
    name: String,
    /// What is around that, or the package variable.
    outer: String,
    /// The value.
    pub(super) var: String,
    methods: Vec<(String, String)>,
    getter: bool,
    constructor: bool,
    setup: Vec<Op>,
    interface: Vec<String>,
}

impl Holder {
    /// Any way of holding a channel with one of these cells.
    pub(super) fn any(build: &mut Build, cells: &[(usize, Cell)]) -> Self {
        Self::of(build, cells, &[(3, Shell::PackageVar), (2, Shell::Once)])
    }

    /// One that is made each time: what stands in a package is there for all.
    pub(super) fn local(build: &mut Build) -> Self {
        Self::of(build, &[(3, Cell::Plain), (1, Cell::Slice), (1, Cell::Unlocked)], &[])
    }

    fn of(build: &mut Build, cells: &[(usize, Cell)], more: &[(usize, Shell)]) -> Self {
        let cell = build.rng.weighted(cells);
        let mut shells = vec![
            (6, Shell::Struct),
            (2, Shell::Nested),
            (2, Shell::Embedded),
            (3, Shell::Interface),
            (2, Shell::Closure),
        ];
        shells.extend(more);
        if cell == Cell::Plain {
            shells.extend([(6, Shell::Bare), (2, Shell::Generic)]);
        }
        let shell = build.rng.weighted(&shells);
        let accesses: &[(usize, Access)] = match (shell, cell) {
            (Shell::Interface | Shell::Closure, _) => &[(1, Access::Method)],
            (Shell::Bare | Shell::Generic, _) => &[(1, Access::Field)],
            (_, Cell::Plain | Cell::LockedCopy | Cell::Unlocked) => {
                &[(2, Access::Field), (2, Access::Getter), (4, Access::Method)]
            }
            _ => &[(1, Access::Field), (4, Access::Method)],
        };
        let access = build.rng.weighted(accesses);
        let travel = build.rng.weighted(Travel::ALL);
        let name =
            build.name(&["Publisher", "EventBus", "Broker", "Messenger", "Outbox", "Rabbit"]);
        let outer = match shell {
            Shell::Nested | Shell::Embedded => build.name(&["Service", "Gateway", "Platform"]),
            Shell::Interface => build.name(&["Sender", "Transport", "Notifier"]),
            Shell::PackageVar => build.name(&["Shared", "Default", "Amqp"]),
            Shell::Once => build.name(&["Instance", "Current"]),
            Shell::Generic => build.name(&["Box", "Holder"]),
            _ => String::new(),
        };
        let var = match shell {
            Shell::Bare => build.name(&["ch", "channel", "amqpChannel"]),
            Shell::Closure => build.name(&["send", "act"]),
            _ => build.name(&["publisher", "events", "broker", "client", "service"]),
        };
        build.dim("cell", cell);
        build.dim("shell", shell);
        build.dim("access", access);
        build.dim("travel", travel);
        Self {
            cell,
            shell,
            access,
            travel,
            name,
            outer,
            var,
            methods: Vec::new(),
            getter: false,
            constructor: build.rng.chance(40),
            setup: Vec::new(),
            interface: Vec::new(),
        }
    }

    /// The type of the value that is passed around.
    pub(super) fn ty(&self) -> String {
        match self.shell {
            Shell::Bare => "*amqp.Channel".to_owned(),
            Shell::Nested | Shell::Embedded => format!("*@{}", self.outer),
            Shell::Interface => format!("@{}", self.outer),
            Shell::Generic => format!("*@{}[*amqp.Channel]", self.outer),
            Shell::Closure => "func() error".to_owned(),
            _ => format!("*@{}", self.name),
        }
    }

    /// Operations that are done right after the channel is opened, on the channel itself.
    pub(super) fn set_up(&mut self, ops: &[Op]) {
        self.setup.extend_from_slice(ops);
    }

    /// What the value is called where it is used: a package variable needs no handing over.
    fn place(&self, var: &str) -> String {
        match self.shell {
            Shell::Nested => format!("{var}.Bus"),
            Shell::PackageVar => format!("@{}", self.outer),
            _ => var.to_owned(),
        }
    }

    /// Statements that use the channel, where `var` is the value.
    pub(super) fn use_channel(
        &mut self,
        build: &mut Build,
        var: &str,
        ops: &[Op],
        fails: Fails,
    ) -> String {
        let place = self.place(var);
        match (self.access, self.shell) {
            (_, Shell::Bare) => travel::operations(build, self.travel, var, ops, fails),
            (_, Shell::Generic) => {
                travel::operations(build, self.travel, &format!("{var}.Inner"), ops, fails)
            }
            (Access::Getter, _) => {
                self.getter = true;
                travel::operations(build, self.travel, &format!("{place}.Channel()"), ops, fails)
            }
            (Access::Field, _) => self.in_place(build, &place, ops, fails),
            (Access::Method, Shell::Closure) => {
                let call = format!("{}{var}()", build.mark());
                build.done(&call, 0, fails)
            }
            (Access::Method, _) => {
                let method = self.method(build, ops);
                let call = format!("{}{place}.{method}()", build.mark());
                build.done(&call, 0, fails)
            }
        }
    }

    fn in_place(&self, build: &mut Build, place: &str, ops: &[Op], fails: Fails) -> String {
        let (before, channel, gives_back) = self.cell.reach();
        let (before, channel) = (code!(before, p = place), code!(channel, p = place));
        if before.is_empty() {
            return travel::operations(build, self.travel, &channel, ops, fails);
        }
        // What is deferred, and what is bound, belongs to a function.
        let body = travel::operations(build, self.travel, &channel, ops, Fails::Returns);
        debug_assert!(gives_back || before.contains(":="), "something stands before");
        let call = format!("{}func() error {{ {before}{body}return nil }}()", build.mark());
        build.done(&call, 0, fails)
    }

    /// A method of the struct that does the operations.
    fn method(&mut self, build: &mut Build, ops: &[Op]) -> String {
        let name = build.name(&["Publish", "Send", "Emit", "Declare", "Notify", "Store", "Flush"]);
        let (before, channel, _) = self.cell.reach();
        let channel = code!(channel, p = "b");
        let body = travel::operations(build, self.travel, &channel, ops, Fails::Returns);
        let body = format!("{}{body}", code!(before, p = "b"));
        self.methods.push((name.clone(), body));
        self.interface.push(name.clone());
        name
    }

    /// For a function that has captured the struct: what makes it, when all of its uses do the same.
    pub(super) fn capture(&mut self, build: &mut Build, ops: &[Op]) -> String {
        if self.shell != Shell::Closure {
            return String::new();
        }
        let method = self.method(build, ops);
        let (var, mark) = (&self.var, build.mark());
        let template =
            build.rng.pick(&["$v := made.$m\n", "$v := func() error { return $call }\n"]);
        code!(template, v = var, m = method, call = format!("{mark}made.{method}()"))
    }
}
