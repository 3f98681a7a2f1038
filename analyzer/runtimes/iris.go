package iris // import "github.com/kataras/iris/v12"

type Context interface{}

type Handler func(ctx Context)

type Party interface {
	Any(path string, handlers ...Handler) []any
	Delete(path string, handlers ...Handler) any
	Get(path string, handlers ...Handler) any
	Handle(method, path string, handlers ...Handler) any
	Head(path string, handlers ...Handler) any
	Options(path string, handlers ...Handler) any
	Party(path string, handlers ...Handler) Party
	Patch(path string, handlers ...Handler) any
	Post(path string, handlers ...Handler) any
	Put(path string, handlers ...Handler) any
	Use(handlers ...Handler)
}

type Application struct{}

func New() *Application
func Default() *Application
func (app *Application) Any(path string, handlers ...Handler) []any
func (app *Application) Delete(path string, handlers ...Handler) any
func (app *Application) Get(path string, handlers ...Handler) any
func (app *Application) Handle(method, path string, handlers ...Handler) any
func (app *Application) Head(path string, handlers ...Handler) any
func (app *Application) Listen(addr string, options ...any) error
func (app *Application) Options(path string, handlers ...Handler) any
func (app *Application) Party(path string, handlers ...Handler) Party
func (app *Application) Patch(path string, handlers ...Handler) any
func (app *Application) Post(path string, handlers ...Handler) any
func (app *Application) Put(path string, handlers ...Handler) any
func (app *Application) Use(handlers ...Handler)
