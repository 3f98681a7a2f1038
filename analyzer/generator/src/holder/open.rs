//! How a channel is opened and put into its holder.

use super::super::build::{Build, Fails, Layer};
use super::super::cell::Cell;
use super::super::op::Op;
use super::super::text::code;
use super::{Holder, Shell};

/// Where the channel comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Origin {
    Inline,
    Match,
    Function,
    BoxedFunction,
    ImplFunction,
    Tuple,
    Manager,
    Constructor,
}

impl Origin {
    pub(super) fn any(build: &mut Build, shell: Shell) -> Self {
        let mut origins = vec![
            (6, Self::Inline),
            (2, Self::Match),
            (4, Self::Function),
            (2, Self::Tuple),
            (2, Self::Manager),
        ];
        if !build.blocking {
            origins.extend([(1, Self::BoxedFunction), (1, Self::ImplFunction)]);
        }
        if matches!(shell, Shell::Struct | Shell::Counted | Shell::Nested | Shell::Tuple) {
            origins.push((6, Self::Constructor));
        }
        let origin = build.rng.weighted(&origins);
        build.dim("origin", origin);
        origin
    }
}

impl Holder {
    /// Statements that open a channel on a connection and bind what holds it.
    pub(crate) fn create(
        &mut self,
        build: &mut Build,
        var: &str,
        connection: &str,
        fails: Fails,
    ) -> String {
        if self.shell == Shell::OpenedStatic {
            let body = self.use_channel(build, "", &self.setup.clone(), fails);
            return format!("let _ = {connection}; {body}");
        }
        if self.shell == Shell::Reopening {
            return self.create_reopening(var, fails);
        }
        let marking = std::mem::replace(&mut build.marking, false);
        let code = if self.origin == Origin::Constructor {
            self.has_constructor = true;
            let made = format!("{}::connect({connection}){}", self.name, build.then());
            let unwrap = if fails == Fails::Question { "?" } else { ".unwrap()" };
            match self.shell {
                Shell::Counted => code!("let $v = Arc::new($m$u);", v = var, m = made, u = unwrap),
                _ => build.bind(var, &made, fails),
            }
        } else {
            let (opened, channel) = self.opened(build, connection, fails);
            format!("{opened} {}", self.wrap(build, var, &channel))
        };
        build.marking = marking;
        code
    }

    /// Statements that open and set up a channel or several, and the expression that the cell is made from.
    pub(super) fn opened(
        &mut self,
        build: &mut Build,
        connection: &str,
        fails: Fails,
    ) -> (String, String) {
        let plain = self.shell == Shell::Bare && self.cell == Cell::Plain;
        let local = if plain {
            self.var.clone()
        } else {
            build.rng.pick(&["channel", "chan", "opened"]).to_owned()
        };
        let open = self.open(build, &local, connection, fails);
        let setup = build.operations(&self.setup.clone(), &local, fails);
        if self.cell == Cell::Ring && build.rng.chance(60) {
            let slots = build.rng.pick(&["channels", "slots", "ring"]);
            let code = code!(
                "let mut $s = Vec::with_capacity(4); for _ in 0..4 { $open $setup $s.push($l); }",
                s = slots,
                open = open,
                setup = setup,
                l = local
            );
            return (code, slots.to_owned());
        }
        (format!("{open} {setup}"), self.cell.make(&local, self.counted()))
    }

    fn open(&mut self, build: &mut Build, local: &str, connection: &str, fails: Fails) -> String {
        let call = build.client.open(connection.trim_start_matches('&'));
        let wait = build.wait();
        match self.origin {
            Origin::Match => {
                let otherwise = if fails == Fails::Question {
                    "return Err(err.into())"
                } else {
                    "panic!(\"no channel: {err}\")"
                };
                code!(
                    "let $l = match $c$w { Ok(channel) => channel, Err(err) => $o };",
                    l = local,
                    c = call,
                    w = wait,
                    o = otherwise
                )
            }
            Origin::Function | Origin::BoxedFunction | Origin::ImplFunction => {
                let function = opener(build, self.origin);
                let done = format!("{function}({connection}){}", build.then());
                build.bind(local, &done, fails)
            }
            Origin::Tuple => {
                let function = opener(build, self.origin);
                let done = format!("{function}({connection}){}", build.then());
                build.bind(&format!("({local}, _queue)"), &done, fails)
            }
            Origin::Manager => {
                let manager = manager(build);
                let done = format!("{manager}::new({connection}).channel(){}", build.then());
                build.bind(local, &done, fails)
            }
            _ => build.bind(local, &format!("{call}{wait}"), fails),
        }
    }

