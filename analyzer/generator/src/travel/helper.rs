//! A value of a type that holds no channel, whose method is given one: how it is made, and what it lies in.

use super::super::build::{Build, Fails, Layer};
use super::super::op::Op;
use super::super::text::code;
use super::Channel;

/// How the value is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Made {
    Literal,
    Constructor,
    Loaded,
    Builder,
    Defaulted,
    DefaultOfType,
    Deserialized,
    Arguments,
    Parsed,
    Converted,
    Element,
    OfMap,
    OfIterator,
    Answer,
    Lazy,
}

impl Made {
    const ALL: &[Self] = &[
        Self::Literal,
        Self::Constructor,
        Self::Loaded,
        Self::Builder,
        Self::Defaulted,
        Self::DefaultOfType,
        Self::Deserialized,
        Self::Arguments,
        Self::Parsed,
        Self::Converted,
        Self::Element,
        Self::OfMap,
        Self::OfIterator,
        Self::Lazy,
        Self::Answer,
    ];

    /// What stands before a type: the one that is made, or one that lies in it.
    fn derives(self, is_made: bool) -> &'static str {
        match self {
            Self::Defaulted | Self::DefaultOfType => "#[derive(Default)]",
            Self::Deserialized | Self::Answer => "#[derive(serde::Deserialize)]",
            Self::Arguments if is_made => "#[derive(clap::Parser)]",
            Self::Arguments => "#[derive(clap::Args)]",
            _ => "",
        }
    }

    /// What stands before a field in which another type lies.
    fn flattens(self) -> &'static str {
        if self == Self::Arguments { "#[command(flatten)] " } else { "" }
    }

    /// What the type that is made gets besides its constructor.
    fn items(self) -> &'static str {
        match self {
            Self::Loaded => {
                "impl $n { pub fn load() -> Result<Self> { let queue = std::env::var(\"QUEUE\")?; Ok(Self::new(&queue)) } }"
            }
            Self::Builder => {
                "#[derive(Default)] pub struct $nBuilder { queue: Option<String> } \
                 impl $nBuilder { pub fn queue(mut self, queue: impl Into<String>) -> Self { self.queue = Some(queue.into()); self } \
                 pub fn build(self) -> $n { $n::new(self.queue.as_deref().unwrap_or(\"orders\")) } } \
                 impl $n { pub fn builder() -> $nBuilder { $nBuilder::default() } }"
            }
            Self::Parsed => {
                "impl std::str::FromStr for $n { type Err = std::convert::Infallible; \
                 fn from_str(text: &str) -> std::result::Result<Self, Self::Err> { Ok(Self::new(text)) } }"
            }
            Self::Converted => {
                "impl From<&str> for $n { fn from(queue: &str) -> Self { Self::new(queue) } }"
            }
            Self::Element => {
                "impl $n { pub fn all() -> Vec<$n> { [\"orders\", \"bills\"].iter().map(|queue| $n::new(queue)).collect() } }"
            }
            Self::OfMap => {
                "impl $n { pub fn by_name() -> HashMap<String, $n> { let mut all = HashMap::new(); \
                 all.insert(\"orders\".to_string(), $n::new(\"orders\")); all } }"
            }
            Self::OfIterator => {
                "impl $n { pub fn each() -> impl Iterator<Item = $n> { std::iter::once($n::new(\"orders\")) } }"
            }
            Self::Lazy => {
                "impl $n { pub fn known() -> &'static $n { static KNOWN: LazyLock<$n> = LazyLock::new(|| $n::new(\"orders\")); &KNOWN } }"
            }
            _ => "",
        }
    }

    /// Statements that bind a value as `made`.
    fn bound(self) -> &'static str {
        match self {
            Self::Literal => "let made = $l;",
            Self::Constructor => "let made = $n::new(\"orders\");",
            Self::Loaded => "let made = $n::load().unwrap();",
            Self::Builder => "let made = $n::builder().queue(\"orders\").build();",
            Self::Defaulted => "let made = $n::default();",
            Self::DefaultOfType => "let made: $n = Default::default();",
            Self::Deserialized => "let made: $n = serde_json::from_str(\"{}\").unwrap();",
            Self::Arguments => "/*+clap::Parser*/ let made = $n::parse();",
            Self::Parsed => "let made = \"orders\".parse::<$n>().unwrap();",
            Self::Converted => "let made: $n = \"orders\".into();",
            Self::Element => "let all = $n::all(); let made = &all[0];",
            Self::OfMap => "let known = $n::by_name(); let made = known.get(\"orders\").unwrap();",
            Self::OfIterator => "let made = $n::each().next().unwrap();",
            Self::Answer => {
                "let answer = reqwest::get(\"http://localhost/\").await.unwrap(); let made = answer.json::<$n>().await.unwrap();"
            }
            Self::Lazy => "let made = $n::known();",
        }
    }
}

/// Operations in a method of such a value.
pub(super) fn operations(
    build: &mut Build,
    channel: Channel<'_>,
    ops: &[Op],
    fails: Fails,
) -> String {
    let made = loop {
        let made = build.rng.pick(Made::ALL);
        if made != Made::Answer || !build.blocking {
            break made;
        }
    };
    let depth = build.rng.pick(&[0, 0, 1, 3, 5]);
    build.dim("helper", made);
    build.dim("helper depth", depth);
    let outer = std::mem::replace(&mut build.layer, Layer::Helper);
    let name = build.name(&["Topology", "Plan", "Setup", "Template"]);
    let method = build.name(&["prepare", "apply", "establish", "carry_out"]);
    let body = build.operations(ops, "channel", Fails::Question);
    let mut code = code!(
        "$d pub struct $n { pub queue: String } impl $n { pub fn new(queue: &str) -> Self { Self { queue: queue.to_string() } } \
         pub $a fn $m(&self, channel: &Channel) -> Result<()> { println!(\"{}\", self.queue); $b Ok(()) } }",
        d = made.derives(depth == 0),
        n = name,
        a = build.asyncness(),
        m = method,
        b = body
    );
    let mut literal = code!("$n { queue: \"orders\".to_string() }", n = name);
    let mut around = name.clone();
    for at in 1..=depth {
        let inner = std::mem::replace(&mut around, format!("{name}In{at}"));
        code += &code!(
            " $d pub struct $n { $x pub inner: $i } impl $n { pub fn new(queue: &str) -> Self { Self { inner: $i::new(queue) } } }",
            d = made.derives(at == depth),
            x = made.flattens(),
            n = around,
            i = inner
        );
        literal = code!("$n { inner: $l }", n = around, l = literal);
    }
    code += &code!(made.items(), n = around, nBuilder = format!("{around}Builder"));
    build.item(Layer::Helper, &[&name, &around, &format!("{around}Builder")], code);
    build.layer = outer;
    let bound = code!(made.bound(), n = around, l = literal);
    let call = code!(
        "$k made$i.$m($c)$t",
        k = build.mark(),
        i = ".inner".repeat(depth),
        m = method,
        c = channel.borrowed(),
        t = build.then()
    );
    format!("{bound} {}", build.finish(&call, fails))
}
