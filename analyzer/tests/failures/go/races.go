package main

import (
	"fmt"
	"sync"

	amqp "github.com/rabbitmq/amqp091-go"
)

// once names what fails always: one round shows it.
var once = map[string]bool{}

func init() {
	scenarios["rpc_beside_rpc"] = rpcBesideRPC
	scenarios["get_beside_get"] = getBesideGet
	scenarios["rpc_beside_publish"] = rpcBesidePublish
	scenarios["nowait_beside_publish"] = nowaitBesidePublish
	scenarios["close_beside_publish"] = closeBesidePublish
	scenarios["tx_beside_publish"] = txBesidePublish
	scenarios["confirm_of_another"] = confirmOfAnother
}

// channels gives as many channels, or one for all.
func (s *setting) channels(count int, one bool) []*amqp.Channel {
	all := make([]*amqp.Channel, count)
	for i := range all {
		if one && i > 0 {
			all[i] = all[0]
		} else {
			all[i] = s.channel()
		}
	}
	return all
}

// together runs code at the same time and gives the first error.
func together(all ...func() error) error {
	failed := make(chan error, len(all))
	var group sync.WaitGroup
	for _, run := range all {
		group.Add(1)
		go func() {
			defer group.Done()
			if err := run(); err != nil {
				failed <- err
			}
		}()
	}
	group.Wait()
	select {
	case err := <-failed:
		return err
	default:
		return nil
	}
}

func rpcBesideRPC(s *setting, bad bool) error {
	var all []func() error
	for _, ch := range s.channels(8, bad) {
		all = append(all, func() error {
			for range 10 {
				wanted := name("rpc")
				queue, err := ch.QueueDeclare(wanted, false, true, true, false, nil)
				if err != nil {
					return err
				}
				if queue.Name != wanted {
					return fmt.Errorf("asked for %s, and got the answer for %s", wanted, queue.Name)
				}
			}
			return nil
		})
	}
	return atAll(func() error { return together(all...) })
}

func getBesideGet(s *setting, bad bool) error {
	var all []func() error
	for _, ch := range s.channels(2, bad) {
		queue := s.queue()
		s.fill(queue, 100)
		all = append(all, func() error {
			for range 100 {
				message, found, err := ch.Get(queue, true)
				if err != nil {
					return err
				}
				if found && string(message.Body) != queue {
					return fmt.Errorf("a message of %s came for %s", message.Body, queue)
				}
			}
			return nil
		})
	}
	return atAll(func() error { return together(all...) })
}

// large takes the client several writes.
func large() amqp.Publishing {
	return amqp.Publishing{Body: make([]byte, 400_000)}
}

// beside runs something on one channel while messages are published on another one, or on the same.
func (s *setting) beside(one bool, run func(ch *amqp.Channel) error) error {
	channels, queue := s.channels(2, one), s.queue()
	must(atAll(func() error {
		_ = together(
			func() error {
				for range 20 {
					if err := channels[0].Publish("", queue, false, false, large()); err != nil {
						return err
					}
				}
				return nil
			},
			func() error { return run(channels[1]) },
		)
		return nil
	}))
	return s.isLost()
}

func rpcBesidePublish(s *setting, bad bool) error {
	return s.beside(bad, func(ch *amqp.Channel) error {
		for range 300 {
			if err := ch.Qos(10, 0, false); err != nil {
				return err
			}
		}
		return nil
	})
}

func nowaitBesidePublish(s *setting, bad bool) error {
	queue := name("beside")
	return s.beside(bad, func(ch *amqp.Channel) error {
		for range 200 {
			if _, err := ch.QueueDeclare(queue, false, true, true, true, nil); err != nil {
				return err
			}
		}
		return nil
	})
}

func closeBesidePublish(s *setting, bad bool) error {
	return s.beside(bad, func(ch *amqp.Channel) error { return ch.Close() })
}

// txBesidePublish commits while others publish on the channel.
func txBesidePublish(s *setting, bad bool) error {
	return s.beside(bad, func(ch *amqp.Channel) error {
		if err := ch.Tx(); err != nil {
			return err
		}
		for range 50 {
			if err := ch.TxCommit(); err != nil {
				return err
			}
		}
		return nil
	})
}

// confirmOfAnother has two goroutines take confirms from one Go channel, or each from its own: one publishes to a queue that
// takes nothing.
func confirmOfAnother(s *setting, bad bool) error {
	refusing := amqp.Table{"x-max-length": int32(0), "x-overflow": "reject-publish"}
	shared := make(chan amqp.Confirmation, 1000)
	var all []func() error
	for at, ch := range s.channels(2, bad) {
		taken := at == 0
		queue := s.queue()
		if !taken {
			queue = name("refusing")
			_, err := s.channel().QueueDeclare(queue, false, true, false, false, refusing)
			must(err)
		}
		confirms := shared
		if !bad {
			confirms = make(chan amqp.Confirmation, 1000)
		}
		if !bad || at == 0 {
			must(ch.Confirm(false))
			ch.NotifyPublish(confirms)
		}
		all = append(all, func() error {
			for range 200 {
				if err := ch.Publish("", queue, false, false, amqp.Publishing{Body: []byte("message")}); err != nil {
					return err
				}
				if confirm := <-confirms; confirm.Ack != taken {
					return fmt.Errorf("a message to %s: taken is %v", queue, confirm.Ack)
				}
			}
			return nil
		})
	}
	return atAll(func() error { return together(all...) })
}
