// The service as it ran: one channel for every consumer, each set up in a goroutine of its own.
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
	defer conn.Close()
	bus, err := NewBus(conn)
	if err != nil {
		log.Fatal(err)
	}
	orders := &Orders{bus: bus}
	invoices := &Invoices{bus: bus}
	for _, service := range []Service{orders, invoices} {
		go service.Start() //~ shared_channel_rpc
	}
	select {}
}
