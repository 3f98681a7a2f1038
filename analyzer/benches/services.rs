//! What a run takes that users wait for every day: over a small service, and over a large repository without a client.
//!
//! `cargo bench --bench services -- [NAME …]`. The least of several runs counts; more than a row may take is marked.
//! `CHANLINT_BENCH_BINARY` measures another build of the program.

#![expect(clippy::print_stdout, reason = "a benchmark prints its figures")]

mod measure;

use std::fs;
use std::path::Path;
use std::process::ExitCode;

use measure::{Limits, Took};

const ROUNDS: usize = 7;

const LIMITS: Limits = Limits { seconds: 60, mebibytes: 4096 };

/// How many files a service has.
const FILES: usize = 40;

/// How many packages a large repository has, each with as many files as [`FILES_OF_PACKAGE`].
const PACKAGES: usize = 500;
const FILES_OF_PACKAGE: usize = 20;

/// A repository, and the processor time that a run over it may take.
struct Repository {
    name: &'static str,
    seconds: f64,
    write: fn(&Path),
}

const REPOSITORIES: &[Repository] = &[
    Repository { name: "rust", seconds: 0.06, write: rust },
    Repository { name: "go", seconds: 0.05, write: go },
    Repository { name: "go_without_client", seconds: 0.3, write: go_without_client },
];

fn main() -> ExitCode {
    let wanted = measure::arguments();
    let is_wanted =
        |one: &&Repository| wanted.is_empty() || wanted.iter().any(|name| name == one.name);
    let mut over = 0;
    for one in REPOSITORIES.iter().filter(is_wanted) {
        let directory = measure::fresh("services");
        (one.write)(&directory);
        let took = measured(&directory);
        let is_within = took.ended && took.seconds <= one.seconds;
        let mark = if is_within { "" } else { "over" };
        let (name, seconds, memory, bound) = (one.name, took.seconds, took.mebibytes, one.seconds);
        println!("{name:20} {seconds:.3} s of {bound:.3}  {memory:4.0} MiB  {mark}");
        over += usize::from(!is_within);
    }
    if over == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn measured(directory: &Path) -> Took {
    let runs = (0..ROUNDS).map(|_| measure::run(directory, LIMITS));
    let least = runs.min_by(|one, other| one.seconds.total_cmp(&other.seconds));
    least.expect("there is a round")
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("it stands in a folder")).expect("a folder is made");
    fs::write(path, text).expect("a file is written");
}

/// What there is of each file but the first, put together.
fn each(text: impl Fn(usize) -> String) -> String {
    (1..FILES).map(text).collect()
}

/// A service whose files each publish on a channel of their own.
fn rust(directory: &Path) {
    let manifest = "[package]\nname = \"service\"\nversion = \"0.1.0\"\nedition = \"2021\"\n[workspace]\n\
        [dependencies]\nlapin = \"4\"\ntokio = \"1\"\nserde = \"1\"\nserde_json = \"1\"\n";
    write(&directory.join("Cargo.toml"), manifest);
    let modules = each(|at| format!("mod orders{at};\n"));
    let tasks = each(|at| format!("    tokio::spawn(orders{at}::run(connection.clone()));\n"));
    let main = format!(
        "{modules}\n#[tokio::main]\nasync fn main() {{\n    \
         let connection = lapin::Connection::connect(\"amqp://localhost\", Default::default()).await.unwrap();\n    \
         let connection = std::sync::Arc::new(connection);\n{tasks}}}\n"
    );
    write(&directory.join("src/main.rs"), &main);
    for at in 1..FILES {
        write(&directory.join(format!("src/orders{at}.rs")), RUST);
    }
}

const RUST: &str = r#"use std::collections::HashMap;
use std::sync::Arc;

use lapin::options::{BasicPublishOptions, ConfirmSelectOptions, QueueDeclareOptions};
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel, Connection};
use serde::{Deserialize, Serialize};

#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Order {
    pub id: u64,
    pub lines: Vec<String>,
}

pub struct Publisher {
    channel: Channel,
    sent: HashMap<u64, usize>,
}

impl Publisher {
    pub async fn open(connection: &Connection) -> lapin::Result<Self> {
        let channel = connection.create_channel().await?;
        channel.confirm_select(ConfirmSelectOptions::default()).await?;
        let options = QueueDeclareOptions { durable: true, ..QueueDeclareOptions::default() };
        channel.queue_declare("orders".into(), options, FieldTable::default()).await?;
        Ok(Self { channel, sent: HashMap::new() })
    }

