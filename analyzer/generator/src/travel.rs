//! How a channel goes from where it is held to where its operations are called.

mod helper;
mod roundabout;

use super::build::{Build, Fails, Layer};
use super::op::Op;
use super::text::code;

/// What is between the holder and the operation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Travel {
    Inline,
    Function,
    Functions2,
    Functions3,
    OwnedParameter,
    ExtensionTrait,
    Macro,
    BoxedFuture,
    ImplFuture,
    Recursion,
    Closure,
    Borrower,
    AssociatedFunction,
    Generic,
    StoredFunction,
    AsyncBlock,
    BlanketTrait,
    MessageBuilder,
    Registry,
    WithChannel,
    Retry,
    /// A method of a value that is made somehow and holds no channel.
    Helper,
}

impl Travel {
    pub(crate) const ALL: &[(usize, Self)] = &[
        (8, Self::Inline),
        (4, Self::Function),
        (3, Self::Functions2),
        (2, Self::Functions3),
        (2, Self::OwnedParameter),
        (3, Self::ExtensionTrait),
        (2, Self::Macro),
        (2, Self::BoxedFuture),
        (1, Self::ImplFuture),
        (2, Self::Recursion),
        (2, Self::Closure),
        (2, Self::Borrower),
        (2, Self::AssociatedFunction),
        (1, Self::Generic),
        (1, Self::StoredFunction),
        (1, Self::AsyncBlock),
        (1, Self::BlanketTrait),
        (2, Self::MessageBuilder),
        (2, Self::Registry),
        (2, Self::WithChannel),
        (2, Self::Retry),
        (12, Self::Helper),
    ];
}

/// What a step gets at the channel with.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Channel<'a> {
    pub(crate) expr: &'a str,
    pub(crate) is_reference: bool,
}

impl Channel<'_> {
    pub(crate) fn borrowed(self) -> String {
        if self.is_reference { self.expr.to_owned() } else { format!("&{}", self.expr) }
    }
}

/// Statements that do operations on a channel by way of something.
pub(crate) fn operations(
    build: &mut Build,
    travel: Travel,
    channel: Channel<'_>,
    ops: &[Op],
    fails: Fails,
) -> String {
    match travel {
        Travel::Inline => build.operations(ops, channel.expr, fails),
        Travel::BlanketTrait
        | Travel::MessageBuilder
        | Travel::Registry
        | Travel::WithChannel
        | Travel::Retry
            if !build.blocking =>
        {
            roundabout::operations(build, travel, channel, ops, fails)
        }
        Travel::Helper => helper::operations(build, channel, ops, fails),
        Travel::Macro => by_macro(build, channel, ops, fails),
        Travel::Closure => by_closure(build, channel, ops, fails),
        Travel::AsyncBlock if !build.blocking => {
            let body = build.operations(ops, channel.expr, Fails::Question);
            let ok = build.ok();
            let run = build.finish("attempt.await", fails);
            code!("let attempt = async { $body $ok }; $run", body = body, ok = ok, run = run)
        }
        Travel::StoredFunction => {
            let callee = function(build, Travel::Function, ops);
            let name = build.name(&["step", "act", "perform"]);
            let done = format!("{}{name}({}){}", build.mark(), channel.borrowed(), build.then());
            let done = build.finish(&done, fails);
            code!("let $n = $f; $done", n = name, f = callee, done = done)
        }
        Travel::ExtensionTrait => by_extension(build, channel, ops, fails),
        Travel::Borrower => by_borrower(build, channel, ops, fails),
        _ => {
            let callee = function(build, travel, ops);
            let argument = match travel {
                Travel::OwnedParameter if channel.is_reference => {
                    format!("Channel::clone({})", channel.expr)
                }
                Travel::OwnedParameter => format!("Channel::clone(&{})", channel.expr),
                Travel::Recursion => format!("{}, 3", channel.borrowed()),
                _ => channel.borrowed(),
            };
            let done = format!("{}{callee}({argument}){}", build.mark(), build.then());
            build.finish(&done, fails)
        }
    }
}

