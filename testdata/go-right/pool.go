package main

import (
	"fmt"

	amqp "github.com/rabbitmq/amqp091-go"
)

// Channels that are taken out of a Go channel, and put back into it.
type lane struct {
	ch *amqp.Channel
}

type lanes struct {
	conn *amqp.Connection
	free chan *lane
}

func newLanes(conn *amqp.Connection, size int) (*lanes, error) {
	l := &lanes{conn: conn, free: make(chan *lane, size)}
	for i := 0; i < size; i++ {
		ch, err := conn.Channel()
		if err != nil {
			return nil, err
		}
		l.free <- &lane{ch: ch}
	}
	return l, nil
}

func (l *lanes) take() *lane {
	return <-l.free
}

func (l *lanes) give(one *lane, failed bool) {
	if failed {
		one.renew(l.conn)
	}
	l.free <- one
}

func (one *lane) renew(conn *amqp.Connection) {
	ch, err := conn.Channel()
	if err != nil {
		return
	}
	one.ch = ch
	one.ch.Confirm(false)
}

func (l *lanes) declare(queue string) {
	one := l.take()
	_, err := one.ch.QueueDeclare(queue, true, false, false, false, nil)
	l.give(one, err != nil)
}

func pooled(conn *amqp.Connection) error {
	l, err := newLanes(conn, 4)
	if err != nil {
		return err
	}
	for i := 0; i < 16; i++ {
		go l.declare(fmt.Sprintf("queue-%d", i))
	}
	l.declare("last")
	return nil
}