    pub async fn publish(&mut self, order: &Order) -> lapin::Result<()> {
        let body = serde_json::to_vec(order).unwrap_or_default();
        let options = BasicPublishOptions::default();
        let properties = BasicProperties::default().with_delivery_mode(2);
        let confirm = self.channel.basic_publish("".into(), "orders".into(), options, &body, properties).await?;
        confirm.await?;
        *self.sent.entry(order.id).or_insert(0) += order.lines.len();
        Ok(())
    }
}

pub fn by_length(orders: &[Order]) -> HashMap<usize, Vec<&Order>> {
    let mut all: HashMap<usize, Vec<&Order>> = HashMap::new();
    for order in orders.iter().filter(|order| !order.lines.is_empty()) {
        all.entry(order.lines.len()).or_default().push(order);
    }
    all
}

pub async fn run(connection: Arc<Connection>) {
    let mut publisher = match Publisher::open(&connection).await {
        Ok(publisher) => publisher,
        Err(error) => return eprintln!("{error}"),
    };
    let orders: Vec<Order> = (0..3).map(|id| Order { id, lines: vec![id.to_string()] }).collect();
    for (length, orders) in by_length(&orders) {
        println!("{} orders of {length} lines", orders.len());
        for order in orders {
            if let Err(error) = publisher.publish(order).await {
                eprintln!("{error}");
            }
        }
    }
}
"#;

/// The same in Go.
fn go(directory: &Path) {
    let requires = "require github.com/rabbitmq/amqp091-go v1.10.0\n";
    write(
        &directory.join("go.mod"),
        &format!("module example.com/service\n\ngo 1.22\n\n{requires}"),
    );
    let imports = each(|at| format!("\t\"example.com/service/orders{at}\"\n"));
    let tasks = each(|at| format!("\tgo orders{at}.Run(connection)\n"));
    let main = format!(
        "package main\n\nimport (\n\tamqp \"github.com/rabbitmq/amqp091-go\"\n{imports})\n\nfunc main() {{\n\t\
         connection, err := amqp.Dial(\"amqp://localhost\")\n\tif err != nil {{\n\t\tpanic(err)\n\t}}\n{tasks}\tselect {{}}\n}}\n"
    );
    write(&directory.join("main.go"), &main);
    for at in 1..FILES {
        let text = format!("package orders{at}\n{GO}");
        write(&directory.join(format!("orders{at}/orders.go")), &text);
    }
}

const GO: &str = r#"
import (
	"context"
	"encoding/json"
	"log"

	amqp "github.com/rabbitmq/amqp091-go"
)

type Order struct {
	ID    uint64
	Lines []string
}

type Publisher struct {
	channel *amqp.Channel
	sent    map[uint64]int
}

func Open(connection *amqp.Connection) (*Publisher, error) {
	channel, err := connection.Channel()
	if err != nil {
		return nil, err
	}
	if _, err := channel.QueueDeclare("orders", true, false, false, false, nil); err != nil {
		return nil, err
	}
	return &Publisher{channel: channel, sent: map[uint64]int{}}, nil
}

func (p *Publisher) Publish(ctx context.Context, order Order) error {
	body, err := json.Marshal(order)
	if err != nil {
		return err
	}
	p.sent[order.ID] += len(order.Lines)
	return p.channel.PublishWithContext(ctx, "", "orders", false, false, amqp.Publishing{Body: body})
}

func Run(connection *amqp.Connection) {
	publisher, err := Open(connection)
	if err != nil {
		log.Println(err)
		return
	}
	for id := uint64(0); id < 3; id++ {
		if err := publisher.Publish(context.Background(), Order{ID: id}); err != nil {
			log.Println(err)
		}
	}
}
"#;

/// Ten thousand files that have nothing to do with a client.
fn go_without_client(directory: &Path) {
    write(&directory.join("go.mod"), "module example.com/large\n\ngo 1.22\n");
    for package in 0..PACKAGES {
        for file in 0..FILES_OF_PACKAGE {
            let text = format!(
                "package p{package}\n\nimport \"fmt\"\n\ntype T{file} struct{{ a, b int }}\n\n\
                 func (t *T{file}) Run(n int) {{\n\tfor i := 0; i < n; i++ {{\n\t\tt.a += i\n\t}}\n\tfmt.Println(t.a, t.b)\n}}\n"
            );
            write(&directory.join(format!("p{package}/f{file}.go")), &text);
        }
    }
}