/// A function that does the operations on a channel that it is given; its name.
fn function(build: &mut Build, travel: Travel, ops: &[Op]) -> String {
    let outer = std::mem::replace(&mut build.layer, Layer::Helper);
    let name = build.name(&[
        "publish_event",
        "send",
        "declare_topology",
        "emit",
        "notify",
        "push_job",
        "dispatch",
        "write_out",
    ]);
    let body = build.operations(ops, "channel", Fails::Question);
    let (mut owner, mut callee) = (name.clone(), name.clone());
    let code = match travel {
        Travel::Functions2 | Travel::Functions3 => {
            chained(build, &name, &body, travel == Travel::Functions3)
        }
        Travel::Recursion => recursive(build, &name, &body),
        Travel::AssociatedFunction => {
            owner = build.name(&["Events", "Outgoing", "Wire", "Topology"]);
            callee = format!("{owner}::{name}");
            let template = "pub struct $ty; impl $ty { pub $a fn $n(channel: &Channel) -> Result<()> { $body Ok(()) } }";
            code!(template, ty = owner, a = build.asyncness(), n = name, body = body)
        }
        _ => {
            let template = plain(build, travel);
            code!(template, a = build.asyncness(), n = name, body = body)
        }
    };
    build.item(Layer::Helper, &[&owner], code);
    build.layer = outer;
    callee
}

/// A function of one step.
fn plain(build: &mut Build, travel: Travel) -> &'static str {
    match travel {
        Travel::OwnedParameter => "pub $a fn $n(channel: Channel) -> Result<()> { $body Ok(()) }",
        Travel::BoxedFuture if !build.blocking => build.rng.pick(&[
            "pub fn $n(channel: &Channel) -> Pin<Box<dyn Future<Output = Result<()>> + Send + '_>> { Box::pin(async move { $body Ok(()) }) }",
            "pub fn $n(channel: &Channel) -> BoxFuture<'_, Result<()>> { Box::pin(async move { $body Ok(()) }) }",
        ]),
        Travel::ImplFuture if !build.blocking => {
            "pub fn $n(channel: &Channel) -> impl Future<Output = Result<()>> + Send + '_ { async move { $body Ok(()) } }"
        }
        Travel::Generic => {
            "pub $a fn $n<C: Deref<Target = Channel> + Send + Sync>(channel: C) -> Result<()> { $body Ok(()) }"
        }
        _ => "pub $a fn $n(channel: &Channel) -> Result<()> { $body Ok(()) }",
    }
}

/// A function that calls another, which may call a third.
fn chained(build: &mut Build, name: &str, body: &str, three: bool) -> String {
    let inner = build.name(&["publish_raw", "transmit", "do_send", "write_frame"]);
    let (is_async, then, mark) = (build.asyncness(), build.then(), build.mark());
    let mut code = code!(
        "$a fn $n(channel: &Channel) -> Result<()> { $body Ok(()) }",
        a = is_async,
        n = inner,
        body = body
    );
    let mut call = format!("{inner}(ch)");
    if three {
        let middle = build.name(&["with_logging", "checked", "retrying"]);
        code += &code!(
            "$a fn $n(chan: &Channel, attempts: u32) -> Result<()> { for _ in 0..attempts { $m $i(chan)$t?; } Ok(()) }",
            a = is_async,
            n = middle,
            m = mark,
            i = inner,
            t = then
        );
        call = format!("{middle}(ch, 1)");
    }
    code + &code!(
        "pub $a fn $n(ch: &Channel) -> Result<()> { $m $c$t }",
        a = is_async,
        n = name,
        m = mark,
        c = call,
        t = then
    )
}

fn recursive(build: &mut Build, name: &str, body: &str) -> String {
    let again = if build.blocking {
        format!("{name}(channel, left - 1)?;")
    } else {
        format!("Box::pin({name}(channel, left - 1)).await?;")
    };
    let (before, after) =
        if build.rng.chance(50) { (body, again.as_str()) } else { (again.as_str(), body) };
    code!(
        "pub $a fn $n(channel: &Channel, left: u32) -> Result<()> { if left == 0 { return Ok(()); } $b $e Ok(()) }",
        a = build.asyncness(),
        n = name,
        b = before,
        e = after
    )
}

