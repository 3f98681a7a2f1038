// What a library is given may be called by it, and a method of its own is another one, though it has the same name.
package main

import (
	"context"
	"log"

	"example.org/pool"
	amqp "github.com/rabbitmq/amqp091-go"
)

type handler interface {
	handleOrder(order amqp.Delivery)
}

type printer struct{}

func (printer) handleOrder(order amqp.Delivery) {
	log.Print(order.RoutingKey)
	if err := order.Ack(false); err != nil {
		log.Print(err)
	}
}

type wrapper struct{ handler handler }

func (w wrapper) Handle(ctx context.Context, data any) {
	w.handler.handleOrder(data.(amqp.Delivery))
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
	if err := ch.Qos(10, 0, false); err != nil {
		log.Fatal(err)
	}
	orders, err := ch.Consume("orders", "", false, false, false, false, nil)
	if err != nil {
		log.Fatal(err)
	}
	workers := pool.New(4, wrapper{printer{}})
	for order := range orders {
		workers.Handle(order)
	}
	log.Fatal("the channel is lost")
}