    fn wrap(&mut self, build: &mut Build, var: &str, cell: &str) -> String {
        let (name, field) = (&self.name, &self.field);
        match self.shell {
            Shell::Bare if var == cell => String::new(),
            Shell::Bare => format!("let {var} = {cell};"),
            Shell::Defaulted => {
                let made = build.rng.pick(&[
                    "let mut $v = $n::default(); $v.$f = $c;",
                    "let $v = $n { $f: $c, ..Default::default() };",
                    "let mut $v = $n::default(); $v.attach($c);",
                    "let $v = $n::default().with($c);",
                ]);
                code!(made, v = var, n = name, f = field, c = cell)
            }
            Shell::Struct | Shell::Tuple if build.rng.chance(25) => {
                let made = build.rng.pick(&["let $v = $n::from($c);", "let $v: $n = $c.into();"]);
                code!(made, v = var, n = name, c = cell)
            }
            Shell::Builder => {
                code!(
                    "let $v = $n::builder().label(\"main\").$f($c).build();",
                    v = var,
                    n = name,
                    f = field,
                    c = cell
                )
            }
            Shell::Generic => code!("let $v = $n { inner: $c };", v = var, n = name, c = cell),
            Shell::ImplTrait => code!("let $v = $f($c);", v = var, f = self.factory(), c = cell),
            Shell::ArcDyn => code!(
                "let $v: $t = Arc::new($n::new($c));",
                v = var,
                t = self.ty,
                n = name,
                c = cell
            ),
            Shell::BoxedDyn => code!(
                "let $v = Arc::new($n { bus: Box::new($i::new($c)) });",
                v = var,
                n = name,
                i = self.implementor(),
                c = cell
            ),
            Shell::GenericTrait => code!(
                "let $v = $n { transport: $i::new($c) };",
                v = var,
                n = name,
                i = self.implementor(),
                c = cell
            ),
            Shell::Counted => code!("let $v = Arc::new($n::new($c));", v = var, n = name, c = cell),
            Shell::OnceLock => {
                let set = build.rng.pick(&[
                    "let _ = $n.set($c);",
                    "$n.set($c).ok();",
                    "$n.get_or_init(|| $c);",
                ]);
                code!(set, n = name, c = cell)
            }
            Shell::LazyLock | Shell::LazyStatic => {
                let inner = cell
                    .split_once("::new(")
                    .map_or(cell, |(_, inner)| inner.trim_end_matches(')'))
                    .to_owned()
                    + ")";
                let lock = if self.cell == Cell::RwOptRead { "write" } else { "lock" };
                code!("*$n.$l().await = $c;", n = name, l = lock, c = inner)
            }
            _ => code!("let $v = $n::new($c);", v = var, n = name, c = cell),
        }
    }

    /// The name of the function that hides the type.
    pub(super) fn factory(&self) -> String {
        format!("make_{}", self.name.to_lowercase())
    }
}

/// A function that opens a channel; its name.
fn opener(build: &mut Build, origin: Origin) -> String {
    let name = build.name(&[
        "open_channel",
        "new_channel",
        "create_channel",
        "connect_channel",
        "fresh_channel",
    ]);
    let outer = std::mem::replace(&mut build.layer, Layer::Helper);
    let open = format!("{}{}", build.client.open("conn"), build.wait());
    let asyncness = build.asyncness();
    let code = match origin {
        Origin::BoxedFunction => code!(
            "pub fn $n(conn: &Connection) -> Pin<Box<dyn Future<Output = Result<Channel>> + Send + '_>> { \
             Box::pin(async move { let channel = $open?; Ok(channel) }) }",
            n = name,
            open = open
        ),
        Origin::ImplFunction => code!(
            "pub fn $n(conn: &Connection) -> impl Future<Output = Result<Channel>> + Send + '_ { async move { Ok($open?) } }",
            n = name,
            open = open
        ),
        Origin::Tuple => {
            let declare = build.operations(&[Op::Declare], "channel", Fails::Question);
            code!(
                "pub $a fn $n(conn: &Connection) -> Result<(Channel, String)> { let channel = $open?; $d Ok((channel, \"orders\".to_string())) }",
                n = name,
                a = asyncness,
                open = open,
                d = declare
            )
        }
        _ => {
            let body = build.rng.pick(&[
                "Ok($open?)",
                "let channel = $open?; Ok(channel)",
                "let channel = $open?; println!(\"channel is open\"); return Ok(channel);",
                "$open.map_err(Into::into)",
            ]);
            code!(
                "pub $a fn $n(conn: &Connection) -> Result<Channel> { $b }",
                n = name,
                a = asyncness,
                b = code!(body, open = open)
            )
        }
    };
    build.item(Layer::Helper, &[&name], code);
    build.layer = outer;
    name
}

/// A type that opens channels; its name.
fn manager(build: &mut Build) -> String {
    let name = build.name(&["ConnectionManager", "Rabbit", "ChannelFactory", "Session"]);
    let open = format!("{}{}", build.client.open("self.conn"), build.wait());
    let code = code!(
        "pub struct $n<'c> { conn: &'c Connection } impl<'c> $n<'c> { \
         pub fn new(conn: &'c Connection) -> Self { Self { conn } } \
         pub $a fn channel(&self) -> Result<Channel> { Ok($open?) } }",
        n = name,
        a = build.asyncness(),
        open = open
    );
    build.item(Layer::Helper, &[&name], code);
    name
}
