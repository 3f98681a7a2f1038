//! A program of as many services as a picture needs, and one with the names that a stranger gives.

use std::fs;
use std::path::Path;

use chanlint::config::Choice;
use chanlint::discover;
use chanlint::findings::Report;
use chanlint::levels::Levels;
use chanlint::sources::Sources;

const MANIFEST: &str = "[package]\nname = \"shop\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\nlapin = \"4\"\ntokio = \"1\"\n";
const USES: &str = "use lapin::{options::*, types::FieldTable, BasicProperties, Connection, ConnectionProperties};\n";
/// So many services are on one connection.
const ON_ONE: usize = 8;

/// What is found in a program with so many channels: every fifth is shared by tasks, and the first is.
pub(crate) fn report(dir: &Path, channels: usize) -> (Report, Sources) {
    let mut code = USES.to_owned();
    for connection in 0..channels.div_ceil(ON_ONE) {
        let services = connection * ON_ONE..channels.min((connection + 1) * ON_ONE);
        let calls: String = services
            .map(|at| ["    service_", &at.to_string(), "(&connection).await;\n"].concat())
            .collect();
        code += &format!(
            "pub async fn start_{connection}() {{\n    let connection = Connection::connect(\"\", ConnectionProperties::default()).await.unwrap();\n{calls}}}\n"
        );
    }
    code.extend((0..channels).map(service));
    analysed(dir, &code)
}

fn service(at: usize) -> String {
    let queue = format!("orders.{}", at % 40);
    let open = "let channel = connection.create_channel().await.unwrap();";
    if at.is_multiple_of(5) {
        return format!(
            r#"async fn service_{at}(connection: &Connection) {{
    {open}
    let other = channel.clone();
    tokio::spawn(async move {{
        loop {{
            other.basic_publish("events", "order.{at}", BasicPublishOptions::default(), b"", BasicProperties::default()).await.unwrap();
        }}
    }});
    tokio::spawn(async move {{
        channel.queue_declare("{queue}", QueueDeclareOptions::default(), FieldTable::default()).await.unwrap();
        channel.basic_publish("", "{queue}", BasicPublishOptions::default(), b"", BasicProperties::default()).await.unwrap();
    }});
}}
"#
        );
    }
    format!(
        r#"async fn service_{at}(connection: &Connection) {{
    {open}
    channel.queue_declare("{queue}", QueueDeclareOptions::default(), FieldTable::default()).await.unwrap();
    tokio::spawn(async move {{
        channel.basic_publish("events", "order.{at}", BasicPublishOptions::default(), b"", BasicProperties::default()).await.unwrap();
    }});
}}
"#
    )
}

/// What is found where queues and files have names that mean something to whoever draws them.
pub(crate) fn hostile(dir: &Path) -> (Report, Sources) {
    let name = "</title></script></style><script>document.title='owned';window.owned=1</script><img src=x onerror=window.owned=1>&quot; ]]> --> \\\"' onload=1 \\u{202e}";
    let code = service(0).replace("orders.0", name).replace("events", name);
    let start =
        "pub async fn start(connection: &Connection) {\n    service_0(connection).await;\n}\n";
    let folder = dir.join("a'b\"<img src=x onerror=window.owned=1>&");
    analysed(&folder, &format!("{USES}{start}{code}"))
}

fn analysed(dir: &Path, code: &str) -> (Report, Sources) {
    fs::create_dir_all(dir.join("src")).unwrap();
    fs::write(dir.join("Cargo.toml"), MANIFEST).unwrap();
    fs::write(dir.join("src/lib.rs"), code).unwrap();
    let discovery = discover::Request::new(dir);
    let (config, levels) = (Choice::Isolated, Levels::default());
    let request = chanlint::Request { discovery, config, levels, jobs: Some(1) };
    chanlint::run(&request).unwrap_or_else(|_| panic!("no mistakes"))
}
