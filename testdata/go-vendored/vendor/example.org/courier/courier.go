// Package courier is somebody else's: what is wrong inside of it is told to nobody here, what others do with it is.
package courier

import (
	"context"
	"time"

	amqp "github.com/rabbitmq/amqp091-go"
)

type Courier struct{ channel *amqp.Channel }

// New starts a goroutine that looks at a queue again and again, beside whoever publishes.
func New(url string) (*Courier, error) {
	conn, err := amqp.Dial(url)
	if err != nil {
		return nil, err
	}
	ch, err := conn.Channel()
	if err != nil {
		return nil, err
	}
	c := &Courier{channel: ch}
	go c.watch()
	return c, nil
}

func (c *Courier) watch() {
	for range time.Tick(time.Minute) {
		if _, err := c.channel.QueueDeclarePassive("parcels", true, false, false, false, nil); err != nil {
			return
		}
	}
}

func (c *Courier) Declare(name string) error {
	_, err := c.channel.QueueDeclare(name, true, false, false, false, nil)
	return err
}

func (c *Courier) Send(ctx context.Context, key string, body []byte) error {
	return c.channel.PublishWithContext(ctx, "parcels", key, false, false, amqp.Publishing{Body: body})
}
