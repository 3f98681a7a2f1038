//! Longer ways from the holder to the operation.

use super::super::build::{Build, Fails, Layer};
use super::super::op::Op;
use super::super::text::code;
use super::{Channel, Travel};

pub(super) fn operations(
    build: &mut Build,
    travel: Travel,
    channel: Channel<'_>,
    ops: &[Op],
    fails: Fails,
) -> String {
    match travel {
        Travel::BlanketTrait => blanket(build, channel, ops, fails),
        Travel::MessageBuilder => builder(build, channel, ops, fails),
        Travel::Registry => registry(build, channel, ops, fails),
        Travel::WithChannel => with_channel(build, channel, ops, fails),
        _ => retry(build, channel, ops, fails),
    }
}

/// A trait for everything that lends a channel.
fn blanket(build: &mut Build, channel: Channel<'_>, ops: &[Op], fails: Fails) -> String {
    let outer = std::mem::replace(&mut build.layer, Layer::Helper);
    let name = build.name(&["Lends", "AnyChannel", "Reach"]);
    let method = build.name(&["push_out", "speak", "tell_broker"]);
    let body = build.operations(ops, "channel", Fails::Question);
    let code = code!(
        "/*+std::borrow::Borrow*/ #[async_trait] pub trait $n { async fn $m(&self) -> Result<()>; } \
         #[async_trait] impl<T: Borrow<Channel> + Sync> $n for T { async fn $m(&self) -> Result<()> { \
         let channel: &Channel = self.borrow(); $b Ok(()) } }",
        n = name,
        m = method,
        b = body
    );
    build.item(Layer::Helper, &[&name], code);
    build.layer = outer;
    let call = code!(
        "{ let lent: &Channel = $c; $m lent.$f().await }",
        c = channel.borrowed(),
        m = build.mark(),
        f = method
    );
    format!("/*+{name}*/ {}", build.finish(&call, fails))
}

/// A builder that borrows the channel and ends in the operation.
fn builder(build: &mut Build, channel: Channel<'_>, ops: &[Op], fails: Fails) -> String {
    let outer = std::mem::replace(&mut build.layer, Layer::Helper);
    let name = build.name(&["Message", "Outgoing", "Letter"]);
    let method = build.name(&["send_now", "post_it", "deliver_all"]);
    let body = build.operations(ops, "self.channel", Fails::Question);
    let code = code!(
        "pub struct $n<'a> { channel: &'a Channel, key: String, persistent: bool } \
         impl<'a> $n<'a> { pub fn on(channel: &'a Channel) -> Self { Self { channel, key: String::new(), persistent: false } } \
         pub fn key(mut self, key: impl Into<String>) -> Self { self.key = key.into(); self } \
         pub fn persistent(self) -> Self { Self { persistent: true, ..self } } \
         pub async fn $m(self) -> Result<()> { println!(\"{} {}\", self.key, self.persistent); $b Ok(()) } }",
        n = name,
        m = method,
        b = body
    );
    build.item(Layer::Helper, &[&name], code);
    build.layer = outer;
    let call = code!(
        "$m $n::on($c).key(\"orders\").persistent().$f().await",
        m = build.mark(),
        n = name,
        c = channel.borrowed(),
        f = method
    );
    build.finish(&call, fails)
}

/// Handlers behind a trait object that are given the channel.
fn registry(build: &mut Build, channel: Channel<'_>, ops: &[Op], fails: Fails) -> String {
    let outer = std::mem::replace(&mut build.layer, Layer::Helper);
    let name = build.name(&["Step", "Action", "Command"]);
    let doer = build.name(&["Announce", "Prepare", "Forward"]);
    let all = build.name(&["steps", "actions", "commands"]);
    let body = build.operations(ops, "channel", Fails::Question);
    let code = code!(
        "#[async_trait] pub trait $n: Send + Sync { async fn act(&self, channel: &Channel) -> Result<()>; } \
         pub struct $d { pub name: String } #[async_trait] impl $n for $d { async fn act(&self, channel: &Channel) -> Result<()> { \
         println!(\"{}\", self.name); $b Ok(()) } } \
         pub fn $a() -> Vec<Box<dyn $n>> { vec![Box::new($d { name: \"first\".to_string() })] }",
        n = name,
        d = doer,
        a = all,
        b = body
    );
    build.item(Layer::Helper, &[&name, &doer, &all], code);
    build.layer = outer;
    let call = code!("$m step.act($c).await", m = build.mark(), c = channel.borrowed());
    let done = build.finish(&call, fails);
    code!("/*+$n*/ for step in $a() { $d }", n = name, a = all, d = done)
}

/// A function that lends a handle to a closure.
fn with_channel(build: &mut Build, channel: Channel<'_>, ops: &[Op], fails: Fails) -> String {
    if !build.has_item("with_channel") {
        let code = "pub async fn with_channel<F, Fut, T>(channel: &Channel, f: F) -> Result<T> where F: FnOnce(Channel) -> Fut, \
            Fut: Future<Output = Result<T>> { let lent = channel.clone(); f(lent).await }";
        build.item(Layer::Helper, &["with_channel"], code.to_owned());
    }
    let body = build.operations(ops, "lent", Fails::Question);
    let call = code!(
        "$m with_channel($c, |lent| async move { $b $o }).await",
        m = build.mark(),
        c = channel.borrowed(),
        b = body,
        o = build.ok()
    );
    build.finish(&call, fails)
}

/// A function that runs a closure until it is content.
fn retry(build: &mut Build, channel: Channel<'_>, ops: &[Op], fails: Fails) -> String {
    if !build.has_item("retry") {
        let code = "pub async fn retry<F, Fut>(mut f: F) -> Result<()> where F: FnMut() -> Fut, Fut: Future<Output = Result<()>> { \
            let mut left = 3; loop { match f().await { Ok(()) => return Ok(()), Err(err) if left == 0 => return Err(err), Err(_) => left -= 1 } } }";
        build.item(Layer::Support, &["retry"], code.to_owned());
    }
    let body = build.operations(ops, channel.expr, Fails::Question);
    let call =
        code!("$m retry(|| async { $b $o }).await", m = build.mark(), b = body, o = build.ok());
    build.finish(&call, fails)
}
