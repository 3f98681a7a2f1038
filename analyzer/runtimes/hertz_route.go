package route // import "github.com/cloudwego/hertz/pkg/route"

type RouterGroup struct{}

func (g *RouterGroup) Any(path string, handlers ...any)
func (g *RouterGroup) DELETE(path string, handlers ...any)
func (g *RouterGroup) GET(path string, handlers ...any)
func (g *RouterGroup) Group(path string, handlers ...any) *RouterGroup
func (g *RouterGroup) HEAD(path string, handlers ...any)
func (g *RouterGroup) Handle(method, path string, handlers ...any)
func (g *RouterGroup) OPTIONS(path string, handlers ...any)
func (g *RouterGroup) PATCH(path string, handlers ...any)
func (g *RouterGroup) POST(path string, handlers ...any)
func (g *RouterGroup) PUT(path string, handlers ...any)
func (g *RouterGroup) Use(handlers ...any)
