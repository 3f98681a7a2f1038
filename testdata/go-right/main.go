// Programs that keep goroutines off each other's channels, each in a way of its own.
package main

import (
	"log"

	amqp "github.com/rabbitmq/amqp091-go"
)

func main() {
	conn, err := amqp.Dial("amqp://guest:guest@localhost:5672/")
	if err != nil {
		log.Fatal(err)
	}
	for _, queue := range []string{"a", "b"} {
		go own(conn, queue)
	}
	if err := inTurn(conn); err != nil {
		log.Fatal(err)
	}
	if err := waitedFor(conn); err != nil {
		log.Fatal(err)
	}
	if err := pooled(conn); err != nil {
		log.Fatal(err)
	}
	if err := readyFirst("amqp://guest:guest@localhost:5672/"); err != nil {
		log.Fatal(err)
	}
	silenced(conn)
	select {}
}

// A channel of its own for each goroutine.
func own(conn *amqp.Connection, queue string) {
	ch, err := conn.Channel()
	if err != nil {
		log.Fatal(err)
	}
	if _, err := ch.QueueDeclare(queue, true, false, false, false, nil); err != nil {
		log.Fatal(err)
	}
}

// Both are meant to be there, and the reader is told why.
func silenced(conn *amqp.Connection) {
	ch, err := conn.Channel()
	if err != nil {
		log.Fatal(err)
	}
	// chanlint: allow(shared_channel_rpc) -- the tests of the broker want this
	go ch.QueueDelete("a", false, false, false)
	go ch.QueueDelete("b", false, false, false)
	ch, err = conn.Channel()
	if err != nil {
		log.Fatal(err)
	}
	go ch.QueueDelete("c", false, false, false) //nolint:chanlint // as above
	go ch.QueueDelete("d", false, false, false)
}
