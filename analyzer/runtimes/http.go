package http // import "net/http"

type Request struct{}

type ResponseWriter interface{}

type Handler interface {
	ServeHTTP(w ResponseWriter, r *Request)
}

type HandlerFunc func(w ResponseWriter, r *Request)

type ServeMux struct{}

func NewServeMux() *ServeMux
func (m *ServeMux) Handle(pattern string, h Handler)
func (m *ServeMux) HandleFunc(pattern string, h func(ResponseWriter, *Request))

type Server struct {
	Addr    string
	Handler Handler
}

func (s *Server) Close() error
func (s *Server) ListenAndServe() error
func (s *Server) ListenAndServeTLS(certificate, key string) error
func (s *Server) Serve(listener any) error
func (s *Server) Shutdown(ctx any) error

func Handle(pattern string, h Handler)
func HandleFunc(pattern string, h func(ResponseWriter, *Request))
func ListenAndServe(addr string, h Handler) error
func Serve(l any, h Handler) error
func ServeTLS(l any, h Handler, certFile, keyFile string) error
func ListenAndServeTLS(addr, certificate, key string, h Handler) error
func StripPrefix(prefix string, h Handler) Handler
func TimeoutHandler(h Handler, after any, message string) Handler

type Response struct {
	Body any
	StatusCode int
}

type Client struct{}

func (c *Client) CloseIdleConnections()
func (c *Client) Do(r *Request) (*Response, error)
func (c *Client) Get(url string) (*Response, error)
func (c *Client) Head(url string) (*Response, error)
func (c *Client) Post(url, contentType string, body any) (*Response, error)
func (c *Client) PostForm(url string, data any) (*Response, error)

var DefaultClient *Client

func Get(url string) (*Response, error)
func NewRequest(method, url string, body any) (*Request, error)
func NewRequestWithContext(ctx any, method, url string, body any) (*Request, error)
func Post(url, contentType string, body any) (*Response, error)
func PostForm(url string, data any) (*Response, error)
