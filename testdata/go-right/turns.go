package main

import (
	"sync"

	amqp "github.com/rabbitmq/amqp091-go"
)

// A channel that goroutines take in turn.
type guarded struct {
	mu sync.Mutex
	ch *amqp.Channel
}

func (g *guarded) declare(queue string) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	_, err := g.ch.QueueDeclare(queue, true, false, false, false, nil)
	return err
}

func inTurn(conn *amqp.Connection) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	g := &guarded{ch: ch}
	for _, queue := range []string{"a", "b"} {
		go g.declare(queue)
	}
	return nil
}

// Goroutines that are over before the channel is used again.
func waitedFor(conn *amqp.Connection) error {
	ch, err := conn.Channel()
	if err != nil {
		return err
	}
	var group sync.WaitGroup
	group.Add(1)
	go func() {
		defer group.Done()
		ch.QueuePurge("a", false)
	}()
	group.Wait()
	done := make(chan struct{})
	go func() {
		defer close(done)
		ch.QueuePurge("b", false)
	}()
	<-done
	_, err = ch.QueuePurge("c", false)
	return err
}
