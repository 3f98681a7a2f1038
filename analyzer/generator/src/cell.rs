//! How a channel lies in memory, and how one gets at it.

use super::build::{Build, Fails};
use super::rng::Rng;
use super::text::code;

/// What is around the channel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Cell {
    Plain,
    Arc,
    Opt,
    Ring,
    Map,
    Array,
    Variant,
    Once,
    Boxed,
    /// A lock whose guard lives while the channel is used.
    Mutex,
    MutexOpt,
    RwWrite,
    Semaphore,
    /// Locks for code that blocks.
    StdGuard,
    ParkingGuard,
    MapGuard,
    /// A lock for each of several channels.
    LockEach,
    /// Locks that do not keep users apart.
    MutexOut,
    MutexOptOut,
    MutexDropped,
    RwRead,
    RwOut,
    RwOptRead,
    StdOut,
    /// A semaphore that lets several in.
    ManyPermits,
    LockedMap,
    Dash,
}

/// Statements that get at a channel, the expression it is then, and statements behind its use.
#[derive(Debug, Default)]
pub(crate) struct Reach {
    pub(crate) before: String,
    pub(crate) channel: String,
    /// Whether the expression is a reference already.
    pub(crate) is_reference: bool,
    pub(crate) after: String,
}

impl Cell {
    pub(crate) const SHARED: &[(usize, Self)] = &[
        (8, Self::Plain),
        (5, Self::Arc),
        (3, Self::Opt),
        (2, Self::Ring),
        (2, Self::Map),
        (1, Self::Array),
        (2, Self::Variant),
        (2, Self::Once),
        (2, Self::MutexOut),
        (2, Self::MutexOptOut),
        (1, Self::MutexDropped),
        (2, Self::RwRead),
        (2, Self::RwOut),
        (1, Self::RwOptRead),
        (2, Self::StdOut),
        (2, Self::Boxed),
        (1, Self::ManyPermits),
        (2, Self::LockedMap),
        (1, Self::Dash),
    ];
    pub(crate) const EXCLUSIVE: &[(usize, Self)] = &[
        (4, Self::Mutex),
        (3, Self::MutexOpt),
        (2, Self::RwWrite),
        (2, Self::Semaphore),
        (2, Self::StdGuard),
        (1, Self::ParkingGuard),
        (2, Self::MapGuard),
        (1, Self::LockEach),
    ];

    /// Whether code that blocks, or code that does not, can hold a channel so.
    pub(crate) fn fits(self, blocking: bool) -> bool {
        match self {
            Self::Plain
            | Self::Arc
            | Self::Opt
            | Self::Ring
            | Self::Map
            | Self::Array
            | Self::Variant
            | Self::StdOut
            | Self::Boxed => true,
            Self::StdGuard | Self::ParkingGuard => blocking,
            _ => !blocking,
        }
    }

    /// The type, inside something that is counted already or not.
    pub(crate) fn ty(self, counted: bool) -> String {
        let inner = match self {
            Self::Plain => return "Channel".to_owned(),
            Self::Arc => return "Arc<Channel>".to_owned(),
            Self::Opt => return "Option<Channel>".to_owned(),
            Self::Ring => return "Vec<Channel>".to_owned(),
            Self::Map => return "HashMap<String, Channel>".to_owned(),
            Self::Array => return "[Channel; 1]".to_owned(),
            Self::Variant => return "Sink".to_owned(),
            Self::Boxed => return "Box<Channel>".to_owned(),
            Self::Once => "OnceCell<Channel>",
            Self::MapGuard => "Mutex<HashMap<String, Channel>>",
            Self::LockedMap => "RwLock<HashMap<String, Channel>>",
            Self::LockEach => "Vec<Mutex<Channel>>",
            Self::Dash => "DashMap<String, Channel>",
            Self::Mutex | Self::MutexOut | Self::MutexDropped => "Mutex<Channel>",
            Self::MutexOpt | Self::MutexOptOut => "Mutex<Option<Channel>>",
            Self::RwWrite | Self::RwRead | Self::RwOut => "RwLock<Channel>",
            Self::RwOptRead => "RwLock<Option<Channel>>",
            Self::StdOut | Self::StdGuard => "std::sync::Mutex<Channel>",
            Self::ParkingGuard => "parking_lot::Mutex<Channel>",
            Self::Semaphore | Self::ManyPermits => "(Channel, Semaphore)",
        };
        if counted { inner.to_owned() } else { format!("Arc<{inner}>") }
    }

