// Package listener offers a listener that leaves a goroutine for each subscription.
package listener

import (
	"context"

	amqp "github.com/rabbitmq/amqp091-go"
)

// Listener has one channel for all.
type Listener struct {
	channel *amqp.Channel
}

// Connect opens the channel.
func (l *Listener) Connect(conn *amqp.Connection) (err error) {
	l.channel, err = conn.Channel()
	if err != nil {
		return err
	}
	return l.channel.Qos(1, 0, false)
}

// Subscribe handles what comes from a queue, and returns at once.
func (l *Listener) Subscribe(queue string, handle func([]byte)) {
	go func() { //~ shared_channel_rpc
		messages, err := l.channel.Consume(queue, "", false, false, false, false, nil)
		if err != nil {
			return
		}
		for message := range messages { //~ consumer_ends_silently
			handle(message.Body)
			_ = message.Ack(false)
		}
	}()
}

// Reply sends an answer.
func (l *Listener) Reply(ctx context.Context, key string, body []byte) error {
	return l.channel.PublishWithContext(ctx, "", key, false, false, amqp.Publishing{Body: body})
}
