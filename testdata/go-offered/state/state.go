// Package state keeps its channel in the package.
package state

import amqp "github.com/rabbitmq/amqp091-go"

var (
	conn    *amqp.Connection
	channel *amqp.Channel
)

// Queue is a queue's name.
type Queue string

// Connect comes first.
func Connect(url string) (err error) {
	if conn, err = amqp.Dial(url); err != nil {
		return err
	}
	channel, err = conn.Channel()
	return err
}

// Send sends a message.
func (q Queue) Send(body []byte) error {
	return channel.Publish("", string(q), false, false, amqp.Publishing{Body: body})
}

// Run handles what comes.
func (q Queue) Run(done <-chan struct{}, handle func([]byte)) error { //~ shared_channel_rpc
	messages, err := channel.Consume(string(q), "", true, false, false, false, nil)
	if err != nil {
		return err
	}
	for {
		select {
		case <-done:
			return nil
		case message, ok := <-messages:
			if !ok {
				return nil
			}
			handle(message.Body)
		}
	}
}
