//! Code that a client runs for deliveries: lapin's delegates and amqprs' consumers.

use super::build::{Build, Fails, Layer};
use super::cell::Cell;
use super::client::Client;
use super::holder::Holder;
use super::op::Op;
use super::tasks::Scenario;
use super::text::code;

/// Callbacks that share a channel, or do not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Shared,
    Guarded,
    AcksOnly,
    AloneOnIt,
}

pub(crate) fn callback(build: &mut Build, kind: Kind) -> Scenario {
    let is_ordinary = matches!(kind, Kind::Shared | Kind::Guarded);
    if is_ordinary && build.rng.chance(50) {
        return per_message(build, kind);
    }
    if kind != Kind::Shared {
        build.dim("safe", format!("callback {kind:?}"));
    }
    if build.client == Client::Amqprs { consumer(build, kind) } else { delegate(build, kind) }
}

/// lapin runs a delegate in a task for each delivery.
fn delegate(build: &mut Build, kind: Kind) -> Scenario {
    let cells = if kind == Kind::Guarded { Cell::EXCLUSIVE } else { Cell::SHARED };
    let mut holder = nameable(build, cells);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let found = kind == Kind::Shared;
    let does = matches!(kind, Kind::Shared | Kind::Guarded);
    let open = build.client.open("conn");
    let consume = build.call(Op::Consume, "intake");
    let intake = code!("let intake = $o.await?; let consumer = $c.await?;", o = open, c = consume);
    build.marking = found;
    let body = if does {
        holder.use_channel(build, &var, &[Op::Publish], Fails::Here)
    } else {
        String::new()
    };
    let pattern = if build.client == Client::Lapin1 {
        "Ok(Some((_, delivery)))"
    } else {
        "Ok(Some(delivery))"
    };
    let work = code!(
        "if let $p = delivery { println!(\"{} bytes\", delivery.data.len()); $b delivery.ack(BasicAckOptions::default()).await.ok(); }",
        p = pattern,
        b = body
    );
    let share = if does && !holder.is_static() {
        format!("let {var} = {};", holder.share(build, &var))
    } else {
        String::new()
    };
    let set = if build.rng.chance(60) || holder.is_static() || !does {
        build.dim("callback", "set_delegate closure");
        code!(
            "$m consumer.set_delegate(move |delivery: DeliveryResult| { $s async move { $w } });",
            m = build.mark(),
            s = share,
            w = work
        )
    } else {
        build.dim("callback", "ConsumerDelegate");
        let name = build.name(&["Handler", "OnDelivery"]);
        let code = code!(
            "/*+lapin::ConsumerDelegate*/ pub struct $n { pub $v: $t } impl ConsumerDelegate for $n { \
             fn on_new_delivery(&self, delivery: DeliveryResult) -> Pin<Box<dyn Future<Output = ()> + Send>> { \
             let $v = self.$v.clone(); Box::pin(async move { $w }) } }",
            n = name,
            v = var,
            t = holder.ty,
            w = work
        );
        build.item(Layer::App, &[&name], code);
        code!("$m consumer.set_delegate($n { $v });", m = build.mark(), n = name, v = var)
    };
    build.marking = false;
    holder.declare(build);
    Scenario {
        code: format!("{create} {intake} {set} tokio::time::sleep(Duration::from_secs(60)).await;"),
        owns_connection: false,
        found,
    }
}

fn nameable(build: &mut Build, cells: &[(usize, Cell)]) -> Holder {
    loop {
        let before = build.dims.len();
        let holder = Holder::any(build, cells);
        if !holder.ty.starts_with("impl ") {
            return holder;
        }
        build.dims.truncate(before);
    }
}

