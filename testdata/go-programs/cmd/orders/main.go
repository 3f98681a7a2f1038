package main

import (
	"log"
	"net/http"

	amqp "github.com/rabbitmq/amqp091-go"

	"example.com/shop/bus"
)

func main() {
	conn, err := amqp.Dial("amqp://localhost")
	if err != nil {
		log.Fatal(err)
	}
	b, err := bus.New(conn)
	if err != nil {
		log.Fatal(err)
	}
	http.HandleFunc("/orders", func(w http.ResponseWriter, r *http.Request) {
		if err := b.Declare("orders"); err != nil {
			http.Error(w, err.Error(), 500)
			return
		}
		if err := b.Send(r.Context(), "orders", nil); err != nil {
			http.Error(w, err.Error(), 500)
		}
	})
	log.Fatal(http.ListenAndServe(":80", nil))
}
