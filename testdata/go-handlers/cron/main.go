package main

import (
	"log"

	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/robfig/cron/v3"
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
	c := cron.New()
	c.AddFunc("@hourly", func() { s.declare("x") })
	c.AddFunc("@daily", func() { s.declare("y") }) //~ shared_channel_rpc
	c.Start()
	select {}
}
