package main

import (
	"log"
	"net/http"

	"github.com/go-chi/chi/v5"
	amqp "github.com/rabbitmq/amqp091-go"
)

type bus struct{ ch *amqp.Channel }

func (s *bus) declare(name string) error {
	_, err := s.ch.QueueDeclare(name, true, false, false, false, nil)
	return err
}

func (s *bus) h(w http.ResponseWriter, r *http.Request) { //~ shared_channel_rpc
	if s.declare("a") != nil {
		w.WriteHeader(500)
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
	r := chi.NewRouter()
	r.Route("/v1", func(r chi.Router) { r.Post("/q", s.h) })
	http.ListenAndServe(":1", r)
}
