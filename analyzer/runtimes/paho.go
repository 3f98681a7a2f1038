package mqtt // import "github.com/eclipse/paho.mqtt.golang"

type Message interface {
	Payload() []byte
	Topic() string
}

type Token interface {
	Error() error
	Wait() bool
}

type MessageHandler func(client Client, message Message)

type ClientOptions struct{}

func NewClientOptions() *ClientOptions

type Client interface {
	AddRoute(topic string, callback MessageHandler)
	Connect() Token
	Disconnect(quiesce uint)
	Publish(topic string, qos byte, retained bool, payload any) Token
	Subscribe(topic string, qos byte, callback MessageHandler) Token
	SubscribeMultiple(filters map[string]byte, callback MessageHandler) Token
}

func NewClient(options *ClientOptions) Client
