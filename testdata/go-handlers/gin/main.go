package main

import (
	"log"

	"github.com/gin-gonic/gin"
	amqp "github.com/rabbitmq/amqp091-go"
)

type bus struct{ ch *amqp.Channel }

func (s *bus) declare(name string) error {
	_, err := s.ch.QueueDeclare(name, true, false, false, false, nil)
	return err
}

func (s *bus) routes(g *gin.RouterGroup) { g.POST("/q/:q", s.h) }
func (s *bus) h(c *gin.Context) { //~ shared_channel_rpc
	if err := s.declare(c.Param("q")); err != nil {
		c.AbortWithError(500, err)
	}
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
	r := gin.New()
	s.routes(r.Group("/v1"))
	r.Run()
}
