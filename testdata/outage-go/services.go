package main

import (
	"log"

	amqp "github.com/rabbitmq/amqp091-go"
)

// Service is a part of the program that consumes.
type Service interface {
	Start()
}

// Orders takes orders.
type Orders struct{ bus *Bus }

// Invoices sends invoices.
type Invoices struct{ bus *Bus }

// Start consumes orders.
func (o *Orders) Start() {
	deliveries, err := o.bus.Subscribe("orders", "order.*")
	if err != nil {
		log.Fatal(err)
	}
	handle(deliveries)
}

// Start consumes invoices.
func (i *Invoices) Start() {
	deliveries, err := i.bus.Subscribe("invoices", "invoice.*")
	if err != nil {
		log.Fatal(err)
	}
	handle(deliveries)
}

func handle(deliveries <-chan amqp.Delivery) {
	for delivery := range deliveries {
		log.Printf("%d bytes", len(delivery.Body))
		if err := delivery.Ack(false); err != nil {
			log.Fatal(err)
		}
	}
	log.Fatal("the deliveries are over")
}
