package fiber // import "github.com/gofiber/fiber/v2"

type Ctx struct{}

type Handler = func(c *Ctx) error

type Router interface {
	Add(method, path string, handlers ...Handler) Router
	All(path string, handlers ...Handler) Router
	Delete(path string, handlers ...Handler) Router
	Get(path string, handlers ...Handler) Router
	Head(path string, handlers ...Handler) Router
	Options(path string, handlers ...Handler) Router
	Patch(path string, handlers ...Handler) Router
	Post(path string, handlers ...Handler) Router
	Put(path string, handlers ...Handler) Router
	Use(args ...any) Router
	Group(prefix string, handlers ...Handler) Router
	Route(prefix string, fn func(router Router), name ...string) Router
}

type Group struct{}

func (g *Group) Add(method, path string, handlers ...Handler) Router
func (g *Group) All(path string, handlers ...Handler) Router
func (g *Group) Delete(path string, handlers ...Handler) Router
func (g *Group) Get(path string, handlers ...Handler) Router
func (g *Group) Head(path string, handlers ...Handler) Router
func (g *Group) Options(path string, handlers ...Handler) Router
func (g *Group) Patch(path string, handlers ...Handler) Router
func (g *Group) Post(path string, handlers ...Handler) Router
func (g *Group) Put(path string, handlers ...Handler) Router
func (g *Group) Use(args ...any) Router
func (g *Group) Group(prefix string, handlers ...Handler) Router
func (g *Group) Route(prefix string, fn func(router Router), name ...string) Router

type App struct{}

func (app *App) Listen(addr string) error
func (app *App) ListenTLS(addr, certFile, keyFile string) error
func (app *App) Listener(ln any) error

func (a *App) Add(method, path string, handlers ...Handler) Router
func (a *App) All(path string, handlers ...Handler) Router
func (a *App) Delete(path string, handlers ...Handler) Router
func (a *App) Get(path string, handlers ...Handler) Router
func (a *App) Head(path string, handlers ...Handler) Router
func (a *App) Options(path string, handlers ...Handler) Router
func (a *App) Patch(path string, handlers ...Handler) Router
func (a *App) Post(path string, handlers ...Handler) Router
func (a *App) Put(path string, handlers ...Handler) Router
func (a *App) Use(args ...any) Router
func (a *App) Group(prefix string, handlers ...Handler) Router
func (a *App) Route(prefix string, fn func(router Router), name ...string) Router

func New(config ...any) *App
