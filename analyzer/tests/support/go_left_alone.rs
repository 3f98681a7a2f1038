//! Programs in Go in which goroutines share a channel, and in which a channel for each would not compile or not do the same.

use super::go_cases::program;

/// Programs, each with the reason.
pub(crate) fn all() -> Vec<(&'static str, String)> {
    LEFT_ALONE.iter().map(|&(why, body)| (why, program(body))).collect()
}

const LEFT_ALONE: &[(&str, &str)] = &[
    (
        "the channel confirms",
        "	ch, err := conn.Channel()
	must(err)
	must(ch.Confirm(false))
	for _, queue := range queues {
		go ch.Publish(\"\", queue, false, false, amqp.Publishing{})
	}
	return nil
",
    ),
    (
        "somebody is told of the channel's end",
        "	ch, err := conn.Channel()
	must(err)
	lost := ch.NotifyClose(make(chan *amqp.Error, 1))
	for _, queue := range queues {
		go declare(ch, queue)
	}
	return <-lost
",
    ),
    (
        "what a goroutine starts lives longer",
        "	ch, err := conn.Channel()
	must(err)
	for _, queue := range queues {
		go func() {
			go declare(ch, queue)
		}()
	}
	return nil
",
    ),
    (
        "a consumer's deliveries go elsewhere",
        "	ch, err := conn.Channel()
	must(err)
	all := make(chan (<-chan amqp.Delivery))
	for _, queue := range queues {
		go func() {
			jobs, _ := ch.Consume(queue, \"\", true, false, false, false, nil)
			all <- jobs
		}()
	}
	for jobs := range all {
		log.Println(<-jobs)
	}
	return nil
",
    ),
    (
        "the error is looked at later",
        "	ch, err := conn.Channel()
	for _, queue := range queues {
		go declare(ch, queue)
	}
	return err
",
    ),
    (
        "the connection is another one by then",
        "	ch, err := conn.Channel()
	must(err)
	conn, err = amqp.Dial(\"amqp://elsewhere\")
	must(err)
	for _, queue := range queues {
		go declare(ch, queue)
	}
	return conn.Close()
",
    ),
    (
        "a tag counts on its channel",
        "	ch, err := conn.Channel()
	must(err)
	for tag := range uint64(3) {
		go func() {
			declare(ch, queues[0])
			must(ch.Ack(tag, false))
		}()
	}
	return nil
",
    ),
    (
        "the queue is the one that was declared last",
        "	ch, err := conn.Channel()
	must(err)
	declare(ch, \"\")
	for _, queue := range queues {
		go ch.QueueBind(\"\", queue, \"amq.direct\", false, nil)
	}
	return nil
",
    ),
    (
        "an argument is another one by then",
        "	ch, err := conn.Channel()
	must(err)
	queue := \"orders\"
	for range queues {
		go declare(ch, queue)
		queue += \"-again\"
	}
	return nil
",
    ),
    (
        "the loop would be left",
        "	for range queues {
		ch, err := conn.Channel()
		if err != nil {
			break
		}
		go declare(ch, queues[0])
		go declare(ch, queues[1])
	}
	return nil
",
    ),
];