    /// A value of the type from a channel.
    pub(crate) fn make(self, channel: &str, counted: bool) -> String {
        let template = match self {
            Self::Plain => return channel.to_owned(),
            Self::Arc => return code!("Arc::new($c)", c = channel),
            Self::Opt => return code!("Some($c)", c = channel),
            Self::Ring => return code!("vec![$c]", c = channel),
            Self::Map => return code!("HashMap::from([(\"main\".to_string(), $c)])", c = channel),
            Self::Array => return code!("[$c]", c = channel),
            Self::Variant => return code!("Sink::Amqp($c)", c = channel),
            Self::Boxed => return code!("Box::new($c)", c = channel),
            Self::Once => "OnceCell::new_with(Some($c))",
            Self::MapGuard => "Mutex::new(HashMap::from([(\"main\".to_string(), $c)]))",
            Self::LockedMap => "RwLock::new(HashMap::from([(\"main\".to_string(), $c)]))",
            Self::LockEach => "vec![Mutex::new($c)]",
            Self::Dash => "{ let map = DashMap::new(); map.insert(\"main\".to_string(), $c); map }",
            Self::ManyPermits => "($c, Semaphore::new(8))",
            Self::Mutex | Self::MutexOut | Self::MutexDropped => "Mutex::new($c)",
            Self::MutexOpt | Self::MutexOptOut => "Mutex::new(Some($c))",
            Self::RwWrite | Self::RwRead | Self::RwOut => "RwLock::new($c)",
            Self::RwOptRead => "RwLock::new(Some($c))",
            Self::StdOut | Self::StdGuard => "std::sync::Mutex::new($c)",
            Self::ParkingGuard => "parking_lot::Mutex::new($c)",
            Self::Semaphore => "($c, Semaphore::new(1))",
        };
        let inner = code!(template, c = channel);
        if counted { inner } else { code!("Arc::new($i)", i = inner) }
    }

    /// Items that the type needs.
    pub(crate) fn declare(self, build: &mut Build) {
        use super::build::Layer;
        if self == Self::Variant && !build.has_item("Sink") {
            let code = "#[derive(Clone)] pub enum Sink { Stdout, Amqp(Channel) }".to_owned();
            build.item(Layer::Helper, &["Sink"], code);
        }
        if matches!(self, Self::Ring | Self::LockEach) && !build.has_item("next_slot") {
            let code = "static NEXT_SLOT: AtomicUsize = AtomicUsize::new(0); \
                pub fn next_slot(slots: usize) -> usize { NEXT_SLOT.fetch_add(1, Ordering::Relaxed) % slots }";
            build.item(Layer::Support, &["next_slot"], code.to_owned());
        }
    }

    /// Gets at the channel in a place.
    pub(crate) fn reach(self, build: &mut Build, place: &str, fails: Fails) -> Reach {
        let rng = &mut build.rng;
        let direct =
            |channel: String, is_reference| Reach { channel, is_reference, ..Reach::default() };
        match self {
            Self::Plain | Self::Arc | Self::Boxed => direct(place.to_owned(), false),
            Self::Opt => option(rng, place, fails),
            Self::Ring => {
                let index = rng.pick(&["[next_slot($p.len())]", "[0]", ".first().unwrap()"]);
                let is_reference = !index.starts_with('[');
                direct(code!("$p$i", p = place, i = code!(index, p = place)), is_reference)
            }
            Self::Map => {
                let (get, is_reference) =
                    rng.pick(&[("[\"main\"]", false), (".get(\"main\").unwrap()", true)]);
                direct(format!("{place}{get}"), is_reference)
            }
            Self::Array => direct(format!("{place}[0]"), false),
            Self::Variant => variant(rng, place),
            Self::Once => direct(format!("{place}.get().expect(\"opened at start\")"), true),
            _ => locked(rng, self, place),
        }
    }
}

fn option(rng: &mut Rng, place: &str, fails: Fails) -> Reach {
    let question = fails == Fails::Question;
    match rng.below(4) {
        0 => Reach {
            before: code!("if let Some(channel) = &$p {", p = place),
            channel: "channel".to_owned(),
            is_reference: true,
            after: "}".to_owned(),
        },
        1 if question => Reach {
            before: code!("let Some(channel) = $p.as_ref() else { return Ok(()); };", p = place),
            channel: "channel".to_owned(),
            is_reference: true,
            ..Reach::default()
        },
        _ => {
            let unwrap = rng.pick(&["unwrap()", "expect(\"connected\")"]);
            Reach {
                channel: format!("{place}.as_ref().{unwrap}"),
                is_reference: true,
                ..Reach::default()
            }
        }
    }
}

fn variant(rng: &mut Rng, place: &str) -> Reach {
    let (before, after) = rng.pick(&[
        ("if let Sink::Amqp(channel) = &$p {", "}"),
        ("match &$p { Sink::Stdout => println!(\"no broker\"), Sink::Amqp(channel) => {", "} }"),
    ]);
    Reach {
        before: code!(before, p = place),
        channel: "channel".to_owned(),
        is_reference: true,
        after: after.to_owned(),
    }
}

