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
	http.HandleFunc("/mails", func(w http.ResponseWriter, r *http.Request) { //~ shared_channel_rpc
		if err := b.Declare("mails"); err != nil {
			http.Error(w, err.Error(), 500)
			return
		}
		if err := b.Send(r.Context(), "mails", nil); err != nil {
			http.Error(w, err.Error(), 500)
		}
	})
	log.Fatal(http.ListenAndServe(":80", nil))
}
