// Package bus is one of two programs, each of which has a channel of its own: their handlers never meet.
package bus

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
)

type Bus struct{ channel *amqp.Channel }

func New(conn *amqp.Connection) (*Bus, error) {
	ch, err := conn.Channel()
	if err != nil {
		return nil, err
	}
	return &Bus{channel: ch}, nil
}

func (b *Bus) Declare(name string) error {
	_, err := b.channel.QueueDeclare(name, true, false, false, false, nil)
	return err
}

func (b *Bus) Send(ctx context.Context, key string, body []byte) error {
	return b.channel.PublishWithContext(ctx, "events", key, false, false, amqp.Publishing{Body: body})
}
