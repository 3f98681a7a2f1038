package main

import (
	"log"

	"github.com/gofiber/fiber/v2"
	amqp "github.com/rabbitmq/amqp091-go"
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
	app := fiber.New()
	app.Post("/q/:q", func(c *fiber.Ctx) error { return s.declare(c.Params("q")) }) //~ shared_channel_rpc
	log.Fatal(app.Listen(":1"))
}
