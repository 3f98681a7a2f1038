// Package within is for this module alone: nobody else can import it, and nothing here calls what it offers at the same time.
package within

import (
	"context"
	"sync"

	amqp "github.com/rabbitmq/amqp091-go"
)

// Bus declares and publishes on one channel.
type Bus struct {
	mu      sync.Mutex
	names   []string
	channel *amqp.Channel
}

// New takes a connection.
func New(conn *amqp.Connection) (*Bus, error) {
	channel, err := conn.Channel()
	if err != nil {
		return nil, err
	}
	return &Bus{channel: channel}, nil
}

// Note remembers a name.
func (b *Bus) Note(name string) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.names = append(b.names, name)
}

// Publish sends a message to an exchange.
func (b *Bus) Publish(ctx context.Context, exchange string, body []byte) error {
	if err := b.channel.ExchangeDeclare(exchange, "fanout", true, false, false, false, nil); err != nil {
		return err
	}
	return b.channel.PublishWithContext(ctx, exchange, "", false, false, amqp.Publishing{Body: body})
}
