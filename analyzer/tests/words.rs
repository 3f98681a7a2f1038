//! What findings say: who takes part, what is missing where, and the ways out, by the situation.

mod support {
    #[expect(dead_code, reason = "other tests use the rest")]
    pub(crate) mod analysed;
    pub(crate) mod fixture;
}

use chanlint::findings::Finding;
use support::fixture::Fixture;

/// The finding of a rule in a program, the only one.
fn found(rule: &str, program: &str) -> Finding {
    let report = Fixture::parse(program).analyze().report;
    let mut all = report.findings.into_iter().filter(|finding| finding.rule == rule);
    let one = all.next().unwrap_or_else(|| panic!("no {rule}"));
    assert!(all.next().is_none(), "one {rule}");
    one
}

/// Whether a program has a finding of a rule.
fn has(rule: &str, program: &str) -> bool {
    let report = Fixture::parse(program).analyze().report;
    report.findings.iter().any(|finding| finding.rule == rule)
}

fn consequence(finding: &Finding) -> &str {
    finding.outcome.as_ref().map_or("", |outcome| &outcome.consequence)
}

const PUBLISH: &str = "
use lapin::options::{BasicConsumeOptions, BasicPublishOptions};
use lapin::types::FieldTable;
use lapin::{BasicProperties, Channel, Connection};

async fn publish(channel: &Channel, key: &str) -> lapin::Result<()> {
    let (options, about) = (BasicPublishOptions::default(), BasicProperties::default());
    channel.basic_publish(\"shop\".into(), key.into(), options, b\"\", about).await.map(drop)
}
";

fn with_publish(program: &str) -> String {
    format!("{PUBLISH}{program}")
}

#[test]
fn a_title_says_who_shares_a_channel() {
    let handlers = with_publish(
        r#"
        use axum::Router;
        use axum::extract::State;
        use axum::routing::post;

        async fn order(State(channel): State<Channel>) -> &'static str {
            publish(&channel, "order").await.map_or("later", |()| "thanks")
        }

        fn routes(channel: Channel) -> Router {
            let beat = channel.clone();
            tokio::spawn(async move { publish(&beat, "beat").await });
            Router::new().route("/orders", post(order)).with_state(channel)
        }
        "#,
    );
    let said = found("shared_channel", &handlers).message;
    assert_eq!(said, "request handlers and a task publish on one channel at the same time");
    let tasks = with_publish(
        r#"
        async fn start(connection: &Connection) -> lapin::Result<()> {
            let channel = connection.create_channel().await?;
            let other = channel.clone();
            tokio::spawn(async move { publish(&other, "a").await });
            publish(&channel, "b").await
        }
        "#,
    );
    let said = found("shared_channel", &tasks).message;
    assert_eq!(said, "a task and `publish` publish on one channel at the same time");
}

#[test]
fn a_channel_that_is_only_published_on_is_told_of_calmly() {
    let tasks = with_publish(
        r#"
        fn start(channel: Channel) {
            for key in ["a", "b"] {
                let channel = channel.clone();
                tokio::spawn(async move { publish(&channel, key).await });
            }
        }
        "#,
    );
    let finding = found("shared_channel", &tasks);
    assert_eq!(finding.message, "many tasks publish on one channel at the same time");
    assert!(consequence(&finding).ends_with(
        "what was published after it is lost without an error unless confirms are read"
    ));
}

#[test]
fn handlers_are_never_told_to_open_a_channel_for_each_task() {
    let handlers = with_publish(
        r#"
        use axum::Router;
        use axum::extract::State;
        use axum::routing::post;

        async fn order(State(channel): State<Channel>) -> &'static str {
            publish(&channel, "order").await.map_or("later", |()| "thanks")
        }

        fn routes(channel: Channel) -> Router {
            Router::new().route("/orders", post(order)).with_state(channel)
        }
        "#,
    );
    let help = found("shared_channel", &handlers).help;
    assert!(help[0].starts_with("keep the channel in one task"), "{help:?}");
    assert!(!help.iter().any(|way| way.contains("for each task")), "{help:?}");
}

/// Two tasks of which the first starts a consumer: `work` is what it runs.
fn two_tasks(work: &str, call: &str) -> String {
    with_publish(&format!(
        r#"
        {work}

        async fn start(connection: &Connection) -> lapin::Result<()> {{
            let channel = connection.create_channel().await?;
            let other = channel.clone();
            tokio::spawn(async move {{ {call} }});
            publish(&channel, "b").await
        }}
        "#
    ))
}

