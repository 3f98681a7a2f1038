// Command failures shows what the client and the broker do when a channel is misused: each scenario in its bad form and in its
// good one. It prints what went wrong, or that nothing did.
package main

import (
	"errors"
	"fmt"
	"os"
	"sort"
	"sync/atomic"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
)

// patience is longer than an answer takes: what takes longer does not come. A good form waits longer, as its answers come.
var patience = 3 * time.Second

// rounds bounds how often a race may go well.
const rounds = 2000

// A form of a scenario: wrong, or as it should be. It gives what went wrong.
type form func(s *setting, bad bool) error

var scenarios = map[string]form{}

// A setting is what a round has for itself.
type setting struct {
	url  string
	conn *amqp.Connection
	// lost gives the reason why the connection was lost.
	lost chan *amqp.Error
}

var used atomic.Int64

// name gives a name that nobody else uses.
func name(what string) string {
	return fmt.Sprintf("%s-%d-%d", what, os.Getpid(), used.Add(1))
}

// dial opens a connection.
func dial(url string) *setting {
	conn, err := amqp.Dial(url)
	must(err)
	return &setting{url: url, conn: conn, lost: conn.NotifyClose(make(chan *amqp.Error, 1))}
}

func (s *setting) channel() *amqp.Channel {
	ch, err := s.conn.Channel()
	must(err)
	return ch
}

// queue declares a queue on a channel of its own.
func (s *setting) queue() string {
	ch := s.channel()
	queue, err := ch.QueueDeclare(name("queue"), false, true, false, false, nil)
	must(err)
	must(ch.Close())
	return queue.Name
}

// fill sends so many messages to a queue, and waits until the broker has them.
func (s *setting) fill(queue string, messages int) {
	ch := s.channel()
	confirms := ch.NotifyPublish(make(chan amqp.Confirmation, messages))
	must(ch.Confirm(false))
	for range messages {
		must(ch.Publish("", queue, false, false, amqp.Publishing{Body: []byte(queue)}))
	}
	for range messages {
		<-confirms
	}
	must(ch.Close())
}

// isLost asks why the connection was lost, or gives nothing when it answers.
func (s *setting) isLost() error {
	asked := within(func() error {
		_, err := s.conn.Channel()
		return err
	})
	select {
	case err := <-s.lost:
		return err
	default:
		return asked
	}
}

var errHangs = errors.New("does not come back")

// within bounds a call that gives an answer.
func within(call func() error) error {
	return bounded(patience, call)
}

// atAll bounds what takes its time.
func atAll(work func() error) error {
	return bounded(20*patience, work)
}

func bounded(limit time.Duration, call func() error) error {
	done := make(chan error, 1)
	go func() { done <- call() }()
	select {
	case err := <-done:
		return err
	case <-time.After(limit):
		return errHangs
	}
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}

func main() {
	if len(os.Args) == 2 && os.Args[1] == "list" {
		var names []string
		for name := range scenarios {
			names = append(names, name)
		}
		sort.Strings(names)
		for _, name := range names {
			fmt.Println(name)
		}
		return
	}
	url, scenario, bad := os.Args[1], os.Args[2], os.Args[3] == "bad"
	run, known := scenarios[scenario]
	if !known {
		panic("there is no scenario " + scenario)
	}
	if !bad {
		patience = 30 * time.Second
	}
	for round := 1; round <= rounds; round++ {
		s := dial(url)
		err := run(s, bad)
		go s.conn.Close()
		if err != nil {
			fmt.Printf("failed in round %d: %v\n", round, err)
			return
		}
		if !bad && round == 10 || once[scenario] {
			break
		}
	}
	fmt.Println("fine")
}
