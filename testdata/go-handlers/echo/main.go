package main

import (
	"log"

	"github.com/labstack/echo/v4"
	amqp "github.com/rabbitmq/amqp091-go"
)

type bus struct{ ch *amqp.Channel }

func (s *bus) declare(name string) error {
	_, err := s.ch.QueueDeclare(name, true, false, false, false, nil)
	return err
}

func (s *bus) h(c echo.Context) error { return s.declare(c.Param("q")) } //~ shared_channel_rpc

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
	e := echo.New()
	e.POST("/q/:q", s.h)
	log.Fatal(e.Start(":1"))
}
