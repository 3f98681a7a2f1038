package main

import amqp "github.com/rabbitmq/amqp091-go"

func init() {
	scenarios["unread_close"] = unreadClose
	scenarios["first_of_two_closes"] = firstOfTwoCloses
	scenarios["unread_return"] = unreadReturn
	scenarios["unread_publish"] = unreadPublish
	for _, name := range []string{"unread_close", "first_of_two_closes", "unread_return", "unread_publish"} {
		once[name] = true
	}
}

// room gives an unbuffered Go channel, or one with room for the one notice that comes.
func room[T any](none bool) chan T {
	if none {
		return make(chan T)
	}
	return make(chan T, 1)
}

// answers asks something on another channel of the connection.
func answers(ch *amqp.Channel) error {
	return within(func() error { return ch.Qos(1, 0, false) })
}

func unreadClose(s *setting, bad bool) error {
	ch, other := s.channel(), s.channel()
	ch.NotifyClose(room[*amqp.Error](bad))
	// A queue that is not there is an error of the channel (404).
	if err := within(func() error {
		_, _ = ch.QueueDeclarePassive(name("missing"), false, false, false, false, nil)
		return nil
	}); err != nil {
		return err
	}
	return answers(other)
}

// firstOfTwoCloses loses the connection: one of its two notices is read.
func firstOfTwoCloses(s *setting, bad bool) error {
	ch, queue := s.channel(), s.queue()
	conn, channel := s.conn.NotifyClose(room[*amqp.Error](bad)), ch.NotifyClose(room[*amqp.Error](bad))
	deliveries, err := ch.Consume(queue, "", true, false, false, false, nil)
	must(err)
	go func() {
		select {
		case <-conn:
		case <-channel:
		}
	}()
	// A prefetch size is an error of the connection (540).
	go s.channel().Qos(0, 10, false)
	return within(func() error {
		for range deliveries {
		}
		return nil
	})
}

// read takes everything out of a Go channel.
func read[T any](notices chan T) {
	go func() {
		for range notices {
		}
	}()
}

// notices is how many notices come: newer clients give each of them up after some seconds.
const notices = 5

func unreadReturn(s *setting, bad bool) error {
	ch, other := s.channel(), s.channel()
	returned := ch.NotifyReturn(make(chan amqp.Return))
	if !bad {
		read(returned)
	}
	for range notices {
		must(ch.Publish("", name("missing"), true, false, amqp.Publishing{Body: []byte("message")}))
	}
	// The channel answers behind the returns.
	_ = answers(ch)
	return answers(other)
}

func unreadPublish(s *setting, bad bool) error {
	ch, other, queue := s.channel(), s.channel(), s.queue()
	must(ch.Confirm(false))
	confirms := ch.NotifyPublish(make(chan amqp.Confirmation))
	if !bad {
		read(confirms)
	}
	for range notices {
		must(ch.Publish("", queue, false, false, amqp.Publishing{Body: []byte("message")}))
	}
	_ = answers(ch)
	return answers(other)
}
