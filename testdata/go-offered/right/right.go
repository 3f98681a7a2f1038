// Package right offers what several goroutines can use, and what they have no reason to.
package right

import (
	"context"
	"sync"

	amqp "github.com/rabbitmq/amqp091-go"
)

// Guarded has a lock that is held for as long as the channel is used.
type Guarded struct {
	mu      sync.Mutex
	channel *amqp.Channel
}

// Send sends a message.
func (g *Guarded) Send(ctx context.Context, key string, body []byte) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.channel.PublishWithContext(ctx, "", key, false, false, amqp.Publishing{Body: body})
}

// SetUp is called before anything is sent.
func (g *Guarded) SetUp(name string) error {
	_, err := g.channel.QueueDeclare(name, true, false, false, false, nil)
	return err
}

// Close is called at the end.
func (g *Guarded) Close() error { return g.channel.Close() }

// Opening opens a channel for each call.
type Opening struct {
	mu    sync.Mutex
	conn  *amqp.Connection
	count int
}

// Publish sends what belongs together.
func (o *Opening) Publish(ctx context.Context, bodies [][]byte) error {
	o.mu.Lock()
	o.count += len(bodies)
	o.mu.Unlock()
	channel, err := o.conn.Channel()
	if err != nil {
		return err
	}
	defer channel.Close()
	for _, body := range bodies {
		if err := channel.PublishWithContext(ctx, "", "work", false, false, amqp.Publishing{Body: body}); err != nil {
			return err
		}
	}
	return nil
}

// Alone sends on its channel, and nothing says that others do, too.
type Alone struct{ channel *amqp.Channel }

// Send sends a message.
func (a *Alone) Send(ctx context.Context, key string, body []byte) error {
	return a.channel.PublishWithContext(ctx, "", key, false, false, amqp.Publishing{Body: body})
}

// Asking sends a question and waits for the answer.
type Asking struct {
	channel *amqp.Channel
	answers <-chan amqp.Delivery
}

// Ask gives the answer.
func (a *Asking) Ask(ctx context.Context, key, id string, body []byte) ([]byte, error) {
	question := amqp.Publishing{Body: body, CorrelationId: id, ReplyTo: "answers"}
	if err := a.channel.PublishWithContext(ctx, "", key, false, false, question); err != nil {
		return nil, err
	}
	for answer := range a.answers {
		if answer.CorrelationId == id {
			return answer.Body, nil
		}
	}
	return nil, amqp.ErrClosed
}

// Reader consumes from the one queue that it is for.
type Reader struct {
	channel *amqp.Channel
	queue   string
}

// Run returns when the consumer ends.
func (r *Reader) Run(handle func([]byte)) error {
	messages, err := r.channel.Consume(r.queue, "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for message := range messages {
		handle(message.Body)
	}
	return nil
}

// Close is called at the end.
func (r *Reader) Close() error { return r.channel.Close() }
