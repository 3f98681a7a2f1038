//! Handlers that a framework runs many times at once, with state that holds a channel.

use super::build::{Build, Fails, Layer};
use super::cell::Cell;
use super::holder::Holder;
use super::op::Op;
use super::tasks::{Scenario, any_ops};
use super::text::code;

/// The framework, and how the state reaches the handler.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Web {
    AxumState,
    AxumExtension,
    AxumClosure,
    Actix,
    Rocket,
    Tonic,
    Tower,
    Warp,
}

/// What handlers do: share, exclude each other, or open their own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Shared,
    Guarded,
    Fresh,
}

/// State as handlers see it: its type, how it is made from the holder, and the holder's place in it.
struct StateOf {
    ty: String,
    made: String,
    place: String,
}

/// A program with handlers.
pub(crate) fn handlers(build: &mut Build, kind: Kind) -> Scenario {
    let web = build.rng.weighted(&[
        (5, Web::AxumState),
        (3, Web::AxumExtension),
        (2, Web::AxumClosure),
        (4, Web::Actix),
        (3, Web::Rocket),
        (3, Web::Tonic),
        (3, Web::Tower),
        (1, Web::Warp),
    ]);
    build.dim("web", web);
    if kind != Kind::Shared {
        build.dim("safe", format!("web {kind:?}"));
    }
    let cells = if kind == Kind::Guarded { Cell::EXCLUSIVE } else { Cell::SHARED };
    let mut holder = nameable(build, cells, kind);
    let ops = any_ops(build).bounded();
    holder.set_up(&ops.setup);
    let var = holder.var.clone();
    if kind == Kind::Fresh {
        return fresh(build, holder, web, &ops.one);
    }
    let create = holder.create(build, &var, "conn", Fails::Question);
    build.marking = kind == Kind::Shared;
    let state = state(build, &holder, web);
    let body = holder.use_channel(build, &state.place, &ops.one, Fails::Here);
    let serve = serve(build, web, &state, &body);
    build.marking = false;
    holder.declare(build);
    Scenario {
        code: format!("{create} {} {serve}", state.made),
        owns_connection: false,
        found: kind == Kind::Shared,
    }
}

/// A holder whose type can be written down.
fn nameable(build: &mut Build, cells: &[(usize, Cell)], kind: Kind) -> Holder {
    loop {
        let before = build.dims.len();
        let holder = Holder::any(build, cells);
        if !holder.ty.starts_with("impl ") && (kind != Kind::Fresh || !holder.is_static()) {
            return holder;
        }
        build.dims.truncate(before);
    }
}

/// Handlers that open a channel of their own on the connection in the state.
fn fresh(build: &mut Build, mut holder: Holder, web: Web, ops: &[Op]) -> Scenario {
    let var = holder.var.clone();
    let create = holder.create(build, &var, "&conn", Fails::Here);
    let used = holder.use_channel(build, &var, ops, Fails::Here);
    let body = format!("{create} {used}");
    let place = "conn".to_owned();
    let state = StateOf { ty: "Arc<Connection>".to_owned(), made: String::new(), place };
    let serve = serve(build, web, &state, &body);
    holder.declare(build);
    Scenario { code: serve, owns_connection: true, found: false }
}

fn state(build: &mut Build, holder: &Holder, web: Web) -> StateOf {
    let var = &holder.var;
    if holder.is_static() {
        let made = code!("let settings = Arc::new(String::from(\"app\"));");
        return StateOf { ty: "Arc<String>".to_owned(), made, place: "settings".to_owned() };
    }
    let direct = build.rng.chance(40)
        || matches!(web, Web::AxumClosure | Web::Tonic | Web::Tower | Web::Warp);
    if direct {
        return StateOf { ty: holder.ty.clone(), made: String::new(), place: var.clone() };
    }
    let name = build.name(&["AppState", "Context", "Shared"]);
    let derive = if build.rng.chance(60) { "#[derive(Clone)]" } else { "" };
    let code = code!(
        "$d pub struct $n { pub $f: $t, pub name: String }",
        d = derive,
        n = name,
        f = var,
        t = holder.ty
    );
    build.item(Layer::App, &[&name], code);
    let value = code!("$n { $f, name: \"app\".to_string() }", n = name, f = var);
    if derive.is_empty() {
        StateOf {
            ty: format!("Arc<{name}>"),
            made: format!("let state = Arc::new({value});"),
            place: format!("state.{var}"),
        }
    } else {
        StateOf {
            ty: name.clone(),
            made: format!("let state = {value};"),
            place: format!("state.{var}"),
        }
    }
}

