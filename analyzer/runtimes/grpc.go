package grpc // import "google.golang.org/grpc"

type ServiceRegistrar interface {
	RegisterService(description, service any)
}

type Server struct{}

func NewServer(options ...any) *Server
func (s *Server) RegisterService(description, service any)
func (s *Server) Serve(listener any) error
