package nats // import "github.com/nats-io/nats.go"

type Msg struct {
	Subject string
	Data    []byte
}

type MsgHandler func(msg *Msg)

type Subscription struct{}

type JetStreamContext interface {
	QueueSubscribe(subject, queue string, cb MsgHandler, options ...any) (*Subscription, error)
	Subscribe(subject string, cb MsgHandler, options ...any) (*Subscription, error)
}

type Conn struct{}

func Connect(url string, options ...any) (*Conn, error)
func (nc *Conn) Close()
func (nc *Conn) JetStream(options ...any) (JetStreamContext, error)
func (nc *Conn) QueueSubscribe(subject, queue string, cb MsgHandler) (*Subscription, error)
func (nc *Conn) Subscribe(subject string, cb MsgHandler) (*Subscription, error)