/// The handler and the statements that serve it.
fn serve(build: &mut Build, web: Web, state: &StateOf, body: &str) -> String {
    let handler =
        build.name(&["create_order", "publish_event", "notify_user", "submit", "enqueue"]);
    let var = state.place.split('.').next().unwrap_or_default().to_owned();
    let ty = &state.ty;
    match web {
        Web::AxumState => {
            let code = code!(
                "/*+axum::extract::State*/ pub async fn $n(State($v): State<$t>) -> StatusCode { $b StatusCode::OK }",
                n = handler,
                v = var,
                t = ty,
                b = body
            );
            build.item(Layer::App, &[&handler], code);
            code!(
                "let app = Router::new().route(\"/orders\", axum::routing::post($n)).with_state($v); $s",
                n = handler,
                v = var,
                s = AXUM
            )
        }
        Web::AxumExtension => {
            let code = code!(
                "/*+axum::Extension*/ pub async fn $n(Extension($v): Extension<$t>, body: String) -> &'static str { println!(\"{body}\"); $b \"ok\" }",
                n = handler,
                v = var,
                t = ty,
                b = body
            );
            build.item(Layer::App, &[&handler], code);
            code!(
                "/*+axum::Extension*/ let app = Router::new().route(\"/orders\", post($n)).layer(Extension($v)); $s",
                n = handler,
                v = var,
                s = AXUM
            )
        }
        Web::AxumClosure => code!(
            "let app = Router::new().route(\"/orders\", post(move || { let $v = $v.clone(); async move { $b \"ok\" } })); $s",
            v = var,
            b = body,
            s = AXUM
        ),
        Web::Actix => actix(build, &handler, state, &var, body),
        Web::Rocket => {
            let code = code!(
                "/*+rocket::State*/ #[rocket::post(\"/orders\")] pub async fn $n($v: &State<$t>) -> &'static str { $b \"ok\" }",
                n = handler,
                v = var,
                t = ty,
                b = body
            );
            build.item(Layer::App, &[&handler], code);
            code!(
                "rocket::build().manage($v).mount(\"/\", rocket::routes![$n]).launch().await?;",
                n = handler,
                v = var
            )
        }
        Web::Warp => {
            let code = code!(
                "pub async fn $n($v: $t) -> Result<String, std::convert::Infallible> { $b Ok(\"ok\".to_string()) }",
                n = handler,
                v = var,
                t = ty,
                b = body
            );
            build.item(Layer::App, &[&handler], code);
            code!(
                "/*+warp::Filter*/ let state = warp::any().map(move || $v.clone()); let route = warp::post().and(state).and_then($n); \
                 warp::serve(route).run(([0, 0, 0, 0], 3030)).await;",
                n = handler,
                v = var
            )
        }
        Web::Tonic => tonic(build, &handler, ty, &var, body),
        Web::Tower => tower(build, ty, &var, body),
    }
}

const AXUM: &str =
    "let listener = TcpListener::bind(\"0.0.0.0:3000\").await?; axum::serve(listener, app).await?;";

fn actix(build: &mut Build, handler: &str, state: &StateOf, var: &str, body: &str) -> String {
    let routed = build.rng.chance(50);
    let attribute = if routed { "" } else { "#[actix_web::post(\"/orders\")]" };
    let code = code!(
        "$a pub async fn $n($v: web::Data<$t>) -> impl Responder { $b HttpResponse::Ok().finish() }",
        a = attribute,
        n = handler,
        v = var,
        t = state.ty,
        b = body
    );
    build.item(Layer::App, &[handler], code);
    let service = if routed { ".route(\"/orders\", web::post().to($n))" } else { ".service($n)" };
    code!(
        "let data = web::Data::new($v); HttpServer::new(move || { App::new().app_data(data.clone())$s }).bind((\"0.0.0.0\", 8080))?.run().await?;",
        v = var,
        s = code!(service, n = handler)
    )
}

fn tonic(build: &mut Build, handler: &str, ty: &str, var: &str, body: &str) -> String {
    let name = build.name(&["OrderServer", "EventServer", "NotifyServer"]);
    let body = if body.contains(&format!("{var}."))
        || body.contains(&format!("&{var}"))
        || body.contains(&format!("({var}"))
    {
        format!("let {var} = &self.{var}; {body}")
    } else {
        body.to_owned()
    };
    let code = code!(
        "pub mod proto { tonic::include_proto!(\"orders\"); } \
         #[derive(Clone)] pub struct $n { pub $v: $t } \
         #[tonic::async_trait] impl proto::order_service_server::OrderService for $n { \
         async fn $h(&self, request: tonic::Request<proto::OrderRequest>) -> std::result::Result<tonic::Response<proto::OrderReply>, tonic::Status> { \
         println!(\"{:?}\", request.get_ref()); $b Ok(tonic::Response::new(proto::OrderReply::default())) } }",
        n = name,
        v = var,
        t = ty,
        h = handler,
        b = body
    );
    build.item(Layer::App, &[&name, "proto"], code);
    code!(
        "tonic::transport::Server::builder().add_service(proto::order_service_server::OrderServiceServer::new($n { $v })).serve(\"[::1]:50051\".parse()?).await?;",
        n = name,
        v = var
    )
}

fn tower(build: &mut Build, ty: &str, var: &str, body: &str) -> String {
    let name = build.name(&["AmqpSink", "EventService", "PublishService"]);
    let code = code!(
        "#[derive(Clone)] pub struct $n { pub $v: $t } impl Service<String> for $n { type Response = (); type Error = $e; \
         type Future = BoxFuture<'static, std::result::Result<(), $e>>; \
         fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<std::result::Result<(), $e>> { std::task::Poll::Ready(Ok(())) } \
         fn call(&mut self, event: String) -> Self::Future { let $v = self.$v.clone(); Box::pin(async move { println!(\"{event}\"); $b Ok(()) }) } }",
        n = name,
        v = var,
        t = ty,
        e = build.error(),
        b = body
    );
    build.item(Layer::App, &[&name], code);
    code!(
        "/*+tower::ServiceExt*/ let service = $n { $v }; tower::ServiceBuilder::new().concurrency_limit(16).service(service).call_all(futures::stream::empty::<String>());",
        n = name,
        v = var
    )
}
