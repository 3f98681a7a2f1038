package sarama // import "github.com/IBM/sarama"

type ConsumerGroup interface {
	Close() error
	Consume(ctx any, topics []string, handler any) error
}

func NewConsumerGroup(addrs []string, group string, config any) (ConsumerGroup, error)