fn by_macro(build: &mut Build, channel: Channel<'_>, ops: &[Op], fails: Fails) -> String {
    let name = build.name(&["publish", "try_amqp", "with_channel", "amqp"]);
    let mut out = String::new();
    for (index, &op) in ops.iter().enumerate() {
        if matches!(op, Op::Consume | Op::GetAck | Op::Tx | Op::Confirmed) {
            out += &build.operations(&[op], channel.expr, fails);
            continue;
        }
        let arm = format!("{name}_{index}");
        let call = build.call(op, "$channel");
        let code = code!(
            "macro_rules! $n { ($channel:expr) => { $call$w }; }",
            n = arm,
            call = call,
            w = build.wait()
        );
        build.item(build.layer, &[], code);
        let done = format!("{}{arm}!({})", build.mark(), channel.expr);
        out += &build.finish(&done, fails);
    }
    out
}

fn by_closure(build: &mut Build, channel: Channel<'_>, ops: &[Op], fails: Fails) -> String {
    let body = build.operations(ops, channel.expr, Fails::Question);
    let ok = build.ok();
    let block = if build.blocking { "{ $body $ok }" } else { "async { $body $ok }" };
    let name = build.name(&["deliver", "attempt_once", "go"]);
    let call = format!("{}{name}(){}", build.mark(), build.then());
    let run = build.finish(&call, fails);
    code!(
        "let $name = || $block; $run",
        name = name,
        block = code!(block, body = body, ok = ok),
        run = run
    )
}

fn by_extension(build: &mut Build, channel: Channel<'_>, ops: &[Op], fails: Fails) -> String {
    let outer = std::mem::replace(&mut build.layer, Layer::Helper);
    let name = build.name(&["ChannelExt", "PublishExt", "EventSink", "ConfigService"]);
    let method = build.name(&["emit_event", "send_json", "prepare", "announce"]);
    let body = build.operations(ops, "self", Fails::Question);
    let code = if build.blocking {
        "pub trait $n { fn $m(&self) -> Result<()>; } impl $n for Channel { fn $m(&self) -> Result<()> { $body Ok(()) } }"
    } else {
        build.rng.pick(&[
            "#[async_trait] pub trait $n { async fn $m(&self) -> Result<()>; } \
             #[async_trait] impl $n for Channel { async fn $m(&self) -> Result<()> { $body Ok(()) } }",
            "pub trait $n { fn $m(&self) -> impl Future<Output = Result<()>> + Send; } \
             impl $n for Channel { async fn $m(&self) -> Result<()> { $body Ok(()) } }",
        ])
    };
    let code = code!(code, n = name, m = method, body = body);
    build.item(Layer::Helper, &[&name], code);
    build.layer = outer;
    let done = format!("{}{}.{method}(){}", build.mark(), channel.expr, build.then());
    format!("/*+{name}*/ {}", build.finish(&done, fails))
}

fn by_borrower(build: &mut Build, channel: Channel<'_>, ops: &[Op], fails: Fails) -> String {
    let outer = std::mem::replace(&mut build.layer, Layer::Helper);
    let name = build.name(&["Session", "Sender", "Writer", "Transaction"]);
    let method = build.name(&["run", "execute", "flush"]);
    let body = build.operations(ops, "self.channel", Fails::Question);
    let code = code!(
        "pub struct $n<'a> { channel: &'a Channel } \
         impl<'a> $n<'a> { pub fn new(channel: &'a Channel) -> Self { Self { channel } } \
         pub $a fn $m(&self) -> Result<()> { $body Ok(()) } }",
        n = name,
        m = method,
        a = build.asyncness(),
        body = body
    );
    build.item(Layer::Helper, &[&name], code);
    build.layer = outer;
    let done =
        format!("{}{name}::new({}).{method}(){}", build.mark(), channel.borrowed(), build.then());
    build.finish(&done, fails)
}
