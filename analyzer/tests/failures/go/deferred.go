// What streadway/amqp does not have.

package main

import (
	"fmt"

	amqp "github.com/rabbitmq/amqp091-go"
)

func init() {
	scenarios["confirm_after_publish"], once["confirm_after_publish"] = confirmAfterPublish, true
	scenarios["confirm_beside_publish"] = confirmBesidePublish
}

// confirmAfterPublish waits for a confirm that was asked for behind the publish, or before.
func confirmAfterPublish(s *setting, bad bool) (failed error) {
	defer func() {
		if reason := recover(); reason != nil {
			failed = fmt.Errorf("panic: %v", reason)
		}
	}()
	ch, queue := s.channel(), s.queue()
	if !bad {
		must(ch.Confirm(false))
	}
	confirm, err := ch.PublishWithDeferredConfirm("", queue, false, false, amqp.Publishing{Body: []byte("message")})
	must(err)
	if bad {
		must(ch.Confirm(false))
	}
	if !confirm.Wait() {
		return fmt.Errorf("the message was refused")
	}
	return nil
}

// confirmBesidePublish asks for confirms while messages are under way, or before.
func confirmBesidePublish(s *setting, bad bool) error {
	ch, queue := s.channel(), s.queue()
	confirms := ch.NotifyPublish(make(chan amqp.Confirmation, 1000))
	send := func(messages int) error {
		for range messages {
			if err := ch.Publish("", queue, false, false, amqp.Publishing{Body: []byte("message")}); err != nil {
				return err
			}
		}
		return nil
	}
	confirm := func() error { return ch.Confirm(false) }
	if bad {
		if err := atAll(func() error { return together(func() error { return send(200) }, confirm) }); err != nil {
			return err
		}
	} else {
		must(confirm())
		must(send(200))
	}
	last := ch.GetNextPublishSeqNo()
	must(send(1))
	return within(func() error {
		for confirm := range confirms {
			if confirm.DeliveryTag == last {
				return nil
			}
		}
		return fmt.Errorf("the confirm of message %d never came: %v", last, s.isLost())
	})
}
