package httprouter // import "github.com/julienschmidt/httprouter"

import "net/http"

type Params struct{}

func (ps Params) ByName(name string) string

type Handle func(http.ResponseWriter, *http.Request, Params)

type Router struct{}

func New() *Router
func (r *Router) DELETE(path string, handle Handle)
func (r *Router) GET(path string, handle Handle)
func (r *Router) HEAD(path string, handle Handle)
func (r *Router) OPTIONS(path string, handle Handle)
func (r *Router) PATCH(path string, handle Handle)
func (r *Router) POST(path string, handle Handle)
func (r *Router) PUT(path string, handle Handle)
func (r *Router) Handle(method, path string, handle Handle)
func (r *Router) Handler(method, path string, handler http.Handler)
func (r *Router) HandlerFunc(method, path string, handler func(http.ResponseWriter, *http.Request))
