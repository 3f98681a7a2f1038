//! Permits for several, and deliveries that are handled beside each other.

use super::super::build::{Build, Fails};
use super::super::client::Client;
use super::super::op::Op;
use super::super::tasks::Scenario;
use super::super::tasks::apart::own_holder;
use super::super::text::code;

/// A permit is taken before each task starts, and goes with it.
pub(super) fn permits(build: &mut Build, permits: usize) -> String {
    let mut holder = own_holder(build);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    build.marking = permits > 1;
    let share = holder.share(build, &var);
    let used = holder.use_channel(build, &var, &[Op::Publish], Fails::Here);
    let code = code!(
        "$c let permits = Arc::new(Semaphore::new($p)); for _ in 0..10 { let permit = permits.clone().acquire_owned().await?; let $v = $s; \
         $m tokio::spawn(async move { $u drop(permit); }); }",
        c = create,
        p = permits.to_string(),
        v = var,
        s = share,
        u = used,
        m = build.mark()
    );
    build.marking = false;
    holder.declare(build);
    code
}

/// Several permits let several tasks in.
pub(crate) fn several_permits(build: &mut Build) -> Scenario {
    build.dim("shape", "several permits");
    Scenario { code: permits(build, 8), owns_connection: false, found: true }
}

/// Deliveries are handled beside each other in one task, and each is answered on the one channel: old lapin mixes up replies.
pub(crate) fn answers_beside(build: &mut Build) -> Scenario {
    build.dim("shape", "deliveries beside each other");
    let mut holder = own_holder(build);
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    let open = build.client.open("conn");
    let consume = build.call(Op::Consume, "intake");
    build.marking = true;
    let used = holder.use_channel(build, &var, &[Op::Publish], Fails::Here);
    let pattern = if build.client == Client::Lapin1 { "Ok((_, delivery))" } else { "Ok(delivery)" };
    let run = build.rng.pick(&[
        "$m deliveries.for_each_concurrent(16, |next| { let $v = &$v; async move { $b } }).await;",
        "$m deliveries.map(|next| { let $v = $s; async move { $b } }).buffer_unordered(16).for_each(|()| async {}).await;",
    ]);
    let body = code!(
        "if let $p = next { $u delivery.ack(BasicAckOptions::default()).await.ok(); }",
        p = pattern,
        u = used
    );
    let share = holder.share(build, &var);
    let run = code!(run, m = build.mark(), v = var, b = body, s = share);
    build.marking = false;
    holder.declare(build);
    let code = code!(
        "/*+StreamExt*/ $c let intake = $o.await?; let deliveries = $q.await?; $r",
        c = create,
        o = open,
        q = consume,
        r = run
    );
    Scenario { code, owns_connection: false, found: build.client == Client::Lapin1 }
}
