package amqp091 // import "github.com/rabbitmq/amqp091-go"

type Connection struct {
	Config Config
}

func Dial(url string) (*Connection, error)
func DialTLS(url string, amqps any) (*Connection, error)
func DialTLS_ExternalAuth(url string, amqps any) (*Connection, error)
func DialConfig(url string, config Config) (*Connection, error)
func Open(conn any, config Config) (*Connection, error)

func (c *Connection) Channel() (*Channel, error)
func (c *Connection) Close() error
func (c *Connection) IsClosed() bool
func (c *Connection) NotifyBlocked(receiver chan Blocking) chan Blocking
func (c *Connection) NotifyClose(receiver chan *Error) chan *Error

type Channel struct{}

func (ch *Channel) Ack(tag uint64, multiple bool) error
func (ch *Channel) Cancel(consumer string, noWait bool) error
func (ch *Channel) Close() error
func (ch *Channel) Confirm(noWait bool) error
func (ch *Channel) Consume(queue, consumer string, autoAck, exclusive, noLocal, noWait bool, args Table) (<-chan Delivery, error)
func (ch *Channel) ConsumeWithContext(ctx any, queue, consumer string, autoAck, exclusive, noLocal, noWait bool, args Table) (<-chan Delivery, error)
func (ch *Channel) ExchangeBind(destination, key, source string, noWait bool, args Table) error
func (ch *Channel) ExchangeDeclare(name, kind string, durable, autoDelete, internal, noWait bool, args Table) error
func (ch *Channel) ExchangeDeclarePassive(name, kind string, durable, autoDelete, internal, noWait bool, args Table) error
func (ch *Channel) ExchangeDelete(name string, ifUnused, noWait bool) error
func (ch *Channel) ExchangeUnbind(destination, key, source string, noWait bool, args Table) error
func (ch *Channel) Flow(active bool) error
func (ch *Channel) Get(queue string, autoAck bool) (Delivery, bool, error)
func (ch *Channel) GetNextPublishSeqNo() uint64
func (ch *Channel) IsClosed() bool
func (ch *Channel) Nack(tag uint64, multiple, requeue bool) error
func (ch *Channel) NotifyCancel(c chan string) chan string
func (ch *Channel) NotifyClose(c chan *Error) chan *Error
func (ch *Channel) NotifyConfirm(ack, nack chan uint64) (chan uint64, chan uint64)
func (ch *Channel) NotifyFlow(c chan bool) chan bool
func (ch *Channel) NotifyPublish(confirm chan Confirmation) chan Confirmation
func (ch *Channel) NotifyReturn(c chan Return) chan Return
func (ch *Channel) Publish(exchange, key string, mandatory, immediate bool, msg Publishing) error
func (ch *Channel) PublishWithContext(ctx any, exchange, key string, mandatory, immediate bool, msg Publishing) error
func (ch *Channel) PublishWithDeferredConfirm(exchange, key string, mandatory, immediate bool, msg Publishing) (*DeferredConfirmation, error)
func (ch *Channel) PublishWithDeferredConfirmWithContext(ctx any, exchange, key string, mandatory, immediate bool, msg Publishing) (*DeferredConfirmation, error)
func (ch *Channel) Qos(prefetchCount, prefetchSize int, global bool) error
func (ch *Channel) QueueBind(name, key, exchange string, noWait bool, args Table) error
func (ch *Channel) QueueDeclare(name string, durable, autoDelete, exclusive, noWait bool, args Table) (Queue, error)
func (ch *Channel) QueueDeclarePassive(name string, durable, autoDelete, exclusive, noWait bool, args Table) (Queue, error)
func (ch *Channel) QueueDelete(name string, ifUnused, ifEmpty, noWait bool) (int, error)
func (ch *Channel) QueueInspect(name string) (Queue, error)
func (ch *Channel) QueuePurge(name string, noWait bool) (int, error)
func (ch *Channel) QueueUnbind(name, key, exchange string, args Table) error
func (ch *Channel) Recover(requeue bool) error
func (ch *Channel) Reject(tag uint64, requeue bool) error
func (ch *Channel) Tx() error
func (ch *Channel) TxCommit() error
func (ch *Channel) TxRollback() error

type Acknowledger interface {
	Ack(tag uint64, multiple bool) error
	Nack(tag uint64, multiple, requeue bool) error
	Reject(tag uint64, requeue bool) error
}

type Delivery struct {
	Acknowledger    Acknowledger
	Headers         Table
	ContentType     string
	ContentEncoding string
	DeliveryMode    uint8
	Priority        uint8
	CorrelationId   string
	ReplyTo         string
	Expiration      string
	MessageId       string
	Type            string
	UserId          string
	AppId           string
	ConsumerTag     string
	MessageCount    uint32
	DeliveryTag     uint64
	Redelivered     bool
	Exchange        string
	RoutingKey      string
	Body            []byte
}

func (d Delivery) Ack(multiple bool) error
func (d Delivery) Nack(multiple, requeue bool) error
func (d Delivery) Reject(requeue bool) error

type DeferredConfirmation struct {
	DeliveryTag uint64
}

func (d *DeferredConfirmation) Acked() bool
func (d *DeferredConfirmation) Done() <-chan struct{}
func (d *DeferredConfirmation) Wait() bool
func (d *DeferredConfirmation) WaitContext(ctx any) (bool, error)

type Queue struct {
	Name      string
	Messages  int
	Consumers int
}

type Confirmation struct {
	DeliveryTag uint64
	Ack         bool
}

type Error struct {
	Code    int
	Reason  string
	Server  bool
	Recover bool
}

func (e Error) Error() string

type Blocking struct {
	Active bool
	Reason string
}

type Return struct {
	ReplyCode  uint16
	ReplyText  string
	Exchange   string
	RoutingKey string
	Body       []byte
}

type Publishing struct {
	Headers      Table
	ContentType  string
	DeliveryMode uint8
	Body         []byte
}

type Table map[string]any

type Config struct {
	Vhost string
}
