package main

import (
	"fmt"

	amqp "github.com/rabbitmq/amqp091-go"
)

func init() {
	for name, run := range map[string]form{
		"ack_in_auto_ack_mode":    ackInAutoAckMode,
		"ack_on_wrong_channel":    ackOnWrongChannel,
		"confirm_and_tx":          confirmAndTx,
		"confirm_without_waiting": confirmWithoutWaiting,
		"multiple_ack":            multipleAck,
		"reply_to_acked":          replyToAcked,
		"reply_to_elsewhere":      replyToElsewhere,
		"settled_twice":           settledTwice,
		"tag_reused":              tagReused,
		"unsupported_flow":        unsupportedFlow,
		"unsupported_immediate":   unsupportedImmediate,
		"unsupported_recover":     unsupportedRecover,
		"unsupported_size":        unsupportedSize,
	} {
		scenarios[name], once[name] = run, true
	}
}

// deliveries gives what a queue with so many messages sends.
func (s *setting) deliveries(ch *amqp.Channel, messages int, auto bool) <-chan amqp.Delivery {
	queue := s.queue()
	s.fill(queue, messages)
	deliveries, err := ch.Consume(queue, "", auto, false, false, false, nil)
	must(err)
	return deliveries
}

// isClosed asks whether a channel answers.
func isClosed(ch *amqp.Channel) error {
	return within(func() error { return ch.Qos(10, 0, false) })
}

func ackInAutoAckMode(s *setting, bad bool) error {
	ch := s.channel()
	delivery := <-s.deliveries(ch, 1, bad)
	must(delivery.Ack(false))
	return isClosed(ch)
}

func settledTwice(s *setting, bad bool) error {
	ch := s.channel()
	delivery := <-s.deliveries(ch, 1, false)
	must(delivery.Nack(false, false))
	if bad {
		must(delivery.Ack(false))
	}
	return isClosed(ch)
}

func multipleAck(s *setting, bad bool) error {
	ch := s.channel()
	deliveries := s.deliveries(ch, 2, false)
	first, second := <-deliveries, <-deliveries
	must(second.Ack(bad))
	must(first.Ack(false))
	return isClosed(ch)
}

func ackOnWrongChannel(s *setting, bad bool) error {
	ch, other := s.channel(), s.channel()
	delivery := <-s.deliveries(ch, 1, false)
	if !bad {
		other = ch
	}
	must(other.Ack(delivery.DeliveryTag, false))
	return isClosed(other)
}

func confirmAndTx(s *setting, bad bool) error {
	ch := s.channel()
	must(ch.Confirm(false))
	if !bad {
		ch = s.channel()
	}
	return within(ch.Tx)
}

func confirmWithoutWaiting(s *setting, bad bool) error {
	ch := s.channel()
	return within(func() error { return ch.Confirm(bad) })
}

func tagReused(s *setting, bad bool) error {
	ch := s.channel()
	for i := range 2 {
		tag := "same"
		if !bad {
			tag = fmt.Sprint("tag", i)
		}
		queue := s.queue()
		err := within(func() error {
			_, err := ch.Consume(queue, tag, true, false, false, false, nil)
			return err
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func unsupportedSize(s *setting, bad bool) error {
	size := 0
	if bad {
		size = 10
	}
	_ = within(func() error { return s.channel().Qos(1, size, false) })
	return s.isLost()
}

func unsupportedFlow(s *setting, bad bool) error {
	_ = within(func() error { return s.channel().Flow(!bad) })
	return s.isLost()
}

func unsupportedRecover(s *setting, bad bool) error {
	_ = within(func() error { return s.channel().Recover(!bad) })
	return s.isLost()
}

func unsupportedImmediate(s *setting, bad bool) error {
	ch := s.channel()
	must(ch.Publish("", s.queue(), false, bad, amqp.Publishing{Body: []byte("message")}))
	return isClosed(ch)
}

const replies = "amq.rabbitmq.reply-to"

func replyToAcked(s *setting, bad bool) error {
	ch := s.channel()
	return within(func() error {
		_, err := ch.Consume(replies, "", !bad, false, false, false, nil)
		return err
	})
}

func replyToElsewhere(s *setting, bad bool) error {
	ch, other := s.channel(), s.channel()
	_, err := ch.Consume(replies, "", true, false, false, false, nil)
	must(err)
	if !bad {
		other = ch
	}
	must(other.Publish("", s.queue(), false, false, amqp.Publishing{ReplyTo: replies, Body: []byte("question")}))
	return isClosed(other)
}
