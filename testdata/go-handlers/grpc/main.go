package main

import (
	"context"
	"log"
	"net"

	amqp "github.com/rabbitmq/amqp091-go"
	"google.golang.org/grpc"
	health "google.golang.org/grpc/health/grpc_health_v1"
)

type bus struct{ ch *amqp.Channel }

func (s *bus) declare(name string) error {
	_, err := s.ch.QueueDeclare(name, true, false, false, false, nil)
	return err
}

type service struct {
	health.UnimplementedHealthServer
	s *bus
}

func (x *service) Check(ctx context.Context, r *health.HealthCheckRequest) (*health.HealthCheckResponse, error) { //~ shared_channel_rpc
	if err := x.s.declare(r.Service); err != nil {
		return nil, err
	}
	return &health.HealthCheckResponse{}, nil
}

func main() {
	conn, err := amqp.Dial("amqp://localhost")
	if err != nil {
		log.Fatal(err)
	}
	ch, err := conn.Channel()
	if err != nil {
		log.Fatal(err)
	}
	s := &bus{ch: ch}
	l, err := net.Listen("tcp", ":1")
	if err != nil {
		log.Fatal(err)
	}
	g := grpc.NewServer()
	health.RegisterHealthServer(g, &service{s: s})
	log.Fatal(g.Serve(l))
}
