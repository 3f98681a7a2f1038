package main

import (
	"log"
	"net/http"

	"example.org/courier"
)

func main() {
	parcels, err := courier.New("amqp://localhost")
	if err != nil {
		log.Fatal(err)
	}
	// What these handlers meet is a goroutine of the library, and each other on a channel that is the library's own.
	http.HandleFunc("/parcels", func(w http.ResponseWriter, r *http.Request) {
		if err := parcels.Send(r.Context(), "new", nil); err != nil {
			http.Error(w, err.Error(), 500)
		}
	})

	queues, err := courier.New("amqp://localhost")
	if err != nil {
		log.Fatal(err)
	}
	for _, name := range []string{"north", "south"} {
		go func() { //~ shared_channel_rpc
			if err := queues.Declare(name); err != nil {
				log.Println(err)
			}
		}()
	}
	log.Fatal(http.ListenAndServe(":80", nil))
}
