package gin // import "github.com/gin-gonic/gin"

type Context struct{}

type HandlerFunc func(c *Context)

type IRoutes interface {
	Any(path string, handlers ...HandlerFunc) IRoutes
	GET(path string, handlers ...HandlerFunc) IRoutes
	POST(path string, handlers ...HandlerFunc) IRoutes
	PUT(path string, handlers ...HandlerFunc) IRoutes
	DELETE(path string, handlers ...HandlerFunc) IRoutes
	PATCH(path string, handlers ...HandlerFunc) IRoutes
	HEAD(path string, handlers ...HandlerFunc) IRoutes
	OPTIONS(path string, handlers ...HandlerFunc) IRoutes
	Handle(method, path string, handlers ...HandlerFunc) IRoutes
	Use(middleware ...HandlerFunc) IRoutes
}

type IRouter interface {
	IRoutes
	Group(path string, handlers ...HandlerFunc) *RouterGroup
}

type RouterGroup struct{}

func (g *RouterGroup) Any(path string, handlers ...HandlerFunc) IRoutes
func (g *RouterGroup) GET(path string, handlers ...HandlerFunc) IRoutes
func (g *RouterGroup) POST(path string, handlers ...HandlerFunc) IRoutes
func (g *RouterGroup) PUT(path string, handlers ...HandlerFunc) IRoutes
func (g *RouterGroup) DELETE(path string, handlers ...HandlerFunc) IRoutes
func (g *RouterGroup) PATCH(path string, handlers ...HandlerFunc) IRoutes
func (g *RouterGroup) HEAD(path string, handlers ...HandlerFunc) IRoutes
func (g *RouterGroup) OPTIONS(path string, handlers ...HandlerFunc) IRoutes
func (g *RouterGroup) Group(path string, handlers ...HandlerFunc) *RouterGroup
func (g *RouterGroup) Handle(method, path string, handlers ...HandlerFunc) IRoutes
func (g *RouterGroup) Use(middleware ...HandlerFunc) IRoutes

type Engine struct{ RouterGroup }

func (engine *Engine) Run(addr ...string) error
func (engine *Engine) RunTLS(addr, certFile, keyFile string) error

func Default(options ...any) *Engine
func New(options ...any) *Engine
func (e *Engine) Use(middleware ...HandlerFunc) IRoutes
func (e *Engine) NoRoute(handlers ...HandlerFunc)
