package server // import "github.com/cloudwego/hertz/pkg/app/server"

import "github.com/cloudwego/hertz/pkg/route"

type Hertz struct{}

func Default(options ...any) *Hertz
func New(options ...any) *Hertz
func (h *Hertz) Any(path string, handlers ...any)
func (h *Hertz) DELETE(path string, handlers ...any)
func (h *Hertz) GET(path string, handlers ...any)
func (h *Hertz) Group(path string, handlers ...any) *route.RouterGroup
func (h *Hertz) HEAD(path string, handlers ...any)
func (h *Hertz) Handle(method, path string, handlers ...any)
func (h *Hertz) OPTIONS(path string, handlers ...any)
func (h *Hertz) PATCH(path string, handlers ...any)
func (h *Hertz) POST(path string, handlers ...any)
func (h *Hertz) PUT(path string, handlers ...any)
func (h *Hertz) Spin()
func (h *Hertz) Use(handlers ...any)
