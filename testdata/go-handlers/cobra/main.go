package main

import (
	"log"

	amqp "github.com/rabbitmq/amqp091-go"
	"github.com/spf13/cobra"
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
	root := &cobra.Command{Use: "x", RunE: func(cmd *cobra.Command, args []string) error {
		for _, q := range args {
			go s.declare(q) //~ shared_channel_rpc
		}
		select {}
	}}
	root.Execute()
}
