package mux // import "github.com/gorilla/mux"

import "net/http"

type Route struct{}

func (r *Route) Handler(h http.Handler) *Route
func (r *Route) HandlerFunc(f func(http.ResponseWriter, *http.Request)) *Route
func (r *Route) Headers(pairs ...string) *Route
func (r *Route) Host(template string) *Route
func (r *Route) Methods(methods ...string) *Route
func (r *Route) Name(name string) *Route
func (r *Route) Path(template string) *Route
func (r *Route) PathPrefix(template string) *Route
func (r *Route) Queries(pairs ...string) *Route
func (r *Route) Schemes(schemes ...string) *Route
func (r *Route) Subrouter() *Router

type Router struct{}

func NewRouter() *Router
func (r *Router) Handle(path string, h http.Handler) *Route
func (r *Router) HandleFunc(path string, f func(http.ResponseWriter, *http.Request)) *Route
func (r *Router) Host(template string) *Route
func (r *Router) Methods(methods ...string) *Route
func (r *Router) NewRoute() *Route
func (r *Router) Path(template string) *Route
func (r *Router) PathPrefix(template string) *Route
func (r *Router) StrictSlash(value bool) *Router
