package main

import amqp "github.com/rabbitmq/amqp091-go"

// Bus is what the services talk through.
type Bus struct {
	channel *amqp.Channel
}

// NewBus opens the only channel.
func NewBus(conn *amqp.Connection) (*Bus, error) {
	channel, err := conn.Channel()
	if err != nil {
		return nil, err
	}
	if err := channel.Qos(20, 0, false); err != nil {
		return nil, err
	}
	return &Bus{channel: channel}, nil
}

// Subscribe declares a queue, binds it and consumes from it.
func (b *Bus) Subscribe(queue, key string) (<-chan amqp.Delivery, error) {
	if _, err := b.channel.QueueDeclare(queue, true, false, false, false, nil); err != nil {
		return nil, err
	}
	if err := b.channel.QueueBind(queue, key, "events", false, nil); err != nil {
		return nil, err
	}
	return b.channel.Consume(queue, "", false, false, false, false, nil)
}
