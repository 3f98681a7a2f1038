// Package bus offers a bus whose consumers stay as long as they are fed.
package bus

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
)

// Bus sends and receives on one channel.
type Bus struct {
	conn    *amqp.Connection
	channel *amqp.Channel
}

// New connects.
func New(url string) (*Bus, error) {
	conn, err := amqp.Dial(url)
	if err != nil {
		return nil, err
	}
	channel, err := conn.Channel()
	if err != nil {
		return nil, err
	}
	if err := channel.Qos(10, 0, false); err != nil {
		return nil, err
	}
	return &Bus{conn: conn, channel: channel}, nil
}

// Publish sends a message.
func (b *Bus) Publish(ctx context.Context, key string, body []byte) error {
	return b.channel.PublishWithContext(ctx, "", key, false, false, amqp.Publishing{Body: body})
}

// Consume handles what comes from a queue: whoever calls it for a second queue does so from a second goroutine.
func (b *Bus) Consume(queue string, handle func([]byte) error) error { //~ shared_channel_rpc
	messages, err := b.channel.Consume(queue, "", false, false, false, false, nil)
	if err != nil {
		return err
	}
	for message := range messages {
		if err := handle(message.Body); err != nil {
			_ = message.Nack(false, false)
			continue
		}
		_ = message.Ack(false)
	}
	return nil
}
