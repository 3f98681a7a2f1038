package main

import (
	"log"
	"net/http"
	"sync"

	"github.com/gin-gonic/gin"
	amqp "github.com/rabbitmq/amqp091-go"
)

// Requests take turns.
type bus struct {
	mu sync.Mutex
	ch *amqp.Channel
}

func (b *bus) declare(name string) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	_, err := b.ch.QueueDeclare(name, true, false, false, false, nil)
	return err
}

func (b *bus) handle(c *gin.Context) {
	if b.declare(c.Param("queue")) != nil {
		c.AbortWithStatus(500)
	}
}

func (b *bus) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if b.declare(r.URL.Path) != nil {
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
	b := &bus{ch: ch}
	go func() {
		server := &http.Server{Addr: ":1", Handler: b}
		log.Fatal(server.ListenAndServe())
	}()
	r := gin.Default()
	r.POST("/queues/:queue", b.handle)
	log.Fatal(r.Run())
}
