module example.com/desk

go 1.24

require (
	example.org/courier v1.2.0
	github.com/rabbitmq/amqp091-go v1.10.0 // indirect
)
