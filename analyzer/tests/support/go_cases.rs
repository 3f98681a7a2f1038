//! Programs in Go whose findings can be fixed, and what the fixes make of them.

/// A program and its fixed form.
pub(crate) struct Case {
    pub(crate) before: String,
    pub(crate) after: String,
}

/// Every case. Both forms also compile.
pub(crate) fn all() -> Vec<Case> {
    let case =
        |(before, after): &(&str, &str)| Case { before: program(before), after: program(after) };
    SHARED.iter().chain(UNLIMITED).map(case).collect()
}

/// A program around the body of a function that has a connection.
pub(crate) fn program(body: &str) -> String {
    format!("{BEFORE}{body}}}\n")
}

const BEFORE: &str = r#"// github.com/rabbitmq/amqp091-go v1.10.0
package main

import (
	"context"
	"log"
	"sync"

	amqp "github.com/rabbitmq/amqp091-go"
)

var ctx = context.Background()

func must(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func declare(ch *amqp.Channel, queue string) {
	if _, err := ch.QueueDeclare(queue, true, false, false, false, nil); err != nil {
		log.Println(err)
	}
}

func work(ch *amqp.Channel, queue string) {
	must(ch.Qos(10, 0, false))
	jobs, err := ch.Consume(queue, "", false, false, false, false, nil)
	must(err)
	for job := range jobs {
		must(job.Ack(false))
	}
	log.Fatal("no jobs any more")
}

func inAll(tasks ...func()) {
	var all sync.WaitGroup
	for _, task := range tasks {
		all.Go(task)
	}
	all.Wait()
}

func main() {
	conn, err := amqp.Dial("amqp://localhost")
	must(err)
	must(run(conn, []string{"orders", "invoices"}))
	inAll()
	<-ctx.Done()
}

func run(conn *amqp.Connection, queues []string) error {
"#;

const SHARED: &[(&str, &str)] = &[
    // In a loop the first opening is left over, with what closed its channel.
    (
        "	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	defer ch.Close()

	for _, queue := range queues {
		go declare(ch, queue)
	}
	return nil
",
        "	for _, queue := range queues {
		ch, err := conn.Channel()
		if err != nil {
			return err
		}
		go func() {
			defer ch.Close()
			declare(ch, queue)
		}()
	}
	return nil
",
    ),
    // What the function does about an error it does again, and what is deferred first comes last.
    (
        "	var all sync.WaitGroup
	ch, err := conn.Channel()
	must(err)
	for i := 0; i < 3; i++ {
		all.Add(1)
		go func(ch *amqp.Channel, number int) {
			defer all.Done()
			declare(ch, queues[number])
		}(ch, i)
	}
	all.Wait()
	return nil
",
        "	var all sync.WaitGroup
	for i := 0; i < 3; i++ {
		all.Add(1)
		ch, err := conn.Channel()
		must(err)
		go func(ch *amqp.Channel, number int) {
			defer all.Done()
			defer ch.Close()
			declare(ch, queues[number])
		}(ch, i)
	}
	all.Wait()
	return nil
",
    ),
    // Side by side the first keeps the channel, and the others have names that nothing has.
    (
        "	const ch2 = \"orders\"
	ch, err := conn.Channel()
	must(err)
	defer ch.Close()
	declare(ch, ch2)
	go work(ch, ch2)
	go func() { must(ch.Publish(\"\", ch2, false, false, amqp.Publishing{})) }()
	<-ctx.Done()
	return nil
",
        "	const ch2 = \"orders\"
	ch, err := conn.Channel()
	must(err)
	defer ch.Close()
	declare(ch, ch2)
	go work(ch, ch2)
	ch3, err := conn.Channel()
	must(err)
	go func() { defer ch3.Close(); must(ch3.Publish(\"\", ch2, false, false, amqp.Publishing{})) }()
	<-ctx.Done()
	return nil
",
    ),
    // Where the code goes on with the channel, it keeps it.
    (
        "	ch, err := conn.Channel()
	if err != nil {
		log.Println(\"no channel:\", err)
		return err
	}
	for _, queue := range queues {
		go func() {
			declare(ch, queue)
		}()
	}
	return ch.Publish(\"\", queues[0], false, false, amqp.Publishing{})
",
        "	ch, err := conn.Channel()
	if err != nil {
		log.Println(\"no channel:\", err)
		return err
	}
	for _, queue := range queues {
		ch, err := conn.Channel()
		if err != nil {
			log.Println(\"no channel:\", err)
			return err
		}
		go func() {
			defer ch.Close()
			declare(ch, queue)
		}()
	}
	return ch.Publish(\"\", queues[0], false, false, amqp.Publishing{})
",
    ),
    // Two consumers, each in a goroutine of its own.
    (
        "	ch, err := conn.Channel()
	must(err)
	var all sync.WaitGroup
	for _, queue := range queues {
		all.Go(func() { work(ch, queue) })
	}
	all.Wait()
	return nil
",
        "	var all sync.WaitGroup
	for _, queue := range queues {
		ch, err := conn.Channel()
		must(err)
		all.Go(func() { defer ch.Close(); work(ch, queue) })
	}
	all.Wait()
	return nil
",
    ),
];

/// A limit that is missing or comes too late, and confirms that do.
const UNLIMITED: &[(&str, &str)] = &[
    (
        "	ch, err := conn.Channel()
	must(err)
	jobs, err := ch.Consume(queues[0], \"\", false, false, false, false, nil)
	if err != nil {
		log.Println(\"no jobs:\", err)
		return err
	}
	for job := range jobs {
		must(job.Ack(false))
	}
	log.Fatal(\"no jobs any more\")
	return nil
",
        "	ch, err := conn.Channel()
	must(err)
	if err := ch.Qos(100, 0, false); err != nil {
		log.Println(\"no jobs:\", err)
		return err
	}
	jobs, err := ch.Consume(queues[0], \"\", false, false, false, false, nil)
	if err != nil {
		log.Println(\"no jobs:\", err)
		return err
	}
	for job := range jobs {
		must(job.Ack(false))
	}
	log.Fatal(\"no jobs any more\")
	return nil
",
    ),
    (
        "	ch, err := conn.Channel()
	must(err)
	jobs, err := ch.Consume(queues[0], \"\", false, false, false, false, nil)
	must(err)
	if err := ch.Qos(10, 0, false); err != nil {
		return err
	}
	for job := range jobs {
		must(job.Ack(false))
	}
	log.Fatal(\"no jobs any more\")
	return nil
",
        "	ch, err := conn.Channel()
	must(err)
	if err := ch.Qos(10, 0, false); err != nil {
		return err
	}
	jobs, err := ch.Consume(queues[0], \"\", false, false, false, false, nil)
	must(err)
	for job := range jobs {
		must(job.Ack(false))
	}
	log.Fatal(\"no jobs any more\")
	return nil
",
    ),
    (
        "	ch, err := conn.Channel()
	must(err)
	jobs, err := ch.Consume(queues[0], \"\", false, false, false, false, nil)
	must(err)
	err = ch.Qos(10, 0, false)
	must(err)
	for job := range jobs {
		must(job.Ack(false))
	}
	log.Fatal(\"no jobs any more\")
	return nil
",
        "	ch, err := conn.Channel()
	must(err)
	err = ch.Qos(10, 0, false)
	must(err)
	jobs, err := ch.Consume(queues[0], \"\", false, false, false, false, nil)
	must(err)
	for job := range jobs {
		must(job.Ack(false))
	}
	log.Fatal(\"no jobs any more\")
	return nil
",
    ),
    // What the limit is made of is made behind the consumer.
    (
        "	ch, err := conn.Channel()
	must(err)
	jobs, err := ch.Consume(queues[0], \"\", false, false, false, false, nil)
	must(err)
	limit := len(queues)
	must(ch.Qos(limit, 0, false))
	for job := range jobs {
		must(job.Ack(false))
	}
	log.Fatal(\"no jobs any more\")
	return nil
",
        "	ch, err := conn.Channel()
	must(err)
	jobs, err := ch.Consume(queues[0], \"\", false, false, false, false, nil)
	must(err)
	limit := len(queues)
	must(ch.Qos(limit, 0, false))
	for job := range jobs {
		must(job.Ack(false))
	}
	log.Fatal(\"no jobs any more\")
	return nil
",
    ),
];
