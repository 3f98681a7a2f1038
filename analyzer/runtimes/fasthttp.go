package fasthttp // import "github.com/valyala/fasthttp"

type RequestCtx struct{}

type RequestHandler func(ctx *RequestCtx)

type Server struct {
	Handler RequestHandler
}

func ListenAndServe(addr string, handler RequestHandler) error
func ListenAndServeTLS(addr, certFile, keyFile string, handler RequestHandler) error

func (s *Server) ListenAndServe(addr string) error
func (s *Server) ListenAndServeTLS(addr, certFile, keyFile string) error
func (s *Server) Serve(listener any) error
func (s *Server) Shutdown() error
