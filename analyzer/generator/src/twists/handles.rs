//! Twists that lie in the handle itself: weak, counted, sent, streamed.

use super::super::build::{Build, Fails, Layer};
use super::super::op::Op;
use super::super::text::code;

/// A handle that is sent to the task that uses it.
pub(super) fn through_messages(build: &mut Build) -> String {
    let open = build.client.open("conn");
    build.marking = true;
    let inside = build.operations(&[Op::Publish], "given", Fails::Here);
    let rest = build.operations(&[Op::Publish], "channel", Fails::Question);
    let mark = build.mark();
    let template = build.rng.pick(&[
        "let channel = $o.await?; let (gives, mut gets) = mpsc::channel::<Channel>(4); \
         $m tokio::spawn(async move { while let Some(given) = gets.recv().await { $i } }); gives.send(channel.clone()).await.ok(); $r",
        "let channel = $o.await?; let (gives, gets) = oneshot::channel::<Channel>(); \
         $m tokio::spawn(async move { if let Ok(given) = gets.await { $i } }); gives.send(channel.clone()).ok(); $r",
    ]);
    code!(template, o = open, m = mark, i = inside, r = rest)
}

/// A weak reference in the task, the strong one outside.
pub(super) fn weak(build: &mut Build) -> String {
    let open = build.client.open("conn");
    build.marking = true;
    let inside = build.operations(&[Op::Declare], "channel", Fails::Here);
    let rest = build.operations(&[Op::Declare], "channel", Fails::Question);
    let mark = build.mark();
    if build.rng.chance(50) {
        let name = build.name(&["Monitor", "Watcher"]);
        let code = code!(
            "pub struct $n { pub channel: Weak<Channel> } impl $n { pub async fn run(self) { \
             if let Some(channel) = self.channel.upgrade() { $i } } }",
            n = name,
            i = inside
        );
        build.item(Layer::Holder, &[&name], code);
        return code!(
            "let channel = Arc::new($o.await?); let monitor = $n { channel: Arc::downgrade(&channel) }; $m tokio::spawn(monitor.run()); $r",
            o = open,
            n = name,
            m = mark,
            r = rest
        );
    }
    code!(
        "let channel = Arc::new($o.await?); let weak = Arc::downgrade(&channel); \
         $m tokio::spawn(async move { while let Some(channel) = weak.upgrade() { $i } }); $r",
        o = open,
        m = mark,
        i = inside,
        r = rest
    )
}

/// Two channels opened at once; one of them is used from both sides, or each from its own.
pub(super) fn opened_together(build: &mut Build, found: bool) -> String {
    let open = build.client.open("conn");
    build.marking = found;
    let inside = build.operations(&[Op::Declare, Op::Publish], "worker", Fails::Here);
    let used = if found { "kept" } else { "other" };
    let rest = build.operations(&[Op::Declare, Op::Publish], used, Fails::Question);
    let mark = build.mark();
    let pair = build.rng.pick(&[
        "tokio::try_join!($o, $o)?",
        "futures::try_join!($o, $o)?",
        "futures::future::try_join($o, $o).await?",
    ]);
    let bind = if found {
        "let (kept, spare) = $p; let worker = kept.clone(); drop(spare);"
    } else {
        "let (worker, other) = $p;"
    };
    let bind = code!(bind, p = code!(pair, o = open));
    code!("$b $m tokio::spawn(async move { $i }); $r", b = bind, m = mark, i = inside, r = rest)
}

/// Two channels opened at once, each used from its own side.
pub(super) fn two_opened_together(build: &mut Build) -> String {
    opened_together(build, false)
}

/// Tasks of one thread.
pub(super) fn counted(build: &mut Build) -> String {
    let open = build.client.open("conn");
    build.marking = true;
    let inside = build.operations(&[Op::Publish], "channel", Fails::Here);
    let mark = build.mark();
    let template = build.rng.pick(&[
        "let local = tokio::task::LocalSet::new(); let channel = std::rc::Rc::new($o.await?); \
         for _ in 0..3 { let channel = std::rc::Rc::clone(&channel); $m local.spawn_local(async move { $i }); } local.await;",
        "let channel = std::rc::Rc::new($o.await?); let local = tokio::task::LocalSet::new(); \
         local.run_until(async move { for _ in 0..3 { let channel = channel.clone(); $m tokio::task::spawn_local(async move { $i }); } }).await;",
    ]);
    code!(template, o = open, m = mark, i = inside)
}

/// A stream that publishes, read by a task of its own or in turn with the rest.
pub(super) fn stream(build: &mut Build, found: bool) -> String {
    let open = build.client.open("conn");
    build.marking = found;
    let inside = build.operations(&[Op::Publish], "source", Fails::Here);
    let rest = build.operations(&[Op::Publish], "channel", Fails::Question);
    let mark = build.mark();
    let made = "let channel = $o.await?; let source = channel.clone(); \
                let ticks = async_stream::stream! { for round in 0..3 { $i yield round; } };";
    let read = if found {
        "/*+StreamExt*/ $m tokio::spawn(async move { futures::pin_mut!(ticks); while let Some(round) = ticks.next().await { println!(\"{round}\"); } }); $r"
    } else {
        "/*+StreamExt*/ futures::pin_mut!(ticks); while let Some(round) = ticks.next().await { println!(\"{round}\"); $r }"
    };
    code!(&format!("{made} {read}"), o = open, i = inside, m = mark, r = rest)
}

/// lapin 1 gives the consumer's channel with each delivery.
pub(super) fn channel_of_delivery(build: &mut Build, found: bool) -> String {
    let open = build.client.open("conn");
    let consume = build.call(Op::Consume, "intake");
    build.marking = found;
    let answer = build.operations(&[Op::Publish], "channel", Fails::Here);
    let mark = build.mark();
    let answer = format!("{answer} delivery.ack(BasicAckOptions::default()).await.ok();");
    let template = if found {
        "while let Some(Ok((channel, delivery))) = deliveries.next().await { $m tokio::spawn(async move { $a }); }"
    } else {
        "while let Some(next) = deliveries.next().await { let (channel, delivery) = next?; $a }"
    };
    let read = code!(template, m = mark, a = answer);
    code!(
        "/*+StreamExt*/ let intake = $o.await?; let mut deliveries = $c.await?; $r",
        o = open,
        c = consume,
        r = read
    )
}
