//! Which path a name in generated code stands for, and how files import it.

use std::collections::{BTreeMap, BTreeSet};

use super::client::Client;
use super::rng::Rng;

/// The path of a name that is not the program's own.
pub(crate) fn external(name: &str, client: Client, next: &str) -> Option<String> {
    let path = match next {
        "::" => module(name).or_else(|| of_client(name, client)).or_else(|| ty(name)),
        "(" => function(name).or_else(|| of_client(name, client)).or_else(|| ty(name)),
        "!" => (name == "lazy_static").then_some("lazy_static::lazy_static".to_owned()),
        _ => of_client(name, client).or_else(|| ty(name)),
    };
    path.filter(|path| !path.is_empty())
}

fn of_client(name: &str, client: Client) -> Option<String> {
    let path = if client.is_lapin() {
        match name {
            _ if name.ends_with("Options") => format!("lapin::options::{name}"),
            "FieldTable" | "ShortString" | "AMQPValue" => format!("lapin::types::{name}"),
            "Delivery" | "DeliveryResult" => format!("lapin::message::{name}"),
            "Channel"
            | "Connection"
            | "ConnectionProperties"
            | "BasicProperties"
            | "ExchangeKind"
            | "Consumer" => {
                format!("lapin::{name}")
            }
            _ => return None,
        }
    } else {
        match name {
            "Connection" | "OpenConnectionArguments" => format!("amqprs::connection::{name}"),
            "Channel" => "amqprs::channel::Channel".to_owned(),
            "BasicProperties" | "Deliver" => format!("amqprs::{name}"),
            "AsyncConsumer" | "BlockingConsumer" => format!("amqprs::consumer::{name}"),
            _ if name.ends_with("Arguments") => format!("amqprs::channel::{name}"),
            _ => return None,
        }
    };
    Some(path)
}

fn ty(name: &str) -> Option<String> {
    let parent = match name {
        "Arc" | "OnceLock" | "LazyLock" | "Weak" => "std::sync",
        "AtomicUsize" | "Ordering" => "std::sync::atomic",
        "HashMap" => "std::collections",
        "Mutex" | "MutexGuard" | "RwLock" | "RwLockReadGuard" | "RwLockWriteGuard" | "OnceCell"
        | "Semaphore" => "tokio::sync",
        "JoinSet" => "tokio::task",
        "TaskTracker" => "tokio_util::task",
        "TcpListener" => "tokio::net",
        "Duration" => "std::time",
        "Pin" => "std::pin",
        "Future" => "std::future",
        "Deref" | "DerefMut" => "std::ops",
        "Lazy" => "once_cell::sync",
        "DashMap" => "dashmap",
        "BoxFuture" => "futures::future",
        "FuturesUnordered" => "futures::stream",
        "StreamExt" | "FutureExt" | "TryStreamExt" => "futures",
        "Instrument" => "tracing",
        "async_trait" => "async_trait",
        "Router" => "axum",
        "StatusCode" => "axum::http",
        "Service" => "tower::Service",
        "App" | "HttpServer" | "HttpResponse" | "Responder" => "actix_web",
        _ => return None,
    };
    Some(if name == "Service" { parent.to_owned() } else { format!("{parent}::{name}") })
}

fn module(name: &str) -> Option<String> {
    let path = match name {
        "task" => "tokio::task",
        "thread" => "std::thread",
        "mpsc" | "oneshot" => return Some(format!("tokio::sync::{name}")),
        "stream" | "future" => return Some(format!("futures::{name}")),
        "web" => "actix_web::web",
        _ => return None,
    };
    Some(path.to_owned())
}

fn function(name: &str) -> Option<String> {
    let path = match name {
        "block_on" => "futures::executor::block_on",
        "join_all" | "try_join_all" => return Some(format!("futures::future::{name}")),
        "post" => "axum::routing::post",
        _ => return None,
    };
    Some(path.to_owned())
}

/// How the imports of a file are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum UseStyle {
    /// One path in a line.
    Flat,
    /// The names of one module in a line.
    ByModule,
    /// Everything of one crate in a line.
    Nested,
    /// As by module, with globs where code in the wild has them.
    Globs,
}

/// The imports of a file: paths, each perhaps with another name.
pub(crate) fn imports(
    paths: &BTreeMap<String, Option<String>>,
    style: UseStyle,
    rng: &mut Rng,
) -> String {
    let shown = |path: &str, alias: &Option<String>| match alias {
        Some(alias) => format!("{path} as {alias}"),
        None => path.to_owned(),
    };
    match style {
        UseStyle::Flat => {
            let lines = paths.iter().map(|(path, alias)| format!("use {};\n", shown(path, alias)));
            lines.collect::<Vec<_>>().concat()
        }
        UseStyle::Nested => nested(paths),
        UseStyle::ByModule | UseStyle::Globs => by_module(paths, style, rng),
    }
}

fn by_module(paths: &BTreeMap<String, Option<String>>, style: UseStyle, rng: &mut Rng) -> String {
    let mut modules: BTreeMap<&str, Vec<String>> = BTreeMap::new();
    for (path, alias) in paths {
        let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
        let name =
            alias.as_ref().map_or_else(|| name.to_owned(), |alias| format!("{name} as {alias}"));
        modules.entry(module).or_default().push(name);
    }
    let globbed = ["lapin::options", "lapin::types", "amqprs::channel"];
    let mut out = String::new();
    for (module, names) in modules {
        let is_plain = !names.iter().any(|name| name.contains(" as "));
        let glob =
            style == UseStyle::Globs && is_plain && globbed.contains(&module) && rng.chance(80);
        out += &match (&names[..], module) {
            _ if glob => format!("use {module}::*;\n"),
            ([name], "") => format!("use {name};\n"),
            ([name], _) => format!("use {module}::{name};\n"),
            _ => format!("use {module}::{{{}}};\n", names.join(", ")),
        };
    }
    out
}

#[derive(Default)]
struct Tree {
    leaves: BTreeSet<String>,
    inner: BTreeMap<String, Tree>,
}

fn nested(paths: &BTreeMap<String, Option<String>>) -> String {
    let mut root = Tree::default();
    for (path, alias) in paths {
        let mut at = &mut root;
        let (module, name) = path.rsplit_once("::").unwrap_or(("", path));
        for segment in module.split("::").filter(|segment| !segment.is_empty()) {
            at = at.inner.entry(segment.to_owned()).or_default();
        }
        at.leaves.insert(
            alias.as_ref().map_or_else(|| name.to_owned(), |alias| format!("{name} as {alias}")),
        );
    }
    let leaves = root.leaves.iter().map(|name| format!("use {name};\n"));
    let inner = root.inner.iter().map(|(name, tree)| format!("use {name}::{};\n", tree.shown()));
    leaves.chain(inner).collect()
}

impl Tree {
    fn shown(&self) -> String {
        let inner = self.inner.iter().map(|(name, tree)| format!("{name}::{}", tree.shown()));
        let all: Vec<String> = inner.chain(self.leaves.iter().cloned()).collect();
        match &all[..] {
            [one] => one.clone(),
            _ => format!("{{{}}}", all.join(", ")),
        }
    }
}
