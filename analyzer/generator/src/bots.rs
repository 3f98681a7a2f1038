//! Bots and actors, whose handlers a framework runs for each message.

use super::build::{Build, Fails, Layer};
use super::cell::Cell;
use super::holder::Holder;
use super::op::Op;
use super::tasks::Scenario;
use super::text::code;

/// The framework.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Bot {
    Serenity,
    Poise,
    Teloxide,
    ActixActor,
}

/// A program whose handlers use one channel, under a lock or not.
pub(crate) fn handlers(build: &mut Build, found: bool) -> Scenario {
    let bot = build.rng.pick(&[Bot::Serenity, Bot::Poise, Bot::Teloxide, Bot::ActixActor]);
    build.dim("bot", bot);
    if !found {
        build.dim("safe", "bot Guarded");
    }
    let mut holder = nameable(build, if found { Cell::SHARED } else { Cell::EXCLUSIVE });
    let var = holder.var.clone();
    let create = holder.create(build, &var, "conn", Fails::Question);
    build.marking = found;
    let code = match bot {
        Bot::Serenity => serenity(build, &mut holder),
        Bot::Poise => poise(build, &mut holder),
        Bot::Teloxide => teloxide(build, &mut holder),
        Bot::ActixActor => actor(build, &mut holder),
    };
    build.marking = false;
    holder.declare(build);
    Scenario { code: format!("{create} {code}"), owns_connection: false, found }
}

/// A holder that is no static, and whose type can be written down.
fn nameable(build: &mut Build, cells: &[(usize, Cell)]) -> Holder {
    loop {
        let before = build.dims.len();
        let holder = Holder::any(build, cells);
        if !holder.ty.starts_with("impl ") && !holder.is_static() {
            return holder;
        }
        build.dims.truncate(before);
    }
}

fn used(build: &mut Build, holder: &mut Holder, place: &str, fails: Fails) -> String {
    let op = build.rng.pick(&[Op::Publish, Op::Declare]);
    holder.use_channel(build, place, &[op], fails)
}

fn serenity(build: &mut Build, holder: &mut Holder) -> String {
    let name = build.name(&["Handler", "Bot"]);
    let var = holder.var.clone();
    let body = used(build, holder, &var, Fails::Here);
    let code = code!(
        "/*+serenity::prelude::EventHandler*/ pub struct $n { pub $v: $t } #[serenity::async_trait] impl EventHandler for $n { \
         async fn message(&self, ctx: serenity::prelude::Context, message: serenity::model::channel::Message) { \
         println!(\"{} {}\", ctx.shard_id, message.content); let $v = self.$v.clone(); $b } }",
        n = name,
        v = var,
        t = holder.ty,
        b = body
    );
    build.item(Layer::App, &[&name], code);
    code!(
        "let mut bot = serenity::Client::builder(\"token\", serenity::prelude::GatewayIntents::all()).event_handler($n { $v }).await?; bot.start().await?;",
        n = name,
        v = var
    )
}

fn poise(build: &mut Build, holder: &mut Holder) -> String {
    let (name, command) =
        (build.name(&["Data", "BotState"]), build.name(&["order", "announce_it", "buy"]));
    let var = holder.var.clone();
    let body = used(build, holder, &var, Fails::Question);
    let code = code!(
        "pub struct $n { pub $v: $t } #[poise::command(slash_command)] \
         pub async fn $c(ctx: poise::Context<'_, $n, $e>) -> Result<()> { let $v = ctx.data().$v.clone(); $b ctx.say(\"done\").await?; Ok(()) }",
        n = name,
        v = var,
        t = holder.ty,
        c = command,
        e = build.error(),
        b = body
    );
    build.item(Layer::App, &[&name, &command], code);
    code!(
        "let framework = poise::Framework::builder().options(poise::FrameworkOptions { commands: vec![$c()], ..Default::default() }) \
         .setup(move |_, _, _| Box::pin(async move { Ok($n { $v }) })).build(); \
         serenity::Client::builder(\"token\", serenity::prelude::GatewayIntents::all()).framework(framework).await?.start().await?;",
        c = command,
        n = name,
        v = var
    )
}

fn teloxide(build: &mut Build, holder: &mut Holder) -> String {
    let handler = build.name(&["answer", "on_message"]);
    let var = holder.var.clone();
    let body = used(build, holder, &var, Fails::Question);
    let code = code!(
        "pub async fn $h(bot: teloxide::Bot, message: teloxide::types::Message, $v: $t) -> Result<()> { \
         println!(\"{:?} {}\", bot.token(), message.id); $b Ok(()) }",
        h = handler,
        v = var,
        t = holder.ty,
        b = body
    );
    build.item(Layer::App, &[&handler], code);
    code!(
        "let bot = teloxide::Bot::from_env(); let schema = teloxide::types::Update::filter_message().endpoint($h); \
         teloxide::dispatching::Dispatcher::builder(bot, schema).dependencies(teloxide::dptree::deps![$v]).build().dispatch().await;",
        h = handler,
        v = var
    )
}

fn actor(build: &mut Build, holder: &mut Holder) -> String {
    let (name, message) = (build.name(&["Announcer", "Notifier"]), build.name(&["Tell", "Say"]));
    let var = holder.var.clone();
    let body = used(build, holder, &var, Fails::Here);
    let run = build.rng.pick(&[
        "ctx.spawn(actix::fut::wrap_future(async move { $b }));",
        "actix::spawn(async move { $b });",
        "/*+actix::AsyncContext*/ /*+actix::WrapFuture*/ ctx.spawn(async move { $b }.into_actor(self));",
    ]);
    let code = code!(
        "pub struct $n { pub $v: $t } impl actix::Actor for $n { type Context = actix::Context<Self>; } \
         #[derive(actix::Message)] #[rtype(result = \"()\")] pub struct $g(pub String); \
         impl actix::Handler<$g> for $n { type Result = (); fn handle(&mut self, message: $g, ctx: &mut Self::Context) { \
         println!(\"{}\", message.0); let $v = self.$v.clone(); $r } }",
        n = name,
        v = var,
        t = holder.ty,
        g = message,
        r = code!(run, b = body)
    );
    build.item(Layer::App, &[&name, &message], code);
    code!(
        "/*+actix::Actor*/ let address = $n { $v }.start(); for _ in 0..3 { address.do_send($g(\"hello\".to_string())); }",
        n = name,
        v = var,
        g = message
    )
}
