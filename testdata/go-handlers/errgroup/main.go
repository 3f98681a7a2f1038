package main

import (
	"context"
	"log"

	amqp "github.com/rabbitmq/amqp091-go"
	"golang.org/x/sync/errgroup"
)

type bus struct{ ch *amqp.Channel }

func (s *bus) declare(name string) error {
	_, err := s.ch.QueueDeclare(name, true, false, false, false, nil)
	return err
}

func main() {
	conn, err := amqp.Dial("amqp://localhost")
	if err != nil {
		log.Fatal(err)
	}
	ch, err := conn.Channel()
	if err != nil {
		log.Fatal(err)
	}
	s := &bus{ch: ch}
	g, _ := errgroup.WithContext(context.Background())
	for _, q := range []string{"a", "b"} {
		g.Go(func() error { return s.declare(q) }) //~ shared_channel_rpc
	}
	log.Fatal(g.Wait())
}
