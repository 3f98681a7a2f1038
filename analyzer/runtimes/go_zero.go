package rest // import "github.com/zeromicro/go-zero/rest"

import "net/http"

type RestConf struct{}

type Route struct {
	Method  string
	Path    string
	Handler func(http.ResponseWriter, *http.Request)
}

type Server struct{}

func MustNewServer(c RestConf, options ...any) *Server
func NewServer(c RestConf, options ...any) (*Server, error)
func (s *Server) AddRoute(r Route, options ...any)
func (s *Server) AddRoutes(rs []Route, options ...any)
func (s *Server) Start()
func (s *Server) Stop()
