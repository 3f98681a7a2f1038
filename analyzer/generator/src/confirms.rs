//! Publishing with confirms under a lock: the lock has to last until the confirm is there.

use super::build::{Build, Fails, Layer};
use super::op::Op;
use super::tasks::Scenario;
use super::text::code;

/// Tasks that publish under a lock and wait for their confirm inside it, or outside, where it may be another's.
pub(crate) fn under_lock(build: &mut Build, found: bool) -> Scenario {
    build.dim("cell", "Mutex");
    build.dim(
        if found { "confirm" } else { "safe" },
        if found { "awaited outside the lock" } else { "confirm awaited inside the lock" },
    );
    let open = build.client.open("conn");
    let select = build.call(Op::ConfirmSelect, "channel");
    build.marking = found;
    let publish = build.call(Op::Publish, "channel");
    let mark = build.mark();
    build.marking = false;
    let template = match (found, build.rng.below(3)) {
        (true, 0) => {
            "let confirm = { let channel = $p.lock().await; $c.await? }; $m confirm.await?;"
        }
        (true, 1) => {
            "let channel = $p.lock().await; let confirm = $c.await?; drop(channel); $m confirm.await?;"
        }
        (true, _) => {
            "let guard = $p.lock().await; let channel = &*guard; let confirm = $c.await?; std::mem::drop(guard); println!(\"sent\"); $m confirm.await?;"
        }
        (false, 0) => {
            "let confirm = { let channel = $p.lock().await; $c.await?.await? }; println!(\"{confirm:?}\");"
        }
        (false, 1) => {
            "let channel = $p.lock().await; let confirm = $c.await?; confirm.await?; drop(channel);"
        }
        (false, _) => "let channel = $p.lock().await; $c.await?.await?;",
    };
    let code = if build.rng.chance(50) {
        let name = build.name(&["Publisher", "Outbox", "ConfirmedBus"]);
        let body = code!(template, p = "self.channel", c = publish, m = mark);
        let item = code!(
            "pub struct $n { channel: Mutex<Channel> } impl $n { pub fn new(channel: Channel) -> Self { Self { channel: Mutex::new(channel) } } \
             pub async fn publish(&self) -> Result<()> { $b Ok(()) } }",
            n = name,
            b = body
        );
        build.item(Layer::Holder, &[&name], item);
        let use_it = build.finish("bus.publish().await", Fails::Here);
        code!(
            "let channel = $o.await?; $s.await?; let bus = Arc::new($n::new(channel)); for _ in 0..4 { let bus = bus.clone(); $m tokio::spawn(async move { $u }); }",
            o = open,
            s = select,
            n = name,
            m = mark,
            u = use_it
        )
    } else {
        let body = code!(template, p = "shared", c = publish, m = mark);
        code!(
            "let channel = $o.await?; $s.await?; let shared = Arc::new(Mutex::new(channel)); \
             for _ in 0..4 { let shared = Arc::clone(&shared); $m tokio::spawn(async move { $b $k }); }",
            o = open,
            s = select,
            b = body,
            m = mark,
            k = build.ok()
        )
    };
    Scenario { code, owns_connection: false, found }
}
