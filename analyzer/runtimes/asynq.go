package asynq // import "github.com/hibiken/asynq"

type Task struct{}

func (t *Task) Payload() []byte
func (t *Task) Type() string

type ServeMux struct{}

func NewServeMux() *ServeMux
func (mux *ServeMux) Handle(pattern string, handler any)
func (mux *ServeMux) HandleFunc(pattern string, handler func(ctx any, task *Task) error)

type Server struct{}

func NewServer(redis any, config any) *Server
func (srv *Server) Run(handler any) error
func (srv *Server) Start(handler any) error
