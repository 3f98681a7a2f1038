package socketio // import "github.com/googollee/go-socket.io"

type Conn interface{}

type Server struct{}

func NewServer(options any) *Server
func (s *Server) OnConnect(namespace string, f func(Conn) error)
func (s *Server) OnDisconnect(namespace string, f func(Conn, string))
func (s *Server) OnEvent(namespace, event string, f any)
func (s *Server) Serve() error
func (s *Server) Close() error