/// amqprs gives a consumer the channel that it was registered on.
fn consumer(build: &mut Build, kind: Kind) -> Scenario {
    build.dim("callback", "AsyncConsumer");
    let found = kind == Kind::Shared;
    let op = build.rng.pick(&[Op::Publish, Op::Declare, Op::Confirmed]);
    build.marking = found;
    let inside = match kind {
        Kind::Shared | Kind::AloneOnIt => build.operations(&[op], "channel", Fails::Here),
        _ => String::new(),
    };
    let name = build.name(&["Handler", "OrderConsumer", "OnMessage"]);
    let code = code!(
        "#[derive(Default)] pub struct $n { seen: u64 } #[async_trait] impl AsyncConsumer for $n { \
         async fn consume(&mut self, channel: &Channel, deliver: Deliver, _properties: BasicProperties, content: Vec<u8>) { \
         self.seen += 1; println!(\"{} bytes\", content.len()); $i \
         let _ = channel.basic_ack(BasicAckArguments::new(deliver.delivery_tag(), false)).await; } }",
        n = name,
        i = inside
    );
    build.item(Layer::App, &[&name], code);
    let open = build.client.open("conn");
    let queue = build.queue();
    let register = code!(
        "let channel = $o.await?; $m channel.basic_consume($n::default(), BasicConsumeArguments::new(\"$q\", \"tag\")).await?;",
        o = open,
        m = build.mark(),
        n = name,
        q = queue
    );
    let after = if found {
        let body = build.operations(&[op], "channel", Fails::Question);
        if build.rng.chance(50) { code!("for _ in 0..10 { $b }", b = body) } else { body }
    } else {
        "tokio::time::sleep(Duration::from_secs(60)).await; drop(channel);".to_owned()
    };
    build.marking = false;
    Scenario { code: format!("{register} {after}"), owns_connection: false, found }
}

/// A loop over deliveries starts a task for each, which answers or acks on a channel that all of them share.
fn per_message(build: &mut Build, kind: Kind) -> Scenario {
    let found = kind == Kind::Shared;
    if !found {
        build.dim("safe", "per message Guarded");
    }
    let cells = if found { Cell::SHARED } else { Cell::EXCLUSIVE };
    let mut holder = Holder::any(build, cells);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let intake = build.client.open("conn");
    let consume = build.call(Op::Consume, "intake");
    let raw = found && !holder.is_static() && holder.ty == "Channel" && build.rng.chance(50);
    build.dim("callback", if raw { "task acks on the channel" } else { "task answers" });
    build.marking = found;
    let share = if holder.is_static() {
        String::new()
    } else {
        format!("let {var} = {};", holder.share(build, &var))
    };
    let body = if raw {
        raw_ack(build, &var)
    } else {
        holder.use_channel(build, &var, &[Op::Publish], Fails::Here)
    };
    let settle = if raw || !build.client.is_lapin() {
        ""
    } else {
        "delivery.ack(BasicAckOptions::default()).await.ok();"
    };
    let spawn = build.rng.pick(&["tokio::spawn", "tokio::task::spawn"]);
    let task = code!(
        "$s $m $f(async move { $b $e });",
        s = share,
        m = build.mark(),
        f = spawn,
        b = body,
        e = settle
    );
    build.marking = false;
    let read = match build.client {
        Client::Amqprs => "while let Some(delivery) = deliveries.recv().await { $t }",
        Client::Lapin1 => "/*+StreamExt*/ while let Some(next) = deliveries.next().await { let (_, delivery) = next?; $t }",
        Client::Lapin4 => build.rng.pick(&[
            "/*+StreamExt*/ while let Some(next) = deliveries.next().await { let delivery = next?; $t }",
            "/*+StreamExt*/ while let Some(Ok(delivery)) = deliveries.next().await { println!(\"{}\", delivery.delivery_tag); $t }",
            "/*+StreamExt*/ deliveries.for_each(|next| async { if let Ok(delivery) = next { $t } }).await;",
        ]),
    };
    let read = if holder.is_static() || !read.contains("for_each") {
        read
    } else {
        "/*+StreamExt*/ while let Some(next) = deliveries.next().await { let delivery = next?; $t }"
    };
    let bind =
        if build.client == Client::Amqprs { "(_tag, mut deliveries)" } else { "mut deliveries" };
    holder.declare(build);
    let code = code!(
        "$c let intake = $o.await?; let $p = $q.await?; $r",
        c = create,
        o = intake,
        p = bind,
        q = consume,
        r = code!(read, t = task)
    );
    Scenario { code, owns_connection: false, found }
}

fn raw_ack(build: &mut Build, channel: &str) -> String {
    let ack = if build.client.is_lapin() {
        "$m $c.basic_ack(delivery.delivery_tag, BasicAckOptions::default()).await.unwrap();"
    } else {
        "$m $c.basic_ack(BasicAckArguments::new(delivery.deliver.unwrap().delivery_tag(), false)).await.unwrap();"
    };
    code!(ack, m = build.mark(), c = channel)
}