#[test]
fn the_attribute_is_offered_where_it_can_be_put() {
    let consume = "{
        let (options, table) = (BasicConsumeOptions::default(), FieldTable::default());
        channel.basic_consume(\"jobs\".into(), \"\".into(), options, table).await.map(drop)
    }";
    let offered = |head: &str, call: &str| {
        let program = two_tasks(&format!("{head} {consume}"), call);
        let help = found("shared_channel", &program).help;
        let attribute = help.into_iter().find(|way| way.contains("#[dedicated_channel"));
        attribute.unwrap_or_default()
    };
    let named = "async fn work(channel: &lapin::Channel) -> lapin::Result<()>";
    let way = offered(named, "work(&other).await");
    assert!(
        way.starts_with("or put `#[dedicated_channel]` (crate chanlint-macros) on `work`"),
        "{way}"
    );
    let bare = "async fn work(channel: &Channel) -> lapin::Result<()>";
    let way = offered(bare, "work(&other).await");
    assert!(way.starts_with("or put `#[dedicated_channel(lapin)]` "), "{way}");
    let plain = "fn work(channel: &Channel) -> impl Future<Output = lapin::Result<()>> + '_";
    let program = two_tasks(&format!("{plain} {{ async move {consume} }}"), "work(&other).await");
    let help = found("shared_channel", &program).help;
    assert!(!help.iter().any(|way| way.contains("dedicated")), "only an `async fn`: {help:?}");
}

#[test]
fn the_attribute_comes_with_the_parameter_to_add() {
    let program = with_publish(
        r#"
        struct Worker { connection: Connection, channel: Channel }

        impl Worker {
            async fn run(&self) -> lapin::Result<()> {
                let (options, table) = (BasicConsumeOptions::default(), FieldTable::default());
                self.channel.basic_consume("jobs".into(), "".into(), options, table).await.map(drop)
            }

            async fn start(connection: Connection) -> lapin::Result<()> {
                let channel = connection.create_channel().await?;
                let worker = Worker { connection, channel: channel.clone() };
                tokio::spawn(async move { worker.run().await });
                publish(&channel, "b").await
            }
        }
        "#,
    );
    let help = found("shared_channel", &program).help;
    let way = "or put `#[dedicated_channel(from = self.connection)]` (crate chanlint-macros) on \
        `Worker::run`, with a parameter `channel: &lapin::Channel` in the place of `self.channel`: \
        each call opens a channel of its own";
    assert_eq!(help.last().map(String::as_str), Some(way));
}

#[test]
fn only_a_loop_has_turns() {
    let callback = r#"
        use amqprs::channel::{BasicAckArguments, BasicConsumeArguments, Channel};
        use amqprs::consumer::AsyncConsumer;
        use amqprs::{BasicProperties, Deliver};

        struct Packer;

        #[async_trait::async_trait]
        impl AsyncConsumer for Packer {
            async fn consume(&mut self, channel: &Channel, deliver: Deliver, _: BasicProperties, content: Vec<u8>) {
                if content.is_empty() {
                    return;
                }
                let ack = BasicAckArguments::new(deliver.delivery_tag(), false);
                channel.basic_ack(ack).await.expect("the channel is open");
            }
        }

        async fn start(channel: &Channel) -> Result<(), amqprs::error::Error> {
            let args = BasicConsumeArguments::new("jobs", "").manual_ack(true).finish();
            channel.basic_consume(Packer, args).await.map(drop)
        }
    "#;
    let said = found("delivery_left_unsettled", callback);
    assert_eq!(
        said.message,
        "a delivery can leave this callback without `basic_ack` or any other answer"
    );
    assert!(consequence(&said).contains("30 minutes"), "{}", consequence(&said));
}

/// A consumer that acks, on a queue that is declared with options.
fn consumer(declare: &str, answer: &str) -> String {
    format!(
        r#"
        use futures::StreamExt;
        use lapin::options::{{BasicAckOptions, BasicConsumeOptions, QueueDeclareOptions}};
        use lapin::types::FieldTable;

        async fn pack(connection: &lapin::Connection) -> lapin::Result<()> {{
            let channel = connection.create_channel().await?;
            let declare = {declare};
            channel.queue_declare("jobs".into(), declare, FieldTable::default()).await?;
            let options = BasicConsumeOptions::default();
            let mut jobs = channel
                .basic_consume("jobs".into(), "".into(), options, FieldTable::default())
                .await?;
            while let Some(job) = jobs.next().await {{
                let job = job?;
                println!("{{}} bytes", job.data.len());
                {answer}
            }}
            Ok(())
        }}
        "#
    )
}

const ACK: &str = "job.ack(BasicAckOptions::default()).await?;";

#[test]
fn a_private_queue_has_no_other_consumers() {
    let open = found("consume_without_prefetch", &consumer("QueueDeclareOptions::default()", ACK));
    assert!(consequence(&open).contains("other consumers"), "{}", consequence(&open));
    let exclusive = "QueueDeclareOptions { exclusive: true, ..QueueDeclareOptions::default() }";
    let private = found("consume_without_prefetch", &consumer(exclusive, ACK));
    assert!(!consequence(&private).contains("other consumers"), "{}", consequence(&private));
}

#[test]
fn that_nothing_is_acked_is_told_without_the_missing_limit() {
    let of = |answer| consumer("QueueDeclareOptions::default()", answer);
    assert!(has("consume_without_prefetch", &of(ACK)));
    let never = of("");
    assert!(has("delivery_left_unsettled", &never));
    assert!(!has("consume_without_prefetch", &never));
}
