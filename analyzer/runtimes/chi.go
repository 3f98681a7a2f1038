package chi // import "github.com/go-chi/chi/v5"

import "net/http"

type Router interface {
	Connect(pattern string, h http.HandlerFunc)
	Delete(pattern string, h http.HandlerFunc)
	Get(pattern string, h http.HandlerFunc)
	Head(pattern string, h http.HandlerFunc)
	Options(pattern string, h http.HandlerFunc)
	Patch(pattern string, h http.HandlerFunc)
	Post(pattern string, h http.HandlerFunc)
	Put(pattern string, h http.HandlerFunc)
	Trace(pattern string, h http.HandlerFunc)
	Group(fn func(r Router)) Router
	Handle(pattern string, h http.Handler)
	HandleFunc(pattern string, h http.HandlerFunc)
	Method(method, pattern string, h http.Handler)
	MethodFunc(method, pattern string, h http.HandlerFunc)
	Mount(pattern string, h http.Handler)
	NotFound(h http.HandlerFunc)
	Route(pattern string, fn func(r Router)) Router
	Use(middlewares ...func(http.Handler) http.Handler)
	With(middlewares ...func(http.Handler) http.Handler) Router
}

type Mux struct{}

func NewMux() *Mux
func NewRouter() *Mux
func (m *Mux) Connect(pattern string, h http.HandlerFunc)
func (m *Mux) Delete(pattern string, h http.HandlerFunc)
func (m *Mux) Get(pattern string, h http.HandlerFunc)
func (m *Mux) Head(pattern string, h http.HandlerFunc)
func (m *Mux) Options(pattern string, h http.HandlerFunc)
func (m *Mux) Patch(pattern string, h http.HandlerFunc)
func (m *Mux) Post(pattern string, h http.HandlerFunc)
func (m *Mux) Put(pattern string, h http.HandlerFunc)
func (m *Mux) Trace(pattern string, h http.HandlerFunc)
func (m *Mux) Group(fn func(r Router)) Router
func (m *Mux) Handle(pattern string, h http.Handler)
func (m *Mux) HandleFunc(pattern string, h http.HandlerFunc)
func (m *Mux) Method(method, pattern string, h http.Handler)
func (m *Mux) MethodFunc(method, pattern string, h http.HandlerFunc)
func (m *Mux) Mount(pattern string, h http.Handler)
func (m *Mux) NotFound(h http.HandlerFunc)
func (m *Mux) Route(pattern string, fn func(r Router)) Router
func (m *Mux) Use(middlewares ...func(http.Handler) http.Handler)
func (m *Mux) With(middlewares ...func(http.Handler) http.Handler) Router
