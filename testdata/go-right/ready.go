package main

import (
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
)

// A goroutine that opens a channel again whenever the connection is lost, and says each time that it is ready.
type link struct {
	ch    *amqp.Channel
	ready chan bool
}

func (l *link) keep(url string) {
	for {
		closed, err := l.open(url)
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		l.ready <- true
		<-closed
	}
}

func (l *link) open(url string) (chan *amqp.Error, error) {
	conn, err := amqp.Dial(url)
	if err != nil {
		return nil, err
	}
	if l.ch, err = conn.Channel(); err != nil {
		return nil, err
	}
	if err = l.ch.ExchangeDeclare("orders", "topic", true, false, false, false, nil); err != nil {
		return nil, err
	}
	return conn.NotifyClose(make(chan *amqp.Error, 1)), nil
}

func readyFirst(url string) error {
	l := &link{ready: make(chan bool, 1)}
	go l.keep(url)
	<-l.ready
	_, err := l.ch.QueueDeclare("answers", false, true, true, false, nil)
	return err
}