#[expect(clippy::too_many_lines, reason = "a table of code, one row for each way to hold a lock")]
fn locked(rng: &mut Rng, cell: Cell, place: &str) -> Reach {
    let (before, channel, is_reference, after): (&str, &str, bool, &str) = match cell {
        Cell::Mutex => rng.pick(&[
            ("let guard = $p.lock().await;", "guard", false, "drop(guard);"),
            ("{ let channel = $p.lock().await;", "channel", false, "}"),
        ]),
        Cell::MutexOpt => rng.pick(&[
            ("let guard = $p.lock().await;", "guard.as_ref().unwrap()", true, "drop(guard);"),
            (
                "{ let guard = $p.lock().await; if let Some(channel) = guard.as_ref() {",
                "channel",
                true,
                "} }",
            ),
        ]),
        Cell::StdGuard => rng.pick(&[
            ("let guard = $p.lock().unwrap();", "guard", false, "drop(guard);"),
            ("{ let channel = $p.lock().expect(\"not poisoned\");", "channel", false, "}"),
        ]),
        Cell::ParkingGuard => ("{ let channel = $p.lock();", "channel", false, "}"),
        Cell::RwWrite => ("{ let channel = $p.write().await;", "channel", false, "}"),
        Cell::MapGuard => rng.pick(&[
            ("{ let map = $p.lock().await;", "map.get(\"main\").unwrap()", true, "}"),
            (
                "let map = $p.lock().await; let channel = &map[\"main\"];",
                "channel",
                true,
                "drop(map);",
            ),
        ]),
        Cell::LockEach => rng.pick(&[
            ("{ let channel = $p[0].lock().await;", "channel", false, "}"),
            ("{ let channel = $p[next_slot($p.len())].lock().await;", "channel", false, "}"),
        ]),
        Cell::LockedMap => rng.pick(&[
            (
                "let channel = $p.read().await.get(\"main\").cloned().unwrap();",
                "channel",
                false,
                "",
            ),
            (
                "let map = $p.read().await; let channel = &map[\"main\"];",
                "channel",
                true,
                "drop(map);",
            ),
            (
                "let channel = { let map = $p.read().await; map[\"main\"].clone() };",
                "channel",
                false,
                "",
            ),
        ]),
        Cell::Dash => rng.pick(&[
            ("let channel = $p.get(\"main\").unwrap().clone();", "channel", false, ""),
            (
                "let channel = $p.get(\"main\").map(|entry| entry.value().clone()).unwrap();",
                "channel",
                false,
                "",
            ),
        ]),
        Cell::Semaphore | Cell::ManyPermits => rng.pick(&[
            ("let permit = $p.1.acquire().await.unwrap();", "$p.0", false, "drop(permit);"),
            ("{ let _permit = $p.1.acquire().await.expect(\"never closed\");", "$p.0", false, "}"),
        ]),
        Cell::MutexOut => rng.pick(&[
            ("let channel = $p.lock().await.clone();", "channel", false, ""),
            ("let channel = { let guard = $p.lock().await; guard.clone() };", "channel", false, ""),
        ]),
        Cell::MutexOptOut => rng.pick(&[
            ("let channel = $p.lock().await.clone().unwrap();", "channel", false, ""),
            (
                "let channel = $p.lock().await.as_ref().cloned().expect(\"open\");",
                "channel",
                false,
                "",
            ),
        ]),
        Cell::MutexDropped => (
            "let guard = $p.lock().await; let channel = guard.clone(); drop(guard);",
            "channel",
            false,
            "",
        ),
        Cell::RwRead => rng.pick(&[
            ("let channel = $p.read().await;", "channel", false, ""),
            ("{ let guard = $p.read().await;", "guard", false, "}"),
        ]),
        Cell::RwOut => ("let channel = $p.read().await.clone();", "channel", false, ""),
        Cell::RwOptRead => rng.pick(&[
            ("let guard = $p.read().await;", "guard.as_ref().unwrap()", true, "drop(guard);"),
            (
                "{ let guard = $p.read().await; if let Some(channel) = &*guard {",
                "channel",
                true,
                "} }",
            ),
        ]),
        _ => rng.pick(&[
            ("let channel = $p.lock().unwrap().clone();", "channel", false, ""),
            (
                "let channel = { let guard = $p.lock().expect(\"not poisoned\"); guard.clone() };",
                "channel",
                false,
                "",
            ),
        ]),
    };
    let fill = |template: &str| code!(template, p = place);
    Reach { before: fill(before), channel: fill(channel), is_reference, after: after.to_owned() }
}
