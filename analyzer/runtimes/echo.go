package echo // import "github.com/labstack/echo/v4"

type Context interface{}

type HandlerFunc func(c Context) error

type MiddlewareFunc func(next HandlerFunc) HandlerFunc

type Route struct{}

type Group struct{}

func (g *Group) DELETE(path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (g *Group) GET(path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (g *Group) HEAD(path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (g *Group) OPTIONS(path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (g *Group) PATCH(path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (g *Group) POST(path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (g *Group) PUT(path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (g *Group) Add(method, path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (g *Group) Any(path string, h HandlerFunc, m ...MiddlewareFunc) []*Route
func (g *Group) Group(prefix string, m ...MiddlewareFunc) *Group
func (g *Group) Match(methods []string, path string, h HandlerFunc, m ...MiddlewareFunc) []*Route
func (g *Group) Use(m ...MiddlewareFunc)

type Echo struct{}

func (e *Echo) Start(address string) error
func (e *Echo) StartTLS(address string, certFile, keyFile any) error
func (e *Echo) StartServer(s any) error

func (e *Echo) DELETE(path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (e *Echo) GET(path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (e *Echo) HEAD(path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (e *Echo) OPTIONS(path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (e *Echo) PATCH(path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (e *Echo) POST(path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (e *Echo) PUT(path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (e *Echo) Add(method, path string, h HandlerFunc, m ...MiddlewareFunc) *Route
func (e *Echo) Any(path string, h HandlerFunc, m ...MiddlewareFunc) []*Route
func (e *Echo) Group(prefix string, m ...MiddlewareFunc) *Group
func (e *Echo) Match(methods []string, path string, h HandlerFunc, m ...MiddlewareFunc) []*Route
func (e *Echo) Use(m ...MiddlewareFunc)

func New() *Echo
